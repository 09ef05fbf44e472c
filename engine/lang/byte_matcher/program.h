#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "lang/byte_matcher/byte_set.h"
#include "lang/byte_matcher/syntax.h"

namespace intake::matcher {

/// One step of a nondeterministic machine over bytes.
struct Op {
  enum class Kind : std::uint8_t { kBytes, kFork, kBegin, kEnd, kWordEdge, kNoWordEdge, kFound };
  Kind kind = Kind::kFound;
  std::uint16_t set = 0;    // kBytes: index of Program::sets
  std::uint16_t next = 0;   // all but kFound
  std::uint16_t other = 0;  // kFork
};

/// A pattern, or the end of one, as bytes of UTF-8 as RE2 makes them of it: beyond ASCII, `.` takes
/// over-long sequences, too.
struct Program {
  std::vector<Op> ops;
  std::vector<ByteSet> sets;
  std::uint16_t start = 0;
  bool has_word_edges = false;
  /// Bytes that no set tells apart have one class.
  std::array<std::uint8_t, 256> class_of{};
  std::uint16_t classes = 0;
  std::vector<std::uint8_t> byte_of;  // one byte of each class
};

/// Of the siblings from `first` on, in a row. nullopt: it takes too many ops.
std::optional<Program> make_program(const Syntax& syntax, std::uint32_t first);

/// One range of code points as sequences of byte ranges, by the length of the sequence.
struct ByteSequence {
  std::uint8_t size = 0;
  std::array<std::uint8_t, 4> low{}, high{};
};
void append_sequences(RuneRange range, std::vector<ByteSequence>& sequences);

}  // namespace intake::matcher
