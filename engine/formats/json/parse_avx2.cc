// Compiled with -mavx2 -mbmi -mbmi2; called only where the processor has them.

#if defined(__x86_64__)

#include <immintrin.h>

#include "formats/json/parse_plain.h"

namespace intake::json {
namespace {

struct Block {
  using Mask = std::uint32_t;

  __m256i bytes;

  static Block load(const char* from) {
    return {_mm256_loadu_si256(reinterpret_cast<const __m256i*>(from))};
  }
  void store(char* to) const { _mm256_storeu_si256(reinterpret_cast<__m256i*>(to), bytes); }

  static Mask mask(__m256i v) { return static_cast<Mask>(_mm256_movemask_epi8(v)); }
  Mask equal(const Block& other) const { return mask(_mm256_cmpeq_epi8(bytes, other.bytes)); }
  Mask quotes() const { return mask(is('"')); }
  // Signed: bytes from 0x80 on are less than zero.
  Mask odd() const {
    return mask(_mm256_or_si256(_mm256_cmpgt_epi8(_mm256_set1_epi8(' '), bytes), is('\\')));
  }
  Mask stops() const {
    const __m256i control =
        _mm256_cmpeq_epi8(_mm256_min_epu8(bytes, _mm256_set1_epi8(0x1F)), bytes);
    return mask(_mm256_or_si256(control, _mm256_or_si256(is('"'), is('\\'))));
  }
  Mask non_ascii() const { return mask(bytes); }
  Mask filled() const {
    return ~mask(_mm256_or_si256(is(' '), _mm256_or_si256(is('\n'), is('\t'))));
  }

  class Dashes {
   public:
    void add(const char* from) {
      const __m256i all = _mm256_and_si256(_mm256_and_si256(load(from).bytes, load(from + 2).bytes),
                                           load(from + 4).bytes);
      found_ = _mm256_or_si256(found_, _mm256_cmpeq_epi8(all, _mm256_set1_epi8('-')));
    }
    bool any() const { return mask(found_) != 0; }

   private:
    __m256i found_ = _mm256_setzero_si256();
  };

 private:
  __m256i is(char c) const { return _mm256_cmpeq_epi8(bytes, _mm256_set1_epi8(c)); }
};

}  // namespace

bool parse_plain_avx2(ParseState& state) { return parse_with<Block>(state); }

}  // namespace intake::json

#endif
