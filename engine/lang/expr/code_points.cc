#include "lang/expr/code_points.h"

#include <algorithm>

#include "text/unicode.h"

namespace intake::expr {
namespace {

constexpr auto kNone = std::string_view::npos;
constexpr std::size_t kShortPart = 16;  // bytes; at most so many comparisons for a byte of text

bool begins_code_point(char c) { return (static_cast<unsigned char>(c) & 0xc0u) != 0x80u; }

/// For each length of a beginning of `part`, less 1: the longest proper beginning of it that is
/// its end, too.
std::vector<std::uint32_t> borders(std::string_view part) {
  std::vector<std::uint32_t> found(part.size(), 0);
  std::uint32_t border = 0;
  for (std::size_t i = 1; i < part.size(); ++i) {
    while (border > 0 && part[i] != part[border]) border = found[border - 1];
    if (part[i] == part[border]) ++border;
    found[i] = border;
  }
  return found;
}

/// Calls `use` with the byte of each occurrence of a part that is not empty, overlapping ones
/// included, until it says false. Source: Knuth, Morris, Pratt, where the naive search could take
/// the product of both sizes.
template <typename Use>
void each_occurrence(std::string_view text, std::string_view part, std::size_t from, Use use) {
  if (part.size() <= kShortPart) {
    for (std::size_t at = text.find(part, from); at != kNone; at = text.find(part, at + 1)) {
      if (!use(at)) return;
    }
    return;
  }
  if (text.size() < part.size()) return;
  const std::vector<std::uint32_t> known = borders(part);
  std::size_t matched = 0;
  for (std::size_t i = from; i < text.size(); ++i) {
    while (matched > 0 && text[i] != part[matched]) matched = known[matched - 1];
    if (text[i] == part[matched]) ++matched;
    if (matched < part.size()) continue;
    if (!use(i + 1 - matched)) return;
    matched = known[matched - 1];
  }
}

std::int64_t index_of_byte(std::string_view text, std::size_t byte) {
  return static_cast<std::int64_t>(count_code_points(text.substr(0, byte)));
}

/// Unicode White_Space (PropList.txt).
bool is_white_space(char32_t c) {
  return (c >= 0x9 && c <= 0xd) || c == ' ' || c == 0x85 || c == 0xa0 || c == 0x1680 ||
         (c >= 0x2000 && c <= 0x200a) || c == 0x2028 || c == 0x2029 || c == 0x202f || c == 0x205f ||
         c == 0x3000;
}

}  // namespace

std::optional<std::size_t> byte_at(std::string_view text, std::int64_t index) {
  if (index < 0) return std::nullopt;
  std::int64_t seen = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!begins_code_point(text[i])) continue;
    if (seen == index) return i;
    ++seen;
  }
  return seen == index ? std::optional(text.size()) : std::nullopt;
}

std::int64_t index_of(std::string_view text, std::string_view part, std::int64_t from) {
  const auto begin = byte_at(text, from);
  if (!begin) return -1;
  if (part.empty()) return from;
  std::int64_t found = -1;
  each_occurrence(text, part, *begin, [&](std::size_t at) {
    found = index_of_byte(text, at);
    return false;
  });
  return found;
}

std::int64_t last_index_of(std::string_view text, std::string_view part, std::int64_t last) {
  const auto end = byte_at(text, last);
  if (!end) return -1;
  if (part.empty()) return last;
  std::size_t found = kNone;
  each_occurrence(text, part, 0, [&](std::size_t at) {
    if (at <= *end) found = at;
    return at < *end;
  });
  return found == kNone ? -1 : index_of_byte(text, found);
}

std::vector<std::size_t> occurrences(std::string_view text, std::string_view part,
                                     std::size_t most) {
  std::vector<std::size_t> found;
  if (most == 0) return found;
  if (part.empty()) {
    for (std::size_t i = 0; i <= text.size() && found.size() < most; ++i) {
      if (i == text.size() || begins_code_point(text[i])) found.push_back(i);
    }
    return found;
  }
  each_occurrence(text, part, 0, [&](std::size_t at) {
    if (found.empty() || at >= found.back() + part.size()) found.push_back(at);
    return found.size() < most;
  });
  return found;
}

std::string lower_ascii(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

std::string upper_ascii(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return out;
}

std::string reversed(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  std::size_t end = text.size();
  for (std::size_t i = text.size(); i > 0; --i) {
    if (!begins_code_point(text[i - 1])) continue;
    out += text.substr(i - 1, end - (i - 1));
    end = i - 1;
  }
  return out;
}

std::string_view trim_white_space(std::string_view text) {
  std::size_t begin = text.size();
  std::size_t end = 0;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t at = i;
    if (is_white_space(next_code_point(text, i))) continue;
    begin = std::min(begin, at);
    end = i;
  }
  return begin < end ? text.substr(begin, end - begin) : std::string_view();
}

std::string quoted_literal(std::string_view text) {
  constexpr std::string_view kEscaped = "\"\\\a\b\f\n\r\t\v";
  constexpr std::string_view kLetters = "\"\\abfnrtv";
  std::string out = "\"";
  out.reserve(text.size() + 2);
  for (const char c : text) {
    const std::size_t place = kEscaped.find(c);
    if (place != kNone) out += '\\';
    out += place == kNone ? c : kLetters[place];
  }
  out += '"';
  return out;
}

}  // namespace intake::expr
