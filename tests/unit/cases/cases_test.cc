// Case files: what they compare, what they cover, and their faults.

#include <algorithm>

#include "support/tiny.h"

using namespace intake;

namespace {

const std::string kRules = R"(rules:
  - id: x-padded
    severity: error
    at: '$.x'
    when: {type: string}
    assert: {trimmed: true}
    message: "`{value}` has blanks around it"
    fix: {steps: [{verb: trim}], class: safe, because: Blanks.}
)";

CaseReport run(const std::string& cases) {
  const Library library = Library::from_memory(
      {tiny::file("tiny", kRules),
       {"rules/tiny/1.0.0/cases/_bases.yaml", "bases:\n  good: {x: a, y: {z: 1}}\n"},
       {"rules/tiny/1.0.0/cases/x-padded.yaml", cases}});
  return library.run_cases("tiny@1.0.0", tiny::at_noon());
}

/// What does not fit, of a single case.
std::string differences(std::string keys) {
  const std::pair<std::string, std::string> words[] = {
      {"FAILS", "PADDED, findings: [{pointer: /x, message: '` a` has blanks around it'}]"},
      {"PADDED", "submission: {x: ' a'}, expect: fail"}};
  for (const auto& [word, text] : words) {
    if (keys.starts_with(word)) keys = text + keys.substr(word.size());
  }
  const CaseReport report = run("rule: x-padded\ncases:\n  - {name: one, " + keys + "}\n");
  INFO(render_faults(report.faults, {}));
  REQUIRE(report.faults.empty());
  REQUIRE(report.results.size() == 1);
  CHECK(report.results[0].passed == report.results[0].differences.empty());
  std::string out;
  for (const std::string& line : report.results[0].differences) {
    out += (out.empty() ? "" : "; ") + line.substr(0, line.find('\n'));
  }
  return out;
}

}  // namespace

TEST_CASE("what a case compares", "[cases]") {
  struct Row {
    const char* keys;
    const char* differences;
  };
  const std::vector<Row> rows{
      {"base: good, expect: pass", ""},
      {"base: good, expect: fail, findings: [{pointer: /x, message: m}]",
       "verdict: pass, expected fail; finding missing: `/x`"},
      {"base: good, change: [{set: /x, to: 1}], expect: not-applicable", ""},
      {"base: good, change: [{remove: /x}], expect: pass",
       "verdict: indeterminate, expected pass; verdict at `/x`: indeterminate"},
      {"submission: {x: ' a'}, expect: pass",
       "verdict: fail, expected pass; verdict at `/x`: fail"},
      {"submission: {x: ' a'}, expect: fail, findings: [{pointer: /x, message: '` a` has blanks "
       "around it'}]",
       ""},
      {"submission: {x: ' a'}, expect: fail, findings: [{pointer: /y, message: '` a` has blanks "
       "around it'}]",
       "pointer: `/x`, expected `/y`"},
      {"submission: {x: ' a'}, expect: fail, findings: [{pointer: /x, message: other}]",
       "message:  ` a` has blanks around it; expected: other"},
      {"submission: {x: ' a'}, expect: fail, findings: []",
       "finding not expected: `/x` ` a` has blanks around it"},
      {"PADDED, findings: [{pointer: /x, message: '` a` has blanks around it', severity: error}]",
       ""},
      {"PADDED, findings: [{pointer: /x, message: '` a` has blanks around it', severity: note}]",
       "severity: error, expected note"},
      {"FAILS, fixed: {/x: a}", ""},
      {"FAILS, fixed: {/x: b}",
       "fixed as json: differs from what is expected; fixed as yaml: differs from what is "
       "expected"},
      {"FAILS, fixed-document: {x: a}", ""},
      {"FAILS, fixed-document: {x: a, y: 1}",
       "fixed as json: differs from what is expected; fixed as yaml: differs from what is "
       "expected"},
      {"FAILS, fix: unsafe, fixed: {/x: a}",
       "fixed as json: a safe fix does the same, `fix: unsafe` is not needed; fixed as yaml: a "
       "safe fix does the same, `fix: unsafe` is not needed"},
      {"FAILS, disposition: reject", ""},
      {"FAILS, disposition: accept", "disposition: reject, expected accept"},
      {"FAILS, others: []", ""},
      {"FAILS, others: [tiny/other]", "other finding missing: tiny/other"},
      {"PADDED, findings: [{pointer: /x, message: '` a` has blanks around it'}, {rule: other, "
       "pointer: /y, message: m}]",
       "finding missing: `tiny/other` at `/y`"},
  };
  for (const Row& row : rows) {
    INFO(row.keys);
    CHECK(differences(row.keys) == row.differences);
  }
}

