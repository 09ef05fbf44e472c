#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace intake::synth {

/// A pattern (RE2 syntax) as a tree of what it asks for, one node a character, a choice or a
/// repetition. Anchors and word boundaries are nodes without text.
struct PatternNode {
  enum class Kind : std::uint8_t { kEmpty, kLiteral, kClass, kSequence, kChoice, kRepeat, kGroup };
  static constexpr std::uint32_t kNoMost = 0xffffffff;

  Kind kind = Kind::kEmpty;
  std::string text;                   // kLiteral: one character
  bool any_case = false;              // kLiteral: both cases fit
  std::vector<std::string> inside;    // kClass: some characters of it, plain ones first
  std::vector<std::string> outside;   // kClass: some that are not of it
  std::uint32_t least = 0, most = 0;  // kRepeat; kNoMost: any number
  std::uint32_t group = 0;            // kGroup: its number; 0: it does not capture
  std::vector<PatternNode> children;  // kRepeat, kGroup: one
};

/// Reads a pattern that RE2 has compiled. nullopt where it is nested too deeply or holds something
/// that is not known here (`\C`, an empty class).
std::optional<PatternNode> parse_pattern_tree(std::string_view pattern);

}  // namespace intake::synth
