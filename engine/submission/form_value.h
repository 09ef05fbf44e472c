#pragma once

#include <optional>
#include <string>
#include <vector>

#include "document/datum.h"
#include "document/origin.h"
#include "submission/form_map.h"
#include "submission/form_units.h"

namespace intake {

/// What stands in a place of a form, as the map reads it.
struct FieldValue {
  std::optional<Datum> value;  // unset: nothing, or nothing that is understood
  bool understood = true;      // false: something stands there that has no one value
  std::string text;            // as a person sees it
};

/// Reads one cell, and fills in how a value is written there (`origin`: writing, separator,
/// wordings, address, text, fixed). `language`: in which new words are written.
FieldValue read_value(const Reading& reading, const FieldUnit::Cell& cell, const FormMap& map,
                      const MapField& field, Language language, Origin& origin);

/// The value that a text stands for among choices, in whatever language; empty: none.
std::string find_choice(const FormMap& map, const MapField& field, std::string_view text);

}  // namespace intake
