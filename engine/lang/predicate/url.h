#pragma once

#include <array>

#include "lang/predicate/arguments.h"

/// The parts of URLs (RFC 3986).
namespace intake::catalogue {

Outcome run_url(const PredicateInput& input);
Outcome run_same_url(const PredicateInput& input);
PrepareResult prepare_url(const PrepareInput& input);
PrepareResult prepare_same_url(const PrepareInput& input);

inline constexpr std::array<std::string_view, 4> kUrlParts{"userinfo", "port", "query", "fragment"};
inline constexpr std::array kUrlParams{
    ParamSpec{"scheme", ParamKind::kTexts, false, "the scheme, or several of which one"},
    ParamSpec{"host", ParamKind::kTexts, false,
              "the host, or several of which one; case does not count; `*.` at its beginning "
              "stands for one label or more"},
    ParamSpec{"port", ParamKind::kInteger, false, "the port, written or implied by the scheme"},
    ParamSpec{"path", ParamKind::kTexts, false, "the whole path, or several of which one"},
    ParamSpec{"path-prefix", ParamKind::kTexts, false,
              "the first segments of the path, or several of which one"},
    ParamSpec{"query", ParamKind::kPatternMap, false,
              "names of query parameters, each with its decoded value, or with a pattern that "
              "begins with `^`; every parameter of that name must fit, and there must be one"},
    ParamSpec{"query-has", ParamKind::kTexts, false,
              "names of query parameters that must be there with a value"},
    ParamSpec{"query-only", ParamKind::kTexts, false,
              "names of the query parameters that are allowed"},
    ParamSpec{"without", ParamKind::kChoices, false, "parts that must not be there", kUrlParts},
};
inline constexpr Predicate kUrl{
    .name = "url",
    .summary = "The text is a URL with scheme and host, and its parts are these.",
    .accepts = kStringBit,
    .params = kUrlParams,
    .run = &run_url,
    .prepare = &prepare_url,
    .example =
        "url: {scheme: https, host: [api.example.org], path-prefix: /auth, query: {use: sig}}",
    .example_pass = "\"https://API.example.org/auth/keys?type=A&use=sig\"",
    .example_fail = "\"https://api.example.org/auth/keys?type=A&use=enc\"",
};

inline constexpr std::array kSameUrlParams{
    ParamSpec{"value", ParamKind::kText, true, "the URL to mean the same as"},
};
inline constexpr Predicate kSameUrl{
    .name = "same-url",
    .summary =
        "The text is a URL that means the same as this one: case of scheme and host, default "
        "port, percent-encoding and the order of query parameters do not count.",
    .accepts = kStringBit,
    .params = kSameUrlParams,
    .run = &run_same_url,
    .prepare = &prepare_same_url,
    .example = "same-url: \"https://api.example.org/keys?id=1&use=sig\"",
    .example_pass = "\"https://API.example.org:443/keys?use=sig&id=1\"",
    .example_fail = "\"https://api.example.org/Keys?id=1&use=sig\"",
};

}  // namespace intake::catalogue
