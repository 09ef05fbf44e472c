#pragma once

#include <memory>

#include <intake/intake.h>

#include "cases/case_sets.h"

namespace intake {

/// A condition that stands alone (`recognise`), with what was covered of it.
struct LoneCondition {
  std::shared_ptr<const Plan> plan;  // null: the set has none
  Coverage coverage;
};

/// Sums up what the cases of a set have covered of its own rules, over every rule set that they
/// were run with, and of its `recognise`.
///
/// The branches of a rule: each of its conditions true and false, the inner ones, too; a quantifier
/// over nothing and over something; with `required` or `if-absent` the value there and absent.
void sum_up_coverage(const CaseSets& sets, const RuleSetHeader& own, const LoneCondition& recognise,
                     CaseReport& report);

}  // namespace intake
