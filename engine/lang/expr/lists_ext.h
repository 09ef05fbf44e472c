#pragma once

#include <array>

#include "lang/expr/function.h"

/// Lists: the `lists` extension of CEL.
namespace intake::expr {

Value run_sort_by_keys(Context& context, std::span<const Value> args);
Value run_distinct(Context& context, std::span<const Value> args);
Value run_first(Context& context, std::span<const Value> args);
Value run_flatten(Context& context, std::span<const Value> args);
Value run_last(Context& context, std::span<const Value> args);
Value run_range(Context& context, std::span<const Value> args);
Value run_reverse_list(Context& context, std::span<const Value> args);
Value run_slice(Context& context, std::span<const Value> args);
Value run_sort(Context& context, std::span<const Value> args);

inline constexpr std::array kListFunctions{
    Function{.name = "@sortByKeys",
             .style = Style::kGlobal,
             .signature = "(list(T), list(K)) -> list(T)",
             .run = &run_sort_by_keys,
             .cost = {.per_item = 2},
             .growth = Growth::kSum},
    Function{.name = "distinct",
             .style = Style::kMember,
             .signature = "(list(T)) -> list(T)",
             .summary = "Without items that are equal to an earlier one.",
             .run = &run_distinct,
             .cost = {.per_item = 2},
             .growth = Growth::kSum,
             .example = "[1, 2, 1, 1.0].distinct()",
             .result = "[1, 2]"},
    Function{.name = "first",
             .style = Style::kMember,
             .signature = "(list(T)) -> optional(T)",
             .summary = "The first item, or none.",
             .run = &run_first,
             .growth = Growth::kScalar,
             .example = "['a', 'b'].first()",
             .result = "optional.of('a')"},
    Function{.name = "flatten",
             .style = Style::kMember,
             .signature = "(list(dyn)) -> list(dyn)",
             .summary = "The items of the lists in it, and its other items.",
             .run = &run_flatten,
             .growth = Growth::kAny,
             .example = "[1, [2, [3]]].flatten()",
             .result = "[1, 2, [3]]"},
    Function{.name = "flatten",
             .style = Style::kMember,
             .signature = "(list(dyn), int) -> list(dyn)",
             .summary = "As flatten(), so many levels deep.",
             .run = &run_flatten,
             .growth = Growth::kAny,
             .example = "[1, [2, [3, [4]]]].flatten(2)",
             .result = "[1, 2, 3, [4]]"},
    Function{.name = "last",
             .style = Style::kMember,
             .signature = "(list(T)) -> optional(T)",
             .summary = "The last item, or none.",
             .run = &run_last,
             .growth = Growth::kScalar,
             .example = "[].last()",
             .result = "optional.none()"},
    Function{.name = "lists.range",
             .style = Style::kGlobal,
             .signature = "(int) -> list(int)",
             .summary = "The numbers from 0, so many.",
             .run = &run_range,
             .growth = Growth::kAny,
             .example = "lists.range(3)",
             .result = "[0, 1, 2]"},
    Function{.name = "reverse",
             .style = Style::kMember,
             .signature = "(list(T)) -> list(T)",
             .summary = "The items in the opposite order.",
             .run = &run_reverse_list,
             .cost = {.per_item = 1},
             .growth = Growth::kSum,
             .example = "[1, 2, 3].reverse()",
             .result = "[3, 2, 1]"},
    Function{.name = "slice",
             .style = Style::kMember,
             .signature = "(list(T), int, int) -> list(T)",
             .summary = "The items from an index up to another one, which is excluded.",
             .run = &run_slice,
             .growth = Growth::kSum,
             .example = "[1, 2, 3, 4].slice(1, 3)",
             .result = "[2, 3]"},
    Function{.name = "sort",
             .style = Style::kMember,
             .signature = "(list(T)) -> list(T)",
             .summary = "The items in order, equal ones as they stood; all of them numbers, or "
                        "all of one kind that has an order.",
             .run = &run_sort,
             .cost = {.per_item = 2},
             .growth = Growth::kSum,
             .example = "[3, 1, 2].sort()",
             .result = "[1, 2, 3]"},
};
static_assert(valid_table(kListFunctions));

}  // namespace intake::expr
