#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "lint/place.h"
#include "ruleset/ruleset.h"

namespace intake::lint {

/// Which truths something may have: bits of kIsTrue, kIsFalse, kIsUnknown.
using Truths = std::uint8_t;
inline constexpr Truths kIsTrue = 1, kIsFalse = 2, kIsUnknown = 4;
inline constexpr Truths kNotTrue = kIsFalse | kIsUnknown;
inline constexpr Truths kNotFalse = kIsTrue | kIsUnknown;
inline constexpr Truths kAnyTruth = 7;
inline constexpr std::uint8_t kNotNullBits = kAnyBits & ~kNullBit;

/// What is either so or not: one predicate of one place, or something that is not looked into.
struct Term {
  enum class Kind : std::uint8_t {
    kPredicate,  // `use` of the value at `path`
    kBound,      // a binding of `path` has a value; with `pattern`: which it captured
    kKinds,      // something of one of `kinds` stands at `path`
    kValues,     // one of `values` stands there
    kText,       // no text stands there, or one in which `pattern` is found
    kOpaque,
  };
  Kind kind = Kind::kOpaque;
  std::string key;  // equal keys are equally true
  PlacePath path;
  std::string place;  // path.text()
  const PredicateUse* use = nullptr;
  bool fixed = false;  // kPredicate: every argument is written out
  PatternPtr pattern;
  std::uint8_t kinds = 0;  // KindBits
  std::vector<Datum> values;
  const Rule* rule = nullptr;  // that says it, at `span` of its file; null: of no rule
  ByteSpan span;
};
using TermPtr = std::shared_ptr<const Term>;

struct Literal {
  TermPtr term;
  Truths truths = kAnyTruth;
};

/// All of these; none: nothing is asked.
using Conjunction = std::vector<Literal>;
/// One of these at least; none: it cannot be.
using Alternatives = std::vector<Conjunction>;

/// Both; nullopt where there would be too many, or one is not known.
std::optional<Alternatives> both(const std::optional<Alternatives>& a,
                                 const std::optional<Alternatives>& b);
/// One of the two.
std::optional<Alternatives> either(std::optional<Alternatives> a,
                                   const std::optional<Alternatives>& b);

/// Reads the conditions of one rule as alternatives. What it does not look into is left open, so
/// that more seems possible than is, never less.
class RuleReader {
 public:
  /// Whether an operand of the rule has the value that it has now in every run.
  using IsFixed = std::function<bool(const Operand& operand)>;
  /// Whether it is certain that no element is so.
  using IsImpossible = std::function<bool(const Alternatives& of_element)>;

  RuleReader(const RuleSet& set, const Rule& rule, IsFixed is_fixed, IsImpossible is_impossible);

  /// What has to be for the condition to have one of the truths; nullopt: too many alternatives.
  std::optional<Alternatives> read(const Condition& condition, Truths truths) const;
  /// Of one predicate of a leaf that is about a place.
  Alternatives read_predicate(const Condition& leaf, const PredicateUse& use, Truths truths) const;
  /// Of `when`, which holds where there is none.
  std::optional<Alternatives> when(Truths truths) const;
  std::optional<Alternatives> assertion(Truths truths) const;
  /// The rule's own value is there and not null, or is not.
  Alternatives own_value(bool present) const;
  /// The rule may give `fail`: nullopt: too many alternatives.
  std::optional<Alternatives> may_fail() const;

  const Rule& rule() const { return rule_; }
  const PlacePath& own() const { return own_; }
  const PlacePath& match() const { return match_; }
  /// `absent` fails the rule: `required`, `if-absent: fail`.
  bool fails_on_absence() const;
  /// `assert` is unknown only of a value of another type, which fails the rule.
  bool fails_where_unknown() const;
  /// The condition, the step of a fix, as a text that is the same where it means the same.
  std::string spell(const Condition& condition) const;
  std::string spell(const VerbUse& step) const;
  /// The argument has the value that it has now in every run.
  bool is_fixed(const Operand& operand) const;

 private:
  /// What `@` and a leaf without `at` are about, and the variables of the quantifiers around.
  struct Focus {
    PlacePath current, value;
    std::vector<Slot> variables;
  };
  std::optional<Alternatives> read(const Condition& condition, Truths truths,
                                   const Focus& focus) const;
  std::optional<Alternatives> read_all(const Condition& condition, Truths truths,
                                       const Focus& focus) const;
  std::optional<Alternatives> read_some(const Condition& condition, Truths truths,
                                        const Focus& focus) const;
  std::optional<Alternatives> read_leaf(const Condition& condition, Truths truths,
                                        const Focus& focus) const;
  std::optional<Alternatives> read_opaque(const Condition& condition, Truths truths,
                                          const Focus& focus) const;
  std::optional<Alternatives> read_quantifier(const Condition& condition, Truths truths,
                                              const Focus& focus) const;
  TermPtr term_of(const PredicateUse& use, const PlacePath& path, const Focus& focus) const;
  std::string spell(const Condition& condition, const Focus& focus) const;
  std::string spell(const PredicateUse& use, const Focus& focus) const;
  std::string spell(const Operand& operand, const Focus& focus) const;
  std::string spell(const Expression& expression, const Focus& focus) const;
  std::string spell(const Reference& reference, const Focus& focus) const;
  std::string spell_binding(Slot slot, bool is_variable) const;
  const Binding* find_binding(Slot slot, bool is_variable) const;
  PlacePath place_of(const Binding& binding) const;

  const RuleSet& set_;
  const Rule& rule_;
  IsFixed is_fixed_;
  IsImpossible is_impossible_;
  PlacePath match_, own_;
};

}  // namespace intake::lint
