#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include <intake/revision.h>

#include "ruleset/loader.h"

namespace intake {

/// Whether versions may be published. `references`: `name@version` of sets, `lists/name@version` of
/// lists alone; without a version the highest there is. The lists of a set are published with it.
///
/// Refused are: faults in any language, cases that do not pass or leave something uncovered, a step
/// that is too small after the last published version, a set that it extends and that is published
/// neither before nor with it. kDigest where a published file has changed.
///
/// `inspect` says what else stands against a set (`name@version`), one refusal each: lint, which is
/// a layer above this one.
using Inspect = std::function<std::vector<Publication::Refusal>(const std::string& reference)>;
Publication plan_publication(const RuleFiles& files, const std::vector<std::string>& references,
                             std::string_view published, const LoadOptions& options,
                             const Inspect& inspect);

}  // namespace intake
