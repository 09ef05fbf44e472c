#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "ruleset/fault_sink.h"
#include "ruleset/rule_files.h"
#include "submission/form_map.h"

namespace intake {

/// All faults, with their places. A map that has any is not used.
struct FormMapResult {
  FormMapPtr map;
  std::vector<Fault> faults;
  std::optional<Error> error;  // there is none of that name or version
};

/// Loads `name` or `name@range`: the highest version in force at `now` that fits.
FormMapResult load_form_map(const RuleFiles& files, std::string_view reference,
                            std::string_view now, const Limits& limits);

}  // namespace intake
