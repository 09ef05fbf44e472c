#pragma once

#include <string>
#include <string_view>

#include "ruleset/loading.h"

namespace intake {

/// The rows of a list entry, absent after a fault, and the file they stand in.
struct LoadedList {
  View rows;
  std::string file;  // name@version; empty: they are written in the entry
};

/// Reads an entry that holds the rows, or names a list file: `{use: name@range}`, of which the
/// highest version in force is taken.
LoadedList load_list(Loading& loading, View entry, std::string_view name);

/// Checks that rows are all texts and numbers, or all records.
bool check_rows(FaultSink& faults, View rows, std::string_view name);

/// One column of a list as a list of its own; rows without it are left out. Absent after a fault
/// at `written`.
View list_column(Loading& loading, std::uint32_t list, std::string_view column, View written);

}  // namespace intake
