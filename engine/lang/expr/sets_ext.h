#pragma once

#include <array>

#include "lang/expr/function.h"

/// Lists as sets: the `sets` extension of CEL.
namespace intake::expr {

Value run_sets_contains(Context& context, std::span<const Value> args);
Value run_sets_equivalent(Context& context, std::span<const Value> args);
Value run_sets_intersects(Context& context, std::span<const Value> args);

inline constexpr std::array kSetFunctions{
    Function{.name = "sets.contains",
             .style = Style::kGlobal,
             .signature = "(list(T), list(T)) -> bool",
             .summary = "The first list has every item of the second.",
             .run = &run_sets_contains,
             .cost = {.per_item = 2},
             .growth = Growth::kScalar,
             .example = "sets.contains([1, 2, 3], [3, 1.0])",
             .result = "true"},
    Function{.name = "sets.equivalent",
             .style = Style::kGlobal,
             .signature = "(list(T), list(T)) -> bool",
             .summary = "Each list has every item of the other.",
             .run = &run_sets_equivalent,
             .cost = {.per_item = 4},
             .growth = Growth::kScalar,
             .example = "sets.equivalent([1, 2], [2, 1, 1])",
             .result = "true"},
    Function{.name = "sets.intersects",
             .style = Style::kGlobal,
             .signature = "(list(T), list(T)) -> bool",
             .summary = "The lists have an item in common.",
             .run = &run_sets_intersects,
             .cost = {.per_item = 2},
             .growth = Growth::kScalar,
             .example = "sets.intersects([1, 2], [3])",
             .result = "false"},
};
static_assert(valid_table(kSetFunctions));

}  // namespace intake::expr
