#include "lang/template/template.h"

#include "lang/template/cut.h"
#include "text/unicode.h"

namespace intake {
namespace {

constexpr std::string_view kEllipsis = "…";

bool is_name_char(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
         c == '_';
}

/// The parts of a dotted name; empty where it is none.
std::vector<std::string> split_name(std::string_view text) {
  std::vector<std::string> parts(1);
  for (const char c : text) {
    if (c == '.') {
      if (parts.back().empty()) return {};
      parts.emplace_back();
    } else if (is_name_char(c)) {
      parts.back() += c;
    } else {
      return {};
    }
  }
  if (parts.back().empty()) return {};
  return parts;
}

LangError name_error(std::size_t offset, std::string_view inner) {
  LangError error;
  error.offset = static_cast<std::uint32_t>(offset);
  if (inner.empty()) {
    error.message = "nothing stands between `{` and `}`";
    error.hint = "write `{value}` or another name; `{{` and `}}` are braces";
    return error;
  }
  error.message = "`{" + std::string(inner) + "}` holds no name";
  const std::string_view trimmed = trim_blanks(inner);
  const std::string_view front = inner.substr(0, inner.find_first_of(":!"));
  if (trimmed != inner && !split_name(trimmed).empty()) {
    error.hint = "write it without blanks: `{" + std::string(trimmed) + "}`";
  } else if (front != inner && !split_name(front).empty()) {
    error.hint = "formats are not supported; write `{" + std::string(front) + "}`";
  } else {
    error.hint = "a name has letters, digits, `-`, `_` and dots; `{{` is a brace";
  }
  return error;
}

}  // namespace

Parsed<Template> Template::parse(std::string_view text) {
  Template result;
  result.text_ = text;
  const auto add_literal = [&result](char c, std::size_t offset) {
    if (result.pieces_.empty() || !result.pieces_.back().name.empty()) {
      result.pieces_.push_back({{}, {}, static_cast<std::uint32_t>(offset)});
    }
    result.pieces_.back().literal += c;
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c != '{' && c != '}') {
      add_literal(c, i);
    } else if (text.substr(i + 1, 1) == text.substr(i, 1)) {
      add_literal(c, i);
      ++i;
    } else if (c == '}') {
      return LangError{static_cast<std::uint32_t>(i), "the `}` closes nothing",
                       "write `}}` for a brace itself"};
    } else {
      const std::size_t end = text.find_first_of("{}", i + 1);
      if (end == std::string_view::npos || text[end] == '{') {
        return LangError{static_cast<std::uint32_t>(i), "the `{` is never closed",
                         "write `{name}`, or `{{` for a brace itself"};
      }
      const std::string_view inner = text.substr(i + 1, end - i - 1);
      std::vector<std::string> name = split_name(inner);
      if (name.empty()) return name_error(i, inner);
      result.pieces_.push_back({{}, std::move(name), static_cast<std::uint32_t>(i)});
      i = end;
    }
  }
  return result;
}

void cut_message(std::string& text, std::size_t limit) {
  if (text.size() <= limit) return;
  std::size_t keep = limit > kEllipsis.size() ? limit - kEllipsis.size() : 0;
  while (keep > 0 && (static_cast<unsigned char>(text[keep]) & 0xC0u) == 0x80u) --keep;
  text.resize(keep);
  if (limit >= kEllipsis.size()) text += kEllipsis;
}

std::string Template::render(
    const std::function<std::string(const std::vector<std::string>&)>& lookup,
    std::size_t limit) const {
  std::string result;
  for (const Piece& piece : pieces_) {
    if (result.size() > limit) break;
    result += piece.name.empty() ? piece.literal : lookup(piece.name);
  }
  cut_message(result, limit);
  return result;
}

}  // namespace intake
