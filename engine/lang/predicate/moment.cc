#include "lang/predicate/moment.h"

namespace intake {
namespace {

constexpr std::int64_t kDay = 86400;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Takes exactly `digits` digits from the front.
std::optional<std::int64_t> take_number(std::string_view& text, std::size_t digits) {
  if (text.size() < digits) return std::nullopt;
  std::int64_t number = 0;
  for (std::size_t i = 0; i < digits; ++i) {
    if (!is_digit(text[i])) return std::nullopt;
    number = number * 10 + (text[i] - '0');
  }
  text.remove_prefix(digits);
  return number;
}

bool take(std::string_view& text, char c) {
  if (text.empty() || text.front() != c) return false;
  text.remove_prefix(1);
  return true;
}

std::int64_t days_in_month(std::int64_t year, std::int64_t month) {
  if (month == 2) return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28;
  return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

std::optional<std::int64_t> take_day(std::string_view& text) {
  const auto year = take_number(text, 4);
  if (!year || !take(text, '-')) return std::nullopt;
  const auto month = take_number(text, 2);
  if (!month || !take(text, '-')) return std::nullopt;
  const auto day = take_number(text, 2);
  if (!day || *month < 1 || *month > 12 || *day < 1 || *day > days_in_month(*year, *month)) {
    return std::nullopt;
  }
  return days_since_epoch({*year, *month, *day});
}

/// Seconds since the midnight of its date in UTC; may be negative or beyond the day.
struct TimeOfDay {
  std::int64_t second = 0;
  std::uint32_t nanosecond = 0;
};

std::optional<TimeOfDay> parse_time(std::string_view text) {
  const auto hour = take_number(text, 2);
  if (!hour || *hour > 23 || !take(text, ':')) return std::nullopt;
  const auto minute = take_number(text, 2);
  if (!minute || *minute > 59 || !take(text, ':')) return std::nullopt;
  const auto second = take_number(text, 2);
  if (!second || *second > 60) return std::nullopt;
  TimeOfDay time;
  if (take(text, '.')) {
    if (text.empty() || !is_digit(text.front())) return std::nullopt;
    std::uint32_t unit = 100'000'000;
    for (; !text.empty() && is_digit(text.front()); text.remove_prefix(1), unit /= 10) {
      time.nanosecond += static_cast<std::uint32_t>(text.front() - '0') * unit;
    }
  }
  std::int64_t offset = 0;
  if (text != "Z" && text != "z") {
    const bool west = take(text, '-');
    if (!west && !take(text, '+')) return std::nullopt;
    const auto hours = take_number(text, 2);
    if (!hours || *hours > 23 || !take(text, ':')) return std::nullopt;
    const auto minutes = take_number(text, 2);
    if (!minutes || *minutes > 59 || !text.empty()) return std::nullopt;
    offset = (*hours * 3600 + *minutes * 60) * (west ? -1 : 1);
  }
  time.second = *hour * 3600 + *minute * 60 + *second - offset;
  if (*second == 60) {
    const std::int64_t in_utc = ((time.second % kDay) + kDay) % kDay;
    if (in_utc != 0) return std::nullopt;  // 23:59:60 is counted as the next midnight
  }
  return time;
}

}  // namespace

// Source of both: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms". Years begin in
// March, eras have 400 of them.
std::int64_t days_since_epoch(const CivilDate& date) {
  const std::int64_t year = date.month <= 2 ? date.year - 1 : date.year;
  const std::int64_t era = (year >= 0 ? year : year - 399) / 400;
  const std::int64_t year_of_era = year - era * 400;
  const std::int64_t month = date.month > 2 ? date.month - 3 : date.month + 9;
  const std::int64_t day_of_year = (153 * month + 2) / 5 + date.day - 1;
  const std::int64_t day_of_era =
      year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * 146097 + day_of_era - 719468;
}

CivilDate civil_date(std::int64_t days_since_epoch) {
  const std::int64_t days = days_since_epoch + 719468;
  const std::int64_t era = (days >= 0 ? days : days - 146096) / 146097;
  const std::int64_t day_of_era = days - era * 146097;
  const std::int64_t year_of_era =
      (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  const std::int64_t day_of_year =
      day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const std::int64_t month = (5 * day_of_year + 2) / 153;
  CivilDate date;
  date.day = day_of_year - (153 * month + 2) / 5 + 1;
  date.month = month < 10 ? month + 3 : month - 9;
  date.year = year_of_era + era * 400 + (date.month <= 2 ? 1 : 0);
  return date;
}

std::optional<Moment> parse_date(std::string_view text) {
  const auto day = take_day(text);
  if (!day || !text.empty()) return std::nullopt;
  return Moment{*day, *day * kDay, 0, true};
}

std::optional<Moment> parse_date_time(std::string_view text) {
  const auto day = take_day(text);
  if (!day || (!take(text, 'T') && !take(text, 't'))) return std::nullopt;
  const auto time = parse_time(text);
  if (!time) return std::nullopt;
  return Moment{*day, *day * kDay + time->second, time->nanosecond, false};
}

std::optional<Moment> parse_moment(std::string_view text) {
  return text.size() == 10 ? parse_date(text) : parse_date_time(text);
}

bool is_time_of_day(std::string_view text) { return parse_time(text).has_value(); }

namespace {

/// The parts of an ISO 8601 duration, in their order; nullopt where it is none. At most 9 digits
/// each, so that no sum overflows.
struct DurationParts {
  std::int64_t years = 0, months = 0, weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0;
};

std::optional<DurationParts> parse_parts(std::string_view text) {
  if (!take(text, 'P')) return std::nullopt;
  DurationParts parts;
  struct Unit {
    char letter;
    std::int64_t* part;
  };
  const Unit date_units[] = {
      {'Y', &parts.years}, {'M', &parts.months}, {'W', &parts.weeks}, {'D', &parts.days}};
  const Unit time_units[] = {{'H', &parts.hours}, {'M', &parts.minutes}, {'S', &parts.seconds}};
  bool any = false;
  bool weeks = false;
  const auto take_units = [&](const Unit* unit, const Unit* end) {
    bool found = false;
    while (!text.empty() && is_digit(text.front())) {
      std::int64_t number = 0;
      std::size_t digits = 0;
      for (; !text.empty() && is_digit(text.front()); text.remove_prefix(1)) {
        if (++digits > 9) return false;
        number = number * 10 + (text.front() - '0');
      }
      while (unit != end && (text.empty() || unit->letter != text.front())) ++unit;
      if (unit == end) return false;
      weeks = weeks || unit->letter == 'W';
      if (weeks && any) return false;  // weeks stand alone
      *unit->part = number;
      ++unit;
      text.remove_prefix(1);
      any = found = true;
    }
    return found;
  };
  const bool dates = take_units(std::begin(date_units), std::end(date_units));
  if (take(text, 'T')) {
    if (weeks || !take_units(std::begin(time_units), std::end(time_units))) return std::nullopt;
  } else if (!dates) {
    return std::nullopt;
  }
  if (!text.empty()) return std::nullopt;
  return parts;
}

}  // namespace

std::optional<std::int64_t> parse_duration(std::string_view text) {
  const auto parts = parse_parts(text);
  if (!parts || parts->years != 0 || parts->months != 0) return std::nullopt;
  return (parts->weeks * 7 + parts->days) * kDay + parts->hours * 3600 + parts->minutes * 60 +
         parts->seconds;
}

bool is_duration(std::string_view text) { return parse_parts(text).has_value(); }

}  // namespace intake
