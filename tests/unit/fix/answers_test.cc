// Answers to questions: what is accepted, where it goes, what it opens.

#include <intake/questions.h>

#include "support/tiny.h"

using namespace intake;

namespace {

// `exists` is asked where it is absent; `reusable` only once it exists; `vault` where it is wrong.
const char* const kAsking = R"(rules:
  - id: exists-not-stated
    severity: error
    at: '$.client.exists'
    if-absent: ask
    assert: {type: boolean}
    message: "exists is {value}"
    question: Does a client exist?
    fix: {class: ask, ask: {id: exists, type: boolean}, because: b}
  - id: reusable-not-stated
    severity: error
    at: '$.client.reusable'
    when: {at: '$.client.exists', equals: true}
    if-absent: ask
    assert: {type: boolean}
    message: "reusable is {value}"
    question: Can it be reused?
    fix: {class: ask, ask: {id: reusable, type: boolean}, because: b}
  - id: vault-unknown
    severity: error
    at: '$.vault'
    assert: {one-of: [RSW, RSB]}
    message: "vault is {value}"
    question: Which vault?
    choices: {RSW: the one of Wallonia, RSB: RSB}
    fix: {class: ask, ask: {id: vault, type: choice, choices: [RSW, RSB]}, because: b}
  - id: day-unclear
    severity: warning
    at: '$.day'
    assert: {matches: '^\d{4}'}
    message: "day is {value}"
    question: Which day?
    fix: {class: ask, ask: {id: day, type: date}, because: b}
)";

Answer answer(const char* id, const char* value) {
  Answer given;
  given.question = id;
  given.value = value;
  given.by = "Ann";
  given.on = "2026-05-01";
  return given;
}

CheckOptions with(std::vector<Answer> answers) {
  CheckOptions options;
  options.answers = std::move(answers);
  return options;
}

RepairOptions repairing(std::vector<Answer> answers) {
  RepairOptions options;
  options.check = with(std::move(answers));
  return options;
}

std::string asked(const Report& report) {
  std::string ids;
  for (const Finding* finding : open_questions(report)) ids += finding->question->id + " ";
  return ids;
}

}  // namespace

TEST_CASE("what an answer becomes", "[fix][answers]") {
  Question boolean, choice, date, text;
  boolean.type = QuestionType::kBoolean;
  choice.type = QuestionType::kChoice;
  choice.choices = {{"RSW", "Réseau Santé Wallon"}, {"RSB", ""}};
  date.type = QuestionType::kDate;
  struct Row {
    const Question* question;
    const char* said;
    const char* value;  // null: refused
  };
  const std::vector<Row> rows{
      {&boolean, "true", "true"},
      {&boolean, " Ja ", "true"},
      {&boolean, "oui", "true"},
      {&boolean, "NEIN", "false"},
      {&boolean, "n", "false"},
      {&boolean, "maybe", nullptr},
      {&boolean, "", nullptr},
      {&boolean, "1", nullptr},
      {&choice, "RSB", "RSB"},
      {&choice, "rsw", "RSW"},
      {&choice, "reseau sante wallon", "RSW"},
      {&choice, "Vitalink", nullptr},
      {&date, "2026-01-31", "2026-01-31"},
      {&date, "2026-02-30", nullptr},
      {&date, "31/01/2026", nullptr},
      {&text, "  a b ", "a b"},
      {&text, " \t", nullptr},
  };
  for (const Row& row : rows) {
    INFO(row.said);
    const auto value = accept_answer(*row.question, row.said, Language::kEn);
    CHECK(value.ok() == (row.value != nullptr));
    if (value.ok() && row.value != nullptr) CHECK(*value == row.value);
    if (!value.ok()) CHECK_FALSE(value.error().what.empty());
  }
}

