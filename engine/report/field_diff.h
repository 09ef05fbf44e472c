#pragma once

#include <span>
#include <string>

#include <intake/dossier.h>

namespace intake {

/// What a repair writes into the fields of a form or the headers of a mail, field by field, laid
/// out as a unified diff: the file, the place between `@@`, what stood there and what will.
std::string render_field_diff(std::span<const FieldChange> fields, Language language);

}  // namespace intake
