// Compiled with -mssse3; called only where the processor has it.

#if defined(__x86_64__)

#include "lang/byte_matcher/run_leading.h"

namespace intake::matcher {

std::size_t leading_ssse3(const ByteRun& run, const char* text, std::size_t size) {
  return leading_by_16(run, text, size);
}

}  // namespace intake::matcher

#endif
