#pragma once

#include "lint/linted_set.h"

namespace intake::lint {

/// What can stand at the target of a fix after its steps; more than can, where a step is not looked
/// into. `removed`: nothing stands there any more. nullopt: nothing is known of it.
struct FixImage {
  bool removed = false;
  Alternatives values;
};
std::optional<FixImage> image_of(const LintedSet& set, const RuleReader& reader,
                                 const FixSpec& fix);

}  // namespace intake::lint
