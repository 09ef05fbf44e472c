#include <algorithm>
#include <array>
#include <map>
#include <unordered_map>

#include "lint/automaton.h"
#include "text/unicode.h"

namespace intake::lint {
namespace {

/// Combinations of states that are looked at, and the work spent on them (states of automata
/// visited); about a tenth of a second.
constexpr std::size_t kMostCombinations = 20'000;
constexpr std::size_t kMostWork = 3'000'000;

/// A kind of code points that no automaton of the question tells apart.
struct Letter {
  char32_t example = 0;
  bool is_word = false;
  bool is_line_end = false;
};

/// What people would write first.
int oddity(char32_t c) {
  if (c >= 'a' && c <= 'z') return 0;
  if (c >= '0' && c <= '9') return 1;
  if (c >= 'A' && c <= 'Z') return 2;
  if (c > ' ' && c < 0x7F) return 3;
  if (c == ' ') return 4;
  if (c >= 0xC0 && c < 0x250) return 5;
  if (c < ' ' || (c >= 0x7F && c < 0xA0)) return 8;
  return c < 0x3000 ? 6 : 7;
}

}  // namespace

/// One automaton while several are walked through together: its sets of states, numbered.
class Walk {
 public:
  Walk(const Automaton& automaton, const std::vector<Letter>& letters, std::size_t& work)
      : automaton_(automaton), letters_(letters), work_(work) {
    Set start{{0}, true, false, false};
    close(start.states);
    (void)number(std::move(start));
  }

  std::uint32_t step(std::uint32_t set, std::size_t letter) {
    // numbers_ may move sets_.
    if (next_[set][letter] == kNotMade) {
      const std::uint32_t made = make_step(set, letter);
      next_[set][letter] = made;
    }
    return next_[set][letter];
  }

  bool accepts(std::uint32_t set) {
    if (accepts_[set] < 0) {
      const std::vector<std::uint32_t> states = look_around(sets_[set], nullptr);
      accepts_[set] = std::binary_search(states.begin(), states.end(), automaton_.accept_) ? 1 : 0;
    }
    return accepts_[set] == 1;
  }

  /// Nothing that follows is accepted.
  bool is_dead(std::uint32_t set) const { return sets_[set].states.empty(); }

  /// Adds the code points at which the sets of the automaton begin or end.
  static void add_borders(const Automaton& automaton, std::vector<char32_t>& borders) {
    for (const Automaton::State& state : automaton.states_) {
      for (const auto& [set, to] : state.steps) {
        for (const CodePointRange& range : set.ranges()) {
          borders.push_back(range.first);
          borders.push_back(range.last + 1);
        }
      }
    }
    if (!automaton.looks_around_) return;
    for (const CodePointRange& range : word_characters().ranges()) {
      borders.push_back(range.first);
      borders.push_back(range.last + 1);
    }
    borders.push_back('\n');
    borders.push_back('\n' + 1);
  }

  static bool looks_around(const Automaton& automaton) { return automaton.looks_around_; }

  /// Whether the automaton's steps tell `c` from others: one bit a set.
  static void add_signature(const Automaton& automaton, char32_t c, std::string& signature) {
    for (const Automaton::State& state : automaton.states_) {
      for (const auto& [set, to] : state.steps) signature += set.contains(c) ? '1' : '0';
    }
  }

 private:
  static constexpr std::uint32_t kNotMade = 0xffffffff;

  struct Set {
    std::vector<std::uint32_t> states;  // sorted
    bool at_begin = false;
    bool behind_word = false;
    bool behind_line_end = false;
    auto operator<=>(const Set&) const = default;
  };

  std::uint32_t number(Set set) {
    const auto [entry, added] =
        numbers_.emplace(std::move(set), static_cast<std::uint32_t>(sets_.size()));
    if (added) {
      sets_.push_back(entry->first);
      next_.emplace_back(letters_.size(), kNotMade);
      accepts_.push_back(-1);
    }
    return entry->second;
  }

  std::uint32_t make_step(std::uint32_t from, std::size_t letter) {
    const Letter& taken = letters_[letter];
    Set to;
    for (const std::uint32_t state : look_around(sets_[from], &taken)) {
      for (const auto& [set, next] : automaton_.states_[state].steps) {
        if (set.contains(taken.example)) to.states.push_back(next);
      }
    }
    close(to.states);
    if (automaton_.looks_around_) {
      to.behind_word = taken.is_word;
      to.behind_line_end = taken.is_line_end;
    }
    return number(std::move(to));
  }

  /// All states that can be reached without looking around.
  void close(std::vector<std::uint32_t>& states) {
    spread(states, [](const std::optional<Automaton::Place>& place) { return !place; });
  }

  /// Those that can be reached where `next` follows; null: the end of the text.
  std::vector<std::uint32_t> look_around(const Set& set, const Letter* next) {
    std::vector<std::uint32_t> states = set.states;
    spread(states, [&](const std::optional<Automaton::Place>& place) {
      return !place || holds(*place, set, next);
    });
    return states;
  }

  static bool holds(Automaton::Place place, const Set& set, const Letter* next) {
    const bool next_is_word = next != nullptr && next->is_word;
    switch (place) {
      case Automaton::Place::kTextBegin:
        return set.at_begin;
      case Automaton::Place::kTextEnd:
        return next == nullptr;
      case Automaton::Place::kLineBegin:
        return set.at_begin || set.behind_line_end;
      case Automaton::Place::kLineEnd:
        return next == nullptr || next->is_line_end;
      case Automaton::Place::kWordEdge:
        return set.behind_word != next_is_word;
      default:
        return false;
    }
  }

