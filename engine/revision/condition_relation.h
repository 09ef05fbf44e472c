#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "revision/relation.h"
#include "revision/same.h"

namespace intake {

/// How a condition stands to the one before, as far as its structure tells; what differs goes to
/// `details`, each with `label` before it ("assert: ").
Relation relation_of(const Versions& versions, const Condition& before, const Condition& after,
                     std::string_view label, std::vector<std::string>& details);

/// The same where a missing condition is always true.
Relation relation_of(const Versions& versions, const std::optional<Condition>& before,
                     const std::optional<Condition>& after, std::string_view label,
                     std::vector<std::string>& details);

}  // namespace intake
