#include "formats/eml/words.h"

#include <algorithm>

#include "formats/eml/header.h"
#include "formats/eml/transfer.h"
#include "text/base64.h"
#include "text/unicode.h"

namespace intake::eml {
namespace {

constexpr std::size_t kLineBytes = 76;
constexpr std::size_t kLongWord = 900;  // RFC 5322 allows lines of 998
constexpr std::size_t kCharsetBytes = 60;
/// Of one encoded word without `=?utf-8?Q?` and `?=`: it fits beside the name of a header.
constexpr std::size_t kWordBytes = 52;

struct Word {
  std::string_view charset;
  char encoding = 0;  // q b
  std::string_view text;
  std::size_t end = 0;
};

/// The encoded word at `at`, where `=?` stands. `no_more`: no `?=` follows anywhere.
bool read_word(std::string_view value, std::size_t at, Word& word, bool& no_more) {
  const std::size_t charset_end = value.substr(0, at + 2 + kCharsetBytes).find('?', at + 2);
  if (charset_end == std::string_view::npos || charset_end + 2 >= value.size()) return false;
  if (value[charset_end + 2] != '?') return false;
  word.charset = value.substr(at + 2, charset_end - at - 2);
  // RFC 2231: a language may follow.
  word.charset = word.charset.substr(0, word.charset.find('*'));
  const char how = value[charset_end + 1];
  word.encoding = how == 'Q' || how == 'q' ? 'q' : how == 'B' || how == 'b' ? 'b' : '\0';
  if (word.encoding == 0 || word.charset.empty()) return false;
  if (word.charset.find(' ') != std::string_view::npos) return false;
  const std::size_t text = charset_end + 3;
  const std::size_t end = value.find("?=", text);
  no_more = end == std::string_view::npos;
  if (no_more) return false;
  word.text = value.substr(text, end - text);
  word.end = end + 2;
  return true;
}

int hex(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

void decode_q(std::string_view text, std::string& out) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '=' && i + 2 < text.size() && hex(text[i + 1]) >= 0 && hex(text[i + 2]) >= 0) {
      out += static_cast<char>(hex(text[i + 1]) * 16 + hex(text[i + 2]));
      i += 2;
    } else {
      out += text[i] == '_' ? ' ' : text[i];
    }
  }
}

bool is_blank_run(std::string_view text) {
  return text.find_first_not_of(" \t") == std::string_view::npos;
}

bool is_plain_q(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         std::string_view("!*+-/").find(c) != std::string_view::npos;
}

std::string encode_q(std::string_view text) {
  static constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (is_plain_q(c)) {
      out += c;
    } else if (c == ' ') {
      out += '_';
    } else {
      out += '=';
      out += kHex[byte >> 4];
      out += kHex[byte & 15];
    }
  }
  return out;
}

}  // namespace

Decoded decode_words(std::string_view value) {
  Decoded out;
  std::string bytes;  // of words that stand next to each other in one charset
  std::string charset;
  const auto flush = [&] {
    if (bytes.empty()) return;
    Decoded part = decode_charset(bytes, charset);
    out.text += part.text;
    if (!part.lost.empty()) out.lost = std::move(part.lost);
    bytes.clear();
  };
  std::size_t at = 0;
  bool no_more = false;
  bool after_word = false;
  while (at < value.size()) {
    std::size_t begin = no_more ? std::string_view::npos : value.find("=?", at);
    Word word;
    while (begin != std::string_view::npos && !read_word(value, begin, word, no_more)) {
      begin = no_more ? std::string_view::npos : value.find("=?", begin + 2);
    }
    if (begin == std::string_view::npos) begin = value.size();
    const std::string_view between = value.substr(at, begin - at);
    const bool is_end = begin == value.size();
    if (is_end || !after_word || !is_blank_run(between)) {
      flush();
      out.text += decode_unnamed(between);
    }
    if (is_end) break;
    const std::string name = lower_ascii(word.charset);
    if (name != charset) flush();
    charset = name;
    if (word.encoding == 'q') {
      decode_q(word.text, bytes);
    } else {
      bytes += decode_transfer(word.text, "base64").bytes;
    }
    after_word = true;
    at = word.end;
  }
  flush();
  tidy_text(out.text);
  std::replace(out.text.begin(), out.text.end(), '\n', ' ');
  return out;
}

bool needs_words(std::string_view text) {
  if (text.find("=?") != std::string_view::npos) return true;
  if (text.starts_with(' ') || text.ends_with(' ')) return true;
  std::size_t word = 0;
  for (const char c : text) {
    if (c < ' ' || c > '~') return true;
    word = c == ' ' ? 0 : word + 1;
    if (word > kLongWord) return true;
  }
  return false;
}

std::string encode_words(std::string_view text) {
  const auto plain = static_cast<std::size_t>(std::count_if(text.begin(), text.end(), is_plain_q));
  // Three characters for each byte that is not plain, against four for each three bytes.
  const bool q = (text.size() - plain) * 2 <= text.size();
  std::string out;
  std::string_view rest = text;
  while (!rest.empty()) {
    std::size_t taken = 0;
    std::size_t used = 0;
    while (taken < rest.size()) {
      std::size_t next = taken;
      next_code_point(rest, next);
      const std::string_view one = rest.substr(taken, next - taken);
      const std::size_t after = q ? used + encode_q(one).size() : (next + 2) / 3 * 4;
      if (taken > 0 && after > kWordBytes) break;
      used = after;
      taken = next;
    }
    const std::string_view chunk = rest.substr(0, taken);
    if (!out.empty()) out += ' ';
    out += q ? "=?utf-8?Q?" + encode_q(chunk) : "=?utf-8?B?" + encode_base64(chunk);
    out += "?=";
    rest.remove_prefix(taken);
  }
  return out;
}

std::string fold_header(std::string_view name, std::string_view text, std::string_view line_end) {
  std::string out(name);
  out += ':';
  std::size_t column = out.size();
  bool first = true;
  std::size_t at = 0;
  while (at < text.size()) {
    // A word with the blanks before it.
    const std::size_t word = text.find_first_not_of(' ', at);
    std::size_t end = word == std::string_view::npos ? text.size() : text.find(' ', word);
    if (end == std::string_view::npos) end = text.size();
    const std::string blanks = first ? " " : std::string(text.substr(at, std::min(word, end) - at));
    const std::string_view letters =
        word == std::string_view::npos ? std::string_view() : text.substr(word, end - word);
    if (!first && column + blanks.size() + letters.size() > kLineBytes) {
      out += line_end;
      column = 0;
    }
    out += blanks;
    out += letters;
    column += blanks.size() + letters.size();
    first = false;
    at = end;
  }
  if (first) out += ' ';
  out += line_end;
  return out;
}

}  // namespace intake::eml
