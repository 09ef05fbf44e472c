#include <cmath>

#include "synth/inverters.h"

namespace intake::synth::inverse {
namespace {

double real_of(View view) {
  const Node& node = view.node();
  if (node.kind == Kind::kDouble) return node.payload.real;
  if (node.kind == Kind::kUint) return static_cast<double>(node.payload.unsigned_integer);
  return static_cast<double>(node.payload.integer);
}

/// The number `view` + steps * step, whole where it can be.
Datum moved(View view, int steps, double step) {
  const double sum = real_of(view) + steps * step;
  constexpr double kWhole = 9e15;
  if (sum == std::trunc(sum) && std::fabs(sum) < kWhole) return static_cast<std::int64_t>(sum);
  return sum;
}

/// `upwards`: larger numbers are allowed.
void bound(const InversionInput& input, bool holds, bool upwards, Candidates& out) {
  const View limit = single(input, 0);
  if (!limit.is_number()) return;
  const int inwards = upwards ? 1 : -1;
  const bool whole_only = (input.kinds & kNumberBit) == kIntegerBit;
  const bool exclusive = given(input, 1);
  if (holds) {
    if (!exclusive) offer(out, to_datum(limit), "", true);
    offer(out, moved(limit, inwards, 1), "", exclusive && limit.is_integer());
    if (!whole_only) offer(out, moved(limit, inwards, 0.01), "", exclusive);
    return;
  }
  const std::string how = upwards ? "too small" : "too large";
  if (exclusive) offer(out, to_datum(limit), "the bound itself");
  if (!limit.is_integer() && !whole_only) offer(out, moved(limit, -inwards, 0.01), how);
  offer(out, moved(limit, -inwards, 1), how);
}

}  // namespace

void min(const InversionInput& input, bool holds, Candidates& out) {
  bound(input, holds, true, out);
}

void max(const InversionInput& input, bool holds, Candidates& out) {
  bound(input, holds, false, out);
}

void multiple_of(const InversionInput& input, bool holds, Candidates& out) {
  const View step = single(input, 0);
  if (!step.is_number()) return;
  const double size = real_of(step);
  if (!(size > 0)) return;
  const double now = base(input).is_number() ? real_of(base(input)) : size;
  const double near = std::floor(now / size);
  if (holds) {
    offer(out, moved(step, near < 2 ? 0 : static_cast<int>(std::fmin(near - 1, 1e6)), size));
    offer(out, to_datum(step), "", true);
    return offer(out, std::int64_t{0});
  }
  if (base(input).is_number()) {
    offer(out, moved(base(input), 1, 1), "one more");
    offer(out, moved(base(input), 1, size / 2), "half a step more");
  }
  offer(out, moved(step, 1, 1), "one more");
  offer(out, moved(step, 1, size / 2), "half a step more");
}

}  // namespace intake::synth::inverse