TEST_CASE("coverage names what no case showed", "[cases]") {
  const CaseReport half =
      run("rule: x-padded\ncases:\n  - {name: one, base: good, expect: pass}\n");
  CHECK(half.rules == 1);
  CHECK(half.rules_covered == 0);
  CHECK(half.uncovered_rules == std::vector<std::string>{"tiny/x-padded: never fails"});
  CHECK(half.nodes == 2);
  CHECK(half.branches_covered == 2);
  REQUIRE(half.uncovered_conditions.size() == 2);
  CHECK(half.uncovered_conditions[0].missing == "never false");
  CHECK(half.uncovered_conditions[0].line == 10);
  const CaseReport whole = run(R"(rule: x-padded
cases:
  - {name: pass, base: good, expect: pass}
  - {name: fail, submission: {x: ' a'}, expect: fail, findings: [{pointer: /x, message: '` a` has blanks around it'}]}
  - {name: number, submission: {x: 1}, expect: not-applicable}
)");
  CHECK(whole.rules_covered == 1);
  CHECK(whole.branches_covered == 4);
  CHECK(whole.uncovered_conditions.empty());
}

TEST_CASE("faults of case files have a place", "[cases]") {
  const CaseReport report =
      run("rule: x-padded\ncases:\n  - {name: one, base: goood, expect: pass}\n"
          "  - {name: two, bse: good, expect: maybe}\n");
  REQUIRE(report.faults.size() >= 3);
  CHECK(report.faults[0].file == "rules/tiny/1.0.0/cases/x-padded.yaml");
  CHECK(report.faults[0].line == 3);
  CHECK(std::all_of(report.results.begin(), report.results.end(),
                    [](const CaseResult& result) { return !result.passed; }));
}

TEST_CASE("examples are the first case that passes and the first that fails", "[cases]") {
  const Library library = Library::from_memory(
      {tiny::file("tiny", kRules),
       {"rules/tiny/1.0.0/cases/x-padded.yaml",
        "rule: x-padded\ncases:\n  - {name: f, submission: {x: ' a'}, expect: "
        "fail, findings: [{pointer: /x, message: '` a` has blanks around it'}]}\n"
        "  - {name: p, submission: {x: b}, expect: pass}\n"}});
  const auto examples = library.examples("tiny/x-padded", Language::kEn, tiny::at_noon());
  REQUIRE(examples.size() == 2);
  CHECK_FALSE(examples[0].passes);
  CHECK(examples[0].value == "\" a\"");
  CHECK(examples[0].message == "` a` has blanks around it");
  CHECK(examples[1].passes);
  CHECK(examples[1].pointer == "/x");
  CHECK(examples[1].value == "\"b\"");
}

