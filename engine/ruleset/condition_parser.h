#pragma once

#include <optional>

#include "lang/condition.h"
#include "ruleset/scope.h"

namespace intake {

/// Reads a condition. nullopt after a fault; all faults in it are reported.
std::optional<Condition> parse_condition(Scope& scope, View written);

}  // namespace intake
