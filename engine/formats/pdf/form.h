#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "formats/pdf/qpdf.h"
#include "formats/reading/reading.h"

namespace intake::pdf {

/// One button of a group: the state that switches it on, without its slash, and what it says.
struct ButtonState {
  std::string state;
  std::string text;
};

/// A field that can be filled in, with what writing it needs.
struct Field {
  enum class Type : std::uint8_t { kText, kChoice, kCheckbox, kRadio };
  Type type = Type::kText;
  FormField form;
  QPDFObjectHandle dictionary;
  std::vector<QPDFObjectHandle> widgets;  // itself, where field and widget are one
  std::vector<ButtonState> states;        // kCheckbox (one), kRadio
  std::vector<std::string> exports;       // kChoice: beside form.choices
  bool many = false;                      // kChoice: several may be chosen, a line each
  bool edited = false;                    // kChoice: other texts may be typed
};

/// The form of a file.
struct Form {
  std::vector<Field> fields;  // in reading order
  QPDFObjectHandle dictionary;
  bool xfa = false;
  bool is_signed = false;
  bool scripts = false;
  bool text_lost = false;
};

/// Bounded walks over the fields and pages; kLimit over Limits::form_fields and the like.
Result<Form> read_form(QPDF& file, const Limits& limits);

}  // namespace intake::pdf
