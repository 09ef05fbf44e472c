#include "cases/case_runner.h"

#include <algorithm>
#include <map>
#include <memory>
#include <set>
#include <utility>

#include "cases/case_file.h"
#include "document/pointer.h"
#include "eval/evaluator.h"
#include "eval/region.h"
#include "fix/fix.h"
#include "formats/json/json.h"
#include "formats/yaml/yaml.h"

namespace intake {
namespace {

std::string_view verdict_name(Verdict verdict) {
  constexpr std::string_view kNames[] = {"pass", "fail", "not-applicable", "indeterminate",
                                         "error"};
  return kNames[static_cast<std::size_t>(verdict)];
}

std::string_view name_of(Disposition disposition) {
  constexpr std::string_view kNames[] = {"accept", "accept-with-notes", "incomplete", "reject"};
  return kNames[static_cast<std::size_t>(disposition)];
}

/// A rule set compiled for one combination of set, clock and parameters, with its coverage.
struct Prepared {
  std::shared_ptr<const Plan> plan;
  Coverage coverage;
};

class Runner {
 public:
  Runner(const RuleFiles& files, const LoadOptions& options, CaseReport& report)
      : files_(files), options_(options), report_(report) {}

  void run(const Case& c, const std::string& own_reference) {
    CaseResult result;
    result.rule = c.rule;
    result.file = c.file;
    result.line = c.line;
    result.name = c.name;
    Prepared* prepared = prepare(c, own_reference, result.differences);
    if (prepared != nullptr) check(c, *prepared, result.differences);
    result.passed = result.differences.empty();
    report_.results.push_back(std::move(result));
  }

  /// Coverage of the rules of one set, over every combination that its cases used.
  void cover(const std::string& set) {
    struct Seen {
      std::uint8_t verdicts = 0;
      const Rule* rule = nullptr;
      std::map<std::uint32_t, std::pair<std::uint8_t, ByteSpan>> leaves;  // by span begin
    };
    std::map<std::string, Seen> rules;
    for (const auto& [key, prepared] : prepared_) {
      if (prepared->plan == nullptr) continue;
      const Plan& plan = *prepared->plan;
      for (std::size_t i = 0; i < plan.program.size(); ++i) {
        const Rule& rule = *plan.program[i].rule;
        if (rule.id.substr(0, rule.id.find('/')) != set) continue;
        Seen& seen = rules[rule.id];
        seen.rule = &rule;
        if (i < prepared->coverage.rules.size()) seen.verdicts |= prepared->coverage.rules[i];
      }
      for (std::size_t i = 0; i < plan.nodes.size(); ++i) {
        const PlanNode& node = plan.nodes[i];
        if (node.op != Condition::Op::kLeaf || node.rule == kNone) continue;
        const Rule& rule = *plan.program[node.rule].rule;
        if (rule.id.substr(0, rule.id.find('/')) != set) continue;
        auto& leaf = rules[rule.id].leaves[node.span.begin];
        leaf.second = node.span;
        if (i < prepared->coverage.nodes.size()) leaf.first |= prepared->coverage.nodes[i];
      }
    }
    const auto bit = [](Verdict v) { return 1u << static_cast<unsigned>(v); };
    for (const auto& [id, seen] : rules) {
      ++report_.rules;
      const bool good = (seen.verdicts & bit(Verdict::kPass)) != 0;
      const bool bad = (seen.verdicts & (bit(Verdict::kFail) | bit(Verdict::kIndeterminate))) != 0;
      if (good && bad) {
        ++report_.rules_covered;
      } else {
        report_.uncovered_rules.push_back(id + (good ? ": never fails" : ": never passes"));
      }
      for (const auto& [begin, leaf] : seen.leaves) {
        ++report_.conditions;
        const bool yes = (leaf.first & Coverage::kTrue) != 0;
        const bool no = (leaf.first & (Coverage::kFalse | Coverage::kUnknown)) != 0;
        if (yes && no) {
          ++report_.conditions_covered;
          continue;
        }
        const Region region = region_of(*seen.rule->file, leaf.second);
        report_.uncovered_conditions.push_back(
            {id, region.source, region.line, yes ? "never false" : "never true", region.excerpt});
      }
    }
  }

