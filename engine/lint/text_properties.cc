#include "lint/text_properties.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

namespace intake::lint {
namespace {

/// The texts of a predicate: `exact`, or some more than those.
struct Texts {
  AutomatonPtr automaton;
  bool exact = true;
};

AutomatonPtr share(std::optional<Automaton> automaton) {
  return automaton ? std::make_shared<const Automaton>(std::move(*automaton)) : nullptr;
}

AutomatonPtr of_pattern(std::string_view pattern) { return share(Automaton::of_pattern(pattern)); }

View literal_of(const PredicateUse& use, std::size_t parameter) {
  return parameter < use.args.size() && use.args[parameter].kind == Operand::Kind::kLiteral
             ? use.args[parameter].literal
             : View();
}

/// `a|b|c` of one text or a list of texts; nullopt: something else is among them.
std::optional<std::string> alternatives(View texts) {
  if (texts.is_string()) return escape_pattern(texts.text());
  if (!texts.is_array() || texts.size() == 0) return std::nullopt;
  std::string out;
  for (std::uint32_t i = 0; i < texts.size(); ++i) {
    if (!texts.at(i).is_string()) return std::nullopt;
    out += (i == 0 ? "" : "|") + escape_pattern(texts.at(i).text());
  }
  return out;
}

std::optional<std::uint32_t> count_of(View view) {
  if (view.kind() != Kind::kInt || view.node().payload.integer < 0 ||
      view.node().payload.integer > 100'000) {
    return std::nullopt;
  }
  return static_cast<std::uint32_t>(view.node().payload.integer);
}

Texts of_matches(const PredicateUse& use) {
  if (use.patterns.empty() || !use.patterns[0]) return {};
  return {of_pattern(use.patterns[0]->text())};
}

Texts of_starts_with(const PredicateUse& use) {
  const auto texts = alternatives(literal_of(use, 0));
  return texts ? Texts{of_pattern("^(?:" + *texts + ")")} : Texts{};
}

Texts of_ends_with(const PredicateUse& use) {
  const auto texts = alternatives(literal_of(use, 0));
  return texts ? Texts{of_pattern("(?:" + *texts + ")$")} : Texts{};
}

Texts of_contains(const PredicateUse& use) {
  const View part = literal_of(use, 0);
  if (!part.is_string()) return {};
  return {std::make_shared<const Automaton>(Automaton::containing(part.text()))};
}

Texts of_length(const PredicateUse& use) {
  std::uint32_t bounds[3] = {0, 0, PatternTree::kNoMost};  // equal, least, most
  for (std::size_t i = 0; i < 3; ++i) {
    const View written = literal_of(use, i);
    if (written.absent()) continue;
    const auto count = count_of(written);
    if (!count) return {};
    bounds[i] = *count;
    if (i == 0) {
      bounds[1] = bounds[2] = *count;
      break;
    }
  }
  return {share(Automaton::of_length(CodePointSet::any(), bounds[1], bounds[2]))};
}

Texts of_digits(const PredicateUse&) { return {of_pattern("^[0-9]+$")}; }

Texts of_trimmed(const PredicateUse&) {
  return {std::make_shared<const Automaton>(Automaton::with_ends(blanks().complement()))};
}

Texts of_blank(const PredicateUse&) {
  return {share(Automaton::of_length(blanks(), 0, PatternTree::kNoMost))};
}

// Beyond ASCII there are letters without another case, which these leave in.
Texts of_upper_case(const PredicateUse&) { return {of_pattern("^[^a-z]*\\z"), false}; }
Texts of_lower_case(const PredicateUse&) { return {of_pattern("^[^A-Z]*\\z"), false}; }

Texts of_equals(const PredicateUse& use) {
  const View text = literal_of(use, 0);
  if (!text.is_string()) return {};
  return {std::make_shared<const Automaton>(Automaton::of_text(text.text()))};
}

Texts of_one_of(const PredicateUse& use) {
  const View list = literal_of(use, 0);
  const View column = literal_of(use, 1);
  std::string texts;
  for (std::uint32_t i = 0; i < list.size(); ++i) {
    View item = list.at(i);
    if (column.is_string() && item.is_object()) item = item.member(column.text());
    if (!item.is_string()) continue;
    texts += (texts.empty() ? "" : "|") + escape_pattern(item.text());
  }
  return texts.empty() ? Texts{} : Texts{of_pattern("^(?:" + texts + ")$")};
}

struct Entry {
  std::string_view predicate;
  Texts (*texts)(const PredicateUse& use);
};

/// Predicates that are never unknown of a text where their arguments are written out.
constexpr std::array<Entry, 12> kEntries{{{"blank", of_blank},
                                          {"contains", of_contains},
                                          {"digits", of_digits},
                                          {"ends-with", of_ends_with},
                                          {"equals", of_equals},
                                          {"length", of_length},
                                          {"lower-case", of_lower_case},
                                          {"matches", of_matches},
                                          {"one-of", of_one_of},
                                          {"starts-with", of_starts_with},
                                          {"trimmed", of_trimmed},
                                          {"upper-case", of_upper_case}}};
static_assert(std::ranges::is_sorted(kEntries, {}, &Entry::predicate));

}  // namespace

std::string escape_pattern(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20) {
      constexpr char kHex[] = "0123456789abcdef";
      out += {'\\', 'x', kHex[byte >> 4], kHex[byte & 15]};
      continue;
    }
    const bool plain = byte >= 0x80 || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
                       (c >= 'a' && c <= 'z') || c == ' ' || c == '_';
    if (!plain) out += '\\';
    out += c;
  }
  return out;
}

void add_text_properties(const Literal& literal, std::vector<TextProperty>& properties) {
  const Term& term = *literal.term;
  const bool holds = (literal.truths & kIsTrue) != 0;
  const bool fails = (literal.truths & kIsFalse) != 0;
  if (holds == fails) return;
  if ((term.kind == Term::Kind::kBound || term.kind == Term::Kind::kText) && term.pattern) {
    if (auto automaton = of_pattern(term.pattern->text())) {
      properties.push_back({std::move(automaton), holds});
    }
    return;
  }
  if (term.kind != Term::Kind::kPredicate || !term.fixed) return;
  for (const Entry& entry : kEntries) {
    if (entry.predicate != term.use->predicate->name) continue;
    const Texts texts = entry.texts(*term.use);
    if (texts.automaton && (holds || texts.exact)) properties.push_back({texts.automaton, holds});
    return;
  }
}

}  // namespace intake::lint
