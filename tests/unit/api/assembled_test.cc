// Submissions that were put together from files, through the facade: findings with their places,
// what was read with doubt, repairs as changes of fields.

#include <filesystem>
#include <fstream>
#include <iterator>

#include <intake/timeline.h>

#include "formats/reading/reading.h"
#include "support/tiny.h"

using namespace intake;
namespace fs = std::filesystem;

namespace {

std::string bytes_of(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

const std::string kRules = R"(
rules:
  - id: client-id-malformed
    severity: error
    at: '$.form.general.clientId'
    required: true
    assert: {matches: '^nihdi-hospital-[0-9]{8}$'}
    message: "client ID is `{value}`"
    fix: {steps: [{verb: lower}], class: safe, because: Case matters.}
  - id: name-padded
    severity: error
    at: '$.form.general.name'
    assert: {matches: '^[^ ]+( [^ ]+)*$'}
    message: "name is `{value}`"
    fix: {steps: [{verb: collapse-space}], class: safe, because: Blanks are no part of it.}
  - id: partner-padded
    severity: error
    at: '$.partner.name'
    assert: {matches: '^[^ ]+( [^ ]+)*$'}
    message: "partner is `{value}`"
    fix: {steps: [{verb: collapse-space}], class: safe, because: Blanks are no part of it.}
  - id: names-differ
    severity: error
    at: '$.form.general.name'
    assert: {equals: {at: '$.form.general.description'}}
    when: {at: '$.form.general.description', present: true}
    message: "name is `{value}`"
  - id: scopes-repeated
    severity: error
    at: '$.form.scopes'
    assert: {unique: true}
    message: scopes are repeated
    fix: {steps: [{verb: remove-duplicates}], class: safe, because: Once is enough.}
)";

/// The forms and the dossier file of the repository, and one small rule set.
Library library() {
  std::vector<RuleFile> files{tiny::file("tiny", kRules)};
  const fs::path top(INTAKE_SOURCE_DIR);
  for (const char* folder : {"rules/forms", "rules/dossiers", "schemas/iam-submission"}) {
    for (const auto& entry : fs::recursive_directory_iterator(top / folder)) {
      if (!entry.is_regular_file()) continue;
      files.push_back({fs::relative(entry.path(), top).string(), bytes_of(entry.path())});
    }
  }
  return Library::from_memory(std::move(files));
}

FormField field(const std::string& section, const std::string& label, const std::string& value,
                std::uint32_t row) {
  FormField made;
  made.section = section;
  made.label = label;
  made.value = value;
  made.address = "cell" + std::to_string(row);
  OriginStep where;
  where.kind = OriginStep::Kind::kSection;
  where.name = section;
  made.steps.push_back(where);
  where.kind = OriginStep::Kind::kTable;
  where.name.clear();
  where.number = 1;
  made.steps.push_back(where);
  where.kind = OriginStep::Kind::kRow;
  where.number = row;
  made.steps.push_back(where);
  return made;
}

struct Form {
  std::string id_label = "Client ID";
  std::string id = "nihdi-hospital-71012345";
  std::string name = "Hospital A";
  std::string description_label = "Client description";
  std::string description;
  std::string scopes = "a ; b";
  std::vector<Notice> notices;
};

Submission submission_of(const Library& from, const Form& form) {
  Reading reading;
  reading.name = "form.docx";
  reading.format = "docx";
  reading.text = "I.AM Connect M2M: form for the configuration of a client in the M2M realm\n";
  reading.notices = form.notices;
  reading.fields = {field("4 General information", form.id_label, form.id, 1),
                    field("4 General information", "Client name", form.name, 2),
                    field("4 General information", form.description_label, form.description, 3),
                    field("5.2 Client scopes", "Client scopes", form.scopes, 4)};
  AssembleOptions options;
  options.now = "2026-05-01T12:00:00Z";
  auto made = from.assemble({{"form.docx", "PK", to_json(reading)}}, options);
  INFO((made.ok() ? "" : made.error().what));
  REQUIRE(made.ok());
  REQUIRE(made->size() == 1);
  return made->front();
}

Repaired must_fix(const CompiledRules& rules, const Submission& submission) {
  auto repaired = rules.fix(submission, {});
  INFO((repaired.ok() ? "" : repaired.error().what));
  REQUIRE(repaired.ok());
  return std::move(*repaired);
}

/// The rules of the findings, those that wait behind `>`.
std::vector<std::string> ids(const Report& report) {
  std::vector<std::string> out;
  for (const Finding& finding : report.findings) {
    out.push_back(finding.rule);
    for (const Finding& waiting : finding.consequences) out.push_back("> " + waiting.rule);
  }
  return out;
}

}  // namespace

