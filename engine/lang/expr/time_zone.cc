#include "lang/expr/time_zone.h"

#include <algorithm>
#include <iterator>
#include <span>

#include "lang/predicate/moment.h"

namespace intake::expr {
namespace {

constexpr std::int64_t kDay = 86400;

/// The clock changes on the `week`th `weekday` (0 is Sunday; week 5 is the last) of a month, so
/// many seconds after its midnight; these may be negative or beyond the day.
struct Switch {
  int month;
  int week;
  int weekday;
  std::int32_t second;
};

/// Two offsets that take turns each year: `other` from `begin` to `end`. Source: POSIX TZ.
struct Rule {
  std::int32_t standard;
  std::int32_t other;
  Switch begin;  // in standard time
  Switch end;    // in the other time
};

/// From a second on: the rule, or where there is none (-1) the offset.
struct Era {
  std::uint32_t from;
  std::int32_t offset;
  std::int16_t rule;
};

/// Eras in order, the first one from 1970 on.
struct Zone {
  std::uint16_t first_era;
  std::uint16_t eras;
};

struct Name {
  std::string_view name;
  std::uint16_t zone;
};

#include "lang/expr/time_zone_data.inc"

static_assert(std::ranges::is_sorted(kNames, {}, &Name::name));
static_assert(std::ranges::all_of(kZones, [](const Zone& zone) {
  return zone.eras > 0 && zone.first_era + zone.eras <= std::ssize(kEras) &&
         kEras[zone.first_era].from == 0;
}));
static_assert(std::ranges::all_of(kEras,
                                  [](const Era& era) { return era.rule < std::ssize(kRules); }));
static_assert(std::ranges::all_of(kNames,
                                  [](const Name& name) { return name.zone < std::ssize(kZones); }));

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// `+01:00`, `-01:00`, `01:00`.
std::optional<std::int64_t> parse_offset(std::string_view text) {
  const bool west = text.starts_with('-');
  if (west || text.starts_with('+')) text.remove_prefix(1);
  if (text.size() != 5 || text[2] != ':') return std::nullopt;
  for (const std::size_t i : {0u, 1u, 3u, 4u}) {
    if (!is_digit(text[i])) return std::nullopt;
  }
  const int hours = (text[0] - '0') * 10 + (text[1] - '0');
  const int minutes = (text[3] - '0') * 10 + (text[4] - '0');
  if (hours > 23 || minutes > 59) return std::nullopt;
  return (hours * 3600 + minutes * 60) * (west ? -1 : 1);
}

/// In the local time that holds before the switch.
std::int64_t switch_second(std::int64_t year, const Switch& change) {
  const std::int64_t first = days_since_epoch({year, change.month, 1});
  const std::int64_t weekday = ((first + 4) % 7 + 7) % 7;  // 1970-01-01 was a Thursday
  std::int64_t day = first + (change.weekday - weekday + 7) % 7 + 7 * (change.week - 1);
  const std::int64_t next_month = change.month == 12
                                      ? days_since_epoch({year + 1, 1, 1})
                                      : days_since_epoch({year, change.month + 1, 1});
  while (day >= next_month) day -= 7;
  return day * kDay + change.second;
}

std::int32_t offset_by_rule(const Rule& rule, std::int64_t second) {
  const std::int64_t year = civil_date((second + rule.standard) / kDay).year;
  const std::int64_t begin = switch_second(year, rule.begin) - rule.standard;
  const std::int64_t end = switch_second(year, rule.end) - rule.other;
  const bool is_other =
      begin < end ? begin <= second && second < end : second < end || begin <= second;
  return is_other ? rule.other : rule.standard;
}

/// `second` is not negative.
std::int32_t offset_of(const Zone& zone, std::int64_t second) {
  const auto eras = std::span(kEras).subspan(zone.first_era, zone.eras);
  const auto behind = std::ranges::upper_bound(
      eras, second, {}, [](const Era& era) { return std::int64_t{era.from}; });
  const Era& era = *std::prev(behind);
  return era.rule < 0 ? era.offset : offset_by_rule(kRules[era.rule], second);
}

}  // namespace

ZoneOffset zone_offset(std::string_view zone, std::int64_t second) {
  if (const auto offset = parse_offset(zone)) return {*offset, ZoneFault::kNone};
  const auto* name = std::ranges::lower_bound(kNames, zone, {}, &Name::name);
  if (name == std::end(kNames) || name->name != zone) return {0, ZoneFault::kUnknown};
  const Zone& found = kZones[name->zone];
  if (second >= 0) return {offset_of(found, second), ZoneFault::kNone};
  // A zone that never changed in the table may have changed before it; these are fixed by name.
  if (zone == "UTC" || zone.starts_with("Etc/")) return {offset_of(found, 0), ZoneFault::kNone};
  return {0, ZoneFault::kTooEarly};
}

std::vector<std::string_view> time_zone_names() {
  std::vector<std::string_view> names;
  for (const Name& name : kNames) names.push_back(name.name);
  return names;
}

std::string_view time_zone_version() { return kVersion; }

}  // namespace intake::expr
