#include "lang/expr/evaluation.h"

#include <cmath>
#include <string>

namespace intake::expr {

namespace {

void to_int(Value& value) {
  const double number = value.real();
  const bool fits = number >= -9223372036854775808.0 && number < 9223372036854775808.0;
  if (fits && number == std::trunc(number)) {
    value = Value::of_int(static_cast<std::int64_t>(number));
  }
}

}  // namespace

void Evaluation::begin(std::string_view now, const Limits& limits) {
  arena_.clear();
  patterns_.clear();
  documents_.clear();
  known_.fill({});
  now_ = now;
  limits_ = &limits;
  budget_ = left_ = limits.expression_cost;
  spent_ = false;
}

Value Evaluation::of(const Datum& datum) {
  documents_.push_back(std::make_shared<const Document>(to_document(datum)));
  return Value::of_node(*documents_.back(), documents_.back()->root());
}

Value Evaluation::absent(std::string_view pointer) {
  Value value = error(ErrorCode::kNoKey, "the value is absent");
  // The body was made here.
  const_cast<ErrorBody&>(value.error()).cause = arena_.copy(pointer);
  return value;
}

Value Evaluation::run(const Program& program, std::span<const Value> slots) {
  return run(program, slots, limits_->expression_cost);
}

Value Evaluation::run(const Program& program, std::span<const Value> slots, std::uint64_t budget) {
  program_patterns_ = program.patterns();
  budget_ = left_ = budget;
  spent_ = false;
  stack_.clear();
  stack_.reserve(program.code().stack);
  builders_.clear();
  execute(program.code(), slots);
  if (spent_) return this->budget();
  return top();
}

// Stops at once when the budget is gone; run() makes the error.
void Evaluation::execute(const Code& code, std::span<const Value> slots) {
  const Instruction* const first = code.instructions.data();
  const Instruction* next = first;
  for (;;) {
    const Instruction& now = *next++;
    if (left_ == 0 || spent_) {
      spent_ = true;
      return;
    }
    --left_;
    offset_ = now.offset;
    switch (now.op) {
      case Op::kConstant:
        stack_.push_back(code.constants[now.a]);
        break;
      case Op::kVariable:
        variable(slots, now.a);
        break;
      case Op::kLocal:
        stack_.push_back(stack_[now.a]);
        break;
      case Op::kSelect:
        select(code.texts[now.a], now.flags);
        break;
      case Op::kIndex:
        index(now.flags);
        break;
      case Op::kCall:
        call(code, code.calls[now.a]);
        break;
      case Op::kDouble:
        if (top().is(ValueKind::kInt)) {
          top() = Value::of_double(static_cast<double>(top().integer()));
        } else if (top().is(ValueKind::kUint)) {
          top() = Value::of_double(static_cast<double>(top().unsigned_integer()));
        }
        break;
      case Op::kInt:
        if (top().is(ValueKind::kDouble)) to_int(top());
        break;
      case Op::kJump:
        next = first + now.a;
        break;
      case Op::kAndTest:
        if (top().is_false()) next = first + now.a;
        break;
      case Op::kOrTest:
        if (top().is_true()) next = first + now.a;
        break;
      case Op::kAnd:
        combine(false);
        break;
      case Op::kOr:
        combine(true);
        break;
      case Op::kBranch: {
        const Value condition = top();
        if (condition.is_true()) {
          stack_.pop_back();
        } else if (condition.is_false()) {
          stack_.pop_back();
          next = first + now.a;
        } else {
          if (!condition.is_error()) top() = needed(condition, "a bool");
          next = first + now.b;
        }
        break;
      }
      case Op::kList:
        make_list(code, now);
        break;
      case Op::kMap:
        make_map(code, now);
        break;
      case Op::kLoopBegin:
        if (!loop_begin(now)) next = first + now.a;
        break;
      case Op::kLoopNext:
        if (!loop_next(now)) next = first + now.a;
        break;
      case Op::kLoopTest: {
        const Value condition = top();
        stack_.pop_back();
        if (condition.is_true()) break;
        if (condition.is_false()) {
          next = first + now.a;
          break;
        }
        stack_[now.b + 2] = condition.is_error() ? condition : needed(condition, "a bool");
        next = first + now.c;
        break;
      }
      case Op::kLoopStep:
        if (loop_step(now)) next = first + now.a;
        break;
      case Op::kLoopEnd:
        loop_end(now);
        break;
      case Op::kSlide:
        stack_[now.a] = top();
        stack_.resize(now.a + 1);
        break;
      case Op::kOptBegin:
        if (top().is(ValueKind::kOptional) && top().content() != nullptr) {
          top() = *top().content();
          break;
        }
        if (!top().is(ValueKind::kOptional) && !top().is_error()) {
          top() = needed(top(), "an optional");
        }
        next = first + now.a;
        break;
      case Op::kOptEnd: {
        Value result = top();
        if ((now.flags & kFlat) == 0) {
          if (!result.is_error()) result = optional(result);
        } else if (!result.is(ValueKind::kOptional) && !result.is_error()) {
          result = needed(result, "an optional");
        }
        stack_[now.a] = result;
        stack_.resize(now.a + 1);
        break;
      }
      case Op::kReturn:
        return;
    }
  }
}

void Evaluation::variable(std::span<const Value> slots, std::uint32_t slot) {
  if (slot >= slots.size()) {
    stack_.push_back(error(ErrorCode::kUnknownName, "the variable has no value"));
    return;
  }
  stack_.push_back(slots[slot]);
  if (!top().is_error()) return;
  // The error is that of this place in the expression.
  const ErrorBody& known = top().error();
  top() = error(known.code, known.message);
  auto& body = const_cast<ErrorBody&>(top().error());  // made above
  const std::uint32_t offset = body.offset;
  body = known;
  body.offset = offset;
}

// `decided` is what either side alone makes of the whole: false of &&, true of ||.
void Evaluation::combine(bool decided) {
  const Value right = top();
  stack_.pop_back();
  Value& left = top();
  const auto is = [](const Value& v, bool b) { return v.is(ValueKind::kBool) && v.boolean() == b; };
  if (is(left, decided)) return;
  if (!is(right, decided)) {
    if (left.is_error()) return;
    if (!right.is_error() && !(left.is(ValueKind::kBool) && right.is(ValueKind::kBool))) {
      left = needed(left.is(ValueKind::kBool) ? right : left, "a bool");
      return;
    }
  }
  left = right;
}

void Evaluation::call(const Code& code, const CallSite& site) {
  const std::span<const Value> args(stack_.data() + stack_.size() - site.args, site.args);
  Value result;
  const auto failed = [&] {
    for (const Value& arg : args) {
      if (!arg.is_error()) continue;
      result = arg;
      return true;
    }
    return false;
  };
  if (!failed()) {
    const Function* function = nullptr;
    for (std::uint32_t i = 0; i < site.count && function == nullptr; ++i) {
      const Overload& overload = code.overloads[site.first + i];
      const std::uint32_t* kinds = code.kinds.data() + overload.first_mask;
      bool fits = true;
      for (const Value& arg : args) {
        fits = fits && ((*kinds++ >> static_cast<unsigned>(arg.kind())) & 1u) != 0;
      }
      if (fits) function = overload.function;
    }
    if (function == nullptr) {
      result = wrong_kinds(site, args);
    } else {
      const Cost& cost = function->cost;
      std::uint64_t units = cost.base;
      if (cost.per_text != 0 || cost.per_item != 0) {
        for (const Value& arg : args) {
          const std::uint64_t size = arg.size();
          const bool items = arg.is(ValueKind::kList) || arg.is(ValueKind::kMap);
          units += items ? size * cost.per_item : (size + 15) / 16 * cost.per_text;
        }
      }
      result = charge(units) ? function->run(*this, args) : budget();
    }
  }
  stack_.resize(stack_.size() - site.args);
  stack_.push_back(result);
}

Value Evaluation::needed(const Value& found, std::string_view what) {
  return error_copy(ErrorCode::kNoOverload, "the value is " + std::string(kind_name(found.kind())) +
                                                ", but " + std::string(what) + " was needed");
}

Value Evaluation::wrong_kinds(const CallSite& site, std::span<const Value> args) {
  std::string text = "`" + std::string(site.name) + "` does not take ";
  if (args.empty()) text += "no values";
  for (std::size_t i = 0; i < args.size(); ++i) {
    if (i > 0) text += i + 1 == args.size() ? " and " : ", ";
    text += kind_name(args[i].kind());
  }
  return error_copy(ErrorCode::kNoOverload, text);
}

void Evaluation::make_list(const Code& code, const Instruction& now) {
  const std::size_t begin = stack_.size() - now.a;
  const std::vector<bool>* mask = now.b == 0 ? nullptr : &code.masks[now.b - 1];
  Value result;
  bool failed = false;
  ListBuilder list(*this);
  for (std::uint32_t i = 0; i < now.a && !failed; ++i) {
    Value item = stack_[begin + i];
    failed = true;
    if (mask != nullptr && (*mask)[i] && !item.is_error()) {
      if (!item.is(ValueKind::kOptional)) {
        result = needed(item, "an optional");
        continue;
      }
      if (item.content() == nullptr) {
        failed = false;
        continue;
      }
      item = *item.content();
    }
    if (item.is_error()) {
      result = item;
    } else if (!list.add(item)) {
      result = budget();
    } else {
      failed = false;
    }
  }
  if (!failed) result = list.finish();
  stack_.resize(begin);
  stack_.push_back(result);
}

void Evaluation::make_map(const Code& code, const Instruction& now) {
  const std::size_t begin = stack_.size() - 2 * static_cast<std::size_t>(now.a);
  const std::vector<bool>* mask = now.b == 0 ? nullptr : &code.masks[now.b - 1];
  Value result;
  bool failed = false;
  MapBuilder map(*this);
  for (std::uint32_t i = 0; i < now.a && !failed; ++i) {
    const Value key = stack_[begin + 2 * i];
    Value value = stack_[begin + 2 * i + 1];
    failed = true;
    if (key.is_error() || value.is_error()) {
      result = key.is_error() ? key : value;
      continue;
    }
    if (mask != nullptr && (*mask)[i]) {
      if (!value.is(ValueKind::kOptional)) {
        result = needed(value, "an optional");
        continue;
      }
      if (value.content() == nullptr) {
        failed = false;
        continue;
      }
      value = *value.content();
    }
    if (const auto wrong = map.add(key, value)) {
      result = *wrong;
    } else {
      failed = false;
    }
  }
  if (!failed) result = map.finish();
  stack_.resize(begin);
  stack_.push_back(result);
}

}  // namespace intake::expr
