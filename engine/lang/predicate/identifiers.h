#pragma once

#include <array>

#include "lang/predicate/arguments.h"
#include "lang/predicate/check_digits.h"
#include "lang/predicate/text_formats.h"

/// Notations of texts and numbers that carry check digits.
namespace intake::catalogue {

Outcome run_format(const PredicateInput& input);
Outcome run_check_digits(const PredicateInput& input);
Outcome run_identifier(const PredicateInput& input);
PrepareResult prepare_format(const PrepareInput& input);
PrepareResult prepare_check_digits(const PrepareInput& input);
PrepareResult prepare_identifier(const PrepareInput& input);

inline constexpr std::array kFormatParams{
    ParamSpec{"names", ParamKind::kChoices, true, "the notation, or several of which one",
              text_format_tables::kNames},
};
inline constexpr Predicate kFormat{
    .name = "format",
    .summary = "The text is written in this notation.",
    .accepts = kStringBit,
    .params = kFormatParams,
    .run = &run_format,
    .prepare = &prepare_format,
    .example = "format: email",
    .example_pass = "\"support@example.org\"",
    .example_fail = "\"support at example.org\"",
};

inline constexpr std::array kCheckDigitsParams{
    ParamSpec{"algorithms", ParamKind::kChoices, true,
              "how the check digits are made, or several ways of which one",
              check_digit_tables::kNames},
};
inline constexpr Predicate kCheckDigits{
    .name = "check-digits",
    .summary =
        "The check digits of the number are right. A text of another length or with other "
        "characters than the algorithm takes is unknown, not wrong.",
    .accepts = kStringBit,
    .params = kCheckDigitsParams,
    .run = &run_check_digits,
    .prepare = &prepare_check_digits,
    .example = "check-digits: luhn",
    .example_pass = "\"79927398713\"",
    .example_fail = "\"79927398710\"",
};

inline constexpr std::array<std::string_view, 3> kIdentifierParts{"length", "pattern",
                                                                  "check-digits"};
inline constexpr std::array kIdentifierParams{
    ParamSpec{"types", ParamKind::kValues, true,
              "records with `name` and, as needed, `length` (one or several), `digits` (true), "
              "`pattern` and `check-digits` (one or several)"},
    ParamSpec{"type", ParamKind::kText, true, "the name of the record"},
    ParamSpec{"parts", ParamKind::kChoices, false,
              "what is judged: length, pattern (with `digits`), check-digits; the first two where "
              "left out",
              kIdentifierParts},
};
inline constexpr Predicate kIdentifier{
    .name = "identifier",
    .summary = "The identifier fits the record of its type. Without such a record it is unknown.",
    .accepts = kStringBit,
    .params = kIdentifierParams,
    .run = &run_identifier,
    .prepare = &prepare_identifier,
    .example =
        "identifier: {types: [{name: A, length: 8, digits: true}, {name: B, length: 4}], type: A}",
    .example_pass = "\"71089815\"",
    .example_fail = "\"7108981\"",
};

}  // namespace intake::catalogue
