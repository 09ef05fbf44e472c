// How submissions that were put together from files are reported: places, findings of the reading,
// the YAML that shows where each value was read.

#include "eval/region.h"
#include "formats/yaml/yaml.h"
#include "report/annotated_yaml.h"
#include "report/field_diff.h"
#include "report/place.h"
#include "report/reading_catalogue.h"
#include "report/reading_findings.h"
#include "schema/schema.h"
#include "support/assembled.h"
#include "support/tiny.h"

using namespace intake;
using namespace intake::assembled;
using Step = OriginStep::Kind;

namespace {

Region region(const std::vector<OriginStep>& steps, const std::string& label) {
  Region made;
  made.source = "a";
  made.steps = steps;
  made.label = label;
  return made;
}

ReadingRemark remark(RemarkCode code, const std::string& pointer, Origin place) {
  ReadingRemark made;
  made.code = code;
  made.pointer = pointer;
  made.place = std::move(place);
  return made;
}

ReadingRemark doubt(const std::string& pointer) {
  Origin place = cell("Klantcode", "K", 2);
  place.confidence = 72;
  ReadingRemark made = remark(RemarkCode::kLabelDoubtful, pointer, place);
  made.args = {{"meaning.en", "Client ID"}, {"meaning.nl", "Client-ID"}};
  made.question = RemarkQuestion{};
  return made;
}

Finding failing(const std::string& rule, const std::string& pointer, std::uint8_t confidence) {
  Finding finding;
  finding.rule = rule;
  finding.pointer = pointer;
  finding.message = "m";
  finding.region = region({step(Step::kTable, "", 1)}, "Klantcode");
  finding.region.confidence = confidence;
  return finding;
}

Report report_of(const std::vector<Finding>& findings) {
  Report report;
  report.submission = "mail.eml";
  report.now = "2026-05-01T12:00:00Z";
  report.rule_set = RuleSetRef{"tiny", "1.0.0", "Tiny"};
  report.findings = findings;
  report.counts.fail = static_cast<std::uint32_t>(findings.size());
  report.counts.errors = report.counts.fail;
  report.disposition = Disposition::kReject;
  return report;
}

}  // namespace

TEST_CASE("places in words", "[report]") {
  struct Row {
    Region region;
    Language language;
    const char* words;
  };
  Region text = region({step(Step::kPart, "b.yaml")}, "");
  text.line = 3;
  text.column = 5;
  const std::vector<OriginStep> deep{
      step(Step::kPart, "form.docx"), step(Step::kSection, "4 General\ninformation"),
      step(Step::kTable, "", 1), step(Step::kRow, "", 2), step(Step::kColumn, "Type", 3)};
  const std::vector<Row> rows{
      {region(deep, "Client ID"), Language::kEn,
       "a » form.docx, section “4 General information”, “Client ID” (table 1, row 2, column 3 "
       "“Type”)"},
      {region(deep, ""), Language::kDe,
       "a » form.docx, Abschnitt „4 General information“, Tabelle 1, Zeile 2, Spalte 3 „Type“"},
      {region({step(Step::kHeader, "Subject")}, "Subject"), Language::kEn, "a, “Subject”"},
      {region({step(Step::kHeader, "To")}, ""), Language::kEn, "a, header “To”"},
      {region({step(Step::kBody, "")}, ""), Language::kNl, "a, tekst van de mail"},
      {region({step(Step::kCertificate, "", 2), step(Step::kMember, "notAfter")}, ""),
       Language::kEn, "a, certificate 2, “notAfter”"},
      {region({step(Step::kPage, "", 2), step(Step::kField, "x.y")}, ""), Language::kFr,
       "a, page 2, champ « x.y »"},
      {region({step(Step::kAnswer, "Ann")}, ""), Language::kEn, "a, answer of “Ann”"},
      {text, Language::kEn, "a » b.yaml:3:5"},
      {region({}, ""), Language::kEn, "a"},
      {Region{}, Language::kEn, ""},
      {region({}, std::string(100, 'x')), Language::kEn,
       "a, “xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…”"},
  };
  for (const Row& row : rows) CHECK(place_words(row.region, row.language) == row.words);
}

