#include "lang/expr/math_ext.h"

#include <cmath>
#include <limits>

#include "lang/expr/library.h"

namespace intake::expr {
namespace {

/// The one that `better` prefers over the ones before it. Not a number wins, as in arithmetic.
template <typename Better>
Value extreme(Context& context, Args args, Better better) {
  const bool is_list = args.size() == 1 && args[0].is(ValueKind::kList);
  const auto count = is_list ? args[0].size() : static_cast<std::uint32_t>(args.size());
  if (count == 0) return context.error("the list is empty; needed was a number");
  Value best;
  for (std::uint32_t i = 0; i < count; ++i) {
    const Value value = is_list ? args[0].item(i) : args[i];
    if (!value.is_number()) return context.no_overload();
    if (value.is(ValueKind::kDouble) && std::isnan(value.real())) return value;
    if (i == 0 || better(compare_numbers(value, best))) best = value;
  }
  return best;
}

template <typename Operation>
Value of_bits(Args args, Operation operation) {
  if (args[0].is(ValueKind::kUint)) {
    return Value::of_uint(operation(args[0].unsigned_integer(), args[1].unsigned_integer()));
  }
  return Value::of_int(
      static_cast<std::int64_t>(operation(static_cast<std::uint64_t>(args[0].integer()),
                                          static_cast<std::uint64_t>(args[1].integer()))));
}

template <typename Operation>
Value shifted(Context& context, Args args, Operation operation) {
  const std::int64_t places = args[1].integer();
  if (places < 0) {
    return context.error_copy("negative offset: a shift by " + std::to_string(places) +
                              " places; needed was 0 or more");
  }
  const bool is_uint = args[0].is(ValueKind::kUint);
  const std::uint64_t bits =
      is_uint ? args[0].unsigned_integer() : static_cast<std::uint64_t>(args[0].integer());
  const std::uint64_t result = places > 63 ? 0 : operation(bits, static_cast<unsigned>(places));
  return is_uint ? Value::of_uint(result) : Value::of_int(static_cast<std::int64_t>(result));
}

}  // namespace

Value run_abs(Context& context, Args args) {
  if (args[0].is(ValueKind::kUint)) return args[0];
  if (args[0].is(ValueKind::kDouble)) return Value::of_double(std::fabs(args[0].real()));
  const std::int64_t number = args[0].integer();
  if (number == std::numeric_limits<std::int64_t>::min()) {
    return context.error(ErrorCode::kOverflow,
                         "overflow: the least integer has no positive counterpart");
  }
  return Value::of_int(number < 0 ? -number : number);
}

Value run_sign(Context&, Args args) {
  if (args[0].is(ValueKind::kUint)) {
    return Value::of_uint(args[0].unsigned_integer() > 0 ? 1 : 0);
  }
  if (args[0].is(ValueKind::kInt)) {
    const std::int64_t number = args[0].integer();
    return Value::of_int(number > 0 ? 1 : number < 0 ? -1 : 0);
  }
  const double number = args[0].real();
  return Value::of_double(number > 0 ? 1.0 : number < 0 ? -1.0 : number);  // 0 and NaN stay
}

Value run_greatest(Context& context, Args args) {
  return extreme(context, args, [](int order) { return order == 1; });
}

Value run_least(Context& context, Args args) {
  return extreme(context, args, [](int order) { return order == -1; });
}

Value run_bit_and(Context&, Args args) {
  return of_bits(args, [](std::uint64_t a, std::uint64_t b) { return a & b; });
}

Value run_bit_or(Context&, Args args) {
  return of_bits(args, [](std::uint64_t a, std::uint64_t b) { return a | b; });
}

Value run_bit_xor(Context&, Args args) {
  return of_bits(args, [](std::uint64_t a, std::uint64_t b) { return a ^ b; });
}

Value run_bit_not(Context&, Args args) {
  if (args[0].is(ValueKind::kUint)) return Value::of_uint(~args[0].unsigned_integer());
  return Value::of_int(~args[0].integer());
}

Value run_shift_left(Context& context, Args args) {
  return shifted(context, args, [](std::uint64_t bits, unsigned places) { return bits << places; });
}

Value run_shift_right(Context& context, Args args) {
  return shifted(context, args, [](std::uint64_t bits, unsigned places) { return bits >> places; });
}

Value run_ceil(Context&, Args args) { return Value::of_double(std::ceil(args[0].real())); }
Value run_floor(Context&, Args args) { return Value::of_double(std::floor(args[0].real())); }
Value run_round(Context&, Args args) { return Value::of_double(std::round(args[0].real())); }
Value run_trunc(Context&, Args args) { return Value::of_double(std::trunc(args[0].real())); }

Value run_is_nan(Context&, Args args) { return Value::of_bool(std::isnan(args[0].real())); }
Value run_is_infinite(Context&, Args args) { return Value::of_bool(std::isinf(args[0].real())); }
Value run_is_finite(Context&, Args args) { return Value::of_bool(std::isfinite(args[0].real())); }

Value run_sqrt(Context&, Args args) {
  const double number = args[0].is(ValueKind::kInt) ? static_cast<double>(args[0].integer())
                        : args[0].is(ValueKind::kUint)
                            ? static_cast<double>(args[0].unsigned_integer())
                            : args[0].real();
  return Value::of_double(std::sqrt(number));
}

}  // namespace intake::expr
