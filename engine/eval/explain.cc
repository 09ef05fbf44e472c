#include <utility>

#include "eval/evaluator.h"

namespace intake {

void Evaluator::explain(std::uint32_t index, const Focus& focus, Truth truth, Explanation& out) {
  using Op = Condition::Op;
  if (out.found || over_budget_) return;
  const PlanNode& node = plan_.nodes[index];
  Truth wanted = truth;
  switch (node.op) {
    case Op::kLeaf:
      evaluate_leaf(node, focus, &out, truth);
      return;
    case Op::kNot:
      explain(node.first_child, focus, negate(truth), out);
      return;
    case Op::kImplies:
      if (evaluate(node.first_child, focus) == Truth::kUnknown) {
        explain(node.first_child, focus, Truth::kUnknown, out);
      } else {
        explain(node.first_child + 1, focus, truth, out);
      }
      return;
    case Op::kEach:
    case Op::kSome:
      explain_quantifier(node, focus, truth, out);
      return;
    case Op::kTable:
      explain_table(node, focus, truth, out);
      return;
    case Op::kNone:
    case Op::kAtMost:
      wanted = negate(truth);
      break;
    case Op::kExactly:
      if (truth == Truth::kFalse) {
        std::uint32_t yes = 0;
        for (std::uint32_t i = 0; i < node.children; ++i) {
          if (evaluate(node.first_child + i, focus) == Truth::kTrue) ++yes;
        }
        if (yes > node.count) wanted = Truth::kTrue;
      }
      break;
    default:
      break;
  }
  for (std::uint32_t i = 0; i < node.children && !out.found; ++i) {
    if (evaluate(node.first_child + i, focus) == wanted) {
      explain(node.first_child + i, focus, wanted, out);
    }
  }
}

void Evaluator::explain_quantifier(const PlanNode& node, const Focus& focus, Truth truth,
                                   Explanation& out) {
  CachedMatches scratch;
  const CachedMatches& found = select_cached(node.selector, focus, scratch);
  if (truth == Truth::kUnknown && !found.blocked.empty()) {
    const View there = found.blocked.front();
    out.found = true;
    out.outcome = Outcome::unknown({ReasonCode::kWrongType,
                                    {"array|object", std::string(kind_name(there.kind()))},
                                    there.document()->pointer(there.id())});
    return;
  }
  for (const View element : found.matches) {
    Variable& variable = frame_[node.variable];
    variable = Variable{};
    variable.value = element;
    variable.bound = true;
    const Focus inner{element, element};
    if (evaluate(node.first_child, inner) != truth) continue;
    explain(node.first_child, inner, truth, out);
    return;
  }
}

}  // namespace intake
