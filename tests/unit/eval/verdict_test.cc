// Verdicts: absence, wrong types, when, parts, budgets, dispositions.

#include "support/tiny.h"

using namespace intake;

TEST_CASE("what an absent or wrong value gives", "[eval]") {
  struct Row {
    const char* keys;
    const char* text;
    const char* verdicts;
  };
  const std::vector<Row> rows{
      {"at: '$.x', assert: {min: 3}", "x: 5", "pass"},
      {"at: '$.x', assert: {min: 3}", "x: 1", "fail"},
      // the rule's own value
      {"at: '$.x', assert: {min: 3}", "y: 1", "skip"},
      {"at: '$.x', assert: {min: 3}", "x: null", "skip"},
      {"at: '$.x', assert: {min: 3}, if-absent: skip", "y: 1", "skip"},
      {"at: '$.x', assert: {min: 3}, if-absent: pass", "y: 1", "pass"},
      {"at: '$.x', assert: {min: 3}, if-absent: fail", "y: 1", "fail"},
      {"at: '$.x', assert: {min: 3}, if-absent: fail", "x:", "fail"},
      {"at: '$.x', required: true", "x: 0", "pass"},
      {"at: '$.x', required: true", "x: ''", "pass"},
      {"at: '$.x', required: true", "x: null", "fail"},
      {"at: '$.x.y', required: true", "a: 1", "fail"},
      {"at: '$.x', required: true, assert: {min: 3}", "x: 1", "fail"},
      // another value
      {"at: '$.x', assert: {at: '$.y', min: 3}", "x: 1", "unknown"},
      {"at: '$.x', assert: {equals: {at: '$.y'}}", "x: 1", "unknown"},
      {"at: '$.x', assert: {at: '$.y', absent: true}", "x: 1", "pass"},
      {"at: '$.x', assert: {at: '$.y', present: true}", "x: 1", "fail"},
      {"at: '$.x', assert: {at: '$.y', is-null: true}", "{x: 1, y: null}", "pass"},
      // wrong type
      {"at: '$.x', assert: {min: 3}", "x: abc", "fail"},
      {"at: '$.x', assert: {not: {min: 3}}", "x: abc", "fail"},
      {"at: '$.x', assert: {matches: a}", "x: [a]", "fail"},
      // when
      {"at: '$.x', when: {at: '$.y', equals: 1}, assert: {min: 3}", "{x: 1, y: 2}", "skip"},
      {"at: '$.x', when: {at: '$.y', equals: 1}, assert: {min: 3}", "{x: 1, y: 1}", "fail"},
      {"at: '$.x', when: {at: '$.y', equals: 1}, assert: {min: 3}", "{x: 1}", "unknown"},
      {"at: '$.x', when: {at: '$.y', equals: 1}, when-unknown: skip, assert: {min: 3}", "{x: 1}",
       "skip"},
      {"at: '$.x', when: {min: 1}, assert: {min: 3}", "{x: abc}", "unknown"},
      // places
      {"at: '$.l[*]', assert: {min: 3}", "l: [1, 5, 2]", "pass fail fail"},
      {"at: '$.l[*]', assert: {min: 3}", "l: []", ""},
      {"for: '$.l[*]', as: e, at: '@.v', required: true", "l: [{v: 1}, {}, {v: null}]",
       "pass fail fail"},
  };
  for (const Row& row : rows) {
    INFO(row.keys << "\n" << row.text);
    CHECK(tiny::verdicts(tiny::check(tiny::one_rule(row.keys), row.text)) == row.verdicts);
  }
}

TEST_CASE("a value of the wrong type fails and names both types", "[eval]") {
  const Report report = tiny::check(tiny::one_rule("at: '$.x', assert: {min: 3}"), "x: abc");
  REQUIRE(report.findings.size() == 1);
  CHECK(report.findings[0].verdict == Verdict::kFail);
  CHECK(report.findings[0].reason.find("number") != std::string::npos);
  CHECK(report.findings[0].reason.find("text") != std::string::npos);
}

TEST_CASE("an absent value has the pointer where it would stand", "[eval]") {
  const Report report =
      tiny::check(tiny::one_rule("at: '$.a.b.c', required: true"), "z: 1\na:\n  x: 1\n");
  REQUIRE(report.findings.size() == 1);
  CHECK(report.findings[0].absent);
  CHECK(report.findings[0].pointer == "/a/b/c");
  CHECK(report.findings[0].region.line == 2);
  CHECK(report.findings[0].region.excerpt == "a:");
}