 private:
  Prepared* prepare(const Case& c, const std::string& own_reference,
                    std::vector<std::string>& differences) {
    LoadOptions options = options_;
    if (!c.now.empty()) options.now = c.now;
    options.parameters.insert(options.parameters.end(), c.parameters.begin(), c.parameters.end());
    const std::string reference = c.with.empty() ? own_reference : c.with;
    std::string key = reference + '\n' + options.now;
    for (const auto& [name, value] : options.parameters) key += '\n' + name + '=' + value;
    auto& entry = prepared_[key];
    if (entry == nullptr) {
      entry = std::make_unique<Prepared>();
      LoadResult loaded = load_rule_set(files_, reference, options);
      if (loaded.rules != nullptr) entry->plan = compile_plan(loaded.rules, options.now);
      for (Fault& fault : loaded.faults) report_.faults.push_back(std::move(fault));
      if (loaded.error) differences.push_back(loaded.error->what);
    }
    if (entry->plan != nullptr) return entry.get();
    if (differences.empty()) {
      differences.push_back("the rule set `" + reference + "` cannot be loaded");
    }
    return nullptr;
  }

  void check(const Case& c, Prepared& prepared, std::vector<std::string>& differences) {
    const Plan& plan = *prepared.plan;
    std::uint32_t rule = kNone;
    for (std::uint32_t i = 0; i < plan.program.size(); ++i) {
      if (plan.program[i].rule->id == c.rule) rule = i;
    }
    if (rule == kNone) {
      differences.push_back("the rule `" + c.rule + "` is not in this set, off or not in force");
      return;
    }
    EvaluationOptions options;
    options.only_parts = c.parts;
    options.limits = options_.limits;
    options.keep_verdicts = true;
    // As text, so that spans and fixes are those that a person would see.
    const Document tree = to_document(c.submission);
    const std::string text = json::write(View(tree, tree.root()));
    auto read = json::read(std::make_shared<Source>("case.json", text), options_.limits);
    if (!read) {
      differences.push_back("the submission cannot be read: " + read.error().what);
      return;
    }
    const auto document = std::make_shared<const Document>(std::move(read).value());
    options.coverage = &prepared.coverage;
    Evaluator evaluator(plan, *document, options);
    evaluator.run();
    compare_verdicts(c, rule, evaluator, differences);
    compare_findings(c, evaluator, differences);
    const Report report = evaluator.report();
    if (c.disposition && *c.disposition != name_of(report.disposition)) {
      differences.push_back("disposition: " + std::string(name_of(report.disposition)) +
                            ", expected " + *c.disposition);
    }
    compare_others(c, report, differences);
    if (c.fixed) {
      options.coverage = nullptr;
      compare_fixed(c, plan, document, options, differences);
      // The same submission as YAML must end in the same values.
      const std::string yaml_text = yaml::write(View(tree, tree.root()));
      auto yaml_read =
          yaml::read(std::make_shared<Source>("case.yaml", yaml_text), options_.limits);
      if (yaml_read) {
        compare_fixed(c, plan, std::make_shared<const Document>(std::move(yaml_read).value()),
                      options, differences);
      } else {
        differences.push_back("as YAML: " + yaml_read.error().what);
      }
    }
  }

  void compare_verdicts(const Case& c, std::uint32_t rule, const Evaluator& evaluator,
                        std::vector<std::string>& differences) const {
    std::map<Verdict, std::vector<std::string>> seen;
    for (const PlaceVerdict& verdict : evaluator.verdicts()) {
      if (verdict.rule == rule) seen[verdict.verdict].push_back(verdict.pointer);
    }
    std::set<Verdict> allowed{Verdict::kNotApplicable, Verdict::kPass};
    Verdict wanted = Verdict::kPass;
    switch (c.expect) {
      case Case::Expect::kPass:
        break;
      case Case::Expect::kNotApplicable:
        allowed.erase(Verdict::kPass);
        break;
      case Case::Expect::kFail:
        allowed.insert(wanted = Verdict::kFail);
        break;
      case Case::Expect::kIndeterminate:
        allowed.insert(wanted = Verdict::kIndeterminate);
        break;
    }
    if (c.expect != Case::Expect::kNotApplicable && !seen.contains(wanted)) {
      std::string got;
      for (const auto& [verdict, places] : seen) {
        got += (got.empty() ? "" : ", ") + std::string(verdict_name(verdict));
      }
      differences.push_back("verdict: " + (got.empty() ? "no place" : got) + ", expected " +
                            std::string(verdict_name(wanted)));
    }
    for (const auto& [verdict, places] : seen) {
      if (allowed.contains(verdict)) continue;
      for (const std::string& place : places) {
        differences.push_back("verdict at `" + place + "`: " + std::string(verdict_name(verdict)));
      }
    }
  }

