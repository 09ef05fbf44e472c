#include "cases/case_check.h"

#include <algorithm>
#include <map>
#include <memory>
#include <set>
#include <utility>

#include "cases/case_fixes.h"
#include "eval/evaluator.h"
#include "formats/json/json.h"
#include "formats/yaml/yaml.h"

namespace intake {
namespace {

using Differences = std::vector<std::string>;

std::string_view name_of(Verdict verdict) {
  constexpr std::string_view kNames[] = {"pass", "fail", "not-applicable", "indeterminate",
                                         "error"};
  return kNames[static_cast<std::size_t>(verdict)];
}

std::string_view name_of(Disposition disposition) {
  constexpr std::string_view kNames[] = {"accept", "accept-with-notes", "incomplete", "reject"};
  return kNames[static_cast<std::size_t>(disposition)];
}

std::string_view name_of(Severity severity) {
  constexpr std::string_view kNames[] = {"error", "warning", "note", "off"};
  return kNames[static_cast<std::size_t>(severity)];
}

void compare_verdicts(const Case& c, std::uint32_t rule, const Evaluator& evaluator,
                      Differences& differences) {
  std::map<Verdict, std::vector<std::string>> seen;
  for (const PlaceVerdict& verdict : evaluator.verdicts()) {
    if (verdict.rule == rule) seen[verdict.verdict].push_back(verdict.pointer);
  }
  std::set<Verdict> allowed{Verdict::kNotApplicable, Verdict::kPass};
  Verdict wanted = Verdict::kPass;
  switch (c.expect) {
    case Case::Expect::kAny:
      return;
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
      got += (got.empty() ? "" : ", ") + std::string(name_of(verdict));
    }
    differences.push_back("verdict: " + (got.empty() ? "no place" : got) + ", expected " +
                          std::string(name_of(wanted)));
  }
  for (const auto& [verdict, places] : seen) {
    if (allowed.contains(verdict)) continue;
    for (const std::string& place : places) {
      differences.push_back("verdict at `" + place + "`: " + std::string(name_of(verdict)));
    }
  }
}

void compare_finding(const Finding& got, const ExpectedFinding& expected,
                     Differences& differences) {
  if (got.pointer != expected.pointer) {
    differences.push_back("pointer: `" + got.pointer + "`, expected `" + expected.pointer + "`");
  }
  if (expected.message && got.message != *expected.message) {
    differences.push_back("message:  " + got.message);
    differences.push_back("expected: " + *expected.message);
  }
  if (expected.reason && got.reason != *expected.reason) {
    differences.push_back("reason:   " + got.reason);
    differences.push_back("expected: " + *expected.reason);
  }
  if (expected.severity && got.severity != *expected.severity) {
    differences.push_back("severity: " + std::string(name_of(got.severity)) + ", expected " +
                          std::string(name_of(*expected.severity)));
  }
}

// The findings of one rule against those expected of it, in order. `of_rule` is the rule that the
// case file is about.
void compare_findings(const std::vector<const Finding*>& got,
                      const std::vector<const ExpectedFinding*>& expected, bool of_rule,
                      Differences& differences) {
  for (std::size_t i = 0; i < std::max(got.size(), expected.size()); ++i) {
    if (i >= got.size()) {
      differences.push_back(
          "finding missing: " + (of_rule ? "" : "`" + expected[i]->rule + "` at ") + "`" +
          expected[i]->pointer + "`");
    } else if (i >= expected.size()) {
      const std::string& shown = got[i]->message.empty() ? got[i]->reason : got[i]->message;
      differences.push_back(
          "finding not expected: " + (of_rule ? "" : "`" + got[i]->rule + "` at ") + "`" +
          got[i]->pointer + "` " + shown);
    } else {
      compare_finding(*got[i], *expected[i], differences);
    }
  }
}

// All findings of the rules that are named, the case's own first. With `everything`: of all rules
// that have one.
void compare_findings(const Case& c, const std::vector<const Finding*>& findings, bool everything,
                      Differences& differences) {
  if (!c.findings) return;
  std::vector<std::string> rules;
  const auto name = [&](const std::string& rule) {
    if (std::find(rules.begin(), rules.end(), rule) == rules.end()) rules.push_back(rule);
  };
  if (!c.rule.empty()) name(c.rule);
  for (const ExpectedFinding& expected : *c.findings) name(expected.rule);
  for (const Finding* finding : findings) {
    if (everything) name(finding->rule);
  }
  for (const std::string& rule : rules) {
    std::vector<const Finding*> got;
    std::vector<const ExpectedFinding*> expected;
    for (const Finding* finding : findings) {
      if (finding->rule == rule) got.push_back(finding);
    }
    for (const ExpectedFinding& finding : *c.findings) {
      if (finding.rule == rule) expected.push_back(&finding);
    }
    compare_findings(got, expected, rule == c.rule, differences);
  }
}

std::vector<const Finding*> found_by(const Evaluator& evaluator) {
  std::vector<const Finding*> findings;
  for (const Hit& hit : evaluator.hits()) findings.push_back(&hit.finding);
  return findings;
}

// What only waits for another finding stands under that one and is not compared.
void compare_others(const Case& c, const Report& report, Differences& differences) {
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

void compare_report(const Case& c, const Evaluator& evaluator, Differences& differences) {
  const Report report = evaluator.report();
  if (c.rule.empty()) {
    std::vector<const Finding*> findings;
    for (const Finding& finding : report.findings) findings.push_back(&finding);
    compare_findings(c, findings, true, differences);
  }
  if (c.disposition && *c.disposition != name_of(report.disposition)) {
    differences.push_back("disposition: " + std::string(name_of(report.disposition)) +
                          ", expected " + *c.disposition);
  }
  compare_others(c, report, differences);
}

EvaluationOptions evaluation_of(const Case& c, const Limits& limits) {
  EvaluationOptions options;
  options.only_parts = c.parts;
  options.limits = limits;
  options.keep_verdicts = true;
  return options;
}

}  // namespace

std::uint32_t find_rule(const Plan& plan, std::string_view id) {
  for (std::uint32_t i = 0; i < plan.program.size(); ++i) {
    if (plan.program[i].rule->id == id) return i;
  }
  return kNone;
}

std::optional<PreparedCase> prepare_case(const Case& c, const Limits& limits,
                                         Differences& differences) {
  PreparedCase prepared;
  prepared.of = &c;
  const Document tree = to_document(c.submission);
  const View top(tree, tree.root());
  auto read = json::read(std::make_shared<Source>("case.json", json::write(top)), limits);
  if (!read) {
    differences.push_back("the submission cannot be read: " + read.error().what);
    return std::nullopt;
  }
  prepared.json = std::make_shared<const Document>(std::move(read).value());
  if (!c.fixes()) return prepared;
  auto yaml_read = yaml::read(std::make_shared<Source>("case.yaml", yaml::write(top)), limits);
  if (!yaml_read) {
    differences.push_back("the submission as YAML cannot be read: " + yaml_read.error().what);
    return std::nullopt;
  }
  prepared.yaml = std::make_shared<const Document>(std::move(yaml_read).value());
  return prepared;
}

void check_case(const PreparedCase& prepared, const Plan& plan, const Limits& limits,
                Coverage* coverage, Differences& differences) {
  const Case& c = *prepared.of;
  const std::uint32_t rule = find_rule(plan, c.rule);
  if (rule == kNone && !c.rule.empty()) {
    differences.push_back("the rule `" + c.rule + "` is not in this set, off or not in force");
    return;
  }
  EvaluationOptions options = evaluation_of(c, limits);
  options.coverage = coverage;
  Evaluator evaluator(plan, *prepared.json, options);
  evaluator.run();
  if (!c.rule.empty()) {
    compare_verdicts(c, rule, evaluator, differences);
    compare_findings(c, found_by(evaluator), false, differences);
  }
  compare_report(c, evaluator, differences);
  if (!c.fixes()) return;
  options.coverage = nullptr;
  // The same submission in another format must end in the same values.
  compare_fixed(c, plan, prepared.json, options, differences);
  if (prepared.yaml) compare_fixed(c, plan, prepared.yaml, options, differences);
}

bool fits_alone(const PreparedCase& prepared, const Plan& plan, const Limits& limits) {
  const Case& c = *prepared.of;
  const std::uint32_t rule = find_rule(plan, c.rule);
  if (rule == kNone) return false;
  Evaluator evaluator(plan, *prepared.json, evaluation_of(c, limits));
  evaluator.run();
  Differences differences;
  compare_verdicts(c, rule, evaluator, differences);
  if (!differences.empty() || !c.findings) return differences.empty();
  std::vector<const Finding*> got;
  std::vector<const ExpectedFinding*> expected;
  for (const Hit& hit : evaluator.hits()) {
    if (hit.finding.rule == c.rule) got.push_back(&hit.finding);
  }
  for (const ExpectedFinding& finding : *c.findings) {
    if (finding.rule == c.rule) expected.push_back(&finding);
  }
  compare_findings(got, expected, true, differences);
  return differences.empty();
}

bool expects_more(const Case& c) { return c.fixes() || c.disposition || c.others; }

}  // namespace intake
