#include "lang/byte_matcher/byte_run.h"

#include <bit>
#include <cstring>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace intake::matcher {

struct RunReaders {
  static std::size_t one_by_one(const ByteRun& run, const char* text, std::size_t size) {
    std::size_t at = 0;
    while (at < size && run.set_.has(static_cast<unsigned char>(text[at]))) ++at;
    return at;
  }

#if defined(__x86_64__)
  /// Bit i: byte i is not of the set. A byte from 0x80 on makes _mm_shuffle_epi8 give 0.
  __attribute__((target("ssse3"))) static std::uint32_t others(__m128i low, __m128i high,
                                                               __m128i bytes) {
    const __m128i by_low = _mm_shuffle_epi8(low, bytes);
    const __m128i upper = _mm_and_si128(_mm_srli_epi16(bytes, 4), _mm_set1_epi8(15));
    const __m128i both = _mm_and_si128(by_low, _mm_shuffle_epi8(high, upper));
    return static_cast<std::uint32_t>(_mm_movemask_epi8(_mm_cmpeq_epi8(both, _mm_setzero_si128())));
  }

  __attribute__((target("ssse3"))) static __m128i load(const void* from) {
    return _mm_loadu_si128(static_cast<const __m128i*>(from));
  }

  template <class Word>
  static Word word(const char* from) {
    Word value;
    std::memcpy(&value, from, sizeof value);
    return value;
  }

  static std::size_t first(std::uint32_t mask) {
    return static_cast<std::size_t>(std::countr_zero(mask));
  }

  __attribute__((target("ssse3"))) static std::size_t by_16(const ByteRun& run, const char* text,
                                                            std::size_t size) {
    const __m128i low = load(run.low_.data());
    const __m128i high = load(run.high_.data());
    if (size >= 16) {
      std::size_t at = 0;
      for (; at + 16 <= size; at += 16) {
        if (const std::uint32_t mask = others(low, high, load(text + at))) return at + first(mask);
      }
      if (at == size) return size;
      // The last 16 bytes, some of them for the second time.
      const std::uint32_t mask = others(low, high, load(text + size - 16));
      return mask == 0 ? size : size - 16 + first(mask);
    }
    // Two words that overlap hold all of a shorter text: its beginning, and its end behind it.
    if (size >= 8) {
      const auto front = static_cast<long long>(word<std::uint64_t>(text));
      const auto back = static_cast<long long>(word<std::uint64_t>(text + size - 8));
      const std::uint32_t mask = others(low, high, _mm_set_epi64x(back, front));
      if (mask == 0) return size;
      const std::size_t at = first(mask);
      return at < 8 ? at : size - 16 + at;
    }
    if (size >= 4) {
      const auto front = static_cast<int>(word<std::uint32_t>(text));
      const auto back = static_cast<int>(word<std::uint32_t>(text + size - 4));
      const std::uint32_t mask = others(low, high, _mm_set_epi32(0, 0, back, front)) & 0xff;
      if (mask == 0) return size;
      const std::size_t at = first(mask);
      return at < 4 ? at : size - 8 + at;
    }
    return one_by_one(run, text, size);
  }

  __attribute__((target("avx2"))) static std::size_t by_32(const ByteRun& run, const char* text,
                                                           std::size_t size) {
    if (size < 32) return by_16(run, text, size);
    const __m256i low = _mm256_broadcastsi128_si256(load(run.low_.data()));
    const __m256i high = _mm256_broadcastsi128_si256(load(run.high_.data()));
    const __m256i nibble = _mm256_set1_epi8(15);
    for (std::size_t at = 0;;) {
      const __m256i bytes =
          _mm256_loadu_si256(static_cast<const __m256i*>(static_cast<const void*>(text + at)));
      const __m256i upper = _mm256_and_si256(_mm256_srli_epi16(bytes, 4), nibble);
      const __m256i both =
          _mm256_and_si256(_mm256_shuffle_epi8(low, bytes), _mm256_shuffle_epi8(high, upper));
      const auto mask = static_cast<std::uint32_t>(
          _mm256_movemask_epi8(_mm256_cmpeq_epi8(both, _mm256_setzero_si256())));
      if (mask != 0) return at + first(mask);
      if (at + 32 == size) return size;
      at = at + 64 <= size ? at + 32 : size - 32;
    }
  }
#endif

  static ByteRun::Read choose(Instructions with) {
#if defined(__x86_64__)
    if (with == Instructions::kAvx2) return &by_32;
    if (with == Instructions::kSsse3) return &by_16;
#endif
    (void)with;
    return &one_by_one;
  }
};

Instructions best_instructions() {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi")) return Instructions::kAvx2;
  if (__builtin_cpu_supports("ssse3")) return Instructions::kSsse3;
#endif
  return Instructions::kAny;
}

ByteRun::ByteRun(const ByteSet& set, Instructions with) : read_(RunReaders::choose(with)) {
  for (unsigned byte = 0; byte < 0x80; ++byte) {
    if (!set.has(static_cast<unsigned char>(byte))) continue;
    set_.add(static_cast<unsigned char>(byte));
    low_[byte & 15] = static_cast<std::uint8_t>(low_[byte & 15] | (1u << (byte >> 4)));
  }
  for (std::size_t i = 0; i < 8; ++i) high_[i] = static_cast<std::uint8_t>(1u << i);
}

}  // namespace intake::matcher
