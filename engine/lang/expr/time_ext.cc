#include "lang/expr/time_ext.h"

#include "base/suggest.h"
#include "lang/expr/library.h"
#include "lang/expr/time_zone.h"
#include "lang/predicate/moment.h"

namespace intake::expr {
namespace {

std::string quoted(const Value& value) { return "`" + std::string(value.text()) + "`"; }

Value unknown_zone(Context& context, const Value& zone) {
  const std::string hint = did_you_mean(zone.text(), time_zone_names());
  return context.error_copy("unknown time zone " + quoted(zone) +
                            "; needed was an offset as `+01:00` or a name as `Europe/Brussels`" +
                            (hint.empty() ? "" : "; " + hint));
}

/// What the clock shows at the place of the second argument, or in UTC.
template <typename Field>
Value shown(Context& context, Args args, Field field) {
  std::int64_t offset = 0;
  if (args.size() > 1) {
    const ZoneOffset zone = zone_offset(args[1].text(), args[0].seconds());
    if (zone.fault == ZoneFault::kUnknown) return unknown_zone(context, args[1]);
    if (zone.fault == ZoneFault::kTooEarly) {
      return context.error_copy("the offsets of " + quoted(args[1]) +
                                " are known from 1970 on, and the time lies before it");
    }
    offset = zone.seconds;
  }
  return Value::of_int(field(clock_face(timestamp_of(args[0]), offset)));
}

Value out_of_range(Context& context, const Value& text) {
  return context.error_copy(
      ErrorCode::kOverflow,
      quoted(text) + " is out of range; needed was a time from year 0001 to 9999");
}

}  // namespace

Value run_timestamp(Context& context, Args args) {
  if (const auto timestamp = parse_timestamp(args[0].text())) return value_of(*timestamp);
  if (parse_date_time(args[0].text())) return out_of_range(context, args[0]);
  return context.error_copy(quoted(args[0]) +
                            " is no date-time; needed was one as `2024-04-01T12:00:00Z`, in the "
                            "range of years from 0001 to 9999");
}

Value run_timestamp_from_unix(Context& context, Args args) {
  if (const auto timestamp = timestamp_from_unix(args[0].integer())) return value_of(*timestamp);
  return context.error_copy(ErrorCode::kOverflow,
                            std::to_string(args[0].integer()) +
                                " seconds are out of range; needed was a time from year 0001 to "
                                "9999");
}

Value run_duration(Context& context, Args args) {
  if (const auto duration = parse_go_duration(args[0].text())) return value_of(*duration);
  return context.error_copy(quoted(args[0]) +
                            " is no duration, or out of range; needed was one as `1h30m`, at most "
                            "about 292 years");
}

Value run_date(Context& context, Args args) {
  const auto moment = parse_date(args[0].text());
  if (!moment) {
    return context.error_copy(quoted(args[0]) + " is no date; needed was one as `2024-04-01`");
  }
  const auto timestamp = timestamp_from_unix(moment->second);
  return timestamp ? value_of(*timestamp) : out_of_range(context, args[0]);
}

Value run_days(Context& context, Args args) {
  std::int64_t nanoseconds = 0;
  if (__builtin_mul_overflow(args[0].integer(), 86400 * kNanosecondsPerSecond, &nanoseconds)) {
    return context.error_copy(ErrorCode::kOverflow, std::to_string(args[0].integer()) +
                                                        " days are out of range; needed were at "
                                                        "most about 292 years");
  }
  return value_of(Duration{nanoseconds});
}

Value run_itself(Context&, Args args) { return args[0]; }

Value run_unix_seconds(Context&, Args args) { return Value::of_int(args[0].seconds()); }

Value run_timestamp_text(Context& context, Args args) {
  return context.text(to_text(timestamp_of(args[0])));
}

Value run_duration_text(Context& context, Args args) {
  return context.text(to_text(duration_of(args[0])));
}

Value run_get_full_year(Context& context, Args args) {
  return shown(context, args, [](const ClockFace& face) { return face.year; });
}
Value run_get_month(Context& context, Args args) {
  return shown(context, args, [](const ClockFace& face) { return face.month; });
}
Value run_get_date(Context& context, Args args) {
  return shown(context, args, [](const ClockFace& face) { return face.day_of_month + 1; });
}
Value run_get_day_of_month(Context& context, Args args) {
  return shown(context, args, [](const ClockFace& face) { return face.day_of_month; });
}
Value run_get_day_of_week(Context& context, Args args) {
  return shown(context, args, [](const ClockFace& face) { return face.day_of_week; });
}
Value run_get_day_of_year(Context& context, Args args) {
  return shown(context, args, [](const ClockFace& face) { return face.day_of_year; });
}
Value run_get_hours(Context& context, Args args) {
  return shown(context, args, [](const ClockFace& face) { return face.hour; });
}
Value run_get_minutes(Context& context, Args args) {
  return shown(context, args, [](const ClockFace& face) { return face.minute; });
}
Value run_get_seconds(Context& context, Args args) {
  return shown(context, args, [](const ClockFace& face) { return face.second; });
}
Value run_get_milliseconds(Context& context, Args args) {
  return shown(context, args, [](const ClockFace& face) { return face.millisecond; });
}

Value run_duration_hours(Context&, Args args) { return Value::of_int(args[0].seconds() / 3600); }
Value run_duration_minutes(Context&, Args args) { return Value::of_int(args[0].seconds() / 60); }
Value run_duration_seconds(Context&, Args args) { return Value::of_int(args[0].seconds()); }
Value run_duration_milliseconds(Context&, Args args) {
  return Value::of_int(args[0].nanos() / 1'000'000);
}

}  // namespace intake::expr
