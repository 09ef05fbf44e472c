// The blank form of each language, filled in as a hospital would, is read again and accepted.
#include <intake/reader.h>

#include <map>
#include <string>
#include <vector>

#include <intake/intake.h>
#include <intake/questions.h>

#include "formats/json/json.h"
#include "formats/reading/reading.h"
#include "support/catch.h"

namespace {

using namespace intake;

constexpr const char* kNow = "2026-05-01T00:00:00Z";

/// What is filled in, by the name of the field; of a choice its value.
const std::map<std::string, std::string> kFilled{
    {"environment", "acceptance"},
    {"partner", "UZ Voorbeeld"},
    {"partner-kind", "hospital"},
    {"user-groups", "Surgeons and nurses of the operating theatre"},
    {"end-users", "false"},
    {"groups[0].target-group-name", "UZ Voorbeeld"},
    {"groups[0].target-group-kind", "hospital"},
    {"groups[0].target-group-identifier-type", "NIHII-HOSPITAL"},
    {"client-id", "nihdi-hospital-71000436"},
    {"client-name", "UZ Voorbeeld"},
    {"existing-client", "false"},
    {"identifier", "71000436"},
    {"identifier-type", "NIHII-HOSPITAL"},
    {"scopes", "rct:api\nwebaccess:cacerts"},
};

/// name of a field -> value -> text that the form shows, from its description.
std::map<std::string, std::map<std::string, std::string>> shown_choices(View form) {
  std::map<std::string, std::map<std::string, std::string>> shown;
  const auto add = [&](View field, const std::string& name) {
    const View choices = field.member("choices");
    for (std::uint32_t i = 0; i < choices.size(); ++i) {
      const View choice = choices.at(i);
      shown[name].emplace(choice.member("value").text(), choice.member("text").text());
    }
  };
  const View sections = form.member("sections");
  for (std::uint32_t i = 0; i < sections.size(); ++i) {
    const View fields = sections.at(i).member("fields");
    for (std::uint32_t j = 0; j < fields.size(); ++j) {
      add(fields.at(j), std::string(fields.at(j).member("name").text()));
    }
    const View grid = sections.at(i).member("grid");
    const View columns = grid.member("columns");
    for (std::uint32_t j = 0; j < columns.size(); ++j) {
      add(columns.at(j), std::string(grid.member("name").text()) + "[0]." +
                             std::string(columns.at(j).member("name").text()));
    }
  }
  return shown;
}

struct Forms {
  Forms() : library(Library::from_folder(INTAKE_SOURCE_DIR "/rules", {})) {
    REQUIRE(library.ok());
    options.now = kNow;
    Compiled compiled = library->compile("ctr-rest", options);
    REQUIRE(compiled.rules);
    rules = *compiled.rules;
  }

  std::string blank(Language language) const {
    const auto form = library->blank_form(rules, "", language, options);
    REQUIRE(form.ok());
    auto made = make_form(form->description, {});
    if (!made.ok()) INFO(made.error().what);
    REQUIRE(made.ok());
    return std::move(made).value();
  }

  /// Writes values into the fields of a blank form; every one of them has to be there.
  std::string fill(const std::string& blank, std::map<std::string, std::string> values,
                   Language language) const {
    const auto form = library->blank_form(rules, "", language, options);
    REQUIRE(form.ok());
    const auto description =
        json::read(std::make_shared<const Source>("form", form->description), {});
    REQUIRE(description.ok());
    const auto shown = shown_choices(View(*description, description->root()));
    const auto reading = read_part("form.docx", blank, {});
    REQUIRE(reading.ok());
    const auto found = reading_from_json(*reading, {});
    REQUIRE(found.ok());
    std::vector<PartEdit> edits;
    for (const FormField& field : found->fields) {
      CHECK(field.value.empty());
      const auto value = values.find(field.name);
      if (value == values.end()) continue;
      std::string text = value->second;
      if (const auto choices = shown.find(field.name); choices != shown.end()) {
        REQUIRE(choices->second.contains(text));
        text = choices->second.at(text);
      }
      edits.push_back({{}, field.address, text});
      values.erase(value);
    }
    for (const auto& [name, value] : values) FAIL_CHECK("there is no field " << name);
    auto filled = write_part("form.docx", blank, to_json(edits), {});
    if (!filled.ok()) INFO(filled.error().what);
    REQUIRE(filled.ok());
    return std::move(filled).value();
  }

  Submission read(const std::string& bytes) const {
    auto reading = read_part("form.docx", bytes, {});
    REQUIRE(reading.ok());
    return read(bytes, std::move(reading).value());
  }

  Submission read(const std::string& bytes, std::string reading) const {
    AssembleOptions assemble;
    assemble.now = kNow;
    std::vector<DossierFile> files;
    files.push_back({"form.docx", bytes, std::move(reading)});
    const auto submissions = library->assemble(std::move(files), assemble);
    REQUIRE(submissions.ok());
    REQUIRE(submissions->size() == 1);
    return submissions->front();
  }

  Report check(const Submission& submission, Language language) const {
    CheckOptions check;
    check.language = language;
    check.parts = {"form"};
    return rules.check(submission, check);
  }

  Result<Library> library;
  CompileOptions options;
  CompiledRules rules;
};

}  // namespace