namespace {

const std::string kParts = R"(parts:
  form: {at: '$.form'}
  mail: {at: '$.mail'}
rules:
  - {id: form-bad, part: form, severity: error, at: '$.form.x', required: true, message: m}
  - {id: mail-bad, part: mail, severity: error, at: '$.mail.x', required: true, message: m}
  - {id: mail-late, part: mail, severity: error, when: {at: '$.late', equals: true}, at: '$.mail.y', required: true, message: m}
  - {id: whole, severity: error, at: '$.top', assert: {equals: 1}, message: m}
)";

}  // namespace

TEST_CASE("parts", "[eval]") {
  struct Row {
    const char* text;
    std::vector<std::string> only;
    const char* verdicts;
    const char* disposition;
    std::vector<std::string> missing;
  };
  const std::vector<Row> rows{
      {"{form: {x: 1}, mail: {x: 1, y: 1}, late: true, top: 1}",
       {},
       "pass pass pass pass",
       "accept",
       {}},
      // a part that is missing is one open check for all its rules
      {"{form: {x: 1}, late: true}", {}, "pass skip unknown", "incomplete", {"mail"}},
      {"{form: {x: 1}, mail: null, late: true}", {}, "pass skip unknown", "incomplete", {"mail"}},
      {"{form: {x: 1}, late: true}", {"form"}, "pass skip", "accept", {}},
      {"{form: {x: 1}, late: true}", {"mail"}, "skip unknown", "incomplete", {"mail"}},
      {"{form: {}, late: true}", {"form"}, "fail skip", "reject", {}},
      {"{late: true, top: 2}", {"form"}, "fail unknown", "reject", {"form"}},
  };
  const auto rules = tiny::rules(kParts);
  for (const Row& row : rows) {
    INFO(row.text);
    CheckOptions options;
    options.parts = row.only;
    const Report report = tiny::check(rules, row.text, options);
    CHECK(tiny::verdicts(report) == row.verdicts);
    CHECK(disposition_name(report.disposition) == row.disposition);
    CHECK(report.missing_parts == row.missing);
    CHECK(report.only_parts == row.only);
  }
}

TEST_CASE("a missing part whose rules all do not apply is not missed", "[eval]") {
  const auto rules = tiny::rules(R"(parts: {mail: {at: '$.mail'}}
rules:
  - {id: late, part: mail, severity: error, when: {at: '$.late', equals: true}, at: '$.mail.y', required: true, message: m}
)");
  CHECK(tiny::check(rules, "late: false").disposition == Disposition::kAccept);
  CHECK(tiny::check(rules, "late: true").disposition == Disposition::kIncomplete);
  CHECK(tiny::check(rules, "other: 1").disposition == Disposition::kIncomplete);
}

TEST_CASE("what waits for a failing place is listed under it", "[eval]") {
  const auto rules = tiny::rules(R"(rules:
  - {id: later, severity: error, at: '$.b', assert: {equals: {at: '$.a.x'}}, message: later}
  - {id: cause, severity: error, at: '$.a.x', required: true, message: cause}
  - {id: apart, severity: error, at: '$.b', assert: {equals: {at: '$.c'}}, message: apart}
)");
  const Report report = tiny::check(rules, "{b: 1, a: {}}");
  const auto shown = tiny::findings(report);
  REQUIRE(shown.size() == 3);
  CHECK(shown[0] == "tiny/cause /a/x: cause");
  CHECK(shown[1].substr(0, 14) == "> tiny/later /");
  CHECK(shown[2].substr(0, 12) == "tiny/apart /");
  CHECK(report.counts.indeterminate == 2);
}

TEST_CASE("a spent budget is an error and never an acceptance", "[eval]") {
  const auto rules = tiny::rules(R"(rules:
  - {id: each, severity: note, at: '$.l', assert: {each: {in: '$.l[*]', as: e, that: {min: 0}}}, message: m}
  - {id: places, severity: note, at: '$.l[*]', assert: {min: 0}, message: m}
)");
  const std::string text = "l: [1, 2, 3, 4, 5, 6, 7, 8]";
  CHECK(tiny::check(rules, text).disposition == Disposition::kAccept);
  CheckOptions few;
  few.limits.evaluation_steps = 4;
  const Report spent = tiny::check(rules, text, few);
  CHECK(spent.counts.error > 0);
  CHECK(spent.disposition == Disposition::kIncomplete);
  CheckOptions places;
  places.limits.places_per_rule = 3;
  const Report cut = tiny::check(rules, text, places);
  CHECK(cut.counts.error == 1);
  CHECK(cut.counts.pass == 4);
  CHECK(cut.disposition == Disposition::kIncomplete);
  REQUIRE(cut.findings.size() == 1);
  CHECK(cut.findings[0].verdict == Verdict::kError);
  CHECK_FALSE(cut.findings[0].reason.empty());
}