TEST_CASE("a finding in a form knows its cell", "[api]") {
  const Library from = library();
  const CompiledRules rules = tiny::must_compile(from, "tiny");
  Form form;
  form.id = "nihdi-hospital-1";
  const Submission submission = submission_of(from, form);
  CHECK(submission.assembled());
  const Report report = rules.check(submission, {});
  CHECK(report.disposition == Disposition::kReject);
  CHECK(ids(report) == std::vector<std::string>{"tiny/client-id-malformed"});
  const Region& region = report.findings.front().region;
  CHECK(region.source == "form.docx");
  CHECK(region.label == "Client ID");
  CHECK(region.excerpt == "Client ID: nihdi-hospital-1");
  CHECK(region.steps.back().number == 1);
  const auto trace = rules.trace(submission, "client-id-malformed", {});
  REQUIRE(trace.ok());
  CHECK(trace->find("(form.docx, section “4 General information”, “Client ID” (table 1, row 1))") !=
        std::string::npos);
}

TEST_CASE("a form in order is accepted", "[api]") {
  const Library from = library();
  const Report report = tiny::must_compile(from, "tiny").check(submission_of(from, {}), {});
  CHECK(ids(report).empty());
  CHECK(report.disposition == Disposition::kAccept);
}

TEST_CASE("what was read with doubt is asked about, not judged and not repaired", "[api]") {
  const Library from = library();
  const CompiledRules rules = tiny::must_compile(from, "tiny");
  Form form;
  form.id_label = "Client code ID";
  form.id = "NIHDI-HOSPITAL-71012345";
  const Submission submission = submission_of(from, form);
  const Report report = rules.check(submission, {});
  CHECK(ids(report) ==
        std::vector<std::string>{"reading/label-doubtful", "> tiny/client-id-malformed"});
  CHECK(report.disposition == Disposition::kIncomplete);
  REQUIRE(report.findings.front().question);
  CHECK(report.findings.front().question->id == "label-doubtful:/form/general/clientId");
  CHECK(report.counts.errors == 0);
  const Repaired repaired = must_fix(rules, submission);
  CHECK(!repaired.changed);
  CHECK(repaired.parts.empty());
  REQUIRE(repaired.report.fixes.size() == 1);
  CHECK(repaired.report.fixes.front().reason.find("Client code ID") != std::string::npos);
  CHECK(repaired.report.disposition == Disposition::kIncomplete);
  // Once a person has said so, it is judged, and repaired.
  CheckOptions answered;
  Answer answer;
  answer.question = "label-doubtful:/form/general/clientId";
  answer.value = "yes";
  answered.answers.push_back(answer);
  CHECK(rules.check(submission, answered).disposition == Disposition::kReject);
  RepairOptions repair;
  repair.check = answered;
  const auto fixed = rules.fix(submission, repair);
  REQUIRE(fixed.ok());
  REQUIRE(fixed->parts.size() == 1);
  CHECK(fixed->parts.front().edits ==
        R"({"edits":[{"address":"cell1","value":"nihdi-hospital-71012345"}]})");
  // It means something else: the value is left out, its field as it is.
  repair.check.answers.front().value = "no";
  const auto denied = rules.fix(submission, repair);
  REQUIRE(denied.ok());
  CHECK(denied->parts.empty());
  CHECK(ids(denied->report) == std::vector<std::string>{"tiny/client-id-malformed"});
  CHECK(denied->report.findings.front().absent);
  // A label in order is judged.
  Form other;
  other.description = "Another";
  other.id_label = "Client ID";
  CHECK(rules.check(submission_of(from, other), {}).disposition == Disposition::kReject);
}

TEST_CASE("what fails only because of a doubtful value waits for the answer", "[api]") {
  const Library from = library();
  const CompiledRules rules = tiny::must_compile(from, "tiny");
  Form form;
  form.description = "Another";
  form.description_label = "Client code description";
  form.id = "wrong";
  const Report report = rules.check(submission_of(from, form), {});
  CHECK(ids(report) == std::vector<std::string>{"reading/label-doubtful", "> tiny/names-differ",
                                                "tiny/client-id-malformed"});
  CHECK(report.counts.errors == 1);
  form.id = "nihdi-hospital-71012345";
  CHECK(rules.check(submission_of(from, form), {}).disposition == Disposition::kIncomplete);
}

