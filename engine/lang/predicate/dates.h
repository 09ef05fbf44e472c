#pragma once

#include <array>

#include "lang/predicate/arguments.h"

/// When something is. A date is compared with a date-time by its calendar day, the one written in
/// the date-time; so nothing that is dated today is before or after `now`.
namespace intake::catalogue {

Outcome run_before(const PredicateInput& input);
Outcome run_after(const PredicateInput& input);
Outcome run_within(const PredicateInput& input);
PrepareResult prepare_before_after(const PrepareInput& input);
PrepareResult prepare_within(const PrepareInput& input);

inline constexpr std::array<std::string_view, 2> kEpochUnits{"seconds", "milliseconds"};
inline constexpr ParamSpec kEpoch{"epoch", ParamKind::kChoice, false,
                                  "a date that is a number counts these since "
                                  "1970-01-01T00:00:00Z, as `iat` and `exp` of a token "
                                  "count seconds; without it a number is no date",
                                  kEpochUnits};

inline constexpr std::array kBeforeParams{
    ParamSpec{"date", ParamKind::kDate, true, "a date, a date-time, or `now`"},
    ParamSpec{"at-least", ParamKind::kDuration, false, "by at least so much; P0D allows the same"},
    kEpoch,
};
inline constexpr Predicate kBefore{
    .name = "before",
    .summary = "The date is earlier than this one. A date is compared with a date-time by its day.",
    .accepts = kStringBit | kNumberBit,
    .params = kBeforeParams,
    .run = &run_before,
    .prepare = &prepare_before_after,
    .example = "before: 2024-04-01",
    .example_pass = "\"2024-03-31\"",
    .example_fail = "\"2024-04-01T08:00:00Z\"",
};

inline constexpr std::array kAfterParams{
    ParamSpec{"date", ParamKind::kDate, true, "a date, a date-time, or `now`"},
    ParamSpec{"at-least", ParamKind::kDuration, false, "by at least so much; P0D allows the same"},
    kEpoch,
};
inline constexpr Predicate kAfter{
    .name = "after",
    .summary = "The date is later than this one. A date is compared with a date-time by its day.",
    .accepts = kStringBit | kNumberBit,
    .params = kAfterParams,
    .run = &run_after,
    .prepare = &prepare_before_after,
    .example = "after: {date: now, at-least: P30D}",
    .example_pass = "\"9999-12-31\"",
    .example_fail = "\"1999-12-31\"",
};

inline constexpr std::array kWithinParams{
    ParamSpec{"duration", ParamKind::kDuration, false, "at most so long before or after"},
    ParamSpec{"before", ParamKind::kDuration, false,
              "at most so long before; with `before` alone, not after"},
    ParamSpec{"after", ParamKind::kDuration, false,
              "at most so long after; with `after` alone, not before"},
    ParamSpec{"of", ParamKind::kDate, false, "the date it is measured from; `now` if left out"},
    kEpoch,
};
inline constexpr Predicate kWithin{
    .name = "within",
    .summary =
        "The date is near `now`, or near another date: at most so long before or after it, both "
        "ends included.",
    .accepts = kStringBit | kNumberBit,
    .params = kWithinParams,
    .run = &run_within,
    .prepare = &prepare_within,
    .example = "within: {after: P90D, of: 2024-04-01}",
    .example_pass = "\"2024-06-30\"",
    .example_fail = "\"2024-03-31\"",
};

}  // namespace intake::catalogue
