#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <intake/intake.h>

#include "formats/reading/reading.h"
#include "ruleset/rule_files.h"
#include "submission/assemble.h"
#include "submission/form_map.h"

namespace intake::submitting {

/// rules/ and schemas/ of the repository.
const RuleFiles& real_rules();
/// A form map of it.
FormMapPtr real_map(const std::string& name);

/// `section|label|value`, a line each; `[x] option` and `[ ] option` as the value are check boxes.
/// A line `section|#table.row|column|value` is a cell of a table.
std::vector<FormField> fields(std::string_view lines);
/// A form with these fields, and a title that tells which one it is.
Reading form(std::string_view lines, std::string title = "I.AM Connect M2M");
Reading mail(std::string subject, std::vector<Reading> parts);
DossierFile file(const Reading& reading);

std::vector<Assembled> assemble(const std::vector<Reading>& files);
/// The value at a pointer as JSON text; "" where there is none.
std::string value(const Assembled& submission, std::string_view pointer);
std::string tree(const Assembled& submission);
/// `code pointer`, a line each.
std::string remarks(const Assembled& submission);

}  // namespace intake::submitting
