#pragma once

#include <optional>
#include <vector>

#include "ruleset/table_cells.h"

namespace intake {

/// A row of a decision table while it is read. `cells` by input; unset: any value.
struct TableRow {
  View place;
  std::vector<std::optional<Condition>> cells;
};

struct TableDraft {
  View place;  // the `rows`
  std::vector<TableColumn> inputs;
  std::vector<TableRow> rows;  // without `else`
  View otherwise;              // the `else` row; absent: none
  bool first = false;          // `hit: first`
};

/// Reports rows that can never match, rows that match the same (where only one may), rows that
/// earlier ones leave nothing for, and combinations that no row is for.
///
/// A column stands for finitely many cases: the values that the schema lists, true and false, the
/// values that its cells name and the ranges between their numbers, absence where a cell speaks of
/// it, and anything else. Of a predicate that does not decide a case it is assumed that it may
/// hold and may not. Too many cases for Limits::table_steps are a fault, too.
void check_table(Loading& loading, const TableDraft& table);

}  // namespace intake
