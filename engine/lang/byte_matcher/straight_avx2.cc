// Compiled with -mavx2 -mbmi; called only where the processor has them.

#if defined(__x86_64__)

#include <immintrin.h>

#include "lang/byte_matcher/straight_follow.h"

namespace intake::matcher {
namespace {

template <class Word>
[[gnu::always_inline]] inline Word word_at(const char* from) {
  Word value;
  std::memcpy(&value, from, sizeof value);
  return value;
}

[[gnu::always_inline]] inline __m128i load_16(const void* from) {
  return _mm_loadu_si128(static_cast<const __m128i*>(from));
}

[[gnu::always_inline]] inline std::size_t first_of(std::uint32_t mask) {
  return static_cast<std::size_t>(__builtin_ctz(mask));
}

/// As ByteRun::leading(), within the loop that asks.
struct LeadingAvx2 {
  std::size_t operator()(const ByteRun& run, const char* text, std::size_t size) const;
};

[[gnu::always_inline]] inline std::size_t LeadingAvx2::operator()(const ByteRun& run,
                                                                  const char* text,
                                                                  std::size_t size) const {
  const __m128i low = load_16(run.low());
  const __m128i high = load_16(run.high());
  // Bit i: byte i is not of the set. A byte from 0x80 on makes the shuffle give 0.
  const auto others = [&](__m128i bytes) {
    const __m128i upper = _mm_and_si128(_mm_srli_epi16(bytes, 4), _mm_set1_epi8(15));
    const __m128i both = _mm_and_si128(_mm_shuffle_epi8(low, bytes), _mm_shuffle_epi8(high, upper));
    return static_cast<std::uint32_t>(_mm_movemask_epi8(_mm_cmpeq_epi8(both, _mm_setzero_si128())));
  };
  // Two words that overlap hold all of a text of up to 16 bytes: its beginning, and its end.
  if (size >= 8 && size < 16) {
    const auto front = static_cast<long long>(word_at<std::uint64_t>(text));
    const auto back = static_cast<long long>(word_at<std::uint64_t>(text + size - 8));
    const std::uint32_t mask = others(_mm_set_epi64x(back, front));
    if (mask == 0) return size;
    const std::size_t at = first_of(mask);
    return at < 8 ? at : size - 16 + at;
  }
  if (size < 4) {
    std::size_t at = 0;
    while (at < size && run.has(static_cast<unsigned char>(text[at]))) ++at;
    return at;
  }
  if (size < 8) {
    const auto front = static_cast<int>(word_at<std::uint32_t>(text));
    const auto back = static_cast<int>(word_at<std::uint32_t>(text + size - 4));
    const std::uint32_t mask = others(_mm_set_epi32(0, 0, back, front)) & 0xff;
    if (mask == 0) return size;
    const std::size_t at = first_of(mask);
    return at < 4 ? at : size - 8 + at;
  }
  if (size < 32) {
    if (const std::uint32_t mask = others(load_16(text))) return first_of(mask);
    // The last 16 bytes, some of them for the second time.
    const std::uint32_t mask = others(load_16(text + size - 16));
    return mask == 0 ? size : size - 16 + first_of(mask);
  }
  const __m256i low_32 = _mm256_broadcastsi128_si256(low);
  const __m256i high_32 = _mm256_broadcastsi128_si256(high);
  for (std::size_t at = 0;;) {
    const __m256i bytes =
        _mm256_loadu_si256(static_cast<const __m256i*>(static_cast<const void*>(text + at)));
    const __m256i upper = _mm256_and_si256(_mm256_srli_epi16(bytes, 4), _mm256_set1_epi8(15));
    const __m256i both =
        _mm256_and_si256(_mm256_shuffle_epi8(low_32, bytes), _mm256_shuffle_epi8(high_32, upper));
    const auto mask = static_cast<std::uint32_t>(
        _mm256_movemask_epi8(_mm256_cmpeq_epi8(both, _mm256_setzero_si256())));
    if (mask != 0) return at + first_of(mask);
    if (at + 32 == size) return size;
    at = at + 64 <= size ? at + 32 : size - 32;
  }
}

}  // namespace

const char* follow_straight_avx2(const StraightParts& parts, const char* at,
                                 const char* end) noexcept {
  return follow_with(parts, at, end, LeadingAvx2());
}

}  // namespace intake::matcher

#endif
