#pragma once

#include <string>

#include "lang/condition.h"
#include "ruleset/scope.h"

namespace intake {

/// Reads the expression of an operand or binding. Null after a fault.
ExpressionPtr parse_expression(Scope& scope, View written);

/// Reads the predicate `expr` of a leaf and makes the leaf hold only where the expression does.
/// The expression is taken apart at its outermost `&&`, `||`, `!` and `? :`: each part becomes a
/// condition of its own about what the leaf is about. `value`: what the schema knows of that, where
/// there is such a value. False after a fault.
bool add_expression(Scope& scope, View written, const Places& value, bool has_value,
                    Condition& leaf);

/// Whether what an expression gives may be what a parameter takes; a fault at `written` where not.
bool check_result(FaultSink& faults, const Expression& expression, View written, ParamKind kind,
                  const std::string& label);

}  // namespace intake
