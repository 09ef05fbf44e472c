#pragma once

#include <array>

#include "lang/expr/function.h"

/// Distinguished names (RFC 4514), and versions (SemVer 2.0.0).
namespace intake::expr {

Value run_dn_attribute(Context& context, std::span<const Value> args);
Value run_dn_attributes(Context& context, std::span<const Value> args);
Value run_dn_is_valid(Context& context, std::span<const Value> args);
Value run_dn_same(Context& context, std::span<const Value> args);
Value run_semver_compare(Context& context, std::span<const Value> args);
Value run_semver_in_range(Context& context, std::span<const Value> args);
Value run_semver_is_valid(Context& context, std::span<const Value> args);

inline constexpr std::array kNameFunctions{
    Function{.name = "dn.attribute",
             .signature = "(string, string) -> optional(string)",
             .summary = "The first value of an attribute (CN, commonName or 2.5.4.3), or none.",
             .run = &run_dn_attribute,
             .cost = {.base = 4, .per_text = 2},
             .growth = Growth::kSum,
             .example = "dn.attribute('CN=a\\\\, b,O=Ziekenhuis,C=BE', 'cn')",
             .result = "optional.of('a, b')"},
    Function{.name = "dn.attributes",
             .signature = "(string, string) -> list(string)",
             .summary = "Every value of an attribute, in the order of the name.",
             .run = &run_dn_attributes,
             .cost = {.base = 4, .per_text = 2},
             .growth = Growth::kSum,
             .example = "dn.attributes('OU=x,OU=y,O=z', 'OU')",
             .result = "['x', 'y']"},
    Function{.name = "dn.isValid",
             .signature = "(string) -> bool",
             .summary = "The text is a distinguished name.",
             .run = &run_dn_is_valid,
             .cost = {.base = 4, .per_text = 2},
             .growth = Growth::kScalar,
             .example = "dn.isValid('CN a')",
             .result = "false"},
    Function{.name = "dn.same",
             .signature = "(string, string) -> bool",
             .summary = "Both mean the same: short or long names of attributes, case, blanks and "
                        "the order of attributes joined by + do not count.",
             .run = &run_dn_same,
             .cost = {.base = 4, .per_text = 2},
             .growth = Growth::kScalar,
             .example = "dn.same('CN=A+OU=x, O=z', 'ou=X+commonName=a,O=z')",
             .result = "true"},
    Function{.name = "semver.compare",
             .signature = "(string, string) -> int",
             .summary = "-1, 0 or 1, as the first version is lower, equal or higher.",
             .run = &run_semver_compare,
             .cost = {.base = 4, .per_text = 2},
             .growth = Growth::kScalar,
             .example = "semver.compare('1.10.0', '1.9.0')",
             .result = "1"},
    Function{.name = "semver.inRange",
             .signature = "(string, string) -> bool",
             .summary = "The version lies in a range as ^1.2, ~1.2, >=1.0 <2.0 or 1.x.",
             .run = &run_semver_in_range,
             .cost = {.base = 4, .per_text = 2},
             .growth = Growth::kScalar,
             .example = "semver.inRange('1.4.2', '^1.2')",
             .result = "true"},
    Function{.name = "semver.isValid",
             .signature = "(string) -> bool",
             .summary = "The text is a version.",
             .run = &run_semver_is_valid,
             .cost = {.base = 4, .per_text = 2},
             .growth = Growth::kScalar,
             .example = "semver.isValid('1.2')",
             .result = "false"},
};
static_assert(valid_table(kNameFunctions));

}  // namespace intake::expr
