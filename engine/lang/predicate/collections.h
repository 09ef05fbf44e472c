#pragma once

#include <array>

#include "lang/predicate/presence.h"

/// What lists, maps and texts hold.
namespace intake::catalogue {

Outcome run_contains(const PredicateInput& input);
Outcome run_contains_all(const PredicateInput& input);
Outcome run_subset_of(const PredicateInput& input);
Outcome run_superset_of(const PredicateInput& input);
Outcome run_disjoint(const PredicateInput& input);
Outcome run_count(const PredicateInput& input);
Outcome run_unique(const PredicateInput& input);
Outcome run_has_members(const PredicateInput& input);
PrepareResult prepare_list(const PrepareInput& input);
/// Shared by `count` and `length`: parameters min, max, equal.
PrepareResult prepare_range(const PrepareInput& input);
Outcome judge_size(const PredicateInput& input, std::uint64_t size);

inline constexpr std::array kContainsParams{
    ParamSpec{"value", ParamKind::kAny, true, "the element, or the part of the text"},
};
inline constexpr Predicate kContains{
    .name = "contains",
    .summary = "The list has this element, or the text has this part.",
    .accepts = kArrayBit | kStringBit,
    .params = kContainsParams,
    .run = &run_contains,
    .example = "contains: read",
    .example_pass = "[\"read\", \"write\"]",
    .example_fail = "[\"write\"]",
};

inline constexpr std::array kContainsAllParams{
    ParamSpec{"values", ParamKind::kValues, true, "what must be there, in any order"},
};
inline constexpr Predicate kContainsAll{
    .name = "contains-all",
    .summary = "The list has every one of the values as an element, or the text as a part.",
    .accepts = kArrayBit | kStringBit,
    .params = kContainsAllParams,
    .run = &run_contains_all,
    .example = "contains-all: [read, write]",
    .example_pass = "[\"write\", \"read\", \"admin\"]",
    .example_fail = "[\"read\"]",
};

inline constexpr ParamSpec kColumn{"column", ParamKind::kText, false,
                                   "where the values are records: the member to compare with"};
inline constexpr std::array kSubsetOfParams{
    ParamSpec{"values", ParamKind::kValues, true, "the allowed elements"},
    kColumn,
};
inline constexpr Predicate kSubsetOf{
    .name = "subset-of",
    .summary = "Every element of the list is one of the values.",
    .accepts = kArrayBit,
    .params = kSubsetOfParams,
    .run = &run_subset_of,
    .prepare = &prepare_list,
    .example = "subset-of: [read, write]",
    .example_pass = "[\"read\"]",
    .example_fail = "[\"read\", \"admin\"]",
};

inline constexpr std::array kSupersetOfParams{
    ParamSpec{"values", ParamKind::kValues, true, "the needed elements"},
    kColumn,
};
inline constexpr Predicate kSupersetOf{
    .name = "superset-of",
    .summary =
        "Every one of the values, or of a column of records, is an element of the list; the "
        "counterpart of `subset-of`.",
    .accepts = kArrayBit,
    .params = kSupersetOfParams,
    .run = &run_superset_of,
    .example = "superset-of: {values: [{scope: read}, {scope: write}], column: scope}",
    .example_pass = "[\"write\", \"read\"]",
    .example_fail = "[\"read\"]",
};

inline constexpr std::array kDisjointParams{
    ParamSpec{"values", ParamKind::kValues, true, "the elements that must not be there"},
    kColumn,
};
inline constexpr Predicate kDisjoint{
    .name = "disjoint",
    .summary = "No element of the list is one of the values.",
    .accepts = kArrayBit,
    .params = kDisjointParams,
    .run = &run_disjoint,
    .prepare = &prepare_list,
    .example = "disjoint: [d, p, q]",
    .example_pass = "[\"n\", \"e\"]",
    .example_fail = "[\"n\", \"d\"]",
};

inline constexpr std::array kCountParams{
    ParamSpec{"equal", ParamKind::kInteger, false, "exactly so many"},
    ParamSpec{"min", ParamKind::kInteger, false, "at least so many"},
    ParamSpec{"max", ParamKind::kInteger, false, "at most so many"},
};
inline constexpr Predicate kCount{
    .name = "count",
    .summary = "The list has so many elements, or the map so many members.",
    .accepts = kArrayBit | kObjectBit,
    .params = kCountParams,
    .run = &run_count,
    .prepare = &prepare_range,
    .example = "count: {min: 1, max: 2}",
    .example_pass = "[\"a\"]",
    .example_fail = "[]",
};

inline constexpr std::array kUniqueParams{
    kStatement,
    ParamSpec{"by", ParamKind::kText, false,
              "where the elements are records: the member that differs; those without it are "
              "left aside"},
};
inline constexpr Predicate kUnique{
    .name = "unique",
    .summary = "No two elements of the list are equal.",
    .accepts = kArrayBit,
    .params = kUniqueParams,
    .run = &run_unique,
    .example = "unique: {by: kid}",
    .example_pass = "[{\"kid\": \"1\"}, {\"kid\": \"2\"}]",
    .example_fail = "[{\"kid\": \"1\"}, {\"kid\": \"1\"}]",
};

inline constexpr std::array kHasMembersParams{
    ParamSpec{"names", ParamKind::kTexts, true, "the names of the members"},
};
inline constexpr Predicate kHasMembers{
    .name = "has-members",
    .summary = "The map has all of these members.",
    .accepts = kObjectBit,
    .params = kHasMembersParams,
    .run = &run_has_members,
    .example = "has-members: [name, kind]",
    .example_pass = "{\"name\": \"x\", \"kind\": null}",
    .example_fail = "{\"name\": \"x\"}",
};

}  // namespace intake::catalogue
