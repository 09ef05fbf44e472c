#pragma once

#include <optional>

#include "lang/condition.h"
#include "ruleset/scope.h"

namespace intake {

/// Reads one predicate of a leaf: the member's name is the predicate, its value the argument or a
/// map of parameters. nullopt after a fault.
std::optional<PredicateUse> parse_predicate(Scope& scope, View member);
/// As above, of a predicate that is not named in the file: `written` is its argument.
std::optional<PredicateUse> parse_predicate(Scope& scope, const Predicate& predicate, View written);
/// A predicate without arguments, such as `present`.
PredicateUse make_statement(std::string_view predicate, ByteSpan span);
/// A predicate of which only the first parameter is given. Does not check it.
PredicateUse make_predicate(std::string_view predicate, View literal, ByteSpan span);

/// Reads one step of a fix: `{verb: name, parameter: argument ...}`. nullopt after a fault.
std::optional<VerbUse> parse_verb(Scope& scope, View step);

}  // namespace intake
