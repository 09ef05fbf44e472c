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
std::string differences(const std::string& keys) {
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
      {"base: good, expect: fail, findings: [{pointer: /x}]",
       "verdict: pass, expected fail; finding missing: `/x`"},
      {"base: good, change: [{set: /x, to: 1}], expect: not-applicable", ""},
      {"base: good, change: [{remove: /x}], expect: pass",
       "verdict: indeterminate, expected pass; verdict at `/x`: indeterminate"},
      {"submission: {x: ' a'}, expect: fail, findings: [{pointer: /x}]", ""},
      {"submission: {x: ' a'}, expect: pass",
       "verdict: fail, expected pass; verdict at `/x`: fail"},
      {"submission: {x: ' a'}, expect: fail, findings: [{pointer: /x, message: '` a` has blanks "
       "around it'}]",
       ""},
      {"submission: {x: ' a'}, expect: fail, findings: [{pointer: /y}]",
       "pointer: `/x`, expected `/y`"},
      {"submission: {x: ' a'}, expect: fail, findings: [{pointer: /x, message: other}]",
       "message:  ` a` has blanks around it; expected: other"},
      {"submission: {x: ' a'}, expect: fail, findings: []",
       "finding not expected: `/x` ` a` has blanks around it"},
      {"submission: {x: ' a'}, expect: fail, findings: [{pointer: /x}], fixed: {/x: a}", ""},
      {"submission: {x: ' a'}, expect: fail, findings: [{pointer: /x}], fixed: {/x: b}",
       "fixed as json: differs from what is expected; fixed as yaml: differs from what is "
       "expected"},
      {"submission: {x: ' a'}, expect: fail, findings: [{pointer: /x}], disposition: reject", ""},
      {"submission: {x: ' a'}, expect: fail, findings: [{pointer: /x}], disposition: accept",
       "disposition: reject, expected accept"},
      {"submission: {x: ' a'}, expect: fail, findings: [{pointer: /x}], others: []", ""},
      {"submission: {x: ' a'}, expect: fail, findings: [{pointer: /x}], others: [tiny/other]",
       "other finding missing: tiny/other"},
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
  - {name: fail, submission: {x: ' a'}, expect: fail, findings: [{pointer: /x}]}
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
  const Library library =
      Library::from_memory({tiny::file("tiny", kRules),
                            {"rules/tiny/1.0.0/cases/x-padded.yaml",
                             "rule: x-padded\ncases:\n  - {name: f, submission: {x: ' a'}, expect: "
                             "fail, findings: [{pointer: /x}]}\n"
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
