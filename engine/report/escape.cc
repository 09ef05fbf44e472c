#include "report/escape.h"

#include <algorithm>

#include "text/unicode.h"

namespace intake {
namespace {

std::string hex(char32_t c) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string digits;
  const int width = c < 0x100 ? 2 : 4;
  for (int shift = c > 0xffff ? 20 : (width - 1) * 4; shift >= 0; shift -= 4) {
    digits += kDigits[(c >> shift) & 15];
  }
  return (c < 0x100 ? "\\x" : "\\u") + digits;
}

bool is_control(char32_t c) {
  return c < 0x20 || (c >= 0x7f && c < 0xa0) || (c >= 0x200b && c <= 0x200f) ||
         (c >= 0x2028 && c <= 0x202e) || (c >= 0x2060 && c <= 0x206f) || c == 0xad || c == 0x61c ||
         c == 0xfeff || (c >= 0xfff9 && c <= 0xfffb) || (c >= 0xe0000 && c <= 0xe007f);
}

}  // namespace

std::string escape_controls(std::string_view text) {
  if (find_invalid_utf8(text)) {
    std::string out;
    for (const char c : text) {
      const auto byte = static_cast<unsigned char>(c);
      if (byte < 0x20 || byte >= 0x7f) {
        out += hex(byte);
      } else {
        out += c;
      }
    }
    return out;
  }
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t start = at;
    const char32_t c = next_code_point(text, at);
    if (c == '\n') {
      out += "\\n";
    } else if (c == '\t') {
      out += "\\t";
    } else if (is_control(c)) {
      out += hex(c);
    } else {
      out.append(text.substr(start, at - start));
    }
  }
  return out;
}

std::string escape_lines(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find_first_of("\n\t", at), text.size());
    const std::string_view piece = text.substr(at, end - at);
    const bool crlf = end < text.size() && text[end] == '\n' && piece.ends_with('\r');
    out += escape_controls(piece.substr(0, piece.size() - (crlf ? 1 : 0)));
    if (crlf) out += '\r';
    if (end < text.size()) out += text[end];
    at = end + 1;
  }
  return out;
}

std::string diff_name(std::string_view name) {
  if (escape_controls(name) == name && name.find('"') == std::string_view::npos) {
    // patch(1) takes blanks for the end of a name unless a tab follows.
    return std::string(name) + (name.find(' ') == std::string_view::npos ? "" : "\t");
  }
  std::string out = "\"";
  for (const char c : name) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (byte < 0x20 || byte >= 0x7f) {
      out += '\\';
      for (const int shift : {6, 3, 0}) out += static_cast<char>('0' + ((byte >> shift) & 7));
    } else {
      out += c;
    }
  }
  return out + '"';
}

std::string valid_utf8(std::string_view text) {
  std::string out;
  while (const auto bad = find_invalid_utf8(text)) {
    out += text.substr(0, *bad);
    out += "\uFFFD";
    text.remove_prefix(*bad + 1);
  }
  return out += text;
}

PrintableLine printable_line(std::string_view line, std::uint32_t begin_column,
                             std::uint32_t end_column) {
  PrintableLine printed;
  if (find_invalid_utf8(line)) {
    printed.text = escape_controls(line);
    return printed;
  }
  std::uint32_t column = 1;
  std::size_t width = 0;
  for (std::size_t at = 0; at < line.size(); ++column) {
    if (column == begin_column) printed.begin = width;
    if (column == end_column) printed.end = width;
    const std::size_t start = at;
    const char32_t c = next_code_point(line, at);
    std::string piece;
    if (c == '\t') {
      piece = "    ";
    } else if (is_control(c) || (c != ' ' && is_blank(c)) || is_invisible(c)) {
      piece = hex(c);
    } else {
      piece = std::string(line.substr(start, at - start));
    }
    printed.text += piece;
    width += display_width(piece);
  }
  if (column <= begin_column) printed.begin = width;
  if (column <= end_column) printed.end = width;
  return printed;
}

std::string wrap(std::string_view text, std::size_t first, std::size_t indent, std::size_t width) {
  std::string out;
  std::size_t column = first;
  bool line_start = true;
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t blank = std::min(text.find(' ', at), text.size());
    const std::string_view word = text.substr(at, blank - at);
    const std::size_t needed = display_width(word);
    if (!line_start && column + 1 + needed > width) {
      out += '\n';
      out.append(indent, ' ');
      column = indent;
      line_start = true;
    }
    if (!line_start) {
      out += ' ';
      ++column;
    }
    out += word;
    column += needed;
    line_start = false;
    at = blank + 1;
  }
  return out;
}

}  // namespace intake
