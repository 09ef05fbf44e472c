#pragma once

#include <string_view>
#include <vector>

#include <intake/intake.h>

#include "ruleset/loader.h"

namespace intake {

/// See Library::examples. The clock is that of the cases (see run_case_files()); the one of
/// `options` does not count.
std::vector<RuleExample> examples_of(const RuleFiles& files, std::string_view rule,
                                     Language language, const LoadOptions& options);

}  // namespace intake
