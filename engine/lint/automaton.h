#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "lint/code_points.h"
#include "lint/pattern_tree.h"

namespace intake::lint {

/// A set of texts as a nondeterministic automaton over code points, to decide whether texts with
/// several properties exist. Immutable once made.
class Automaton {
 public:
  /// The texts in which RE2 finds the pattern. nullopt: parse_pattern_tree() does not know it, or
  /// the automaton would be too large.
  static std::optional<Automaton> of_pattern(std::string_view pattern);
  static std::optional<Automaton> of_tree(const PatternTree& pattern);
  static Automaton of_text(std::string_view text);
  static Automaton starting_with(std::string_view text);
  static Automaton ending_with(std::string_view text);
  static Automaton containing(std::string_view text);
  /// Texts of `least` to `most` code points, all of the set. nullopt: too large.
  static std::optional<Automaton> of_length(const CodePointSet& set, std::uint32_t least,
                                            std::uint32_t most);
  /// Texts that are empty, or begin and end with a code point of the set.
  static Automaton with_ends(const CodePointSet& set);

  /// Whether this and that have the same transitions (they then are the same set of texts).
  std::size_t size() const { return states_.size(); }

 private:
  friend class Walk;
  /// What has to be so between two code points to go on without taking one.
  using Place = PatternTree::Kind;
  struct Jump {
    std::optional<Place> place;  // unset: always
    std::uint32_t to = 0;
  };
  struct State {
    std::vector<std::pair<CodePointSet, std::uint32_t>> steps;
    std::vector<Jump> jumps;
  };

  std::uint32_t add_state();
  void add_loop(std::uint32_t state);
  std::uint32_t add_text(std::uint32_t from, std::string_view text);
  /// From `from` through the tree; the state behind it. False: too large.
  bool add(const PatternTree& tree, std::uint32_t from, std::uint32_t& to);
  bool add_repeat(const PatternTree& tree, std::uint32_t from, std::uint32_t& to);

  std::vector<State> states_;
  std::uint32_t accept_ = 0;
  bool absorbing_ = false;  // once accepted, whatever follows is
  bool looks_around_ = false;
};

using AutomatonPtr = std::shared_ptr<const Automaton>;

/// A property that a text has, or does not have.
struct TextProperty {
  AutomatonPtr texts;
  bool holds = true;
};

struct TextSearch {
  enum class Answer : std::uint8_t { kNone, kSome, kNotKnown };
  Answer answer = Answer::kNotKnown;
  std::vector<std::string> texts;  // kSome: the shortest first
};

/// Whether there is a text with all the properties; gives up to `wanted` of them. kNotKnown: it
/// would take too long to tell.
TextSearch find_texts(std::span<const TextProperty> properties, std::size_t wanted = 1);

}  // namespace intake::lint
