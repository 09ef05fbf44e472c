#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace intake::lint {

/// A range of Unicode code points, both ends included.
struct CodePointRange {
  char32_t first = 0;
  char32_t last = 0;

  friend bool operator==(const CodePointRange&, const CodePointRange&) = default;
};

inline constexpr char32_t kLastCodePoint = 0x10FFFF;

/// A set of code points: sorted ranges that do not touch. Surrogates count as code points, which no
/// valid UTF-8 text has, so that a set of nothing else would be taken for a possible one.
class CodePointSet {
 public:
  CodePointSet() = default;
  explicit CodePointSet(std::vector<CodePointRange> ranges);
  static CodePointSet any();
  static CodePointSet of(char32_t code_point) { return CodePointSet({{code_point, code_point}}); }
  static CodePointSet of(std::string_view characters);

  void add(char32_t first, char32_t last);
  void add(const CodePointSet& other);
  CodePointSet complement() const;
  CodePointSet intersection(const CodePointSet& other) const;
  bool contains(char32_t code_point) const;
  bool empty() const { return ranges_.empty(); }
  const std::vector<CodePointRange>& ranges() const { return ranges_; }

  friend bool operator==(const CodePointSet&, const CodePointSet&) = default;

 private:
  void normalise();
  std::vector<CodePointRange> ranges_;
};

/// `\d`, `\s`, `\w` of RE2: ASCII.
const CodePointSet& digits();
const CodePointSet& spaces();
const CodePointSet& word_characters();
/// As is_blank() of text/unicode.h.
const CodePointSet& blanks();

/// What `[[:name:]]` and `\p{name}` stand for in RE2; nullopt: not known here.
std::optional<CodePointSet> posix_class(std::string_view name);
std::optional<CodePointSet> unicode_class(std::string_view name);

/// With the other case of every letter, as RE2's `(?i)`. nullopt: a letter whose other cases are
/// not known here.
std::optional<CodePointSet> in_any_case(const CodePointSet& set);

}  // namespace intake::lint
