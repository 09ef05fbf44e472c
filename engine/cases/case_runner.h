#pragma once

#include <string>
#include <string_view>

#include <intake/intake.h>

#include "ruleset/loader.h"

namespace intake {

/// Runs the cases of one rule set and measures what they cover. Cases of an abstract set name, in
/// `with`, the set that they are run with.
CaseReport run_case_files(const RuleFiles& files, std::string_view reference,
                          const LoadOptions& options);

/// See Library::examples.
std::vector<RuleExample> examples_of(const RuleFiles& files, std::string_view rule,
                                     Language language, const LoadOptions& options);

}  // namespace intake