TEST_CASE("a blank Word form that is filled in is read back and accepted", "[forms]") {
  const Forms forms;
  for (const Language language : {Language::kEn, Language::kFr, Language::kNl, Language::kDe}) {
    INFO(language_name(language));
    const std::string blank = forms.blank(language);
    const std::string filled = forms.fill(blank, kFilled, language);
    const Submission submission = forms.read(filled);
    const Report report = forms.check(submission, language);
    INFO(*submission.convert("yaml"));
    INFO(render_text({&report, 1}, {}));
    CHECK(report.disposition == Disposition::kAccept);
    CHECK(report.findings.empty());

    const Report empty = forms.check(forms.read(blank), language);
    CHECK(empty.disposition == Disposition::kReject);
  }
}

TEST_CASE("an answer is written into the field that the form has for it", "[forms]") {
  const Forms forms;
  std::map<std::string, std::string> most = kFilled;
  most.erase("existing-client");
  most["client-id"] += "-crt";  // only right for a second client
  const std::string bytes = forms.fill(forms.blank(Language::kNl), most, Language::kNl);
  const Submission submission = forms.read(bytes);
  CHECK(forms.check(submission, Language::kNl).disposition == Disposition::kIncomplete);

  RepairOptions repair;
  repair.check.parts = {"form"};
  Answer exists;
  exists.question = "client-exists";
  exists.value = "ja";
  Answer reusable;
  reusable.question = "client-reusable";
  reusable.value = "nee";
  repair.check.answers = {exists, reusable};
  const auto repaired = forms.rules.fix(submission, repair);
  if (!repaired.ok()) INFO(repaired.error().what);
  REQUIRE(repaired.ok());
  CHECK(repaired->report.disposition == Disposition::kAccept);
  REQUIRE(repaired->parts.size() == 1);
  const auto written = write_part("form.docx", bytes, repaired->parts.front().edits, {});
  REQUIRE(written.ok());
  const Submission again = forms.read(*written);
  CHECK(forms.check(again, Language::kNl).disposition == Disposition::kAccept);
  CHECK_THAT(*again.convert("json"), Catch::Contains("\"exists\": true"));
  CHECK_THAT(*again.convert("json"), Catch::Contains("\"reusable\": false"));
}

TEST_CASE("whether a label was understood can be answered", "[forms]") {
  const Forms forms;
  const std::string bytes = forms.fill(forms.blank(Language::kNl), kFilled, Language::kNl);
  const auto read = read_part("form.docx", bytes, {});
  REQUIRE(read.ok());
  auto reading = reading_from_json(*read, {});
  REQUIRE(reading.ok());
  for (FormField& field : reading->fields) {
    if (field.name != "end-users") continue;
    field.name.clear();
    field.label = "Eindgebruikers individueel";
  }
  const Submission submission = forms.read(bytes, to_json(*reading));
  CheckOptions options;
  options.parts = {"form"};
  const Report doubtful = forms.rules.check(submission, options);
  CHECK(doubtful.disposition == Disposition::kIncomplete);
  const std::vector<const Finding*> open = open_questions(doubtful);
  REQUIRE(open.size() == 1);
  CHECK(open.front()->rule == "reading/label-doubtful");

  Answer answer;
  answer.question = open.front()->question->id;
  answer.value = "yes";
  answer.by = "Ann";
  options.answers = {answer};
  const Report sure = forms.rules.check(submission, options);
  CHECK(sure.disposition == Disposition::kAccept);
  REQUIRE(sure.answers.size() == 1);
  CHECK(sure.answers.front().by == "Ann");

  options.answers.front().value = "no";  // the value is dropped
  const Report dropped = forms.rules.check(submission, options);
  for (const Finding* finding : open_questions(dropped)) {
    CHECK(finding->rule != "reading/label-doubtful");
  }
  CHECK(dropped.counts.pass < sure.counts.pass);
}

TEST_CASE("a blank YAML form that is filled in is accepted", "[forms]") {
  const Forms forms;
  const std::pair<const char*, const char*> filled[] = {
      {"environment:", "acceptance"},
      {"clientId:", "nihdi-hospital-71000436"},
      {"identifier:", "'71000436'"},
      {"type:", "NIHII-HOSPITAL"},
      {"scopes: []", "['rct:api', 'webaccess:cacerts']"},
      {"endUsers:", "false"},
      {"exists:", "false"},
      {"userGroups:", "Surgeons"},
      {"identifierType:", "NIHII-HOSPITAL"},
  };
  for (const Language language : {Language::kEn, Language::kFr, Language::kNl, Language::kDe}) {
    const auto form = forms.library->blank_form(forms.rules, "", language, forms.options);
    REQUIRE(form.ok());
    std::string text = form->yaml;
    for (const auto& [key, value] : filled) {
      const std::string line = std::string(" ") + key + "\n";
      std::size_t at = text.find(line);
      if (at == std::string::npos) at = text.find(std::string("\n") + key + "\n");
      INFO(text << key);
      REQUIRE(at != std::string::npos);
      const std::string name = std::string(key).substr(0, std::string(key).find(':') + 1);
      text.replace(at + 1, std::string(key).size(), name + " " + value);
    }
    // Both names, and both kinds.
    for (const char* key : {"name:", "kind:"}) {
      for (std::size_t at = 0;
           (at = text.find(std::string(key) + "\n", at)) != std::string::npos;) {
        const std::string value = std::string(key) == "name:" ? " UZ Voorbeeld" : " hospital";
        text.insert(at + std::string(key).size(), value);
      }
    }
    const auto submission = Submission::read("form.yaml", text, {});
    INFO(text);
    REQUIRE(submission.ok());
    CheckOptions check;
    check.parts = {"form"};
    const Report report = forms.rules.check(*submission, check);
    INFO(render_text({&report, 1}, {}));
    CHECK(report.disposition == Disposition::kAccept);
  }
}
