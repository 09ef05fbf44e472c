// Which version of a set or a list a reference means: ranges, validity, pre-releases, locks.

#include "ruleset/versions.h"
#include "demo_set.h"
#include "support/catch.h"

namespace intake {
namespace {

using demo::head;
using Files = std::vector<std::pair<std::string, std::string>>;

std::string set_path(const std::string& name, const std::string& version) {
  return "rules/" + name + '/' + version + "/ruleset.yaml";
}

std::pair<std::string, std::string> set(const std::string& version, const std::string& valid = {}) {
  return {set_path("a", version),
          head("a", version) + (valid.empty() ? "" : "valid: {" + valid + "}\n")};
}

std::pair<std::string, std::string> list(const std::string& version, const std::string& row,
                                         const std::string& valid = {}) {
  return {"rules/lists/colours/" + version + ".yaml",
          "list: colours\nversion: " + version + "\n" +
              (valid.empty() ? "" : "valid: {" + valid + "}\n") + "rows: [" + row + "]\n"};
}

/// The version that is chosen, or why there is none.
std::string chosen(const RuleFiles& files, const Versioned& kind, std::string_view reference,
                   std::string_view now) {
  const auto parsed = parse_reference(reference);
  REQUIRE(parsed);
  const FaultSink faults(Limits{});
  const VersionChoice choice = choose_version(files, kind, *parsed, now, Limits{}, faults);
  return choice.version ? choice.version->version.text() : choice.message + " | " + choice.hint;
}

TEST_CASE("lists are chosen as sets are", "[ruleset]") {
  const RuleFiles files = demo::files({list("1.0.0", "red", "until: 2024-01-01"),
                                       list("1.1.0", "green", "from: 2024-01-01"),
                                       list("2.0.0", "blue", "from: 2030-01-01"),
                                       {"rules/lists/colours/notes.yaml", "no: list"}});
  struct Row {
    const char* reference;
    const char* now;
    const char* expected;
  };
  const std::vector<Row> rows{
      {"colours", "2023-12-31", "1.0.0"},
      {"colours", "2024-01-01", "1.1.0"},
      {"colours@^1", "2031-01-01", "1.1.0"},
      {"colours", "2031-01-01", "2.0.0"},
      {"colours", "", "2.0.0"},
      {"colours@1.0.0", "2024-06-01",
       "no version of the list `colours` that fits is in force on 2024-06-01 | in force: 1.0.0 "
       "until 2024-01-01"},
      {"colours@^3", "2024-06-01",
       "no version of the list `colours` fits `^3` | there are: 2.0.0, 1.1.0, 1.0.0"},
      {"colour", "", "there is no list file of the name `colour` | did you mean `colours`?"},
  };
  for (const Row& row : rows) {
    INFO(row.reference << " at " << row.now);
    CHECK(chosen(files, kListFiles, row.reference, row.now) == row.expected);
  }
}

TEST_CASE("a rule set gets the list that is in force", "[ruleset]") {
  const RuleFiles files =
      demo::files({{set_path("a", "1.0.0"), head("a") + "lists: {colours: {use: colours@^1}}\n"},
                   list("1.0.0", "red"),
                   list("1.1.0", "green", "from: 2024-01-01")});
  for (const auto& [now, row, file] : {std::tuple("2023-12-31", "red", "colours@1.0.0"),
                                       std::tuple("2024-01-01", "green", "colours@1.1.0")}) {
    const LoadResult loaded = load_rule_set(files, "a", demo::options(now));
    REQUIRE(loaded.rules);
    REQUIRE(loaded.rules->lists.size() == 1);
    CHECK(loaded.rules->lists[0].name == "a/colours");
    CHECK(loaded.rules->lists[0].file == file);
    CHECK(loaded.rules->lists[0].rows.at(0).text() == row);
  }
}

TEST_CASE("the validity of a list is checked", "[ruleset]") {
  const RuleFiles files =
      demo::files({{set_path("a", "1.0.0"), head("a") + "lists: {colours: {use: colours@^1}}\n"},
                   list("1.0.0", "red", "from: 2024-13-01, untill: 2025-01-01")});
  CHECK(demo::show(load_rule_set(files, "a", demo::options()).faults) ==
        std::vector<std::string>{
            "rules/lists/colours/1.0.0.yaml:3:15 `2024-13-01` is no date | write a date such as "
            "2024-04-01",
            "rules/lists/colours/1.0.0.yaml:3:27 `valid` has no key `untill` | did you mean "
            "`until`?"});
}

TEST_CASE("pre-releases are taken where they are named, or there is nothing else", "[ruleset]") {
  const RuleFiles files = demo::files({set("1.0.0"), set("2.0.0-rc.1"), set("2.0.0-rc.2")});
  for (const auto& [reference, expected] :
       {std::pair("a", "1.0.0"), std::pair("a@*", "1.0.0"),
        std::pair("a@>=2.0.0-rc.1", "2.0.0-rc.2"), std::pair("a@2.0.0-rc.1", "2.0.0-rc.1")}) {
    INFO(reference);
    CHECK(chosen(files, kRuleSetFiles, reference, "2024-01-01") == expected);
  }
  const RuleFiles drafts = demo::files({set("1.0.0-a"), set("1.0.0-b")});
  CHECK(chosen(drafts, kRuleSetFiles, "a", "2024-01-01") == "1.0.0-b");
}

TEST_CASE("under a lock versions are chosen whether in force or not", "[ruleset]") {
  RuleFiles files = demo::files({set("1.0.0", "until: 2024-01-01"), set("1.1.0")});
  files.lock_to([](std::string_view path) { return path.find("1.0.0") != path.npos; });
  CHECK(chosen(files, kRuleSetFiles, "a", "2025-01-01") == "1.0.0");
  CHECK(chosen(files, kRuleSetFiles, "a@1.1.0", "2025-01-01") ==
        "no version of `a` fits `1.1.0` | the lock has: 1.0.0");
  CHECK(chosen(files, kRuleSetFiles, "something", "2025-01-01") ==
        "there is no rule set `something` | the lock has: a");
}

TEST_CASE("any version, and a clock at which it is in force", "[ruleset]") {
  const RuleFiles files = demo::files({set("1.0.0", "from: 2020-01-01, until: 2024-03-01"),
                                       set("1.1.0", "from: 2024-03-01, until: 2025-01-01"),
                                       set("2.0.0", "from: 2030-01-01")});
  struct Row {
    const char* reference;
    const char* now;
    const char* expected;
  };
  const std::vector<Row> rows{
      {"a", "2024-06-01T10:00:00Z", "a@1.1.0 2024-06-01T10:00:00Z"},
      {"a@1.0.0", "2024-06-01T10:00:00Z", "a@1.0.0 2024-02-29T00:00:00Z"},
      {"a@2.0.0", "2024-06-01", "a@2.0.0 2030-01-01T00:00:00Z"},
      {"a", "2027-01-01", "a@2.0.0 2030-01-01T00:00:00Z"},
      {"b", "2027-01-01", "b 2027-01-01"},
  };
  for (const Row& row : rows) {
    INFO(row.reference << " at " << row.now);
    const AnyVersion any = find_any_version(files, row.reference, row.now, Limits{});
    CHECK(any.reference + ' ' + any.now == row.expected);
  }
}

TEST_CASE("the folder of a version, and what is read of it", "[ruleset]") {
  CHECK(version_folder("rules/a/1.0.0/ruleset.yaml") == "rules/a/1.0.0/");
  CHECK(version_folder("rules/a/1.0.0/messages.fr.yaml").empty());
  CHECK(version_folder("rules/lists/a/1.0.0.yaml").empty());
  CHECK(is_read_of("rules/a/1.0.0/", "rules/a/1.0.0/messages.fr.yaml"));
  CHECK_FALSE(is_read_of("rules/a/1.0.0/", "rules/a/1.0.0/cases/x.yaml"));
  CHECK_FALSE(is_read_of("rules/a/1.0.0/", "rules/a/1.0.0/README.md"));
  CHECK_FALSE(is_read_of("rules/a/1.0.0/", "rules/a/1.0.1/ruleset.yaml"));
}

TEST_CASE("a rule set knows every file it was read from", "[ruleset]") {
  const RuleFiles files = demo::files(
      {{set_path("a", "1.0.0"), head("a") + "lists: {colours: {use: colours}}\nextends: [b]\n"},
       {set_path("b", "1.0.0"), head("b")},
       {"rules/a/1.0.0/cases/x.yaml", "rule: x"},
       list("1.0.0", "red")});
  const LoadResult loaded = load_rule_set(files, "a", demo::options());
  REQUIRE(loaded.rules);
  CHECK(loaded.rules->files ==
        std::vector<std::string>{"rules/a/1.0.0/ruleset.yaml", "rules/b/1.0.0/ruleset.yaml",
                                 "rules/lists/colours/1.0.0.yaml", "schemas/tiny/1.schema.json"});
}

}  // namespace
}  // namespace intake
