#pragma once

#include <array>

#include "lang/expr/function.h"

/// Notations and check digits: as the predicates `format`, `check-digits` and `identifier`.
namespace intake::expr {

Value run_check_digits(Context& context, std::span<const Value> args);
Value run_identifier(Context& context, std::span<const Value> args);
Value run_identifier_types(Context& context, std::span<const Value> args);
Value run_is_format(Context& context, std::span<const Value> args);

inline constexpr std::array kIdentifierFunctions{
    Function{.name = "checkDigits",
             .signature = "(string, string) -> bool",
             .summary = "The check digits of the number are right by this algorithm; an error "
                        "where the algorithm cannot read the text.",
             .run = &run_check_digits,
             .cost = {.base = 4, .per_text = 2},
             .growth = Growth::kScalar,
             .example = "checkDigits('79927398713', 'luhn')",
             .result = "true"},
    Function{.name = "identifier",
             .signature = "(string, list(dyn), string) -> bool",
             .summary = "The identifier fits the record of its type: length and pattern.",
             .run = &run_identifier,
             .cost = {.base = 4, .per_text = 2},
             .growth = Growth::kScalar,
             .example = "identifier('7108981', [{'name': 'A', 'length': 8, 'digits': true}], 'A')",
             .result = "false"},
    Function{.name = "identifier",
             .signature = "(string, list(dyn), string, list(string)) -> bool",
             .summary = "As before; the last list names what is judged: length, pattern, "
                        "check-digits.",
             .run = &run_identifier,
             .cost = {.base = 4, .per_text = 2},
             .growth = Growth::kScalar,
             .example = "identifier('79927398710', [{'name': 'A', 'check-digits': 'luhn'}], 'A', "
                        "['check-digits'])",
             .result = "false"},
    Function{.name = "identifierTypes",
             .signature = "(string, list(dyn)) -> list(string)",
             .summary = "The names of the records that the identifier fits in length, pattern "
                        "and check digits.",
             .run = &run_identifier_types,
             .cost = {.base = 4, .per_text = 2},
             .growth = Growth::kSum,
             .example = "identifierTypes('0306', [{'name': 'A', 'length': 4}, {'name': 'B', "
                        "'length': 8}])",
             .result = "['A']"},
    Function{.name = "isFormat",
             .signature = "(string, string) -> bool",
             .summary = "The text is written in this notation: email, uuid, date ...",
             .run = &run_is_format,
             .cost = {.base = 4, .per_text = 2},
             .growth = Growth::kScalar,
             .example = "isFormat('support@example.org', 'email')",
             .result = "true"},
};
static_assert(valid_table(kIdentifierFunctions));

}  // namespace intake::expr
