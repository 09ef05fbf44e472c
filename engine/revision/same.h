#pragma once

#include <vector>

#include "lang/condition.h"
#include "ruleset/ruleset.h"

namespace intake {

/// A rule of one version and of another, with the sets that give its names a meaning.
struct Versions {
  const RuleSet& before;
  const RuleSet& after;
  const Rule* rule_before = nullptr;  // null: outside of rules (`recognise`)
  const Rule* rule_after = nullptr;
};

// Whether two things mean the same, one of each version: names by what they stand for.

bool same(const Versions& versions, const Reference& a, const Reference& b);
bool same(const Versions& versions, const ExpressionPtr& a, const ExpressionPtr& b);
bool same(const Versions& versions, const TextTemplate& a, const TextTemplate& b);
bool same(const Versions& versions, const Operand& a, const Operand& b);
bool same(const Versions& versions, const PredicateUse& a, const PredicateUse& b);
bool same(const Versions& versions, const VerbUse& a, const VerbUse& b);
bool same(const Versions& versions, const Binding& a, const Binding& b);
bool same(const Versions& versions, const Condition& a, const Condition& b);
bool same(const Selector& a, const Selector& b);

template <typename T>
bool same(const Versions& versions, const std::optional<T>& a, const std::optional<T>& b) {
  return a.has_value() == b.has_value() && (!a || same(versions, *a, *b));
}
bool same(const std::optional<Selector>& a, const std::optional<Selector>& b);

template <typename T>
bool same(const Versions& versions, const std::vector<T>& a, const std::vector<T>& b) {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (!same(versions, a[i], b[i])) return false;
  }
  return true;
}

/// The value of an argument that does not depend on the submission; absent for any other.
View fixed_value(const Operand& operand);

}  // namespace intake
