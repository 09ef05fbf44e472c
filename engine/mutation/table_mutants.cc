// Mutants of decision tables: rows, cells and outcomes.

#include <algorithm>
#include <utility>

#include "mutation/mutant_walker.h"

namespace intake {

void MutantWalker::table(View value) {
  const View rows = value.member("rows");
  const View inputs = value.member("inputs");
  if (!rows.is_array()) return;
  const Into into(*this, value, rows);
  drop_each("drop-row", rows, 1);
  for (std::uint32_t r = 0; r < rows.size(); ++r) {
    const View row = rows.at(r);
    if (!row.is_array()) continue;
    const Into one(*this, rows, row);
    const std::uint32_t asked = std::min(inputs.size(), row.size());
    for (std::uint32_t c = 0; c < asked; ++c) {
      const View cell = row.at(c);
      const Into at(*this, row, cell);
      if (!cell.is_string() || (cell.text() != "any" && cell.text() != "-")) {
        replace("drop-cell", cell, "with `any` in place of " + written_text(cell), Datum("any"));
      }
      if (cell.is_array()) drop_each("drop-element", cell, 1);
    }
  }
  // What the row before asks for, and the reverse.
  for (std::uint32_t r = 1; r < rows.size(); ++r) {
    const View above = rows.at(r - 1), row = rows.at(r);
    if (!above.is_array() || !row.is_array() || above.size() != row.size()) continue;
    if (row.size() <= inputs.size()) continue;
    Datum changed = to_datum(rows);
    Datum::Array& list = *changed.array();
    for (std::uint32_t c = inputs.size(); c < row.size(); ++c) {
      std::swap((*list[r - 1].array())[c], (*list[r].array())[c]);
    }
    replace("swap-outcomes", row, "with the outcome of the row above, and the reverse",
            std::move(changed));
  }
}

}  // namespace intake