  template <typename Open>
  void spread(std::vector<std::uint32_t>& states, const Open& open) {
    std::vector<std::uint32_t> reached;
    std::vector<bool> seen(automaton_.size(), false);
    while (!states.empty()) {
      const std::uint32_t state = states.back();
      states.pop_back();
      if (seen[state]) continue;
      seen[state] = true;
      reached.push_back(state);
      for (const Automaton::Jump& jump : automaton_.states_[state].jumps) {
        if (open(jump.place)) states.push_back(jump.to);
      }
    }
    work_ += reached.size() + automaton_.size() / 16 + 1;
    std::sort(reached.begin(), reached.end());
    // Once accepted, whatever follows is: nothing else counts any more.
    if (automaton_.absorbing_ &&
        std::binary_search(reached.begin(), reached.end(), automaton_.accept_)) {
      reached = {automaton_.accept_};
    }
    states = std::move(reached);
  }

  const Automaton& automaton_;
  const std::vector<Letter>& letters_;
  std::size_t& work_;
  std::map<Set, std::uint32_t> numbers_;
  std::vector<Set> sets_;
  std::vector<std::vector<std::uint32_t>> next_;
  std::vector<std::int8_t> accepts_;
};

namespace {

std::vector<Letter> letters_of(std::span<const TextProperty> properties) {
  std::vector<char32_t> borders{0, 'a', '0', 'A', ' ', 0xD800, 0xE000};
  bool looks_around = false;
  for (const TextProperty& property : properties) {
    Walk::add_borders(*property.texts, borders);
    looks_around |= Walk::looks_around(*property.texts);
  }
  std::sort(borders.begin(), borders.end());
  borders.erase(std::unique(borders.begin(), borders.end()), borders.end());
  std::map<std::string, Letter> kinds;
  for (const char32_t c : borders) {
    if (c > kLastCodePoint || (c >= 0xD800 && c < 0xE000)) continue;
    Letter letter{c, looks_around && word_characters().contains(c), looks_around && c == '\n'};
    std::string signature = {letter.is_word ? 'w' : '-', letter.is_line_end ? 'n' : '-'};
    for (const TextProperty& property : properties) {
      Walk::add_signature(*property.texts, c, signature);
    }
    const auto [entry, added] = kinds.emplace(std::move(signature), letter);
    if (!added && oddity(c) < oddity(entry->second.example)) entry->second = letter;
  }
  std::vector<Letter> letters;
  letters.reserve(kinds.size());
  for (const auto& [signature, letter] : kinds) letters.push_back(letter);
  std::sort(letters.begin(), letters.end(), [](const Letter& a, const Letter& b) {
    return std::pair(oddity(a.example), a.example) < std::pair(oddity(b.example), b.example);
  });
  return letters;
}

struct Combination {
  std::vector<std::uint32_t> sets;
  std::uint32_t from = 0;
  std::uint32_t letter = 0;
};

}  // namespace

TextSearch find_texts(std::span<const TextProperty> properties, std::size_t wanted) {
  TextSearch search;
  const std::vector<Letter> letters = letters_of(properties);
  std::size_t work = 0;
  std::vector<Walk> walks;
  walks.reserve(properties.size());
  for (const TextProperty& property : properties)
    walks.emplace_back(*property.texts, letters, work);

  std::vector<Combination> reached{{std::vector<std::uint32_t>(properties.size(), 0), 0, 0}};
  std::map<std::vector<std::uint32_t>, bool> seen{{reached.front().sets, true}};
  const auto spell = [&](std::size_t at) {
    std::vector<char32_t> backwards;
    for (; at != 0; at = reached[at].from) {
      backwards.push_back(letters[reached[at].letter].example);
    }
    std::string text;
    for (auto c = backwards.rbegin(); c != backwards.rend(); ++c) append_utf8(text, *c);
    return text;
  };
  for (std::size_t at = 0; at < reached.size(); ++at) {
    if (reached.size() > kMostCombinations || work > kMostWork) {
      search.answer =
          search.texts.empty() ? TextSearch::Answer::kNotKnown : TextSearch::Answer::kSome;
      return search;
    }
    bool good = true;
    for (std::size_t i = 0; i < walks.size() && good; ++i) {
      good = walks[i].accepts(reached[at].sets[i]) == properties[i].holds;
    }
    if (good) {
      search.texts.push_back(spell(at));
      if (search.texts.size() >= wanted) break;
    }
    for (std::uint32_t letter = 0; letter < letters.size(); ++letter) {
      std::vector<std::uint32_t> next = reached[at].sets;
      bool dead = false;
      for (std::size_t i = 0; i < walks.size() && !dead; ++i) {
        next[i] = walks[i].step(next[i], letter);
        dead = properties[i].holds && walks[i].is_dead(next[i]);
      }
      if (dead || !seen.emplace(next, true).second) continue;
      reached.push_back({std::move(next), static_cast<std::uint32_t>(at), letter});
    }
  }
  search.answer = search.texts.empty() ? TextSearch::Answer::kNone : TextSearch::Answer::kSome;
  return search;
}

}  // namespace intake::lint
