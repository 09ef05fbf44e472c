#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lang/pattern.h"

namespace intake::synth {

/// A text made from a pattern, and what was done to make it differ from the shortest match.
struct PatternText {
  std::string text;
  std::string how;  // "one too many"; empty: nothing
};

/// Texts that the pattern finds a match in: as few repetitions as it allows, and of alternatives
/// the first; then with one choice made in another way each. `groups`: texts that capturing groups
/// shall have, by number; what is made is left out where they do not. Empty: none was found. Every
/// text has been tried on the pattern.
std::vector<PatternText> matching_texts(const Pattern& pattern,
                                        const std::map<std::uint32_t, std::string>& groups = {});

/// Texts just outside the pattern: one character too many or too few, of another kind, in another
/// case. `around`: a text that matches, to be changed; empty: the plainest.
std::vector<PatternText> missing_texts(const Pattern& pattern, std::string_view around = {});

/// `text` with other texts in its groups: each keeps its place. nullopt where the pattern does not
/// match or does not give these groups then.
std::optional<std::string> with_groups(const Pattern& pattern, std::string_view text,
                                       const std::map<std::uint32_t, std::string>& groups);

}  // namespace intake::synth
