#pragma once

#include "ruleset/scope.h"

namespace intake {

/// Reads one entry of `bind`: name, span, place and pattern. Its expression, where it has one, is
/// left to parse_binding_expression(). False where it has neither place nor expression.
bool parse_binding(Scope& scope, View entry, Binding& out, Places& places);

/// Reads the expression of an entry, where it has one.
void parse_binding_expression(Scope& scope, View entry, Binding& out);

/// Defines the bindings of one set.
void define_bindings(Loading& loading, std::uint32_t set, View map);

/// Reads the expressions of the bindings of all sets, once every name has its final value. A
/// binding can be made of those above it.
void parse_binding_expressions(Loading& loading);

}  // namespace intake
