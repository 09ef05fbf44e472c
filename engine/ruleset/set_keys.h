#pragma once

#include <array>
#include <optional>
#include <string_view>

#include <intake/report.h>

#include "ruleset/keys.h"

namespace intake {

/// The top-level keys of a rule set.
inline constexpr std::array<KeySpec, 20> kSetKeys{{
    {.name = "ruleset", .kinds = kStringBit, .required = true},
    {.name = "version", .kinds = kStringBit, .required = true, .example = "1.0.0"},
    {.name = "engine", .kinds = kStringBit, .required = true, .example = "\">=0.1 <1.0\""},
    {.name = "title", .kinds = kStringBit, .required = true},
    {.name = "abstract", .kinds = kBoolBit, .shape = KeySpec::Shape::kTrue},
    {.name = "schema", .kinds = kObjectBit},
    {.name = "valid", .kinds = kObjectBit},
    {.name = "source", .kinds = kObjectBit},
    {.name = "statements", .kinds = kArrayBit},
    {.name = "extends", .kinds = kArrayBit, .shape = KeySpec::Shape::kTexts},
    {.name = "override", .kinds = kObjectBit},
    {.name = "redirects", .kinds = kObjectBit},
    {.name = "languages", .kinds = kArrayBit, .shape = KeySpec::Shape::kTexts},
    {.name = "recognise", .kinds = kObjectBit},
    {.name = "parts", .kinds = kObjectBit},
    {.name = "parameters", .kinds = kObjectBit},
    {.name = "lists", .kinds = kObjectBit},
    {.name = "constants", .kinds = kObjectBit},
    {.name = "bind", .kinds = kObjectBit},
    {.name = "rules", .kinds = kArrayBit},
}};

/// en, fr, nl, de.
std::optional<Language> find_language(std::string_view name);

}  // namespace intake
