#pragma once

#include <array>

#include "lang/predicate/arguments.h"

/// Distinguished names (RFC 4514), as in the subject of a certificate.
namespace intake::catalogue {

Outcome run_dn(const PredicateInput& input);
PrepareResult prepare_dn(const PrepareInput& input);

inline constexpr std::array kDnParams{
    ParamSpec{"attributes", ParamKind::kPatternMap, false,
              "attributes (CN, commonName or 2.5.4.3), each with its value, or with a pattern that "
              "begins with `^`; every value of that attribute must fit, and there must be one; "
              "case and spare blanks do not count, but for patterns"},
    ParamSpec{"attribute", ParamKind::kText, false, "one attribute, whose value is under `value`"},
    ParamSpec{"value", ParamKind::kTexts, false,
              "the value of `attribute`, or several of which one"},
    ParamSpec{"has", ParamKind::kTexts, false, "attributes that must be there with a value"},
    ParamSpec{"exact", ParamKind::kTrue, false,
              "`true`: no attributes but those that the other parameters name"},
    ParamSpec{"same-as", ParamKind::kText, false, "a distinguished name to mean the same as"},
};
inline constexpr Predicate kDn{
    .name = "dn",
    .summary = "The text is a distinguished name, and its attributes are these.",
    .accepts = kStringBit,
    .params = kDnParams,
    .run = &run_dn,
    .prepare = &prepare_dn,
    .example = "dn: {CN: api.example.org, O: Ziekenhuis}",
    .example_pass = "\"CN=API.example.org+UID=1, O=ziekenhuis, C=BE\"",
    .example_fail = "\"CN=api.example.org, OU=Ziekenhuis, C=BE\"",
};

}  // namespace intake::catalogue
