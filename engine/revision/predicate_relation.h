#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "revision/relation.h"
#include "revision/same.h"

namespace intake {

/// How the same predicate with other arguments stands to the one before. What differs is told in
/// `details`, each with `label` before it ("assert: ") and `place` behind the name of the predicate
/// (" of `$.x`"; empty: the rule's own value).
Relation relation_of(const Versions& versions, const PredicateUse& before,
                     const PredicateUse& after, std::string_view label, std::string_view place,
                     std::vector<std::string>& details);

/// A parameter of a predicate of which more means looser or tighter; for the test against the
/// catalogue.
struct MonotoneName {
  std::string_view predicate, parameter;
};
std::vector<MonotoneName> monotone_parameters();

}  // namespace intake
