#include "lang/expr/standard_operators.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>

namespace intake::expr {

namespace {

Value overflow(Context& context) {
  return context.error(ErrorCode::kOverflow, "the result is beyond the range of its type");
}
Value division(Context& context) {
  return context.error(ErrorCode::kDivision, "a number is divided by zero");
}

constexpr std::int32_t kNanos = 1'000'000'000;

// Seconds and nanoseconds of which the latter are 0 to 999,999,999.
struct Time {
  std::int64_t seconds;
  std::int32_t nanos;
};

Time plain(const Value& v) {
  if (v.nanos() >= 0) return {v.seconds(), v.nanos()};
  return {v.seconds() - 1, v.nanos() + kNanos};
}

// Timestamps and durations are within ranges whose sums and differences an int64 holds.
Time plus(Time a, Time b) {
  Time sum{a.seconds + b.seconds, a.nanos + b.nanos};
  if (sum.nanos >= kNanos) {
    sum.nanos -= kNanos;
    ++sum.seconds;
  }
  return sum;
}

Time minus(Time a, Time b) {
  Time difference{a.seconds - b.seconds, a.nanos - b.nanos};
  if (difference.nanos < 0) {
    difference.nanos += kNanos;
    --difference.seconds;
  }
  return difference;
}

Value timestamp(Context& context, Time t) {
  if (!in_timestamp_range(t.seconds)) return overflow(context);
  return Value::of_timestamp(t.seconds, t.nanos);
}

Value duration(Context& context, Time t) {
  if (t.seconds < 0 && t.nanos > 0) {
    ++t.seconds;
    t.nanos -= kNanos;
  }
  if (!in_duration_range(t.seconds, t.nanos)) return overflow(context);
  return Value::of_duration(t.seconds, t.nanos);
}

constexpr std::int64_t kLeast = std::numeric_limits<std::int64_t>::min();

}  // namespace

Value add_ints(Context& context, std::span<const Value> args) {
  std::int64_t sum = 0;
  if (__builtin_add_overflow(args[0].integer(), args[1].integer(), &sum)) return overflow(context);
  return Value::of_int(sum);
}

Value add_uints(Context& context, std::span<const Value> args) {
  std::uint64_t sum = 0;
  if (__builtin_add_overflow(args[0].unsigned_integer(), args[1].unsigned_integer(), &sum)) {
    return overflow(context);
  }
  return Value::of_uint(sum);
}

Value add_doubles(Context&, std::span<const Value> args) {
  return Value::of_double(args[0].real() + args[1].real());
}

Value add_texts(Context& context, std::span<const Value> args) {
  const std::string_view a = args[0].text(), b = args[1].text();
  constexpr std::uint64_t kMost = std::numeric_limits<std::uint32_t>::max();
  if (a.size() + b.size() > kMost) return context.budget();
  char* bytes = static_cast<char*>(context.arena().allocate(a.size() + b.size() + 1, 1));
  std::ranges::copy(b, std::ranges::copy(a, bytes).out);
  const std::string_view sum(bytes, a.size() + b.size());
  return args[0].is(ValueKind::kString) ? Value::of_string(sum) : Value::of_bytes(sum);
}

Value add_lists(Context& context, std::span<const Value> args) {
  if (args[0].size() == 0) return args[1];
  if (args[1].size() == 0) return args[0];
  const std::size_t count = static_cast<std::size_t>(args[0].size()) + args[1].size();
  if (count > std::numeric_limits<std::uint32_t>::max()) return context.budget();
  auto* items =
      static_cast<Value*>(context.arena().allocate(count * sizeof(Value), alignof(Value)));
  Value* next = items;
  for (const Value& list : args) {
    for (std::uint32_t i = 0, n = list.size(); i < n; ++i) *next++ = list.item(i);
  }
  return Value::of_list(items, static_cast<std::uint32_t>(count));
}

Value add_times(Context& context, std::span<const Value> args) {
  const Time sum = plus(plain(args[0]), plain(args[1]));
  const bool durations = args[0].is(ValueKind::kDuration) && args[1].is(ValueKind::kDuration);
  return durations ? duration(context, sum) : timestamp(context, sum);
}

Value subtract_ints(Context& context, std::span<const Value> args) {
  std::int64_t difference = 0;
  if (__builtin_sub_overflow(args[0].integer(), args[1].integer(), &difference)) {
    return overflow(context);
  }
  return Value::of_int(difference);
}

Value subtract_uints(Context& context, std::span<const Value> args) {
  if (args[0].unsigned_integer() < args[1].unsigned_integer()) return overflow(context);
  return Value::of_uint(args[0].unsigned_integer() - args[1].unsigned_integer());
}

Value subtract_doubles(Context&, std::span<const Value> args) {
  return Value::of_double(args[0].real() - args[1].real());
}

Value subtract_times(Context& context, std::span<const Value> args) {
  const Time difference = minus(plain(args[0]), plain(args[1]));
  const bool moment = args[0].is(ValueKind::kTimestamp) && args[1].is(ValueKind::kDuration);
  return moment ? timestamp(context, difference) : duration(context, difference);
}

Value multiply_ints(Context& context, std::span<const Value> args) {
  std::int64_t product = 0;
  if (__builtin_mul_overflow(args[0].integer(), args[1].integer(), &product)) {
    return overflow(context);
  }
  return Value::of_int(product);
}

Value multiply_uints(Context& context, std::span<const Value> args) {
  std::uint64_t product = 0;
  if (__builtin_mul_overflow(args[0].unsigned_integer(), args[1].unsigned_integer(), &product)) {
    return overflow(context);
  }
  return Value::of_uint(product);
}

Value multiply_doubles(Context&, std::span<const Value> args) {
  return Value::of_double(args[0].real() * args[1].real());
}

Value divide_ints(Context& context, std::span<const Value> args) {
  const std::int64_t a = args[0].integer(), b = args[1].integer();
  if (b == 0) return division(context);
  if (a == kLeast && b == -1) return overflow(context);
  return Value::of_int(a / b);
}

Value divide_uints(Context& context, std::span<const Value> args) {
  if (args[1].unsigned_integer() == 0) return division(context);
  return Value::of_uint(args[0].unsigned_integer() / args[1].unsigned_integer());
}

Value divide_doubles(Context&, std::span<const Value> args) {
  const double a = args[0].real(), b = args[1].real();
  if (b != 0) return Value::of_double(a / b);
  // IEEE 754 in words: the language leaves a division by zero undefined.
  if (a == 0 || std::isnan(a)) return Value::of_double(std::numeric_limits<double>::quiet_NaN());
  const bool negative = std::signbit(a) != std::signbit(b);
  constexpr double kInfinite = std::numeric_limits<double>::infinity();
  return Value::of_double(negative ? -kInfinite : kInfinite);
}

Value modulo_ints(Context& context, std::span<const Value> args) {
  const std::int64_t a = args[0].integer(), b = args[1].integer();
  if (b == 0) return context.error(ErrorCode::kDivision, "a number is taken modulo zero");
  if (a == kLeast && b == -1) return overflow(context);
  return Value::of_int(a % b);
}

Value modulo_uints(Context& context, std::span<const Value> args) {
  if (args[1].unsigned_integer() == 0) {
    return context.error(ErrorCode::kDivision, "a number is taken modulo zero");
  }
  return Value::of_uint(args[0].unsigned_integer() % args[1].unsigned_integer());
}

Value negate_int(Context& context, std::span<const Value> args) {
  if (args[0].integer() == kLeast) return overflow(context);
  return Value::of_int(-args[0].integer());
}

Value negate_double(Context&, std::span<const Value> args) {
  return Value::of_double(-args[0].real());
}

Value negate_bool(Context&, std::span<const Value> args) {
  return Value::of_bool(!args[0].boolean());
}

Value is_equal(Context& context, std::span<const Value> args) {
  const auto same = equal(context, args[0], args[1]);
  return same ? Value::of_bool(*same) : context.budget();
}

Value is_not_equal(Context& context, std::span<const Value> args) {
  const auto same = equal(context, args[0], args[1]);
  return same ? Value::of_bool(!*same) : context.budget();
}

namespace {

// `wanted`: bits 1, 2, 4 for less, equal, greater. What is not a number is none of them.
Value compare(Context& context, std::span<const Value> args, unsigned wanted) {
  const auto found = order(args[0], args[1]);
  if (!found) return context.no_overload();
  return Value::of_bool(*found != 2 && ((wanted >> (*found + 1)) & 1u) != 0);
}

}  // namespace

Value is_less(Context& context, std::span<const Value> args) { return compare(context, args, 1); }
Value is_less_or_equal(Context& context, std::span<const Value> args) {
  return compare(context, args, 3);
}
Value is_greater(Context& context, std::span<const Value> args) {
  return compare(context, args, 4);
}
Value is_greater_or_equal(Context& context, std::span<const Value> args) {
  return compare(context, args, 6);
}

Value is_in_list(Context& context, std::span<const Value> args) {
  for (std::uint32_t i = 0, n = args[1].size(); i < n; ++i) {
    const auto same = equal(context, args[0], args[1].item(i));
    if (!same) return context.budget();
    if (*same) return Value::of_bool(true);
  }
  return Value::of_bool(false);
}

Value is_in_map(Context& context, std::span<const Value> args) {
  if (!context.charge_text(args[0].size())) return context.budget();
  return Value::of_bool(args[1].find(args[0]) != Value::kNoEntry);
}

}  // namespace intake::expr
