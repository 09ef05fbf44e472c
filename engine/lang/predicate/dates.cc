#include "lang/predicate/dates.h"

#include <algorithm>
#include <cmath>

#include "lang/predicate/moment.h"

namespace intake::catalogue {
namespace {

constexpr std::int64_t kDay = 86400;
constexpr std::string_view kNow = "now";

/// Literal arguments, by parameter.
struct DatePrepared : Prepared {
  std::array<std::optional<Moment>, 4> moments;
  std::array<std::optional<std::int64_t>, 4> durations;
};

std::optional<LangError> prepare_moment(const PrepareInput& input, std::size_t parameter,
                                        DatePrepared& prepared) {
  const View view = literal(input, parameter);
  if (!view.is_string() || view.text() == kNow) return std::nullopt;
  prepared.moments[parameter] = parse_moment(view.text());
  if (prepared.moments[parameter]) return std::nullopt;
  return fault("`" + std::string(view.text()) + "` is no date",
               "write a date as 2024-04-01, a date-time as 2024-04-01T12:00:00Z, or `now`");
}

std::optional<LangError> prepare_duration(const PrepareInput& input, std::size_t parameter,
                                          DatePrepared& prepared) {
  const View view = literal(input, parameter);
  if (!view.is_string()) return std::nullopt;
  prepared.durations[parameter] = parse_duration(view.text());
  if (prepared.durations[parameter]) return std::nullopt;
  return is_duration(view.text())
             ? fault(
                   "`" + std::string(view.text()) + "` has months or years, which differ in length",
                   "write days, as in P90D")
             : fault("`" + std::string(view.text()) + "` is no duration",
                     "write days as P90D, weeks as P2W, hours and minutes as PT1H30M");
}

/// Number of the parameter `epoch`.
constexpr std::size_t kEpochOfOrder = 2;
constexpr std::size_t kEpochOfWithin = 4;

/// A number that counts seconds or milliseconds since 1970; nullopt outside the years 0 to 9999.
std::optional<Moment> moment_of_number(View number, std::string_view unit) {
  constexpr std::int64_t kFirst = -62'167'219'200;
  constexpr std::int64_t kLast = 253'402'300'799;
  constexpr std::int64_t kNanoseconds = 1'000'000'000;
  const std::int64_t per_second = unit == "milliseconds" ? 1000 : 1;
  const Node& node = number.node();
  Moment moment;
  if (node.kind == Kind::kInt) {
    moment.second = node.payload.integer / per_second;
    std::int64_t rest = node.payload.integer % per_second;
    if (rest < 0) {
      rest += per_second;
      --moment.second;
    }
    moment.nanosecond = static_cast<std::uint32_t>(rest * (kNanoseconds / per_second));
  } else if (node.kind == Kind::kDouble) {
    const double seconds = node.payload.real / static_cast<double>(per_second);
    if (!(std::abs(seconds) < 1e12)) return std::nullopt;
    const double whole = std::floor(seconds);
    moment.second = static_cast<std::int64_t>(whole);
    moment.nanosecond = static_cast<std::uint32_t>(
        std::min((seconds - whole) * static_cast<double>(kNanoseconds), 999'999'999.0));
  } else {
    return std::nullopt;
  }
  if (moment.second < kFirst || moment.second > kLast) return std::nullopt;
  moment.day = moment.second / kDay - (moment.second % kDay < 0 ? 1 : 0);
  return moment;
}

/// A text, or a number where `epoch` says what it counts; else `unknown` says why not.
std::optional<Moment> read_moment(const PredicateInput& input, View view, std::size_t epoch,
                                  Outcome& unknown) {
  std::optional<Moment> moment;
  if (view.is_number() && given(input, epoch)) {
    moment = moment_of_number(view, single_text(input, epoch).value_or(""));
  } else if (view.is_string()) {
    moment = parse_moment(view.text());
  } else {
    unknown = wrong_kind(input, view, kStringBit);
    return std::nullopt;
  }
  if (!moment) unknown = not_readable(input, view, "date");
  return moment;
}

/// The moment of an argument; `now` where it was not given. Else `unknown` says why not.
std::optional<Moment> moment_of(const PredicateInput& input, std::size_t parameter,
                                std::size_t epoch, Outcome& unknown) {
  const auto* prepared = static_cast<const DatePrepared*>(input.prepared);
  if (prepared != nullptr && prepared->moments[parameter]) return prepared->moments[parameter];
  View view = View::of_text(kNow);
  if (given(input, parameter)) view = single(input, parameter);
  if (view.is_string() && view.text() == kNow) view = View::of_text(input.now);
  return read_moment(input, view, epoch, unknown);
}

/// False: `unknown` says why. An optional duration that was left out stays nullopt.
bool duration_of(const PredicateInput& input, std::size_t parameter,
                 std::optional<std::int64_t>& duration, Outcome& unknown) {
  if (!given(input, parameter)) return true;
  const auto* prepared = static_cast<const DatePrepared*>(input.prepared);
  if (prepared != nullptr && prepared->durations[parameter]) {
    duration = prepared->durations[parameter];
    return true;
  }
  const View view = single(input, parameter);
  if (!view.is_string()) {
    unknown = wrong_kind(input, view, kStringBit);
    return false;
  }
  duration = parse_duration(view.text());
  if (!duration) unknown = not_readable(input, view, "duration");
  return duration.has_value();
}

/// How much later `a` is than `b`, at the precision that both have.
struct Distance {
  std::int64_t second = 0;
  std::int64_t nanosecond = 0;  // 0..999999999, counted upwards from `second`
};

Distance distance(const Moment& a, const Moment& b) {
  if (a.is_date || b.is_date) return {(a.day - b.day) * kDay, 0};
  Distance d{a.second - b.second, std::int64_t{a.nanosecond} - std::int64_t{b.nanosecond}};
  if (d.nanosecond < 0) {
    --d.second;
    d.nanosecond += 1'000'000'000;
  }
  return d;
}

std::string date_text(const PredicateInput& input, std::size_t parameter) {
  const View view = single(input, parameter);
  const bool now = view.absent() || (view.is_string() && view.text() == kNow);
  return now ? std::string(input.now) : to_display(view);
}

Outcome judge_order(const PredicateInput& input, bool before) {
  Outcome unknown;
  const auto value = read_moment(input, input.value, kEpochOfOrder, unknown);
  if (!value) return unknown;
  const auto other = moment_of(input, 0, kEpochOfOrder, unknown);
  if (!other) return unknown;
  std::optional<std::int64_t> least;
  if (!duration_of(input, 1, least, unknown)) return unknown;
  const Distance d = before ? distance(*other, *value) : distance(*value, *other);
  const bool holds =
      least ? d.second >= *least : d.second > 0 || (d.second == 0 && d.nanosecond > 0);
  Outcome outcome = Outcome::of(holds);
  if (holds || !input.details) return outcome;
  outcome.expected = (before ? (least ? "≤ " : "< ") : (least ? "≥ " : "> ")) + date_text(input, 0);
  if (least && *least != 0) {
    outcome.expected += before ? " − " : " + ";
    outcome.expected += single_text(input, 1).value_or("");
  }
  return outcome;
}

}  // namespace

PrepareResult prepare_before_after(const PrepareInput& input) {
  auto prepared = std::make_shared<DatePrepared>();
  if (auto wrong = prepare_moment(input, 0, *prepared)) return *wrong;
  if (auto wrong = prepare_duration(input, 1, *prepared)) return *wrong;
  return std::shared_ptr<const Prepared>(std::move(prepared));
}

Outcome run_before(const PredicateInput& input) { return judge_order(input, true); }
Outcome run_after(const PredicateInput& input) { return judge_order(input, false); }

PrepareResult prepare_within(const PrepareInput& input) {
  if (auto nothing = needs_one_of(input, {0, 1, 2}, "`duration`, `before`, `after`")) {
    return *nothing;
  }
  if (input.given && was_written(input, 0) && (*input.given & 6u) != 0) {
    return fault("`duration` stands beside `before` or `after`",
                 "write either `duration` for both sides, or `before` and `after`");
  }
  auto prepared = std::make_shared<DatePrepared>();
  for (std::size_t i = 0; i < 3; ++i) {
    if (auto wrong = prepare_duration(input, i, *prepared)) return *wrong;
  }
  if (auto wrong = prepare_moment(input, 3, *prepared)) return *wrong;
  return std::shared_ptr<const Prepared>(std::move(prepared));
}

Outcome run_within(const PredicateInput& input) {
  Outcome unknown;
  const auto value = read_moment(input, input.value, kEpochOfWithin, unknown);
  if (!value) return unknown;
  const auto of = moment_of(input, 3, kEpochOfWithin, unknown);
  if (!of) return unknown;
  std::optional<std::int64_t> both, before, after;
  if (!duration_of(input, 0, both, unknown) || !duration_of(input, 1, before, unknown) ||
      !duration_of(input, 2, after, unknown)) {
    return unknown;
  }
  if (!both && !before && !after) return wrong_kind(input, {}, kStringBit);
  const std::int64_t earliest = -before.value_or(both.value_or(0));
  const std::int64_t latest = after.value_or(both.value_or(0));
  const Distance d = distance(*value, *of);
  const bool holds =
      d.second >= earliest && (d.second < latest || (d.second == latest && d.nanosecond == 0));
  Outcome outcome = Outcome::of(holds);
  if (holds || !input.details) return outcome;
  const std::string date = date_text(input, 3);
  const auto text = [&](std::size_t parameter) {
    const auto duration = single_text(input, given(input, 0) ? 0 : parameter);
    return duration ? std::string(*duration) : std::string("0");
  };
  outcome.expected = date + " − " + text(1) + " … " + date + " + " + text(2);
  return outcome;
}

}  // namespace intake::catalogue
