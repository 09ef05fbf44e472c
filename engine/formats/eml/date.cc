#include "formats/eml/date.h"

#include <array>
#include <memory>

#include "formats/eml/gmime.h"

namespace intake::eml {
namespace {

constexpr std::size_t kDateBytes = 200;

struct FreeDate {
  void operator()(GDateTime* date) const { g_date_time_unref(date); }
};
using DatePtr = std::unique_ptr<GDateTime, FreeDate>;

std::string digits(int number, std::size_t width) {
  std::string text = std::to_string(number);
  if (text.size() < width) text.insert(0, width - text.size(), '0');
  return text;
}

/// A number of `width` digits at `at`, or -1.
int number_at(std::string_view text, std::size_t at, std::size_t width) {
  if (at + width > text.size()) return -1;
  int number = 0;
  for (const char c : text.substr(at, width)) {
    if (c < '0' || c > '9') return -1;
    number = number * 10 + (c - '0');
  }
  return number;
}

}  // namespace

std::optional<std::string> read_date(std::string_view value) {
  start_gmime();
  if (value.empty() || value.size() > kDateBytes) return std::nullopt;
  const DatePtr date(g_mime_utils_header_decode_date(std::string(value).c_str()));
  if (!date) return std::nullopt;
  const auto minutes =
      static_cast<int>(g_date_time_get_utc_offset(date.get()) / G_TIME_SPAN_MINUTE);
  const int size = minutes < 0 ? -minutes : minutes;
  return digits(g_date_time_get_year(date.get()), 4) + "-" +
         digits(g_date_time_get_month(date.get()), 2) + "-" +
         digits(g_date_time_get_day_of_month(date.get()), 2) + "T" +
         digits(g_date_time_get_hour(date.get()), 2) + ":" +
         digits(g_date_time_get_minute(date.get()), 2) + ":" +
         digits(g_date_time_get_second(date.get()), 2) +
         (minutes == 0
              ? "Z"
              : (minutes < 0 ? "-" : "+") + digits(size / 60, 2) + ":" + digits(size % 60, 2));
}

std::optional<std::string> write_date(std::string_view rfc3339) {
  static constexpr std::array kDays{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  static constexpr std::array kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const int year = number_at(rfc3339, 0, 4);
  const int month = number_at(rfc3339, 5, 2);
  const int day = number_at(rfc3339, 8, 2);
  const int hour = number_at(rfc3339, 11, 2);
  const int minute = number_at(rfc3339, 14, 2);
  const int second = number_at(rfc3339, 17, 2);
  if (year < 1 || month < 1 || month > 12 || day < 1 || day > 31) return std::nullopt;
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 60) {
    return std::nullopt;
  }
  std::size_t at = 19;
  if (at < rfc3339.size() && rfc3339[at] == '.') {
    at = std::min(rfc3339.find_first_not_of("0123456789", at + 1), rfc3339.size());
  }
  const std::string_view zone = rfc3339.substr(at);
  std::string offset = "+0000";
  if (zone != "Z" && zone != "z") {
    const int hours = number_at(zone, 1, 2);
    const int minutes = number_at(zone, 4, 2);
    if (zone.size() != 6 || hours < 0 || hours > 23 || minutes < 0 || minutes > 59) {
      return std::nullopt;
    }
    if (zone[0] != '+' && zone[0] != '-') return std::nullopt;
    offset = zone[0] + digits(hours, 2) + digits(minutes, 2);
  }
  // Day of the week: Sakamoto.
  static constexpr std::array<int, 12> kShift{0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4};
  const int y = month < 3 ? year - 1 : year;
  const int weekday =
      (y + y / 4 - y / 100 + y / 400 + kShift[static_cast<std::size_t>(month - 1)] + day) % 7;
  return std::string(kDays[static_cast<std::size_t>(weekday)]) + ", " + digits(day, 2) + " " +
         kMonths[static_cast<std::size_t>(month - 1)] + " " + digits(year, 4) + " " +
         digits(hour, 2) + ":" + digits(minute, 2) + ":" + digits(second, 2) + " " + offset;
}

}  // namespace intake::eml
