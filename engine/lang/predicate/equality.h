#pragma once

#include <array>

#include "lang/predicate/arguments.h"

/// Whether a value is another one, or one of several.
namespace intake::catalogue {

Outcome run_equals(const PredicateInput& input);
Outcome run_equals_ignore_case(const PredicateInput& input);
Outcome run_one_of(const PredicateInput& input);
Outcome run_same_as(const PredicateInput& input);
PrepareResult prepare_one_of(const PrepareInput& input);
PrepareResult prepare_same_as(const PrepareInput& input);

inline constexpr std::array kEqualsParams{
    ParamSpec{"value", ParamKind::kAny, true, "the value to be equal to"},
};
inline constexpr Predicate kEquals{
    .name = "equals",
    .summary =
        "The value is this one. Numbers are compared as numbers (1 and 1.0 are equal), maps "
        "without order, and a text is never equal to a number.",
    .params = kEqualsParams,
    .run = &run_equals,
    .example = "equals: 1",
    .example_pass = "1.0",
    .example_fail = "\"1\"",
};

inline constexpr std::array kEqualsIgnoreCaseParams{
    ParamSpec{"value", ParamKind::kText, true, "the text to be equal to"},
};
inline constexpr Predicate kEqualsIgnoreCase{
    .name = "equals-ignore-case",
    .summary = "The text is this one, upper and lower case being the same.",
    .accepts = kStringBit,
    .params = kEqualsIgnoreCaseParams,
    .run = &run_equals_ignore_case,
    .example = "equals-ignore-case: Production",
    .example_pass = "\"PRODUCTION\"",
    .example_fail = "\"prod\"",
};

inline constexpr std::array kOneOfParams{
    ParamSpec{"values", ParamKind::kValues, true, "the allowed values"},
    ParamSpec{"column", ParamKind::kText, false,
              "where the values are records: the member to compare with"},
};
inline constexpr Predicate kOneOf{
    .name = "one-of",
    .summary = "The value is equal to one of the values.",
    .params = kOneOfParams,
    .run = &run_one_of,
    .prepare = &prepare_one_of,
    .example = "one-of: [acceptance, production]",
    .example_pass = "\"acceptance\"",
    .example_fail = "\"Acceptance\"",
};

inline constexpr std::array<std::string_view, 4> kIgnorable{"case", "accents", "blanks",
                                                            "punctuation"};
inline constexpr std::array kSameAsParams{
    ParamSpec{"value", ParamKind::kText, true, "the text to be the same as"},
    ParamSpec{"ignore", ParamKind::kChoices, false,
              "the differences that do not count; all of them where left out", kIgnorable},
};
inline constexpr Predicate kSameAs{
    .name = "same-as",
    .summary =
        "The text is this one, apart from differences in case, accents, blanks and punctuation; "
        "for names that people type.",
    .accepts = kStringBit,
    .params = kSameAsParams,
    .run = &run_same_as,
    .prepare = &prepare_same_as,
    .example = "same-as: {value: Hôpital Saint-Luc, ignore: [case, accents, blanks, punctuation]}",
    .example_pass = "\"HOPITAL SAINT LUC\"",
    .example_fail = "\"Hôpital Saint-Jean\"",
};

}  // namespace intake::catalogue
