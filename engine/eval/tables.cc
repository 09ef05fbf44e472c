#include <algorithm>
#include <utility>

#include "eval/evaluator.h"

namespace intake {

Evaluator::Matches Evaluator::match_rows(const PlanNode& node, const Focus& focus) {
  Matches matches;
  bool matched = false;
  for (std::uint32_t i = 0; i + 1 < node.children; i += 2) {
    const std::uint32_t row = node.first_child + i;
    const Truth truth = evaluate(row, focus);
    if (truth == Truth::kFalse) continue;
    if (truth == Truth::kTrue) {
      matched = true;
      if (!node.table->first) {
        // No other row can match as well.
        matches.outcomes = {row + 1};
        matches.unknown = kNone;
        continue;
      }
    } else if (matched) {
      continue;
    } else if (matches.unknown == kNone) {
      matches.unknown = row;
    }
    matches.outcomes.push_back(row + 1);
    if (matched) break;
  }
  if (matched) return matches;
  if (node.children % 2 == 1) {
    matches.outcomes.push_back(node.first_child + node.children - 1);
  } else {
    matches.none = matches.outcomes.empty();
    matches.open = true;
  }
  return matches;
}

Truth Evaluator::evaluate_table(const PlanNode& node, const Focus& focus) {
  const Matches matches = match_rows(node, focus);
  if (matches.open) return Truth::kUnknown;
  const Truth first = evaluate(matches.outcomes.front(), focus);
  const bool same =
      std::all_of(matches.outcomes.begin() + 1, matches.outcomes.end(),
                  [&](std::uint32_t outcome) { return evaluate(outcome, focus) == first; });
  return same ? first : Truth::kUnknown;
}

void Evaluator::explain_table(const PlanNode& node, const Focus& focus, Truth truth,
                              Explanation& out) {
  const Matches matches = match_rows(node, focus);
  if (matches.none) {
    out.found = true;
    out.outcome = Outcome::unknown(no_row(node, focus));
  } else if (truth == Truth::kUnknown && matches.unknown != kNone) {
    explain(matches.unknown, focus, truth, out);
  } else {
    explain(matches.outcomes.front(), focus, truth, out);
  }
}

/// Tells the values that the rows ask about.
Reason Evaluator::no_row(const PlanNode& node, const Focus& focus) {
  Reason reason{ReasonCode::kNoTableRow, {""}, {}};
  std::vector<View> told;
  const auto tell = [&](const PlanNode& leaf) {
    Reason missing;
    const View value = subject_of(leaf, focus, missing);
    const bool known = value.absent() || std::any_of(told.begin(), told.end(), [&](View other) {
                         return value.document() == other.document() && value.id() == other.id();
                       });
    if (known) return;
    told.push_back(value);
    if (told.size() > 1) reason.args[0] += ", ";
    reason.args[0] += to_display(value);
    if (reason.cause.empty() && value.document() == &document_) {
      reason.cause = document_.pointer(value.id());
    }
  };
  for (std::uint32_t i = 0; i + 1 < node.children; i += 2) {
    const PlanNode& row = plan_.nodes[node.first_child + i];
    for (std::uint32_t c = 0; c < row.children; ++c) {
      std::uint32_t cell = row.first_child + c;
      while (plan_.nodes[cell].op == Condition::Op::kNot) cell = plan_.nodes[cell].first_child;
      if (plan_.nodes[cell].op == Condition::Op::kLeaf) tell(plan_.nodes[cell]);
    }
  }
  return reason;
}

}  // namespace intake
