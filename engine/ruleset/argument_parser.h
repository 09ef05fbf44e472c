#pragma once

#include <optional>

#include "lang/condition.h"
#include "ruleset/scope.h"

namespace intake {

/// Reads one predicate of a leaf: the member's name is the predicate, its value the argument or a
/// map of parameters. nullopt after a fault.
std::optional<PredicateUse> parse_predicate(Scope& scope, View member);

/// Reads one step of a fix: `{verb: name, parameter: argument ...}`. nullopt after a fault.
std::optional<VerbUse> parse_verb(Scope& scope, View step);

}  // namespace intake
