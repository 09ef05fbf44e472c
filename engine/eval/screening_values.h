#pragma once

#include <cstdint>

#include "base/words.h"
#include "lang/predicate/predicate.h"

/// What the parts of Screening share.
namespace intake {

inline Truth truth(bool holds) { return holds ? Truth::kTrue : Truth::kFalse; }

inline std::uint8_t bit_of(Kind kind) {
  // One byte for each kind, the first lowest: a register, where a table would be in memory.
  constexpr std::uint64_t kBits = [] {
    constexpr std::uint8_t kByKind[] = {kNullBit, kBoolBit,   kIntegerBit, kIntegerBit,
                                        8,        kStringBit, kArrayBit,   kObjectBit};
    std::uint64_t bits = 0;
    for (unsigned i = 0; i < 8; ++i) bits |= std::uint64_t{kByKind[i]} << (8 * i);
    return bits;
  }();
  return static_cast<std::uint8_t>(kBits >> (8 * static_cast<unsigned>(kind)));
}

}  // namespace intake
