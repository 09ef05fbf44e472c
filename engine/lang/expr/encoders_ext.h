#pragma once

#include <array>

#include "lang/expr/function.h"

/// Bytes as text: the `encoders` extension of CEL.
namespace intake::expr {

Value run_base64_decode(Context& context, std::span<const Value> args);
Value run_base64_encode(Context& context, std::span<const Value> args);

inline constexpr std::array kEncoderFunctions{
    Function{.name = "base64.decode",
             .style = Style::kGlobal,
             .signature = "(string) -> bytes",
             .summary = "The bytes that Base64 (RFC 4648 section 4) stands for; padding may be "
                        "left out.",
             .run = &run_base64_decode,
             .cost = {.per_text = 2},
             .growth = Growth::kSum,
             .example = "base64.decode('aGVsbG8')",
             .result = "b'hello'"},
    Function{.name = "base64.encode",
             .style = Style::kGlobal,
             .signature = "(bytes) -> string",
             .summary = "The bytes as Base64 with padding (RFC 4648 section 4).",
             .run = &run_base64_encode,
             .cost = {.per_text = 3},
             .growth = Growth::kProduct,
             .example = "base64.encode(b'hello')",
             .result = "'aGVsbG8='"},
};
static_assert(valid_table(kEncoderFunctions));

}  // namespace intake::expr
