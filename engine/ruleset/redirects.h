#pragma once

#include <string_view>

#include "ruleset/loading.h"

namespace intake {

/// Reads `redirects` of every set, once all rules are known: former ids that lead nowhere, in a
/// circle, or that a rule still has are faults.
void define_redirects(Loading& loading);

/// The rule that was once called so, as a set sees it; null where none was. A former id in use is
/// noted at the key or the value `written`.
const Named* find_redirected(Loading& loading, std::string_view id, std::uint32_t set, View written,
                             bool at_key);

/// Gives deprecated rules the ids of those that replace them.
void resolve_replacements(Loading& loading);

}  // namespace intake
