#include "formats/eml/transfer.h"

#include <algorithm>
#include <vector>

#include "formats/eml/gmime.h"
#include "text/base64.h"

namespace intake::eml {
namespace {

constexpr std::size_t kLineBytes = 76;
constexpr std::size_t kLongestLine = 998;
constexpr std::string_view kHex = "0123456789ABCDEF";

bool is_base64(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' ||
         c == '/' || c == '=';
}

}  // namespace

Transferred decode_transfer(std::string_view text, std::string_view encoding) {
  start_gmime();
  Transferred out;
  const GMimeContentEncoding how =
      g_mime_content_encoding_from_string(std::string(encoding).c_str());
  if (how != GMIME_CONTENT_ENCODING_BASE64 && how != GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE &&
      how != GMIME_CONTENT_ENCODING_UUENCODE) {
    out.bytes = text;
    return out;
  }
  GMimeEncoding state;
  g_mime_encoding_init_decode(&state, how);
  out.bytes.resize(g_mime_encoding_outlen(&state, text.size()) + 16);
  std::size_t size = g_mime_encoding_step(&state, text.data(), text.size(), out.bytes.data());
  size += g_mime_encoding_flush(&state, nullptr, 0, out.bytes.data() + size);
  out.bytes.resize(size);
  if (how == GMIME_CONTENT_ENCODING_BASE64) {
    out.cut = std::count_if(text.begin(), text.end(), is_base64) % 4 != 0;
  }
  return out;
}

std::string encode_base64_lines(std::string_view bytes, std::string_view line_end) {
  const std::string text = encode_base64(bytes);
  std::string out;
  out.reserve(text.size() + text.size() / kLineBytes * line_end.size());
  for (std::size_t at = 0; at < text.size(); at += kLineBytes) {
    if (at > 0) out += line_end;
    out.append(text, at, kLineBytes);
  }
  return out;
}

std::string encode_quoted_printable(std::string_view text, std::string_view line_end) {
  std::string out;
  std::size_t column = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool pair = c == '\r' && i + 1 < text.size() && text[i + 1] == '\n';
    if (c == '\n' || pair) {
      out += line_end;
      column = 0;
      i += pair ? 1 : 0;
      continue;
    }
    const bool at_end = i + 1 >= text.size() || text[i + 1] == '\n' || text[i + 1] == '\r';
    const bool blank = c == ' ' || c == '\t';
    // A point alone or `From ` at the beginning of a line is changed on the way by some.
    const bool risky = column == 0 && (c == '.' || c == 'F');
    const bool plain = (c > ' ' && c <= '~' && c != '=' && !risky) || (blank && !at_end);
    const std::size_t size = plain ? 1 : 3;
    if (column + size >= kLineBytes) {
      out += '=';
      out += line_end;
      column = 0;
    }
    if (plain) {
      out += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      out += '=';
      out += kHex[byte >> 4];
      out += kHex[byte & 15];
    }
    column += size;
  }
  return out;
}

bool fits_plain(std::string_view bytes, std::string_view line_end, bool wide) {
  std::size_t line = 0;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const char c = bytes[i];
    if (c == '\r' || c == '\n') {
      if (bytes.substr(i, line_end.size()) != line_end) return false;
      i += line_end.size() - 1;
      line = 0;
      continue;
    }
    if (c == '\0' || (!wide && static_cast<unsigned char>(c) > 0x7e)) return false;
    if (++line > kLongestLine) return false;
  }
  return true;
}

}  // namespace intake::eml
