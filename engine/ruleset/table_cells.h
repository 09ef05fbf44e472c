#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "lang/condition.h"
#include "ruleset/scope.h"

namespace intake {

/// A column of a decision table: what its cells are about. Neither place nor operand: the rule's
/// own value.
struct TableColumn {
  std::string name;  // as in the head; empty: an output without a name
  View place;        // where it is defined
  std::optional<Selector> selector;
  std::optional<Operand> subject;
  Places places;  // what the schema knows of it
  bool is_output = false;
  /// Some cell says `absent` or `present`: in the others an absent value is no match, instead of
  /// unknown.
  bool absence_counts = false;
};

/// Whether a cell says something about absence.
bool speaks_of_absence(View cell);

/// `any` or `-`: the cell says nothing.
bool is_any_cell(View cell);

/// Reads one cell: a value, a list of them, a range, a word, `{not: cell}`, an operand or a map of
/// predicates. nullopt after a fault. Recursive; the depth is bounded by Limits::depth.
std::optional<Condition> parse_cell(Scope& scope, const TableColumn& column, View written,
                                    std::uint32_t depth = 1);

}  // namespace intake
