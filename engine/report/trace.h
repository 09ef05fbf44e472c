#pragma once

#include <string>
#include <string_view>

#include "eval/evaluator.h"

namespace intake {

/// How one rule (public id) came to its verdict at each place: every condition in words with its
/// truth, a line each, indented as they are nested. All parts are shown, also those that the
/// verdict did not need. At most Limits::findings places and kTracedElements elements of a
/// quantifier. `evaluator` was run with EvaluationOptions::keep_verdicts. Empty: the plan has no
/// such rule.
std::string render_trace(Evaluator& evaluator, const Document& document, std::string_view rule,
                         Language language);

inline constexpr std::uint32_t kTracedElements = 10;

}  // namespace intake
