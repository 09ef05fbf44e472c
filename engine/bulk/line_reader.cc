#include "bulk/line_reader.h"

#include <algorithm>
#include <limits>

namespace intake::bulk {
namespace {

constexpr std::size_t kLeastRead = 4096;

std::uint64_t end_of(const BulkOptions& options) {
  const std::uint64_t most = std::numeric_limits<std::uint64_t>::max() - options.offset;
  return options.offset + std::min(options.length, most);
}

}  // namespace

LineReader::LineReader(ByteSource& input, const BulkOptions& options)
    : input_(input),
      line_bytes_(options.line_bytes),
      piece_bytes_(std::max<std::size_t>(options.piece_bytes, 1)),
      position_(options.offset),
      range_end_(end_of(options)),
      begun_(options.offset == 0 || options.at_line_start) {
  if (!begun_) --position_;
}

/// Reads one piece behind what the block holds, not much beyond the end of the range.
Result<std::size_t> LineReader::append(LineBlock& block) {
  const std::uint64_t at = block.begin + block.used;
  const std::uint64_t wanted = at < range_end_ ? range_end_ - at : 0;
  const auto least = static_cast<std::uint64_t>(std::min(kLeastRead, piece_bytes_));
  const auto most =
      static_cast<std::size_t>(std::clamp(wanted, least, static_cast<std::uint64_t>(piece_bytes_)));
  if (block.buffer.size() < block.used + most) block.buffer.resize(block.used + most);
  const auto count = input_.read(block.buffer.data() + block.used, most);
  if (!count) {
    ended_ = true;
    return count.error();
  }
  ended_ = *count == 0;
  block.used += *count;
  return *count;
}

/// Drops what stands before the next line break, and keeps what was read behind it.
Result<bool> LineReader::skip_to_line(LineBlock& block) {
  while (!ended_) {
    block.begin = position_;
    block.used = 0;
    const auto count = append(block);
    if (!count) return count.error();
    const std::string_view piece = block.lines();
    const std::size_t line_break = piece.find('\n');
    if (line_break == piece.npos) {
      position_ += piece.size();
      continue;
    }
    position_ += line_break + 1;
    carry_.assign(piece.substr(line_break + 1));
    return true;
  }
  return false;
}

/// Hands out the lines before `lines_end`, but only those that begin in the range.
Result<bool> LineReader::give(LineBlock& block, std::size_t lines_end) {
  const std::string_view all = block.lines();
  if (range_end_ - block.begin < lines_end) {  // begin < range_end_, see next()
    const std::size_t line_break =
        all.find('\n', static_cast<std::size_t>(range_end_ - block.begin) - 1);
    lines_end = std::min(lines_end, line_break == all.npos ? lines_end : line_break + 1);
  }
  carry_.assign(all.substr(lines_end));
  block.used = lines_end;
  block.end = position_ = block.begin + lines_end;
  return true;
}

Result<bool> LineReader::next(LineBlock& block) {
  block.too_long = false;
  block.used = 0;
  if (!begun_) {
    auto found = skip_to_line(block);
    if (!found) return found;
    begun_ = true;
  }
  block.begin = block.end = position_;
  block.used = 0;
  if (position_ >= range_end_) return false;
  block.used = carry_.size();
  if (block.buffer.size() < block.used) block.buffer.resize(block.used);
  std::copy(carry_.begin(), carry_.end(), block.buffer.begin());
  carry_.clear();
  std::size_t looked = 0;  // no line ends before it
  while (true) {
    const std::string_view held = block.lines().substr(looked);
    const std::size_t line_break = held.rfind('\n');
    if (line_break != held.npos) return give(block, looked + line_break + 1);
    looked = block.used;
    if (looked > line_bytes_) break;
    if (ended_) return looked > 0 ? give(block, looked) : Result<bool>(false);
    const auto count = append(block);
    if (!count) return count.error();
  }
  const std::uint64_t begin = block.begin;
  position_ = begin + looked;
  auto found = skip_to_line(block);
  if (!found) return found;
  block.begin = begin;
  block.end = position_;
  block.used = 0;
  block.too_long = true;
  return true;
}

}  // namespace intake::bulk
