#pragma once

#include <string_view>
#include <vector>

#include <intake/revision.h>

#include "revision/evidence.h"
#include "ruleset/loader.h"

namespace intake {

/// One of two versions to compare.
struct VersionSource {
  const RuleFiles& files;
  std::string_view reference;  // name, name@range
};

struct LoadedVersion {
  LoadResult result;
  std::string now;  // the clock it was loaded at
};

/// The version that a reference means, in force or not: the highest in force at options.now that
/// fits, else the highest that fits. It is loaded in all languages, at that clock where it is in
/// force then, else at the first day (or the last) that it is.
LoadedVersion load_version(const VersionSource& source, const LoadOptions& options);

/// Compares two versions of one rule set. `corpus`: submissions whose disposition counts, too.
Comparison compare_versions(const VersionSource& before, const VersionSource& after,
                            const LoadOptions& options, std::vector<Sample> corpus);

}  // namespace intake
