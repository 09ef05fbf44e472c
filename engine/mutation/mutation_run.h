#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <intake/mutation.h>

#include "ruleset/loader.h"

namespace intake {

/// See Library::mutate. The clock is that of run_case_files().
MutationReport mutate_rules(const RuleFiles& files, std::string_view reference,
                            const std::vector<std::string>& only, const LoadOptions& options);

}  // namespace intake
