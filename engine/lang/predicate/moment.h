#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace intake {

/// A date, or a date with a time of day, of RFC 3339; years 0000 to 9999, proleptic Gregorian.
struct Moment {
  std::int64_t day = 0;          // days since 1970-01-01, as written (in its own offset)
  std::int64_t second = 0;       // seconds since 1970-01-01T00:00:00Z; of a date: its midnight, UTC
  std::uint32_t nanosecond = 0;  // more digits are cut
  bool is_date = false;
};

struct CivilDate {
  std::int64_t year = 0;
  std::int64_t month = 1;  // 1 to 12
  std::int64_t day = 1;    // 1 to 31
};
/// Days since 1970-01-01 of a date of the proleptic Gregorian calendar, any year.
std::int64_t days_since_epoch(const CivilDate& date);
CivilDate civil_date(std::int64_t days_since_epoch);

/// `2024-04-01`, nothing around it.
std::optional<Moment> parse_date(std::string_view text);
/// `2024-04-01T12:00:00Z`, `2024-04-01t12:00:00.5+02:00`. A leap second only where UTC has
/// 23:59:60.
std::optional<Moment> parse_date_time(std::string_view text);
/// Either.
std::optional<Moment> parse_moment(std::string_view text);
/// `12:00:00Z`: the part of a date-time behind the `T`.
bool is_time_of_day(std::string_view text);

/// Seconds of an ISO 8601 duration of weeks, or of days, hours, minutes and seconds (P90D, PT5M,
/// P1DT12H, P2W). Months and years have no fixed length and are refused.
std::optional<std::int64_t> parse_duration(std::string_view text);
/// ISO 8601 durations as in RFC 3339 appendix A: years and months, too.
bool is_duration(std::string_view text);

}  // namespace intake
