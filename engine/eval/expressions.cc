#include <algorithm>
#include <utility>

#include "document/datum.h"
#include "document/pointer.h"
#include "eval/evaluator.h"
#include "lang/expr/time.h"

namespace intake {

expr::Value Evaluator::unavailable(Reason why) {
  // Not empty, so that its place in memory is its own.
  const expr::Value value = expression_.absent(why.cause.empty() ? " " : why.cause);
  unavailable_.push_back({value.error().cause.data(), nullptr, std::move(why)});
  return value;
}

expr::Value Evaluator::value_of(const Reference& reference, View value, const Reason& missing) {
  switch (reference.kind) {
    case Reference::Kind::kSubmission: {
      const View root(document_, document_.root());
      if (reference.path.empty()) return expr::Value::of_view(root);
      const View member = root.member(reference.path[0]);
      if (member) return expr::Value::of_view(member);
      std::string pointer;
      append_token(pointer, reference.path[0]);
      return unavailable({ReasonCode::kAbsent, {pointer}, pointer});
    }
    case Reference::Kind::kNow: {
      const auto now = expr::parse_timestamp(plan_.now);
      if (now) {
        return expr::Value::of_timestamp(now->second, static_cast<std::int32_t>(now->nanosecond));
      }
      return unavailable({ReasonCode::kNotReadable, {plan_.now, "date-time"}, {}});
    }
    case Reference::Kind::kValue:
      if (value.absent()) return unavailable(missing);
      return expr::Value::of_view(value);
    case Reference::Kind::kBinding:
    case Reference::Kind::kVariable: {
      const Variable& variable = reference.kind == Reference::Kind::kBinding
                                     ? binding(reference.slot)
                                     : frame_[reference.slot];
      ArgValue whole = member_of(variable, reference);
      if (whole.unknown.code != ReasonCode::kNone) return unavailable(std::move(whole.unknown));
      if (!variable.captured) return expr::Value::of_view(whole.value);
      Datum::Object groups;
      for (std::size_t i = 1; i < variable.groups.size(); ++i) {
        const std::string& name = variable.capture->group_names()[i];
        if (variable.groups[i] && !name.empty()) groups.emplace_back(name, *variable.groups[i]);
      }
      const expr::Value made = expression_.of(Datum(std::move(groups)));
      unavailable_.push_back(
          {nullptr,
           made.view().document(),
           {ReasonCode::kUnbound, {reference.name, variable.pointer}, variable.pointer}});
      return made;
    }
    default: {
      ArgValue found = this->reference(reference);
      if (found.unknown.code != ReasonCode::kNone) return unavailable(std::move(found.unknown));
      return expr::Value::of_view(found.value);
    }
  }
}

expr::Value Evaluator::run_expression(const Expression& expression, View value,
                                      const Reason& missing) {
  const std::vector<Reference>& names = *expression.names;
  // A binding that is read for the first time runs an expression of its own.
  for (const std::uint32_t slot : expression.program->variables()) {
    if (names[slot].kind == Reference::Kind::kBinding) binding(names[slot].slot);
  }
  unavailable_.clear();
  slots_.assign(names.size(), expr::Value());
  for (const std::uint32_t slot : expression.program->variables()) {
    slots_[slot] = value_of(names[slot], value, missing);
  }
  const std::uint64_t most = options_.limits.evaluation_steps;
  const std::uint64_t left = steps_ < most ? most - steps_ : 0;
  const expr::Value result =
      expression_.run(*expression.program, slots_, std::min(left, options_.limits.expression_cost));
  steps_ += expression_.cost();
  return result;
}

Outcome Evaluator::judge(const expr::Value& result) const {
  expr::Judgement judgement = expr::judge(result);
  if (judgement.truth != Truth::kUnknown) {
    return Outcome::of(judgement.truth == Truth::kTrue);
  }
  if (!result.is_error()) return Outcome::unknown(std::move(judgement.reason));
  const expr::ErrorBody& error = result.error();
  for (const Unavailable& name : unavailable_) {
    if (name.cause != nullptr && name.cause == error.cause.data()) {
      return Outcome::unknown(name.why);
    }
    if (name.groups == nullptr || name.groups != error.document) continue;
    Reason why = name.why;
    why.args[0] += '.' + std::string(error.member);
    return Outcome::unknown(std::move(why));
  }
  // A place in a rule file is no place to show.
  if (error.document != nullptr && error.document != &document_) {
    judgement.reason = {
        ReasonCode::kExpression, {expr::error_text(error), std::to_string(error.offset)}, {}};
  }
  return Outcome::unknown(std::move(judgement.reason));
}

ArgValue Evaluator::evaluate_operand(const Expression& expression, const Focus& focus) {
  const Reason missing{ReasonCode::kAbsent, {""}, {}};
  const expr::Value result = run_expression(expression, focus.value, missing);
  ArgValue value;
  value.given = true;
  if (result.is_error()) {
    value.unknown = judge(result).reason;
    return value;
  }
  value.value = expression_.view(result);
  if (value.value.absent()) {
    value.unknown.code = expression_.spent() ? ReasonCode::kBudget : ReasonCode::kExpression;
    if (!expression_.spent()) {
      value.unknown.args = {"the result is no value of JSON", "0"};
    }
  }
  return value;
}

bool Evaluator::is_masked(const Expression& expression) const {
  const auto& slots = expression.program->variables();
  return std::any_of(slots.begin(), slots.end(), [&](std::uint32_t slot) {
    const Reference& name = (*expression.names)[slot];
    switch (name.kind) {
      case Reference::Kind::kLiteral:
      case Reference::Kind::kNow:
        return false;
      case Reference::Kind::kConstant:
        return is_masked(plan_.constant_selectors[name.slot]);
      case Reference::Kind::kSubmission: {
        if (name.path.empty()) return true;
        const std::string whole = "$." + name.path[0];
        return masked_.substr(0, whole.size()) == whole &&
               (masked_.size() == whole.size() || masked_[whole.size()] == '.' ||
                masked_[whole.size()] == '[');
      }
      default:
        return true;
    }
  });
}

}  // namespace intake
