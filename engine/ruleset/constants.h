#pragma once

#include "ruleset/loading.h"

namespace intake {

/// Reads `constants:` of one set: named values for each value of a selector. Every value has to
/// give every name, all of one kind.
void define_constants(Loading& loading, std::uint32_t set, View map);

/// Replaces values of a constant by those that a set that extends its own gives.
void override_constant(Loading& loading, std::uint32_t constant, View map);

}  // namespace intake
