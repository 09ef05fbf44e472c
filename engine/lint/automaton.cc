#include "lint/automaton.h"

#include <algorithm>

#include "text/unicode.h"

namespace intake::lint {
namespace {

/// States of one automaton; repetitions are written out.
constexpr std::size_t kMostStates = 1'500;

}  // namespace

std::uint32_t Automaton::add_state() {
  states_.emplace_back();
  return static_cast<std::uint32_t>(states_.size() - 1);
}

void Automaton::add_loop(std::uint32_t state) {
  states_[state].steps.emplace_back(CodePointSet::any(), state);
}

std::uint32_t Automaton::add_text(std::uint32_t from, std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    CodePointSet one = CodePointSet::of(next_code_point(text, at));
    const std::uint32_t next = add_state();
    states_[from].steps.emplace_back(std::move(one), next);
    from = next;
  }
  return from;
}

// The depth is that of the pattern, which parse_pattern_tree() bounds.
bool Automaton::add(const PatternTree& tree, std::uint32_t from, std::uint32_t& to) {
  using Kind = PatternTree::Kind;
  if (states_.size() > kMostStates) return false;
  switch (tree.kind) {
    case Kind::kSet:
      to = add_state();
      states_[from].steps.emplace_back(tree.set, to);
      return true;
    case Kind::kSequence:
    case Kind::kGroup:
      to = from;
      for (const PatternTree& part : tree.children) {
        if (!add(part, to, to)) return false;
      }
      return true;
    case Kind::kChoice:
      to = add_state();
      for (const PatternTree& part : tree.children) {
        const std::uint32_t begin = add_state();
        states_[from].jumps.push_back({std::nullopt, begin});
        std::uint32_t end = 0;
        if (!add(part, begin, end)) return false;
        states_[end].jumps.push_back({std::nullopt, to});
      }
      return true;
    case Kind::kRepeat:
      return add_repeat(tree, from, to);
    default:
      to = add_state();
      states_[from].jumps.push_back({tree.kind, to});
      if (tree.kind != Kind::kTextBegin && tree.kind != Kind::kTextEnd) looks_around_ = true;
      return true;
  }
}

bool Automaton::add_repeat(const PatternTree& tree, std::uint32_t from, std::uint32_t& to) {
  const PatternTree& part = tree.children.front();
  to = from;
  for (std::uint32_t i = 0; i < tree.least; ++i) {
    if (!add(part, to, to)) return false;
  }
  if (tree.most == PatternTree::kNoMost) {
    const std::uint32_t begin = add_state();
    states_[to].jumps.push_back({std::nullopt, begin});
    std::uint32_t end = 0;
    if (!add(part, begin, end)) return false;
    states_[end].jumps.push_back({std::nullopt, begin});
    // Left through a state of its own, so that nothing that follows becomes part of the loop.
    to = add_state();
    states_[begin].jumps.push_back({std::nullopt, to});
    return true;
  }
  if (tree.most <= tree.least) return true;
  const std::uint32_t out = add_state();
  for (std::uint32_t i = tree.least; i < tree.most; ++i) {
    states_[to].jumps.push_back({std::nullopt, out});
    const std::uint32_t begin = add_state();
    states_[to].jumps.push_back({std::nullopt, begin});
    if (!add(part, begin, to)) return false;
  }
  states_[to].jumps.push_back({std::nullopt, out});
  to = out;
  return true;
}

std::optional<Automaton> Automaton::of_pattern(std::string_view pattern) {
  const auto tree = parse_pattern_tree(pattern);
  return tree ? of_tree(*tree) : std::nullopt;
}

std::optional<Automaton> Automaton::of_tree(const PatternTree& pattern) {
  Automaton made;
  const std::uint32_t start = made.add_state();
  made.add_loop(start);
  const std::uint32_t begin = made.add_state();
  made.states_[start].jumps.push_back({std::nullopt, begin});
  std::uint32_t end = 0;
  if (!made.add(pattern, begin, end) || made.size() > kMostStates) return std::nullopt;
  made.accept_ = made.add_state();
  made.states_[end].jumps.push_back({std::nullopt, made.accept_});
  made.add_loop(made.accept_);
  made.absorbing_ = true;
  return made;
}

Automaton Automaton::of_text(std::string_view text) {
  Automaton made;
  made.accept_ = made.add_text(made.add_state(), text);
  return made;
}

Automaton Automaton::starting_with(std::string_view text) {
  Automaton made = of_text(text);
  made.add_loop(made.accept_);
  made.absorbing_ = true;
  return made;
}

Automaton Automaton::ending_with(std::string_view text) {
  Automaton made;
  const std::uint32_t start = made.add_state();
  made.add_loop(start);
  made.accept_ = made.add_text(start, text);
  return made;
}

Automaton Automaton::containing(std::string_view text) {
  Automaton made = ending_with(text);
  made.add_loop(made.accept_);
  made.absorbing_ = true;
  return made;
}

std::optional<Automaton> Automaton::of_length(const CodePointSet& set, std::uint32_t least,
                                              std::uint32_t most) {
  const std::uint32_t last = most == PatternTree::kNoMost ? least : most;
  if (last > kMostStates) return std::nullopt;
  Automaton made;
  std::uint32_t at = made.add_state();
  made.accept_ = made.add_state();
  for (std::uint32_t i = 0; i <= last; ++i) {
    if (i >= least) made.states_[at].jumps.push_back({std::nullopt, made.accept_});
    if (i == last) break;
    const std::uint32_t next = made.add_state();
    made.states_[at].steps.emplace_back(set, next);
    at = next;
  }
  if (most == PatternTree::kNoMost) made.states_[at].steps.emplace_back(set, at);
  return made;
}

Automaton Automaton::with_ends(const CodePointSet& set) {
  Automaton made;
  const std::uint32_t start = made.add_state();
  made.accept_ = made.add_state();
  const std::uint32_t inside = made.add_state();
  made.states_[start].jumps.push_back({std::nullopt, made.accept_});
  made.states_[start].steps.emplace_back(set, made.accept_);
  made.states_[start].steps.emplace_back(set, inside);
  made.add_loop(inside);
  made.states_[inside].steps.emplace_back(set, made.accept_);
  return made;
}

}  // namespace intake::lint
