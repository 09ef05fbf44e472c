#include "lang/predicate/text_formats.h"

#include <algorithm>
#include <cstdint>

#include "lang/predicate/moment.h"
#include "lang/predicate/url_parts.h"

namespace intake {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_alnum(char c) { return is_digit(c) || is_letter(c); }
bool is_hex(char c) { return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

template <typename Test>
bool all(std::string_view text, Test test) {
  return std::all_of(text.begin(), text.end(), test);
}

/// Calls `use` with each piece between separators, also empty ones, until it says false.
template <typename Use>
bool each_piece(std::string_view text, char separator, Use use) {
  for (;;) {
    const std::size_t end = text.find(separator);
    if (!use(text.substr(0, end))) return false;
    if (end == std::string_view::npos) return true;
    text.remove_prefix(end + 1);
  }
}

/// Source: RFC 5321 section 4.1.2, without quoted local parts and address literals, which nobody
/// can type; the domain has two labels or more.
bool is_email(std::string_view text) {
  const std::size_t at = text.rfind('@');
  if (at == std::string_view::npos || at == 0 || at > 64 || text.size() > 254) return false;
  const auto is_atext = [](char c) {
    return is_alnum(c) || std::string_view("!#$%&'*+-/=?^_`{|}~").find(c) != std::string_view::npos;
  };
  const bool local = each_piece(text.substr(0, at), '.', [&](std::string_view atom) {
    return !atom.empty() && all(atom, is_atext);
  });
  const std::string_view domain = text.substr(at + 1);
  return local && domain.find('.') != std::string_view::npos && is_hostname(domain);
}

/// Source: RFC 4648 section 4, padded.
bool is_base64(std::string_view text) {
  if (text.empty() || text.size() % 4 != 0) return false;
  std::size_t padding = 0;
  while (padding < 2 && text.ends_with('=')) {
    text.remove_suffix(1);
    ++padding;
  }
  return all(text, [](char c) { return is_alnum(c) || c == '+' || c == '/'; });
}

/// Source: RFC 4648 section 5, without padding, as in RFC 7515.
bool is_base64url(std::string_view text) {
  if (text.empty() || text.size() % 4 == 1) return false;
  return all(text, [](char c) { return is_alnum(c) || c == '-' || c == '_'; });
}

bool is_hex_text(std::string_view text) { return !text.empty() && all(text, is_hex); }

/// Source: RFC 6901 section 3.
bool is_json_pointer(std::string_view text) {
  if (!text.empty() && text.front() != '/') return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '~' && (i + 1 == text.size() || (text[i + 1] != '0' && text[i + 1] != '1'))) {
      return false;
    }
  }
  return true;
}

/// Well-formed as in RFC 5646 section 2.1 (langtag and privateuse; no grandfathered tags).
bool is_language_tag(std::string_view text) {
  enum Stage { kLanguage, kExtlang, kScript, kRegion, kVariant, kExtension, kPrivate };
  int stage = kLanguage;
  int extlangs = 0;
  int in_singleton = -1;  // subtags since the last singleton; -1: none yet
  const bool pieces = each_piece(text, '-', [&](std::string_view tag) {
    const std::size_t size = tag.size();
    if (size < 1 || size > 8 || !all(tag, is_alnum)) return false;
    const bool letters = all(tag, is_letter);
    if (stage == kPrivate) {
      ++in_singleton;
      return true;
    }
    if (size == 1) {
      if (in_singleton == 0) return false;  // the singleton before has nothing behind it
      const bool is_private = tag == "x" || tag == "X";
      if (stage == kLanguage && (!is_private || in_singleton != -1)) return false;
      stage = is_private ? kPrivate : kExtension;
      in_singleton = 0;
      return true;
    }
    if (stage == kExtension) {
      ++in_singleton;
      return true;
    }
    if (stage == kLanguage) {
      if (!letters) return false;
      stage = size <= 3 ? kExtlang : kScript;
      return true;
    }
    if (stage == kExtlang && size == 3 && letters) return ++extlangs <= 3;
    if (stage <= kScript && size == 4 && letters) {
      stage = kRegion;
      return true;
    }
    if (stage <= kRegion && ((size == 2 && letters) || (size == 3 && all(tag, is_digit)))) {
      stage = kVariant;
      return true;
    }
    stage = kVariant;
    return size >= 5 || (size == 4 && is_digit(tag.front()));
  });
  return pieces && in_singleton != 0;
}

