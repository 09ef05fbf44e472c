#pragma once

#include <array>

#include "lang/expr/function.h"

/// The parts of URLs (RFC 3986): as the predicates `url` and `same-url`. All of them take a URL
/// with scheme and host; any other text is an error.
namespace intake::expr {

Value run_url_host(Context& context, std::span<const Value> args);
Value run_url_parameter(Context& context, std::span<const Value> args);
Value run_url_path(Context& context, std::span<const Value> args);
Value run_url_port(Context& context, std::span<const Value> args);
Value run_url_query(Context& context, std::span<const Value> args);
Value run_url_same(Context& context, std::span<const Value> args);
Value run_url_scheme(Context& context, std::span<const Value> args);

inline constexpr std::array kUrlFunctions{
    Function{.name = "url.host",
             .signature = "(string) -> string",
             .summary = "The host, in lower case.",
             .run = &run_url_host,
             .cost = {.base = 4, .per_text = 2},
             .growth = Growth::kSum,
             .example = "url.host('https://API.example.org/keys')",
             .result = "'api.example.org'"},
    Function{.name = "url.parameter",
             .signature = "(string, string) -> optional(string)",
             .summary = "The decoded value of the first query parameter of this name, or none.",
             .run = &run_url_parameter,
             .cost = {.base = 4, .per_text = 2},
             .growth = Growth::kSum,
             .example = "url.parameter('https://a.example/?id=1%202', 'id')",
             .result = "optional.of('1 2')"},
    Function{.name = "url.path",
             .signature = "(string) -> string",
             .summary = "The path as written; empty where there is none.",
             .run = &run_url_path,
             .cost = {.base = 4, .per_text = 2},
             .growth = Growth::kSum,
             .example = "url.path('https://a.example/keys?id=1')",
             .result = "'/keys'"},
    Function{.name = "url.port",
             .signature = "(string) -> optional(int)",
             .summary = "The port that is written or implied by the scheme, or none.",
             .run = &run_url_port,
             .cost = {.base = 4, .per_text = 2},
             .growth = Growth::kScalar,
             .example = "url.port('https://a.example/')",
             .result = "optional.of(443)"},
    Function{.name = "url.query",
             .signature = "(string) -> map(string, list(string))",
             .summary = "The query parameters: name, and decoded values in their order.",
             .run = &run_url_query,
             .cost = {.base = 4, .per_text = 2},
             .growth = Growth::kSum,
             .example = "url.query('https://a.example/?a=1&b=2&a=3')",
             .result = "{'a': ['1', '3'], 'b': ['2']}"},
    Function{.name = "url.same",
             .signature = "(string, string) -> bool",
             .summary = "Both mean the same: case of scheme and host, default port, "
                        "percent-encoding and the order of query parameters do not count.",
             .run = &run_url_same,
             .cost = {.base = 4, .per_text = 2},
             .growth = Growth::kScalar,
             .example = "url.same('https://A.example:443/?a=1&b=2', 'https://a.example?b=2&a=1')",
             .result = "true"},
    Function{.name = "url.scheme",
             .signature = "(string) -> string",
             .summary = "The scheme, in lower case.",
             .run = &run_url_scheme,
             .cost = {.base = 4, .per_text = 2},
             .growth = Growth::kSum,
             .example = "url.scheme('HTTPS://a.example/')",
             .result = "'https'"},
};
static_assert(valid_table(kUrlFunctions));

}  // namespace intake::expr
