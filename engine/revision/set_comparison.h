#pragma once

#include <string>

#include <intake/revision.h>

#include "ruleset/loader.h"

namespace intake {

/// One of two versions, with the files it was loaded from and the clock.
struct LoadedSet {
  const RuleFiles& files;
  const RuleSet& rules;
  const std::string& now;
};

/// Adds what differs beside the rules: lists, parameters, names that others may use, languages, the
/// schema, what is recognised.
void compare_sets(const LoadedSet& before, const LoadedSet& after, const LoadOptions& options,
                  Comparison& comparison);

}  // namespace intake
