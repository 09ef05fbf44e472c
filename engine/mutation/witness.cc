#include "mutation/witness.h"

#include <algorithm>
#include <functional>
#include <optional>
#include <set>
#include <utility>

#include "document/pointer.h"
#include "eval/evaluator.h"
#include "fix/fix.h"
#include "formats/json/json.h"
#include "mutation/value_edits.h"
#include "synth/pattern_text.h"

namespace intake {
namespace {

constexpr std::size_t kMostStarts = 12;
constexpr std::uint32_t kMostTries = 12'000;
constexpr std::uint32_t kMostFixTries = 400;

/// Changes that lead to a submission which tells the two apart.
struct Candidate {
  const Case* from = nullptr;
  CaseSets::Entry* entry = nullptr;
  std::optional<ValueEdit> edit;  // unset: as it is
  Datum submission;
};

std::string last_token(const std::string& pointer) {
  const std::size_t slash = pointer.rfind('/');
  std::string token = slash == std::string::npos ? pointer : pointer.substr(slash + 1);
  const bool index = !token.empty() && std::all_of(token.begin(), token.end(),
                                                   [](char c) { return c >= '0' && c <= '9'; });
  if (!index) return token;
  return last_token(pointer.substr(0, slash)) + " " + token;
}

/// What the rule says of a submission: the case that it would be.
std::optional<Case> as_case(const Case& from, const Plan& alone, const Document& document,
                            const Limits& limits) {
  EvaluationOptions options;
  options.only_parts = from.parts;
  options.limits = limits;
  options.keep_verdicts = true;
  Evaluator evaluator(alone, document, options);
  evaluator.run();
  Case made = from;
  made.fixed.reset();
  made.fixed_document.reset();
  made.disposition.reset();
  made.others.reset();
  made.findings.reset();
  made.expect = Case::Expect::kNotApplicable;
  bool failed = false, unknown = false;
  for (const PlaceVerdict& verdict : evaluator.verdicts()) {
    if (verdict.verdict == Verdict::kError) return std::nullopt;
    if (verdict.verdict == Verdict::kPass) made.expect = Case::Expect::kPass;
    failed |= verdict.verdict == Verdict::kFail;
    unknown |= verdict.verdict == Verdict::kIndeterminate;
  }
  if (failed && unknown) return std::nullopt;  // not one expectation
  if (!failed && !unknown) return made;
  made.expect = failed ? Case::Expect::kFail : Case::Expect::kIndeterminate;
  made.findings.emplace();
  for (const Hit& hit : evaluator.hits()) {
    if (hit.finding.rule != from.rule) continue;
    ExpectedFinding expected;
    expected.rule = from.rule;
    expected.pointer = hit.finding.pointer;
    if (!hit.finding.message.empty()) expected.message = hit.finding.message;
    if (!expected.message) expected.reason = hit.finding.reason;
    made.findings->push_back(std::move(expected));
  }
  return made;
}

/// The differences between two trees as `fixed` says them. `before` and `after` are maps or lists
/// of equal length on the way. Recursive; the depth is that of a submission, at most Limits::depth.
void differences(const Datum& before, const Datum& after, const std::string& pointer,
                 Datum::Object& out) {
  if (equal(before, after)) return;
  const Datum::Object* old_members = before.object();
  const Datum::Object* new_members = after.object();
  if (old_members != nullptr && new_members != nullptr) {
    const auto find = [](const Datum::Object& members, const std::string& key) -> const Datum* {
      for (const auto& [name, value] : members) {
        if (name == key) return &value;
      }
      return nullptr;
    };
    for (const auto& [key, value] : *old_members) {
      const Datum* now = find(*new_members, key);
      std::string below = pointer;
      append_token(below, key);
      if (now == nullptr) {
        out.emplace_back(below, Datum());
      } else {
        differences(value, *now, below, out);
      }
    }
    for (const auto& [key, value] : *new_members) {
      if (find(*old_members, key) != nullptr) continue;
      std::string below = pointer;
      append_token(below, key);
      out.emplace_back(below, value);
    }
    return;
  }
  const Datum::Array* old_items = before.array();
  const Datum::Array* new_items = after.array();
  if (old_items != nullptr && new_items != nullptr && old_items->size() == new_items->size()) {
    for (std::size_t i = 0; i < old_items->size(); ++i) {
      differences((*old_items)[i], (*new_items)[i], pointer + "/" + std::to_string(i), out);
    }
    return;
  }
  out.emplace_back(pointer, after);
}

/// The text as YAML: plain where nothing in it means anything.
std::string plain(const std::string& text) {
  const bool safe =
      !text.empty() && text.front() != '-' && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '/' || c == '_' || c == '-';
      });
  const bool number = text.find_first_not_of("0123456789") == std::string::npos;
  return safe && !number ? text : to_json(Datum(text));
}