TEST_CASE("repairs of a form are changes of its fields", "[api]") {
  const Library from = library();
  const CompiledRules rules = tiny::must_compile(from, "tiny");
  Form form;
  form.id = "NIHDI-HOSPITAL-71012345";
  form.name = "Hospital  A";
  form.scopes = "a ; b ; a";
  const Submission submission = submission_of(from, form);
  // A list that stands in one cell is offered as the cell.
  const Report report = rules.check(submission, {});
  REQUIRE(report.findings.back().fix);
  CHECK(report.findings.back().fix->before == "a ; b ; a");
  CHECK(report.findings.back().fix->after == "a ; b");
  const Repaired repaired = must_fix(rules, submission);
  CHECK(repaired.changed);
  CHECK(repaired.report.disposition == Disposition::kAccept);
  REQUIRE(repaired.parts.size() == 1);
  const PartChanges& part = repaired.parts.front();
  CHECK(part.name == "form.docx");
  const auto edits = edits_from_json(part.edits, {});
  REQUIRE(edits.ok());
  CHECK(*edits == std::vector<PartEdit>{{{}, "cell1", "nihdi-hospital-71012345"},
                                        {{}, "cell2", "Hospital A"},
                                        {{}, "cell4", "a ; b"}});
  CHECK(repaired.diff ==
        "--- form.docx\n+++ form.docx\n"
        "@@ section “4 General information”, “Client ID” (table 1, row 1) @@\n"
        "-NIHDI-HOSPITAL-71012345\n+nihdi-hospital-71012345\n"
        "@@ section “4 General information”, “Client name” (table 1, row 2) @@\n"
        "-Hospital  A\n+Hospital A\n"
        "@@ section “5.2 Client scopes”, “Client scopes” (table 1, row 4) @@\n"
        "-a ; b ; a\n+a ; b\n");
  // What follows from a value follows from the repaired one, and reading the form again says so.
  form.id = "nihdi-hospital-71012345";
  form.name = "Hospital A";
  form.scopes = "a ; b";
  const auto meant = Submission::read("", repaired.written, {}, "json");
  REQUIRE(meant.ok());
  CHECK(meant->same_values(submission_of(from, form)));
  // The report says it by the label of the field.
  RenderOptions render;
  render.fixing = true;
  const std::string text = render_text({&repaired.report, 1}, render);
  CHECK(text.find("fixed: form.docx, section “4 General information”, “Client ID” (table 1, row "
                  "1) [tiny/client-id-malformed]\n"
                  "      - NIHDI-HOSPITAL-71012345\n"
                  "      + nihdi-hospital-71012345\n") != std::string::npos);
}

TEST_CASE("places in the report of a repaired form are those of what stands there then", "[api]") {
  const Library from = library();
  const CompiledRules rules = tiny::must_compile(from, "tiny");
  Form form;
  form.name = "Hospital  A";
  form.description = "Another";
  const Repaired repaired = must_fix(rules, submission_of(from, form));
  CHECK(ids(repaired.report) == std::vector<std::string>{"tiny/names-differ"});
  CHECK(repaired.report.findings.front().region.excerpt == "Client name: Hospital A");
}

TEST_CASE("notices of a reader are findings", "[api]") {
  const Library from = library();
  const CompiledRules rules = tiny::must_compile(from, "tiny");
  struct Row {
    NoticeCode code;
    const char* rule;
    Disposition disposition;
  };
  const std::vector<Row> rows{
      {NoticeCode::kMacros, "reading/macros", Disposition::kAcceptWithNotes},
      {NoticeCode::kTrackedChanges, "reading/tracked-changes", Disposition::kAcceptWithNotes},
      {NoticeCode::kTextLost, "reading/text-lost", Disposition::kAcceptWithNotes},
      {NoticeCode::kEncrypted, "reading/part-encrypted", Disposition::kIncomplete},
      {NoticeCode::kPrivateKey, "reading/private-key", Disposition::kReject},
  };
  for (const Row& row : rows) {
    INFO(row.rule);
    Form form;
    form.notices = {{row.code, "", "", {}}};
    const Submission submission = submission_of(from, form);
    const Report report = rules.check(submission, {});
    CHECK(ids(report) == std::vector<std::string>{row.rule});
    CHECK(report.disposition == row.disposition);
    // Without rules it is said as well, and once.
    Report undecided = undecided_report("a", {}, "2026-05-01T12:00:00Z", Language::kEn);
    add_reading(undecided, submission);
    add_reading(undecided, submission);
    CHECK(ids(undecided) == std::vector<std::string>{row.rule});
    CHECK(undecided.disposition != Disposition::kAccept);
    CHECK(undecided.disposition != Disposition::kAcceptWithNotes);
    const Timeline timeline = from.timeline(submission, "tiny", tiny::at_noon(), {});
    REQUIRE(timeline.states.size() == 1);
    CHECK(timeline.states.front().report.disposition == row.disposition);
  }
}

TEST_CASE("the YAML of a form reads back as the same values", "[api]") {
  const Library from = library();
  Form form;
  form.id_label = "Client code ID";
  const Submission submission = submission_of(from, form);
  for (const Language language : {Language::kEn, Language::kDe}) {
    const auto yaml = submission.convert("yaml", language);
    REQUIRE(yaml.ok());
    INFO(*yaml);
    CHECK(yaml->find("4 General information") != std::string::npos);
    const auto again = Submission::read("a.yaml", *yaml, {});
    REQUIRE(again.ok());
    CHECK(again->same_values(submission));
  }
  const auto json = submission.convert("json");
  REQUIRE(json.ok());
  CHECK(json->find("General information") == std::string::npos);
}
