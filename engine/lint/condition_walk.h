#pragma once

#include "lang/condition.h"
#include "ruleset/ruleset.h"

namespace intake::lint {

/// Whether a part of a condition being true is what makes the whole true.
enum class Polarity : std::uint8_t { kPositive, kNegative, kMixed };

constexpr Polarity opposite(Polarity polarity) {
  if (polarity == Polarity::kMixed) return polarity;
  return polarity == Polarity::kPositive ? Polarity::kNegative : Polarity::kPositive;
}

/// Calls `visit(condition, polarity, inside)` for a condition and all below it; `inside`: within a
/// quantifier, so that `@` is one of its elements. The depth is that of the rule author's
/// condition.
template <typename Visit>
void walk_condition(const Condition& condition, const Visit& visit,
                    Polarity polarity = Polarity::kPositive, bool inside = false) {
  visit(condition, polarity, inside);
  using Op = Condition::Op;
  for (std::size_t i = 0; i < condition.children.size(); ++i) {
    Polarity below = polarity;
    bool deeper = inside;
    switch (condition.op) {
      case Op::kAll:
      case Op::kAny:
      case Op::kAtLeast:
      case Op::kLeaf:
        break;
      case Op::kEach:
      case Op::kSome:
        deeper = true;
        break;
      case Op::kNone:
      case Op::kNot:
      case Op::kAtMost:
        below = opposite(polarity);
        break;
      case Op::kImplies:
        if (i == 0) below = opposite(polarity);
        break;
      default:
        below = Polarity::kMixed;
        break;
    }
    walk_condition(condition.children[i], visit, below, deeper);
  }
}

/// The conditions of a rule: `when`, then `assert`.
template <typename Visit>
void walk_rule(const Rule& rule, const Visit& visit) {
  if (rule.when) walk_condition(*rule.when, visit);
  if (rule.assertion) walk_condition(*rule.assertion, visit);
}

}  // namespace intake::lint