  static void compare_findings(const Case& c, const Evaluator& evaluator,
                               std::vector<std::string>& differences) {
    if (!c.findings) return;
    std::vector<const Finding*> own;
    for (const Hit& hit : evaluator.hits()) {
      if (hit.finding.rule == c.rule) own.push_back(&hit.finding);
    }
    const std::size_t most = std::max(own.size(), c.findings->size());
    for (std::size_t i = 0; i < most; ++i) {
      if (i >= own.size()) {
        differences.push_back("finding missing: `" + (*c.findings)[i].pointer + "`");
        continue;
      }
      const std::string& shown = own[i]->message.empty() ? own[i]->reason : own[i]->message;
      if (i >= c.findings->size()) {
        differences.push_back("finding not expected: `" + own[i]->pointer + "` " + shown);
        continue;
      }
      const ExpectedFinding& expected = (*c.findings)[i];
      if (own[i]->pointer != expected.pointer) {
        differences.push_back("pointer: `" + own[i]->pointer + "`, expected `" + expected.pointer +
                              "`");
      }
      if (expected.message && own[i]->message != *expected.message) {
        differences.push_back("message:  " + own[i]->message);
        differences.push_back("expected: " + *expected.message);
      }
      if (expected.reason && own[i]->reason != *expected.reason) {
        differences.push_back("reason:   " + own[i]->reason);
        differences.push_back("expected: " + *expected.reason);
      }
    }
  }

  // What only waits for another finding stands under that one and is not compared.
  static void compare_others(const Case& c, const Report& report,
                             std::vector<std::string>& differences) {
    if (!c.others) return;
    std::set<std::string> found;
    for (const Finding& finding : report.findings) {
      if (finding.rule != c.rule) found.insert(finding.rule);
    }
    const std::set<std::string> expected(c.others->begin(), c.others->end());
    for (const std::string& id : found) {
      if (!expected.contains(id)) differences.push_back("other finding not expected: " + id);
    }
    for (const std::string& id : expected) {
      if (!found.contains(id)) differences.push_back("other finding missing: " + id);
    }
  }

  static void compare_fixed(const Case& c, const Plan& plan, const DocumentPtr& document,
                            const EvaluationOptions& evaluation,
                            std::vector<std::string>& differences) {
    const Format& format = recognise_format(document->source()->name(), "");
    const std::string as = "fixed as " + std::string(format.name) + ": ";
    FixOptions options;
    options.unsafe = c.unsafe;
    options.only = {c.rule};
    options.evaluation = evaluation;
    auto outcome = run_fixes(plan, format, document, options);
    if (!outcome) {
      differences.push_back(as + outcome.error().what);
      return;
    }
    Datum expected = to_datum(View(*document, document->root()));
    for (const auto& [pointer, value] : *c.fixed) {
      const Document now = to_document(expected);
      Change change;
      change.pointer = pointer;
      change.value = value;
      const bool there = find_node(now, pointer) != kNoNode;
      change.op =
          value.is_null() ? Change::Op::kRemove : (there ? Change::Op::kReplace : Change::Op::kAdd);
      auto changed = apply_changes(View(now, now.root()), {change});
      if (!changed) {
        differences.push_back("`fixed` cannot be made: " + changed.error().what);
        return;
      }
      expected = std::move(*changed);
    }
    auto read = format.read(std::make_shared<Source>(document->source()->name(), outcome->bytes),
                            evaluation.limits);
    if (!read) {
      differences.push_back(as + read.error().what);
      return;
    }
    const Datum got = to_datum(View(*read, read->root()));
    if (equal(got, expected)) return;
    const Document old = to_document(expected);
    const Document now = to_document(got);
    differences.push_back(as + "differs from what is expected\n" +
                          unified_diff(json::write(View(old, old.root())),
                                       json::write(View(now, now.root())), "expected", "fixed"));
    for (const FixRecord& record : outcome->records) {
      if (!record.applied) {
        differences.push_back(as + "rolled back " + record.rule + ": " + record.reason);
      }
    }
  }

