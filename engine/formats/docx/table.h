#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "formats/docx/boxes.h"
#include "formats/docx/lines.h"

namespace intake::docx {

struct Cell {
  ElementId element = kNoElement;  // w:tc
  ScopePtr scope;
  std::uint32_t column = 1;  // 1-based, of the grid
  std::uint32_t span = 1;
  bool merged = false;  // belongs to the cell above
  bool shaded = false;
  bool nested = false;  // holds tables
  bool fields = false;  // holds controls or check boxes
  bool bold = false;
  bool blank = true;
  std::string label;  // its first line with text
};

struct Row {
  std::vector<Cell> cells;
  bool header = false;  // repeated on each page
};

struct Table {
  std::vector<Row> rows;
  std::uint32_t columns = 0;
  /// Its first row names the columns; the rows below are filled in.
  bool grid = false;
  /// In a grid: the first column names the rows.
  bool named_rows = false;
  /// Of three columns without headings, the second explains what the third is to say.
  bool explained = false;
};

/// Whether a column of that heading explains the others, so that nothing is filled in there.
bool explains(const Cell& head);

/// Whether all rows are a label, nothing, and a value: the explanations are blank where those of
/// other tables are not.
bool may_be_explained(const Table& table);
/// Whether any table of the document is `explained`.
bool has_explained_table(const Markup& markup, const Styles& styles);

/// The rows and cells that are not deleted, also those in content controls.
Table read_table(const Markup& markup, const Styles& styles, ElementId table, Marks& marks);

}  // namespace intake::docx
