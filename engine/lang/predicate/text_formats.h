#pragma once

#include <array>
#include <span>
#include <string_view>

namespace intake {

/// A notation that a text can be written in; all linear in the text.
struct TextFormat {
  std::string_view name;
  std::string_view summary;
  bool (*fits)(std::string_view text);
};

/// Sorted by name.
std::span<const TextFormat> text_formats();
const TextFormat* find_text_format(std::string_view name);

/// RFC 1123: labels of letters, digits and inner hyphens; the last one is not only digits.
bool is_hostname(std::string_view text);
bool is_ipv4(std::string_view text);
bool is_ipv6(std::string_view text);

namespace text_format_tables {
inline constexpr std::array<std::string_view, 20> kNames{
    "base64",   "base64url", "date", "date-time",     "duration",     "email",      "hex",
    "hostname", "ipv4",      "ipv6", "json-pointer",  "language-tag", "media-type", "phone",
    "semver",   "time",      "uri",  "uri-reference", "url",          "uuid",
};
}  // namespace text_format_tables

}  // namespace intake
