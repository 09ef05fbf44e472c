#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace intake {

/// A pattern with one small change.
struct PatternEdit {
  std::string_view mutation;  // a name of mutation_operators()
  std::string change;         // "without `$`", in words
  std::string pattern;
  bool widens = false;  // more is matched, not less
  /// Matches only what needs the part that was changed; empty: nothing is known.
  std::string probe;
};

/// All small changes of a pattern (RE2 syntax), each result once. Empty where the pattern holds
/// something that is not known here (`\Q`), or is nested deeper than 50 groups.
std::vector<PatternEdit> pattern_edits(std::string_view pattern);

}  // namespace intake
