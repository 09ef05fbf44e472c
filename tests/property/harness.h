#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "property/generator.h"

namespace intake {

/// Says what is wrong, or nothing. The first line names the kind of failure (without values of the
/// submission, so that failures of one kind can be told apart); details follow.
using Property = std::function<std::string(const Sample&)>;

/// Tries a property on many submissions. Of each kind of failure the first is made smaller and
/// shown with its seed. INTAKE_PROPERTY_CASES: how many; INTAKE_PROPERTY_SEED: the first seed.
void check_property(const Property& property);

/// A fix run that must not fail for reasons of its own.
Repaired fix(const Sample& sample, const std::string& name, const std::string& bytes,
             const RepairOptions& options);
RepairOptions unsafe_too(bool unsafe);
Submission read(const std::string& name, const std::string& bytes);

}  // namespace intake
