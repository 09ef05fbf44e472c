#include "ruleset/scalar_places.h"

#include <algorithm>
#include <string_view>

namespace intake {
namespace {

bool is_blank(char c) { return c == ' ' || c == '\t'; }
bool is_break(char c) { return c == '\n' || c == '\r'; }
bool is_space(char c) { return is_blank(c) || is_break(c); }

/// Follows the text of a YAML scalar and what is written for it, side by side.
class Walk {
 public:
  Walk(std::string_view written, std::string_view text) : written_(written), text_(text) {}

  /// Where the byte of the text is written; nullopt where the two do not go together.
  std::optional<std::uint32_t> find(std::uint32_t wanted) {
    if (written_.empty()) return std::nullopt;
    const char first = written_.front();
    double_quoted_ = first == '"';
    single_quoted_ = first == '\'';
    if (double_quoted_ || single_quoted_) {
      if (written_.size() < 2 || written_.back() != first) return std::nullopt;
      at_ = 1;
    } else if (first == '|' || first == '>') {
      block_ = true;
      at_ = std::min(written_.find('\n'), written_.size());
      skip_breaks();
    }
    while (passed_ < wanted) {
      if (at_ >= written_.size() || !step()) return std::nullopt;
    }
    return passed_ == wanted ? std::optional(static_cast<std::uint32_t>(at_)) : std::nullopt;
  }

 private:
  /// One character, escape or fold.
  bool step() {
    const char now = written_[at_];
    if (double_quoted_ && now == '\\') return take_escape();
    if (single_quoted_ && now == '\'') {
      if (text_[passed_] != '\'') return false;
      at_ += 2;
      ++passed_;
      return true;
    }
    if (block_ ? is_break(now) : is_space(now) && ends_line()) return fold();
    if (now != text_[passed_]) return false;
    ++at_;
    ++passed_;
    return true;
  }

  bool ends_line() const {
    std::size_t end = at_;
    while (end < written_.size() && is_blank(written_[end])) ++end;
    return end < written_.size() && is_break(written_[end]);
  }

  /// Blanks, line breaks and indentation became one blank, or line breaks; what is left of the
  /// indentation in the text belongs to it.
  bool fold() {
    if (text_[passed_] != ' ' && text_[passed_] != '\n') return false;
    if (text_[passed_] == ' ') ++passed_;
    skip_breaks();
    return true;
  }

  void skip_breaks() {
    while (passed_ < text_.size() && text_[passed_] == '\n') ++passed_;
    const std::size_t begin = at_;
    while (at_ < written_.size() && is_space(written_[at_])) ++at_;
    std::size_t kept = passed_;
    while (kept < text_.size() && is_blank(text_[kept])) ++kept;
    at_ -= std::min(kept - passed_, at_ - begin);
  }

  bool take_escape() {
    if (at_ + 1 >= written_.size()) return false;
    const char kind = written_[at_ + 1];
    if (is_break(kind)) {  // the line goes on
      at_ += 1;
      while (at_ < written_.size() && is_space(written_[at_])) ++at_;
      return true;
    }
    const std::size_t digits = kind == 'x' ? 2 : kind == 'u' ? 4 : kind == 'U' ? 8 : 0;
    at_ += 2 + digits;
    ++passed_;
    while (passed_ < text_.size() && (static_cast<unsigned char>(text_[passed_]) & 0xc0) == 0x80) {
      ++passed_;
    }
    return true;
  }

  std::string_view written_, text_;
  std::size_t at_ = 0;
  std::size_t passed_ = 0;  // bytes of the text
  bool double_quoted_ = false, single_quoted_ = false, block_ = false;
};

}  // namespace

std::optional<std::uint32_t> source_offset(const Document& document, NodeId scalar,
                                           std::uint32_t offset) {
  const SourcePtr& source = document.source();
  const std::string_view text = document.text(scalar);
  if (!source || offset > text.size()) return std::nullopt;
  const ByteSpan span = document.span(scalar);
  const auto at = Walk(source->slice(span), text).find(offset);
  if (!at) return std::nullopt;
  return span.begin + *at;
}

ByteSpan source_span(const Document& document, NodeId scalar, ByteSpan part) {
  ByteSpan span = document.span(scalar);
  const auto begin = source_offset(document, scalar, part.begin);
  if (!begin) return span;
  span.begin = *begin;
  // The end may stand behind a line break that the text does not have.
  const auto last = source_offset(document, scalar, std::max(part.end, part.begin + 1) - 1);
  if (last) span.end = std::max(*last + 1, span.begin);
  return span;
}

}  // namespace intake