TEST_CASE("the line of a cell that holds the value is shown", "[report]") {
  struct Row {
    const char* text;
    const char* value;
    const char* excerpt;
    std::uint32_t column, end_column;
  };
  const std::vector<Row> rows{
      {"one", "one", "L: one", 4, 7},
      {"one two", "two", "L: one two", 8, 11},
      {"one\ntwo\nthree", "two", "L: two", 4, 7},
      {"one\r\ntwo", "two", "L: two", 4, 7},
      {"one\ntwo", "one\ntwo", "L: one", 4, 7},
      {"yes", "true", "L: yes", 4, 7},
      {"one\ntwo", "other", "L: one", 4, 7},
      {"", "", "L: ", 4, 4},
      {"é漢é", "漢", "L: é漢é", 5, 6},
  };
  for (const Row& row : rows) {
    INFO(row.text);
    const Region shown = region_of(cell("L", row.text, 1), row.value);
    CHECK(shown.excerpt == row.excerpt);
    CHECK(shown.column == row.column);
    CHECK(shown.end_column == row.end_column);
    CHECK(shown.line == 0);
  }
  const std::string word = "needle";
  const std::string pad(5'000, 'x');
  const Region cut = region_of(cell("L", pad + word + pad, 1), word);
  CHECK(cut.excerpt.size() < 1'000);
  CHECK(cut.excerpt.substr(cut.column - cut.excerpt_column, word.size()) == word);
}

TEST_CASE("a finding in a form, in each format", "[report]") {
  Finding finding = failing("tiny/one", "/id", 78);
  finding.region = region_of(cell("Client ID", "nihdi-hospital-7101234", 2), "");
  finding.region.confidence = 95;
  Report report = report_of({finding});
  const std::string text = render_text({&report, 1}, {});
  CHECK(text.find("  --> mail.eml » form.docx, section “4 General information”,\n"
                  "      “Client ID” (table 1, row 2), read with 95 % confidence /id [tiny/one]\n"
                  "   |\n"
                  "   | Client ID: nihdi-hospital-7101234\n"
                  "   |            ^^^^^^^^^^^^^^^^^^^^^^\n") != std::string::npos);
  const std::string json = render_ndjson({&report, 1}, {});
  CHECK(
      json.find(R"("region":{"source":"mail.eml","steps":[{"kind":"part","name":"form.docx"},)"
                R"({"kind":"section","name":"4 General information"},{"kind":"table","number":1},)"
                R"({"kind":"row","number":2}],"label":"Client ID","confidence":95,"column":12,)"
                R"("endColumn":34,"excerpt":"Client ID: nihdi-hospital-7101234",)"
                R"("excerptColumn":1})") != std::string::npos);
  const std::string sarif = render_sarif({&report, 1}, {});
  CHECK(sarif.find("startLine") == std::string::npos);
  CHECK(sarif.find(R"("uri": "mail.eml")") != std::string::npos);
  CHECK(
      sarif.find(R"("fullyQualifiedName": "mail.eml » form.docx, section “4 General information”,)"
                 R"x( “Client ID” (table 1, row 2)")x") != std::string::npos);
  CHECK(sarif.find(R"("kind": "row")") != std::string::npos);
}

TEST_CASE("every remark has its words in every language", "[report]") {
  for (std::size_t i = 0; i < static_cast<std::size_t>(RemarkCode::kCount); ++i) {
    ReadingRemark one = remark(static_cast<RemarkCode>(i), "/id", cell("Label", "Text", 1));
    one.args = {{"meaning", "Meaning"}, {"name", "form.docx"}, {"value", "V"}, {"other", "O"}};
    one.others = {cell("Other", "O", 2)};
    one.question = RemarkQuestion{};
    for (const Language language : {Language::kEn, Language::kFr, Language::kNl, Language::kDe}) {
      const Finding finding = reading_finding(one, language);
      INFO(finding.rule);
      for (const std::string& words : {finding.message, finding.why, finding.help}) {
        INFO(words);
        CHECK(!words.empty());
        CHECK(words.find_first_of("{}[]") == std::string::npos);
      }
      CHECK(!finding.message.ends_with('.'));
      CHECK(finding.why.ends_with('.'));
      CHECK(finding.help.ends_with('.'));
      CHECK(finding.verdict != Verdict::kPass);
      // What could not be evaluated keeps a submission from being accepted.
      CHECK((finding.verdict == Verdict::kFail || !finding.reason.empty()));
      if (finding.question) CHECK(finding.question->text.ends_with('?'));
    }
  }
}

TEST_CASE("words of remarks", "[report]") {
  CHECK(reading_words(doubt("/id"), Language::kEn) ==
        "`Klantcode` was read as “Client ID” (72 % sure)");
  CHECK(reading_words(doubt("/id"), Language::kNl) ==
        "`Klantcode` werd gelezen als “Client-ID” (72 % zeker)");
  // No French word for it: the English one.
  CHECK(reading_words(doubt("/id"), Language::kFr) ==
        "`Klantcode` a été lu comme « Client ID » (sûr à 72 %)");
  const Finding finding = reading_finding(doubt("/id"), Language::kEn);
  REQUIRE(finding.question);
  CHECK(finding.question->id == "label-doubtful:/id");
  CHECK(finding.question->text == "Does `Klantcode` mean “Client ID”?");
  ReadingRemark unreadable = remark(RemarkCode::kPartUnreadable, "", cell("", "", 0));
  unreadable.args = {{"name", "a.docx"}};
  CHECK(reading_words(unreadable, Language::kEn) == "`a.docx` could not be read");
  unreadable.args.emplace_back("detail", "it is cut off");
  CHECK(reading_words(unreadable, Language::kEn) == "`a.docx` could not be read: it is cut off");
  ReadingRemark differ = remark(RemarkCode::kPartsDiffer, "/id", cell("Name", "A", 1));
  differ.others = {cell("Naam", "B", 9)};
  CHECK(reading_words(differ, Language::kEn) ==
        "“Name” is `A` here, but `B` in mail.eml » form.docx, section “4 General information”, "
        "“Naam” (table 1, row 9)");
  ReadingRemark unknown =
      remark(RemarkCode::kFieldNotUnderstood, "", cell("L", std::string(500, 'x'), 1));
  CHECK(reading_words(unknown, Language::kEn).size() < 300);
}

TEST_CASE("what was read with doubt is neither rejected nor accepted", "[report]") {
  struct Row {
    std::vector<Finding> findings;
    std::vector<ReadingRemark> remarks;
    Doubts doubts;
    Disposition disposition;
    std::vector<std::string> shown;
  };
  const std::string question =
      "reading/label-doubtful /id: `Klantcode` was read as “Client ID” "
      "(72 % sure)";
  const std::vector<Row> rows{
      {{}, {doubt("/id")}, {}, Disposition::kIncomplete, {question}},
      {{failing("t/a", "/id", 72)},
       {doubt("/id")},
       {},
       Disposition::kIncomplete,
       {question, "> t/a /id: m"}},
      {{failing("t/a", "/id/x", 72)},
       {doubt("/id")},
       {},
       Disposition::kIncomplete,
       {question, "> t/a /id/x: m"}},
      {{failing("t/a", "/other", 100)},
       {doubt("/id")},
       {{{"t/a", "/other"}, "/id"}},
       Disposition::kIncomplete,
       {question, "> t/a /other: m"}},
      {{failing("t/a", "/other", 100)},
       {doubt("/id")},
       {},
       Disposition::kReject,
       {question, "t/a /other: m"}},
      // Nobody asks about it, but it is not rejected either.
      {{failing("t/a", "/id", 72)}, {}, {}, Disposition::kIncomplete, {"t/a /id: m"}},
      {{failing("t/a", "/id", 95)}, {}, {}, Disposition::kReject, {"t/a /id: m"}},
      {{},
       {remark(RemarkCode::kFieldNotUnderstood, "", cell("L", "x", 1))},
       {},
       Disposition::kAcceptWithNotes,
       {"reading/field-not-understood : `L` is no field that is known here; what stands there was "
        "left out: `x`"}},
      {{},
       {remark(RemarkCode::kPrivateKey, "", cell("L", "", 1))},
       {},
       Disposition::kReject,
       {"reading/private-key : `mail.eml » form.docx` holds a private key or the secret part of a "
        "key; nothing of it was kept"}},
  };
  for (const Row& row : rows) {
    Report report = report_of(row.findings);
    add_reading_findings(report, row.remarks, row.doubts, {});
    CHECK(tiny::findings(report) == row.shown);
    CHECK(report.disposition == row.disposition);
    const Counts& counts = report.counts;
    CHECK(counts.fail == counts.errors + counts.warnings + counts.notes);
    CHECK(counts.fail + counts.indeterminate == row.shown.size());
  }
}

TEST_CASE("without rules, what was read is told and nothing accepted", "[report]") {
  Report report = undecided_report("mail.eml", {}, "2026-05-01T12:00:00Z", Language::kEn);
  add_reading_findings(report, {remark(RemarkCode::kMacros, "", cell("", "", 0))}, {}, {});
  CHECK(report.disposition == Disposition::kIncomplete);
  CHECK(render_text({&report, 1}, {}).find("[reading/macros]") != std::string::npos);
  add_reading_findings(report, {remark(RemarkCode::kPrivateKey, "", cell("", "", 0))}, {}, {});
  CHECK(report.disposition == Disposition::kReject);
}

TEST_CASE("more remarks than findings are kept are counted", "[report]") {
  std::vector<ReadingRemark> many(30,
                                  remark(RemarkCode::kFieldNotUnderstood, "", cell("L", "x", 1)));
  many.push_back(remark(RemarkCode::kPrivateKey, "", cell("", "", 0)));
  Limits limits;
  limits.findings = 20;
  Report report = report_of({});
  add_reading_findings(report, many, {}, limits);
  CHECK(report.counts.suppressed == 10);
  CHECK(report.counts.notes == 30);
  CHECK(report.findings.size() == 21);
  CHECK(report.disposition == Disposition::kReject);
}

TEST_CASE("the YAML that shows the reading", "[report]") {
  Origin doubtful = cell("Klantcode", "a\x1b", 1);
  doubtful.confidence = 72;
  Origin list = cell("Scopes", "a, b", 2);
  Origin derived = cell("Subject", "s", 3);
  derived.how = Origin::How::kDerived;
  Origin body;
  body.source = "mail.eml";
  body.steps = {step(Step::kBody, "")};
  body.text = "one\ntwo\n";
  std::vector<std::pair<std::string, Origin>> places{{"/id", doubtful},
                                                     {"/scopes", list},
                                                     {"/environment", derived},
                                                     {"/body", body},
                                                     {"/rows/0/a", cell("A", "1", 5)},
                                                     {"/names/0", cell("Name", "n", 6)}};
  add_text(places, "/yaml", "form.yaml", "k: 1\n");
  const std::string json =
      R"({"id":"a\u001b","scopes":["a","b"],"environment":"acceptance","body":"one\ntwo\n",)"
      R"("rows":[{"a":1}],"names":["m"],"yaml":{"k":1},"free":[]})";
  const DocumentPtr read = document(json, places);
  const std::string yaml = annotated_yaml(
      *read, {doubt("/id"), remark(RemarkCode::kPdfXfa, "", cell("", "", 0))}, Language::kEn);
  CHECK(
      yaml ==
      "id: \"a\\u001B\"  # mail.eml » form.docx, section “4 General information”, “Klantcode” "
      "(table 1, row 1), read with 72 % confidence\n"
      "scopes:  # mail.eml » form.docx, section “4 General information”, “Scopes” (table 1, row "
      "2)\n"
      "  - a\n"
      "  - b\n"
      "environment: acceptance  # derived from mail.eml » form.docx, section “4 General "
      "information”, “Subject” (table 1, row 3)\n"
      "body: |  # mail.eml, text of the mail\n"
      "  one\n"
      "  two\n"
      "rows:\n"
      "  - a: 1  # mail.eml » form.docx, section “4 General information”, “A” (table 1, row 5)\n"
      "names:\n"
      "  - m  # mail.eml » form.docx, section “4 General information”, “Name” (table 1, row 6)\n"
      "yaml:  # mail.eml » form.yaml:1:1\n"
      "  k: 1  # mail.eml » form.yaml:1:4\n"
      "free: []\n"
      "# what else there is to know of the reading:\n"
      "# - `mail.eml » form.docx` is a PDF form of the XFA kind, which is not read here (mail.eml "
      "» form.docx, section “4 General information”, table 1, row)\n");
  const auto again = yaml::read(std::make_shared<Source>("a.yaml", yaml), Limits{});
  REQUIRE(again.ok());
  CHECK(equal(View(*again, again->root()), View(*read, read->root())));
}

TEST_CASE("fields before and after", "[report]") {
  const auto change = [](const Origin& origin, const std::string& after) {
    return FieldChange{"/x", region_of(origin, ""), origin.text, after};
  };
  const std::vector<FieldChange> fields{change(cell("Client ID", "A", 1), "a"),
                                        change(cell("Scopes", "a\nb", 2), "a\x1b"),
                                        change(cell("Blank", "", 3), "x")};
  CHECK(
      render_field_diff(fields, Language::kFr) ==
      "--- mail.eml » form.docx\n"
      "+++ mail.eml » form.docx\n"
      "@@ section « 4 General information », « Client ID » (tableau 1, ligne 1) @@\n-A\n+a\n"
      "@@ section « 4 General information », « Scopes » (tableau 1, ligne 2) @@\n-a\n-b\n+a\\x1b\n"
      "@@ section « 4 General information », « Blank » (tableau 1, ligne 3) @@\n+x\n");
}

TEST_CASE("findings of the reading can be listed", "[report]") {
  const std::vector<RuleInfo> infos = describe_reading(Language::kDe);
  CHECK(infos.size() == static_cast<std::size_t>(RemarkCode::kCount));
  for (const RuleInfo& info : infos) CHECK(info.id.starts_with("reading/"));
}
