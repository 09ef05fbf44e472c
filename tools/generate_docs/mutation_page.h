#pragma once

#include <string>

namespace intake::tools {

/// docs/reference/mutations.md, from the catalogue of changes in engine/mutation.
std::string mutation_page();

}  // namespace intake::tools
