#pragma once

#include <array>

#include "lang/expr/function.h"

/// Patterns (RE2): the `regex` extension of CEL.
namespace intake::expr {

Value run_regex_extract(Context& context, std::span<const Value> args);
Value run_regex_extract_all(Context& context, std::span<const Value> args);
Value run_regex_replace(Context& context, std::span<const Value> args);

inline constexpr std::array kRegexFunctions{
    Function{.name = "regex.extract",
             .style = Style::kGlobal,
             .signature = "(string, string) -> optional(string)",
             .summary = "The first match of the pattern, or its group where it has one; or none.",
             .run = &run_regex_extract,
             .cost = {.per_text = 2},
             .growth = Growth::kSum,
             .pattern_argument = 1,
             .example = "regex.extract('id 42 and 43', 'id (\\\\d+)')",
             .result = "optional.of('42')"},
    Function{.name = "regex.extractAll",
             .style = Style::kGlobal,
             .signature = "(string, string) -> list(string)",
             .summary = "Every match of the pattern, or its group where it has one.",
             .run = &run_regex_extract_all,
             .cost = {.per_text = 2},
             .growth = Growth::kSum,
             .pattern_argument = 1,
             .example = "regex.extractAll('id 42 and 43', '\\\\d+')",
             .result = "['42', '43']"},
    Function{.name = "regex.replace",
             .style = Style::kGlobal,
             .signature = "(string, string, string) -> string",
             .summary = "Every match replaced; \\1 to \\9 in the new text are groups, \\0 is the "
                        "match.",
             .run = &run_regex_replace,
             .cost = {.per_text = 2},
             .growth = Growth::kAny,
             .pattern_argument = 1,
             .example = "regex.replace('2024-04-01', '(\\\\d+)-(\\\\d+)', '\\\\2/\\\\1')",
             .result = "'04/2024-01'"},
    Function{.name = "regex.replace",
             .style = Style::kGlobal,
             .signature = "(string, string, string, int) -> string",
             .summary = "The first matches, at most so many, replaced; all where the number is "
                        "negative.",
             .run = &run_regex_replace,
             .cost = {.per_text = 2},
             .growth = Growth::kAny,
             .pattern_argument = 1,
             .example = "regex.replace('aaa', 'a', 'b', 2)",
             .result = "'bba'"},
};
static_assert(valid_table(kRegexFunctions));

}  // namespace intake::expr
