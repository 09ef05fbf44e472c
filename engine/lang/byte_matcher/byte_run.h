#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "lang/byte_matcher/byte_set.h"

namespace intake::matcher {

/// Instructions of the processor that runs of bytes are read with.
enum class Instructions : std::uint8_t { kAny, kSsse3, kAvx2 };  // the last as has_avx2()

/// The best that this processor has.
Instructions best_instructions();

/// A set of ASCII bytes, and how many bytes of a text belong to it before the first that does not.
/// What files for newer processors ask it is always part of them, so that they leave no copy behind
/// for the others.
class ByteRun {
 public:
  /// Bytes of `set` from 0x80 on are left aside. `with` is at most best_instructions().
  explicit ByteRun(const ByteSet& set, Instructions with = best_instructions());

  [[gnu::always_inline]] bool has(unsigned char byte) const { return set_.has(byte); }
  const ByteSet& set() const { return set_; }
  /// A byte is of the set where low()[its low 4 bits] and high()[its high 4 bits] have a bit in
  /// common; 16 of each.
  [[gnu::always_inline]] const std::uint8_t* low() const { return low_; }
  [[gnu::always_inline]] const std::uint8_t* high() const { return high_; }
  std::size_t leading(const char* text, std::size_t size) const { return read_(*this, text, size); }

 private:
  using Read = std::size_t (*)(const ByteRun& run, const char* text, std::size_t size);

  alignas(16) std::uint8_t low_[16] = {};
  alignas(16) std::uint8_t high_[16] = {};
  ByteSet set_;
  Read read_;
};

#if defined(__x86_64__)
// As ByteRun::leading(), for processors that have these instructions.
std::size_t leading_ssse3(const ByteRun& run, const char* text, std::size_t size);
std::size_t leading_avx2(const ByteRun& run, const char* text, std::size_t size);
#endif

}  // namespace intake::matcher
