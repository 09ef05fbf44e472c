#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace intake {

/// The candidate most like `word` (case-insensitive Damerau-Levenshtein over bytes), or nullopt
/// where none is within a third of its length (at least 1, at most 3 edits). Ties: the first.
std::optional<std::string> closest(std::string_view word,
                                   const std::vector<std::string_view>& candidates);

/// "did you mean `x`?", or "" where nothing is close.
std::string did_you_mean(std::string_view word, const std::vector<std::string_view>& candidates);

}  // namespace intake
