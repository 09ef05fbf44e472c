#pragma once

#include "lang/condition.h"
#include "ruleset/scope.h"

namespace intake {

/// Reads what stands behind `table:` into a condition of the kind kTable, and checks that its rows
/// fit together. False after a fault.
bool parse_table(Scope& scope, View written, Condition& out);

}  // namespace intake
