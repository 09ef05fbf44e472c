#include "cases/examples.h"

#include <algorithm>
#include <utility>

#include "cases/case_file.h"
#include "cases/case_sets.h"
#include "document/pointer.h"
#include "eval/evaluator.h"
#include "ruleset/versions.h"

namespace intake {
namespace {

RuleExample show(const Case& c, const Plan& plan, Language language) {
  const Document document = to_document(c.submission);
  EvaluationOptions evaluation;
  evaluation.language = language;
  evaluation.only_parts = c.parts;
  evaluation.keep_verdicts = true;
  Evaluator evaluator(plan, document, evaluation);
  evaluator.run();
  RuleExample example;
  example.passes = c.expect == Case::Expect::kPass;
  example.name = c.name;
  for (const PlaceVerdict& verdict : evaluator.verdicts()) {
    if (example.passes && plan.program[verdict.rule].rule->id == c.rule &&
        verdict.verdict == Verdict::kPass) {
      example.pointer = verdict.pointer;
    }
  }
  for (const Hit& hit : evaluator.hits()) {
    if (hit.finding.rule != c.rule || hit.finding.verdict != Verdict::kFail) continue;
    example.pointer = hit.finding.pointer;
    example.message = hit.finding.message;
    break;
  }
  const NodeId node = find_node(document, example.pointer);
  if (node != kNoNode) example.value = to_json(View(document, node));
  return example;
}

}  // namespace

std::vector<RuleExample> examples_of(const RuleFiles& files, std::string_view rule,
                                     Language language, const LoadOptions& options) {
  std::vector<RuleExample> examples;
  std::vector<Fault> faults;
  LoadOptions load = options;
  load.now.clear();
  // Of the version that is shown: the one in force, else the highest.
  const AnyVersion version =
      find_any_version(files, rule.substr(0, rule.find('/')), options.now, options.limits);
  const auto own = find_own_set(files, version.reference, load, faults);
  if (!own) return examples;
  CaseSets sets(files, load, *own);
  for (Case& c : read_cases(files, own->name, own->version.text(), load.limits, faults)) {
    const bool passes = c.expect == Case::Expect::kPass;
    if (c.rule != rule || (!passes && c.expect != Case::Expect::kFail)) continue;
    const bool known = std::any_of(examples.begin(), examples.end(),
                                   [&](const RuleExample& e) { return e.passes == passes; });
    if (known) continue;
    std::vector<std::string> differences;
    if (const CaseSets::Entry* entry = sets.find(c, differences)) {
      examples.push_back(show(c, *entry->plan, language));
    }
  }
  return examples;
}

}  // namespace intake
