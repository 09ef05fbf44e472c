#pragma once

#include <array>

#include "lang/predicate/presence.h"

/// What the submission's schema says about a place.
namespace intake::catalogue {

Outcome run_declared(const PredicateInput& input);
Outcome run_schema(const PredicateInput& input);
PrepareResult prepare_declared(const PrepareInput& input);
PrepareResult prepare_schema(const PrepareInput& input);

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

inline constexpr std::array kSchemaParams{
    ParamSpec{"name", ParamKind::kSchema, true, "the schema, as `name@major`"},
    ParamSpec{"part", ParamKind::kText, false,
              "a schema within it, as a JSON Pointer: `/definitions/address`; the whole one where "
              "left out"},
};
inline constexpr Predicate kSchema{
    .name = "schema",
    .summary =
        "The value fits this JSON Schema (draft 7), or a schema within it: its structure, with "
        "types, required and known members, choices, lengths and ranges.",
    .params = kSchemaParams,
    .run = &run_schema,
    .prepare = &prepare_schema,
    .example = "schema: {name: list@1, part: /properties/source}",
    .example_pass = R"({"title": "Where the rows come from"})",
    .example_fail = R"({"url": "https://example.org"})",
};

}  // namespace intake::catalogue