std::string step_text(const ValueEdit& edit) {
  const std::string pointer = plain(edit.change.pointer);
  if (edit.change.op == Change::Op::kRemove) return "{remove: " + pointer + "}";
  return "{set: " + pointer + ", to: " + to_json(edit.change.value) + "}";
}

std::string_view name_of(Case::Expect expect) {
  constexpr std::string_view kNames[] = {"", "pass", "fail", "not-applicable", "indeterminate"};
  return kNames[static_cast<std::size_t>(expect)];
}

std::string written(const Candidate& candidate, const Case& made) {
  std::string text = "  - name: ";
  const Case& from = *candidate.from;
  text +=
      candidate.edit
          ? to_json(Datum(last_token(candidate.edit->change.pointer) + ": " + candidate.edit->how))
          : to_json(Datum(from.name));
  text += '\n';
  if (from.base.empty()) {
    text += "    submission: " + to_json(candidate.submission) + "\n";
  } else {
    text += "    base: " + from.base + "\n";
    std::string steps;
    if (const Datum::Array* before = from.change.array()) {
      for (const Datum& step : *before) {
        // The edit says it anew.
        const Datum::Object* members = step.object();
        const bool replaced = candidate.edit && members != nullptr && members->size() == 2 &&
                              (*members)[0].first == "set" &&
                              (*members)[0].second.text() != nullptr &&
                              *(*members)[0].second.text() == candidate.edit->change.pointer &&
                              candidate.edit->change.op == Change::Op::kReplace;
        if (!replaced) steps += "      - " + to_json(step) + "\n";
      }
    }
    if (candidate.edit) steps += "      - " + step_text(*candidate.edit) + "\n";
    if (!steps.empty()) text += "    change:\n" + steps;
  }
  if (!from.parameters.empty()) {
    Datum::Object parameters;
    for (const auto& [name, value] : from.parameters) parameters.emplace_back(name, Datum(value));
    text += "    parameters: " + to_json(Datum(std::move(parameters))) + "\n";
  }
  if (!from.parts.empty()) {
    Datum::Array parts;
    for (const std::string& part : from.parts) parts.emplace_back(part);
    text += "    parts: " + to_json(Datum(std::move(parts))) + "\n";
  }
  text += "    expect: " + std::string(name_of(made.expect)) + "\n";
  if (made.findings) {
    text += "    findings:\n";
    for (const ExpectedFinding& finding : *made.findings) {
      text += "      - {pointer: " + plain(finding.pointer) +
              (finding.message ? ", message: " + to_json(Datum(*finding.message))
                               : ", reason: " + to_json(Datum(*finding.reason))) +
              "}\n";
    }
  }
  if (made.fixed) {
    if (made.unsafe) text += "    fix: unsafe\n";
    text += "    fixed: " + to_json(Datum(*made.fixed)) + "\n";
  }
  return text;
}

/// Looks for a submission on which the rule and the mutant differ.
class Search {
 public:
  Search(RuleTrial& trial, const Mutant& mutant) : trial_(trial), mutant_(mutant) {
    add_pattern_texts();
    const Datum changed = apply_edit(trial.map(), mutant.edit);
    for (const Datum* rule : {&trial.map(), &changed}) {
      for (Datum& value : literals_of(*rule)) literals_.push_back(std::move(value));
    }
  }

  std::optional<Witness> run() {
    for (const RuleTrial::Run* start : starts()) {
      if (try_start(*start)) return std::move(found_);
    }
    return std::nullopt;
  }

 private:
  /// Texts that only one of the two patterns finds a match in.
  void add_pattern_texts() {
    if (mutant_.pattern_before.empty()) return;
    const auto before = Pattern::compile(mutant_.pattern_before, trial_.limits());
    const auto after = Pattern::compile(mutant_.pattern_after, trial_.limits());
    if (!before || !after) return;
    std::vector<PatternPtr> patterns{*before, *after};
    if (const auto probe = Pattern::compile(mutant_.pattern_probe, trial_.limits())) {
      patterns.insert(patterns.begin(), *probe);
    }
    for (const PatternPtr& pattern : patterns) {
      for (const auto& texts : {synth::matching_texts(*pattern), synth::missing_texts(*pattern)}) {
        for (const synth::PatternText& text : texts) {
          if ((*before)->search(text.text) != (*after)->search(text.text)) {
            literals_.emplace_back(text.text);
          }
        }
      }
    }
  }

