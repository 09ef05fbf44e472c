#include "lint/statement.h"

#include <algorithm>
#include <array>
#include <utility>

#include "lint/condition_walk.h"

namespace intake::lint {
namespace {

using Op = Condition::Op;

/// Alternatives of one question; more are not looked into.
constexpr std::size_t kMostAlternatives = 256;

const Alternatives kAlways{Conjunction{}};
const Alternatives kNever{};

/// Predicates that are unknown of a value for one reason only: it is of another type.
constexpr std::array<std::string_view, 24> kUnknownByType{
    "blank",       "count",       "digits",     "disjoint", "ends-with",     "equals",
    "has-members", "length",      "lower-case", "matches",  "max",           "mentions",
    "min",         "one-of",      "plain-text", "same-as",  "single-spaced", "starts-with",
    "subset-of",   "superset-of", "trimmed",    "type",     "unique",        "upper-case"};
static_assert(std::ranges::is_sorted(kUnknownByType));

/// The truths that make the opposite have `truths`.
Truths negated(Truths truths) {
  Truths out = truths & kIsUnknown;
  if ((truths & kIsTrue) != 0) out |= kIsFalse;
  if ((truths & kIsFalse) != 0) out |= kIsTrue;
  return out;
}

}  // namespace

std::optional<Alternatives> both(const std::optional<Alternatives>& a,
                                 const std::optional<Alternatives>& b) {
  if ((a && a->empty()) || (b && b->empty())) return kNever;
  if (!a || !b || a->size() * b->size() > kMostAlternatives) return std::nullopt;
  Alternatives out;
  for (const Conjunction& first : *a) {
    for (const Conjunction& second : *b) {
      Conjunction joined = first;
      joined.insert(joined.end(), second.begin(), second.end());
      out.push_back(std::move(joined));
    }
  }
  return out;
}

std::optional<Alternatives> either(std::optional<Alternatives> a,
                                   const std::optional<Alternatives>& b) {
  if (!a || !b || a->size() + b->size() > kMostAlternatives) return std::nullopt;
  a->insert(a->end(), b->begin(), b->end());
  return a;
}

RuleReader::RuleReader(const RuleSet& set, const Rule& rule, IsFixed is_fixed,
                       IsImpossible is_impossible)
    : set_(set),
      rule_(rule),
      is_fixed_(std::move(is_fixed)),
      is_impossible_(std::move(is_impossible)) {
  if (rule.for_each) {
    match_ = PlacePath{}.follow(*rule.for_each);
    own_ = rule.at ? match_.follow(*rule.at) : match_;
  } else if (rule.at) {
    own_ = match_ = PlacePath{}.follow(*rule.at);
  } else {
    own_.known = match_.known = false;
  }
}

bool RuleReader::fails_on_absence() const {
  return rule_.required || rule_.if_absent == IfAbsent::kFail;
}

bool RuleReader::fails_where_unknown() const {
  bool good = rule_.assertion.has_value();
  if (!good) return false;
  walk_condition(*rule_.assertion, [&](const Condition& part, Polarity, bool inside) {
    const bool simple = part.op == Op::kAll || part.op == Op::kAny || part.op == Op::kNone ||
                        part.op == Op::kNot || part.op == Op::kLeaf;
    good = good && simple && !inside && !part.selector && !part.subject;
    for (const PredicateUse& use : part.predicates) {
      good =
          good && std::ranges::binary_search(kUnknownByType, use.predicate->name) &&
          std::ranges::all_of(use.args, [&](const Operand& operand) { return is_fixed(operand); });
    }
  });
  return good;
}

bool RuleReader::is_fixed(const Operand& operand) const {
  return operand.kind == Operand::Kind::kNone ||
         (operand.kind == Operand::Kind::kLiteral && is_fixed_(operand));
}

Alternatives RuleReader::own_value(bool present) const {
  Term term;
  term.kind = Term::Kind::kKinds;
  term.kinds = kNotNullBits;
  term.path = own_;
  term.place = own_.text();
  term.key = "there " + term.place;
  term.rule = &rule_;
  term.span = rule_.span;
  Alternatives out;
  out.push_back({{std::make_shared<const Term>(std::move(term)), present ? kIsTrue : kIsFalse}});
  return out;
}

std::optional<Alternatives> RuleReader::when(Truths truths) const {
  if (!rule_.when) return (truths & kIsTrue) != 0 ? kAlways : kNever;
  return read(*rule_.when, truths);
}

std::optional<Alternatives> RuleReader::assertion(Truths truths) const {
  if (!rule_.assertion) return (truths & kIsTrue) != 0 ? kAlways : kNever;
  return read(*rule_.assertion, truths);
}

std::optional<Alternatives> RuleReader::may_fail() const {
  std::optional<Alternatives> out = both(own_value(true), assertion(kNotTrue));
  if (fails_on_absence()) out = either(std::move(out), own_value(false));
  return both(when(kIsTrue), out);
}

std::optional<Alternatives> RuleReader::read(const Condition& condition, Truths truths) const {
  return read(condition, truths, {match_, own_, {}});
}

Alternatives RuleReader::read_predicate(const Condition& leaf, const PredicateUse& use,
                                        Truths truths) const {
  const PlacePath path = leaf.selector ? match_.follow(*leaf.selector) : own_;
  return {{{term_of(use, path, {match_, own_, {}}), truths}}};
}

// The depth is that of the rule author's condition, at most Limits::depth.
std::optional<Alternatives> RuleReader::read(const Condition& condition, Truths truths,
                                             const Focus& focus) const {
  if (truths == kAnyTruth) return kAlways;
  if (truths == 0) return kNever;
  if (truths == (kIsTrue | kIsFalse)) {
    return either(read(condition, kIsTrue, focus), read(condition, kIsFalse, focus));
  }
  if (truths == kIsUnknown) {
    return both(read(condition, kNotTrue, focus), read(condition, kNotFalse, focus));
  }
  const std::size_t children = condition.children.size();
  switch (condition.op) {
    case Op::kAll:
      return read_all(condition, truths, focus);
    case Op::kAny:
      return read_some(condition, truths, focus);
    case Op::kNone:
      return read_some(condition, negated(truths), focus);
    case Op::kNot:
      return read(condition.children.front(), negated(truths), focus);
    case Op::kImplies: {
      // Like `any: [not: if, then]`, but unknown where only `then` is known to be false.
      const auto not_if = read(condition.children[0], negated(truths), focus);
      const auto then = read(condition.children[1], truths, focus);
      return (truths & kIsTrue) != 0 ? either(not_if, then) : both(not_if, then);
    }
    case Op::kExactly:
      if (condition.count == children) return read_all(condition, truths, focus);
      if (truths == kIsTrue && condition.count > 0) return read_some(condition, truths, focus);
      return kAlways;
    case Op::kAtLeast:
      if (condition.count == children) return read_all(condition, truths, focus);
      if (condition.count == 1) return read_some(condition, truths, focus);
      return truths == kIsTrue ? read_some(condition, truths, focus) : kAlways;
    case Op::kIff:
      if (truths != kIsTrue) return kAlways;
      return either(read_all(condition, kIsTrue, focus), [&] {
        std::optional<Alternatives> none = kAlways;
        for (const Condition& child : condition.children) {
          none = both(none, read(child, kIsFalse, focus));
        }
        return none;
      }());
    case Op::kEach:
    case Op::kSome:
      return read_quantifier(condition, truths, focus);
    case Op::kLeaf:
      return read_leaf(condition, truths, focus);
    default:
      return read_opaque(condition, truths, focus);
  }
}

/// A conjunction is true where all are, false where one is; the same with unknown added.
std::optional<Alternatives> RuleReader::read_all(const Condition& condition, Truths truths,
                                                 const Focus& focus) const {
  const bool holds = (truths & kIsTrue) != 0;
  std::optional<Alternatives> out = holds ? kAlways : kNever;
  for (const Condition& child : condition.children) {
    const auto one = read(child, truths, focus);
    out = holds ? both(out, one) : either(std::move(out), one);
  }
  return out;
}

std::optional<Alternatives> RuleReader::read_some(const Condition& condition, Truths truths,
                                                  const Focus& focus) const {
  const bool holds = (truths & kIsTrue) != 0;
  std::optional<Alternatives> out = holds ? kNever : kAlways;
  for (const Condition& child : condition.children) {
    const auto one = read(child, truths, focus);
    out = holds ? either(std::move(out), one) : both(out, one);
  }
  return out;
}

std::optional<Alternatives> RuleReader::read_opaque(const Condition& condition, Truths truths,
                                                    const Focus& focus) const {
  Term term;
  term.key = spell(condition, focus);
  term.rule = &rule_;
  term.span = condition.span;
  Alternatives out;
  out.push_back({{std::make_shared<const Term>(std::move(term)), truths}});
  return out;
}

std::optional<Alternatives> RuleReader::read_quantifier(const Condition& condition, Truths truths,
                                                        const Focus& focus) const {
  const bool needs_one =
      condition.op == Op::kSome || (condition.op == Op::kEach && condition.count > 0);
  if (truths == kIsTrue && needs_one && condition.selector && !condition.children.empty()) {
    const PlacePath element = focus.current.follow(*condition.selector);
    const auto inside = read(condition.children.front(), kIsTrue, {element, element, {}});
    if (inside && is_impossible_(*inside)) return kNever;
  }
  return read_opaque(condition, truths, focus);
}

std::optional<Alternatives> RuleReader::read_leaf(const Condition& condition, Truths truths,
                                                  const Focus& focus) const {
  if (condition.subject) return read_opaque(condition, truths, focus);
  const PlacePath path =
      condition.selector ? focus.current.follow(*condition.selector) : focus.value;
  const bool holds = (truths & kIsTrue) != 0;
  Conjunction all;
  Alternatives one;
  for (const PredicateUse& use : condition.predicates) {
    Literal literal{term_of(use, path, focus), truths};
    if (holds) {
      all.push_back(std::move(literal));
    } else {
      one.push_back({std::move(literal)});
    }
  }
  return holds ? Alternatives{std::move(all)} : one;
}

const Binding* RuleReader::find_binding(Slot slot, bool is_variable) const {
  if (!is_variable) return slot < set_.bindings.size() ? &set_.bindings[slot] : nullptr;
  for (const Binding& binding : rule_.bindings) {
    if (binding.slot == slot) return &binding;
  }
  return nullptr;
}

PlacePath RuleReader::place_of(const Binding& binding) const {
  return binding.at.relative() ? match_.follow(binding.at) : PlacePath{}.follow(binding.at);
}

TermPtr RuleReader::term_of(const PredicateUse& use, const PlacePath& path,
                            const Focus& focus) const {
  Term term;
  term.rule = &rule_;
  term.span = use.span;
  term.use = &use;
  if (use.predicate->name == "bound") {
    const Binding* binding = find_binding(use.binding, use.binding_is_variable);
    term.key = "bound " + spell_binding(use.binding, use.binding_is_variable);
    if (binding != nullptr && binding->expression == nullptr) {
      term.kind = Term::Kind::kBound;
      term.path = place_of(*binding);
      term.pattern = binding->capture;
    }
  } else if (use.expression != nullptr) {
    term.key = path.text() + " " + spell(use, focus);
  } else {
    term.kind = Term::Kind::kPredicate;
    term.path = path;
    term.key = path.text() + " " + spell(use, focus);
    term.fixed = true;
    for (const Operand& operand : use.args) term.fixed = term.fixed && is_fixed(operand);
  }
  term.place = term.path.text();
  return std::make_shared<const Term>(std::move(term));
}

}  // namespace intake::lint
