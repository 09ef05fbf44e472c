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

/// Of texts that are to be told apart; who chooses texts may choose some of one hash.
inline std::uint64_t hash_of(std::string_view text) {
  constexpr std::uint64_t kFactor = 0x9e3779b97f4a7c15;
  std::uint64_t hash = text.size() * kFactor;
  const auto add = [&hash](std::uint64_t word) {
    hash = (hash ^ word) * kFactor;
    hash ^= hash >> 32;
  };
  const char* at = text.data();
  std::size_t left = text.size();
  for (; left >= 8; at += 8, left -= 8) add(word_at<std::uint64_t>(at));
  std::uint64_t rest = 0;
  for (std::size_t i = 0; i < left; ++i) {
    rest = rest << 8 | static_cast<unsigned char>(at[i]);
  }
  add(rest);
  return hash * kFactor;
}

}  // namespace intake
