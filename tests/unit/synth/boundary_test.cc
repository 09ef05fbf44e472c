// For a rule a submission that passes and one that fails, as cases that the runner confirms.

#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

#include <intake/synthesis.h>

#include "support/tiny.h"

using namespace intake;

namespace {

std::vector<RuleBoundary> boundaries(const std::string& body,
                                     const std::vector<std::string>& ids = {}) {
  const Library library = Library::from_memory({tiny::file("tiny", body)});
  return library.boundaries(tiny::must_compile(library, "tiny"), ids, tiny::at_noon(), {});
}

std::string shown(const BoundaryExample& example) {
  if (example.text.empty()) return "not synthesised: " + example.why_not;
  std::string out = example.value.empty() ? "(nothing)" : example.value;
  if (!example.how.empty()) out += " " + example.how;
  for (const std::string& other : example.others) out += " also " + other;
  return out;
}

/// The rule sets of this repository, without their cases.
std::vector<RuleFile> shipped_files() {
  namespace fs = std::filesystem;
  std::vector<RuleFile> files;
  for (const char* top : {"rules", "schemas"}) {
    const fs::path folder = fs::path(INTAKE_SOURCE_DIR) / top;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
      const std::string path =
          std::string(top) + "/" + entry.path().lexically_relative(folder).generic_string();
      const bool wanted = entry.is_regular_file() && path.find("/cases/") == std::string::npos &&
                          path.find("/examples/") == std::string::npos;
      if (!wanted) continue;
      std::ifstream in(entry.path(), std::ios::binary);
      files.push_back({path, std::string(std::istreambuf_iterator<char>(in), {})});
    }
  }
  return files;
}

std::string rule(const std::string& keys, const std::string& id = "one") {
  return "  - {id: " + id + ", severity: error, message: 'm {value}', " + keys + "}\n";
}

}  // namespace

TEST_CASE("one rule at its bound", "[synth]") {
  struct Row {
    std::string keys, passes, fails;
  };
  const std::vector<Row> rows{
      {"at: '$.a', required: true", R"("A")", "(nothing) nothing stands there"},
      {"at: '$.a', assert: {length: {max: 3}}", R"("AAA")", R"("AAAA" one character too many)"},
      {"at: '$.a', assert: {min: 18}", "18", "17 too small"},
      {"at: '$.a', assert: {matches: '^x\\d{2}$'}", R"("x11")", R"("x1" one too few)"},
      {"at: '$.a', assert: {not: {matches: '^x'}}", R"("A")", R"("x")"},
      {"at: '$.a', when: {at: '$.k', equals: 1}, assert: {equals: 2}", "2", "3 one more"},
      {"at: '$.a', when: {matches: '^\\d+$'}, assert: {length: {equal: 4}}", R"("1111")",
       R"("11111" one character too many)"},
      {"for: '$.list[*]', as: x, at: '@.a', if-absent: fail, assert: {equals: {ref: x.b}}",
       R"("A")", R"("AA" one character too many)"},
      {"at: '$.list', assert: {count: {max: 2}}", R"(["List","List 2"])",
       R"(["List","List 2","List 3"] one too many)"},
      {"at: '$.list[*]', assert: {one-of: [p, q]}", R"("p")", R"("pp" one character too many)"},
      {"at: '$.a', assert: {any: [{equals: 1}, {all: [{type: string}, {equals: b}]}]}", "1",
       "2 one more"},
      {"at: '$.a', assert: {before: now}", R"("2026-04-30")", R"("2026-05-01" too late)"},
  };
  for (const Row& row : rows) {
    INFO(row.keys);
    const auto found = boundaries("rules:\n" + rule(row.keys));
    REQUIRE(found.size() == 1);
    CHECK(shown(found[0].passes) == row.passes);
    CHECK(shown(found[0].fails) == row.fails);
  }
}

TEST_CASE("what cannot be synthesised is said with the reason", "[synth]") {
  struct Row {
    std::string keys, passes, fails;
  };
  const std::vector<Row> rows{
      {"at: '$.a', severity: off, assert: {equals: 1}", "not synthesised: the rule is off",
       "not synthesised: the rule is off"},
      {"at: '$.a', valid: {until: 2020-01-01}, assert: {equals: 1}",
       "not synthesised: the rule is not in force", "not synthesised: the rule is not in force"},
      {"at: '$.a', assert: {any: [{equals: 1}, {not: {equals: 1}}]}", R"("A")",
       "not synthesised: nothing was found for which the rule fails"},
      {"at: '$.a', assert: {all: [{equals: 1}, {equals: 2}]}",
       "not synthesised: nothing was found for which the rule applies and passes",
       "not synthesised: there is no submission to start from at which the rule passes"},
  };
  for (const Row& row : rows) {
    INFO(row.keys);
    const std::string own =
        row.keys.find("severity") == std::string::npos ? "severity: error, " : "";
    const auto found = boundaries("rules:\n  - {id: one, message: m, " + own + row.keys + "}\n");
    REQUIRE(found.size() == 1);
    CHECK(shown(found[0].passes) == row.passes);
    CHECK(shown(found[0].fails) == row.fails);
  }
}

