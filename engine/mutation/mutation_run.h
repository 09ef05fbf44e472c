#pragma once

#include <string_view>

#include <intake/mutation.h>

#include "ruleset/loader.h"

namespace intake {

/// See Library::mutate. The clock is that of run_case_files().
MutationReport mutate_rules(const RuleFiles& files, std::string_view reference,
                            const MutationOptions& mutation, const LoadOptions& options);

}  // namespace intake
