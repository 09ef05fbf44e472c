#pragma once

#include <string>
#include <vector>

#include "formats/docx/lines.h"
#include "formats/docx/table.h"

namespace intake::docx {

/// What a value is written over.
struct Target {
  enum class Kind : std::uint8_t {
    kText,     // a stretch of text
    kControl,  // a content control or legacy form field: scope->controls[control]
    kBox,      // a check box drawn as a character
  };
  Kind kind = Kind::kText;
  ScopePtr scope;
  Stretch stretch;  // kText, kBox
  std::uint32_t control = kNoControl;
  std::string before;      // kText: written before the value where nothing stood there
  std::string_view glyph;  // kBox: the character it becomes
};

struct Found {
  FormField field;
  Target target;
};

/// The fields of a document and its running text.
struct Form {
  std::vector<Found> fields;
  std::string text;
  Marks marks;
};

/// kLimit where there are more fields than Limits::form_fields.
Result<Form> read_form(const Markup& markup, const Styles& styles, const Limits& limits);

/// The value of a control as FormField has it.
std::string control_value(const Scope& scope, const Control& control);

}  // namespace intake::docx