TEST_CASE("other rules are kept quiet where that can be", "[synth]") {
  const std::string body =
      "rules:\n" + rule("at: '$.a', required: true, assert: {matches: '^\\d{8}$'}", "shape") +
      rule("at: '$.a', assert: {check-digits: luhn}", "digits") +
      rule("at: '$.b', required: true, assert: {equals: {at: '$.a'}}", "same");
  const auto found = boundaries(body, {"tiny/shape", "same"});
  REQUIRE(found.size() == 2);
  CHECK(found[0].rule == "tiny/shape");
  CHECK(shown(found[0].fails).find("also") == std::string::npos);
  CHECK(found[1].rule == "tiny/same");
  CHECK(shown(found[1].fails).find("also") == std::string::npos);
  CHECK(boundaries(body, {"other"}).empty());
}

TEST_CASE("the sides are cases that hold", "[synth]") {
  const std::vector<RuleFile> shipped = shipped_files();
  const Library library = Library::from_memory(shipped);
  const std::string kVersion = "2.0.0";
  for (const std::string set : {"ctr-rest", "fhir-vault"}) {
    INFO(set);
    const CompiledRules rules = tiny::must_compile(library, set);
    std::vector<RuleFile> files = shipped;
    std::set<std::string> sets;
    std::size_t on = 0, both = 0;
    std::string missing;
    for (const RuleBoundary& boundary : library.boundaries(rules, {}, tiny::at_noon(), {})) {
      if (boundary.passes.why_not == "the rule is off") continue;
      ++on;
      if (!boundary.passes.text.empty() && !boundary.fails.text.empty()) {
        ++both;
      } else {
        missing += boundary.rule + " ";
      }
      if (boundary.cases.empty()) continue;
      const std::size_t slash = boundary.rule.find('/');
      sets.insert(boundary.rule.substr(0, slash));
      files.push_back({"rules/" + boundary.rule.substr(0, slash) + "/" + kVersion + "/cases" +
                           boundary.rule.substr(slash) + ".yaml",
                       boundary.cases});
    }
    INFO("without both sides: " << missing);
    CHECK(both * 100 >= on * 95);
    const Library made = Library::from_memory(std::move(files));
    for (const std::string& name : sets) {
      const CaseReport report = made.run_cases(name + "@" + kVersion, tiny::at_noon());
      INFO(render_faults(report.faults, {}));
      CHECK(report.faults.empty());
      for (const CaseResult& result : report.results) {
        INFO(result.file << ": " << result.name);
        for (const std::string& difference : result.differences) UNSCOPED_INFO(difference);
        CHECK(result.passed);
      }
    }
  }
}

TEST_CASE("a case file that was made is run", "[synth]") {
  const std::string body = "rules:\n" +
                           rule("at: '$.a', required: true, assert: {matches: '^x\\d{2}$'}") +
                           rule("at: '$.list', assert: {count: {max: 2}}", "two") +
                           rule("at: \"$['odd/name']\", assert: {equals: \"yes: 'no'\"}", "three");
  std::vector<RuleFile> files{tiny::file("tiny", body)};
  for (const RuleBoundary& boundary : boundaries(body)) {
    const std::string name = boundary.rule.substr(boundary.rule.find('/') + 1);
    files.push_back({"rules/tiny/1.0.0/cases/" + name + ".yaml", boundary.cases});
  }
  const Library library = Library::from_memory(std::move(files));
  const CaseReport report = library.run_cases("tiny@1.0.0", tiny::at_noon());
  INFO(render_faults(report.faults, {}));
  CHECK(report.faults.empty());
  CHECK(report.results.size() == 6);
  for (const CaseResult& result : report.results) {
    INFO(result.file << ": " << result.name);
    for (const std::string& difference : result.differences) UNSCOPED_INFO(difference);
    CHECK(result.passed);
  }
  CHECK(report.uncovered_rules.empty());
}
