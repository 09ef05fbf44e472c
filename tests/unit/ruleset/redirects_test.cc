// Rules that were renamed, are in preview or deprecated.

#include "demo_set.h"
#include "support/catch.h"

namespace intake {
namespace {

using demo::head;
using Lines = std::vector<std::string>;

std::string rule(const std::string& id, const std::string& more = {}) {
  return "  - {id: " + id + ", severity: error, at: '$.form.name', required: true, message: m" +
         more + "}\n";
}

std::vector<std::pair<std::string, std::string>> redirected(const RuleSet& rules) {
  std::vector<std::pair<std::string, std::string>> out;
  for (const Redirect& redirect : rules.redirects) out.emplace_back(redirect.from, redirect.to);
  return out;
}

TEST_CASE("redirects lead to the rule of today", "[ruleset]") {
  const RuleFiles files = demo::files(
      {{"rules/base/1.0.0/ruleset.yaml",
        head("base") + "redirects: {older: old, old: name-missing}\nrules:\n" +
            rule("name-missing")},
       {"rules/a/1.0.0/ruleset.yaml",
        head("a") + "extends: [base]\nredirects: {moved: base/older, short: name-missing}\n" +
            "override:\n  base/older: {severity: note}\n"}});
  const LoadResult loaded = load_rule_set(files, "a", demo::options());
  CHECK(demo::show(loaded.faults) == Lines{});
  REQUIRE(loaded.rules);
  CHECK(redirected(*loaded.rules) ==
        std::vector<std::pair<std::string, std::string>>{{"base/older", "base/name-missing"},
                                                         {"base/old", "base/name-missing"},
                                                         {"a/moved", "base/name-missing"},
                                                         {"a/short", "base/name-missing"}});
  CHECK(loaded.rules->rules.at(0).severity == Severity::kNote);
  CHECK(demo::show(loaded.notes) ==
        Lines{"rules/a/1.0.0/ruleset.yaml:9:3 `base/older` is now called `base/name-missing` | "
              "write the new id"});
  CHECK(current_id(*loaded.rules, "older") == "base/name-missing");
  CHECK(current_id(*loaded.rules, "a/moved") == "base/name-missing");
  CHECK(current_id(*loaded.rules, "base/moved").empty());
  CHECK(current_id(*loaded.rules, "name-missing").empty());
}

TEST_CASE("a former id of two sets is not unique", "[ruleset]") {
  RuleSet rules;
  rules.redirects = {
      {"a/old", "a/one"}, {"b/old", "b/two"}, {"a/same", "a/one"}, {"b/same", "a/one"}};
  CHECK(current_id(rules, "old").empty());
  CHECK(current_id(rules, "b/old") == "b/two");
  CHECK(current_id(rules, "same") == "a/one");
}

TEST_CASE("faults of redirects", "[ruleset]") {
  struct Row {
    const char* redirects;
    Lines faults;
  };
  const std::vector<Row> rows{
      {"{old: nmae}", {"1:18 there is no rule `nmae` | did you mean `name`?"}},
      {"{old: x/y}",
       {"1:18 there is no rule `x/y` | redirect to a rule of this set or of one that it extends"}},
      {"{name: name}",
       {"1:13 `name` is still a rule of this set | an id that was given up is never used again: "
        "choose another one"}},
      {"{a: b, b: c, c: b}",
       {"1:16 the redirects lead in a circle: a → b → c → b | redirect to the id that a rule has "
        "now",
        "1:22 the redirects lead in a circle: b → c → b | redirect to the id that a rule has now",
        "1:28 the redirects lead in a circle: c → b → c | redirect to the id that a rule has now"}},
      {"{a: a}",
       {"1:16 the redirects lead in a circle: a → a | redirect to the id that a rule has now"}},
      {"{demo/old: name, Old: name, old: [name]}",
       {"1:13 `demo/old` is no rule id of this set | write the former id without the set: "
        "client-id-wrong",
        "1:29 `Old` is no rule id of this set | write the former id without the set: "
        "client-id-wrong",
        "1:45 a redirect is a list, but must be a text | write a text"}},
      {"[old]", {"1:12 `redirects` is a list, but must be a map | write a map"}},
  };
  for (const Row& row : rows) {
    INFO(row.redirects);
    CHECK(demo::faults_of(std::string("redirects: ") + row.redirects + "\nrules:\n" +
                          rule("name")) == row.faults);
  }
}

TEST_CASE("a rule is overridden once, whatever it is called", "[ruleset]") {
  const RuleFiles files = demo::files(
      {{"rules/base/1.0.0/ruleset.yaml",
        head("base") + "redirects: {old: name}\nrules:\n" + rule("name")},
       {"rules/a/1.0.0/ruleset.yaml",
        head("a") + "extends: [base]\noverride:\n  old: {severity: note}\n  name: {severity: "
                    "\"off\"}\n"}});
  CHECK(demo::show(load_rule_set(files, "a", demo::options()).faults) ==
        Lines{"rules/a/1.0.0/ruleset.yaml:9:3 `name` is overridden twice | say all of it under the "
              "id that the rule has now"});
}

TEST_CASE("rules in preview and deprecated rules", "[ruleset]") {
  const RuleFiles files = demo::demo(
      "redirects: {old: name}\nrules:\n" + rule("name", ", preview: true") +
      rule("other", ", deprecated: {since: 0.9.0, replaced-by: old, because: it says too little}"));
  const LoadResult loaded = load_rule_set(files, "demo", demo::options());
  CHECK(demo::show(loaded.faults) == Lines{});
  REQUIRE(loaded.rules);
  CHECK(demo::must_find_rule(*loaded.rules, "demo/name").preview);
  const Rule& other = demo::must_find_rule(*loaded.rules, "demo/other");
  REQUIRE(other.deprecated);
  CHECK(other.deprecated->since.text() == "0.9.0");
  CHECK(other.deprecated->replaced_by == "demo/name");
  REQUIRE(other.texts[0]);
  CHECK(other.texts[0]->deprecated == "it says too little");
}

TEST_CASE("faults of preview and deprecated", "[ruleset]") {
  struct Row {
    const char* keys;
    Lines faults;
  };
  const std::vector<Row> rows{
      {", preview: false",
       {"2:89 `preview` is false, but must be `true` | leave the key out instead"}},
      {", deprecated: {since: 1.0.0}", {"2:93 `deprecated` needs `because` | add `because:`"}},
      {", deprecated: {since: 1.1.0, because: x}",
       {"2:100 the rule is deprecated since 1.1.0, but the set is 1.0.0 | write the version of the "
        "set that first said so"}},
      {", deprecated: {since: one, because: x}",
       {"2:100 `one` is no version | write the version of the set that first said so: 1.1.0"}},
      {", deprecated: {since: 1.0.0, because: x, replaced-by: nmae}",
       {"2:132 there is no rule `nmae` | did you mean `name`?"}},
      {", deprecated: {since: 1.0.0, because: x, replaced-by: name}",
       {"2:132 the rule is replaced by itself | name another rule"}},
      {", preview: true, deprecated: {since: 1.0.0, because: x}",
       {"2:95 the rule is in preview and deprecated at once | leave one of the two out"}},
  };
  for (const Row& row : rows) {
    INFO(row.keys);
    CHECK(demo::faults_of("rules:\n" + rule("name", row.keys)) == row.faults);
  }
}

TEST_CASE("why a rule is deprecated is said in every language", "[ruleset]") {
  const auto load = [](const std::string& texts) {
    const std::string top = head("demo") + "languages: [en, fr]\n";
    return load_rule_set(
        demo::files(
            {{"rules/demo/1.0.0/ruleset.yaml",
              top + "rules:\n" + rule("name", ", deprecated: {since: 1.0.0, because: why}")},
             {"rules/demo/1.0.0/messages.fr.yaml",
              "language: fr\ntitle: t\nrules:\n  name: {message: m" + texts + "}\n"}}),
        "demo", demo::options());
  };
  const LoadResult good = load(", deprecated: pourquoi");
  REQUIRE(good.rules);
  CHECK(good.rules->rules.at(0).texts[1]->deprecated == "pourquoi");
  CHECK(demo::show(load("").faults) ==
        Lines{"rules/demo/1.0.0/messages.fr.yaml:4:3 `name` has no `deprecated` here, but has one "
              "in ruleset.yaml | translate it"});
}

}  // namespace
}  // namespace intake
