#pragma once

#include <cstdint>
#include <vector>

namespace intake {

/// Which truths each condition and which verdicts each rule of a plan has shown, over many runs.
struct Coverage {
  enum Bit : std::uint8_t { kTrue = 1, kFalse = 2, kUnknown = 4 };
  std::vector<std::uint8_t> nodes;  // by Plan::nodes: Bit
  std::vector<std::uint8_t> rules;  // by Plan::program: 1 << Verdict
};

}  // namespace intake
