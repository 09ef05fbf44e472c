#pragma once

#include <string>

namespace intake::tools {

/// docs/reference/lint.md
std::string lint_page();

}  // namespace intake::tools
