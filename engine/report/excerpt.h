#pragma once

#include <string>

#include <intake/intake.h>

#include "report/style.h"

namespace intake {

/// The source line of a place with a mark under it; nothing where no line is known.
std::string excerpt_text(const Region& region, Style mark, const RenderOptions& options);

}  // namespace intake
