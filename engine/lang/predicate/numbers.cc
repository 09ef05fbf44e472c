#include "lang/predicate/numbers.h"

#include <charconv>
#include <cmath>
#include <limits>

namespace intake::catalogue {
namespace {

Outcome judge_bound(const PredicateInput& input, bool lower) {
  const View bound = single(input, 0);
  if (!bound.is_number()) return wrong_kind(input, bound, kNumberBit);
  const bool exclusive = given(input, 1);
  const auto order = compare(input.value, bound);
  const bool beyond = lower ? order > 0 : order < 0;
  Outcome outcome = Outcome::of(beyond || (order == 0 && !exclusive));
  if (outcome.truth == Truth::kFalse && input.details) {
    outcome.expected = lower ? (exclusive ? "> " : "≥ ") : (exclusive ? "< " : "≤ ");
    outcome.expected += to_display(bound);
  }
  return outcome;
}

/// `digits` times 10 to the power of `exponent`, without sign; no zeros at the end of `digits`.
struct Decimal {
  std::uint64_t digits = 0;
  int exponent = 0;
};

std::optional<Decimal> to_decimal(View number) {
  const Node& node = number.node();
  Decimal decimal;
  if (node.kind == Kind::kUint) {
    decimal.digits = node.payload.unsigned_integer;
  } else if (node.kind == Kind::kInt) {
    const auto bits = static_cast<std::uint64_t>(node.payload.integer);
    decimal.digits = node.payload.integer < 0 ? 0 - bits : bits;
  } else {
    const double real = std::fabs(node.payload.real);
    if (!std::isfinite(real)) return std::nullopt;
    // The shortest text that reads back as this number: d.ddde[+-]dd, at most 17 digits.
    char text[40];
    const auto end =
        std::to_chars(text, text + sizeof text, real, std::chars_format::scientific).ptr;
    bool fraction = false;
    const char* at = text;
    for (; at != end && *at != 'e'; ++at) {
      if (*at == '.') {
        fraction = true;
        continue;
      }
      decimal.digits = decimal.digits * 10 + static_cast<std::uint64_t>(*at - '0');
      if (fraction) --decimal.exponent;
    }
    int power = 0;
    if (at != end) {
      ++at;
      if (at != end && *at == '+') ++at;
      std::from_chars(at, end, power);
    }
    decimal.exponent += power;
  }
  while (decimal.digits != 0 && decimal.digits % 10 == 0) {
    decimal.digits /= 10;
    ++decimal.exponent;
  }
  return decimal;
}

/// a + b modulo m, for a, b < m, without overflow.
std::uint64_t add_modulo(std::uint64_t a, std::uint64_t b, std::uint64_t m) {
  return a >= m - b ? a - (m - b) : a + b;
}

bool is_multiple(Decimal value, Decimal step) {
  if (value.digits == 0) return true;
  int shift = value.exponent - step.exponent;
  // Neither ends in a zero: what is missing below the step's last place cannot come back.
  while (shift < 0) {
    if (step.digits > std::numeric_limits<std::uint64_t>::max() / 10) return false;
    step.digits *= 10;
    ++shift;
  }
  std::uint64_t rest = value.digits % step.digits;
  for (; shift > 0 && rest != 0; --shift) {
    std::uint64_t times_ten = 0;
    for (int i = 0; i < 10; ++i) times_ten = add_modulo(times_ten, rest, step.digits);
    rest = times_ten;
  }
  return rest == 0;
}

bool is_positive(View number) {
  if (number.node().kind == Kind::kDouble) return number.node().payload.real > 0;
  return number.node().kind == Kind::kUint ? number.node().payload.unsigned_integer > 0
                                           : number.node().payload.integer > 0;
}

}  // namespace

Outcome run_min(const PredicateInput& input) { return judge_bound(input, true); }
Outcome run_max(const PredicateInput& input) { return judge_bound(input, false); }

PrepareResult prepare_multiple_of(const PrepareInput& input) {
  const View step = literal(input, 0);
  if (step.is_number() && !is_positive(step)) {
    return fault("the step of `multiple-of` is not above 0", "write a number above 0");
  }
  return std::shared_ptr<const Prepared>();
}

Outcome run_multiple_of(const PredicateInput& input) {
  const View step = single(input, 0);
  if (!step.is_number()) return wrong_kind(input, step, kNumberBit);
  if (!is_positive(step)) return not_readable(input, step, "number");
  const auto number = to_decimal(input.value);
  const auto step_number = to_decimal(step);
  if (!number) return not_readable(input, input.value, "number");
  if (!step_number) return not_readable(input, step, "number");
  Outcome outcome = Outcome::of(is_multiple(*number, *step_number));
  if (outcome.truth == Truth::kFalse && input.details) outcome.expected = to_display(step);
  return outcome;
}

}  // namespace intake::catalogue
