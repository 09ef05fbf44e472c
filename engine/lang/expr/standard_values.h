#pragma once

#include <array>

#include "lang/expr/function.h"

/// Sizes, texts and optional values, as the language definition has them.
namespace intake::expr {

Value size_of_text(Context& context, std::span<const Value> args);
Value size_of_items(Context& context, std::span<const Value> args);
Value text_contains(Context& context, std::span<const Value> args);
Value text_starts_with(Context& context, std::span<const Value> args);
Value text_ends_with(Context& context, std::span<const Value> args);
Value text_matches(Context& context, std::span<const Value> args);
Value optional_has_value(Context& context, std::span<const Value> args);
Value optional_value(Context& context, std::span<const Value> args);
Value optional_or(Context& context, std::span<const Value> args);
Value optional_or_value(Context& context, std::span<const Value> args);
Value make_optional(Context& context, std::span<const Value> args);
Value make_none(Context& context, std::span<const Value> args);
Value make_optional_non_zero(Context& context, std::span<const Value> args);

namespace standard {

using Run = Value (*)(Context&, std::span<const Value>);

constexpr Function row(std::string_view name, Style style, std::string_view signature, Run run,
                       Cost cost, std::string_view summary, std::string_view example,
                       std::string_view result) {
  Function function;
  function.name = name;
  function.style = style;
  function.signature = signature;
  function.summary = summary;
  function.run = run;
  function.cost = cost;
  function.growth = Growth::kScalar;
  function.example = example;
  function.result = result;
  return function;
}

constexpr Function with_pattern(Function function) {
  function.pattern_argument = 1;
  return function;
}

constexpr Function grows(Function function) {
  function.growth = Growth::kSum;
  return function;
}

inline constexpr Cost kScan{1, 1, 0};
inline constexpr Cost kOne{1, 0, 0};

}  // namespace standard

inline constexpr std::array kStandardFunctions{
    standard::row("contains", Style::kMember, "(string, string) -> bool", &text_contains,
                  standard::kScan, "Whether the second text stands somewhere in the first.",
                  "\"hello\".contains(\"ell\")", "true"),
    standard::row("endsWith", Style::kMember, "(string, string) -> bool", &text_ends_with,
                  standard::kScan, "Whether the text ends with the other.",
                  "\"hello\".endsWith(\"lo\")", "true"),
    standard::row("hasValue", Style::kMember, "(optional(T)) -> bool", &optional_has_value,
                  standard::kOne, "Whether the optional holds a value.",
                  "optional.none().hasValue()", "false"),
    standard::with_pattern(
        standard::row("matches", Style::kBoth, "(string, string) -> bool", &text_matches, {4, 4, 0},
                      "Whether the RE2 pattern is found in the text; ^ and $ hold it to the whole.",
                      "\"2024-04-01\".matches(\"^[0-9]{4}-\")", "true")),
    standard::grows(standard::row("optional.none", Style::kGlobal, "() -> optional(T)", &make_none,
                                  standard::kOne, "An optional without a value.",
                                  "optional.none().orValue(1)", "1")),
    standard::grows(standard::row(
        "optional.of", Style::kGlobal, "(T) -> optional(T)", &make_optional, standard::kOne,
        "An optional that holds the value.", "optional.of(1).value()", "1")),
    standard::grows(standard::row(
        "optional.ofNonZeroValue", Style::kGlobal, "(T) -> optional(T)", &make_optional_non_zero,
        standard::kOne, "An optional that holds the value, unless it is null, false, 0 or empty.",
        "optional.ofNonZeroValue(\"\").hasValue()", "false")),
    standard::grows(standard::row("or", Style::kMember, "(optional(T), optional(T)) -> optional(T)",
                                  &optional_or, standard::kOne,
                                  "The first of them that holds a value.",
                                  "optional.none().or(optional.of(2)).value()", "2")),
    standard::grows(standard::row(
        "orValue", Style::kMember, "(optional(T), T) -> T", &optional_or_value, standard::kOne,
        "What the optional holds, else the other value.", "{\"a\": 1}.?b.orValue(0)", "0")),
    standard::row("size", Style::kBoth, "(bytes) -> int", &size_of_items, standard::kOne,
                  "The number of bytes.", "size(b\"\\xff\\x00\")", "2"),
    standard::row("size", Style::kBoth, "(list(T)) -> int", &size_of_items, standard::kOne,
                  "The number of items.", "[1, 2].size()", "2"),
    standard::row("size", Style::kBoth, "(map(K, V)) -> int", &size_of_items, standard::kOne,
                  "The number of entries.", "size({\"a\": 1})", "1"),
    standard::row("size", Style::kBoth, "(string) -> int", &size_of_text, standard::kScan,
                  "The number of code points.", "\"é\".size()", "1"),
    standard::row("startsWith", Style::kMember, "(string, string) -> bool", &text_starts_with,
                  standard::kScan, "Whether the text begins with the other.",
                  "\"hello\".startsWith(\"he\")", "true"),
    standard::grows(standard::row("value", Style::kMember, "(optional(T)) -> T", &optional_value,
                                  standard::kOne, "What the optional holds.",
                                  "optional.none().value()", "error: the optional holds no value")),
};
static_assert(valid_table(kStandardFunctions));

}  // namespace intake::expr