TEST_CASE("check evaluates with answers and keeps the places of the text", "[fix][answers]") {
  const CompiledRules rules = tiny::rules(kAsking);
  const std::string text = "# a comment\nother: 1\nvault: X\n";
  CHECK(asked(tiny::check(rules, text)) == "exists vault ");

  const Report report = tiny::check(rules, text, with({answer("exists", "yes")}));
  CHECK(asked(report) == "reusable vault ");  // one opens the next
  REQUIRE(report.answers.size() == 1);
  CHECK(report.answers[0].pointer == "/client/exists");
  CHECK(report.answers[0].value == "true");
  CHECK(report.answers[0].by == "Ann");
  CHECK(report.answers[0].refused.empty());
  for (const Finding& finding : report.findings) {
    if (finding.rule != "tiny/vault-unknown") continue;
    CHECK(finding.region.line == 3);
    CHECK(finding.region.column == 8);
  }

  const Report all = tiny::check(
      rules, text,
      with({answer("reusable", "no"), answer("exists", "yes"), answer("vault", "RSB")}));
  CHECK(asked(all).empty());
  CHECK(all.disposition == Disposition::kAccept);
}

TEST_CASE("fix writes answers into the text", "[fix][answers]") {
  const CompiledRules rules = tiny::rules(kAsking);
  const Repaired repaired = tiny::fix(
      rules, "# a comment\nclient:\n  name: x  # stays\nvault: X\n",
      repairing({answer("exists", "yes"), answer("reusable", "no"), answer("vault", "rsb")}));
  CHECK(
      repaired.bytes ==
      "# a comment\nclient:\n  name: x  # stays\n  exists: true\n  reusable: false\nvault: RSB\n");
  CHECK(repaired.changed);
  CHECK(repaired.report.disposition == Disposition::kAccept);
  CHECK(
      repaired.patch ==
      R"([{"op":"add","path":"/client/exists","value":true},{"op":"add","path":"/client/reusable","value":false},{"op":"replace","path":"/vault","value":"RSB"}])");
  REQUIRE(repaired.report.fixes.size() == 3);
  CHECK(repaired.report.fixes[0].fix.cls == FixClass::kAsk);
  CHECK(repaired.report.fixes[2].fix.before == "X");
  CHECK(repaired.report.fixes[2].fix.because == "answered by Ann on 2026-05-01");
}

TEST_CASE("an answer that does not fit leaves the question open", "[fix][answers]") {
  const CompiledRules rules = tiny::rules(kAsking);
  Answer wrong = answer("vault", "Vitalink");
  wrong.where.line = 7;
  const Repaired repaired =
      tiny::fix(rules, "vault: X\n", repairing({wrong, answer("exists", "no")}));
  CHECK(repaired.bytes == "vault: X\nclient:\n  exists: false\n");  // the other one counts
  CHECK(asked(repaired.report) == "vault ");
  REQUIRE(repaired.report.answers.size() == 2);
  CHECK_FALSE(repaired.report.answers[0].refused.empty());
  CHECK(repaired.report.answers[0].where.line == 7);
}

TEST_CASE("answers stand in every report with who and when", "[fix][answers]") {
  const CompiledRules rules = tiny::rules(kAsking);
  const Report report =
      tiny::check(rules, "a: 1\n", with({answer("exists", "no"), answer("vault", "RSW")}));
  RenderOptions options;
  const std::string text = render_text({&report, 1}, options);
  CHECK_THAT(text, Catch::Contains("answered: Does a client exist?\n  = answer: false (Ann, "
                                   "2026-05-01)\n"));
  const std::string json = R"("value":"false","by":"Ann","on":"2026-05-01")";
  CHECK_THAT(render_ndjson({&report, 1}, options), Catch::Contains(json));
  for (const std::string& rendered :
       {render_json({&report, 1}, options), render_sarif({&report, 1}, options)}) {
    CHECK_THAT(rendered, Catch::Contains("\"answers\": [") &&
                             Catch::Contains("\"pointer\": \"/client/exists\"") &&
                             Catch::Contains("\"on\": \"2026-05-01\""));
  }
}

TEST_CASE("which question an answer is for", "[fix][answers]") {
  const CompiledRules rules = tiny::rules(kAsking);
  struct Row {
    const char* submission;
    const char* rule;
    const char* writes;
    const char* id;
    bool fits;
  };
  const std::vector<Row> rows{
      {"", "", "", "exists", true},
      {"a.yaml", "", "", "exists", true},
      {"b.yaml", "", "", "exists", false},
      {"", "exists-not-stated", "", "", true},
      {"", "tiny/exists-not-stated", "", "", true},
      {"", "vault-unknown", "", "exists", false},
      {"", "", "/client/exists", "", true},
      {"", "", "/client", "", false},
      {"", "", "", "", false},
  };
  for (const Row& row : rows) {
    Answer given = answer(row.id, "yes");
    given.submission = row.submission;
    given.rule = row.rule;
    given.writes = row.writes;
    INFO(row.submission << ' ' << row.rule << ' ' << row.writes << ' ' << row.id);
    CHECK(tiny::check(rules, "a: 1\n", with({given})).answers.size() == (row.fits ? 1u : 0u));
  }
}

