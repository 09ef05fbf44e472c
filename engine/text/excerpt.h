#pragma once

#include <cstddef>
#include <string_view>

#include <intake/report.h>

namespace intake {

/// Sets `excerpt` and `excerpt_column` of a region whose `column` is set: the part of its line
/// around the byte `at`, enough for any terminal, so that a report of many findings in one long
/// line stays small.
void cut_excerpt(std::string_view line, std::size_t at, Region& region);

}  // namespace intake
