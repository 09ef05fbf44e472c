#pragma once

#include <string>

namespace intake::tools {

/// docs/reference/reading.md: what is said of how a submission was read.
std::string reading_page();

}  // namespace intake::tools
