#pragma once

#include "lang/predicate/presence.h"

/// What the submission's schema says about a place.
namespace intake::catalogue {

Outcome run_declared(const PredicateInput& input);
PrepareResult prepare_declared(const PrepareInput& input);

inline constexpr Predicate kDeclared{
    .name = "declared",
    .summary =
        "The submission's schema names this member. What stands below an unknown member, or "
        "where the schema names no members at all, counts as declared, so that only the topmost "
        "unknown name is reported.",
    .judges_name = true,
    .params = kStatementParams,
    .run = &run_declared,
    .prepare = &prepare_declared,
    .example = "declared: true",
    .example_pass = "",  // needs a schema
    .example_fail = "",
};

}  // namespace intake::catalogue
