#include "lang/predicate/url_parts.h"

#include <algorithm>

#include "lang/predicate/text_formats.h"

namespace intake {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }
bool is_unreserved(char c) {
  return is_digit(c) || is_letter(c) || c == '-' || c == '.' || c == '_' || c == '~';
}

int hex_value(char c) {
  if (is_digit(c)) return c - '0';
  c = lower(c);
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/// The byte that `%XX` at `at` stands for, or -1.
int decoded_byte(std::string_view text, std::size_t at) {
  if (at + 2 >= text.size() || text[at] != '%') return -1;
  const int high = hex_value(text[at + 1]);
  const int low = hex_value(text[at + 2]);
  return high < 0 || low < 0 ? -1 : high * 16 + low;
}

/// Unreserved characters, sub-delims, percent-encoded bytes, and those of `more`.
bool has_only(std::string_view text, std::string_view more) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (is_unreserved(text[i])) continue;
    if (text[i] == '%') {
      if (decoded_byte(text, i) < 0) return false;
      i += 2;
    } else if (std::string_view("!$&'()*+,;=").find(text[i]) == std::string_view::npos &&
               more.find(text[i]) == std::string_view::npos) {
      return false;
    }
  }
  return true;
}

bool is_scheme(std::string_view text) {
  return !text.empty() && is_letter(text.front()) &&
         std::all_of(text.begin(), text.end(), [](char c) {
           return is_letter(c) || is_digit(c) || c == '+' || c == '-' || c == '.';
         });
}

bool is_host(std::string_view host) {
  if (!host.starts_with('[')) return has_only(host, "");
  if (host.size() < 3 || !host.ends_with(']')) return false;
  const std::string_view literal = host.substr(1, host.size() - 2);
  if (literal.front() == 'v' || literal.front() == 'V') {
    const std::size_t dot = literal.find('.');
    return dot != std::string_view::npos && dot > 1 && dot + 1 < literal.size() &&
           std::all_of(literal.begin() + 1, literal.begin() + static_cast<std::ptrdiff_t>(dot),
                       [](char c) { return hex_value(c) >= 0; }) &&
           literal.find('%') == std::string_view::npos && has_only(literal.substr(dot + 1), ":");
  }
  return is_ipv6(literal);
}

bool take_authority(std::string_view authority, UrlParts& parts) {
  if (const std::size_t at = authority.rfind('@'); at != std::string_view::npos) {
    parts.userinfo = authority.substr(0, at);
    authority.remove_prefix(at + 1);
    if (!has_only(*parts.userinfo, ":")) return false;
  }
  const std::size_t bracket = authority.rfind(']');
  const std::size_t colon = authority.find(':', bracket == std::string_view::npos ? 0 : bracket);
  parts.host = authority.substr(0, colon);
  if (colon != std::string_view::npos) {
    parts.port = authority.substr(colon + 1);
    if (!std::all_of(parts.port->begin(), parts.port->end(), is_digit)) return false;
  }
  return is_host(*parts.host);
}

std::optional<unsigned> port_number(std::string_view digits) {
  while (digits.size() > 1 && digits.front() == '0') digits.remove_prefix(1);
  if (digits.empty() || digits.size() > 5) return std::nullopt;
  unsigned number = 0;
  for (const char c : digits) number = number * 10 + static_cast<unsigned>(c - '0');
  if (number > 65535) return std::nullopt;
  return number;
}

std::optional<unsigned> default_port(std::string_view scheme) {
  constexpr std::pair<std::string_view, unsigned> kPorts[] = {
      {"ftp", 21},    {"http", 80}, {"https", 443}, {"ldap", 389},
      {"ldaps", 636}, {"ws", 80},   {"wss", 443}};
  for (const auto& [name, port] : kPorts) {
    if (equal_ignoring_ascii_case(name, scheme)) return port;
  }
  return std::nullopt;
}

/// Percent-encoded unreserved characters decoded, hexadecimal digits in upper case.
std::string normal_encoding(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const int byte = decoded_byte(text, i);
    if (byte < 0) {
      out += text[i];
      continue;
    }
    if (byte < 0x80 && is_unreserved(static_cast<char>(byte))) {
      out += static_cast<char>(byte);
    } else {
      constexpr std::string_view kHex = "0123456789ABCDEF";
      out += '%';
      out += kHex[static_cast<std::size_t>(byte) / 16];
      out += kHex[static_cast<std::size_t>(byte) % 16];
    }
    i += 2;
  }
  return out;
}

