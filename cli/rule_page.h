#pragma once

#include <string>

#include <intake/intake.h>

namespace intake::cli {

/// A Markdown page of one rule set: each statement of the procedure with the rules that cover it,
/// then every rule that the set itself defines.
std::string rule_page(const CompiledRules& rules, Language language);

}  // namespace intake::cli
