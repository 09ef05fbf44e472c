#include "lang/expr/time.h"

#include <algorithm>
#include <limits>

#include "lang/expr/time_zone.h"
#include "support/catch.h"

using namespace intake::expr;

TEST_CASE("timestamps are read from RFC 3339 and written in UTC", "[expr]") {
  struct Row {
    std::string_view text;
    std::string_view written;  // "": refused
  };
  const std::vector<Row> rows{
      {"2009-02-13T23:31:30Z", "2009-02-13T23:31:30Z"},
      {"2009-02-13T23:31:30.500Z", "2009-02-13T23:31:30.5Z"},
      {"2009-02-13t23:31:30.123456789z", "2009-02-13T23:31:30.123456789Z"},
      {"2009-02-13T23:31:30.1234567899Z", "2009-02-13T23:31:30.123456789Z"},
      {"2024-03-01T00:30:00+01:00", "2024-02-29T23:30:00Z"},
      {"0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z"},
      {"9999-12-31T23:59:59.999999999Z", "9999-12-31T23:59:59.999999999Z"},
      {"0001-01-01T00:00:00+00:01", ""},
      {"9999-12-31T23:59:59-00:01", ""},
      {"0000-01-01T00:00:00Z", ""},
      {"10000-01-01T00:00:00Z", ""},
      {"2023-02-29T00:00:00Z", ""},
      {"2009-02-13T24:00:00Z", ""},
      {"2009-02-13T23:31:30", ""},
      {"2009-02-13", ""},
      {"", ""},
  };
  for (const Row& row : rows) {
    INFO(row.text);
    const auto timestamp = parse_timestamp(row.text);
    REQUIRE(timestamp.has_value() == !row.written.empty());
    if (timestamp) CHECK(to_text(*timestamp) == row.written);
  }
  CHECK(timestamp_from_unix(kEarliestSecond));
  CHECK_FALSE(timestamp_from_unix(kEarliestSecond - 1));
  CHECK(timestamp_from_unix(kLatestSecond));
  CHECK_FALSE(timestamp_from_unix(kLatestSecond + 1));
}

