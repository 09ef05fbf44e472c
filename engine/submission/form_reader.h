#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "submission/form_match.h"
#include "submission/fragment.h"

namespace intake {

/// A form as one map sees it, before it is known whether it is the right map.
struct FormSight {
  const FormMap* map = nullptr;
  std::vector<FieldUnit> units;
  std::vector<Match> matches;
  std::size_t sure = 0;                    // units that were matched surely
  std::size_t phrase = std::string::npos;  // where in the text the map's phrase stands first
  std::string shown_phrase;                // as written there, or the name or value that told
  bool recognised = false;
};

FormSight look_at_form(const Reading& reading, const FormMap& map);
/// Whether `a` is the better one of two that are recognised.
bool is_better(const FormSight& a, const FormSight& b);

/// The values of a form. `implied`: what the kind of form says by itself is added, too.
Fragment read_form(const Reading& reading, const PartPlace& place, const FormSight& sight,
                   bool implied);

}  // namespace intake
