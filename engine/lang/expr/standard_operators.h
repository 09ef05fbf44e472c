#pragma once

#include <array>

#include "lang/expr/function.h"

/// The operators of the language definition. Arithmetic is checked: over the range is an error.
namespace intake::expr {

Value add_ints(Context& context, std::span<const Value> args);
Value add_uints(Context& context, std::span<const Value> args);
Value add_doubles(Context& context, std::span<const Value> args);
Value add_texts(Context& context, std::span<const Value> args);
Value add_lists(Context& context, std::span<const Value> args);
Value add_times(Context& context, std::span<const Value> args);
Value subtract_ints(Context& context, std::span<const Value> args);
Value subtract_uints(Context& context, std::span<const Value> args);
Value subtract_doubles(Context& context, std::span<const Value> args);
Value subtract_times(Context& context, std::span<const Value> args);
Value multiply_ints(Context& context, std::span<const Value> args);
Value multiply_uints(Context& context, std::span<const Value> args);
Value multiply_doubles(Context& context, std::span<const Value> args);
Value divide_ints(Context& context, std::span<const Value> args);
Value divide_uints(Context& context, std::span<const Value> args);
Value divide_doubles(Context& context, std::span<const Value> args);
Value modulo_ints(Context& context, std::span<const Value> args);
Value modulo_uints(Context& context, std::span<const Value> args);
Value negate_int(Context& context, std::span<const Value> args);
Value negate_double(Context& context, std::span<const Value> args);
Value negate_bool(Context& context, std::span<const Value> args);
Value is_equal(Context& context, std::span<const Value> args);
Value is_not_equal(Context& context, std::span<const Value> args);
Value is_less(Context& context, std::span<const Value> args);
Value is_less_or_equal(Context& context, std::span<const Value> args);
Value is_greater(Context& context, std::span<const Value> args);
Value is_greater_or_equal(Context& context, std::span<const Value> args);
Value is_in_list(Context& context, std::span<const Value> args);
Value is_in_map(Context& context, std::span<const Value> args);

namespace operators {

using Run = Value (*)(Context&, std::span<const Value>);

constexpr Function row(std::string_view name, std::string_view signature, Run run,
                       std::string_view summary, std::string_view example,
                       std::string_view result) {
  Function function;
  function.name = name;
  function.style = Style::kOperator;
  function.signature = signature;
  function.summary = summary;
  function.run = run;
  function.growth = Growth::kScalar;
  function.example = example;
  function.result = result;
  return function;
}

/// Two texts or lists that are looked at, or put together.
constexpr Function long_row(Function function, Growth growth) {
  function.cost = {1, 1, 1};
  function.growth = growth;
  return function;
}

inline constexpr std::string_view kOrder = "Whether the two are in that order.";

}  // namespace operators

inline constexpr std::array kOperatorFunctions{
    operators::row("!_", "(bool) -> bool", &negate_bool, "The opposite.", "!true", "false"),
    operators::row("-_", "(double) -> double", &negate_double, "The negative.", "-(1.5)", "-1.5"),
    operators::row("-_", "(int) -> int", &negate_int, "The negative.", "-(1)", "-1"),
    operators::row("_!=_", "(T, T) -> bool", &is_not_equal, "The opposite of `==`.",
                   "[1, 2] != [2, 1]", "true"),
    operators::row("_%_", "(int, int) -> int", &modulo_ints,
                   "What a division leaves, with the sign of the first.", "-7 % 2", "-1"),
    operators::row("_%_", "(uint, uint) -> uint", &modulo_uints, "What a division leaves.",
                   "7u % 2u", "1u"),
    operators::row("_*_", "(double, double) -> double", &multiply_doubles, "The product.",
                   "1.5 * 2.0", "3.0"),
    operators::row("_*_", "(int, int) -> int", &multiply_ints, "The product.", "3 * 4", "12"),
    operators::row("_*_", "(uint, uint) -> uint", &multiply_uints, "The product.", "3u * 4u",
                   "12u"),
    operators::long_row(operators::row("_+_", "(bytes, bytes) -> bytes", &add_texts,
                                       "One after the other.", "b\"a\" + b\"b\"", "b\"ab\""),
                        Growth::kSum),
    operators::row("_+_", "(double, double) -> double", &add_doubles, "The sum.", "0.5 + 1.0",
                   "1.5"),
    operators::row("_+_", "(duration, duration) -> duration", &add_times, "The sum.",
                   "duration(\"1h\") + duration(\"1m\")", "duration(\"61m\")"),
    operators::row("_+_", "(duration, timestamp) -> timestamp", &add_times, "So much later.",
                   "duration(\"1h\") + timestamp(\"2024-04-01T00:00:00Z\")",
                   "timestamp(\"2024-04-01T01:00:00Z\")"),
    operators::row("_+_", "(int, int) -> int", &add_ints, "The sum.", "1 + 2", "3"),
    operators::long_row(operators::row("_+_", "(list(T), list(T)) -> list(T)", &add_lists,
                                       "One after the other.", "[1] + [2]", "[1, 2]"),
                        Growth::kSum),
    operators::long_row(operators::row("_+_", "(string, string) -> string", &add_texts,
                                       "One after the other.", "\"a\" + \"b\"", "\"ab\""),
                        Growth::kSum),
    operators::row("_+_", "(timestamp, duration) -> timestamp", &add_times, "So much later.",
                   "timestamp(\"2024-04-01T00:00:00Z\") + duration(\"1h\")",
                   "timestamp(\"2024-04-01T01:00:00Z\")"),
    operators::row("_+_", "(uint, uint) -> uint", &add_uints, "The sum.", "1u + 2u", "3u"),
    operators::row("_-_", "(double, double) -> double", &subtract_doubles, "The difference.",
                   "1.5 - 1.0", "0.5"),
    operators::row("_-_", "(duration, duration) -> duration", &subtract_times, "The difference.",
                   "duration(\"1h\") - duration(\"1m\")", "duration(\"59m\")"),
    operators::row("_-_", "(int, int) -> int", &subtract_ints, "The difference.", "1 - 2", "-1"),
    operators::row("_-_", "(timestamp, duration) -> timestamp", &subtract_times, "So much earlier.",
                   "timestamp(\"2024-04-01T01:00:00Z\") - duration(\"1h\")",
                   "timestamp(\"2024-04-01T00:00:00Z\")"),
    operators::row("_-_", "(timestamp, timestamp) -> duration", &subtract_times,
                   "The time from the second to the first.",
                   "timestamp(\"2024-04-02T00:00:00Z\") - timestamp(\"2024-04-01T00:00:00Z\")",
                   "duration(\"24h\")"),
    operators::row("_-_", "(uint, uint) -> uint", &subtract_uints, "The difference.", "3u - 2u",
                   "1u"),
    operators::row("_/_", "(double, double) -> double", &divide_doubles,
                   "The quotient; by 0 it is infinite or not a number.", "1.0 / 4.0", "0.25"),
    operators::row("_/_", "(int, int) -> int", &divide_ints, "The quotient, cut towards 0.",
                   "-7 / 2", "-3"),
    operators::row("_/_", "(uint, uint) -> uint", &divide_uints, "The quotient, cut.", "7u / 2u",
                   "3u"),
    operators::row("_<=_", "(bool, bool) -> bool", &is_less_or_equal, operators::kOrder,
                   "false <= true", "true"),
    operators::long_row(operators::row("_<=_", "(bytes, bytes) -> bool", &is_less_or_equal,
                                       operators::kOrder, "b\"a\" <= b\"b\"", "true"),
                        Growth::kScalar),
    operators::row("_<=_", "(duration, duration) -> bool", &is_less_or_equal, operators::kOrder,
                   "duration(\"1s\") <= duration(\"1m\")", "true"),
    operators::row("_<=_", "(num, num) -> bool", &is_less_or_equal, operators::kOrder, "2 <= 1.5",
                   "false"),
    operators::long_row(operators::row("_<=_", "(string, string) -> bool", &is_less_or_equal,
                                       operators::kOrder, "\"a\" <= \"b\"", "true"),
                        Growth::kScalar),
    operators::row("_<=_", "(timestamp, timestamp) -> bool", &is_less_or_equal, operators::kOrder,
                   "timestamp(0) <= timestamp(1)", "true"),
    operators::row("_<_", "(bool, bool) -> bool", &is_less, operators::kOrder, "true < false",
                   "false"),
    operators::long_row(operators::row("_<_", "(bytes, bytes) -> bool", &is_less, operators::kOrder,
                                       "b\"a\" < b\"b\"", "true"),
                        Growth::kScalar),
    operators::row("_<_", "(duration, duration) -> bool", &is_less, operators::kOrder,
                   "duration(\"1s\") < duration(\"1m\")", "true"),
    operators::row("_<_", "(num, num) -> bool", &is_less, operators::kOrder, "1 < 1.5", "true"),
    operators::long_row(operators::row("_<_", "(string, string) -> bool", &is_less,
                                       operators::kOrder, "\"a\" < \"b\"", "true"),
                        Growth::kScalar),
    operators::row("_<_", "(timestamp, timestamp) -> bool", &is_less, operators::kOrder,
                   "timestamp(0) < timestamp(1)", "true"),
    operators::row("_==_", "(T, T) -> bool", &is_equal,
                   "Whether the values are the same: numbers by value, lists item by item, maps "
                   "entry by entry.",
                   "{\"a\": [1, 2]} == {\"a\": [1, 2]}", "true"),
    operators::row("_>=_", "(bool, bool) -> bool", &is_greater_or_equal, operators::kOrder,
                   "false >= true", "false"),
    operators::long_row(operators::row("_>=_", "(bytes, bytes) -> bool", &is_greater_or_equal,
                                       operators::kOrder, "b\"a\" >= b\"b\"", "false"),
                        Growth::kScalar),
    operators::row("_>=_", "(duration, duration) -> bool", &is_greater_or_equal, operators::kOrder,
                   "duration(\"1s\") >= duration(\"1m\")", "false"),
    operators::row("_>=_", "(num, num) -> bool", &is_greater_or_equal, operators::kOrder,
                   "2 >= 1.5", "true"),
    operators::long_row(operators::row("_>=_", "(string, string) -> bool", &is_greater_or_equal,
                                       operators::kOrder, "\"a\" >= \"b\"", "false"),
                        Growth::kScalar),
    operators::row("_>=_", "(timestamp, timestamp) -> bool", &is_greater_or_equal,
                   operators::kOrder, "timestamp(0) >= timestamp(1)", "false"),
    operators::row("_>_", "(bool, bool) -> bool", &is_greater, operators::kOrder, "true > false",
                   "true"),
    operators::long_row(operators::row("_>_", "(bytes, bytes) -> bool", &is_greater,
                                       operators::kOrder, "b\"a\" > b\"b\"", "false"),
                        Growth::kScalar),
    operators::row("_>_", "(duration, duration) -> bool", &is_greater, operators::kOrder,
                   "duration(\"1m\") > duration(\"1s\")", "true"),
    operators::row("_>_", "(num, num) -> bool", &is_greater, operators::kOrder, "2 > 1u", "true"),
    operators::long_row(operators::row("_>_", "(string, string) -> bool", &is_greater,
                                       operators::kOrder, "\"b\" > \"a\"", "true"),
                        Growth::kScalar),
    operators::row("_>_", "(timestamp, timestamp) -> bool", &is_greater, operators::kOrder,
                   "timestamp(1) > timestamp(0)", "true"),
    operators::row("_in_", "(T, list(T)) -> bool", &is_in_list,
                   "Whether an item of the list is equal to the value.", "2 in [1, 2]", "true"),
    operators::row("_in_", "(K, map(K, V)) -> bool", &is_in_map, "Whether the map has the key.",
                   "\"a\" in {\"a\": 1}", "true"),
};
static_assert(valid_table(kOperatorFunctions));

}  // namespace intake::expr
