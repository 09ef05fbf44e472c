// Compiled with -mavx2 -mbmi -mbmi2; called only where the processor has them.

#if defined(__x86_64__)

#include "lang/byte_matcher/run_leading.h"
#include "lang/byte_matcher/straight_follow.h"

namespace intake::matcher {
namespace {

struct Leading {
  std::size_t operator()(const ByteRun& run, const char* text, std::size_t size) const;
};

[[gnu::always_inline]] inline std::size_t Leading::operator()(const ByteRun& run, const char* text,
                                                              std::size_t size) const {
  return leading_by_32(run, text, size);
}

}  // namespace

std::size_t leading_avx2(const ByteRun& run, const char* text, std::size_t size) {
  return leading_by_32(run, text, size);
}

const char* follow_straight_avx2(const StraightParts& parts, const char* at,
                                 const char* end) noexcept {
  return follow_with(parts, at, end, Leading());
}

}  // namespace intake::matcher

#endif
