#pragma once

#include <string>
#include <vector>

#include "formats/docx/markup.h"
#include "formats/reading/reading.h"

namespace intake::docx {

struct Choice {
  std::string text;  // as shown
  std::string value;
};

/// What a content control (w:sdt) or a legacy form field (w:ffData) says of itself.
struct ControlInfo {
  FormField::Kind kind = FormField::Kind::kText;
  bool legacy = false;
  bool free_text = true;  // false: one of the choices only
  std::string name;       // tag, else alias
  std::string alias;
  std::vector<Choice> choices;
  bool checked = false;
  bool placeholder = false;  // shows its placeholder
  std::string full_date;     // as the control keeps it: 2024-05-01T00:00:00Z
  std::string date_format;   // dd/MM/yyyy
  std::string why_locked;
  std::size_t selected = 0;  // of a legacy list
};

/// Whether a content control holds one value; false: it only groups others (repeating sections,
/// tables of contents, controls around controls).
bool holds_value(const Markup& markup, ElementId sdt);
ControlInfo content_control(const Markup& markup, ElementId sdt);
/// `fld_char`: with w:ffData.
ControlInfo legacy_control(const Markup& markup, ElementId fld_char);

}  // namespace intake::docx
