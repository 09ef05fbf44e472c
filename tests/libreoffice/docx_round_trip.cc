// Fills in a blank form and a form as people make them, lets LibreOffice open and save both, and
// reads the values again. Usage: libreoffice_docx SCRATCH-FOLDER. Exit code 77: no LibreOffice.

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

#include "formats/docx/docx.h"
#include "formats/docx/package.h"
#include "formats/json/json.h"

namespace {

namespace fs = std::filesystem;
using namespace intake;

constexpr int kSkipped = 77;

constexpr std::string_view kForm = R"({"title": "Demande", "language": "fr", "intro": ["Remplir."],
  "sections": [{"heading": "4. Informations", "fields": [
    {"name": "a", "label": "Client ID", "kind": "text", "guidance": "8 chiffres"},
    {"name": "b", "label": "Description", "kind": "multiline"},
    {"name": "c", "label": "Environnement", "kind": "choice",
     "choices": [{"value": "acceptance", "text": "Acceptation"}, {"value": "production", "text": "Production"}]},
    {"name": "d", "label": "Scopes", "kind": "checkboxes", "choices": [{"value": "rct:api"}, {"value": "webaccess:cacerts"}]},
    {"name": "e", "label": "Date", "kind": "date"},
    {"name": "f", "label": "Vide", "kind": "text"}]},
   {"heading": "5.1 Credentials", "grid": {"name": "g", "rows": 1, "columns": [
    {"name": "i", "label": "Identifier"}, {"name": "t", "label": "Type"}]}}]})";

constexpr std::string_view kPlain =
    R"(<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>)"
    R"(<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>4. General</w:t></w:r></w:p>)"
    R"(<w:tbl><w:tblPr><w:tblW w:w="9000" w:type="dxa"/></w:tblPr><w:tblGrid><w:gridCol w:w="3000"/><w:gridCol w:w="6000"/></w:tblGrid>)"
    R"(<w:tr><w:tc><w:tcPr><w:tcW w:w="3000" w:type="dxa"/></w:tcPr><w:p><w:r><w:t>Client ID</w:t></w:r></w:p></w:tc>)"
    R"(<w:tc><w:tcPr><w:tcW w:w="6000" w:type="dxa"/></w:tcPr><w:p><w:r><w:t>ni</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>hdi</w:t></w:r></w:p></w:tc></w:tr>)"
    R"(<w:tr><w:tc><w:tcPr><w:tcW w:w="3000" w:type="dxa"/></w:tcPr><w:p><w:r><w:t>Name</w:t></w:r></w:p></w:tc>)"
    R"(<w:tc><w:tcPr><w:tcW w:w="6000" w:type="dxa"/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>)"
    R"(<w:p><w:r><w:t>Scopes: rct:api</w:t></w:r></w:p><w:p><w:r><w:t>☐ ACC ☒ PRD</w:t></w:r></w:p>)"
    R"(<w:p><w:r><w:t>Mail:</w:t></w:r></w:p></w:body></w:document>)";

struct Try {
  std::string name;
  std::string bytes;
  std::vector<std::string> values;
};

int fail(const std::string& what) {
  std::fprintf(stderr, "%s\n", what.c_str());
  return 1;
}

std::string blank_form() {
  const auto json = json::read(std::make_shared<Source>("form", std::string(kForm)), Limits{});
  if (!json.ok()) return {};
  const auto made = docx::blank(View(*json, json->root()), Limits{});
  return made.ok() ? *made : std::string{};
}

std::string plain_form() {
  const auto made = docx::make_package(
      {{"[Content_Types].xml",
        R"(<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>)"},
       {"_rels/.rels",
        R"(<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>)"},
       {"word/document.xml", std::string(kPlain)}});
  return made.ok() ? *made : std::string{};
}

int round_trip(const Try& each, const fs::path& folder) {
  const auto before = docx::read(each.name, each.bytes, Limits{});
  if (!before.ok()) return fail(each.name + ": " + before.error().what);
  if (before->fields.size() != each.values.size()) return fail(each.name + ": other fields");
  std::vector<PartEdit> edits;
  for (std::size_t i = 0; i < each.values.size(); ++i) {
    edits.push_back({{}, before->fields[i].address, each.values[i]});
  }
  const auto written = docx::write(each.bytes, edits, Limits{});
  if (!written.ok()) return fail(each.name + ": " + written.error().what);

  const fs::path in = folder / each.name;
  const fs::path out = folder / "out";
  fs::create_directories(out);
  std::ofstream(in, std::ios::binary) << *written;
  // The folder is the build's own: nothing in it needs quoting beyond this.
  const std::string command = "soffice -env:UserInstallation='file://" +
                              (folder / "profile").string() +
                              "' --headless --convert-to 'docx:MS Word 2007 XML' --outdir '" +
                              out.string() + "' '" + in.string() + "' > /dev/null 2>&1";
  if (std::system(command.c_str()) != 0) return fail(each.name + ": LibreOffice failed");
  std::ifstream file(out / each.name, std::ios::binary);
  const std::string saved{std::istreambuf_iterator<char>(file), {}};
  const auto after = docx::read(each.name, saved, Limits{});
  if (!after.ok()) return fail(each.name + ", saved by LibreOffice: " + after.error().what);
  if (after->fields.size() != each.values.size())
    return fail(each.name + ": LibreOffice lost fields");
  for (std::size_t i = 0; i < each.values.size(); ++i) {
    const FormField& field = after->fields[i];
    if (field.label != before->fields[i].label || field.value != each.values[i]) {
      return fail(each.name + ": `" + field.label + "` is `" + field.value + "`, not `" +
                  each.values[i] + "`");
    }
  }
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) return fail("usage: libreoffice_docx SCRATCH-FOLDER");
  if (std::system("soffice --version > /dev/null 2>&1") != 0) {
    std::printf("*** SKIPPED: there is no LibreOffice (soffice) here, so nothing was tested ***\n");
    return kSkipped;
  }
  const fs::path folder = fs::absolute(argv[1]);
  fs::remove_all(folder);
  fs::create_directories(folder);
  const std::vector<Try> all{
      {"blank.docx",
       blank_form(),
       {"nihdi-hospital-71012345", "un\ndeux & trois", "Production", "true", "false", "2024-05-01",
        "", "71012345", "NIHII-HOSPITAL"}},
      {"plain.docx",
       plain_form(),
       {"nihdi-hospital-71012345", "UZ \"é\" <x>", "rct:api ; webaccess:cacerts", "true", "false",
        "a@b.be"}},
  };
  int passed = 0;
  for (const Try& each : all) {
    if (round_trip(each, folder) != 0) return 1;
    ++passed;
  }
  std::printf("libreoffice %d passed, 0 failed\n", passed);
  return 0;
}
