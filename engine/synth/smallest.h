#pragma once

#include <memory>
#include <string>
#include <vector>

#include "synth/repair.h"

namespace intake::synth {

/// The smallest submission that was found for a rule set.
struct Smallest {
  std::unique_ptr<Trial> trial;  // has been run
  std::uint64_t steps = 0;       // of Effort
};

/// Starts from nothing and lets the rules say what is missing. `procedure`: the name of the set, in
/// a submission that can name one.
Smallest find_smallest(const Plan& plan, const EvaluationOptions& options);

}  // namespace intake::synth
