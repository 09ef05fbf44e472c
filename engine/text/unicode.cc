#include "text/unicode.h"

#include <utf8.h>
#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <memory>
#include <utility>
#include <vector>

#include "base/words.h"

namespace intake {
namespace {

bool is_ascii(std::string_view text) {
  std::size_t i = 0;
  for (; i + 8 <= text.size(); i += 8) {
    if ((word_at<std::uint64_t>(text.data() + i) & 0x8080808080808080u) != 0) return false;
  }
  for (; i < text.size(); ++i) {
    if (static_cast<unsigned char>(text[i]) >= 0x80) return false;
  }
  return true;
}

bool is_ascii_byte(char c) { return static_cast<unsigned char>(c) < 0x80; }

char32_t upper(char32_t c) {
  if (c < 0x80) return c >= 'a' && c <= 'z' ? c - 0x20 : c;
  // U+00DF has no simple upper-case mapping in UnicodeData.txt; utf8proc says U+1E9E.
  if (c == 0xDF) return c;
  return static_cast<char32_t>(utf8proc_toupper(static_cast<utf8proc_int32_t>(c)));
}

char32_t lower(char32_t c) {
  if (c < 0x80) return c >= 'A' && c <= 'Z' ? c + 0x20 : c;
  return static_cast<char32_t>(utf8proc_tolower(static_cast<utf8proc_int32_t>(c)));
}

// Simple case folding: CaseFolding.txt, statuses C and S. The dotted and the dotless i have none.
char32_t fold(char32_t c) {
  if (c < 0x80) return lower(c);
  if (c == 0x130 || c == 0x131) return c;
  return lower(upper(c));
}

template <typename Function>
std::string map_code_points(std::string_view text, Function function) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    if (is_ascii_byte(text[i])) {
      out += static_cast<char>(function(static_cast<unsigned char>(text[i++])));
    } else {
      append_utf8(out, function(next_code_point(text, i)));
    }
  }
  return out;
}

std::uint16_t combining_class(char32_t c) {
  if (c < 0x300) return 0;
  return utf8proc_get_property(static_cast<utf8proc_int32_t>(c))->combining_class;
}

/// The same text with the marks of each character in canonical order (UAX #15). utf8proc puts them
/// in order by exchanging neighbours, which takes the square of their number. Empty where there are
/// nowhere many of them.
std::string with_ordered_marks(std::string_view text) {
  constexpr std::size_t kMany = 16;
  std::string out;
  std::size_t copied = 0;
  std::vector<std::pair<std::uint16_t, char32_t>> marks;
  const auto put_in_order = [&](std::size_t begin, std::size_t end) {
    if (marks.size() >= kMany) {
      std::stable_sort(marks.begin(), marks.end(),
                       [](const auto& a, const auto& b) { return a.first < b.first; });
      out += text.substr(copied, begin - copied);
      for (const auto& mark : marks) append_utf8(out, mark.second);
      copied = end;
    }
    marks.clear();
  };
  std::size_t begin = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t here = at;
    const char32_t c = next_code_point(text, at);
    const std::uint16_t order = combining_class(c);
    if (order == 0) {
      put_in_order(begin, here);
      begin = at;
    } else {
      marks.emplace_back(order, c);
    }
  }
  put_in_order(begin, text.size());
  if (copied > 0) out += text.substr(copied);
  return out;
}

std::string normalise(std::string_view text, unsigned options) {
  const std::string ordered = find_invalid_utf8(text) ? std::string() : with_ordered_marks(text);
  if (!ordered.empty()) text = ordered;
  utf8proc_uint8_t* made = nullptr;
  const auto size = utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                 static_cast<utf8proc_ssize_t>(text.size()), &made,
                                 static_cast<utf8proc_option_t>(options));
  const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owner(made, &std::free);
  if (size < 0) return std::string(text);  // not valid UTF-8: left as it is
  return {reinterpret_cast<const char*>(made), static_cast<std::size_t>(size)};
}

}  // namespace

std::optional<std::size_t> find_invalid_utf8(std::string_view text) {
  if (is_ascii(text)) return std::nullopt;
  const auto wrong = utf8::find_invalid(text.begin(), text.end());
  if (wrong == text.end()) return std::nullopt;
  return static_cast<std::size_t>(wrong - text.begin());
}

std::size_t count_code_points(std::string_view text) {
  // Eight bytes at a time: those that continue a sequence have their upper two bits set to 10.
  std::size_t continuing = 0;
  std::size_t at = 0;
  for (; at + 8 <= text.size(); at += 8) {
    const auto word = word_at<std::uint64_t>(text.data() + at);
    constexpr std::uint64_t kOnes = 0x0101010101010101u;
    const std::uint64_t marks = (word >> 7) & ~(word >> 6) & kOnes;
    continuing += static_cast<std::size_t>((marks * kOnes) >> 56);
  }
  for (; at < text.size(); ++at) {
    continuing += (static_cast<unsigned char>(text[at]) & 0xC0u) == 0x80u ? 1 : 0;
  }
  return text.size() - continuing;
}

