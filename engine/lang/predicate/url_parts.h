#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace intake {

/// The parts of a URI reference as written, nothing decoded. Texts point into the input. A part
/// that is absent differs from an empty one (`http://x?` has an empty query).
struct UrlParts {
  std::optional<std::string_view> scheme;
  std::optional<std::string_view> userinfo;
  std::optional<std::string_view> host;  // brackets of an IP literal included
  std::optional<std::string_view> port;  // digits, perhaps none
  std::string_view path;
  std::optional<std::string_view> query;
  std::optional<std::string_view> fragment;
};

/// Nullopt where a part has a character that RFC 3986 does not allow there.
std::optional<UrlParts> parse_url_parts(std::string_view text);

/// With a scheme, a host that is not empty, and a port that is one (0 to 65535) or none.
bool is_absolute_url(const UrlParts& parts);

/// The port that is written or implied by the scheme (http, https, ftp, ws, wss, ldap, ldaps).
std::optional<unsigned> effective_port(const UrlParts& parts);

/// Percent-encoding undone. With `form`, a plus sign is a blank, as in queries of web forms.
std::string percent_decoded(std::string_view text, bool form);

/// Names and values of a query, decoded, in order. `a&b=` are names with an empty value.
std::vector<std::pair<std::string, std::string>> query_pairs(std::string_view query);

bool equal_ignoring_ascii_case(std::string_view a, std::string_view b);

/// The path without percent-encoded unreserved characters and dot segments (RFC 3986
/// section 6.2.2).
std::string normal_path(std::string_view path);

/// A key that is equal for all URLs that mean the same, not for people: scheme and host in lower
/// case, no default port, the path normal, query parameters sorted by name (equal names keep their
/// order).
std::string url_key(const UrlParts& parts);

}  // namespace intake
