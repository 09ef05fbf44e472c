#include "lint/statement.h"

#include <algorithm>

#include "lang/expr/program.h"

// Conditions as texts: two of them are equal only where they mean the same.

namespace intake::lint {
namespace {

constexpr std::string_view kOther = "?";

std::string_view name_of(Condition::Op op) {
  switch (op) {
    case Condition::Op::kAll:
      return "all";
    case Condition::Op::kAny:
      return "any";
    case Condition::Op::kNone:
      return "none";
    case Condition::Op::kNot:
      return "not";
    case Condition::Op::kExactly:
      return "exactly";
    case Condition::Op::kAtLeast:
      return "at-least";
    case Condition::Op::kAtMost:
      return "at-most";
    case Condition::Op::kImplies:
      return "implies";
    case Condition::Op::kIff:
      return "iff";
    case Condition::Op::kEach:
      return "each";
    case Condition::Op::kSome:
      return "some";
    case Condition::Op::kTable:
      return "table";
    case Condition::Op::kLeaf:
      return "leaf";
  }
  return kOther;
}

std::string quoted_json(std::string_view text) { return to_json(View::of_text(text)); }

}  // namespace

std::string RuleReader::spell(const Condition& condition) const {
  return spell(condition, {match_, own_, {}});
}

std::string RuleReader::spell(const VerbUse& step) const {
  std::string out(step.verb->name);
  for (const Operand& operand : step.args) out += " " + spell(operand, {match_, own_, {}});
  return out;
}

std::string RuleReader::spell(const Condition& condition, const Focus& focus) const {
  std::string out = std::string(name_of(condition.op)) + "(";
  if (condition.count > 0) out += std::to_string(condition.count) + " ";
  const bool quantifier =
      condition.op == Condition::Op::kEach || condition.op == Condition::Op::kSome;
  Focus inner = focus;
  if (condition.op == Condition::Op::kLeaf) {
    const PlacePath path =
        condition.selector ? focus.current.follow(*condition.selector) : focus.value;
    out += condition.subject ? spell(*condition.subject, focus) : quoted_json(path.text());
  } else if (quantifier && condition.selector) {
    const PlacePath element = focus.current.follow(*condition.selector);
    out += quoted_json(element.text());
    inner.current = inner.value = element;
    inner.variables.push_back(condition.variable);
  }
  for (const PredicateUse& use : condition.predicates) out += " " + spell(use, focus);
  for (const Condition& child : condition.children) out += " " + spell(child, inner);
  return out + ")";
}

std::string RuleReader::spell(const PredicateUse& use, const Focus& focus) const {
  std::string out(use.predicate->name);
  if (use.predicate->name == "bound") {
    return out + " " + spell_binding(use.binding, use.binding_is_variable);
  }
  if (use.expression != nullptr) {
    out += " " + spell(*use.expression, focus);
  }
  for (const Operand& operand : use.args) out += " " + spell(operand, focus);
  return out;
}

std::string RuleReader::spell(const Operand& operand, const Focus& focus) const {
  switch (operand.kind) {
    case Operand::Kind::kNone:
      return "-";
    case Operand::Kind::kLiteral:
      return to_json(operand.literal);
    case Operand::Kind::kReference:
      return spell(operand.reference, focus);
    case Operand::Kind::kAt:
      return "at " + quoted_json(focus.current.follow(*operand.at).text());
    case Operand::Kind::kLookup: {
      std::string out = "lookup " + operand.lookup->list + " " + operand.lookup->column;
      for (const auto& [column, key] : operand.lookup->where) {
        out += " " + column + "=" + spell(key, focus);
      }
      return out;
    }
    case Operand::Kind::kTemplate: {
      std::string out = "template " + quoted_json(operand.text->text.text());
      for (const Reference& reference : operand.text->references)
        out += " " + spell(reference, focus);
      return out;
    }
    case Operand::Kind::kExpression:
      return spell(*operand.expression, focus);
  }
  return std::string(kOther);
}

std::string RuleReader::spell(const Expression& expression, const Focus& focus) const {
  std::string out = "expr " + quoted_json(expression.text);
  if (expression.names == nullptr) return out;
  for (const Reference& name : *expression.names) out += " " + spell(name, focus);
  return out;
}

std::string RuleReader::spell(const Reference& reference, const Focus& focus) const {
  std::string out;
  switch (reference.kind) {
    case Reference::Kind::kLiteral:
      return to_json(reference.literal);
    case Reference::Kind::kBinding:
      out = spell_binding(reference.slot, false);
      break;
    case Reference::Kind::kVariable:
      if (rule_.for_each && reference.slot == rule_.for_slot) {
        out = "match " + quoted_json(match_.text());
      } else if (find_binding(reference.slot, true) != nullptr) {
        out = spell_binding(reference.slot, true);
      } else {
        // By how far out its quantifier is, so that another rule may have it in another slot.
        const auto& around = focus.variables;
        const auto found = std::find(around.begin(), around.end(), reference.slot);
        out = found == around.end() ? rule_.id + " " + std::to_string(reference.slot)
                                    : "v" + std::to_string(found - around.begin());
      }
      break;
    case Reference::Kind::kConstant:
      out = "constant " + std::to_string(reference.slot);
      break;
    default:
      out = "name " + reference.name;
      break;
  }
  out += " " + std::to_string(reference.group);
  for (const std::string& member : reference.path) out += "." + quoted_json(member);
  return out;
}

std::string RuleReader::spell_binding(Slot slot, bool is_variable) const {
  if (!is_variable) return "binding " + std::to_string(slot);
  const Binding* binding = find_binding(slot, true);
  if (binding == nullptr) return rule_.id + " " + std::to_string(slot);
  if (binding->expression != nullptr) return rule_.id + " " + binding->name;
  return "local " + quoted_json(place_of(*binding).text()) +
         (binding->capture ? " " + quoted_json(binding->capture->text()) : "");
}

}  // namespace intake::lint
