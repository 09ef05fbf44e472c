#pragma once

#include <string>
#include <string_view>

#include "document/datum.h"
#include "schema/path_table.h"

namespace intake::synth {

/// What may stand where in a submission, as far as a schema says so; without one anything may.
class Shape {
 public:
  /// `table` may be null; it outlives the shape.
  explicit Shape(const PathTable* table) : table_(table) {}

  const PathTable* table() const { return table_; }
  /// The place of a pointer; null where the schema does not speak of it.
  const PathTable::Place* place(std::string_view pointer) const;
  /// KindBits; kAnyBits where nothing is known.
  std::uint8_t kinds(std::string_view pointer) const;
  /// Whether a list is meant, where `next` is the token below; by its looks where nothing is known.
  bool wants_list(std::string_view pointer, std::string_view next) const;

  /// Whether a value and all below it are of kinds, and texts of choices, that the schema allows.
  bool fits(std::string_view pointer, const Datum& value) const;

  /// A text that clearly stands for the real one: the title of the place, or its name in words.
  std::string filler_text(std::string_view pointer) const;
  /// A value in which texts that are `filler` become those of their own places, below the top.
  Datum refilled(std::string_view pointer, const Datum& value, std::string_view filler) const;
  /// A first value for a place: one of its choices, else a text, `false`, 1, an empty list or map.
  Datum filler(std::string_view pointer) const;

 private:
  const PathTable* table_;
};

}  // namespace intake::synth
