#include "lint/code_points.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "text/unicode.h"

namespace intake::lint {
namespace {

using Range = CodePointRange;

/// Unicode separators (categories Zs, Zl, Zp), which have not changed since Unicode 6.3.
constexpr std::array<Range, 8> kSeparators{{{0x20, 0x20},
                                            {0xA0, 0xA0},
                                            {0x1680, 0x1680},
                                            {0x2000, 0x200A},
                                            {0x2028, 0x2029},
                                            {0x202F, 0x202F},
                                            {0x205F, 0x205F},
                                            {0x3000, 0x3000}}};

/// Unicode format characters (category Cf) as RE2 has them, compared code point by code
/// point in tests/unit/lint.
constexpr std::array<Range, 20> kFormatCharacters{
    {{0xAD, 0xAD},       {0x600, 0x605},     {0x61C, 0x61C},     {0x6DD, 0x6DD},
     {0x70F, 0x70F},     {0x890, 0x891},     {0x8E2, 0x8E2},     {0x180E, 0x180E},
     {0x200B, 0x200F},   {0x202A, 0x202E},   {0x2060, 0x2064},   {0x2066, 0x206F},
     {0xFEFF, 0xFEFF},   {0xFFF9, 0xFFFB},   {0x110BD, 0x110BD}, {0x110CD, 0x110CD},
     {0x13430, 0x1343F}, {0x1BCA0, 0x1BCA3}, {0x1D173, 0x1D17A}, {0xE0001, 0xE0001}}};
constexpr Range kTags{0xE0020, 0xE007F};

struct PosixClass {
  std::string_view name;
  std::string_view ranges;  // pairs of first and last
};
constexpr std::array<PosixClass, 14> kPosixClasses{
    {{"alnum", "09AZaz"},
     {"alpha", "AZaz"},
     {"ascii", std::string_view("\0\x7f", 2)},
     {"blank", "\t\t  "},
     {"cntrl", std::string_view("\0\x1f\x7f\x7f", 4)},
     {"digit", "09"},
     {"graph", "!~"},
     {"lower", "az"},
     {"print", " ~"},
     {"punct", "!/:@[`{~"},
     {"space", "\t\r  "},
     {"upper", "AZ"},
     {"word", "09AZaz__"},
     {"xdigit", "09AFaf"}}};

/// Code points of one range that are looked at one by one.
constexpr char32_t kLargestRange = 0x2000;

/// Letters beyond ASCII whose two cases are each other's only ones.
bool has_two_cases(char32_t c) {
  return c >= 0xC0 && c <= 0xFE && c != 0xC5 && c != 0xD7 && c != 0xDF && c != 0xE5 && c != 0xF7;
}

/// The other cases of a code point beyond ASCII; false: not known here.
bool add_other_cases(char32_t c, std::vector<Range>& ranges) {
  if (has_two_cases(c)) {
    const char32_t other = c < 0xE0 ? c + 0x20 : c - 0x20;
    ranges.push_back({other, other});
    return true;
  }
  if (c == 0x152 || c == 0x153) {  // OE and oe
    ranges.push_back({0x152, 0x153});
    return true;
  }
  std::string text;
  append_utf8(text, c);
  return c != 0xDF && to_lower(text) == text && to_upper(text) == text;
}

}  // namespace

CodePointSet::CodePointSet(std::vector<CodePointRange> ranges) : ranges_(std::move(ranges)) {
  normalise();
}

CodePointSet CodePointSet::any() { return CodePointSet({{0, kLastCodePoint}}); }

CodePointSet CodePointSet::of(std::string_view characters) {
  CodePointSet set;
  for (std::size_t at = 0; at < characters.size();) {
    const char32_t c = next_code_point(characters, at);
    set.ranges_.push_back({c, c});
  }
  set.normalise();
  return set;
}

void CodePointSet::normalise() {
  std::sort(ranges_.begin(), ranges_.end(),
            [](const Range& a, const Range& b) { return a.first < b.first; });
  std::vector<Range> merged;
  for (const Range& range : ranges_) {
    if (range.first > range.last) continue;
    if (!merged.empty() && range.first <= merged.back().last + 1) {
      merged.back().last = std::max(merged.back().last, range.last);
    } else {
      merged.push_back(range);
    }
  }
  ranges_ = std::move(merged);
}

void CodePointSet::add(char32_t first, char32_t last) {
  ranges_.push_back({first, last});
  normalise();
}

void CodePointSet::add(const CodePointSet& other) {
  ranges_.insert(ranges_.end(), other.ranges_.begin(), other.ranges_.end());
  normalise();
}

CodePointSet CodePointSet::complement() const {
  CodePointSet rest;
  char32_t next = 0;
  for (const Range& range : ranges_) {
    if (range.first > next) rest.ranges_.push_back({next, range.first - 1});
    next = range.last + 1;
  }
  if (next <= kLastCodePoint) rest.ranges_.push_back({next, kLastCodePoint});
  return rest;
}

CodePointSet CodePointSet::intersection(const CodePointSet& other) const {
  CodePointSet both;
  for (std::size_t i = 0, j = 0; i < ranges_.size() && j < other.ranges_.size();) {
    const Range& a = ranges_[i];
    const Range& b = other.ranges_[j];
    const char32_t first = std::max(a.first, b.first);
    const char32_t last = std::min(a.last, b.last);
    if (first <= last) both.ranges_.push_back({first, last});
    ++(a.last < b.last ? i : j);
  }
  return both;
}

bool CodePointSet::contains(char32_t code_point) const {
  const auto after =
      std::upper_bound(ranges_.begin(), ranges_.end(), code_point,
                       [](char32_t c, const Range& range) { return c < range.first; });
  return after != ranges_.begin() && code_point <= std::prev(after)->last;
}

const CodePointSet& digits() {
  static const CodePointSet set({{'0', '9'}});
  return set;
}

const CodePointSet& spaces() {
  static const CodePointSet set = CodePointSet::of("\t\n\f\r ");
  return set;
}

const CodePointSet& word_characters() {
  static const CodePointSet set({{'0', '9'}, {'A', 'Z'}, {'_', '_'}, {'a', 'z'}});
  return set;
}

const CodePointSet& blanks() {
  static const CodePointSet set = [] {
    std::vector<Range> found;
    for (char32_t c = 0; c <= 0xFFFF; ++c) {
      if (is_blank(c)) found.push_back({c, c});
    }
    return CodePointSet(std::move(found));
  }();
  return set;
}

std::optional<CodePointSet> posix_class(std::string_view name) {
  for (const PosixClass& known : kPosixClasses) {
    if (known.name != name) continue;
    std::vector<Range> ranges;
    for (std::size_t i = 0; i + 1 < known.ranges.size(); i += 2) {
      ranges.push_back(
          {static_cast<char32_t>(known.ranges[i]), static_cast<char32_t>(known.ranges[i + 1])});
    }
    return CodePointSet(std::move(ranges));
  }
  return std::nullopt;
}

std::optional<CodePointSet> unicode_class(std::string_view name) {
  if (name == "Any") return CodePointSet::any();
  if (name == "Z") return CodePointSet({kSeparators.begin(), kSeparators.end()});
  if (name == "Zl") return CodePointSet::of(char32_t{0x2028});
  if (name == "Zp") return CodePointSet::of(char32_t{0x2029});
  if (name == "Zs") {
    return CodePointSet({kSeparators.begin(), kSeparators.end()})
        .intersection(CodePointSet({{0x2028, 0x2029}}).complement());
  }
  if (name == "Cf") {
    CodePointSet set({kFormatCharacters.begin(), kFormatCharacters.end()});
    set.add(kTags.first, kTags.last);
    return set;
  }
  return std::nullopt;
}

std::optional<CodePointSet> in_any_case(const CodePointSet& set) {
  std::vector<Range> ranges = set.ranges();
  const std::size_t written = ranges.size();
  for (std::size_t i = 0; i < written; ++i) {
    Range range = ranges[i];
    if (range.first == 0 && range.last == kLastCodePoint) return set;
    for (; range.first <= range.last && range.first < 0x80; ++range.first) {
      const char32_t c = range.first;
      if (c >= 'A' && c <= 'Z') ranges.push_back({c + 0x20, c + 0x20});
      if (c >= 'a' && c <= 'z') ranges.push_back({c - 0x20, c - 0x20});
      // The long s and the Kelvin sign fold to letters of ASCII.
      if (c == 's' || c == 'S') ranges.push_back({0x17F, 0x17F});
      if (c == 'k' || c == 'K') ranges.push_back({0x212A, 0x212A});
    }
    if (range.first > range.last) continue;
    if (range.last - range.first > kLargestRange) return std::nullopt;
    for (char32_t c = range.first; c <= range.last; ++c) {
      if (!add_other_cases(c, ranges)) return std::nullopt;
    }
  }
  return CodePointSet(std::move(ranges));
}

}  // namespace intake::lint
