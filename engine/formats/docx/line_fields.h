#pragma once

#include "formats/docx/fields.h"

namespace intake::docx {

/// Adds the fields in the lines of a scope: controls, check boxes, `label: value`. `body`: a plain
/// line can be the label of what follows.
void add_line_fields(FieldList& fields, const ScopePtr& scope, const Surroundings& around,
                     bool body);

}  // namespace intake::docx
