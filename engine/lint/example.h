#pragma once

#include <string_view>

namespace intake::lint {

/// An example of a check: what stands below the head of a rule set, once with something to find and
/// once as it should be. Further files begin with a line `--- name`, by their path from the folder
/// of the set. docs/reference/lint.md shows them, tests/unit/lint runs them.
struct Example {
  std::string_view bad, good;
};

}  // namespace intake::lint
