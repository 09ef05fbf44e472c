#pragma once

#include <array>

#include "lang/predicate/arguments.h"

/// How large a number is.
namespace intake::catalogue {

Outcome run_min(const PredicateInput& input);
Outcome run_max(const PredicateInput& input);
Outcome run_multiple_of(const PredicateInput& input);
PrepareResult prepare_multiple_of(const PrepareInput& input);

inline constexpr std::array kMinParams{
    ParamSpec{"value", ParamKind::kNumber, true, "the smallest number that is allowed"},
    ParamSpec{"exclusive", ParamKind::kTrue, false, "the number itself is not allowed"},
};
inline constexpr Predicate kMin{
    .name = "min",
    .summary = "The number is at least this one.",
    .accepts = kNumberBit,
    .params = kMinParams,
    .run = &run_min,
    .example = "min: 2048",
    .example_pass = "2048",
    .example_fail = "1024",
};

inline constexpr std::array kMaxParams{
    ParamSpec{"value", ParamKind::kNumber, true, "the largest number that is allowed"},
    ParamSpec{"exclusive", ParamKind::kTrue, false, "the number itself is not allowed"},
};
inline constexpr Predicate kMax{
    .name = "max",
    .summary = "The number is at most this one.",
    .accepts = kNumberBit,
    .params = kMaxParams,
    .run = &run_max,
    .example = "max: {value: 100, exclusive: true}",
    .example_pass = "99.5",
    .example_fail = "100",
};

inline constexpr std::array kMultipleOfParams{
    ParamSpec{"value", ParamKind::kNumber, true, "the step, above 0"},
};
inline constexpr Predicate kMultipleOf{
    .name = "multiple-of",
    .summary =
        "The number is this step times a whole number, reckoned with the decimal digits as "
        "written: 0.3 is a multiple of 0.1.",
    .accepts = kNumberBit,
    .params = kMultipleOfParams,
    .run = &run_multiple_of,
    .prepare = &prepare_multiple_of,
    .example = "multiple-of: 0.05",
    .example_pass = "12.35",
    .example_fail = "12.36",
};

}  // namespace intake::catalogue
