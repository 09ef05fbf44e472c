#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include <intake/bulk.h>

namespace intake::bulk {

/// Whole lines of the input, and behind them at most one that is too long to be held.
struct LineBlock {
  std::string buffer;       // keeps its size from one block to the next; `used` bytes count
  std::size_t used = 0;     // the last line of the input may have no line break
  std::uint64_t begin = 0;  // of the first line, in the input
  std::uint64_t end = 0;    // one past the last byte, that of the line that is not held included
  bool too_long = false;    // behind the lines one begins that is not held

  std::string_view lines() const { return std::string_view(buffer).substr(0, used); }
};

/// Cuts an input, or a range of it, into blocks of whole lines.
class LineReader {
 public:
  LineReader(ByteSource& input, const BulkOptions& options);

  /// The next lines: as many as came in one piece, the rest of a line joined to its beginning.
  /// False: the range has ended. After an Error the lines before it have all been given.
  Result<bool> next(LineBlock& block);

 private:
  Result<bool> skip_to_line(LineBlock& block);
  Result<bool> give(LineBlock& block, std::size_t lines_end);
  Result<std::size_t> append(LineBlock& block);

  ByteSource& input_;
  std::size_t line_bytes_;
  std::size_t piece_bytes_;
  std::uint64_t position_;  // of the next line; before `begun_` of the first byte
  std::uint64_t range_end_;
  bool begun_;  // a line begins at position_
  bool ended_ = false;
  std::string carry_;  // what is known of the next line
};

}  // namespace intake::bulk
