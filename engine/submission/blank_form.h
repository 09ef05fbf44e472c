#pragma once

#include <string>
#include <string_view>

#include "document/datum.h"
#include "submission/form_map.h"

namespace intake {

/// The form of one rule set as formats/docx makes it (docx::blank says the shape), with the first
/// label of each field and guidance in that language.
Datum blank_form(const FormMap& map, std::string_view rule_set, Language language);

/// The same as YAML to be filled in: every value empty but what the form itself says, with section,
/// label, guidance, choices and an example in comments.
std::string blank_yaml(const FormMap& map, std::string_view rule_set, Language language);

/// Whether the blank form of a rule set has the field.
bool is_on_form(const FormMap& map, const MapField& field, std::string_view rule_set);
/// What the form of a rule set says beside a field, and the example it gives; empty: nothing.
std::string guidance_of(const MapField& field, std::string_view rule_set, Language language);
std::string example_of(const MapField& field, std::string_view rule_set);

}  // namespace intake
