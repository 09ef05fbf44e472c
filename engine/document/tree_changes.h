#pragma once

#include <vector>

#include "document/datum.h"
#include "document/document.h"

namespace intake {

/// What makes one tree out of another, as small as it can be told without guessing: members are
/// replaced, added and removed by themselves; of a list whose length differs what its two versions
/// begin and end with in common stays. In document order; pointers as in apply_changes().
std::vector<Change> changes_between(View before, View after);

}  // namespace intake
