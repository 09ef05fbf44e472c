#include "formats/yaml/extent.h"

namespace intake::yaml {

std::uint32_t bom_size(std::string_view text) {
  return text.substr(0, 3) == "\xEF\xBB\xBF" ? 3 : 0;
}

std::uint32_t line_begin(std::string_view text, std::uint32_t at) {
  const std::uint32_t first = bom_size(text);
  if (at < first) return first;
  while (at > first && text[at - 1] != '\n') --at;
  return at;
}

std::uint32_t line_end(std::string_view text, std::uint32_t at) {
  while (at < text.size() && !is_break_byte(text[at])) ++at;
  return at;
}

std::uint32_t next_line(std::string_view text, std::uint32_t at) {
  at = line_end(text, at);
  if (byte_at(text, at) == '\r') ++at;
  if (byte_at(text, at) == '\n') ++at;
  return at;
}

std::uint32_t skip_spaces(std::string_view text, std::uint32_t at) {
  while (is_blank_byte(byte_at(text, at))) ++at;
  return at;
}

std::uint32_t skip_gap(std::string_view text, std::uint32_t at) {
  const std::uint32_t first = bom_size(text);
  while (at < text.size()) {
    const char c = text[at];
    if (is_blank_byte(c) || is_break_byte(c)) {
      ++at;
    } else if (c == '#' &&
               (at <= first || is_blank_byte(text[at - 1]) || is_break_byte(text[at - 1]))) {
      at = line_end(text, at);
    } else {
      break;
    }
  }
  return at;
}

bool has_comment(std::string_view text, std::uint32_t begin, std::uint32_t end) {
  for (std::uint32_t at = begin; at < end; ++at) {
    if (text[at] == '#' &&
        (at == 0 || is_blank_byte(text[at - 1]) || is_break_byte(text[at - 1]))) {
      return true;
    }
  }
  return false;
}

bool is_document_marker(std::string_view text, std::uint32_t at, char which) {
  return text.size() >= at + 3 && text[at] == which && text[at + 1] == which &&
         text[at + 2] == which && (at <= bom_size(text) || text[at - 1] == '\n') &&
         is_blank_break_or_end(text, at + 3);
}

/// Source: Exp::Tag of yaml-cpp 0.7, and the `!` of handles.
static bool is_tag_byte(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         std::string_view("-#;/?:@&=+$_.~*'()%!").find(c) != std::string_view::npos;
}

Properties skip_properties(std::string_view text, std::uint32_t at, std::uint32_t most) {
  Properties result{at, at, 0};
  while (result.count < most) {
    const char c = byte_at(text, result.next);
    if (c != '&' && c != '!') break;
    std::uint32_t end = result.next + 1;
    if (c == '!' && byte_at(text, end) == '<') {
      while (end < text.size() && text[end] != '>' && !is_break_byte(text[end])) ++end;
      if (byte_at(text, end) == '>') ++end;
    } else if (c == '!') {
      while (end < text.size() && is_tag_byte(text[end])) ++end;
    } else {
      end = alias_end(text, result.next);
    }
    result.end = end;
    result.next = skip_gap(text, end);
    ++result.count;
  }
  return result;
}

std::optional<std::uint32_t> quoted_end(std::string_view text, std::uint32_t at) {
  const char quote = text[at];
  for (std::uint32_t i = at + 1; i < text.size(); ++i) {
    if (text[i] == quote) {
      if (quote == '"' || byte_at(text, i + 1) != '\'') return i + 1;
      ++i;
    } else if (quote == '"' && text[i] == '\\') {
      ++i;
    }
  }
  return std::nullopt;
}

std::optional<std::uint32_t> plain_end(std::string_view text, std::uint32_t at,
                                       std::string_view value) {
  std::uint32_t i = at;
  for (const char c : value) {
    if (is_blank_byte(c) || is_break_byte(c)) continue;
    while (i < text.size() && (is_blank_byte(text[i]) || is_break_byte(text[i]))) ++i;
    if (byte_at(text, i) != c || i >= text.size()) return std::nullopt;
    ++i;
  }
  return i;
}

std::uint32_t alias_end(std::string_view text, std::uint32_t at) {
  ++at;
  while (!is_blank_break_or_end(text, at) &&
         std::string_view("[]{},").find(text[at]) == std::string_view::npos) {
    ++at;
  }
  return at;
}

std::uint32_t null_word(std::string_view text, std::uint32_t at) {
  for (const std::string_view word : {"~", "null", "Null", "NULL"}) {
    if (text.substr(at, word.size()) != word) continue;
    const std::uint32_t end = at + static_cast<std::uint32_t>(word.size());
    if (is_blank_break_or_end(text, end) ||
        std::string_view(",:?[]{}").find(text[end]) != std::string_view::npos) {
      return static_cast<std::uint32_t>(word.size());
    }
  }
  return 0;
}

BlockScalar block_scalar_extent(std::string_view text, std::uint32_t at, std::int32_t parent) {
  BlockScalar result;
  std::uint32_t i = at + 1;
  bool keep = false;
  std::uint32_t digit = 0;
  while (byte_at(text, i) == '+' || byte_at(text, i) == '-' ||
         (byte_at(text, i) >= '1' && byte_at(text, i) <= '9')) {
    if (text[i] == '+') keep = true;
    if (text[i] >= '1') digit = static_cast<std::uint32_t>(text[i] - '0');
    ++i;
  }
  result.header_end = i;
  result.end = i;
  const std::uint32_t outer = parent < 0 ? 0 : static_cast<std::uint32_t>(parent);
  // The parser wants one column at the top too, where YAML 1.2 wants none.
  const std::uint32_t least = parent < 0 ? 1 : outer + 1;
  std::uint32_t indent = digit == 0 ? 0 : outer + digit;
  bool known = digit != 0;
  std::uint32_t blank_end = result.end;  // of the last blank line
  for (std::uint32_t line = next_line(text, i); line < text.size(); line = next_line(text, line)) {
    std::uint32_t first = line;
    while (byte_at(text, first) == ' ') ++first;
    const std::uint32_t spaces = first - line;
    const std::uint32_t end = line_end(text, line);
    if (first == end) {
      if (known && spaces > indent) result.end = end;
      blank_end = end;
      continue;
    }
    if (!known) {
      if (spaces < least) break;
      indent = spaces;
      known = true;
    }
    if (spaces < indent || is_document_marker(text, line, '-') ||
        is_document_marker(text, line, '.')) {
      break;
    }
    result.end = end;
    blank_end = end;
  }
  if (keep && blank_end > result.end) result.end = blank_end;
  result.indent = known ? indent : least;
  return result;
}

}  // namespace intake::yaml
