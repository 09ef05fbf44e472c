#include "bulk/named_procedure.h"

#include <cstdint>

namespace intake::bulk {
namespace {

constexpr std::string_view kName = "procedure";
constexpr std::string_view kBlanks = " \t\r\n";

/// One past the closing quote of the string that begins at `at`.
std::size_t string_end(std::string_view json, std::size_t at) {
  for (++at; at < json.size() && json[at] != '"'; ++at) {
    if (json[at] == '\\') ++at;
  }
  return at + 1;
}

char32_t hex(std::string_view digits) {
  char32_t value = 0;
  for (const char c : digits) {
    const int digit = c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10;
    value = value * 16 + static_cast<char32_t>(digit);
  }
  return value;
}

void append_utf8(std::string& out, char32_t c) {
  if (c < 0x80) {
    out += static_cast<char>(c);
    return;
  }
  const int more = c < 0x800 ? 1 : c < 0x10000 ? 2 : 3;
  constexpr unsigned kLead[] = {0, 0xc0, 0xe0, 0xf0};
  out += static_cast<char>(kLead[more] | (c >> (6 * more)));
  for (int i = more - 1; i >= 0; --i) out += static_cast<char>(0x80 | ((c >> (6 * i)) & 0x3f));
}

/// What a string says, quotes included in `quoted`.
std::string unescaped(std::string_view quoted) {
  constexpr std::string_view kLetters = "bfnrt";
  constexpr std::string_view kMeant = "\b\f\n\r\t";
  const std::string_view raw = quoted.substr(1, quoted.size() - 2);
  std::string text;
  for (std::size_t at = 0; at < raw.size(); ++at) {
    if (raw[at] != '\\') {
      text += raw[at];
      continue;
    }
    const char letter = raw[++at];
    if (letter != 'u') {
      const std::size_t known = kLetters.find(letter);
      text += known == kLetters.npos ? letter : kMeant[known];
      continue;
    }
    char32_t c = hex(raw.substr(at + 1, 4));
    at += 4;
    if (c >= 0xd800 && c < 0xdc00) {  // the other half follows, or the text is not well-formed
      c = 0x10000 + ((c - 0xd800) << 10) + (hex(raw.substr(at + 3, 4)) - 0xdc00);
      at += 6;
    }
    append_utf8(text, c);
  }
  return text;
}

}  // namespace

std::optional<std::string> named_procedure(std::string_view json) {
  if (json.find(kName) == json.npos && json.find('\\') == json.npos) return std::nullopt;
  std::size_t depth = 0;
  for (std::size_t at = 0; at < json.size();) {
    const char c = json[at];
    if (c != '"') {
      depth += c == '{' || c == '[' ? 1 : 0;
      depth -= c == '}' || c == ']' ? 1 : 0;
      ++at;
      continue;
    }
    const std::size_t end = string_end(json, at);
    const std::string_view quoted = json.substr(at, end - at);
    at = end;
    if (depth != 1) continue;
    const std::size_t colon = json.find_first_not_of(kBlanks, end);
    if (colon == json.npos || json[colon] != ':') continue;
    const std::size_t value = json.find_first_not_of(kBlanks, colon + 1);
    at = colon + 1;
    const std::string_view name = quoted.substr(1, quoted.size() - 2);
    if (name != kName && (name.find('\\') == name.npos || unescaped(quoted) != kName)) continue;
    if (value == json.npos || json[value] != '"') return std::nullopt;
    std::string text = unescaped(json.substr(value, string_end(json, value) - value));
    if (text.empty()) return std::nullopt;
    return text;
  }
  return std::nullopt;
}

}  // namespace intake::bulk
