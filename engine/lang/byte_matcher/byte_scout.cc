#include "lang/byte_matcher/byte_scout.h"

#include <bit>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace intake::matcher {
namespace {

/// How often a byte comes in usual text, in thousandths.
unsigned frequency(unsigned char byte) {
  constexpr unsigned char kLetters[] = {65, 12, 25, 32, 100, 16, 16, 45, 58, 2,  6, 32, 20,
                                        55, 60, 15, 2,  48,  50, 70, 22, 8,  15, 2, 15, 2};
  if (byte >= 'a' && byte <= 'z') return kLetters[byte - 'a'];
  if (byte == ' ') return 150;
  return 5;
}

}  // namespace

struct ScoutReaders {
  static std::size_t one_by_one(const ByteScout& scout, const char* text, std::size_t size) {
    const std::size_t ahead = scout.sets_.size() - 1;
    std::size_t at = 0;
    for (; at + ahead < size; ++at) {
      bool all = true;
      for (std::size_t i = 0; i <= ahead && all; ++i) {
        all = scout.sets_[i].has(static_cast<unsigned char>(text[at + i]));
      }
      if (all) break;
    }
    return at;
  }

#if defined(__x86_64__)
  template <std::size_t count>
  __attribute__((target("ssse3"))) static std::size_t by_16(const ByteScout& scout,
                                                            const char* text, std::size_t size) {
    const __m128i nibble = _mm_set1_epi8(15);
    const __m128i high = _mm_set_epi64x(0, static_cast<long long>(0x8040201008040201u));
    std::size_t at = 0;
    for (; at + 16 + count - 1 <= size; at += 16) {
      std::uint32_t places = 0xffff;
      for (std::size_t i = 0; i < count; ++i) {
        const ByteScout::Nibbles& set = scout.nibbles_[i];
        const __m128i bytes =
            _mm_loadu_si128(static_cast<const __m128i*>(static_cast<const void*>(text + at + i)));
        const __m128i low =
            _mm_load_si128(static_cast<const __m128i*>(static_cast<const void*>(set.low.data())));
        const __m128i upper = _mm_and_si128(_mm_srli_epi16(bytes, 4), nibble);
        const __m128i both =
            _mm_and_si128(_mm_shuffle_epi8(low, bytes), _mm_shuffle_epi8(high, upper));
        const auto outside = static_cast<std::uint32_t>(
            _mm_movemask_epi8(_mm_cmpeq_epi8(both, _mm_setzero_si128())));
        const auto beyond = static_cast<std::uint32_t>(_mm_movemask_epi8(bytes));
        places &= ~outside | (beyond & set.beyond_ascii);
      }
      if (places != 0) return at + static_cast<std::size_t>(std::countr_zero(places));
    }
    return at;
  }
#endif

  static ByteScout::Skip choose(std::size_t count, Instructions with) {
#if defined(__x86_64__)
    if (with != Instructions::kAny) {
      return count == 1 ? &by_16<1> : count == 2 ? &by_16<2> : &by_16<3>;
    }
#endif
    (void)count;
    (void)with;
    return &one_by_one;
  }
};

ByteScout::ByteScout(const std::vector<ByteSet>& sets, Instructions with)
    : sets_(sets), skip_(ScoutReaders::choose(sets.size(), with)) {
  for (std::size_t i = 0; i < sets.size(); ++i) {
    for (unsigned byte = 0; byte < 256; ++byte) {
      if (!sets[i].has(static_cast<unsigned char>(byte))) continue;
      if (byte >= 0x80) {
        nibbles_[i].beyond_ascii = 0xffff;
      } else {
        std::uint8_t& low = nibbles_[i].low[byte & 15];
        low = static_cast<std::uint8_t>(low | (1u << (byte >> 4)));
      }
    }
  }
}

bool ByteScout::pays(const std::vector<ByteSet>& sets) {
  constexpr double kMost = 0.2;
  double chance = 1;
  for (const ByteSet& set : sets) {
    unsigned thousandths = 0;
    for (unsigned byte = 0; byte < 0x80; ++byte) {
      if (set.has(static_cast<unsigned char>(byte))) {
        thousandths += frequency(static_cast<unsigned char>(byte));
      }
    }
    chance *= thousandths / 1000.0;
  }
  return !sets.empty() && chance <= kMost;
}

}  // namespace intake::matcher
