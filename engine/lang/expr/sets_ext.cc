#include "lang/expr/sets_ext.h"

#include "lang/expr/value_index.h"

namespace intake::expr {
namespace {

/// Whether `list` has some (or every one) of the items of `other`. nullopt: over budget.
std::optional<bool> has_items(Context& context, const Value& list, const Value& other, bool every) {
  ValueIndex index(context);
  for (std::uint32_t i = 0; i < list.size(); ++i) {
    if (!index.add(list.item(i))) return std::nullopt;
  }
  for (std::uint32_t i = 0; i < other.size(); ++i) {
    const auto found = index.contains(other.item(i));
    if (!found) return std::nullopt;
    if (*found != every) return *found;
  }
  return every;
}

}  // namespace

Value run_sets_contains(Context& context, Args args) {
  const auto holds = has_items(context, args[0], args[1], true);
  return holds ? Value::of_bool(*holds) : context.budget();
}

Value run_sets_equivalent(Context& context, Args args) {
  const auto first = has_items(context, args[0], args[1], true);
  if (!first) return context.budget();
  if (!*first) return Value::of_bool(false);
  const auto second = has_items(context, args[1], args[0], true);
  return second ? Value::of_bool(*second) : context.budget();
}

Value run_sets_intersects(Context& context, Args args) {
  const auto holds = has_items(context, args[0], args[1], false);
  return holds ? Value::of_bool(*holds) : context.budget();
}

}  // namespace intake::expr