char32_t next_code_point(std::string_view text, std::size_t& offset) {
  const auto byte = [&](std::size_t i) -> char32_t {
    return i < text.size() ? static_cast<unsigned char>(text[i]) : 0;
  };
  const char32_t first = byte(offset);
  if (first < 0xC0) {
    ++offset;
    return first;
  }
  const std::size_t length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
  char32_t c = first & (0x7Fu >> length);
  for (std::size_t i = 1; i < length; ++i) c = (c << 6) | (byte(offset + i) & 0x3F);
  offset += length;
  return c;
}

void append_utf8(std::string& out, char32_t code_point) {
  const auto put = [&](char32_t byte) {
    out += static_cast<char>(static_cast<unsigned char>(byte));
  };
  if (code_point < 0x80) {
    put(code_point);
  } else if (code_point < 0x800) {
    put(0xC0 | (code_point >> 6));
    put(0x80 | (code_point & 0x3F));
  } else if (code_point < 0x10000) {
    put(0xE0 | (code_point >> 12));
    put(0x80 | ((code_point >> 6) & 0x3F));
    put(0x80 | (code_point & 0x3F));
  } else {
    put(0xF0 | (code_point >> 18));
    put(0x80 | ((code_point >> 12) & 0x3F));
    put(0x80 | ((code_point >> 6) & 0x3F));
    put(0x80 | (code_point & 0x3F));
  }
}

bool is_invisible(char32_t c) {
  return c == 0xAD || c == 0x61C || c == 0x180E || (c >= 0x200B && c <= 0x200F) ||
         (c >= 0x202A && c <= 0x202E) || c == 0x2060 || (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF;
}

bool is_blank(char32_t c) {
  // Source: Unicode PropList.txt, White_Space.
  const bool white = (c >= 0x09 && c <= 0x0D) || c == 0x20 || c == 0x85 || c == 0xA0 ||
                     c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 ||
                     c == 0x202F || c == 0x205F || c == 0x3000;
  return white || is_invisible(c);
}

std::string_view trim_blanks(std::string_view text) {
  while (!text.empty()) {
    std::size_t next = 0;
    if (!is_blank(next_code_point(text, next))) break;
    text.remove_prefix(std::min(next, text.size()));
  }
  while (!text.empty()) {
    std::size_t last = text.size() - 1;
    while (last > 0 && (static_cast<unsigned char>(text[last]) & 0xC0u) == 0x80u) --last;
    std::size_t next = last;
    if (!is_blank(next_code_point(text, next))) break;
    text = text.substr(0, last);
  }
  return text;
}

std::string collapse_blanks(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  bool gap = false;
  for (std::size_t i = 0; i < text.size();) {
    if (text[i] > ' ' && is_ascii_byte(text[i])) {
      if (gap && !out.empty()) out += ' ';
      gap = false;
      out += text[i++];
      continue;
    }
    const char32_t c = next_code_point(text, i);
    if (is_invisible(c)) continue;
    if (is_blank(c)) {
      gap = true;
      continue;
    }
    if (gap && !out.empty()) out += ' ';
    gap = false;
    append_utf8(out, c);
  }
  return out;
}

std::string to_upper(std::string_view text) { return map_code_points(text, upper); }
std::string to_lower(std::string_view text) { return map_code_points(text, lower); }

std::string to_nfc(std::string_view text) {
  if (is_ascii(text)) return std::string(text);
  return normalise(text, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
}

std::string to_nfkc(std::string_view text) {
  if (is_ascii(text)) return std::string(text);
  return normalise(text, UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT);
}

bool equal_ignoring_case(std::string_view a, std::string_view b) {
  std::size_t i = 0;
  std::size_t j = 0;
  while (i < a.size() && j < b.size()) {
    if (fold(next_code_point(a, i)) != fold(next_code_point(b, j))) return false;
  }
  return i >= a.size() && j >= b.size();
}

std::string fold_for_comparison(std::string_view text) {
  if (is_ascii(text)) return collapse_blanks(map_code_points(text, fold));
  return collapse_blanks(normalise(text, UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT |
                                             UTF8PROC_CASEFOLD | UTF8PROC_STRIPMARK));
}

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  for (std::size_t i = 0; i < text.size();) {
    const char32_t c = next_code_point(text, i);
    if (c >= 0x20 && c < 0x7F) {
      ++width;
    } else if (!is_invisible(c)) {
      width += static_cast<std::size_t>(utf8proc_charwidth(static_cast<utf8proc_int32_t>(c)));
    }
  }
  return width;
}

}  // namespace intake
