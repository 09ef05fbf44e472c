#include "revision/same.h"

#include <algorithm>
#include <map>

#include "lang/expr/program.h"

namespace intake {
namespace {

bool same_patterns(const std::vector<PatternPtr>& a, const std::vector<PatternPtr>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](const PatternPtr& x, const PatternPtr& y) {
                      if (x == nullptr || y == nullptr) return x == y;
                      return x->text() == y->text();
                    });
}

const Binding* binding_at(const RuleSet& rules, Slot slot) {
  return slot < rules.bindings.size() ? &rules.bindings[slot] : nullptr;
}

std::string_view variable_at(const Rule* rule, Slot slot) {
  if (rule == nullptr || slot >= rule->variable_names.size()) return {};
  return rule->variable_names[slot];
}

/// Variables stand for the same where they have the same name, or none and the same slot. Those of
/// `for` may be renamed.
bool same_variable(const Versions& versions, Slot a, Slot b) {
  const Rule* before = versions.rule_before;
  const Rule* after = versions.rule_after;
  if (before != nullptr && after != nullptr && before->for_each && after->for_each) {
    const bool first = a == before->for_slot, second = b == after->for_slot;
    if (first || second) return first && second;
  }
  const std::string_view name = variable_at(before, a);
  return name == variable_at(after, b) && (!name.empty() || a == b);
}

bool same_binding(const Versions& versions, Slot a, Slot b) {
  const Binding* before = binding_at(versions.before, a);
  const Binding* after = binding_at(versions.after, b);
  return before != nullptr && after != nullptr && same(versions, *before, *after);
}

bool same_constant(const Versions& versions, Slot a, Slot b) {
  if (a >= versions.before.constants.size() || b >= versions.after.constants.size()) return false;
  const Constant& before = versions.before.constants[a];
  const Constant& after = versions.after.constants[b];
  return same(before.by, after.by) &&
         std::equal(before.values.begin(), before.values.end(), after.values.begin(),
                    after.values.end(), [](const auto& x, const auto& y) {
                      return equal(x.first, y.first) && equal(x.second, y.second);
                    });
}

/// What the names that an expression reads stand for.
std::map<std::string_view, const Reference*> names_read(const Expression& expression) {
  std::map<std::string_view, const Reference*> names;
  if (expression.program == nullptr || expression.names == nullptr) return names;
  for (const std::uint32_t slot : expression.program->variables()) {
    if (slot >= expression.names->size()) continue;
    const Reference& reference = (*expression.names)[slot];
    names.emplace(reference.name, &reference);
  }
  return names;
}

bool same_lookup(const Versions& versions, const std::shared_ptr<const Lookup>& a,
                 const std::shared_ptr<const Lookup>& b) {
  if (a == nullptr || b == nullptr) return a == b;
  if (a->column != b->column || !equal(a->rows, b->rows) || a->where.size() != b->where.size()) {
    return false;
  }
  for (std::size_t i = 0; i < a->where.size(); ++i) {
    if (a->where[i].first != b->where[i].first ||
        !same(versions, a->where[i].second, b->where[i].second)) {
      return false;
    }
  }
  return true;
}

bool same_table(const TableHead* a, const TableHead* b) {
  if (a == nullptr || b == nullptr) return a == b;
  return a->inputs == b->inputs && a->outputs == b->outputs && a->first == b->first;
}

}  // namespace

bool same(const Selector& a, const Selector& b) { return a.text() == b.text(); }

bool same(const std::optional<Selector>& a, const std::optional<Selector>& b) {
  return a.has_value() == b.has_value() && (!a || same(*a, *b));
}

bool same(const Versions& versions, const Reference& a, const Reference& b) {
  if (a.kind != b.kind || a.group != b.group || a.path != b.path) return false;
  switch (a.kind) {
    case Reference::Kind::kBinding:
      return same_binding(versions, a.slot, b.slot);
    case Reference::Kind::kVariable:
      return same_variable(versions, a.slot, b.slot);
    case Reference::Kind::kConstant:
      return same_constant(versions, a.slot, b.slot);
    case Reference::Kind::kLiteral:
      return equal(a.literal, b.literal);
    default:
      return true;
  }
}

