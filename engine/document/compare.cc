#include <algorithm>
#include <cmath>
#include <vector>

#include "document/document.h"

namespace intake {
namespace {

using Order = std::strong_ordering;

constexpr double kTwo63 = 9223372036854775808.0;
constexpr double kTwo64 = 18446744073709551616.0;

// absent < null < boolean < number < string < array < object
int rank(View v) {
  if (v.absent()) return 0;
  switch (v.kind()) {
    case Kind::kNull:
      return 1;
    case Kind::kBool:
      return 2;
    case Kind::kInt:
    case Kind::kUint:
    case Kind::kDouble:
      return 3;
    case Kind::kString:
      return 4;
    case Kind::kArray:
      return 5;
    case Kind::kObject:
      return 6;
  }
  return 0;
}

Order compare_reals(double a, double b) {
  if (std::isnan(a) || std::isnan(b)) return std::isnan(b) <=> std::isnan(a);  // NaN comes first
  return a < b ? Order::less : a > b ? Order::greater : Order::equal;
}

// The whole part of `real` is exact in Integer here, so nothing is rounded.
template <typename Integer>
Order compare_within(Integer integer, double real) {
  const auto whole = static_cast<Integer>(real);
  if (integer != whole) return integer < whole ? Order::less : Order::greater;
  return compare_reals(0, real - std::trunc(real));
}

Order compare_to_real(const Node& integer, double real) {
  if (std::isnan(real)) return Order::greater;
  if (integer.kind == Kind::kInt) {
    if (real >= kTwo63) return Order::less;
    if (real < -kTwo63) return Order::greater;
    return compare_within(integer.payload.integer, real);
  }
  if (real >= kTwo64) return Order::less;
  if (real < 0) return Order::greater;
  return compare_within(integer.payload.unsigned_integer, real);
}

Order compare_numbers(const Node& a, const Node& b) {
  if (a.kind == Kind::kDouble && b.kind == Kind::kDouble) {
    return compare_reals(a.payload.real, b.payload.real);
  }
  if (b.kind == Kind::kDouble) return compare_to_real(a, b.payload.real);
  if (a.kind == Kind::kDouble) return 0 <=> compare_to_real(b, a.payload.real);
  const bool a_negative = a.kind == Kind::kInt && a.payload.integer < 0;
  const bool b_negative = b.kind == Kind::kInt && b.payload.integer < 0;
  if (a_negative && b_negative) return a.payload.integer <=> b.payload.integer;
  if (a_negative != b_negative) return a_negative ? Order::less : Order::greater;
  const auto magnitude = [](const Node& n) {
    return n.kind == Kind::kInt ? static_cast<std::uint64_t>(n.payload.integer)
                                : n.payload.unsigned_integer;
  };
  return magnitude(a) <=> magnitude(b);
}

// Of two values of the same rank, without their children.
Order compare_scalars(View a, View b) {
  if (a.is_bool()) return a.boolean() <=> b.boolean();
  if (a.is_number()) return compare_numbers(a.node(), b.node());
  if (a.is_string()) return a.text().compare(b.text()) <=> 0;
  return Order::equal;
}

// Two containers of the same rank on the way; members in the order of their names.
struct Frame {
  View a, b;
  std::vector<std::uint32_t> a_order, b_order;  // empty for arrays
  std::uint32_t next = 0;
};

std::vector<std::uint32_t> name_order(View object) {
  std::vector<std::uint32_t> order(object.size());
  for (std::uint32_t i = 0; i < order.size(); ++i) order[i] = i;
  std::sort(order.begin(), order.end(), [&](std::uint32_t x, std::uint32_t y) {
    return object.at(x).key() < object.at(y).key();
  });
  return order;
}

}  // namespace

bool equal(View a, View b) {
  struct Pair {
    View a, b;
  };
  std::vector<Pair> work{{a, b}};
  while (!work.empty()) {
    const Pair pair = work.back();
    work.pop_back();
    if (rank(pair.a) != rank(pair.b) || pair.a.size() != pair.b.size()) return false;
    if (compare_scalars(pair.a, pair.b) != Order::equal) return false;
    for (std::uint32_t i = 0; i < pair.a.size(); ++i) {
      const View child = pair.a.at(i);
      const View other = pair.a.is_object() ? pair.b.member(child.key()) : pair.b.at(i);
      if (other.absent()) return false;
      work.push_back({child, other});
    }
  }
  return true;
}

std::strong_ordering compare(View a, View b) {
  std::vector<Frame> frames;
  // Compares two values; containers that may still differ inside are pushed.
  const auto enter = [&frames](View x, View y) {
    if (rank(x) != rank(y)) return rank(x) <=> rank(y);
    if (x.is_array()) {
      frames.push_back({x, y, {}, {}, 0});
    } else if (x.is_object()) {
      frames.push_back({x, y, name_order(x), name_order(y), 0});
    }
    return compare_scalars(x, y);
  };
  if (const Order order = enter(a, b); order != 0) return order;
  while (!frames.empty()) {
    Frame& top = frames.back();
    const std::uint32_t i = top.next++;
    if (i >= top.a.size() || i >= top.b.size()) {
      if (top.a.size() != top.b.size()) return top.a.size() <=> top.b.size();
      frames.pop_back();
      continue;
    }
    const bool object = !top.a_order.empty();
    const View x = top.a.at(object ? top.a_order[i] : i);
    const View y = top.b.at(object ? top.b_order[i] : i);
    if (object && x.key() != y.key()) return x.key().compare(y.key()) <=> 0;
    if (const Order order = enter(x, y); order != 0) return order;
  }
  return Order::equal;
}

}  // namespace intake
