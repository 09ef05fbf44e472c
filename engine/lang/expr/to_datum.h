#pragma once

#include <optional>

#include "document/datum.h"
#include "lang/expr/function.h"

namespace intake::expr {

/// A value as JSON: timestamps, durations and addresses as `string(x)` gives them, bytes as
/// base64, types by name, an optional as what it holds. Keys that are no strings become their
/// text. nullopt: over budget, deeper than Limits::depth, an error, an empty optional, an infinite
/// number.
std::optional<Datum> to_datum(Context& context, const Value& value);

/// For messages: as to_display(View), without JSON for what has none.
std::string to_display(Context& context, const Value& value);

}  // namespace intake::expr
