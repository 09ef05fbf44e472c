#pragma once

#include <span>

#include "ruleset/loading.h"
#include "ruleset/rule_parser.h"

namespace intake {

/// Reads messages.<lang>.yaml of one set and gives its texts to the rules of that set. Every rule
/// has to have every text that it has in the rule file. `drafts`: the rules of the set, in order.
void parse_messages(Loading& loading, std::uint32_t set, Language language,
                    std::span<RuleDraft> drafts);

}  // namespace intake
