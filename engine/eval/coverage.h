#pragma once

#include <cstdint>
#include <vector>

namespace intake {

/// Which truths each condition and which verdicts each rule of a plan has shown, over many runs.
struct Coverage {
  /// kEmpty, kFilled: a quantifier went over nothing, over something.
  enum Bit : std::uint8_t { kTrue = 1, kFalse = 2, kUnknown = 4, kEmpty = 8, kFilled = 16 };
  enum PlaceBit : std::uint8_t { kAbsent = 1, kThere = 2 };
  std::vector<std::uint8_t> nodes;   // by Plan::nodes: Bit
  std::vector<std::uint8_t> rules;   // by Plan::program: 1 << Verdict
  std::vector<std::uint8_t> places;  // by Plan::program: PlaceBit, where the rule applied
};

}  // namespace intake
