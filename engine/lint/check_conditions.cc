#include <algorithm>

#include "lint/checks.h"
#include "lint/edits.h"
#include "lint/explain.h"
#include "lint/message_names.h"

namespace intake::lint {
namespace {

/// Parts of one list that are compared with each other.
constexpr std::size_t kMostParts = 12;

/// One of several parts that a condition joins.
struct Part {
  ByteSpan span;
  std::string_view predicate;  // where it is only one
  std::uint8_t names = 0;      // what it can give to messages
  View written;                // what removing it takes away
  std::optional<Alternatives> is_true, is_false, not_true, not_false, is_unknown;
};

class Checker {
 public:
  Checker(const LintedSet& set, const RuleReader& reader, bool is_assertion, Notebook& notebook)
      : set_(set),
        reader_(reader),
        notebook_(notebook),
        is_assertion_(is_assertion),
        names_used_(is_assertion ? names_used(reader.rule()) : 0) {}

  /// `around`: what holds wherever the condition is looked at.
  void run(const Condition& condition, const std::optional<Alternatives>& around,
           bool skips_unknown = false) {
    using Op = Condition::Op;
    // Within a quantifier `@` is an element, of which nothing is known here.
    if (condition.op == Op::kEach || condition.op == Op::kSome) return;
    if (condition.op == Op::kLeaf && !condition.subject) {
      check_all(parts_of_leaf(condition), around, skips_unknown);
      return;
    }
    if (condition.op == Op::kAll) check_all(parts_of(condition), around, skips_unknown);
    if (condition.op == Op::kAny) check_any(parts_of(condition), around);
    for (const Condition& child : condition.children) {
      run(child, around, skips_unknown && condition.op == Op::kAll);
    }
  }

 private:
  std::vector<Part> parts_of(const Condition& condition) const {
    std::vector<Part> parts;
    for (const Condition& child : condition.children) {
      const bool one = child.op == Condition::Op::kLeaf && child.predicates.size() == 1;
      parts.push_back({child.span, one ? child.predicates[0].predicate->name : std::string_view(),
                       names_given(child), set_.find(reader_.rule().file, child.span),
                       reader_.read(child, kIsTrue), reader_.read(child, kIsFalse),
                       reader_.read(child, kNotTrue), reader_.read(child, kNotFalse),
                       reader_.read(child, kIsUnknown)});
    }
    return parts;
  }

  std::vector<Part> parts_of_leaf(const Condition& leaf) const {
    std::vector<Part> parts;
    const View map = set_.find(reader_.rule().file, leaf.span);
    for (const PredicateUse& use : leaf.predicates) {
      const auto read = [&](Truths truths) { return reader_.read_predicate(leaf, use, truths); };
      parts.push_back({use.span, use.predicate->name, names_given(use.predicate->name),
                       map.member(use.predicate->name), read(kIsTrue), read(kIsFalse),
                       read(kNotTrue), read(kNotFalse), read(kIsUnknown)});
    }
    return parts;
  }

  /// Whether it does not matter which part of an unknown assertion is looked at: the first one that
  /// is unknown says whether the rule fails or cannot be checked.
  bool is_silent(const std::optional<Alternatives>& others_undecided, const Part& part) const {
    return !is_assertion_ || reader_.fails_where_unknown() ||
           impossible(both(others_undecided, part.is_unknown));
  }

  /// What an author writes so that a condition is false, and not unknown.
  static bool is_guard(const Part& part) {
    return part.predicate == "present" || part.predicate == "bound" || part.predicate == "type";
  }

  bool impossible(const std::optional<Alternatives>& alternatives) const {
    return set_.solver().is_impossible(alternatives);
  }

  /// All of `wanted` of the parts, without one of them.
  static std::optional<Alternatives> others(const std::vector<Part>& parts, std::size_t without,
                                            std::optional<Alternatives> Part::*wanted,
                                            std::optional<Alternatives> out) {
    for (std::size_t i = 0; i < parts.size(); ++i) {
      if (i != without) out = both(out, parts[i].*wanted);
    }
    return out;
  }

  /// A part is redundant where leaving it out changes neither when the whole is true nor when it is
  /// false: what is unknown today stays unknown. `skips_unknown`: unknown counts as false.
  void check_all(const std::vector<Part>& parts, const std::optional<Alternatives>& around,
                 bool skips_unknown) {
    if (parts.size() < 2 || parts.size() > kMostParts) return;
    for (std::size_t i = parts.size(); i-- > 0;) {
      const auto alone = both(others(parts, i, &Part::is_true, around), parts[i].not_true);
      if (!impossible(alone)) continue;
      const auto turned = both(others(parts, i, &Part::not_false, around), parts[i].is_false);
      if (!impossible(turned) && (!skips_unknown || is_guard(parts[i]))) continue;
      if (!is_silent(others(parts, i, &Part::not_false, around), parts[i])) continue;
      // Where the others cannot hold together, everything follows from them.
      if (impossible(others(parts, i, &Part::is_true, around))) continue;
      report(parts[i], alone, "the rest of this condition says so already");
      return;
    }
  }

  void check_any(const std::vector<Part>& parts, const std::optional<Alternatives>& around) {
    if (parts.size() < 2 || parts.size() > kMostParts) return;
    for (std::size_t i = parts.size(); i-- > 0;) {
      const auto alone = both(others(parts, i, &Part::not_true, around), parts[i].is_true);
      if (!impossible(alone)) continue;
      if (!impossible(both(others(parts, i, &Part::is_false, around), parts[i].not_false)))
        continue;
      if (!is_silent(others(parts, i, &Part::not_true, around), parts[i])) continue;
      if (impossible(others(parts, i, &Part::not_true, around))) continue;
      const bool dead = impossible(both(around, parts[i].is_true));
      report(
          parts[i], alone,
          dead ? "this alternative can never hold" : "the other alternatives take it in already");
      return;
    }
  }

  void report(const Part& part, const std::optional<Alternatives>& alone, std::string message) {
    // It may stand there for what the message says of it.
    if (part.span == ByteSpan{} || (is_assertion_ && (part.names & names_used_) != 0)) return;
    Note& note = notebook_.add("redundant-condition", reader_.rule(),
                               set_.whole(reader_.rule().file, part.span), std::move(message));
    note.hint("leave it out, or correct what was meant");
    std::vector<Literal> conflict = find_conflict(set_, alone);
    std::erase_if(conflict, [&](const Literal& literal) {
      return part.span.begin <= literal.term->span.begin && literal.term->span.end <= part.span.end;
    });
    relate_conflict(set_, conflict, note);
    note.fix(FixClass::kUnsafe, "leave it out", remove_value(reader_.rule().file, part.written));
  }

  const LintedSet& set_;
  const RuleReader& reader_;
  Notebook& notebook_;
  bool is_assertion_;
  std::uint8_t names_used_;
};

}  // namespace

void check_conditions(const LintedSet& set, Notebook& notebook) {
  const std::optional<Alternatives> anything = Alternatives{Conjunction{}};
  for (const Rule* rule : set.own_rules()) {
    const RuleReader& reader = set.reader(*rule);
    if (rule->when) {
      Checker(set, reader, false, notebook).run(*rule->when, anything, rule->when_unknown_skips);
    }
    const auto there = both(reader.when(kIsTrue), reader.own_value(true));
    if (rule->assertion && there && !set.solver().is_impossible(there)) {
      Checker(set, reader, true, notebook).run(*rule->assertion, there);
    }
  }
}

}  // namespace intake::lint
