#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace intake::bulk {

/// Appends a JSON string. What is no UTF-8 becomes U+FFFD; whatever some program takes for a line
/// break or a command to a terminal is escaped.
void append_string(std::string& out, std::string_view text);
void append_number(std::string& out, std::uint64_t number);

}  // namespace intake::bulk