TEST_CASE("one answer for two places is for neither", "[fix][answers]") {
  const CompiledRules rules = tiny::rules(R"(rules:
  - id: kind-unclear
    severity: error
    for: '$.files[*]'
    as: file
    at: '@.kind'
    assert: {equals: form}
    message: m
    question: Which kind?
    fix: {class: ask, ask: {id: kind, type: text}, because: b}
)");
  const char* const text = "files: [{kind: a}, {kind: b}]\n";
  const Report both = tiny::check(rules, text, with({answer("kind", "form")}));
  REQUIRE(both.answers.size() == 1);
  CHECK_FALSE(both.answers[0].refused.empty());
  CHECK(asked(both) == "kind kind ");
  Answer second = answer("kind", "form");
  second.writes = "/files/1/kind";
  CHECK(asked(tiny::check(rules, text, with({second}))) == "kind ");
}

TEST_CASE("questions are written to a file that reads back as answers", "[fix][answers]") {
  const CompiledRules rules = tiny::rules(kAsking);
  const Report report = tiny::check(rules, "vault: X\n");
  for (const Language language : {Language::kEn, Language::kFr, Language::kNl, Language::kDe}) {
    std::string file = write_questions({&report, 1}, language);
    INFO(file);
    const auto none = read_answers("q.yaml", file, {});
    REQUIRE(none.ok());
    CHECK(none->empty());
    for (const char* value : {" yes", " RSW"}) {
      file.replace(file.find("answer:\n"), 8, std::string("answer:") + value + "\n");
    }
    const auto answers = read_answers("q.yaml", file, {});
    REQUIRE(answers.ok());
    REQUIRE(answers->size() == 2);
    CHECK((*answers)[0].where.line > 0);
    CHECK((*answers)[1].submission == "a.yaml");
    const Report after = tiny::check(rules, "vault: X\n", with(*answers));
    CHECK(asked(after) == "reusable ");
  }
}

TEST_CASE("answers files that are wrong", "[fix][answers]") {
  struct Row {
    const char* text;
    const char* what;
    std::uint32_t line;
  };
  const std::vector<Row> rows{
      {"[1]", "map", 1},
      {"by: Ann\n", "questions", 1},
      {"questions: 1\n", "list", 1},
      {"questions:\n  - 1\n", "map", 2},
      {"questions:\n  - {id: a, anser: 1}\n", "means nothing", 2},
      {"questions:\n  - {answer: 1}\n", "which question", 2},
      {"questions:\n  - {id: a, answer: [1]}\n", "one value", 2},
      {"questions:\n  - {id: [a], answer: 1}\n", "text", 2},
  };
  for (const Row& row : rows) {
    INFO(row.text);
    const auto answers = read_answers("q.yaml", row.text, {});
    REQUIRE_FALSE(answers.ok());
    CHECK_THAT(answers.error().what, Catch::Contains(row.what));
    CHECK(answers.error().where.line == row.line);
  }
}

TEST_CASE("answers keep how they are written", "[fix][answers]") {
  const auto answers = read_answers("q.yaml",
                                    "by: Ann\nquestions:\n  - {id: a, answer: 0123}\n"
                                    "  - {id: b, answer: 2026-01-31, by: Jan, on: 2026-02-01}\n"
                                    "  - {id: c, answer: true}\n  - {id: d, answer: ' '}\n",
                                    {});
  REQUIRE(answers.ok());
  REQUIRE(answers->size() == 3);
  CHECK((*answers)[0].value == "0123");
  CHECK((*answers)[0].by == "Ann");
  CHECK((*answers)[1].value == "2026-01-31");
  CHECK((*answers)[1].by == "Jan");
  CHECK((*answers)[1].on == "2026-02-01");
  CHECK((*answers)[2].value == "true");
}
