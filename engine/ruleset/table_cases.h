#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "ruleset/table_check.h"

namespace intake {

/// One of the cases that the values of a column fall into.
struct ColumnCase {
  enum class Kind : std::uint8_t {
    kValue,    // that value
    kBetween,  // `value` stands for the numbers between two that are named
    kOther,    // no value that is named or listed
    kAbsent,
  };
  Kind kind = Kind::kValue;
  View value;
  std::string shown;  // "`code`", "any other value"
};

struct ColumnCases {
  std::vector<ColumnCase> cases;
  /// All values there are by the schema, others than these are not checked.
  bool closed = false;
};

/// The cases of the `column`-th input; values are reported that the schema does not allow there.
ColumnCases cases_of(Loading& loading, const TableDraft& table, std::size_t column);

/// Whether a cell matches in a case; unknown: it depends on what the case leaves open.
Truth matches(const Loading& loading, const Condition& cell, const ColumnCase& c);

}  // namespace intake
