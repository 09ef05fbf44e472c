#pragma once

#include <array>

#include "lang/predicate/arguments.h"

/// Whether a value is there, and of which kind.
namespace intake::catalogue {

Outcome run_present(const PredicateInput& input);
Outcome run_absent(const PredicateInput& input);
Outcome run_is_null(const PredicateInput& input);
Outcome run_blank(const PredicateInput& input);
Outcome run_type(const PredicateInput& input);
Outcome run_bound(const PredicateInput& input);
Outcome run_expr(const PredicateInput& input);

inline constexpr std::array kStatementParams{kStatement};

inline constexpr Predicate kPresent{
    .name = "present",
    .summary = "There is a value, and it is not null.",
    .sees_absence = true,
    .params = kStatementParams,
    .run = &run_present,
    .example = "present: true",
    .example_pass = "\"\"",
    .example_fail = "null",
};

inline constexpr Predicate kAbsent{
    .name = "absent",
    .summary = "Nothing stands here, not even null.",
    .sees_absence = true,
    .params = kStatementParams,
    .run = &run_absent,
    .example = "absent: true",
    .example_pass = "",  // no value at all
    .example_fail = "null",
};

inline constexpr Predicate kIsNull{
    .name = "is-null",
    .summary = "The value is null: its name is written, but nothing behind it.",
    .params = kStatementParams,
    .run = &run_is_null,
    .example = "is-null: true",
    .example_pass = "null",
    .example_fail = "\"\"",
};

inline constexpr Predicate kBlank{
    .name = "blank",
    .summary =
        "The value is null, an empty text, or a text of nothing but blanks and invisible "
        "characters.",
    .params = kStatementParams,
    .run = &run_blank,
    .example = "blank: true",
    .example_pass = "\"  \"",
    .example_fail = "\"x\"",
};

inline constexpr std::array<std::string_view, 7> kTypeNames{
    "null", "boolean", "integer", "number", "string", "array", "object"};
inline constexpr std::array kTypeParams{
    ParamSpec{"types", ParamKind::kChoices, true,
              "the allowed types; a number without fraction (1.0) is an integer, too", kTypeNames},
};
inline constexpr Predicate kType{
    .name = "type",
    .summary = "The value is of one of the types.",
    .params = kTypeParams,
    .run = &run_type,
    .example = "type: [string, \"null\"]",
    .example_pass = "\"x\"",
    .example_fail = "3",
};

inline constexpr std::array kBoundParams{
    ParamSpec{"binding", ParamKind::kBinding, true, "the name of the binding"},
};
/// Run by the evaluator itself, which knows the bindings.
inline constexpr Predicate kBound{
    .name = "bound",
    .summary = "The binding has a value: its place holds one, and its pattern matched.",
    .sees_absence = true,
    .params = kBoundParams,
    .run = &run_bound,
    .example = "bound: client",
    .example_pass = "",
    .example_fail = "",
};

inline constexpr std::array kExprParams{
    ParamSpec{
        "expression", ParamKind::kExpression, true,
        "an expression of the Common Expression Language that gives true or false; `value` is "
        "the value at hand"},
};
/// Run by the evaluator itself. The loader takes it apart at `&&`, `||`, `!` and `? :`.
inline constexpr Predicate kExpr{
    .name = "expr",
    .summary = "The expression is true.",
    .sees_absence = true,
    .params = kExprParams,
    .run = &run_expr,
    .example = "expr: value.size() > 2",
    .example_pass = "\"abc\"",
    .example_fail = "\"ab\"",
};

}  // namespace intake::catalogue
