#if defined(__x86_64__)

#include <emmintrin.h>

#include "formats/json/parse_plain.h"

namespace intake::json {
namespace {

struct Block {
  using Mask = std::uint32_t;

  __m128i low;
  __m128i high;

  static Block load(const char* from) {
    const auto* at = reinterpret_cast<const __m128i*>(from);
    return {_mm_loadu_si128(at), _mm_loadu_si128(at + 1)};
  }
  void store(char* to) const {
    auto* at = reinterpret_cast<__m128i*>(to);
    _mm_storeu_si128(at, low);
    _mm_storeu_si128(at + 1, high);
  }
  static Mask mask(__m128i a, __m128i b) {
    return static_cast<Mask>(_mm_movemask_epi8(a)) | static_cast<Mask>(_mm_movemask_epi8(b)) << 16;
  }
  Mask equal(const Block& other) const {
    return mask(_mm_cmpeq_epi8(low, other.low), _mm_cmpeq_epi8(high, other.high));
  }
  Mask quotes() const {
    const __m128i quote = _mm_set1_epi8('"');
    return mask(_mm_cmpeq_epi8(low, quote), _mm_cmpeq_epi8(high, quote));
  }
  Mask odd() const { return mask(odd(low), odd(high)); }
  Mask stops() const { return mask(stops(low), stops(high)); }
  Mask non_ascii() const { return mask(low, high); }
  Mask filled() const { return ~mask(blank(low), blank(high)); }

  class Dashes {
   public:
    void add(const char* from) {
      add_half(from);
      add_half(from + 16);
    }
    bool any() const { return _mm_movemask_epi8(found_) != 0; }

   private:
    static __m128i at(const char* from) {
      return _mm_loadu_si128(reinterpret_cast<const __m128i*>(from));
    }
    void add_half(const char* from) {
      const __m128i all = _mm_and_si128(_mm_and_si128(at(from), at(from + 2)), at(from + 4));
      found_ = _mm_or_si128(found_, _mm_cmpeq_epi8(all, _mm_set1_epi8('-')));
    }
    __m128i found_ = _mm_setzero_si128();
  };

 private:
  static __m128i is(__m128i v, char c) { return _mm_cmpeq_epi8(v, _mm_set1_epi8(c)); }
  // Signed: bytes from 0x80 on are less than zero.
  static __m128i odd(__m128i v) {
    return _mm_or_si128(_mm_cmplt_epi8(v, _mm_set1_epi8(' ')), is(v, '\\'));
  }
  static __m128i stops(__m128i v) {
    const __m128i control = _mm_cmpeq_epi8(_mm_min_epu8(v, _mm_set1_epi8(0x1F)), v);
    return _mm_or_si128(control, _mm_or_si128(is(v, '"'), is(v, '\\')));
  }
  static __m128i blank(__m128i v) {
    return _mm_or_si128(is(v, ' '), _mm_or_si128(is(v, '\n'), is(v, '\t')));
  }
};

}  // namespace

bool parse_plain_sse2(ParseState& state) { return parse_with<Block>(state); }

}  // namespace intake::json

#endif
