#pragma once

#include <string_view>

#include <intake/limits.h>

#include "base/result.h"
#include "formats/eml/eml.h"

namespace intake {

/// A mail to be made, from JSON: the members of eml::Draft in camel case ({from, to: [...], cc,
/// subject, date, messageId, inReplyTo, references, text, html, language}). kSyntax where it has
/// another shape.
Result<eml::Draft> draft_from_json(std::string_view text, const Limits& limits);

}  // namespace intake
