#pragma once

#include <span>
#include <string_view>

namespace intake {

/// One kind of small change of a rule, which a case has to notice.
struct MutationOperator {
  std::string_view name;     // kebab case
  std::string_view summary;  // one sentence: what becomes of the rule
  /// What the cases lack where no case notices it; stands behind "no case ".
  std::string_view missing;
};

/// Sorted by name; the only list.
std::span<const MutationOperator> mutation_operators();
/// Asserts that there is one of that name.
const MutationOperator& mutation_operator(std::string_view name);

}  // namespace intake