  const RuleFiles& files_;
  const LoadOptions& options_;
  CaseReport& report_;
  std::map<std::string, std::unique_ptr<Prepared>> prepared_;
};

// The version of a set that `name` or `name@range` means; empty where there is none.
std::string version_of(const RuleFiles& files, std::string_view reference,
                       const LoadOptions& options, std::vector<Fault>& faults) {
  const std::string_view name = reference.substr(0, reference.find('@'));
  std::optional<VersionRange> range;
  if (name.size() < reference.size()) {
    range = VersionRange::parse(reference.substr(name.size() + 1));
  }
  std::string version;
  for (const RuleSetHeader& header : list_rule_sets(files, options, faults)) {
    if (header.name == name && (!range || range->contains(header.version))) {
      version = header.version.text();  // sorted: the highest is last
    }
  }
  return version;
}

}  // namespace

std::vector<RuleExample> examples_of(const RuleFiles& files, std::string_view rule,
                                     Language language, const LoadOptions& options) {
  std::vector<RuleExample> examples;
  std::vector<Fault> faults;
  const std::string set(rule.substr(0, rule.find('/')));
  const std::string version = version_of(files, set, options, faults);
  if (version.empty()) return examples;
  for (const Case& c : read_cases(files, set, version, options.limits, faults)) {
    const bool passes = c.expect == Case::Expect::kPass;
    if (c.rule != rule || (!passes && c.expect != Case::Expect::kFail)) continue;
    const bool known = std::any_of(examples.begin(), examples.end(),
                                   [&](const RuleExample& e) { return e.passes == passes; });
    if (known) continue;
    LoadOptions load = options;
    if (!c.now.empty()) load.now = c.now;
    load.parameters.insert(load.parameters.end(), c.parameters.begin(), c.parameters.end());
    const LoadResult loaded =
        load_rule_set(files, c.with.empty() ? set + "@" + version : c.with, load);
    if (loaded.rules == nullptr) continue;
    const auto plan = compile_plan(loaded.rules, load.now);
    const Document document = to_document(c.submission);
    EvaluationOptions evaluation;
    evaluation.language = language;
    evaluation.only_parts = c.parts;
    evaluation.keep_verdicts = true;
    Evaluator evaluator(*plan, document, evaluation);
    evaluator.run();
    RuleExample example;
    example.passes = passes;
    example.name = c.name;
    if (passes) {
      for (const PlaceVerdict& verdict : evaluator.verdicts()) {
        if (plan->program[verdict.rule].rule->id == rule && verdict.verdict == Verdict::kPass) {
          example.pointer = verdict.pointer;
        }
      }
    }
    for (const Hit& hit : evaluator.hits()) {
      if (hit.finding.rule != rule || hit.finding.verdict != Verdict::kFail) continue;
      example.pointer = hit.finding.pointer;
      example.message = hit.finding.message;
      break;
    }
    const NodeId node = find_node(document, example.pointer);
    if (node != kNoNode) example.value = to_json(View(document, node));
    examples.push_back(std::move(example));
  }
  return examples;
}

CaseReport run_case_files(const RuleFiles& files, std::string_view reference,
                          const LoadOptions& options) {
  CaseReport report;
  std::vector<Fault> faults;
  const std::string name(reference.substr(0, reference.find('@')));
  const std::string version = version_of(files, reference, options, faults);
  if (version.empty()) {
    report.faults = std::move(faults);
    return report;
  }
  const std::vector<Case> cases = read_cases(files, name, version, options.limits, report.faults);
  Runner runner(files, options, report);
  for (const Case& c : cases) runner.run(c, name + "@" + version);
  runner.cover(name);
  return report;
}

}  // namespace intake
