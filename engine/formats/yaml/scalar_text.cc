#include "formats/yaml/scalar_text.h"

#include <array>
#include <charconv>

#include "formats/yaml/resolver.h"
#include "formats/yaml/yaml.h"
#include "text/unicode.h"

namespace intake::yaml {
namespace {

/// Characters that people cannot see or that readers treat as line ends.
bool needs_escape(char32_t c) {
  if (c < 0x20 || c == 0x7F || (c >= 0x80 && c < 0xA0)) return true;
  if (c == ' ') return false;
  return is_blank(c) || is_invisible(c) || (c & 0xFFFE) == 0xFFFE;
}

bool has_escape(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    if (needs_escape(next_code_point(text, at))) return true;
  }
  return false;
}

void append_hex(std::string& out, char32_t c, int digits) {
  for (int shift = (digits - 1) * 4; shift >= 0; shift -= 4) {
    out += "0123456789ABCDEF"[(c >> shift) & 0xF];
  }
}

std::string double_quoted(std::string_view text) {
  std::string out = "\"";
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += static_cast<char>(c);
    } else if (c == '\n') {
      out += "\\n";
    } else if (c == '\t') {
      out += "\\t";
    } else if (c == '\r') {
      out += "\\r";
    } else if (!needs_escape(c)) {
      append_utf8(out, c);
    } else if (c > 0xFFFF) {
      out += "\\U";
      append_hex(out, c, 8);
    } else {
      out += "\\u";
      append_hex(out, c, 4);
    }
  }
  out += '"';
  return out;
}

std::string single_quoted(std::string_view text) {
  std::string out = "'";
  for (const char c : text) {
    if (c == '\'') out += '\'';
    out += c;
  }
  out += '\'';
  return out;
}

template <typename Number>
std::string number_text(Number number) {
  std::array<char, 40> buffer{};
  const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number).ptr;
  return std::string(buffer.data(), end);
}

/// Never read back as an integer.
std::string real_text(double number) {
  std::string text = number_text(number);
  if (text.find_first_of(".e") == std::string::npos) text += ".0";
  return text;
}

}  // namespace

bool is_plain_safe(std::string_view text, bool flow) {
  if (text.empty() || looks_typed(text) || has_escape(text)) return false;
  const char first = text.front();
  if (first == ' ' || text.back() == ' ' || text.back() == ':') return false;
  if (std::string_view("?:,[]{}#&*!|>'\"%@`").find(first) != std::string_view::npos) return false;
  if (first == '-' && (text.size() == 1 || text[1] == ' ' || text[1] == '-')) return false;
  if (text.substr(0, 3) == "...") return false;
  if (text.find(": ") != std::string_view::npos || text.find(" #") != std::string_view::npos) {
    return false;
  }
  return !flow || text.find_first_of(",[]{}?:") == std::string_view::npos;
}

bool is_single_safe(std::string_view text) { return !has_escape(text); }

bool is_literal_safe(std::string_view text) {
  if (text.find('\n') == std::string_view::npos || text.find('\t') != std::string_view::npos) {
    return false;
  }
  if (text.front() == ' ' || text.front() == '\n') return false;
  if (text.size() > 1 && text.substr(text.size() - 2) == "\n\n") return false;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    if (c != '\n' && needs_escape(c)) return false;
    // Blanks at the end of a line are lost in many an editor.
    if (c == ' ' && (at == text.size() || text[at] == '\n')) return false;
  }
  return true;
}

std::string quote_text(std::string_view text, Quoting wish, bool flow) {
  if (wish == Quoting::kPlain && is_plain_safe(text, flow)) return std::string(text);
  if (wish == Quoting::kSingle && is_single_safe(text)) return single_quoted(text);
  return double_quoted(text);
}

std::string scalar_text(View value, Quoting wish, bool flow) {
  switch (value.kind()) {
    case Kind::kNull:
      return "null";
    case Kind::kBool:
      return value.boolean() ? "true" : "false";
    case Kind::kInt:
      return number_text(value.node().payload.integer);
    case Kind::kUint:
      return number_text(value.node().payload.unsigned_integer);
    case Kind::kDouble:
      return real_text(value.node().payload.real);
    case Kind::kString:
      return quote_text(value.text(), wish, flow);
    case Kind::kArray:
      return "[]";
    case Kind::kObject:
      return "{}";
  }
  return "null";
}

std::string write_scalar(View value, bool flow) {
  return scalar_text(value, Quoting::kPlain, flow);
}

}  // namespace intake::yaml
