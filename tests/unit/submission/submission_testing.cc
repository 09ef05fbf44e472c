#include "submission_testing.h"

#include <charconv>

#include "document/pointer.h"
#include "submission/form_map_loader.h"
#include "support/catch.h"

namespace intake::submitting {
namespace {

std::vector<std::string> split(std::string_view text, char by) {
  std::vector<std::string> parts(1);
  for (const char c : text) {
    if (c == by) {
      parts.emplace_back();
    } else {
      parts.back() += c;
    }
  }
  return parts;
}

std::uint32_t number(std::string_view text) {
  std::uint32_t value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

void set_value(FormField& field, const std::string& text) {
  field.value = text;
  if (!text.starts_with("[x] ") && !text.starts_with("[ ] ")) return;
  field.kind = FormField::Kind::kCheckbox;
  field.value = text[1] == 'x' ? "true" : "false";
  field.option = text.substr(4);
}

}  // namespace

const RuleFiles& real_rules() {
  static const RuleFiles files = [] {
    RuleFiles all;
    REQUIRE(all.add_folder(INTAKE_SOURCE_DIR "/rules", "rules/", {}));
    REQUIRE(all.add_folder(INTAKE_SOURCE_DIR "/schemas", "schemas/", {}));
    return all;
  }();
  return files;
}

FormMapPtr real_map(const std::string& name) {
  FormMapResult loaded = load_form_map(real_rules(), name, "2026-11-22T00:00:00Z", {});
  INFO(render_faults(loaded.faults, {}));
  REQUIRE(loaded.map);
  return loaded.map;
}

std::vector<FormField> fields(std::string_view lines) {
  std::vector<FormField> all;
  for (const std::string& line : split(lines, '\n')) {
    const std::vector<std::string> parts = split(line, '|');
    if (parts.size() < 3) continue;
    FormField field;
    field.section = parts[0];
    field.address = std::to_string(all.size());
    if (parts.size() == 4 && parts[1].starts_with("#")) {
      const std::vector<std::string> place = split(parts[1].substr(1), '.');
      field.column = parts[2];
      field.steps = {{OriginStep::Kind::kTable, "", number(place[0])},
                     {OriginStep::Kind::kRow, "", number(place[1])}};
    } else {
      field.label = parts[1];
    }
    set_value(field, parts.back());
    all.push_back(std::move(field));
  }
  return all;
}

Reading form(std::string_view lines, std::string title) {
  Reading reading;
  reading.name = "form.docx";
  reading.format = "docx";
  reading.text = std::move(title);
  reading.fields = fields(lines);
  return reading;
}

Reading mail(std::string subject, std::vector<Reading> parts) {
  Reading reading;
  reading.name = "mail.eml";
  reading.format = "eml";
  Datum::Object from{{"name", Datum("An")}, {"address", Datum("an@h.example")}};
  Datum::Object to{{"address", Datum("support@e.example")}};
  Datum::Object facts{{"from", Datum(std::move(from))},
                      {"to", Datum(Datum::Array{Datum(std::move(to))})},
                      {"subject", Datum(std::move(subject))},
                      {"body", Datum("Text")}};
  reading.facts = Datum(std::move(facts));
  reading.origins.push_back({"/subject", "", "header:Subject", {}});
  reading.parts = std::move(parts);
  return reading;
}

DossierFile file(const Reading& reading) { return {reading.name, "", to_json(reading)}; }

std::vector<Assembled> assemble(const std::vector<Reading>& files) {
  std::vector<DossierFile> all;
  for (const Reading& reading : files) all.push_back(file(reading));
  AssembleOptions options;
  options.now = "2026-11-22T00:00:00Z";
  auto assembled = intake::assemble(real_rules(), all, options);
  INFO((assembled ? "" : assembled.error().what + " " + assembled.error().where.source));
  REQUIRE(assembled);
  return std::move(*assembled);
}

std::string value(const Assembled& submission, std::string_view pointer) {
  const NodeId node = find_node(submission.document, pointer);
  return node == kNoNode ? "" : to_json(View(submission.document, node));
}

std::string tree(const Assembled& submission) {
  return to_json(View(submission.document, submission.document.root()));
}

std::string remarks(const Assembled& submission) {
  std::string all;
  for (const ReadingRemark& remark : submission.remarks) {
    all += std::string(remark_name(remark.code));
    if (!remark.pointer.empty()) all += ' ' + remark.pointer;
    all += '\n';
  }
  return all;
}

}  // namespace intake::submitting
