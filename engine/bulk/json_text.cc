#include "bulk/json_text.h"

#include <array>
#include <charconv>

namespace intake::bulk {
namespace {

constexpr std::array<bool, 256> plain_bytes() {
  std::array<bool, 256> plain{};
  for (std::size_t byte = 0x20; byte < 0x7f; ++byte) plain[byte] = byte != '"' && byte != '\\';
  return plain;
}

constexpr std::array<bool, 256> kPlain = plain_bytes();

void append_escape(std::string& out, char32_t c) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  switch (c) {
    case '"':
      out += "\\\"";
      return;
    case '\\':
      out += "\\\\";
      return;
    case '\n':
      out += "\\n";
      return;
    case '\r':
      out += "\\r";
      return;
    case '\t':
      out += "\\t";
      return;
    default:
      break;
  }
  out += "\\u";
  for (const int shift : {12, 8, 4, 0}) out += kDigits[(c >> shift) & 15];
}

/// The character at `at`, which begins with a byte above 0x7f, and how many bytes it has: none
/// where they are no UTF-8.
struct Sequence {
  char32_t c = 0;
  std::size_t bytes = 0;
};
Sequence sequence_at(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) -> char32_t {
    return at + i < text.size() ? static_cast<unsigned char>(text[at + i]) : 0;
  };
  const char32_t lead = byte(0);
  const std::size_t bytes = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
  char32_t c = lead & (0x7fu >> bytes);
  for (std::size_t i = 1; i < bytes; ++i) {
    if ((byte(i) & 0xc0) != 0x80) return {};
    c = (c << 6) | (byte(i) & 0x3f);
  }
  constexpr char32_t kLeast[] = {0, 0, 0x80, 0x800, 0x10000};
  const bool surrogate = c >= 0xd800 && c < 0xe000;
  const bool good = lead >= 0xc2 && lead < 0xf5 && c >= kLeast[bytes] && c <= 0x10ffff;
  return good && !surrogate ? Sequence{c, bytes} : Sequence{};
}

/// U+0085, U+2028 and U+2029 are line breaks to some programs, the rest of the first are commands.
bool is_control(char32_t c) { return c < 0xa0 || c == 0x2028 || c == 0x2029; }

}  // namespace

void append_string(std::string& out, std::string_view text) {
  out += '"';
  std::size_t begin = 0;  // what is not yet appended
  for (std::size_t at = 0; at < text.size();) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (kPlain[byte]) {
      ++at;
      continue;
    }
    const Sequence sequence = byte < 0x80 ? Sequence{byte, 1} : sequence_at(text, at);
    if (byte >= 0x80 && sequence.bytes > 0 && !is_control(sequence.c)) {
      at += sequence.bytes;
      continue;
    }
    out.append(text, begin, at - begin);
    if (sequence.bytes == 0) {
      out += "\xEF\xBF\xBD";
      begin = ++at;
      continue;
    }
    append_escape(out, sequence.c);
    begin = at += sequence.bytes;
  }
  out.append(text, begin);
  out += '"';
}

void append_number(std::string& out, std::uint64_t number) {
  char digits[20];
  const auto end = std::to_chars(digits, digits + sizeof digits, number).ptr;
  out.append(digits, static_cast<std::size_t>(end - digits));
}

}  // namespace intake::bulk
