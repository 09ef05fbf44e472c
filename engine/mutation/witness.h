#pragma once

#include <optional>
#include <string>

#include "mutation/rule_trial.h"

namespace intake {

/// A case that a rule and the mutant that was judged last tell differently.
struct Witness {
  Case made;
  CaseSets::Entry* entry = nullptr;
  std::string text;  // YAML for the rule's case file
};

/// Looked for by small edits of the submissions that the rule's cases have; nullopt: none found.
std::optional<Witness> find_witness(RuleTrial& trial, const Mutant& mutant);

}  // namespace intake