  /// Those with the fewest changes first, each submission once.
  std::vector<const RuleTrial::Run*> starts() const {
    std::vector<const RuleTrial::Run*> all;
    std::set<std::string> seen;
    for (const RuleTrial::Run& run : trial_.runs()) {
      if (seen.insert(to_json(run.prepared.of->submission)).second) all.push_back(&run);
    }
    std::stable_sort(all.begin(), all.end(), [](const auto* a, const auto* b) {
      const auto size = [](const RuleTrial::Run* run) {
        const Datum::Array* steps = run->prepared.of->change.array();
        return steps == nullptr ? 0 : steps->size();
      };
      return size(a) < size(b);
    });
    if (all.size() > kMostStarts) all.resize(kMostStarts);
    return all;
  }

  bool try_start(const RuleTrial::Run& start) {
    RuleVersion& original = trial_.original(*start.entry);
    RuleVersion& changed = trial_.changed(*start.entry);
    if (original.alone == nullptr || changed.alone == nullptr) return false;
    const Document& document = *start.prepared.json;
    Candidate candidate{start.prepared.of, start.entry, std::nullopt,
                        start.prepared.of->submission};
    if (tells(candidate, original, changed)) return true;
    for (const std::string& place : places_of_rule(*original.alone, document, trial_.limits())) {
      for (ValueEdit& edit : edits_at(document, place, literals_)) {
        auto made = apply_changes(View(document, document.root()), {edit.change});
        if (!made) continue;
        candidate.edit = std::move(edit);
        candidate.submission = std::move(*made);
        if (tells(candidate, original, changed)) return true;
        if (tries_ >= (mutant_.of_fix ? kMostFixTries : kMostTries)) return false;
      }
    }
    return false;
  }

  bool tells(const Candidate& candidate, RuleVersion& original, RuleVersion& changed) {
    const Document document = to_document(candidate.submission);
    const auto made = as_case(*candidate.from, *original.alone, document, trial_.limits());
    if (!made) return false;
    Case one = *made;
    one.submission = candidate.submission;
    if (mutant_.of_fix) {
      if (one.expect != Case::Expect::kFail || !add_fixed(one, *candidate.entry, original)) {
        return false;
      }
    } else {
      ++tries_;
    }
    PreparedCase prepared;
    prepared.of = &one;
    prepared.json = std::shared_ptr<const Document>(&document, [](const Document*) {});
    if (mutant_.of_fix) {
      std::vector<std::string> differences;
      auto read = prepare_case(one, trial_.limits(), differences);
      if (!read) return false;
      read->yaml = nullptr;
      check_case(*read, trial_.whole(*candidate.entry, changed), trial_.limits(), nullptr,
                 differences);
      if (differences.empty()) return false;
    } else if (fits_alone(prepared, *changed.alone, trial_.limits())) {
      return false;
    }
    found_ = Witness{one, candidate.entry, written(candidate, one)};
    return true;
  }

  /// What the fixes of the rule make of it; unsafe ones too where they do anything.
  bool add_fixed(Case& c, CaseSets::Entry& entry, RuleVersion& original) {
    ++tries_;
    std::vector<std::string> faults;
    c.fixed.emplace();
    const auto prepared = prepare_case(c, trial_.limits(), faults);
    if (!prepared) return false;
    FixOptions options;
    options.only = {c.rule};
    options.evaluation.only_parts = c.parts;
    options.evaluation.limits = trial_.limits();
    const Plan& plan = trial_.whole(entry, original);
    std::optional<Datum> safe;
    for (const bool unsafe : {false, true}) {
      options.unsafe = unsafe;
      auto outcome = run_fixes(plan, recognise_format("case.json", ""), prepared->json, options);
      if (!outcome) return false;
      auto read =
          json::read(std::make_shared<Source>("case.json", outcome->bytes), trial_.limits());
      if (!read) return false;
      Datum result = to_datum(View(*read, read->root()));
      if (unsafe && equal(result, *safe)) break;
      safe = std::move(result);
      c.unsafe = unsafe;
    }
    c.fixed->clear();
    differences(c.submission, *safe, "", *c.fixed);
    return true;
  }

  RuleTrial& trial_;
  const Mutant& mutant_;
  std::vector<Datum> literals_;
  std::uint32_t tries_ = 0;
  std::optional<Witness> found_;
};

}  // namespace

std::optional<Witness> find_witness(RuleTrial& trial, const Mutant& mutant) {
  return Search(trial, mutant).run();
}

}  // namespace intake
