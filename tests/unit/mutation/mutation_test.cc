// What the cases of a rule set notice of small changes of its rules.

#include <intake/mutation.h>

#include <algorithm>

#include "support/tiny.h"

using namespace intake;

namespace {

const std::string kRules = R"(rules:
  - id: x-malformed
    severity: error
    at: '$.x'
    when: {type: string}
    assert: {matches: '^\d{2}$'}
    message: "`{value}` is no number"
    fix: {steps: [{verb: trim}], class: safe, because: Blanks.}
)";

CompileOptions own_clock() { return {}; }

Library library(const std::string& cases, const std::string& rules = kRules) {
  return Library::from_memory({tiny::file("tiny", rules),
                               {"rules/tiny/1.0.0/cases/_bases.yaml", "bases: {good: {x: '12'}}\n"},
                               {"rules/tiny/1.0.0/cases/x-malformed.yaml", cases}});
}

MutationReport mutate(const std::string& cases, const MutationOptions& options = {}) {
  return library(cases).mutate("tiny@1.0.0", options, own_clock());
}

std::vector<std::string> changes(const MutationReport& report) {
  std::vector<std::string> out;
  for (const Survivor& survivor : report.survivors) out.push_back(survivor.change);
  return out;
}

const std::string kHalf = R"(rule: x-malformed
cases:
  - {name: good, base: good, expect: pass}
  - name: letters
    base: good
    change: [{set: /x, to: ab}]
    expect: fail
    findings: [{pointer: /x, message: "`ab` is no number"}]
)";

}  // namespace

TEST_CASE("what survives has its place, its words and a case that notices it", "[mutation]") {
  const MutationReport report = mutate(kHalf);
  CHECK(report.faults.empty());
  CHECK(report.unfit.empty());
  CHECK(report.survived == report.survivors.size());
  CHECK(report.mutants > report.survived);
  const auto names = changes(report);
  for (const char* change :
       {"without `when`", "pattern without `^`", "pattern without `$`",
        "pattern with more than 2 of `\\d`", "without its fix", "with `class: unsafe`"}) {
    INFO(change);
    CHECK(std::find(names.begin(), names.end(), change) != names.end());
  }
  const auto named = [&](const std::string& change) -> const Survivor& {
    const auto found = std::find(names.begin(), names.end(), change);
    REQUIRE(found != names.end());
    return report.survivors[static_cast<std::size_t>(found - names.begin())];
  };
  const Survivor& survivor = named("pattern without `^`");
  CHECK(survivor.rule == "tiny/x-malformed");
  CHECK(survivor.mutation == "drop-anchor");
  CHECK(survivor.file == "rules/tiny/1.0.0/ruleset.yaml");
  CHECK(survivor.line == 11);
  CHECK(survivor.missing == "no case has more text at that end");
  CHECK(survivor.example == R"(  - name: "x: a digit more at the end"
    base: good
    change:
      - {set: /x, to: "121"}
    expect: fail
    findings:
      - {pointer: /x, message: "`121` is no number"}
)");
  CHECK(named("pattern without `$`").noticed_by_earlier);
  CHECK(named("pattern without `$`").example.empty());
}

TEST_CASE("the examples, added to the cases, notice what survived", "[mutation]") {
  std::string cases = kHalf;
  for (int round = 0; round < 2; ++round) {
    const MutationReport report = mutate(cases);
    for (const Survivor& survivor : report.survivors) {
      INFO(survivor.change << ": " << survivor.missing);
      CHECK((round == 0 || survivor.example.empty()));
      if (round == 0) cases += survivor.example;
    }
  }
  const CaseReport run = library(cases).run_cases("tiny@1.0.0", own_clock());
  INFO(cases << render_faults(run.faults, {}));
  CHECK(run.faults.empty());
  CHECK(run.results.size() >= 5);
  for (const CaseResult& result : run.results) CHECK(result.passed);
  CHECK(mutate(cases).survived == 0);
}

TEST_CASE("without examples, for some rules, without cases", "[mutation]") {
  const MutationReport quick = mutate(kHalf, {{}, false});
  CHECK(quick.survived == mutate(kHalf).survived);
  for (const Survivor& survivor : quick.survivors) CHECK(survivor.example.empty());
  CHECK(mutate(kHalf, {{"other"}, true}).mutants == 0);
  CHECK(mutate(kHalf, {{"tiny/x-malformed"}, false}).mutants == quick.mutants);

  const MutationReport none =
      mutate("rule: x-malformed\ncases:\n  - {name: wrong, base: good, expect: not-applicable}\n");
  CHECK(none.unfit == std::vector<std::string>{
                          "rules/tiny/1.0.0/cases/x-malformed.yaml:3: tiny/x-malformed: wrong"});
  CHECK(none.survived == none.mutants);
  REQUIRE(none.survivors.size() == 1);
  CHECK(none.survivors[0].missing == "it has no case that passes");
}

TEST_CASE("changes around the rules", "[mutation]") {
  const std::string rules =
      "recognise: {at: '$.x', matches: '^1'}\nlists: {good: ['12', '13']}\n" + std::string(R"(rules:
  - id: x-malformed
    severity: error
    at: '$.x'
    required: true
    assert: {one-of: {list: good}}
    message: "`{value}` is not good"
)");
  const std::string cases = R"(rule: x-malformed
cases:
  - {name: good, base: good, expect: pass}
  - name: bad
    submission: {x: '14'}
    expect: fail
    findings: [{pointer: /x, message: "`14` is not good"}]
  - name: none
    submission: {}
    expect: fail
    findings: [{pointer: /x, message: "`‹absent›` is not good"}]
)";
  const auto run = [&](const std::string& set_cases) {
    std::vector<RuleFile> files{
        tiny::file("tiny", rules),
        {"rules/tiny/1.0.0/cases/_bases.yaml", "bases: {good: {x: '12'}}\n"},
        {"rules/tiny/1.0.0/cases/x-malformed.yaml", cases}};
    if (!set_cases.empty()) files.push_back({"rules/tiny/1.0.0/cases/_set.yaml", set_cases});
    return Library::from_memory(std::move(files)).mutate("tiny@1.0.0", {}, own_clock());
  };
  CHECK(changes(run("")) ==
        std::vector<std::string>{"with `not` before `{at: '$.x', matches: '^1'}`",
                                 "pattern without `^`", "without `'13'`"});
  CHECK(changes(run("set: tiny\ncases:\n  - {name: a, base: good, recognised: true}\n  - {name: b, "
                    "submission: {x: '21'}, recognised: false}\n  - {name: c, submission: {x: "
                    "'13'}, disposition: accept}\n"))
            .empty());
}

TEST_CASE("what stands in the catalogue", "[mutation]") {
  const auto infos = mutation_infos();
  REQUIRE(infos.size() > 20);
  CHECK(std::is_sorted(infos.begin(), infos.end(),
                       [](const auto& a, const auto& b) { return a.name < b.name; }));
}
