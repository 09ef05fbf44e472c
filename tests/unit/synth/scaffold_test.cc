// New rule sets and rules load, and what their cases say is so.

#include <algorithm>

#include <intake/synthesis.h>

#include "support/tiny.h"

using namespace intake;

namespace {

std::vector<RuleFile> rule_files(const std::vector<NewFile>& files) {
  std::vector<RuleFile> out;
  for (const NewFile& file : files) out.push_back({file.path, file.bytes});
  return out;
}

void check_cases(const Library& library, const std::string& reference) {
  const CaseReport report = library.run_cases(reference, tiny::at_noon());
  INFO(render_faults(report.faults, {}));
  CHECK(report.faults.empty());
  CHECK_FALSE(report.results.empty());
  for (const CaseResult& result : report.results) {
    INFO(result.file << ": " << result.name);
    for (const std::string& difference : result.differences) UNSCOPED_INFO(difference);
    CHECK(result.passed);
  }
  CHECK(report.uncovered_rules.empty());
  CHECK(report.rules_covered == report.rules);
}

std::string error_of(const NewRule& made) {
  return made.error ? made.error->what : made.faults.empty() ? "" : made.faults[0].message;
}

}  // namespace

TEST_CASE("a new rule set loads in every language, and its cases pass", "[synth]") {
  const auto files = new_rule_set("my-set");
  REQUIRE(files.ok());
  CHECK(std::none_of(files->begin(), files->end(), [](const NewFile& f) { return f.exists; }));
  const Library library = Library::from_memory(rule_files(*files));
  CompileOptions options = tiny::at_noon();
  const CompiledRules rules = tiny::must_compile(library, "my-set@0.1.0", options);
  for (const StatementInfo& statement : rules.statements())
    CHECK_FALSE(statement.covered_by.empty());
  check_cases(library, "my-set@0.1.0");
  CHECK(library.smallest_submission(rules, {}).report.disposition == Disposition::kAccept);

  for (const char* name : {"My-Set", "", "a b", "a/b", "-a", "../x"}) {
    INFO(name);
    CHECK_FALSE(new_rule_set(name).ok());
  }
}

TEST_CASE("a further rule leaves every byte of the set", "[synth]") {
  const auto files = new_rule_set("my-set");
  REQUIRE(files.ok());
  const Library library = Library::from_memory(rule_files(*files));
  const NewRule made = library.new_rule("my-set", "name-missing", tiny::at_noon());
  INFO(error_of(made));
  REQUIRE(made.files.size() == 5);
  std::vector<RuleFile> after = rule_files(*files);
  for (const NewFile& file : made.files) {
    INFO(file.path);
    const auto before = std::find_if(
        after.begin(), after.end(), [&](const RuleFile& other) { return other.path == file.path; });
    CHECK(file.exists == (before != after.end()));
    if (before == after.end()) {
      CHECK(file.path == "rules/my-set/0.1.0/cases/name-missing.yaml");
      after.push_back({file.path, file.bytes});
    } else {
      CHECK(file.bytes.starts_with(before->bytes));
      CHECK(file.bytes.size() > before->bytes.size());
      before->bytes = file.bytes;
    }
  }
  const Library next = Library::from_memory(after);
  CHECK(tiny::must_compile(next, "my-set").describe(Language::kDe).size() == 2);
  check_cases(next, "my-set@0.1.0");
  CHECK(next.new_rule("my-set", "name-missing", tiny::at_noon()).files.empty());
}

TEST_CASE("what a new rule is refused for", "[synth]") {
  struct Row {
    const char *set, *id, *error;
  };
  const std::vector<Row> rows{
      {"tiny", "one", "the set tiny has a rule `one`"},
      {"tiny", "One", "`One` is no rule id"},
      {"tiny", "check-name", "a rule id does not start with `check-`"},
      {"tiny", "no-name", "a rule id does not start with `no-`"},
      {"tiny", "cased", "there is such a file already, and it stays"},
      {"published", "two", "published 1.0.0 is published, and stays as it is"},
      {"faulty", "two", "there is no predicate `mathces`"},
      {"other", "two", "there is no rule set `other`"},
  };
  const std::string rule =
      "rules: [{id: one, severity: error, message: m, at: '$.a', required: true}]\n";
  std::string wrong = rule;
  wrong.replace(wrong.find("required: true"), 14, "assert: {mathces: x}");
  const Library library = Library::from_memory(
      {tiny::file("tiny", rule),
       {"rules/tiny/1.0.0/cases/cased.yaml", "rule: one\ncases: []\n"},
       tiny::file("published", rule),
       tiny::file("faulty", wrong),
       {"rules/PUBLISHED", std::string(64, '0') + "  published/1.0.0/ruleset.yaml\n"}});
  for (const Row& row : rows) {
    INFO(row.set << " " << row.id);
    const NewRule made = library.new_rule(row.set, row.id, tiny::at_noon());
    CHECK(made.files.empty());
    CHECK(error_of(made) == row.error);
  }
}

TEST_CASE("rules of any layout get one more", "[synth]") {
  for (const char* body :
       {"rules: []\n",
        "rules: [{id: one, severity: error, message: m, at: '$.a', required: true}]\n",
        "rules:\n- {id: one, severity: error, message: m, at: '$.a', required: true}\n# the end",
        ""}) {
    INFO(body);
    const Library library = Library::from_memory({tiny::file("tiny", body)});
    const NewRule made = library.new_rule("tiny", "two", tiny::at_noon());
    INFO(error_of(made));
    REQUIRE(made.files.size() == 2);
    std::vector<RuleFile> after;
    for (const NewFile& file : made.files) after.push_back({file.path, file.bytes});
    const Library next = Library::from_memory(after);
    const auto rules = tiny::must_compile(next, "tiny").describe(Language::kEn);
    CHECK(std::any_of(rules.begin(), rules.end(),
                      [](const RuleInfo& info) { return info.id == "tiny/two"; }));
  }
}
