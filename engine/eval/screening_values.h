#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>

#include "lang/predicate/predicate.h"

/// What the parts of Screening share.
namespace intake {

inline Truth truth(bool holds) { return holds ? Truth::kTrue : Truth::kFalse; }

inline std::uint8_t bit_of(Kind kind) {
  constexpr std::uint8_t kBits[] = {kNullBit, kBoolBit,   kIntegerBit, kIntegerBit,
                                    8,        kStringBit, kArrayBit,   kObjectBit};
  return kBits[static_cast<std::size_t>(kind)];
}

/// Of 8 bytes at most, as they are in memory.
template <class Word>
inline Word word_at(const char* at) {
  Word word;
  std::memcpy(&word, at, sizeof word);
  return word;
}

inline bool same_text(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  const char* p = a.data();
  const char* q = b.data();
  const std::size_t size = a.size();
  if (size > 16) return std::memcmp(p, q, size) == 0;
  if (size >= 8) {
    return word_at<std::uint64_t>(p) == word_at<std::uint64_t>(q) &&
           word_at<std::uint64_t>(p + size - 8) == word_at<std::uint64_t>(q + size - 8);
  }
  if (size >= 4) {
    return word_at<std::uint32_t>(p) == word_at<std::uint32_t>(q) &&
           word_at<std::uint32_t>(p + size - 4) == word_at<std::uint32_t>(q + size - 4);
  }
  for (std::size_t i = 0; i < size; ++i) {
    if (p[i] != q[i]) return false;
  }
  return true;
}

}  // namespace intake
