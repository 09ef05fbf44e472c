#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace intake::eml {

/// RFC 3339 of the date of a mail, with its own offset; nullopt: it is none.
std::optional<std::string> read_date(std::string_view value);

/// The date of a mail (RFC 5322) from RFC 3339; nullopt: it is none.
std::optional<std::string> write_date(std::string_view rfc3339);

}  // namespace intake::eml
