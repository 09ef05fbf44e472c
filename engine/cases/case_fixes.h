#pragma once

#include <string>
#include <vector>

#include "cases/case_file.h"
#include "eval/evaluator.h"

namespace intake {

/// Fixes the submission of a case and compares all of it with what is expected. The fixes are those
/// of the case's rule, or of all where it has none. A case that says `fix: unsafe` must need it.
void compare_fixed(const Case& c, const Plan& plan, const DocumentPtr& document,
                   const EvaluationOptions& evaluation, std::vector<std::string>& differences);

}  // namespace intake
