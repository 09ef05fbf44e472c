#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace intake::expr {

/// A length of time. Range: that of the number, about 292 years each way.
struct Duration {
  std::int64_t nanoseconds = 0;
  friend auto operator<=>(const Duration&, const Duration&) = default;
};

/// A point in time, years 0001 to 9999, proleptic Gregorian, UTC without leap seconds.
struct Timestamp {
  std::int64_t second = 0;       // since 1970-01-01T00:00:00Z
  std::uint32_t nanosecond = 0;  // 0 to 999999999, counted upwards from `second`
  friend auto operator<=>(const Timestamp&, const Timestamp&) = default;
};

inline constexpr std::int64_t kNanosecondsPerSecond = 1'000'000'000;
inline constexpr std::int64_t kEarliestSecond = -62'135'596'800;  // 0001-01-01T00:00:00Z
inline constexpr std::int64_t kLatestSecond = 253'402'300'799;    // 9999-12-31T23:59:59Z

/// RFC 3339 date-time with an offset, to the nanosecond (more digits are cut). Nullopt where it is
/// none or out of range.
std::optional<Timestamp> parse_timestamp(std::string_view text);
std::optional<Timestamp> timestamp_from_unix(std::int64_t second);
/// In UTC, with as many digits behind the second as are needed: `2009-02-13T23:31:30.5Z`.
std::string to_text(const Timestamp& timestamp);

/// As Go writes them: a sign, numbers with units (h, m, s, ms, us, µs, ns), or `0`: `1h2m3.5s`.
/// What is below a nanosecond is cut, and of a fraction 12 digits count. Nullopt where it is none
/// or out of range.
std::optional<Duration> parse_go_duration(std::string_view text);
/// In seconds: `1000000s`, `-0.5s`.
std::string to_text(const Duration& duration);

// Nullopt: out of range.
std::optional<Timestamp> add(const Timestamp& timestamp, const Duration& duration);
std::optional<Timestamp> subtract(const Timestamp& timestamp, const Duration& duration);
std::optional<Duration> subtract(const Timestamp& a, const Timestamp& b);
std::optional<Duration> add(const Duration& a, const Duration& b);
std::optional<Duration> subtract(const Duration& a, const Duration& b);

/// What a calendar and a clock show at a place. Counted as CEL does: see each field.
struct ClockFace {
  std::int64_t year = 1970;
  int month = 0;         // 0 to 11
  int day_of_month = 0;  // 0 to 30
  int day_of_week = 4;   // 0 is Sunday
  int day_of_year = 0;   // 0 to 365
  int hour = 0;
  int minute = 0;
  int second = 0;
  int millisecond = 0;
};

/// `offset`: seconds east of UTC.
ClockFace clock_face(const Timestamp& timestamp, std::int64_t offset);

}  // namespace intake::expr
