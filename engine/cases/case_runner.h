#pragma once

#include <string>
#include <string_view>

#include <intake/intake.h>

#include "ruleset/loader.h"

namespace intake {

/// Runs the cases of one rule set and measures what they cover. Cases of an abstract set name, in
/// `with`, the set that they are run with. The clock of a case is the first of: its own `now`, that
/// of its file, of `_bases.yaml`, of `options`, the day the set is in force from, kCaseClock.
CaseReport run_case_files(const RuleFiles& files, std::string_view reference,
                          const LoadOptions& options);

}  // namespace intake
