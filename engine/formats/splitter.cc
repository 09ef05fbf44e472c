#include "formats/splitter.h"

#include <utility>

namespace intake {
namespace {

constexpr std::string_view kBlanks = " \t\r\n";

bool is_mark(std::string_view line, std::string_view mark) {
  return line.starts_with(mark) &&
         (line.size() == mark.size() || kBlanks.find(line[mark.size()]) != kBlanks.npos);
}

/// Blank, or a comment alone.
bool says_nothing(std::string_view line) {
  const std::size_t first = line.find_first_not_of(kBlanks);
  return first == line.npos || line[first] == '#';
}

}  // namespace

bool Splitter::ends_before(std::string_view line, bool& after) {
  after = false;
  if (kind_ == Kind::kLines) {
    content_ = line.find_first_not_of(kBlanks) != line.npos;
    after = true;
    return false;
  }
  if (byte_ == 0 && scanned_ == 0 && line.starts_with("\xEF\xBB\xBF")) line.remove_prefix(3);
  if (is_mark(line, "---")) {
    if (content_ || marker_) return true;
    marker_ = true;
    content_ = !says_nothing(line.substr(3));
  } else if (is_mark(line, "...")) {
    after = true;
  } else if (!content_ && !says_nothing(line)) {
    const bool directive = line.starts_with('%') && !marker_;
    content_ = !directive;
  }
  return false;
}

void Splitter::feed(std::string_view bytes) {
  held_.erase(0, begin_);
  scanned_ -= begin_;
  searched_ -= begin_;
  begin_ = 0;
  held_ += bytes;
}

Splitter::Piece Splitter::cut(std::size_t end) {
  Piece piece;
  piece.byte = byte_;
  piece.line = line_;
  piece.blank = !content_;
  piece.bytes = held_.substr(begin_, end - begin_);
  byte_ += piece.bytes.size();
  line_ += lines_;
  begin_ = scanned_ = searched_ = end;
  lines_ = 0;
  content_ = marker_ = false;
  return piece;
}

std::optional<Splitter::Piece> Splitter::next() {
  while (scanned_ < held_.size()) {
    std::size_t end = held_.find('\n', searched_);
    searched_ = held_.size();
    if (end == held_.npos && !finished_) return std::nullopt;
    end = end == held_.npos ? held_.size() : end + 1;
    searched_ = end;
    const std::string_view line = std::string_view(held_).substr(scanned_, end - scanned_);
    bool after = false;
    if (ends_before(line, after)) {
      const std::size_t at = scanned_;
      return cut(at);
    }
    scanned_ = end;
    ++lines_;
    if (after) return cut(end);
  }
  if (!finished_ || begin_ == held_.size()) return std::nullopt;
  return cut(held_.size());
}

}  // namespace intake
