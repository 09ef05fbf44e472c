#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace intake {

/// Base64 with padding. Source: RFC 4648 section 4.
std::string encode_base64(std::string_view bytes);

/// The bytes; padding may be left out. Nullopt: another character, a length that no bytes give, or
/// bits behind the last byte that are not 0.
std::optional<std::string> decode_base64(std::string_view text);

}  // namespace intake
