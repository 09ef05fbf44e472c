#include "lang/byte_matcher/byte_run.h"

#include "base/processor.h"

namespace intake::matcher {
namespace {

std::size_t one_by_one(const ByteRun& run, const char* text, std::size_t size) {
  std::size_t at = 0;
  while (at < size && run.has(static_cast<unsigned char>(text[at]))) ++at;
  return at;
}

decltype(&one_by_one) reader_with(Instructions with) {
#if defined(__x86_64__)
  if (with == Instructions::kAvx2) return &leading_avx2;
  if (with == Instructions::kSsse3) return &leading_ssse3;
#endif
  (void)with;
  return &one_by_one;
}

}  // namespace

Instructions best_instructions() {
  if (has_avx2()) return Instructions::kAvx2;
  return has_ssse3() ? Instructions::kSsse3 : Instructions::kAny;
}

ByteRun::ByteRun(const ByteSet& set, Instructions with) : read_(reader_with(with)) {
  for (unsigned byte = 0; byte < 0x80; ++byte) {
    if (!set.has(static_cast<unsigned char>(byte))) continue;
    set_.add(static_cast<unsigned char>(byte));
    low_[byte & 15] = static_cast<std::uint8_t>(low_[byte & 15] | (1u << (byte >> 4)));
  }
  for (std::size_t i = 0; i < 8; ++i) high_[i] = static_cast<std::uint8_t>(1u << i);
}

}  // namespace intake::matcher
