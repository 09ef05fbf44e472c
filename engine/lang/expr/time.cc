#include "lang/expr/time.h"

#include <array>
#include <limits>

#include "lang/predicate/moment.h"

namespace intake::expr {
namespace {

constexpr std::int64_t kDay = 86400;
constexpr std::int64_t kBillion = kNanosecondsPerSecond;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::int64_t floor_division(std::int64_t a, std::int64_t b) { return a / b - (a % b < 0 ? 1 : 0); }

/// `number` is not negative.
void append_padded(std::string& out, std::int64_t number, std::size_t width) {
  const std::string digits = std::to_string(number);
  out.append(width > digits.size() ? width - digits.size() : 0, '0');
  out += digits;
}

/// `.5` for 500 million nanoseconds, nothing for none.
void append_fraction(std::string& out, std::uint32_t nanosecond) {
  if (nanosecond == 0) return;
  out += '.';
  append_padded(out, nanosecond, 9);
  while (out.back() == '0') out.pop_back();
}

std::optional<Timestamp> in_range(std::int64_t second, std::int64_t nanosecond) {
  if (second < kEarliestSecond || second > kLatestSecond) return std::nullopt;
  return Timestamp{second, static_cast<std::uint32_t>(nanosecond)};
}

struct Unit {
  std::string_view name;
  std::int64_t nanoseconds;
};
constexpr std::array kUnits{
    Unit{"ns", 1},
    Unit{"us", 1'000},
    Unit{"\u00b5s", 1'000},  // micro sign
    Unit{"\u03bcs", 1'000},  // Greek mu
    Unit{"ms", 1'000'000},
    Unit{"s", kBillion},
    Unit{"m", 60 * kBillion},
    Unit{"h", 3600 * kBillion},
};

const Unit* take_unit(std::string_view& text) {
  const Unit* found = nullptr;
  for (const Unit& unit : kUnits) {
    // `m` is the beginning of `ms`.
    if (text.starts_with(unit.name) && (!found || unit.name.size() > found->name.size())) {
      found = &unit;
    }
  }
  if (found != nullptr) text.remove_prefix(found->name.size());
  return found;
}

/// `total -= number * unit`: down, because the least number has no positive counterpart.
bool take_away(std::int64_t& total, std::int64_t number, std::int64_t unit) {
  std::int64_t product = 0;
  return !__builtin_mul_overflow(number, unit, &product) &&
         !__builtin_sub_overflow(total, product, &total);
}

/// One number with its unit, taken away from `total`.
bool take_term(std::string_view& text, std::int64_t& total) {
  std::int64_t whole = 0;
  bool any = false;
  for (; !text.empty() && is_digit(text.front()); text.remove_prefix(1)) {
    any = true;
    if (__builtin_mul_overflow(whole, 10, &whole) ||
        __builtin_add_overflow(whole, text.front() - '0', &whole)) {
      return false;
    }
  }
  std::string_view fraction;
  if (text.starts_with('.')) {
    text.remove_prefix(1);
    std::size_t digits = 0;
    while (digits < text.size() && is_digit(text[digits])) ++digits;
    fraction = text.substr(0, digits);
    text.remove_prefix(digits);
    any = any || digits > 0;
  }
  if (!any) return false;
  const Unit* unit = take_unit(text);
  if (unit == nullptr || !take_away(total, whole, unit->nanoseconds)) return false;
  std::array<std::int64_t, 2> six_digits{};
  for (std::size_t i = 0; i < 12; ++i) {
    const std::int64_t digit = i < fraction.size() ? fraction[i] - '0' : 0;
    six_digits[i / 6] = six_digits[i / 6] * 10 + digit;
  }
  // An hour has 3.6e12 nanoseconds: both products stay below 2^63.
  const std::int64_t part = six_digits[0] * unit->nanoseconds / 1'000'000 +
                            six_digits[1] * unit->nanoseconds / 1'000'000'000'000;
  return take_away(total, 1, part);
}

}  // namespace

std::optional<Timestamp> parse_timestamp(std::string_view text) {
  const auto moment = parse_date_time(text);
  return moment ? in_range(moment->second, moment->nanosecond) : std::nullopt;
}

std::optional<Timestamp> timestamp_from_unix(std::int64_t second) { return in_range(second, 0); }

std::string to_text(const Timestamp& timestamp) {
  const ClockFace face = clock_face(timestamp, 0);
  std::string out;
  append_padded(out, face.year, 4);
  out += '-';
  append_padded(out, face.month + 1, 2);
  out += '-';
  append_padded(out, face.day_of_month + 1, 2);
  out += 'T';
  append_padded(out, face.hour, 2);
  out += ':';
  append_padded(out, face.minute, 2);
  out += ':';
  append_padded(out, face.second, 2);
  append_fraction(out, timestamp.nanosecond);
  out += 'Z';
  return out;
}

std::optional<Duration> parse_go_duration(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  if (text == "0") return Duration{};
  if (text.empty()) return std::nullopt;
  std::int64_t total = 0;  // the opposite of the sum
  while (!text.empty()) {
    if (!take_term(text, total)) return std::nullopt;
  }
  if (negative) return Duration{total};
  if (total == std::numeric_limits<std::int64_t>::min()) return std::nullopt;
  return Duration{-total};
}

std::string to_text(const Duration& duration) {
  const bool negative = duration.nanoseconds < 0;
  // The remainder has the sign of the dividend, so the least number needs no negation.
  const std::int64_t second = duration.nanoseconds / kBillion;
  const std::int64_t rest = duration.nanoseconds % kBillion;
  std::string out = negative ? "-" : "";
  out += std::to_string(negative ? -second : second);
  append_fraction(out, static_cast<std::uint32_t>(negative ? -rest : rest));
  out += 's';
  return out;
}

std::optional<Timestamp> add(const Timestamp& timestamp, const Duration& duration) {
  const std::int64_t second = floor_division(duration.nanoseconds, kBillion);
  const std::int64_t nanosecond = duration.nanoseconds - second * kBillion + timestamp.nanosecond;
  const std::int64_t carry = nanosecond / kBillion;
  return in_range(timestamp.second + second + carry, nanosecond - carry * kBillion);
}

std::optional<Timestamp> subtract(const Timestamp& timestamp, const Duration& duration) {
  const std::int64_t second = floor_division(duration.nanoseconds, kBillion);
  const std::int64_t nanosecond =
      std::int64_t{timestamp.nanosecond} - (duration.nanoseconds - second * kBillion);
  const std::int64_t borrow = nanosecond < 0 ? 1 : 0;
  return in_range(timestamp.second - second - borrow, nanosecond + borrow * kBillion);
}

std::optional<Duration> subtract(const Timestamp& a, const Timestamp& b) {
  std::int64_t seconds = a.second - b.second;  // both are in range: no overflow
  std::int64_t rest = std::int64_t{a.nanosecond} - std::int64_t{b.nanosecond};
  // Of the same sign, so that the product overflows only where the sum does.
  if (seconds < 0 && rest > 0) {
    ++seconds;
    rest -= kBillion;
  } else if (seconds > 0 && rest < 0) {
    --seconds;
    rest += kBillion;
  }
  std::int64_t total = 0;
  if (__builtin_mul_overflow(seconds, kBillion, &total) ||
      __builtin_add_overflow(total, rest, &total)) {
    return std::nullopt;
  }
  return Duration{total};
}

std::optional<Duration> add(const Duration& a, const Duration& b) {
  Duration sum;
  if (__builtin_add_overflow(a.nanoseconds, b.nanoseconds, &sum.nanoseconds)) return std::nullopt;
  return sum;
}

std::optional<Duration> subtract(const Duration& a, const Duration& b) {
  Duration rest;
  if (__builtin_sub_overflow(a.nanoseconds, b.nanoseconds, &rest.nanoseconds)) return std::nullopt;
  return rest;
}

ClockFace clock_face(const Timestamp& timestamp, std::int64_t offset) {
  const std::int64_t local = timestamp.second + offset;
  const std::int64_t days = floor_division(local, kDay);
  const std::int64_t second = local - days * kDay;
  const CivilDate date = civil_date(days);
  ClockFace face;
  face.year = date.year;
  face.month = static_cast<int>(date.month - 1);
  face.day_of_month = static_cast<int>(date.day - 1);
  face.day_of_week = static_cast<int>(((days + 4) % 7 + 7) % 7);  // the first day was a Thursday
  face.day_of_year = static_cast<int>(days - days_since_epoch({date.year, 1, 1}));
  face.hour = static_cast<int>(second / 3600);
  face.minute = static_cast<int>(second / 60 % 60);
  face.second = static_cast<int>(second % 60);
  face.millisecond = static_cast<int>(timestamp.nanosecond / 1'000'000);
  return face;
}

}  // namespace intake::expr