bool same(const Versions& versions, const ExpressionPtr& a, const ExpressionPtr& b) {
  if (a == nullptr || b == nullptr) return a == b;
  if (a->text != b->text) return false;
  const auto before = names_read(*a), after = names_read(*b);
  return std::equal(before.begin(), before.end(), after.begin(), after.end(),
                    [&](const auto& x, const auto& y) {
                      return x.first == y.first && same(versions, *x.second, *y.second);
                    });
}

bool same(const Versions& versions, const TextTemplate& a, const TextTemplate& b) {
  return a.text.text() == b.text.text() && same(versions, a.references, b.references);
}

bool same(const Versions& versions, const Operand& a, const Operand& b) {
  // A parameter stands for its value, as if that was written there.
  const View fixed_a = fixed_value(a), fixed_b = fixed_value(b);
  if (fixed_a && fixed_b) return equal(fixed_a, fixed_b);
  if (a.kind != b.kind) return false;
  switch (a.kind) {
    case Operand::Kind::kNone:
      return true;
    case Operand::Kind::kLiteral:
      return equal(a.literal, b.literal);
    case Operand::Kind::kReference:
      return same(versions, a.reference, b.reference);
    case Operand::Kind::kAt:
      return same(a.at, b.at);
    case Operand::Kind::kLookup:
      return same_lookup(versions, a.lookup, b.lookup);
    case Operand::Kind::kTemplate:
      return same(versions, a.text, b.text);
    case Operand::Kind::kExpression:
      return same(versions, a.expression, b.expression);
  }
  return false;
}

bool same(const Versions& versions, const PredicateUse& a, const PredicateUse& b) {
  if (a.predicate != b.predicate || !same(versions, a.args, b.args) ||
      !same_patterns(a.patterns, b.patterns) || !same(versions, a.expression, b.expression) ||
      a.binding_is_variable != b.binding_is_variable) {
    return false;
  }
  if (a.predicate == nullptr || a.predicate->name != "bound") return true;
  return a.binding_is_variable ? same_variable(versions, a.binding, b.binding)
                               : same_binding(versions, a.binding, b.binding);
}

bool same(const Versions& versions, const VerbUse& a, const VerbUse& b) {
  return a.verb == b.verb && same(versions, a.args, b.args) &&
         same_patterns(a.patterns, b.patterns);
}

bool same(const Versions& versions, const Binding& a, const Binding& b) {
  if (a.expression != nullptr || b.expression != nullptr) {
    if (!same(versions, a.expression, b.expression)) return false;
  } else if (!same(a.at, b.at)) {
    return false;
  }
  return same_patterns({a.capture}, {b.capture});
}

// As deep as the condition of the rule author, at most Limits::depth.
bool same(const Versions& versions, const Condition& a, const Condition& b) {
  if (a.op != b.op || a.count != b.count || !same(a.selector, b.selector) ||
      !same(versions, a.subject, b.subject) || !same_table(a.table.get(), b.table.get())) {
    return false;
  }
  const bool quantifier = a.op == Condition::Op::kEach || a.op == Condition::Op::kSome;
  if (quantifier && !same_variable(versions, a.variable, b.variable)) return false;
  return same(versions, a.predicates, b.predicates) && same(versions, a.children, b.children);
}

View fixed_value(const Operand& operand) {
  if (operand.kind == Operand::Kind::kLiteral) return operand.literal;
  const Reference& reference = operand.reference;
  const bool parameter = operand.kind == Operand::Kind::kReference &&
                         reference.kind == Reference::Kind::kLiteral && reference.path.empty();
  return parameter ? reference.literal : View();
}

}  // namespace intake
