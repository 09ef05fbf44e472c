// Bindings, captures, lookups, parameters and templates.

#include "support/tiny.h"

using namespace intake;

TEST_CASE("bindings and their groups", "[eval]") {
  const auto rules = tiny::rules(R"(bind:
  id: {at: '$.id', capture: '^(?P<kind>[a-z]+)-(?P<number>\d+)(?P<suffix>-x)?$'}
rules:
  - {id: number, severity: error, at: '$.number', when: {bound: id}, assert: {equals: {ref: id.number}}, message: "`{value}` differs from `{id.number}` of `{id}`, suffix {id.suffix}"}
  - {id: unbound, severity: note, at: '$.id', assert: {bound: id}, message: "`{value}` has another form, kind {id.kind}"}
)");
  struct Row {
    const char* text;
    std::vector<std::string> findings;
  };
  const std::vector<Row> rows{
      {"{id: a-12, number: '12'}", {}},
      {"{id: a-12-x, number: '13'}",
       {"tiny/number /number: `13` differs from `12` of `a-12-x`, suffix -x"}},
      {"{id: a-12, number: '13'}",
       {"tiny/number /number: `13` differs from `12` of `a-12`, suffix ‹absent›"}},
      {"{id: A12, number: '12'}", {"tiny/unbound /id: `A12` has another form, kind ‹absent›"}},
      {"{number: '12'}", {}},
  };
  for (const Row& row : rows) {
    INFO(row.text);
    CHECK(tiny::findings(tiny::check(rules, row.text)) == row.findings);
  }
}

TEST_CASE("lookups", "[eval]") {
  const auto rules = tiny::rules(R"(lists:
  lengths: [{name: CBE, length: 10}, {name: SSIN, length: 11}, {name: FREE}]
rules:
  - {id: long, severity: error, for: '$.ids[*]', as: x, at: '@.size', assert: {equals: {lookup: {list: lengths, where: {name: {ref: x.type}}, column: length}}}, message: "{value} of {x.type}, {expected}"}
)");
  struct Row {
    const char* text;
    const char* verdicts;
  };
  const std::vector<Row> rows{
      {"ids: [{type: CBE, size: 10}]", "pass"},
      {"ids: [{type: CBE, size: 11}]", "fail"},
      {"ids: [{type: SSIN, size: 11}]", "pass"},
      {"ids: [{type: OTHER, size: 11}]", "unknown"},  // no row
      {"ids: [{type: FREE, size: 11}]", "unknown"},   // a row without the column
      {"ids: [{size: 11}]", "unknown"},
  };
  for (const Row& row : rows) {
    INFO(row.text);
    CHECK(tiny::verdicts(tiny::check(rules, row.text)) == row.verdicts);
  }
}

TEST_CASE("templates show values as they are written", "[eval]") {
  struct Row {
    const char* message;
    const char* text;
    const char* shown;
  };
  const std::vector<Row> rows{
      {"`{value}` at {pointer}", "x: abc", "`abc` at /x"},
      {"{{value}} {value}", "x: abc", "{value} abc"},
      {"{value}", "x: 12.50", "12.5"},
      {"{value}", "x: [a, {b: 1}]", R"(["a",{"b":1}])"},
      {"{value}", "x: true", "true"},
      {"{other}", "x: a", "‹absent›"},
      {"{other}", "{x: a, other: b}", "b"},
      {"{expected}", "x: a", "p"},
  };
  for (const Row& row : rows) {
    INFO(row.message << " of " << row.text);
    const auto rules = tiny::rules(
        "bind: {other: {at: '$.other'}}\nrules:\n"
        "  - {id: one, severity: error, at: '$.x', assert: {equals: p}, message: \"" +
        std::string(row.message) + "\"}\n");
    const Report report = tiny::check(rules, row.text);
    REQUIRE(report.findings.size() == 1);
    CHECK(report.findings[0].message == row.shown);
  }
}

TEST_CASE("a long message is cut", "[eval]") {
  CheckOptions options;
  options.limits.message_bytes = 20;
  const auto rules = tiny::rules(
      "rules:\n  - {id: one, severity: error, at: '$.x', assert: {equals: p}, "
      "message: \"{value}\"}\n");
  const Report report = tiny::check(rules, "x: " + std::string(100, 'a'), options);
  REQUIRE(report.findings.size() == 1);
  CHECK(report.findings[0].message.size() <= 24);
  CHECK(report.findings[0].message.ends_with("…"));
}

TEST_CASE("parameters and overrides grade rules anew", "[eval]") {
  const std::string base = R"(abstract: true
parameters: {strict: {type: severity, default: warning}}
rules:
  - {id: a, severity: {ref: strict}, at: '$.a', assert: {equals: 1}, message: m}
  - {id: b, severity: error, at: '$.b', assert: {equals: 1}, message: m}
)";
  struct Row {
    const char* override;
    std::vector<std::pair<std::string, std::string>> parameters;
    unsigned errors, warnings, notes;
  };
  const std::vector<Row> rows{
      {"", {}, 1, 1, 0},
      {"", {{"strict", "error"}}, 2, 0, 0},
      {"", {{"strict", "off"}}, 1, 0, 0},
      {"override: {base/b: {severity: note}}\n", {}, 0, 1, 1},
      {"override: {b: {severity: off}}\n", {}, 0, 1, 0},
      {"override: {parameters: {strict: note}}\n", {}, 1, 0, 1},
      {"override: {parameters: {strict: note}}\n", {{"base/strict", "error"}}, 2, 0, 0},
  };
  for (const Row& row : rows) {
    INFO(row.override << (row.parameters.empty() ? "" : row.parameters[0].second));
    const Library library = Library::from_memory(
        {tiny::file("base", base),
         tiny::file("tiny", std::string("extends: ['base@^1.0']\n") + row.override)});
    CompileOptions options = tiny::at_noon();
    options.parameters = row.parameters;
    const Report report = tiny::check(tiny::must_compile(library, "tiny", options), "{a: 2, b: 2}");
    CHECK(report.counts.errors == row.errors);
    CHECK(report.counts.warnings == row.warnings);
    CHECK(report.counts.notes == row.notes);
  }
}

TEST_CASE("a rule is in force between its dates", "[eval]") {
  const Library library = Library::from_memory(
      {tiny::file("tiny",
                  "rules:\n  - {id: one, severity: error, valid: {from: 2026-01-01, until: "
                  "2026-07-01}, at: '$.x', assert: {equals: 1}, message: m}\n")});
  for (const auto& [now, verdicts] :
       std::vector<std::pair<std::string, std::string>>{{"2025-12-31T23:59:59Z", ""},
                                                        {"2026-01-01T00:00:00Z", "fail"},
                                                        {"2026-06-30T23:59:59Z", "fail"},
                                                        {"2026-07-01T00:00:00Z", ""}}) {
    INFO(now);
    CompileOptions options;
    options.now = now;
    const Report report = tiny::check(tiny::must_compile(library, "tiny", options), "x: 2");
    CHECK(tiny::verdicts(report) == verdicts);
    CHECK(report.now == now);
  }
}
