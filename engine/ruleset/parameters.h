#pragma once

#include <optional>

#include "ruleset/loading.h"

namespace intake {

/// Reads `parameters:` of one set.
void define_parameters(Loading& loading, std::uint32_t set, View map);

/// Replaces the default of a parameter by what a set that extends its own says.
void override_parameter(Loading& loading, std::uint32_t parameter, View value);

/// Gives the parameters the values of LoadOptions::parameters. kUsage where one makes no sense.
std::optional<Error> set_parameters(Loading& loading);

/// `error`, `warning`, `note`, `off` or `{ref: parameter}`; nullopt after a fault.
std::optional<Severity> parse_severity(Loading& loading, std::uint32_t set, View written);

}  // namespace intake
