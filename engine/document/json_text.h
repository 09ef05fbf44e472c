#pragma once

#include <string>
#include <string_view>

#include "document/document.h"

namespace intake {

/// How JSON text is laid out. The default is compact, on one line without blanks.
struct JsonStyle {
  std::string_view newline;  // before each member; empty: everything on one line
  std::string_view unit;     // one level of indentation, where newline is set
  std::string base;          // indentation of the line the value starts on
  std::string_view after_colon;
  std::string_view after_comma;  // where newline is empty
};

/// The text in double quotes; only `"`, `\` and control characters are escaped.
void append_json_string(std::string& out, std::string_view text);
/// The value as JSON text (RFC 8259); nothing for an absent one. Numbers that JSON cannot say
/// (infinite, not a number) become null. Iterative.
void append_json(std::string& out, View value, const JsonStyle& style = {});

}  // namespace intake
