#pragma once

#include <array>

#include "lang/predicate/collections.h"

/// What a text looks like.
namespace intake::catalogue {

Outcome run_matches(const PredicateInput& input);
Outcome run_starts_with(const PredicateInput& input);
Outcome run_ends_with(const PredicateInput& input);
Outcome run_length(const PredicateInput& input);
Outcome run_trimmed(const PredicateInput& input);
Outcome run_single_spaced(const PredicateInput& input);
Outcome run_plain_text(const PredicateInput& input);
Outcome run_upper_case(const PredicateInput& input);
Outcome run_lower_case(const PredicateInput& input);
Outcome run_digits(const PredicateInput& input);

inline constexpr std::array kMatchesParams{
    ParamSpec{"pattern", ParamKind::kPattern, true,
              "RE2 syntax; found anywhere in the text unless anchored with `^` and `$`"},
};
inline constexpr Predicate kMatches{
    .name = "matches",
    .summary = "The pattern is found in the text.",
    .accepts = kStringBit,
    .params = kMatchesParams,
    .run = &run_matches,
    .example = "matches: '^[a-z]+-\\d{8}$'",
    .example_pass = "\"hospital-71089815\"",
    .example_fail = "\"Hospital-71089815\"",
};

inline constexpr std::array kStartsWithParams{
    ParamSpec{"texts", ParamKind::kTexts, true, "the beginning, or several of which one is enough"},
};
inline constexpr Predicate kStartsWith{
    .name = "starts-with",
    .summary = "The text begins with this one, or with one of several.",
    .accepts = kStringBit,
    .params = kStartsWithParams,
    .run = &run_starts_with,
    .example = "starts-with: [\"Configure \", \"Configuration \"]",
    .example_pass = "\"Configure a client\"",
    .example_fail = "\"configure a client\"",
};

inline constexpr std::array kEndsWithParams{
    ParamSpec{"texts", ParamKind::kTexts, true, "the end, or several of which one is enough"},
};
inline constexpr Predicate kEndsWith{
    .name = "ends-with",
    .summary = "The text ends with this one, or with one of several.",
    .accepts = kStringBit,
    .params = kEndsWithParams,
    .run = &run_ends_with,
    .example = "ends-with: [.docx, .pdf]",
    .example_pass = "\"form.pdf\"",
    .example_fail = "\"form.pdf.zip\"",
};

inline constexpr Predicate kLength{
    .name = "length",
    .summary = "The text has so many characters (code points).",
    .accepts = kStringBit,
    .params = kCountParams,
    .run = &run_length,
    .prepare = &prepare_range,
    .example = "length: {min: 2, max: 5}",
    .example_pass = "\"Liège\"",
    .example_fail = "\"x\"",
};

inline constexpr Predicate kTrimmed{
    .name = "trimmed",
    .summary = "The text has no blanks or invisible characters at either end.",
    .accepts = kStringBit,
    .params = kStatementParams,
    .run = &run_trimmed,
    .example = "trimmed: true",
    .example_pass = "\"a b\"",
    .example_fail = "\" a b\"",
};

inline constexpr Predicate kSingleSpaced{
    .name = "single-spaced",
    .summary = "Within the text, no two blanks stand side by side.",
    .accepts = kStringBit,
    .params = kStatementParams,
    .run = &run_single_spaced,
    .example = "single-spaced: true",
    .example_pass = "\"a b\"",
    .example_fail = "\"a  b\"",
};

inline constexpr Predicate kPlainText{
    .name = "plain-text",
    .summary =
        "Within the text (see `trimmed` for its ends), there are no control characters but tabs "
        "and line ends, no blanks but the ordinary one, and no invisible characters.",
    .accepts = kStringBit,
    .params = kStatementParams,
    .run = &run_plain_text,
    .example = "plain-text: true",
    .example_pass = "\"a b\"",
    .example_fail = "\"a\\u200Bb\"",
};

inline constexpr Predicate kUpperCase{
    .name = "upper-case",
    .summary = "The text has no lower-case letters.",
    .accepts = kStringBit,
    .params = kStatementParams,
    .run = &run_upper_case,
    .example = "upper-case: true",
    .example_pass = "\"MY-APP-2\"",
    .example_fail = "\"My-App-2\"",
};

inline constexpr Predicate kLowerCase{
    .name = "lower-case",
    .summary = "The text has no upper-case letters.",
    .accepts = kStringBit,
    .params = kStatementParams,
    .run = &run_lower_case,
    .example = "lower-case: true",
    .example_pass = "\"my-app-2\"",
    .example_fail = "\"My-App-2\"",
};

inline constexpr Predicate kDigits{
    .name = "digits",
    .summary = "The text is one or more of the digits 0 to 9, and nothing else.",
    .accepts = kStringBit,
    .params = kStatementParams,
    .run = &run_digits,
    .example = "digits: true",
    .example_pass = "\"0123\"",
    .example_fail = "\"0.123\"",
};

}  // namespace intake::catalogue
