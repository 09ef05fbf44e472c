#pragma once

#include <immintrin.h>

#include <cstddef>
#include <cstdint>

#include "base/words.h"
#include "lang/byte_matcher/byte_run.h"

// Compiled once for each set of instructions, each time for itself: hence the namespace without a
// name.
namespace intake::matcher {
namespace {

[[gnu::always_inline]] inline __m128i load_16(const void* from) {
  return _mm_loadu_si128(static_cast<const __m128i*>(from));
}

[[gnu::always_inline]] inline std::size_t first_of(std::uint32_t mask) {
  return static_cast<std::size_t>(__builtin_ctz(mask));
}

/// Bit i: byte i is not of the set. A byte from 0x80 on makes _mm_shuffle_epi8 give 0.
[[gnu::always_inline]] inline std::uint32_t others(__m128i low, __m128i high, __m128i bytes) {
  const __m128i upper = _mm_and_si128(_mm_srli_epi16(bytes, 4), _mm_set1_epi8(15));
  const __m128i both = _mm_and_si128(_mm_shuffle_epi8(low, bytes), _mm_shuffle_epi8(high, upper));
  return static_cast<std::uint32_t>(_mm_movemask_epi8(_mm_cmpeq_epi8(both, _mm_setzero_si128())));
}

/// As ByteRun::leading(), 16 bytes at once.
[[gnu::always_inline]] inline std::size_t leading_by_16(const ByteRun& run, const char* text,
                                                        std::size_t size) {
  const __m128i low = load_16(run.low());
  const __m128i high = load_16(run.high());
  if (size >= 16) {
    std::size_t at = 0;
    for (; at + 16 <= size; at += 16) {
      if (const std::uint32_t mask = others(low, high, load_16(text + at))) {
        return at + first_of(mask);
      }
    }
    if (at == size) return size;
    // The last 16 bytes, some of them for the second time.
    const std::uint32_t mask = others(low, high, load_16(text + size - 16));
    return mask == 0 ? size : size - 16 + first_of(mask);
  }
  // Two words that overlap hold all of a shorter text: its beginning, and its end behind it.
  if (size >= 8) {
    const auto front = static_cast<long long>(word_at<std::uint64_t>(text));
    const auto back = static_cast<long long>(word_at<std::uint64_t>(text + size - 8));
    const std::uint32_t mask = others(low, high, _mm_set_epi64x(back, front));
    if (mask == 0) return size;
    const std::size_t at = first_of(mask);
    return at < 8 ? at : size - 16 + at;
  }
  if (size >= 4) {
    const auto front = static_cast<int>(word_at<std::uint32_t>(text));
    const auto back = static_cast<int>(word_at<std::uint32_t>(text + size - 4));
    const std::uint32_t mask = others(low, high, _mm_set_epi32(0, 0, back, front)) & 0xff;
    if (mask == 0) return size;
    const std::size_t at = first_of(mask);
    return at < 4 ? at : size - 8 + at;
  }
  std::size_t at = 0;
  while (at < size && run.has(static_cast<unsigned char>(text[at]))) ++at;
  return at;
}

#if defined(__AVX2__)
/// The same, 32 bytes at once.
[[gnu::always_inline]] inline std::size_t leading_by_32(const ByteRun& run, const char* text,
                                                        std::size_t size) {
  if (size < 32) return leading_by_16(run, text, size);
  const __m256i low = _mm256_broadcastsi128_si256(load_16(run.low()));
  const __m256i high = _mm256_broadcastsi128_si256(load_16(run.high()));
  const __m256i nibble = _mm256_set1_epi8(15);
  for (std::size_t at = 0;;) {
    const __m256i bytes =
        _mm256_loadu_si256(static_cast<const __m256i*>(static_cast<const void*>(text + at)));
    const __m256i upper = _mm256_and_si256(_mm256_srli_epi16(bytes, 4), nibble);
    const __m256i both =
        _mm256_and_si256(_mm256_shuffle_epi8(low, bytes), _mm256_shuffle_epi8(high, upper));
    const auto mask = static_cast<std::uint32_t>(
        _mm256_movemask_epi8(_mm256_cmpeq_epi8(both, _mm256_setzero_si256())));
    if (mask != 0) return at + first_of(mask);
    if (at + 32 == size) return size;
    at = at + 64 <= size ? at + 32 : size - 32;
  }
}
#endif

}  // namespace
}  // namespace intake::matcher
