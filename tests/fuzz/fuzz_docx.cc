// Any bytes as the main part of a Word file (in a package made here), or, where they begin as a
// zip, as the whole file: no crash; what can be written reads back as it was written, and nothing
// else changes.

#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include "formats/docx/docx.h"
#include "formats/docx/package.h"

namespace {

constexpr std::string_view kTypes =
    "<Types><Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-"
    "officedocument.wordprocessingml.document.main+xml\"/></Types>";
constexpr std::string_view kRelations =
    "<Relationships><Relationship Id=\"a\" Type=\"http://x/officeDocument\" "
    "Target=\"word/document.xml\"/></Relationships>";
constexpr std::string_view kOfDocument =
    "<Relationships><Relationship Id=\"a\" Type=\"http://x/styles\" Target=\"styles.xml\"/>"
    "</Relationships>";
constexpr std::string_view kStyles =
    "<w:styles xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">"
    "<w:style w:styleId=\"H\"><w:name w:val=\"heading 1\"/></w:style>"
    "<w:style w:styleId=\"P\"><w:name w:val=\"Placeholder Text\"/></w:style></w:styles>";

void require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace intake;
  std::string bytes(reinterpret_cast<const char*>(data), size);
  if (!bytes.starts_with("PK")) {
    auto made = docx::make_package({{"[Content_Types].xml", std::string(kTypes)},
                                    {"_rels/.rels", std::string(kRelations)},
                                    {"word/document.xml", bytes},
                                    {"word/_rels/document.xml.rels", std::string(kOfDocument)},
                                    {"word/styles.xml", std::string(kStyles)}});
    require(made.ok());
    bytes = std::move(*made);
  }
  Limits limits;
  limits.entry_bytes = 4u << 20;
  limits.package_bytes = 8u << 20;
  limits.form_fields = 200;
  (void)docx::recognises(bytes);
  const auto reading = docx::read("fuzz.docx", bytes, limits);
  if (!reading.ok()) {
    require(!reading.error().what.empty());
    return 0;
  }
  // What the helper hands back is JSON: nothing in it may be invalid there.
  require(reading_from_json(to_json(*reading), Limits{}).ok());
  const std::vector<FormField>& fields = reading->fields;
  for (std::size_t i = 0; i < fields.size() && i < 4; ++i) {
    const FormField& field = fields[size % fields.size() == 0 ? i : fields.size() - 1 - i];
    std::string value = "a & <b>\nz";
    if (field.kind == FormField::Kind::kCheckbox) value = field.value == "true" ? "false" : "true";
    if (field.kind == FormField::Kind::kDate) value = "2024-05-31";
    if (!field.choices.empty()) value = field.choices.back();
    const auto written = docx::write(bytes, {{{}, field.address, value}}, limits);
    if (!written.ok()) {
      require(written.error().code == ErrorCode::kRefused);
      continue;
    }
    const auto again = docx::read("fuzz.docx", *written, limits);
    require(again.ok() && again->fields.size() == fields.size());
    for (std::size_t k = 0; k < fields.size(); ++k) {
      const bool wanted = fields[k].address == field.address;
      require(again->fields[k].value == (wanted ? value : fields[k].value));
    }
  }
  return 0;
}
