#pragma once

#include <string>
#include <vector>

#include "cases/case_file.h"
#include "document/document.h"
#include "eval/coverage.h"
#include "plan/plan.h"

namespace intake {

/// A case with its submission read from text, so that spans and fixes are those that a person
/// would see. `of` outlives it.
struct PreparedCase {
  const Case* of = nullptr;
  DocumentPtr json;
  DocumentPtr yaml;  // only where something is fixed
};

/// nullopt where the submission cannot be written and read again; `differences` says why.
std::optional<PreparedCase> prepare_case(const Case& c, const Limits& limits,
                                         std::vector<std::string>& differences);

/// Everything that the case expects of a plan of its whole rule set; what is otherwise goes to
/// `differences`, one a line. `coverage` may be null.
void check_case(const PreparedCase& c, const Plan& plan, const Limits& limits, Coverage* coverage,
                std::vector<std::string>& differences);

/// Whether its rule gives the verdicts and findings that the case expects, by a plan that may hold
/// nothing but that rule. A rule that is not in the plan does not fit.
bool fits_alone(const PreparedCase& c, const Plan& plan, const Limits& limits);
/// Whether the case expects more than fits_alone() compares.
bool expects_more(const Case& c);

/// The index of a rule in Plan::program; kNone where it is not in it.
std::uint32_t find_rule(const Plan& plan, std::string_view id);

}  // namespace intake
