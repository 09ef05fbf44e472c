#include "eval/evaluator.h"

#include <utility>

#include "document/pointer.h"

namespace intake {
namespace {

std::uint8_t bit_of(Truth truth) {
  switch (truth) {
    case Truth::kTrue:
      return Coverage::kTrue;
    case Truth::kFalse:
      return Coverage::kFalse;
    case Truth::kUnknown:
      break;
  }
  return Coverage::kUnknown;
}

/// An operand without a value for these reasons is an absent value to `present` and `absent`.
bool is_absence(ReasonCode code) {
  return code == ReasonCode::kAbsent || code == ReasonCode::kUnbound || code == ReasonCode::kNoRow;
}

}  // namespace

std::string accepted_kinds(std::uint8_t bits) {
  static constexpr std::pair<std::uint8_t, Kind> kKinds[] = {
      {kStringBit, Kind::kString}, {kBoolBit, Kind::kBool},   {8, Kind::kDouble},
      {kIntegerBit, Kind::kInt},   {kArrayBit, Kind::kArray}, {kObjectBit, Kind::kObject}};
  std::string names;
  for (const auto& [bit, kind] : kKinds) {
    if ((bits & bit) == 0) continue;
    if (bit == kIntegerBit && (bits & 8) != 0) continue;  // `number` says it
    if (!names.empty()) names += '|';
    names += kind_name(kind);
  }
  return names;
}

Evaluator::Evaluator(const Plan& plan, const Document& document, const EvaluationOptions& options)
    : plan_(plan), document_(document), options_(options) {
  places_.resize(plan.selectors.size());
  matches_.resize(plan.selectors.size());
  bindings_.resize(plan.binding_selectors.size());
  expression_.begin(plan_.now, options_.limits);
  if (options_.coverage != nullptr) {
    options_.coverage->nodes.resize(plan.nodes.size());
    options_.coverage->rules.resize(plan.program.size());
    options_.coverage->places.resize(plan.program.size());
  }
}

Truth Evaluator::test() {
  const View root(document_, document_.root());
  frame_.assign(plan_.variables, Variable{});
  return evaluate(0, {root, root});
}

Truth Evaluator::evaluate(std::uint32_t index, const Focus& focus) {
  if (++steps_ > options_.limits.evaluation_steps) {
    over_budget_ = true;
    return Truth::kUnknown;
  }
  const Truth truth = evaluate_node(plan_.nodes[index], focus);
  if (options_.coverage != nullptr) options_.coverage->nodes[index] |= bit_of(truth);
  return truth;
}

bool Evaluator::is_masked(std::uint32_t selector) const {
  const Selector& query = plan_.selectors[selector];
  if (query.relative() || query.filters_by_root()) return true;
  const std::string_view text = query.text();
  return text.substr(0, masked_.size()) == masked_ &&
         (text.size() == masked_.size() || text[masked_.size()] == '.' ||
          text[masked_.size()] == '[');
}

bool Evaluator::is_masked(const PlanArg& arg) const {
  if (arg.selector != kNone) return is_masked(arg.selector);
  if (arg.operand->kind == Operand::Kind::kExpression) return is_masked(*arg.operand->expression);
  // A binding, lookup or text: made of what may be missing.
  return arg.operand->kind != Operand::Kind::kNone && arg.operand->kind != Operand::Kind::kLiteral;
}

bool Evaluator::is_masked(const PlanNode& node) const {
  if (node.uses == 1 && plan_.uses[node.first_use].use->expression) {
    return is_masked(*plan_.uses[node.first_use].use->expression);
  }
  if (node.subject != kNone) {
    if (is_masked(plan_.args[node.subject])) return true;
  } else if (node.selector == kNone ? node.uses > 0 : is_masked(node.selector)) {
    return true;
  }
  for (std::uint32_t u = 0; u < node.uses; ++u) {
    const PlanUse& use = plan_.uses[node.first_use + u];
    for (std::size_t i = 0; i < use.use->args.size(); ++i) {
      if (is_masked(plan_.args[use.first_arg + i])) return true;
    }
  }
  return false;
}

Truth Evaluator::evaluate_node(const PlanNode& node, const Focus& focus) {
  using Op = Condition::Op;
  const bool looks = node.op == Op::kLeaf || node.op == Op::kEach || node.op == Op::kSome;
  if (!masked_.empty() && looks && is_masked(node)) return Truth::kUnknown;
  switch (node.op) {
    case Op::kLeaf:
      return evaluate_leaf(node, focus, nullptr, Truth::kFalse);
    case Op::kNot:
      return negate(evaluate(node.first_child, focus));
    case Op::kEach:
    case Op::kSome:
      return evaluate_quantifier(node, focus);
    case Op::kTable:
      return evaluate_table(node, focus);
    case Op::kImplies: {
      const Truth premise = evaluate(node.first_child, focus);
      if (premise == Truth::kFalse) return Truth::kTrue;
      const Truth then = evaluate(node.first_child + 1, focus);
      if (then == Truth::kTrue || premise == Truth::kTrue) return then;
      return Truth::kUnknown;
    }
    default:
      return evaluate_connective(node, focus);
  }
}

Truth Evaluator::evaluate_connective(const PlanNode& node, const Focus& focus) {
  using Op = Condition::Op;
  std::uint32_t yes = 0, no = 0;
  for (std::uint32_t i = 0; i < node.children; ++i) {
    const Truth truth = evaluate(node.first_child + i, focus);
    if (truth == Truth::kTrue) ++yes;
    if (truth == Truth::kFalse) ++no;
    if (node.op == Op::kAll && no > 0) return Truth::kFalse;
    if (node.op == Op::kAny && yes > 0) return Truth::kTrue;
    if (node.op == Op::kNone && yes > 0) return Truth::kFalse;
    if (node.op == Op::kIff && yes > 0 && no > 0) return Truth::kFalse;
  }
  const std::uint32_t unknown = node.children - yes - no;
  bool surely = false, never = false;
  switch (node.op) {
    case Op::kExactly:
      surely = unknown == 0 && yes == node.count;
      never = yes > node.count || yes + unknown < node.count;
      break;
    case Op::kAtLeast:
      surely = yes >= node.count;
      never = yes + unknown < node.count;
      break;
    case Op::kAtMost:
      surely = yes + unknown <= node.count;
      never = yes > node.count;
      break;
    default:
      surely = unknown == 0 && node.op != Op::kAny;
      never = unknown == 0 && node.op == Op::kAny;
      break;
  }
  if (never) return Truth::kFalse;
  return surely ? Truth::kTrue : Truth::kUnknown;
}

Truth Evaluator::evaluate_quantifier(const PlanNode& node, const Focus& focus) {
  CachedMatches scratch;
  const CachedMatches& found = select_cached(node.selector, focus, scratch);
  if (!found.complete) return Truth::kUnknown;
  if (options_.coverage != nullptr) {
    const auto index = static_cast<std::size_t>(&node - plan_.nodes.data());
    options_.coverage->nodes[index] |= found.matches.empty() ? Coverage::kEmpty : Coverage::kFilled;
  }
  const bool each = node.op == Condition::Op::kEach;
  bool unknown = !found.blocked.empty();
  if (each && !unknown && found.matches.size() < node.count) return Truth::kFalse;
  for (const View element : found.matches) {
    Variable& variable = frame_[node.variable];
    variable = Variable{};
    variable.value = element;
    variable.bound = true;
    const Truth truth = evaluate(node.first_child, {element, element});
    if (each && truth == Truth::kFalse) return Truth::kFalse;
    if (!each && truth == Truth::kTrue) return Truth::kTrue;
    unknown |= truth == Truth::kUnknown;
  }
  if (unknown) return Truth::kUnknown;
  return each ? Truth::kTrue : Truth::kFalse;
}

View Evaluator::subject_of(const PlanNode& node, const Focus& focus, Reason& missing) {
  if (node.subject != kNone) {
    const PlanArg& arg = plan_.args[node.subject];
    ArgValue value = argument(*arg.operand, arg.selector, focus);
    missing = std::move(value.unknown);
    return missing.code == ReasonCode::kNone ? value.value : View();
  }
  if (node.selector == kNone) {
    if (focus.value.absent()) missing = {ReasonCode::kAbsent, {""}, {}};
    return focus.value;
  }
  Located scratch;
  const Located& place = locate_cached(node.selector, focus, scratch);
  if (place.value.absent()) {
    const std::string pointer = place.pointer();
    missing = {ReasonCode::kAbsent, {pointer}, pointer};
  }
  return place.value;
}

Truth Evaluator::evaluate_leaf(const PlanNode& node, const Focus& focus, Explanation* explain,
                               Truth wanted) {
  Reason missing;
  const View value = subject_of(node, focus, missing);
  bool unknown = false;
  for (std::uint32_t i = 0; i < node.uses; ++i) {
    const PlanUse& use = plan_.uses[node.first_use + i];
    Outcome outcome = call(use, value, missing, focus, explain != nullptr);
    if (explain != nullptr && outcome.truth == wanted && !explain->found) {
      explain->found = true;
      explain->judges_name = use.use->predicate->judges_name;
      explain->outcome = std::move(outcome);
      return wanted;
    }
    if (outcome.truth == Truth::kFalse) return Truth::kFalse;
    unknown |= outcome.truth == Truth::kUnknown;
  }
  return unknown ? Truth::kUnknown : Truth::kTrue;
}

Outcome Evaluator::call(const PlanUse& use, View value, const Reason& missing, const Focus& focus,
                        bool details) {
  const PredicateUse& source = *use.use;
  const Predicate& predicate = *source.predicate;
  if (predicate.name == "bound") {
    const Variable& variable =
        source.binding_is_variable ? frame_[source.binding] : binding(source.binding);
    return Outcome::of(variable.bound);
  }
  if (source.expression) return judge(run_expression(*source.expression, value, missing));
  if (value.absent() && (!predicate.sees_absence || !is_absence(missing.code))) {
    return Outcome::unknown(missing);
  }
  if (!predicate.sees_absence && (kind_bit(value.kind()) & predicate.accepts) == 0) {
    std::string at = value.document() ? value.document()->pointer(value.id()) : "";
    if (value.is_null()) return Outcome::unknown({ReasonCode::kNull, {at}, at});
    return Outcome::unknown(
        {ReasonCode::kWrongType,
         {accepted_kinds(predicate.accepts), std::string(kind_name(value.kind()))},
         at});
  }
  const std::size_t first = args_.size();
  for (std::size_t i = 0; i < source.args.size(); ++i) {
    const PlanArg& arg = plan_.args[use.first_arg + i];
    ArgValue evaluated = argument(*arg.operand, arg.selector, focus);
    if (evaluated.unknown.code != ReasonCode::kNone) {
      args_.resize(first);
      return Outcome::unknown(std::move(evaluated.unknown));
    }
    args_.push_back(std::move(evaluated));
  }
  PredicateInput input;
  input.value = value;
  input.args = std::span<const ArgValue>(args_).subspan(first);
  input.patterns = source.patterns;
  input.prepared = source.prepared.get();
  if (input.prepared == nullptr) input.prepared = searched_.find(source, input.args);
  input.now = plan_.now;
  input.limits = &options_.limits;
  input.schema = plan_.rules->schema.get();
  input.details = details;
  Outcome outcome = predicate.run(input);
  args_.resize(first);
  return outcome;
}

}  // namespace intake
