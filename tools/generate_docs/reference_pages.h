#pragma once

#include <string>

namespace intake::tools {

/// docs/reference/predicates.md
std::string predicates_page();
/// docs/reference/verbs.md
std::string verbs_page();
/// docs/reference/functions.md
std::string functions_page();

}  // namespace intake::tools
