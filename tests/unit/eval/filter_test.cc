// Rules whose selectors have filters.

#include "support/tiny.h"

using namespace intake;

TEST_CASE("rules select by filters", "[eval]") {
  const auto rules = tiny::rules(R"(rules:
  - {id: places, severity: error, at: '$.l[?@.kind == $.main].n', assert: {max: 5}, message: "{value}"}
  - {id: each, severity: error, for: '$.groups[*]', as: g, at: '@', assert: {each: {in: "@.l[?@.kind != $.main]", as: e, that: {at: '@.n', min: 1}}}, message: "each"}
  - {id: some, severity: error, at: '$.main', assert: {some: {in: '$.l[?search(@.kind, "^b")]', as: e, that: {present: true}}}, message: "some"}
  - {id: argument, severity: error, at: '$.n', if-absent: skip, assert: {one-of: {at: '$.l[?@.ok].n'}}, message: "one of {expected}"}
)");
  struct Row {
    const char* text;
    std::vector<std::string> findings;
  };
  const std::vector<Row> rows{
      {"{main: a, l: [{kind: a, n: 1}, {kind: b, n: 9}]}", {}},
      {"{main: a, l: [{kind: b, n: 9}, {kind: a, n: 9}]}", {"tiny/places /l/1/n: 9"}},
      {"{main: a, l: [{kind: a, n: 1}]}", {"tiny/some /main: some"}},
      {"{main: b, l: [{kind: b}], groups: [{l: [{kind: b, n: 0}]}, {l: [{kind: a, n: 0}]}]}",
       {"tiny/each /groups/1: each"}},
      {"{main: a, n: 2, l: [{kind: b, n: 2, ok: true}]}", {}},
      {"{main: a, n: 3, l: [{kind: b, n: 2, ok: true}, {n: 3}]}", {"tiny/argument /n: one of 2"}},
  };
  for (const Row& row : rows) {
    INFO(row.text);
    CHECK(tiny::findings(tiny::check(rules, row.text)) == row.findings);
  }
}

TEST_CASE("a filter over a text is indeterminate", "[eval]") {
  const auto rules = tiny::rules(R"(rules:
  - {id: one, severity: error, at: '$.l[?@.kind == "a"].n', assert: {max: 5}, message: m}
)");
  CHECK(tiny::verdicts(tiny::check(rules, "l: text")) == "unknown");
  CHECK(tiny::verdicts(tiny::check(rules, "l: [{kind: a, n: 1}]")) == "pass");
  CHECK(tiny::check(rules, "l: [text, {kind: {}}]").findings.empty());
}

TEST_CASE("a filter that costs too much is an error", "[eval]") {
  const auto rules = tiny::rules(R"(rules:
  - {id: one, severity: note, at: '$.l[?@..[?@..*]]', assert: {present: true}, message: m}
)");
  CheckOptions few;
  few.limits.selector_steps = 10;
  const Report report = tiny::check(rules, "l: [[1, [2]], [3]]", few);
  CHECK(report.counts.error > 0);
  CHECK(report.disposition == Disposition::kIncomplete);
}