TEST_CASE("branches of quantifiers, of absence and of `recognise`", "[cases]") {
  const std::string rules = R"(recognise: {at: '$.kind', equals: list}
rules:
  - id: x-missing
    severity: error
    at: '$.list'
    required: true
    assert: {each: {in: '$.list[*]', as: item, that: {type: string}}}
    message: m
)";
  const auto run_with = [&](const std::string& more, const std::string& set_cases) {
    std::vector<RuleFile> files{
        tiny::file("tiny", rules),
        {"rules/tiny/1.0.0/cases/x-missing.yaml",
         "rule: x-missing\ncases:\n  - {name: a, submission: {list: [b]}, expect: pass}\n  - "
         "{name: "
         "b, submission: {list: [1]}, expect: fail, findings: [{pointer: /list, message: m}]}\n" +
             more}};
    if (!set_cases.empty()) files.push_back({"rules/tiny/1.0.0/cases/_set.yaml", set_cases});
    return Library::from_memory(std::move(files)).run_cases("tiny@1.0.0", {});
  };
  const CaseReport half = run_with("", "");
  std::vector<std::string> missing;
  for (const UncoveredCondition& branch : half.uncovered_conditions) {
    missing.push_back(branch.rule + ": " + branch.missing);
  }
  CHECK(missing == std::vector<std::string>{"tiny/x-missing: its value is never absent",
                                            "tiny/x-missing: never over nothing",
                                            "tiny (recognise): never evaluated"});
  CHECK(half.nodes == 3);
  CHECK(half.nodes_covered == 2);
  CHECK(half.branches == 2 + 4 + 2 + 2);
  CHECK(half.branches_covered == half.branches - 4);
  const CaseReport whole = run_with(
      "  - {name: c, submission: {list: []}, expect: pass}\n  - {name: d, submission: {}, expect: "
      "fail, findings: [{pointer: /list, message: m}]}\n",
      "set: tiny\ncases:\n  - {name: e, submission: {kind: list}, recognised: true, disposition: "
      "reject, findings: [{rule: x-missing, pointer: /list, message: m, severity: error}]}\n  - "
      "{name: f, submission: {kind: map}, recognised: false}\n");
  INFO(render_faults(whole.faults, {}));
  CHECK(whole.faults.empty());
  CHECK(whole.uncovered_conditions.empty());
  CHECK(whole.nodes_covered == whole.nodes);
  for (const CaseResult& result : whole.results) CHECK(result.passed);
  const CaseReport wrong = run_with(
      "",
      "set: tiny\ncases:\n  - {name: e, submission: {kind: list}, recognised: false, findings: "
      "[]}\n");
  REQUIRE(wrong.results.size() == 3);
  const CaseResult& of_set = wrong.results[0].rule.empty() ? wrong.results[0] : wrong.results[2];
  CHECK(of_set.differences ==
        std::vector<std::string>{"recognised: true, expected false",
                                 "finding not expected: `tiny/x-missing` at `/list` m"});
}

TEST_CASE("a case with `each` is run once for every value", "[cases]") {
  const CaseReport report = run(R"(rule: x-padded
cases:
  - name: padded
    base: good
    change: [{set: /x, each: [" a", "b "]}]
    expect: fail
    findings: [{pointer: /x, message: "`{each}` has blanks around it"}]
  - name: others
    base: good
    change: [{set: /x, each: [1, true]}]
    expect: not-applicable
)");
  CHECK(report.faults.empty());
  REQUIRE(report.results.size() == 4);
  CHECK(report.results[1].name == "padded: b ");
  CHECK(report.results[3].name == "others: true");
  for (const CaseResult& result : report.results) CHECK(result.passed);
}

