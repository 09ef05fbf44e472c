#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "lint/code_points.h"

namespace intake::lint {

/// A pattern (RE2 syntax) as a tree with the place of each part in its text.
struct PatternTree {
  enum class Kind : std::uint8_t {
    kSet,       // one code point of `set`
    kSequence,  // the children one behind the other; none: the empty text
    kChoice,    // one of the children
    kRepeat,    // the child `least` to `most` times
    kGroup,     // the child; captures where `group` is not 0
    kTextBegin,
    kTextEnd,
    kLineBegin,
    kLineEnd,
    kWordEdge,
  };
  static constexpr std::uint32_t kNoMost = 0xffffffff;

  Kind kind = Kind::kSequence;
  CodePointSet set;                         // kSet
  bool is_dot = false;                      // kSet: written as `.`
  bool is_literal = false;                  // kSet: written as a character, not as a class
  std::uint32_t least = 0, most = kNoMost;  // kRepeat
  std::uint32_t group = 0;                  // kGroup
  std::vector<PatternTree> children;
  std::uint32_t begin = 0, end = 0;  // bytes of the pattern
};

/// Reads a pattern that RE2 has compiled. nullopt where it holds something that is not known here
/// (most Unicode classes, letters of other alphabets under `(?i)`, `\C`, and `\B`, which RE2 also
/// finds within a code point) or is nested too deeply: nothing is then said about it.
std::optional<PatternTree> parse_pattern_tree(std::string_view pattern);

}  // namespace intake::lint
