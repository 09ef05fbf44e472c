#include "lang/expr/standard_conversions.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>
#include <string>

#include "text/unicode.h"

namespace intake::expr {

namespace {

Value unreadable(Context& context, std::string_view text, std::string_view what) {
  constexpr std::size_t kShown = 40;
  std::string shown(text.substr(0, kShown));
  while (find_invalid_utf8(shown)) shown.pop_back();
  if (shown.size() < text.size()) shown += "…";
  return context.error_copy("`" + shown + "` cannot be read as " + std::string(what));
}

template <typename Number>
bool read_whole(std::string_view text, Number& number) {
  if (text.starts_with('+')) {
    text.remove_prefix(1);
    if (text.starts_with('-')) return false;
  }
  const auto [end, status] = std::from_chars(text.data(), text.data() + text.size(), number);
  return status == std::errc() && end == text.data() + text.size();
}

}  // namespace

Value same_value(Context&, std::span<const Value> args) { return args[0]; }

Value bool_of_text(Context& context, std::span<const Value> args) {
  const std::string_view text = args[0].text();
  for (const std::string_view word : {"true", "True", "TRUE", "t", "T", "1"}) {
    if (text == word) return Value::of_bool(true);
  }
  for (const std::string_view word : {"false", "False", "FALSE", "f", "F", "0"}) {
    if (text == word) return Value::of_bool(false);
  }
  return unreadable(context, text, "a bool");
}

Value bytes_of_text(Context&, std::span<const Value> args) {
  return Value::of_bytes(args[0].text());
}

Value double_of_number(Context&, std::span<const Value> args) {
  return Value::of_double(args[0].is(ValueKind::kInt)
                              ? static_cast<double>(args[0].integer())
                              : static_cast<double>(args[0].unsigned_integer()));
}

Value double_of_text(Context& context, std::span<const Value> args) {
  const std::string_view text = args[0].text();
  const bool plus = text.starts_with('+') && !text.starts_with("+-");
  const auto number = read_double(plus ? text.substr(1) : text);
  return number ? Value::of_double(*number) : unreadable(context, text, "a double");
}

Value int_of_number(Context& context, std::span<const Value> args) {
  const auto beyond = [&] {
    return context.error(ErrorCode::kOverflow, "the number is beyond the range of an int");
  };
  if (args[0].is(ValueKind::kUint)) {
    const std::uint64_t number = args[0].unsigned_integer();
    if (number > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())) {
      return beyond();
    }
    return Value::of_int(static_cast<std::int64_t>(number));
  }
  const double number = args[0].real();
  // Not the least int: it might have been rounded to.
  if (!(number > -9223372036854775808.0 && number < 9223372036854775808.0)) return beyond();
  return Value::of_int(static_cast<std::int64_t>(number));
}

Value int_of_text(Context& context, std::span<const Value> args) {
  std::int64_t number = 0;
  if (!read_whole(args[0].text(), number)) return unreadable(context, args[0].text(), "an int");
  return Value::of_int(number);
}

Value uint_of_number(Context& context, std::span<const Value> args) {
  const auto beyond = [&] {
    return context.error(ErrorCode::kOverflow, "the number is beyond the range of a uint");
  };
  if (args[0].is(ValueKind::kInt)) {
    if (args[0].integer() < 0) return beyond();
    return Value::of_uint(static_cast<std::uint64_t>(args[0].integer()));
  }
  const double number = args[0].real();
  if (!(number >= 0 && number < 18446744073709551616.0)) return beyond();
  return Value::of_uint(static_cast<std::uint64_t>(number));
}

Value uint_of_text(Context& context, std::span<const Value> args) {
  std::uint64_t number = 0;
  if (!read_whole(args[0].text(), number)) return unreadable(context, args[0].text(), "a uint");
  return Value::of_uint(number);
}

Value text_of_bool(Context&, std::span<const Value> args) {
  return Value::of_string(args[0].boolean() ? "true" : "false");
}

Value text_of_bytes(Context& context, std::span<const Value> args) {
  if (find_invalid_utf8(args[0].text())) return context.error("the bytes are no valid UTF-8");
  return Value::of_string(args[0].text());
}

Value text_of_number(Context& context, std::span<const Value> args) {
  if (args[0].is(ValueKind::kInt)) return context.text(std::to_string(args[0].integer()));
  if (args[0].is(ValueKind::kUint)) {
    return context.text(std::to_string(args[0].unsigned_integer()));
  }
  std::string text;
  append_double(text, args[0].real());
  return context.text(text);
}

Value type_of_value(Context&, std::span<const Value> args) {
  return Value::of_type(kind_name(args[0].kind()));
}

std::optional<double> read_double(std::string_view text) {
  double number = 0;
  const auto [end, status] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (end != text.data() + text.size()) return std::nullopt;
  if (status == std::errc()) return number;
  if (status != std::errc::result_out_of_range) return std::nullopt;
  // Too small or too large? What counts is where the first digit stands that is not 0.
  const std::size_t exponent_at = std::min(text.find_first_of("eE"), text.size());
  const std::string_view digits = text.substr(0, exponent_at);
  const std::size_t point = std::min(digits.find('.'), digits.size());
  const std::size_t first = digits.find_first_of("123456789");
  std::int64_t exponent = 0;
  if (exponent_at < text.size()) {
    const std::string_view written = text.substr(exponent_at + 1);
    if (written.size() > 15) return written.starts_with('-') ? std::optional(0.0) : std::nullopt;
    const char* begin = written.data() + (written.starts_with('+') ? 1 : 0);
    std::from_chars(begin, written.data() + written.size(), exponent);
  }
  const auto place = static_cast<std::int64_t>(point) - static_cast<std::int64_t>(first);
  if (place + exponent < 0) return text.starts_with('-') ? -0.0 : 0.0;
  return std::nullopt;
}

void append_double(std::string& out, double value) {
  if (std::isnan(value)) {
    out += "NaN";
    return;
  }
  if (std::isinf(value)) {
    out += value > 0 ? "+Inf" : "-Inf";
    return;
  }
  // As other languages print it: an exponent only where there would be many zeros.
  const double size = std::fabs(value);
  const bool plain = size == 0 || (size >= 1e-6 && size < 1e21);
  std::array<char, 64> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value,
                                 plain ? std::chars_format::fixed : std::chars_format::scientific);
  out.append(digits.data(), end.ptr);
}

}  // namespace intake::expr