TEST_CASE("the clock of a case", "[cases]") {
  // `before: now` tells the clock: the value is the day itself.
  const std::string rules = R"(valid: {from: 2025-02-03}
rules:
  - id: x-late
    severity: error
    at: '$.x'
    assert: {before: now}
    message: "`{value}` is not past"
)";
  struct Row {
    const char* file_now;
    const char* bases_now;
    const char* case_now;
    const char* run_now;
    const char* past;      // a day before the clock
    const char* not_past;  // the day of the clock
  };
  const std::vector<Row> rows{
      {"", "", "", "", "2025-02-02", "2025-02-03"},
      {"", "", "", "2026-05-01T00:00:00Z", "2026-04-30", "2026-05-01"},
      {"", "now: 2025-06-01\n", "", "2026-05-01T00:00:00Z", "2025-05-31", "2025-06-01"},
      {"now: 2025-07-01\n", "now: 2025-06-01\n", "", "", "2025-06-30", "2025-07-01"},
      {"now: 2025-07-01\n", "", "now: 2025-08-01, ", "", "2025-07-31", "2025-08-01"},
  };
  for (const Row& row : rows) {
    INFO(row.past);
    const std::string keys = std::string("base: good, ") + row.case_now;
    const Library library = Library::from_memory(
        {tiny::file("tiny", rules),
         {"rules/tiny/1.0.0/cases/_bases.yaml",
          std::string(row.bases_now) + "bases: {good: {x: '" + row.past + "'}}\n"},
         {"rules/tiny/1.0.0/cases/x-late.yaml",
          std::string("rule: x-late\n") + row.file_now + "cases:\n  - {name: a, " + keys +
              "expect: pass}\n  - {name: b, " + keys + "change: [{set: /x, to: '" + row.not_past +
              "'}], expect: fail, findings: [{pointer: /x, message: '`" + row.not_past +
              "` is not past'}]}\n"}});
    CompileOptions options;
    options.now = row.run_now;
    const CaseReport report = library.run_cases("tiny@1.0.0", options);
    INFO(render_faults(report.faults, {}));
    REQUIRE(report.results.size() == 2);
    for (const CaseResult& result : report.results) {
      for (const std::string& difference : result.differences) INFO(difference);
      CHECK(result.passed);
    }
  }
}

TEST_CASE("what a case file cannot say", "[cases]") {
  struct Row {
    const char* file;
    const char* message;
  };
  const std::vector<Row> rows{
      {"rule: x-padded\ncases: [{name: a, base: good, expect: fail, findings: [{pointer: /x}]}]\n",
       "the finding has neither `message` nor `reason`"},
      {"rule: x-padded\ncases: [{name: a, base: good, expect: fail}]\n",
       "a case that expects `fail` says which `findings`"},
      {"rule: x-padded\ncases: [{name: a, base: good, expect: pass, fix: safe}]\n",
       "`fix` says nothing without `fixed` or `fixed-document`"},
      {"rule: x-padded\ncases: [{name: a, base: good, expect: pass, fixed: {}, fixed-document: "
       "{}}]\n",
       "`fixed-document` and `fixed` say the same twice"},
      {"rule: x-padded\ncases: [{name: a, base: good, expect: pass, recognised: true}]\n",
       "`recognised` belongs into a case file of the set"},
      {"rule: x-padded\ncases: [{name: a, base: good, expect: pass, disposition: good}]\n",
       "`good` is no disposition"},
      {"rule: x-padded\ncases: [{name: a, base: good, change: [{set: /x, each: []}], expect: "
       "pass}]\n",
       "`each` is no list of values"},
      {"rule: x-padded\ncases: [{name: a, base: good, change: [{set: /x, to: 1, each: [2]}], "
       "expect: "
       "pass}]\n",
       "`each` stands beside `set`, in place of `to`"},
      {"rule: x-padded\ncases: [{name: a, base: good, change: {set: /x}, expect: pass}]\n",
       "`change` is no list"},
      {"set: other\ncases: [{name: a, base: good, disposition: accept}]\n",
       "`set` is `other`, but the file belongs to `tiny`"},
      {"set: tiny\nrule: x-padded\ncases: [{name: a, base: good, disposition: accept}]\n",
       "`set` stands beside `rule`"},
      {"set: tiny\ncases: [{name: a, base: good, expect: pass}]\n",
       "`expect` is about one rule, but this file is about a set"},
      {"set: tiny\ncases: [{name: a, base: good}]\n", "the case expects nothing"},
      {"set: tiny\ncases: [{name: a, base: good, findings: [{pointer: '', message: m}]}]\n",
       "`rule` is missing"},
      {"rule: x-padded\ncases: [{name: a, base: good, expect: fail, findings: [{pointer: /x, "
       "message: m, severity: off}]}]\n",
       "`off` is no severity of a finding"},
  };
  for (const Row& row : rows) {
    INFO(row.file);
    const CaseReport report = run(row.file);
    REQUIRE_FALSE(report.faults.empty());
    CHECK(report.faults[0].message == row.message);
    CHECK(report.faults[0].line > 0);
  }
}
