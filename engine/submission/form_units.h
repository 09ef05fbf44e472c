#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "formats/reading/reading.h"
#include "submission/form_map.h"

namespace intake {

/// Fields of a form that give one value (the check boxes of one question), or one column of a
/// table: a cell a row.
struct FieldUnit {
  struct Cell {
    std::uint32_t row = 0;
    std::vector<std::uint32_t> fields;  // indices into Reading::fields
  };
  std::string label;    // by which it is recognised
  std::string section;  // the heading above it
  bool column = false;  // `label` is the heading of a column
  std::vector<Cell> cells;
};

/// In reading order. A table is taken by its columns where the map knows one of them as that of a
/// table, by the labels of its rows otherwise.
std::vector<FieldUnit> group_fields(const Reading& reading, const FormMap& map);

/// The section of the map that a heading means, or kNoSection.
std::uint32_t section_of(const FormMap& map, const std::string& heading);

/// What is written there, of a check box the text beside it where it is ticked; lines joined.
std::string shown_value(const Reading& reading, const FieldUnit::Cell& cell);

}  // namespace intake
