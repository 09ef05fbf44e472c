#pragma once

#include <vector>

#include "ruleset/scope.h"

namespace intake {

/// The fixes of one rule, as far as they are good.
struct Fixes {
  std::vector<FixSpec> specs;
  std::vector<View> because;         // of every fix that is written; absent where it has none
  View ask;                          // the fix of class ask; absent: none
  std::vector<std::string> choices;  // of the question
  bool good = true;
};

/// Reads `fix`: one map or a list of them. `own`: where the rule's own value stands.
Fixes parse_fixes(Scope& scope, View written);

}  // namespace intake
