#pragma once

#include <cstdint>

#include "base/words.h"
#include "lang/predicate/predicate.h"

/// What the parts of Screening share.
namespace intake {

inline Truth truth(bool holds) { return holds ? Truth::kTrue : Truth::kFalse; }

inline std::uint8_t bit_of(Kind kind) {
  constexpr std::uint8_t kBits[] = {kNullBit, kBoolBit,   kIntegerBit, kIntegerBit,
                                    8,        kStringBit, kArrayBit,   kObjectBit};
  return kBits[static_cast<std::size_t>(kind)];
}

}  // namespace intake
