#pragma once

#include <array>

#include "ruleset/fault_sink.h"
#include "ruleset/keys.h"
#include "submission/form_map.h"

namespace intake {

/// The keys of a form map.
inline constexpr std::array<KeySpec, 17> kFormMapKeys{{
    {.name = "form", .kinds = kStringBit, .required = true},
    {.name = "version", .kinds = kStringBit, .required = true, .example = "1.0.0"},
    {.name = "title", .kinds = kStringBit | kObjectBit, .required = true},
    {.name = "abstract", .kinds = kBoolBit, .shape = KeySpec::Shape::kTrue},
    {.name = "schema", .kinds = kObjectBit},
    {.name = "valid", .kinds = kObjectBit},
    {.name = "languages", .kinds = kArrayBit, .shape = KeySpec::Shape::kTexts},
    {.name = "source", .kinds = kObjectBit},
    {.name = "extends", .kinds = kStringBit},
    {.name = "rule-sets", .kinds = kArrayBit, .shape = KeySpec::Shape::kTexts},
    {.name = "sets", .kinds = kObjectBit},
    {.name = "recognise", .kinds = kObjectBit},
    {.name = "words", .kinds = kObjectBit},
    {.name = "intro", .kinds = kStringBit | kObjectBit},
    {.name = "outro", .kinds = kStringBit | kObjectBit},
    {.name = "sections", .kinds = kObjectBit},
    {.name = "fields", .kinds = kArrayBit},
}};

/// Adds what one file says to a map; what it extends was added before.
void parse_form_map(FaultSink& faults, const Keys& keys, const Limits& limits, FormMap& map);

}  // namespace intake
