#pragma once

#include <string_view>

#include "ruleset/loading.h"

namespace intake {

/// The rows of a list entry: written there, or of the file that `{use: name@range}` names. Absent
/// after a fault.
View load_list(Loading& loading, View entry, std::string_view name);

/// Checks that rows are all texts and numbers, or all records.
bool check_rows(FaultSink& faults, View rows, std::string_view name);

/// One column of a list as a list of its own; rows without it are left out. Absent after a fault
/// at `written`.
View list_column(Loading& loading, std::uint32_t list, std::string_view column, View written);

}  // namespace intake
