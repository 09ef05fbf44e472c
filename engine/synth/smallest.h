#pragma once

#include <memory>

#include "synth/repair.h"

namespace intake::synth {

/// The smallest submission that was found for a rule set; has been run. Starts from nothing but the
/// name of the set, in a submission that can have one, and lets the rules say what is missing.
std::unique_ptr<Trial> find_smallest(const Plan& plan, const EvaluationOptions& options);

}  // namespace intake::synth
