#include <algorithm>

#include "formats/pdf/file.h"
#include "formats/pdf/form.h"
#include "formats/pdf/pdf.h"
#include "formats/pdf/text.h"
#include "formats/reading/content.h"

namespace intake::pdf {
namespace {

void lock_all(Form& form, std::string_view why) {
  for (Field& field : form.fields) {
    field.form.locked = true;
    field.form.why_locked = why;
  }
}

bool holds_value(const Field& field) {
  return field.type == Field::Type::kCheckbox ? field.form.value == "true"
                                              : !field.form.value.empty();
}

std::string title_of(QPDF& file, bool& lost) {
  QPDFObjectHandle info = file.getTrailer().getKey("/Info");
  if (!info.isDictionary()) return {};
  QPDFObjectHandle title = info.getKey("/Title");
  return title.isString() ? text_of(title, lost) : std::string();
}

void tell(QPDF& file, Form& form, Reading& reading) {
  auto& notices = reading.notices;
  if (form.xfa) {
    notices.push_back({NoticeCode::kXfa,
                       "the form is of the XFA kind, which only Adobe reads",
                       "send it as a PDF with ordinary fields or as a Word document",
                       {}});
    if (std::ranges::none_of(form.fields, holds_value)) form.fields.clear();
    lock_all(form, "the form is of the XFA kind");
  } else if (form.fields.empty()) {
    notices.push_back({NoticeCode::kNoFields,
                       "the PDF has no fields: it is a print or a scan",
                       "send the form itself, with its fields filled in",
                       {}});
  }
  if (form.is_signed) lock_all(form, "the PDF is signed");
  if (file.isEncrypted()) lock_all(form, "the PDF is protected");
  if (form.scripts) notices.push_back({NoticeCode::kMacros, "JavaScript", {}, {}});
  reading.text = title_of(file, form.text_lost);
  if (form.text_lost) {
    notices.push_back({NoticeCode::kTextLost,
                       "some texts of the form cannot be decoded",
                       "save it again from the program that made it",
                       {}});
  }
  if (!file.getWarnings().empty()) {
    notices.push_back({NoticeCode::kTextLost,
                       "the PDF is damaged in places",
                       "save it again from the program that made it",
                       {}});
  }
  for (Field& field : form.fields) reading.fields.push_back(std::move(field.form));
}

Result<Reading> read_file(Reading reading, std::string_view bytes, const Limits& limits) {
  std::unique_ptr<QPDF> file;
  try {
    file = open_file(bytes);
  } catch (const QPDFExc& exception) {
    if (exception.getErrorCode() != qpdf_e_password) throw;
    reading.notices.push_back({NoticeCode::kEncrypted,
                               "the PDF needs a password",
                               "take the password off and send it again",
                               {}});
    return reading;
  }
  auto form = read_form(*file, limits);
  if (!form) return form.error();
  tell(*file, *form, reading);
  return reading;
}

}  // namespace

bool recognises(std::string_view bytes) { return content_kind({}, bytes) == ContentKind::kPdf; }

Result<Reading> read(std::string_view name, std::string_view bytes, const Limits& limits) {
  if (bytes.size() > limits.input_bytes) return too_large(name);
  Reading reading;
  reading.name = name;
  reading.format = "pdf";
  reading.media_type = media_type(ContentKind::kPdf);
  reading.bytes = bytes.size();
  return guarded(name, [&]() -> Result<Reading> {
    auto read = read_file(std::move(reading), bytes, limits);
    if (read) return read;
    Error error = read.error();
    error.where.source = name;
    return error;
  });
}

}  // namespace intake::pdf
