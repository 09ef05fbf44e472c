#pragma once

#include <cstdint>
#include <vector>

#include "submission/form_units.h"

namespace intake {

/// What a unit of a form was taken for.
struct Match {
  static constexpr std::uint32_t kNone = 0xffffffff;
  std::uint32_t field = kNone;  // of the map
  int score = 0;                // percent
  Language language = Language::kEn;
  /// Another field of the map that is nearly as likely, and that nothing else was taken for.
  std::uint32_t rival = kNone;
};

/// By unit. Each field of the map goes to one unit (those of a group to several), the best match
/// first, of equal ones what is filled in, then in reading order. Below `kSureOfLabel` a person is
/// asked.
std::vector<Match> match_units(const Reading& reading, const std::vector<FieldUnit>& units,
                               const FormMap& map);

}  // namespace intake