TEST_CASE("durations are read as Go writes them", "[expr]") {
  constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();
  struct Row {
    std::string_view text;
    std::optional<std::int64_t> nanoseconds;
    std::string_view written = {};
  };
  const std::vector<Row> rows{
      {"0", 0, "0s"},
      {"-0", 0, "0s"},
      {"1h2m3.5s", 3723'500'000'000, "3723.5s"},
      {"+1.5h", 5'400'000'000'000, "5400s"},
      {"-1.5s", -1'500'000'000, "-1.5s"},
      {"-1ns", -1, "-0.000000001s"},
      {".5s", 500'000'000, "0.5s"},
      {"1.s", 1'000'000'000, "1s"},
      {"1ms1us1ns", 1'001'001, "0.001001001s"},
      {"2\u00b5s", 2'000, "0.000002s"},
      {"2\u03bcs", 2'000, "0.000002s"},
      {"0.0000000019s", 1, "0.000000001s"},
      {"0.000000000001h", 3, "0.000000003s"},
      {"1000000s", 1'000'000'000'000'000, "1000000s"},
      {"9223372036.854775807s", kMost, "9223372036.854775807s"},
      {"-9223372036.854775808s", -kMost - 1, "-9223372036.854775808s"},
      {"9223372036.854775808s", std::nullopt},
      {"320000000000s", std::nullopt},
      {"99999999999999999999s", std::nullopt},
      {"", std::nullopt},
      {"-", std::nullopt},
      {"1", std::nullopt},
      {"s", std::nullopt},
      {".s", std::nullopt},
      {"1d", std::nullopt},
      {"1h ", std::nullopt},
      {"1h-1m", std::nullopt},
  };
  for (const Row& row : rows) {
    INFO(row.text);
    const auto duration = parse_go_duration(row.text);
    REQUIRE(duration.has_value() == row.nanoseconds.has_value());
    if (!duration) continue;
    CHECK(duration->nanoseconds == *row.nanoseconds);
    CHECK(to_text(*duration) == row.written);
  }
}

TEST_CASE("sums of times stay in range or are none", "[expr]") {
  const auto at = [](std::string_view text) { return parse_timestamp(text).value(); };
  const auto lasting = [](std::string_view text) { return parse_go_duration(text).value(); };
  CHECK(add(at("0001-01-01T00:00:01.000000001Z"), lasting("-999999999ns")) ==
        at("0001-01-01T00:00:00.000000002Z"));
  CHECK(add(at("2009-02-13T23:59:59.5Z"), lasting("0.5s")) == at("2009-02-14T00:00:00Z"));
  CHECK(subtract(at("2009-02-14T00:00:00Z"), lasting("1ns")) ==
        at("2009-02-13T23:59:59.999999999Z"));
  CHECK(subtract(at("2009-02-13T23:00:00Z"), lasting("-1.5s")) == at("2009-02-13T23:00:01.5Z"));
  CHECK_FALSE(add(at("9999-12-31T23:59:59.999999999Z"), lasting("1ns")));
  CHECK_FALSE(subtract(at("0001-01-01T00:00:00Z"), lasting("1ns")));
  CHECK(subtract(at("2009-02-13T23:31:00Z"), at("2009-02-13T23:29:00.5Z")) == lasting("119.5s"));
  CHECK(subtract(at("2009-02-13T23:29:00.5Z"), at("2009-02-13T23:31:00Z")) == lasting("-119.5s"));
  CHECK_FALSE(subtract(at("9999-12-31T23:59:59Z"), at("0001-01-01T00:00:00Z")));
  const Timestamp epoch{0, 0};
  CHECK(subtract(epoch, Timestamp{9'223'372'036, 854'775'808}) ==
        Duration{std::numeric_limits<std::int64_t>::min()});
  CHECK_FALSE(subtract(epoch, Timestamp{9'223'372'036, 854'775'809}));
  CHECK_FALSE(add(lasting("9223372036s"), lasting("1s")));
  CHECK_FALSE(subtract(lasting("-9223372036s"), lasting("1s")));
}

TEST_CASE("a clock face shows the local calendar", "[expr]") {
  const ClockFace face = clock_face({1234567890, 123456789}, 3600);
  CHECK(face.year == 2009);
  CHECK(face.month == 1);
  CHECK(face.day_of_month == 13);
  CHECK(face.day_of_week == 6);
  CHECK(face.day_of_year == 44);
  CHECK(face.hour == 0);
  CHECK(face.minute == 31);
  CHECK(face.second == 30);
  CHECK(face.millisecond == 123);
  const ClockFace early = clock_face({kEarliestSecond, 0}, -3600);
  CHECK(early.year == 0);
  CHECK(early.day_of_year == 365);
  CHECK(early.day_of_week == 0);
}

TEST_CASE("offsets of time zones follow the time zone database", "[expr]") {
  struct Row {
    std::string_view zone;
    std::string_view time;
    std::int64_t seconds;
  };
  // As `TZ=... date -d ... +%::z` of GNU coreutils gives them.
  const std::vector<Row> rows{
      {"UTC", "2024-07-01T00:00:00Z", 0},
      {"+05:30", "1950-01-01T00:00:00Z", 19800},
      {"-00:00", "2024-01-01T00:00:00Z", 0},
      {"02:00", "2024-01-01T00:00:00Z", 7200},
      {"Europe/Brussels", "2024-03-31T00:59:59Z", 3600},
      {"Europe/Brussels", "2024-03-31T01:00:00Z", 7200},
      {"Europe/Brussels", "2024-10-27T00:59:59Z", 7200},
      {"Europe/Brussels", "2024-10-27T01:00:00Z", 3600},
      {"Europe/Brussels", "1975-07-01T00:00:00Z", 3600},
      {"Europe/Brussels", "1977-07-01T00:00:00Z", 7200},
      {"Europe/Brussels", "2100-07-01T00:00:00Z", 7200},
      {"Europe/Dublin", "2024-01-15T00:00:00Z", 0},
      {"Europe/Dublin", "2024-07-15T00:00:00Z", 3600},
      {"Europe/Moscow", "2012-01-15T00:00:00Z", 14400},
      {"Europe/Moscow", "2024-01-15T00:00:00Z", 10800},
      {"US/Central", "2009-02-13T23:31:30Z", -21600},
      {"US/Central", "2006-03-20T12:00:00Z", -21600},
      {"US/Central", "2007-03-20T12:00:00Z", -18000},
      {"America/St_Johns", "2009-02-13T02:00:00Z", -12600},
      {"Asia/Kathmandu", "2009-02-13T23:31:30Z", 20700},
      {"Asia/Kolkata", "2024-01-01T00:00:00Z", 19800},
      {"Australia/Sydney", "2009-02-13T23:31:30Z", 39600},
      {"Australia/Sydney", "2009-07-13T23:31:30Z", 36000},
      {"Africa/Casablanca", "2024-03-20T00:00:00Z", 0},
      {"Africa/Casablanca", "2024-06-20T00:00:00Z", 3600},
      {"America/Sao_Paulo", "2018-12-01T00:00:00Z", -7200},
      {"America/Sao_Paulo", "2024-12-01T00:00:00Z", -10800},
      {"Asia/Jerusalem", "2024-03-29T00:00:00Z", 10800},
      {"Africa/Cairo", "2030-08-01T00:00:00Z", 10800},
  };
  for (const Row& row : rows) {
    INFO(row.zone << " " << row.time);
    const ZoneOffset offset = zone_offset(row.zone, parse_timestamp(row.time).value().second);
    CHECK(offset.fault == ZoneFault::kNone);
    CHECK(offset.seconds == row.seconds);
  }
  for (const std::string_view zone :
       {"Mars/Olympus", "europe/brussels", "", "+1:00", "+24:00", "+01:60", "++1:00", "+01:00 "}) {
    INFO(zone);
    CHECK(zone_offset(zone, 0).fault == ZoneFault::kUnknown);
  }
  CHECK(zone_offset("Europe/Brussels", -1).fault == ZoneFault::kTooEarly);
  CHECK(zone_offset("UTC", -1).fault == ZoneFault::kNone);
  CHECK(std::ranges::is_sorted(time_zone_names()));
  CHECK(time_zone_version() == "2025b");
}
