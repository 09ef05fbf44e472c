#pragma once

#include <array>

#include "lang/expr/function.h"

/// Conversions between the simple types. A value that the other type cannot hold is an error.
namespace intake::expr {

Value same_value(Context& context, std::span<const Value> args);
Value bool_of_text(Context& context, std::span<const Value> args);
Value bytes_of_text(Context& context, std::span<const Value> args);
Value double_of_number(Context& context, std::span<const Value> args);
Value double_of_text(Context& context, std::span<const Value> args);
Value int_of_number(Context& context, std::span<const Value> args);
Value int_of_text(Context& context, std::span<const Value> args);
Value text_of_bool(Context& context, std::span<const Value> args);
Value text_of_bytes(Context& context, std::span<const Value> args);
Value text_of_number(Context& context, std::span<const Value> args);
Value type_of_value(Context& context, std::span<const Value> args);
Value uint_of_number(Context& context, std::span<const Value> args);
Value uint_of_text(Context& context, std::span<const Value> args);

namespace conversions {

using Run = Value (*)(Context&, std::span<const Value>);

constexpr Function row(std::string_view name, std::string_view signature, Run run,
                       std::string_view summary, std::string_view example,
                       std::string_view result) {
  Function function;
  function.name = name;
  function.signature = signature;
  function.summary = summary;
  function.run = run;
  function.cost = {1, 1, 0};
  function.growth = Growth::kSum;
  function.example = example;
  function.result = result;
  return function;
}

inline constexpr std::string_view kSame = "The same value.";
inline constexpr std::string_view kCut = "The number without its fraction, if it is in range.";

}  // namespace conversions

inline constexpr std::array kConversionFunctions{
    conversions::row("bool", "(bool) -> bool", &same_value, conversions::kSame, "bool(true)",
                     "true"),
    conversions::row("bool", "(string) -> bool", &bool_of_text,
                     "Reads `true`, `True`, `TRUE`, `t`, `1` and their opposites.",
                     "bool(\"false\")", "false"),
    conversions::row("bytes", "(bytes) -> bytes", &same_value, conversions::kSame, "bytes(b\"a\")",
                     "b\"a\""),
    conversions::row("bytes", "(string) -> bytes", &bytes_of_text, "The UTF-8 of a text.",
                     "bytes(\"é\")", "b\"\\xc3\\xa9\""),
    conversions::row("double", "(double) -> double", &same_value, conversions::kSame, "double(1.5)",
                     "1.5"),
    conversions::row("double", "(int) -> double", &double_of_number, "The nearest double.",
                     "double(2)", "2.0"),
    conversions::row("double", "(string) -> double", &double_of_text,
                     "Reads a decimal number, with or without an exponent.", "double(\"1.5e3\")",
                     "1500.0"),
    conversions::row("double", "(uint) -> double", &double_of_number, "The nearest double.",
                     "double(2u)", "2.0"),
    conversions::row("dyn", "(T) -> dyn", &same_value,
                     "The same value, of which the checker supposes nothing.", "dyn(1) == 1.0",
                     "true"),
    conversions::row("int", "(double) -> int", &int_of_number, conversions::kCut, "int(-7.9)",
                     "-7"),
    conversions::row("int", "(int) -> int", &same_value, conversions::kSame, "int(1)", "1"),
    conversions::row("int", "(string) -> int", &int_of_text, "Reads a decimal whole number.",
                     "int(\"-12\")", "-12"),
    conversions::row("int", "(uint) -> int", &int_of_number, "The same number, if it is in range.",
                     "int(18446744073709551615u)",
                     "error: the number is beyond the range of an int"),
    conversions::row("string", "(bool) -> string", &text_of_bool, "`true` or `false`.",
                     "string(true)", "\"true\""),
    conversions::row("string", "(bytes) -> string", &text_of_bytes, "Reads UTF-8.",
                     "string(b\"\\xc3\\xa9\")", "\"é\""),
    conversions::row("string", "(double) -> string", &text_of_number,
                     "The shortest text that reads back as the same number.", "string(0.1 + 0.2)",
                     "\"0.30000000000000004\""),
    conversions::row("string", "(int) -> string", &text_of_number, "The decimal digits.",
                     "string(-12)", "\"-12\""),
    conversions::row("string", "(string) -> string", &same_value, conversions::kSame,
                     "string(\"a\")", "\"a\""),
    conversions::row("string", "(uint) -> string", &text_of_number, "The decimal digits.",
                     "string(12u)", "\"12\""),
    conversions::row("type", "(T) -> type", &type_of_value, "The type of a value.",
                     "type([1]) == list", "true"),
    conversions::row("uint", "(double) -> uint", &uint_of_number, conversions::kCut, "uint(7.9)",
                     "7u"),
    conversions::row("uint", "(int) -> uint", &uint_of_number,
                     "The same number, if it is not negative.", "uint(-1)",
                     "error: the number is beyond the range of a uint"),
    conversions::row("uint", "(string) -> uint", &uint_of_text, "Reads a decimal whole number.",
                     "uint(\"12\")", "12u"),
    conversions::row("uint", "(uint) -> uint", &same_value, conversions::kSame, "uint(1u)", "1u"),
};
static_assert(valid_table(kConversionFunctions));

}  // namespace intake::expr