TEST_CASE("findings that are not kept are counted, and errors are not crowded out", "[eval]") {
  const auto rules = tiny::rules(R"(rules:
  - {id: w, severity: warning, at: '$.l[*]', assert: {max: 0}, message: m}
  - {id: e, severity: error, at: '$.l[*]', assert: {max: 0}, message: m}
)");
  CheckOptions options;
  options.limits.findings = 2;
  const Report report = tiny::check(rules, "l: [1, 2, 3, 4, 5]", options);
  CHECK(tiny::findings(report) == std::vector<std::string>{"tiny/w /l/0: m", "tiny/w /l/1: m",
                                                           "tiny/e /l/0: m", "tiny/e /l/1: m"});
  CHECK(report.counts.suppressed == 6);
  CHECK(report.counts.warnings == 5);
  CHECK(report.counts.errors == 5);
  CHECK(report.disposition == Disposition::kReject);
}

TEST_CASE("the disposition is the first that holds", "[eval]") {
  // e, w, n: a failing rule of that severity; u: one that cannot be checked; q: an open question.
  struct Row {
    const char* failing;
    const char* disposition;
  };
  const std::vector<Row> rows{
      {"", "accept"},
      {"n", "accept-with-notes"},
      {"w", "accept-with-notes"},
      {"wn", "accept-with-notes"},
      {"u", "incomplete"},
      {"q", "incomplete"},
      {"uw", "incomplete"},
      {"e", "reject"},
      {"equwn", "reject"},
  };
  const auto rules = tiny::rules(R"(rules:
  - {id: e, severity: error, at: '$.e', assert: {equals: 0}, message: m}
  - {id: w, severity: warning, at: '$.w', assert: {equals: 0}, message: m}
  - {id: n, severity: note, at: '$.n', assert: {equals: 0}, message: m}
  - {id: u, severity: note, at: '$.u', assert: {equals: {at: '$.gone'}}, message: m}
  - id: q
    severity: error
    at: '$.q'
    if-absent: ask
    assert: {type: boolean}
    message: m
    question: Is it so?
    fix: {class: ask, ask: {id: q, type: boolean}, because: Only you know.}
)");
  for (const Row& row : rows) {
    INFO(row.failing);
    std::string text = "{z: 1";
    const std::string_view failing = row.failing;
    for (const char letter : failing) {
      if (letter != 'q') text += std::string(", ") + letter + ": 1";
    }
    if (failing.find('q') == std::string_view::npos) text += ", q: true";
    const Report report = tiny::check(rules, text + "}");
    CHECK(disposition_name(report.disposition) == row.disposition);
    CHECK(report.counts.questions == (failing.find('q') == std::string_view::npos ? 0u : 1u));
  }
}

TEST_CASE("an open question carries what is needed to answer it", "[eval]") {
  const auto rules = tiny::rules(R"(rules:
  - id: colour
    severity: error
    at: '$.box.colour'
    if-absent: ask
    assert: {one-of: [red, green]}
    message: "colour is `{value}`"
    question: Which colour has the box of {owner}?
    choices: {red: "Red, as usual", green: Green}
    fix: {class: ask, ask: {id: colour, type: choice, choices: [red, green]}, because: Only you know.}
bind: {owner: {at: '$.owner'}}
)");
  const Report report = tiny::check(rules, "{owner: Anne, box: {}}");
  REQUIRE(report.findings.size() == 1);
  REQUIRE(report.findings[0].question);
  const Question& question = *report.findings[0].question;
  CHECK(question.text == "Which colour has the box of Anne?");
  CHECK(question.writes == "/box/colour");
  REQUIRE(question.choices.size() == 2);
  CHECK(question.choices[0].value == "red");
  CHECK(question.choices[0].text == "Red, as usual");
  CHECK(question.choices[1].value == "green");
  CHECK(report.findings[0].verdict == Verdict::kIndeterminate);
  CHECK(tiny::check(rules, "{owner: Anne, box: {colour: red}}").disposition ==
        Disposition::kAccept);
  CHECK(tiny::check(rules, "{owner: Anne, box: {colour: blue}}").disposition ==
        Disposition::kReject);
}
