#include "formats/yaml/resolver.h"

#include <array>
#include <charconv>
#include <cmath>
#include <system_error>

namespace intake::yaml {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool one_of(std::string_view text, std::initializer_list<std::string_view> words) {
  for (const std::string_view word : words) {
    if (text == word) return true;
  }
  return false;
}

std::size_t digits_from(std::string_view text, std::size_t at) {
  while (at < text.size() && is_digit(text[at])) ++at;
  return at;
}

/// [-+]? [0-9]+ within 64 bits, no leading zero.
std::optional<Scalar> parse_decimal(std::string_view text) {
  const bool minus = !text.empty() && text[0] == '-';
  const std::string_view digits =
      !text.empty() && (text[0] == '-' || text[0] == '+') ? text.substr(1) : text;
  if (digits.empty() || digits_from(digits, 0) != digits.size()) return std::nullopt;
  if (digits.size() > 1 && digits[0] == '0') return Scalar(Text{});
  const std::string_view signed_digits = minus ? text : digits;
  std::int64_t i = 0;
  const char* end = signed_digits.data() + signed_digits.size();
  if (std::from_chars(signed_digits.data(), end, i).ec == std::errc{}) return Scalar(i);
  std::uint64_t u = 0;
  if (!minus && std::from_chars(digits.data(), end, u).ec == std::errc{}) return Scalar(u);
  return Scalar(Text{});
}

/// 0o[0-7]+ or 0x[0-9a-fA-F]+.
std::optional<Scalar> parse_based(std::string_view text) {
  if (text.size() < 3 || text[0] != '0' || (text[1] != 'o' && text[1] != 'x')) return std::nullopt;
  std::uint64_t u = 0;
  const char* end = text.data() + text.size();
  const auto read = std::from_chars(text.data() + 2, end, u, text[1] == 'o' ? 8 : 16);
  if (read.ptr != end) return std::nullopt;
  if (read.ec != std::errc{}) return Scalar(Text{});
  if (u <= static_cast<std::uint64_t>(INT64_MAX)) return Scalar(static_cast<std::int64_t>(u));
  return Scalar(u);
}

/// [-+]? ( \. [0-9]+ | [0-9]+ ( \. [0-9]* )? ) ( [eE] [-+]? [0-9]+ )?
bool is_core_float(std::string_view text) {
  std::size_t at = !text.empty() && (text[0] == '-' || text[0] == '+') ? 1 : 0;
  const std::size_t whole = digits_from(text, at);
  if (whole == at) {
    if (at >= text.size() || text[at] != '.') return false;
    const std::size_t fraction = digits_from(text, at + 1);
    if (fraction == at + 1) return false;
    at = fraction;
  } else {
    at = whole;
    if (at < text.size() && text[at] == '.') at = digits_from(text, at + 1);
  }
  if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
    ++at;
    if (at < text.size() && (text[at] == '-' || text[at] == '+')) ++at;
    const std::size_t exponent = digits_from(text, at);
    if (exponent == at) return false;
    at = exponent;
  }
  return at == text.size();
}

std::optional<Scalar> parse_float(std::string_view text) {
  if (!is_core_float(text)) return std::nullopt;
  if (text[0] == '+') text.remove_prefix(1);
  const std::string_view digits = text[0] == '-' ? text.substr(1) : text;
  if (digits.size() > 1 && digits[0] == '0' && is_digit(digits[1])) return Scalar(Text{});
  double d = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), d);
  if (read.ec != std::errc{} || !std::isfinite(d)) return Scalar(Text{});
  return Scalar(d);
}

constexpr std::string_view kCore = "tag:yaml.org,2002:";

}  // namespace

Scalar resolve_plain(std::string_view text) {
  if (text.empty() || one_of(text, {"~", "null", "Null", "NULL"})) return Null{};
  if (one_of(text, {"true", "True", "TRUE"})) return true;
  if (one_of(text, {"false", "False", "FALSE"})) return false;
  if (!is_digit(text[0]) && text[0] != '-' && text[0] != '+' && text[0] != '.') return Text{};
  if (const auto value = parse_decimal(text)) return *value;
  if (const auto value = parse_based(text)) return *value;
  if (const auto value = parse_float(text)) return *value;
  return Text{};
}

std::optional<Scalar> resolve_tagged(std::string_view tag, std::string_view text, bool& known) {
  known = true;
  if (tag == "!") return Text{};
  const std::string_view name =
      tag.substr(0, kCore.size()) == kCore ? tag.substr(kCore.size()) : std::string_view{};
  if (name == "str") return Text{};
  const Scalar plain = resolve_plain(text);
  if (name == "null") {
    if (std::holds_alternative<Null>(plain)) return plain;
    return std::nullopt;
  }
  if (name == "bool") {
    if (std::holds_alternative<bool>(plain)) return plain;
    return std::nullopt;
  }
  const bool integer =
      std::holds_alternative<std::int64_t>(plain) || std::holds_alternative<std::uint64_t>(plain);
  if (name == "int") {
    if (integer) return plain;
    return std::nullopt;
  }
  if (name == "float") {
    if (integer || std::holds_alternative<double>(plain)) return plain;
    return std::nullopt;
  }
  known = false;
  return std::nullopt;
}

std::string short_tag(std::string_view tag) {
  if (tag.substr(0, kCore.size()) == kCore) return "!!" + std::string(tag.substr(kCore.size()));
  return std::string(tag);
}

bool looks_typed(std::string_view text) {
  if (!std::holds_alternative<Text>(resolve_plain(text))) return true;
  // The words of YAML 1.1, in any casing.
  if (text.size() <= 5) {
    std::string lower;
    for (const char c : text) {
      lower += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    if (one_of(lower, {"yes", "no", "on", "off", "y", "n", "true", "false", "null", "~", "<<", "=",
                       ".inf", "+.inf", "-.inf", ".nan"})) {
      return true;
    }
  }
  const char first = text[0];
  if (!is_digit(first) && first != '-' && first != '+' && first != '.') return false;
  // Anything a number of YAML 1.1 can be made of, and dates with or without a time.
  bool digit = false;
  bool numeric = true;
  for (const char c : text) {
    digit = digit || is_digit(c);
    numeric =
        numeric && (is_digit(c) || std::string_view("+-._:,eE").find(c) != std::string_view::npos);
  }
  if (digit && numeric) return true;
  const std::string_view bare = first == '-' || first == '+' ? text.substr(1) : text;
  if (bare.size() > 2 && bare[0] == '0' &&
      std::string_view("xXoObB").find(bare[1]) != std::string_view::npos &&
      bare.find_first_not_of("0123456789abcdefABCDEF_", 2) == std::string_view::npos) {
    return true;
  }
  const bool date = text.size() > 10 && digits_from(text, 0) == 4 && text[4] == '-' &&
                    (is_digit(text[5])) && text.find(':') != std::string_view::npos;
  return date;
}

}  // namespace intake::yaml
