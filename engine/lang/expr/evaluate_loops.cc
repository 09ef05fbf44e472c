#include <algorithm>

#include "lang/expr/evaluation.h"

namespace intake::expr {

namespace {

// The stack of a loop, from its base on.
constexpr std::uint32_t kCounter = 1;
constexpr std::uint32_t kResult = 2;
constexpr std::uint32_t kVariables = 3;

Loop loop_of(const Instruction& now) { return static_cast<Loop>(now.flags); }
bool makes_map(Loop loop) {
  return loop == Loop::kTransformMap || loop == Loop::kTransformMapEntry;
}

}  // namespace

bool Evaluation::loop_begin(const Instruction& now) {
  const Value range = top();
  if (!range.is(ValueKind::kList) && !range.is(ValueKind::kMap)) {
    if (!range.is_error()) top() = needed(range, "a list or a map");
    return false;
  }
  stack_.push_back(Value::of_int(-1));
  switch (loop_of(now)) {
    case Loop::kAll:
      stack_.push_back(Value::of_bool(true));
      break;
    case Loop::kExists:
      stack_.push_back(Value::of_bool(false));
      break;
    case Loop::kExistsOne:
      stack_.push_back(Value::of_int(0));
      break;
    case Loop::kMap:
    case Loop::kFilter:
      stack_.push_back(Value::of_list(nullptr, 0));
      break;
    case Loop::kTransformMap:
    case Loop::kTransformMapEntry:
      stack_.push_back(Value::null());
      builders_.emplace_back(*this);
      break;
  }
  stack_.resize(stack_.size() + now.c);
  return true;
}

bool Evaluation::loop_next(const Instruction& now) {
  const Value range = stack_[now.b];
  const auto place = static_cast<std::uint32_t>(stack_[now.b + kCounter].integer() + 1);
  if (place >= range.size()) return false;
  stack_[now.b + kCounter] = Value::of_int(place);
  Value* variables = stack_.data() + now.b + kVariables;
  if (range.is(ValueKind::kList)) {
    variables[now.c - 1] = range.item(place);
    if (now.c == 2) variables[0] = Value::of_int(place);
  } else {
    variables[0] = range.key_at(place);
    if (now.c == 2) variables[1] = range.value_at(place);
  }
  return true;
}

// True: the loop is decided.
bool Evaluation::loop_step(const Instruction& now) {
  const Value body = top();
  stack_.pop_back();
  Value& result = stack_[now.b + kResult];
  const Loop loop = loop_of(now);
  const bool absorbs = loop == Loop::kAll || loop == Loop::kExists;
  const bool decides = loop == Loop::kExists;
  if (absorbs || loop == Loop::kExistsOne || loop == Loop::kFilter) {
    if (!body.is(ValueKind::kBool)) {
      // The first error stands, unless another item decides.
      if (!result.is_error()) result = body.is_error() ? body : needed(body, "a bool");
      return !absorbs;
    }
    if (absorbs) {
      if (body.boolean() != decides) return false;
      result = body;
      return true;
    }
    if (!body.boolean()) return false;
    if (loop == Loop::kExistsOne) {
      result = Value::of_int(result.integer() + 1);
      return false;
    }
    // Of a list the item, which is the last variable; of a map the key, the first.
    return !append(result, stack_[now.b + kVariables]);
  }
  if (body.is_error()) {
    result = body;
    return true;
  }
  if (loop == Loop::kMap) return !append(result, body);
  if (loop == Loop::kTransformMap) {
    return !add_entry(result, stack_[now.b + kVariables], body);
  }
  if (!body.is(ValueKind::kMap)) {
    result = needed(body, "a map");
    return true;
  }
  for (std::uint32_t i = 0, n = body.size(); i < n; ++i) {
    if (!add_entry(result, body.key_at(i), body.value_at(i))) return true;
  }
  return false;
}

bool Evaluation::add_entry(Value& result, const Value& key, const Value& value) {
  if (const auto wrong = builders_.back().add(key, value)) {
    result = *wrong;
    return false;
  }
  return true;
}

// The list belongs to the loop alone, so it grows where it is: its room is the power of two at or
// above its size.
bool Evaluation::append(Value& list, const Value& item) {
  if (!charge(1)) return false;
  const std::uint32_t size = list.size();
  auto* items = const_cast<Value*>(list.items());
  constexpr std::uint32_t kFirst = 4;
  const bool full = size == 0 || (size >= kFirst && (size & (size - 1)) == 0);
  if (full) {
    const std::uint32_t room = size == 0 ? kFirst : size * 2;
    auto* grown = static_cast<Value*>(arena_.allocate(room * sizeof(Value), alignof(Value)));
    std::copy_n(items, size, grown);
    items = grown;
  }
  items[size] = item;
  list = Value::of_list(items, size + 1);
  return true;
}

void Evaluation::loop_end(const Instruction& now) {
  Value result = stack_[now.b + kResult];
  const Loop loop = loop_of(now);
  if (makes_map(loop)) {
    if (!result.is_error()) result = builders_.back().finish();
    builders_.pop_back();
  } else if (loop == Loop::kExistsOne && !result.is_error()) {
    result = Value::of_bool(result.integer() == 1);
  }
  stack_[now.b] = result;
  stack_.resize(now.b + 1);
}

}  // namespace intake::expr
