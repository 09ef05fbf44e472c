#include "lang/expr/lists_ext.h"

#include <algorithm>
#include <bit>
#include <cmath>

#include "lang/expr/value_index.h"

namespace intake::expr {
namespace {

struct Keyed {
  Value key;
  Value item;
};

/// Nothing where every key has its place in one order; else the error.
std::optional<Value> check_order(Context& context, const std::vector<Keyed>& items) {
  for (const Keyed& item : items) {
    const auto place = order(items.front().key, item.key);
    if (!place) {
      return context.error_copy(
          ErrorCode::kNoOverload,
          "the list has a " + std::string(kind_name(items.front().key.kind())) + " and a " +
              std::string(kind_name(item.key.kind())) +
              "; needed were numbers, or values of one kind that has an order");
    }
    if (*place == 2) return context.error("the list has NaN, which has no place in an order");
  }
  return std::nullopt;
}

Value sorted(Context& context, std::vector<Keyed> items) {
  if (items.empty()) return Value::of_list(nullptr, 0);
  if (auto error = check_order(context, items)) return *error;
  std::uint64_t units = 0;
  for (const Keyed& item : items) {
    units += item.key.is(ValueKind::kString) || item.key.is(ValueKind::kBytes)
                 ? 1 + item.key.size() / 16
                 : 1;
  }
  if (!context.charge(units * std::bit_width(items.size()))) return context.budget();
  std::ranges::stable_sort(
      items, [](const Keyed& a, const Keyed& b) { return order(a.key, b.key).value_or(0) < 0; });
  ListBuilder out(context);
  for (const Keyed& item : items) {
    if (!out.add(item.item)) return context.budget();
  }
  return out.finish();
}

Value out_of_range(Context& context, std::int64_t index, std::uint32_t size) {
  return context.error_copy(ErrorCode::kIndex, "index " + std::to_string(index) +
                                                   " is out of range: the list has " +
                                                   std::to_string(size) + " items");
}

}  // namespace

Value run_sort(Context& context, Args args) {
  std::vector<Keyed> items;
  for (std::uint32_t i = 0; i < args[0].size(); ++i) {
    const Value item = args[0].item(i);
    items.push_back({item, item});
  }
  return sorted(context, std::move(items));
}

Value run_sort_by_keys(Context& context, Args args) {
  if (args[0].size() != args[1].size()) return context.error("there are not as many keys as items");
  std::vector<Keyed> items;
  for (std::uint32_t i = 0; i < args[0].size(); ++i) {
    items.push_back({args[1].item(i), args[0].item(i)});
  }
  return sorted(context, std::move(items));
}

Value run_distinct(Context& context, Args args) {
  ValueIndex known(context);
  ListBuilder out(context);
  for (std::uint32_t i = 0; i < args[0].size(); ++i) {
    const Value item = args[0].item(i);
    const auto is_new = known.add(item);
    if (!is_new || (*is_new && !out.add(item))) return context.budget();
  }
  return out.finish();
}

Value run_first(Context& context, Args args) {
  return args[0].size() == 0 ? Value::none() : context.optional(args[0].item(0));
}

Value run_last(Context& context, Args args) {
  return args[0].size() == 0 ? Value::none() : context.optional(args[0].item(args[0].size() - 1));
}

Value run_flatten(Context& context, Args args) {
  const std::int64_t levels = args.size() > 1 ? args[1].integer() : 1;
  if (levels < 0) {
    return context.error_copy(std::to_string(levels) +
                              " is no number of levels; needed was 0 or more");
  }
  struct Open {
    Value list;
    std::uint32_t next = 0;
  };
  std::vector<Open> open{{args[0], 0}};
  ListBuilder out(context);
  while (!open.empty()) {
    Open& inner = open.back();
    if (inner.next == inner.list.size()) {
      open.pop_back();
      continue;
    }
    const Value item = inner.list.item(inner.next++);
    if (!context.charge(1)) return context.budget();
    if (item.is(ValueKind::kList) && static_cast<std::int64_t>(open.size()) <= levels) {
      open.push_back({item, 0});
    } else if (!out.add(item)) {
      return context.budget();
    }
  }
  return out.finish();
}

Value run_range(Context& context, Args args) {
  ListBuilder out(context);
  for (std::int64_t i = 0; i < args[0].integer(); ++i) {
    if (!out.add(Value::of_int(i))) return context.budget();
  }
  return out.finish();
}

Value run_reverse_list(Context& context, Args args) {
  ListBuilder out(context);
  for (std::uint32_t i = args[0].size(); i > 0; --i) {
    if (!out.add(args[0].item(i - 1))) return context.budget();
  }
  return out.finish();
}

Value run_slice(Context& context, Args args) {
  const Value& list = args[0];
  const std::int64_t begin = args[1].integer();
  const std::int64_t end = args[2].integer();
  for (const std::int64_t index : {begin, end}) {
    if (index < 0 || index > list.size()) return out_of_range(context, index, list.size());
  }
  if (end < begin) {
    return context.error_copy(ErrorCode::kIndex, "the range from " + std::to_string(begin) +
                                                     " to " + std::to_string(end) +
                                                     " ends before it begins");
  }
  if (!list.in_document()) {
    return Value::of_list(list.items() + begin, static_cast<std::uint32_t>(end - begin));
  }
  ListBuilder out(context);
  for (std::int64_t i = begin; i < end; ++i) {
    if (!out.add(list.item(static_cast<std::uint32_t>(i)))) return context.budget();
  }
  return out.finish();
}

}  // namespace intake::expr
