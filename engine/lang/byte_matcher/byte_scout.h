#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "lang/byte_matcher/byte_run.h"

namespace intake::matcher {

/// Looks ahead for the places of a text at which a match may begin: those where the next bytes are
/// each of a set.
class ByteScout {
 public:
  static constexpr std::size_t kMostSets = 3;

  /// `sets` are those of the first bytes of a match, kMostSets at most.
  ByteScout(const std::vector<ByteSet>& sets, Instructions with);

  /// Whether the places are so rare in usual text that looking ahead is worth the while.
  static bool pays(const std::vector<ByteSet>& sets);

  /// Bytes before the next such place, or before the last few of the text.
  std::size_t skip(const char* text, std::size_t size) const { return skip_(*this, text, size); }

 private:
  friend struct ScoutReaders;
  using Skip = std::size_t (*)(const ByteScout& scout, const char* text, std::size_t size);

  /// As in ByteRun; what is beyond ASCII is of the set, or is not.
  struct Nibbles {
    alignas(16) std::array<std::uint8_t, 16> low{};
    std::uint32_t beyond_ascii = 0;  // a mask
  };

  std::vector<ByteSet> sets_;
  std::array<Nibbles, kMostSets> nibbles_;
  Skip skip_;
};

}  // namespace intake::matcher
