#include <utility>

#include "formats/docx/docx.h"
#include "formats/docx/labels.h"
#include "formats/docx/opened.h"
#include "formats/reading/content.h"

namespace intake::docx {
namespace {

constexpr std::string_view kDocx =
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
constexpr std::string_view kDocm = "application/vnd.ms-word.document.macroEnabled.12";

bool is_zip(std::string_view bytes) {
  return bytes.starts_with("PK\x03\x04") || bytes.starts_with("PK\x05\x06");
}

Notice notice(NoticeCode code, std::string detail, std::string hint) {
  Notice out;
  out.code = code;
  out.detail = std::move(detail);
  out.hint = std::move(hint);
  return out;
}

Result<Markup> parse_part(Package& package, const std::string& name, const Limits& limits) {
  Result<std::string> bytes = package.read(name, limits);
  if (!bytes.ok()) return std::move(bytes).error();
  return Markup::parse(std::move(*bytes), name, limits);
}

/// The paragraphs of a header, a footer or the notes.
void add_paragraphs(const Markup& markup, const Styles& styles, Marks& marks, std::string& text) {
  for (ElementId i = 0; i < markup.size();) {
    if (markup.tag(i) != Tag::kP) {
      ++i;
      continue;
    }
    const Scope scope = read_scope(markup, styles, i, kNoElement, marks);
    for (const Line& line : scope.lines) {
      if (trim_ascii(line.text).empty()) continue;
      text += line.text;
      text += '\n';
    }
    i = markup.end(i);
  }
}

}  // namespace

bool recognises(std::string_view bytes) {
  if (!is_zip(bytes)) return false;
  const Limits limits;
  Result<Package> package = Package::open(bytes, limits);
  return package.ok() && find_parts(*package, limits).ok();
}

Result<Opened> open(std::string_view bytes, const Limits& limits) {
  if (!is_zip(bytes)) {
    if (const auto refused = refusal(content_kind("", bytes))) return *refused;
    Error error;
    error.code = bytes.empty() ? ErrorCode::kEmpty : ErrorCode::kUnsupported;
    error.what = bytes.empty() ? "the file is empty" : "this is no Word document";
    error.hint = "save the form as .docx";
    return error;
  }
  Result<Package> package = Package::open(bytes, limits);
  if (!package.ok()) return std::move(package).error();
  Result<Parts> parts = find_parts(*package, limits);
  if (!parts.ok()) {
    // Another kind of office file says so better itself.
    const auto refused = refusal(content_kind("", bytes));
    if (parts.error().code == ErrorCode::kUnsupported && refused) return *refused;
    return std::move(parts).error();
  }
  Opened opened{std::move(*package), std::move(*parts), nullptr, {}, {}};
  Result<Markup> markup = parse_part(opened.package, opened.parts.document, limits);
  if (!markup.ok()) return std::move(markup).error();
  opened.markup = std::make_unique<Markup>(std::move(*markup));
  if (!opened.parts.styles.empty()) {
    // Without its styles a form can still be read: headings by their looks.
    const Result<Markup> styles = parse_part(opened.package, opened.parts.styles, limits);
    if (styles.ok()) {
      opened.styles = Styles(*styles);
    } else if (styles.error().code == ErrorCode::kLimit) {
      return styles.error();
    }
  }
  Result<Form> form = read_form(*opened.markup, opened.styles, limits);
  if (!form.ok()) return std::move(form).error();
  opened.form = std::move(*form);
  return opened;
}

Reading to_reading(Opened& opened, const Limits& limits) {
  Reading out;
  out.format = "docx";
  out.media_type = opened.parts.macros ? kDocm : kDocx;
  for (const Found& found : opened.form.fields) out.fields.push_back(found.field);
  out.text = opened.form.text;
  Marks marks = opened.form.marks;
  bool lost = opened.markup->lost();
  for (const std::string& part : opened.parts.texts) {
    const Result<Markup> markup = parse_part(opened.package, part, limits);
    if (markup.ok()) {
      add_paragraphs(*markup, opened.styles, marks, out.text);
    } else {
      out.notices.push_back(notice(NoticeCode::kTextLost, markup.error().what, {}));
    }
  }
  if (opened.parts.macros) {
    out.notices.push_back(notice(NoticeCode::kMacros, "the Word file holds macros",
                                 "save it as .docx, without macros"));
  }
  if (marks.tracked) {
    out.notices.push_back(notice(NoticeCode::kTrackedChanges,
                                 "the Word file has changes that nobody accepted",
                                 "accept or reject them in Word and save it again"));
  }
  if (lost) {
    out.notices.push_back(
        notice(NoticeCode::kTextLost, "the Word file names characters that do not exist", {}));
  }
  return out;
}

Result<Reading> read(std::string_view name, std::string_view bytes, const Limits& limits) {
  Result<Opened> opened = open(bytes, limits);
  if (!opened.ok()) {
    Error error = std::move(opened).error();
    error.where.source = name;
    return error;
  }
  Reading reading = to_reading(*opened, limits);
  reading.name = name;
  reading.bytes = bytes.size();
  return reading;
}

}  // namespace intake::docx