/// type/subtype, without parameters. Source: RFC 6838 section 4.2.
bool is_media_type(std::string_view text) {
  const std::size_t slash = text.find('/');
  if (slash == std::string_view::npos) return false;
  const auto is_name = [](std::string_view name) {
    return !name.empty() && name.size() <= 127 && is_alnum(name.front()) && all(name, [](char c) {
      return is_alnum(c) || std::string_view("!#$&-^_.+").find(c) != std::string_view::npos;
    });
  };
  return is_name(text.substr(0, slash)) && is_name(text.substr(slash + 1));
}

/// `+` and 7 to 15 digits, the first not 0. Source: ITU-T E.164.
bool is_phone(std::string_view text) {
  if (text.size() < 8 || text.size() > 16 || text[0] != '+' || text[1] == '0') return false;
  return all(text.substr(1), is_digit);
}

/// Source: semver.org 2.0.0.
bool is_semver(std::string_view text) {
  const auto is_number = [](std::string_view n) {
    return !n.empty() && all(n, is_digit) && (n.size() == 1 || n.front() != '0');
  };
  const auto is_name = [](std::string_view n) {
    return !n.empty() && all(n, [](char c) { return is_alnum(c) || c == '-'; });
  };
  if (const std::size_t plus = text.find('+'); plus != std::string_view::npos) {
    if (!each_piece(text.substr(plus + 1), '.', is_name)) return false;
    text = text.substr(0, plus);
  }
  if (const std::size_t dash = text.find('-'); dash != std::string_view::npos) {
    const bool names = each_piece(text.substr(dash + 1), '.', [&](std::string_view n) {
      return is_name(n) && (!all(n, is_digit) || is_number(n));
    });
    if (!names) return false;
    text = text.substr(0, dash);
  }
  int numbers = 0;
  return each_piece(text, '.',
                    [&](std::string_view n) { return ++numbers <= 3 && is_number(n); }) &&
         numbers == 3;
}

bool is_uuid(std::string_view text) {
  if (text.size() != 36) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool hyphen = i == 8 || i == 13 || i == 18 || i == 23;
    if (hyphen ? text[i] != '-' : !is_hex(text[i])) return false;
  }
  return true;
}

bool is_date(std::string_view text) { return parse_date(text).has_value(); }
bool is_date_time(std::string_view text) { return parse_date_time(text).has_value(); }
bool is_uri_reference(std::string_view text) { return parse_url_parts(text).has_value(); }

bool is_uri(std::string_view text) {
  const auto parts = parse_url_parts(text);
  return parts && parts->scheme;
}

bool is_url(std::string_view text) {
  const auto parts = parse_url_parts(text);
  return parts && is_absolute_url(*parts);
}

