#include <memory>

#include "formats/json/json.h"
#include "word.h"

namespace intake {
namespace {

using namespace word;

constexpr std::string_view kForm = R"({
  "title": "Aanvraag <M2M> & co", "language": "nl",
  "intro": ["Vul in."], "notes": ["Geen privésleutels."],
  "sections": [
    {"heading": "4. General information", "guidance": "Over uw software", "fields": [
      {"name": "general.clientId", "label": "Client ID", "kind": "text",
       "guidance": "nihdi-hospital- en 8 cijfers", "placeholder": "nihdi-hospital-"},
      {"name": "general.description", "label": "Beschrijving", "kind": "multiline"},
      {"name": "environment", "label": "Omgeving", "kind": "choice",
       "choices": [{"value": "acceptance", "text": "Acceptatie"}, {"value": "production", "text": "Productie"}]},
      {"name": "scopes", "label": "Scopes", "kind": "checkboxes",
       "choices": [{"value": "rct:api", "text": "rct:api"}, {"value": "webaccess:cacerts", "text": ""}]},
      {"name": "contacted", "label": "Gecontacteerd", "kind": "checkbox"},
      {"name": "since", "label": "Sinds", "kind": "date"}]},
    {"heading": "5.1 Credentials", "grid": {"name": "credentials", "rows": 2, "columns": [
      {"name": "identifier", "label": "Identifier", "kind": "text"},
      {"name": "type", "label": "Type", "kind": "choice", "choices": [{"value": "NIHII-HOSPITAL"}]}]}}]
})";

Result<std::string> make(std::string_view json) {
  const auto document = json::read(std::make_shared<Source>("form", std::string(json)), Limits{});
  REQUIRE(document.ok());
  return docx::blank(View(*document, document->root()), Limits{});
}

std::string must_make(std::string_view json) {
  auto made = make(json);
  INFO((made.ok() ? "" : made.error().what));
  REQUIRE(made.ok());
  return std::move(*made);
}

}  // namespace

TEST_CASE("docx: a blank form is read as it was described, and is empty") {
  const std::string bytes = must_make(kForm);
  CHECK(must_make(kForm) == bytes);
  const Reading reading = must_read(bytes);
  const std::string general = "4. General information > ";
  const std::string credentials = "5.1 Credentials > ";
  CHECK(
      summaries(reading) ==
      std::vector<std::string>{
          general + "Client ID {general.clientId} = ",
          general + "Beschrijving {general.description} = ", general + "Omgeving {environment} = ",
          general + "Scopes {scopes=rct:api} (rct:api) = false",
          general + "Scopes {scopes=webaccess:cacerts} (webaccess:cacerts) = false",
          general + "Gecontacteerd {contacted} = false", general + "Sinds {since} = ",
          credentials + " [Identifier] {credentials[0].identifier} = ",
          credentials + " [Type] {credentials[0].type} = ",
          credentials + " [Identifier] {credentials[1].identifier} = ",
          credentials + " [Type] {credentials[1].type} = "});
  CHECK(reading.fields[2].choices == std::vector<std::string>{"Acceptatie", "Productie"});
  CHECK(reading.notices.empty());
  CHECK(reading.text.starts_with("Aanvraag <M2M> & co\nVul in.\n"));
  CHECK(reading.text.find("Geen privésleutels.") != std::string::npos);
}

TEST_CASE("docx: a blank form is filled in and read back") {
  const std::string bytes = must_make(kForm);
  const std::vector<std::string> values{"nihdi-hospital-71012345",
                                        "een\ntwee & drie",
                                        "Productie",
                                        "true",
                                        "true",
                                        "true",
                                        "2024-05-01",
                                        "71012345",
                                        "NIHII-HOSPITAL",
                                        "71032209",
                                        "NIHII-HOSPITAL"};
  std::vector<PartEdit> edits;
  const Reading before = must_read(bytes);
  REQUIRE(before.fields.size() == values.size());
  for (std::size_t i = 0; i < values.size(); ++i) {
    edits.push_back({{}, before.fields[i].address, values[i]});
  }
  const auto written = docx::write(bytes, edits, Limits{});
  REQUIRE(written.ok());
  const Reading after = must_read(*written);
  for (std::size_t i = 0; i < values.size(); ++i) CHECK(after.fields[i].value == values[i]);
}

TEST_CASE("docx: a form that is made with its values") {
  const std::string bytes = must_make(R"({"title": "T", "sections": [{"fields": [
    {"name": "a", "label": "A", "kind": "text", "value": "x & y"},
    {"name": "b", "label": "B", "kind": "choice", "value": "1", "choices": [{"value": "1", "text": "One"}]},
    {"name": "c", "label": "C", "kind": "checkboxes", "value": ["q"], "choices": [{"value": "p"}, {"value": "q"}]},
    {"name": "d", "label": "D", "kind": "checkbox", "value": true},
    {"name": "e", "label": "E", "kind": "date", "value": "2024-05-01"}]}]})");
  CHECK(summaries(must_read(bytes)) ==
        std::vector<std::string>{"T > A {a} = x & y", "T > B {b} = One", "T > C {c=p} (p) = false",
                                 "T > C {c=q} (q) = true", "T > D {d} = true",
                                 "T > E {e} = 2024-05-01"});
}

TEST_CASE("docx: a form with more fields than the limit is not made") {
  const auto document = json::read(std::make_shared<Source>("form", std::string(kForm)), Limits{});
  REQUIRE(document.ok());
  Limits limits;
  limits.form_fields = 11;
  CHECK(docx::blank(View(*document, document->root()), limits).ok());
  limits.form_fields = 10;
  CHECK_FALSE(docx::blank(View(*document, document->root()), limits).ok());
}

TEST_CASE("docx: descriptions that are wrong") {
  for (const std::string_view json :
       {R"([])", R"({"sections": [{"fields": [{"label": "A"}]}]})",
        R"({"sections": [{"fields": [{"name": "a", "kind": "textt"}]}]})",
        R"({"sections": [{"fields": [{"name": "a", "kind": "checkboxes"}]}]})",
        R"({"sections": [{"grid": {"name": "a"}}]})",
        R"({"sections": [{"grid": {"name": "a", "columns": [{"name": "b"}], "rows": 0}}]})"}) {
    INFO(json);
    const auto made = make(json);
    REQUIRE_FALSE(made.ok());
    CHECK(made.error().code == ErrorCode::kUsage);
  }
}

}  // namespace intake
