#include "cases/case_runner.h"

#include <utility>

#include "cases/case_check.h"
#include "cases/case_coverage.h"
#include "cases/case_file.h"
#include "cases/case_sets.h"
#include "eval/evaluator.h"

namespace intake {
namespace {

void check_recognised(const PreparedCase& c, LoneCondition& recognise,
                      std::vector<std::string>& differences) {
  if (!c.of->recognised) return;
  if (recognise.plan == nullptr) {
    differences.push_back("the set has no `recognise`");
    return;
  }
  EvaluationOptions options;
  options.coverage = &recognise.coverage;
  const bool claimed = Evaluator(*recognise.plan, *c.json, options).test() == Truth::kTrue;
  if (claimed == *c.of->recognised) return;
  differences.push_back(std::string("recognised: ") + (claimed ? "true" : "false") + ", expected " +
                        (claimed ? "false" : "true"));
}

CaseResult run(Case c, CaseSets& sets, LoneCondition& recognise, const Limits& limits) {
  CaseResult result;
  CaseSets::Entry* entry = sets.find(c, result.differences);
  result.rule = c.rule;
  result.file = c.file;
  result.line = c.line;
  result.name = c.name;
  if (entry != nullptr) {
    if (const auto prepared = prepare_case(c, limits, result.differences)) {
      check_recognised(*prepared, recognise, result.differences);
      check_case(*prepared, *entry->plan, limits, &entry->coverage, result.differences);
    }
  }
  result.passed = result.differences.empty();
  return result;
}

}  // namespace

CaseReport run_case_files(const RuleFiles& files, std::string_view reference,
                          const LoadOptions& options) {
  CaseReport report;
  std::vector<Fault> faults;
  const auto own = find_own_set(files, reference, options, faults);
  if (!own) {
    report.faults = std::move(faults);
    return report;
  }
  const std::vector<Case> cases =
      read_cases(files, own->name, own->version.text(), options.limits, report.faults);
  CaseSets sets(files, options, *own);
  LoneCondition recognise;
  if (own->recognise) recognise.plan = compile_condition(*own->recognise, sets.clock());
  for (const Case& c : cases) {
    report.results.push_back(run(c, sets, recognise, options.limits));
  }
  for (Fault& fault : sets.take_faults()) report.faults.push_back(std::move(fault));
  report.notes = sets.take_notes();
  sum_up_coverage(sets, *own, recognise, report);
  return report;
}

}  // namespace intake