constexpr std::array kTable{
    TextFormat{"base64", "Base64 (RFC 4648 section 4), padded, without line ends", &is_base64},
    TextFormat{"base64url", "Base64 for URLs (RFC 4648 section 5), without padding", &is_base64url},
    TextFormat{"date", "a date as 2024-04-01 (RFC 3339)", &is_date},
    TextFormat{"date-time", "a date-time with offset as 2024-04-01T12:00:00Z (RFC 3339)",
               &is_date_time},
    TextFormat{"duration", "an ISO 8601 duration as P90D or PT5M", &is_duration},
    TextFormat{"email", "one e-mail address without name and angle brackets", &is_email},
    TextFormat{"hex", "hexadecimal digits", &is_hex_text},
    TextFormat{"hostname", "a host name (RFC 1123), ASCII, no dot at its end", &is_hostname},
    TextFormat{"ipv4", "four numbers from 0 to 255 without leading zeros", &is_ipv4},
    TextFormat{"ipv6", "an IPv6 address (RFC 4291), no zone", &is_ipv6},
    TextFormat{"json-pointer", "a JSON Pointer (RFC 6901)", &is_json_pointer},
    TextFormat{"language-tag", "a language tag as nl-BE (RFC 5646, well-formed)", &is_language_tag},
    TextFormat{"media-type", "a media type as text/plain, without parameters", &is_media_type},
    TextFormat{"phone", "a telephone number as +3225550100 (E.164)", &is_phone},
    TextFormat{"semver", "a version as 1.2.3-beta.1 (SemVer 2.0.0)", &is_semver},
    TextFormat{"time", "a time of day with offset as 12:00:00Z (RFC 3339)", &is_time_of_day},
    TextFormat{"uri", "a URI with scheme (RFC 3986)", &is_uri},
    TextFormat{"uri-reference", "a URI or a relative reference (RFC 3986)", &is_uri_reference},
    TextFormat{"url", "a URI with scheme and host", &is_url},
    TextFormat{"uuid", "a UUID as 8, 4, 4, 4 and 12 hexadecimal digits", &is_uuid},
};
static_assert(std::ranges::is_sorted(kTable, {}, &TextFormat::name));
static_assert(std::ranges::equal(kTable, text_format_tables::kNames, {}, &TextFormat::name));

}  // namespace

bool is_hostname(std::string_view text) {
  if (text.empty() || text.size() > 253) return false;
  bool last_is_number = false;
  const bool labels = each_piece(text, '.', [&](std::string_view label) {
    if (label.empty() || label.size() > 63 || label.front() == '-' || label.back() == '-') {
      return false;
    }
    last_is_number = all(label, is_digit);
    return all(label, [](char c) { return is_alnum(c) || c == '-'; });
  });
  return labels && !last_is_number;
}

bool is_ipv4(std::string_view text) {
  if (text.size() > 15) return false;
  int numbers = 0;
  return each_piece(text, '.',
                    [&](std::string_view n) {
                      if (n.empty() || n.size() > 3 || !all(n, is_digit)) return false;
                      if (n.size() > 1 && n.front() == '0') return false;
                      return ++numbers <= 4 && (n.size() < 3 || n <= "255");
                    }) &&
         numbers == 4;
}

/// Source: RFC 4291 section 2.2.
bool is_ipv6(std::string_view text) {
  if (text.size() < 2 || text.size() > 45) return false;
  const auto count_groups = [](std::string_view part, bool may_end_in_ipv4) {
    int groups = 0;
    if (part.empty()) return groups;
    const bool good = each_piece(part, ':', [&](std::string_view group) {
      const bool is_last = group.data() + group.size() == part.data() + part.size();
      if (may_end_in_ipv4 && is_last && group.find('.') != std::string_view::npos) {
        groups += 2;
        return is_ipv4(group);
      }
      ++groups;
      return !group.empty() && group.size() <= 4 && all(group, is_hex);
    });
    return good ? groups : -1;
  };
  const std::size_t gap = text.find("::");
  if (gap == std::string_view::npos) return count_groups(text, true) == 8;
  const int before = count_groups(text.substr(0, gap), false);
  const int after = count_groups(text.substr(gap + 2), true);
  return before >= 0 && after >= 0 && before + after <= 7;
}

std::span<const TextFormat> text_formats() { return kTable; }

const TextFormat* find_text_format(std::string_view name) {
  const auto found = std::ranges::lower_bound(kTable, name, {}, &TextFormat::name);
  return found != kTable.end() && found->name == name ? &*found : nullptr;
}

}  // namespace intake
