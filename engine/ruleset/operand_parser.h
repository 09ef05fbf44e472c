#pragma once

#include <optional>
#include <string>

#include "lang/condition.h"
#include "ruleset/scope.h"

namespace intake {

/// Whether a map is meant as an operand (`{ref: x}`, `{list: x, column: c}` ...).
bool looks_like_operand(View value);

/// Reads a map that looks like an operand. Parameters and lists become literals. nullopt after a
/// fault.
std::optional<Operand> parse_operand(Scope& scope, View written);

/// Reads the value that a condition or a column of a table is about, where it is no place: a map
/// that is an operand of one value. `what`: the key, in backticks. nullopt after a fault.
std::optional<Operand> parse_subject(Scope& scope, View written, const std::string& what);

/// Whether a literal is what a parameter takes; a fault at `written` where not. `label` names the
/// parameter: "`max` of `length`".
bool check_literal(FaultSink& faults, View literal, View written, const ParamSpec& spec,
                   const std::string& label);

}  // namespace intake
