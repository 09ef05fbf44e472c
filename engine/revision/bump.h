#pragma once

#include <intake/revision.h>

#include "text/semver.h"

namespace intake {

/// What a step from one version to a later one may hold by SemVer 2.0.0, where 0.y.z counts as
/// ranges count it: `y` for what breaks, `z` for the rest. A pre-release promises nothing, so that
/// any step from one may hold all. kNone where `after` is not later.
Bump step_between(const Version& before, const Version& after);

/// The lowest release after `before` that such changes can go into; itself where there are none.
Version least_after(const Version& before, Bump bump);

std::string_view bump_name(Bump bump);

}  // namespace intake
