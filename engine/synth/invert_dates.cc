#include <cstdio>
#include <optional>

#include "lang/predicate/moment.h"
#include "synth/inverters.h"

namespace intake::synth::inverse {
namespace {

constexpr std::int64_t kDay = 86'400;
constexpr std::string_view kNow = "now";

std::int64_t floor_days(std::int64_t seconds) {
  return seconds / kDay - (seconds % kDay < 0 ? 1 : 0);
}
std::int64_t ceil_days(std::int64_t seconds) { return -floor_days(-seconds); }

std::optional<std::string> date_text(std::int64_t day) {
  const CivilDate date = civil_date(day);
  if (date.year < 0 || date.year > 9999) return std::nullopt;
  char text[32];
  std::snprintf(text, sizeof text, "%04d-%02d-%02d", static_cast<int>(date.year),
                static_cast<int>(date.month), static_cast<int>(date.day));
  return text;
}

std::optional<std::string> date_time_text(std::int64_t second) {
  const auto date = date_text(floor_days(second));
  if (!date) return std::nullopt;
  const auto rest = static_cast<int>(second - floor_days(second) * kDay);
  char text[32];
  std::snprintf(text, sizeof text, "T%02d:%02d:%02dZ", rest / 3600, rest / 60 % 60, rest % 60);
  return *date + text;
}

/// As in the catalogue's entries.
constexpr std::size_t kEpochOfOrder = 2;
constexpr std::size_t kEpochOfWithin = 4;

/// How many units of `epoch` a second has; 0 where a number is no date.
std::int64_t units_of(const InversionInput& input, std::size_t epoch) {
  if (!given(input, epoch)) return 0;
  return single_text(input, epoch) == "milliseconds" ? 1000 : 1;
}

/// The moment that an argument names; `now` where it was not given.
std::optional<Moment> moment_of(const InversionInput& input, std::size_t parameter,
                                std::int64_t units) {
  const View view = single(input, parameter);
  if (view.is_integer() && units > 0) {
    Moment moment;
    moment.second = view.node().payload.integer / units;
    moment.day = floor_days(moment.second);
    return moment;
  }
  std::string text = given(input, parameter) ? single_text(input, parameter) : std::string(kNow);
  if (text == kNow) text = input.call.now;
  return parse_moment(text);
}

std::optional<std::int64_t> duration_of(const InversionInput& input, std::size_t parameter) {
  if (!given(input, parameter)) return std::nullopt;
  return parse_duration(single_text(input, parameter));
}

/// Offers the moment `distance` from another, and the one a step further, as a date and as a
/// date-time: `holds` or not, the predicate will tell.
class Offers {
 public:
  Offers(const InversionInput& input, Candidates& out, const Moment& from, std::int64_t units)
      : input_(input), out_(out), from_(from), units_(units) {}

  /// `towards`: the way into what is allowed, 1 or -1.
  void at(std::int64_t seconds, int towards, bool holds) {
    const std::string how = holds ? "" : towards > 0 ? "too early" : "too late";
    const bool as_number = base(input_).is_number() || (input_.kinds & kStringBit) == 0;
    if (as_number) numbers(seconds, towards, how);
    const auto moment = parse_moment(base_text(input_));
    const bool as_time = (moment && !moment->is_date) || (!from_.is_date && seconds % kDay != 0);
    if (as_time) times(seconds, towards, how);
    const std::int64_t whole = towards > 0 ? ceil_days(seconds) : floor_days(seconds);
    for (const int step : {0, towards, -towards}) {
      if (const auto text = date_text(from_.day + whole + step)) offer(out_, *text, how, true);
    }
    if (!as_time) times(seconds, towards, how);
    if (!as_number) numbers(seconds, towards, how);
  }

 private:
  void times(std::int64_t seconds, int towards, const std::string& how) {
    for (const int step : {0, towards, -towards}) {
      if (const auto text = date_time_text(from_.second + seconds + step)) {
        offer(out_, *text, how, true);
      }
    }
  }

  void numbers(std::int64_t seconds, int towards, const std::string& how) {
    if (units_ == 0) return;
    const std::int64_t size = from_.is_date ? kDay : 1;  // dates are compared by their day
    for (const std::int64_t step : {std::int64_t{0}, towards * size, -towards * size}) {
      offer(out_, (from_.second + seconds + step) * units_, how, true);
    }
  }

  const InversionInput& input_;
  Candidates& out_;
  Moment from_;
  std::int64_t units_;
};

void beyond(const InversionInput& input, bool holds, int towards, Candidates& out) {
  const std::int64_t units = units_of(input, kEpochOfOrder);
  const auto other = moment_of(input, 0, units);
  if (!other) return;
  Offers(input, out, *other, units).at(towards * duration_of(input, 1).value_or(0), towards, holds);
}

}  // namespace

void before(const InversionInput& input, bool holds, Candidates& out) {
  beyond(input, holds, -1, out);
}

void after(const InversionInput& input, bool holds, Candidates& out) {
  beyond(input, holds, 1, out);
}

void within(const InversionInput& input, bool holds, Candidates& out) {
  const std::int64_t units = units_of(input, kEpochOfWithin);
  const auto of = moment_of(input, 3, units);
  if (!of) return;
  const auto both = duration_of(input, 0);
  const std::int64_t earliest = -duration_of(input, 1).value_or(both.value_or(0));
  const std::int64_t latest = duration_of(input, 2).value_or(both.value_or(0));
  Offers offers(input, out, *of, units);
  offers.at(latest, -1, holds);
  offers.at(earliest, 1, holds);
}

}  // namespace intake::synth::inverse