/// Source: RFC 3986 section 5.2.4, for paths that begin with a slash.
std::string without_dot_segments(std::string_view path) {
  if (!path.starts_with('/')) return std::string(path);
  std::vector<std::string_view> segments;
  bool folder = false;  // the last segment was `.` or `..`
  for (std::size_t at = 0; at < path.size();) {
    const std::size_t end = std::min(path.find('/', at + 1), path.size());
    const std::string_view segment = path.substr(at + 1, end - at - 1);
    folder = segment == "." || segment == "..";
    if (segment == "..") {
      if (!segments.empty()) segments.pop_back();
    } else if (!folder) {
      segments.push_back(segment);
    }
    at = end;
  }
  if (folder) segments.emplace_back();
  std::string out;
  for (const std::string_view segment : segments) {
    out += '/';
    out += segment;
  }
  return out;
}

}  // namespace

// Splits as the regular expression of RFC 3986 appendix B does.
std::optional<UrlParts> parse_url_parts(std::string_view text) {
  UrlParts parts;
  if (const std::size_t hash = text.find('#'); hash != std::string_view::npos) {
    parts.fragment = text.substr(hash + 1);
    text = text.substr(0, hash);
    if (!has_only(*parts.fragment, ":@/?")) return std::nullopt;
  }
  if (const std::size_t mark = text.find('?'); mark != std::string_view::npos) {
    parts.query = text.substr(mark + 1);
    text = text.substr(0, mark);
    if (!has_only(*parts.query, ":@/?")) return std::nullopt;
  }
  // A colon in the first segment of a path that no scheme precedes would be read as one.
  if (const std::size_t colon = text.substr(0, text.find('/')).find(':');
      colon != std::string_view::npos) {
    parts.scheme = text.substr(0, colon);
    text.remove_prefix(colon + 1);
    if (!is_scheme(*parts.scheme)) return std::nullopt;
  }
  if (text.starts_with("//")) {
    text.remove_prefix(2);
    const std::size_t end = std::min(text.find('/'), text.size());
    if (!take_authority(text.substr(0, end), parts)) return std::nullopt;
    text.remove_prefix(end);
  }
  parts.path = text;
  if (!has_only(parts.path, ":@/")) return std::nullopt;
  return parts;
}

bool is_absolute_url(const UrlParts& parts) {
  if (!parts.scheme || !parts.host || parts.host->empty()) return false;
  return !parts.port || parts.port->empty() || port_number(*parts.port);
}

std::optional<unsigned> effective_port(const UrlParts& parts) {
  if (parts.port && !parts.port->empty()) return port_number(*parts.port);
  return parts.scheme ? default_port(*parts.scheme) : std::nullopt;
}

std::string percent_decoded(std::string_view text, bool form) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (const int byte = decoded_byte(text, i); byte >= 0) {
      out += static_cast<char>(byte);
      i += 2;
    } else {
      out += form && text[i] == '+' ? ' ' : text[i];
    }
  }
  return out;
}

std::vector<std::pair<std::string, std::string>> query_pairs(std::string_view query) {
  std::vector<std::pair<std::string, std::string>> pairs;
  while (!query.empty()) {
    const std::size_t end = std::min(query.find('&'), query.size());
    const std::string_view pair = query.substr(0, end);
    query.remove_prefix(std::min(end + 1, query.size()));
    if (pair.empty()) continue;
    const std::size_t equals = std::min(pair.find('='), pair.size());
    pairs.emplace_back(percent_decoded(pair.substr(0, equals), true),
                       percent_decoded(pair.substr(std::min(equals + 1, pair.size())), true));
  }
  return pairs;
}

bool equal_ignoring_ascii_case(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char x, char y) { return lower(x) == lower(y); });
}

std::string normal_path(std::string_view path) {
  return without_dot_segments(normal_encoding(path));
}

std::string url_key(const UrlParts& parts) {
  std::string out;
  const auto add_lower = [&out](std::string_view text) {
    for (const char c : text) out += lower(c);
  };
  if (parts.scheme) {
    add_lower(*parts.scheme);
    out += ':';
  }
  if (parts.host) {
    out += "//";
    if (parts.userinfo) out += normal_encoding(*parts.userinfo) + "@";
    add_lower(normal_encoding(*parts.host));
    const auto port = effective_port(parts);
    if (port && (!parts.scheme || port != default_port(*parts.scheme))) {
      out += ':' + std::to_string(*port);
    }
  }
  const std::string path = normal_path(parts.path);
  out += path.empty() && parts.host ? "/" : path;
  if (parts.query) {
    auto pairs = query_pairs(*parts.query);
    std::stable_sort(pairs.begin(), pairs.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    // Lengths keep `a=b&c` apart from a value that holds these characters.
    out += '?';
    for (const auto& [name, value] : pairs) {
      out += std::to_string(name.size()) + ':' + name + std::to_string(value.size()) + ':' + value;
    }
  }
  if (parts.fragment) out += '#' + normal_encoding(*parts.fragment);
  return out;
}

}  // namespace intake
