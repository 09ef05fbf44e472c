#pragma once

#include <string>
#include <string_view>

#include "document/document.h"

namespace intake::yaml {

/// How a text is written on one line.
enum class Quoting : std::uint8_t { kPlain, kSingle, kDouble };

/// True where the text can stand without quotes and is read as itself, by YAML 1.1 readers too.
/// `flow`: between brackets or braces.
bool is_plain_safe(std::string_view text, bool flow);
/// True where the text can stand between single quotes on one line.
bool is_single_safe(std::string_view text);
/// True where a text of several lines can be a literal block and is read as itself.
bool is_literal_safe(std::string_view text);

/// `wish` where the text allows it; else double quotes.
std::string quote_text(std::string_view text, Quoting wish, bool flow);
/// A scalar, an empty list or an empty map on one line; texts plain where that is safe.
std::string scalar_text(View value, Quoting wish, bool flow);

}  // namespace intake::yaml
