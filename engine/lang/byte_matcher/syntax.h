#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lang/byte_matcher/rune_set.h"

/// The part of RE2's syntax that is read here: literals, classes, escapes, groups, alternatives,
/// repetitions, `^ $ \A \z \b \B .` and the flags i and s.
namespace intake::matcher {

enum class NodeKind : std::uint8_t {
  kEmpty,
  kRunes,  // one code point of a set
  kSequence,
  kAlternatives,
  kRepeat,
  kGroup,  // capturing
  kBegin,
  kEnd,
  kWordEdge,
  kNoWordEdge,
};

inline constexpr std::uint32_t kNone = ~std::uint32_t{0};
inline constexpr std::uint16_t kUnlimited = 0xffff;

struct Node {
  NodeKind kind = NodeKind::kEmpty;
  std::uint16_t least = 0, most = 0;  // kRepeat
  std::uint16_t group = 0;            // kGroup: its number
  std::uint32_t kid = kNone;          // the first
  std::uint32_t next = kNone;         // of the same parent
  std::uint32_t range = 0;            // kRunes: the first of
  std::uint32_t ranges = 0;           // so many
};

struct Syntax {
  std::vector<Node> nodes;
  std::vector<RuneRange> ranges;
  std::vector<std::string> names;  // of groups; [0] is ""
  std::uint32_t root = 0;

  const Node& node(std::uint32_t index) const { return nodes[index]; }
  std::span<const RuneRange> runes(const Node& node) const {
    return std::span(ranges).subspan(node.range, node.ranges);
  }
};

/// Nesting of groups, so that a walk over the tree may recurse.
inline constexpr std::size_t kMostNesting = 30;

/// `pattern` is UTF-8. Whatever is read here is proper for RE2 with `memory` bytes, which reads it
/// in the same way; nullopt says nothing about the pattern.
std::optional<Syntax> read_syntax(std::string_view pattern, std::uint32_t memory);

}  // namespace intake::matcher
