#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

/// Texts looked at several bytes at once. Always part of the function that asks, so that a file
/// that is compiled for newer processors leaves no copy behind for the others; but for hash_of(),
/// which such a file cannot use.
namespace intake {

/// What stands there, in the order of the processor.
template <class Word>
[[gnu::always_inline]] inline Word word_at(const char* at) {
  Word word;
  std::memcpy(&word, at, sizeof word);
  return word;
}

/// Of at least a word: the first one and the last one, which may overlap.
template <class Word>
[[gnu::always_inline]] inline bool same_ends(const char* a, const char* b, std::size_t size) {
  const std::size_t last = size - sizeof(Word);
  return word_at<Word>(a) == word_at<Word>(b) && word_at<Word>(a + last) == word_at<Word>(b + last);
}

/// As std::memcmp(), without a call for what is short.
[[gnu::always_inline]] inline bool same_bytes(const char* a, const char* b, std::size_t size) {
  if (size > 16) return std::memcmp(a, b, size) == 0;
  if (size >= 8) return same_ends<std::uint64_t>(a, b, size);
  if (size >= 4) return same_ends<std::uint32_t>(a, b, size);
  if (size >= 2) return same_ends<std::uint16_t>(a, b, size);
  return size == 0 || *a == *b;
}

[[gnu::always_inline]] inline bool same_text(std::string_view a, std::string_view b) {
  return a.size() == b.size() && same_bytes(a.data(), b.data(), a.size());
}

/// Of texts that are to be told apart: by their upper bits, as the lower ones depend on less of
/// them. Who chooses texts may choose some of one hash.
inline std::uint64_t hash_of(std::string_view text) {
  constexpr std::uint64_t kFactor = 0x9E3779B97F4A7C15u;  // Fibonacci hashing
  const auto mix = [](std::uint64_t v) { return (v ^ (v >> 32)) * kFactor; };
  std::uint64_t hash = text.size() * kFactor;
  const char* at = text.data();
  std::size_t left = text.size();
  for (; left >= 8; left -= 8, at += 8) hash = mix(hash ^ word_at<std::uint64_t>(at));
  if (left >= 4) {
    const std::uint64_t back = word_at<std::uint32_t>(at + left - 4);
    hash = mix(hash ^ word_at<std::uint32_t>(at) ^ (back << 32));
  } else if (left > 0) {
    const auto byte = [&](std::size_t i) -> std::uint64_t {
      return static_cast<unsigned char>(at[i]);
    };
    hash = mix(hash ^ byte(0) ^ (byte(left / 2) << 8) ^ (byte(left - 1) << 16));
  }
  return mix(hash);
}

}  // namespace intake
