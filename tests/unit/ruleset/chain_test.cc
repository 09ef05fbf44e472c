// Which versions are chosen, what a set sees of those it extends, and what goes wrong there.

#include "demo_set.h"
#include "support/catch.h"

namespace intake {
namespace {

using demo::head;
using Files = std::vector<std::pair<std::string, std::string>>;

std::string path(const std::string& name, const std::string& version = "1.0.0") {
  return "rules/" + name + '/' + version + "/ruleset.yaml";
}

std::string rule(const std::string& id, const std::string& more = "required: true") {
  return "  - {id: " + id + ", severity: error, at: '$.form.name', " + more + ", message: m}\n";
}

/// What was loaded as "set version" texts, or the faults, or the error.
std::vector<std::string> outcome(const Files& more, std::string_view reference,
                                 std::string now = "2024-06-01T00:00:00Z") {
  const RuleFiles files = demo::files(more);
  const LoadResult result = load_rule_set(files, reference, demo::options(std::move(now)));
  if (result.error) {
    CHECK(result.rules == nullptr);
    return {result.error->what + " | " + result.error->hint};
  }
  if (!result.rules) return demo::show(result.faults);
  std::vector<std::string> sets;
  for (const IncludedSet& set : result.rules->includes) {
    sets.push_back(set.name + ' ' + set.version.text());
  }
  return sets;
}

using Lines = std::vector<std::string>;

TEST_CASE("the highest version in force that fits is chosen", "[ruleset]") {
  const Files files{
      {path("a", "1.0.0"), head("a", "1.0.0") + "valid: {until: 2024-01-01}\n"},
      {path("a", "1.9.0"), head("a", "1.9.0") + "valid: {from: 2024-01-01, until: 2025-01-01}\n"},
      {path("a", "1.10.0"), head("a", "1.10.0") + "valid: {from: 2025-01-01}\n"},
      {path("a", "2.0.0"), head("a", "2.0.0") + "valid: {from: 2030-01-01}\n"},
      {path("b"), head("b") + "extends: [a@^1]\n"},
      {"rules/a/draft/ruleset.yaml", "not: [read"}};
  struct Row {
    const char* reference;
    const char* now;
    Lines expected;
  };
  const std::vector<Row> rows{
      {"a", "2023-12-31T23:59:59Z", {"a 1.0.0"}},
      {"a", "2024-01-01T00:00:00Z", {"a 1.9.0"}},
      {"a", "2025-01-01T00:00:00Z", {"a 1.10.0"}},
      {"a", "2031-01-01T00:00:00Z", {"a 2.0.0"}},
      {"a", "", {"a 2.0.0"}},
      {"a@^1", "2031-01-01T00:00:00Z", {"a 1.10.0"}},
      {"b", "2024-03-01T00:00:00Z", {"a 1.9.0", "b 1.0.0"}},
      {"b", "2031-03-01T00:00:00Z", {"a 1.10.0", "b 1.0.0"}},
      {"a@~1.9",
       "2026-01-01T00:00:00Z",
       {"no version of `a` that fits is in force on 2026-01-01 | in force: 1.9.0 from 2024-01-01 "
        "until 2025-01-01"}},
      {"a@^3", "", {"no version of `a` fits `^3` | there are: 2.0.0, 1.10.0, 1.9.0, 1.0.0"}},
      {"aa", "", {"there is no rule set `aa` | did you mean `a`?"}},
      {"something", "", {"there is no rule set `something` | there are: a, b"}},
      {"a@q", "", {"`a@q` names no rule set | write the name of a set, or name@range"}},
      {"", "", {"`` names no rule set | write the name of a set, or name@range"}},
  };
  for (const Row& row : rows) {
    INFO(row.reference << " at " << row.now);
    CHECK(outcome(files, row.reference, row.now) == row.expected);
  }
}

TEST_CASE("chains: order, circles and versions that do not go together", "[ruleset]") {
  const Files diamond{{path("top"), head("top")},
                      {path("left"), head("left") + "extends: [top@^1]\n"},
                      {path("right"), head("right") + "extends: [top]\n"},
                      {path("all"), head("all") + "extends: [left@^1, right@^1]\n"}};
  CHECK(outcome(diamond, "all") == Lines{"top 1.0.0", "left 1.0.0", "right 1.0.0", "all 1.0.0"});

  const Files circle{{path("a"), head("a") + "extends: [b]\n"},
                     {path("b"), head("b") + "extends:\n  - c\n"},
                     {path("c"), head("c") + "extends: [a]\n"}};
  CHECK(outcome(circle, "a") ==
        Lines{"rules/c/1.0.0/ruleset.yaml:6:11 the sets extend each other in a circle: a → b → c "
              "→ a | remove one of the `extends`"});

  const Files conflict{{path("a", "1.0.0"), head("a", "1.0.0")},
                       {path("a", "2.0.0"), head("a", "2.0.0")},
                       {path("b"), head("b") + "extends: [a@^1]\n"},
                       {path("c"), head("c") + "extends: [b@^1, a@^2, d@^1, b@^7]\n"},
                       {path("d"), head("d") + "extends: [a]\n"}};
  CHECK(outcome(conflict, "d") == Lines{"a 2.0.0", "d 1.0.0"});
  CHECK(outcome(conflict, "c") ==
        Lines{"rules/c/1.0.0/ruleset.yaml:6:17 `a` is version 1.0.0 in this chain already, which "
              "`^2` does not contain | there are: 2.0.0, 1.0.0",
              "rules/c/1.0.0/ruleset.yaml:6:29 `b` is version 1.0.0 in this chain already, which "
              "`^7` does not contain | there are: 1.0.0"});
}

TEST_CASE("faults of all files of a chain come at once", "[ruleset]") {
  const Files files{
      {path("a"), "ruleset: b\nversion: 1.0\nengine: \">=9\"\ntitle: x\n"},
      {path("b"), head("b", "1.0.1") + "extends: [a, c@^2, d]\nrules:\n" + rule("x", "assrt: {}")},
      {path("c"), head("c")},
      {path("d"), "rules: ["}};
  CHECK(
      outcome(files, "b") ==
      Lines{"rules/a/1.0.0/ruleset.yaml:1:10 the name is `b`, but the folder is `a` | the name "
            "and the folder must be equal",
            "rules/a/1.0.0/ruleset.yaml:2:10 `version` is the number 1.0, but must be a text | "
            "put it in quotes: \"1.0\"",
            "rules/a/1.0.0/ruleset.yaml:3:9 the set is for engines `>=9`, this one is 0.1.0 | "
            "use another engine or another version of the set",
            "rules/b/1.0.0/ruleset.yaml:2:10 the version is `1.0.1`, but the folder is `1.0.0` "
            "| the version and the folder must be equal",
            "rules/b/1.0.0/ruleset.yaml:6:14 no version of `c` fits `^2` | there are: 1.0.0",
            "rules/b/1.0.0/ruleset.yaml:8:49 a rule has no key `assrt` | did you mean `assert`?",
            "rules/d/1.0.0/ruleset.yaml:1:9 a `[` is not closed, or a comma is missing here | add "
            "the `]` or the `,`"});
}

TEST_CASE("names of extended sets: seen, unique, overridden", "[ruleset]") {
  const std::string names =
      "parts: {form: {at: '$.form'}}\n"
      "lists: {scopes: [x]}\n"
      "parameters: {most: {type: integer, default: 1}}\n"
      "bind: {client: {at: '$.form.clientId'}}\n";
  const Files files{
      {path("a"), head("a") + names + "rules:\n" + rule("one") + rule("same")},
      {path("b"), head("b") + "lists: {scopes: [y]}\nbind: {client: {at: '$.form.name'}}\n" +
                      "rules:\n" + rule("two") + rule("same")},
      {path("good"),
       head("good") +
           "extends: [a, b]\noverride:\n  one: {severity: note}\n  b/same: {severity: "
           "off}\n  lists: {a/scopes: [z]}\n  parameters: {most: 2}\nrules:\n" +
           rule("three",
                "part: form, assert: {one-of: {list: b/scopes}, equals: {ref: a/client}, "
                "min: {ref: a/most}}")},
      {path("again"),
       head("again") + "extends: [a]\nbind: {client: {at: '$.form.name'}}\n" +
           "parameters: {most: {type: integer, default: 1}}\nlists: {scopes: [z]}\n" +
           "parts: {form: {at: '$.form'}}\nrules:\n" + rule("one")},
      {path("bad"),
       head("bad") + "extends: [a, b]\nlists: {mine: [z]}\noverride:\n" +
           "  same: {severity: off}\n  ona: {severity: off}\n  own: {severity: off}\n" +
           "  one: {severity: {ref: most}}\n  two: {severity: bad}\n" +
           "  lists: {scopes: [z], mine: [z], b/scopes: x}\n" +
           "  parameters: {a/client: 1, b/most: 2, most: x}\nrules:\n" + rule("own")},
      {path("unclear"),
       head("unclear") + "extends: [a, b]\nrules:\n" +
           rule("mine", "assert: {one-of: {list: scopes}, equals: {ref: client}}")},
      {path("alone"),
       head("alone") + "rules:\n" + rule("mine", "assert: {one-of: {list: scopes}}")},
  };
  CHECK(outcome(files, "good") == Lines{"a 1.0.0", "b 1.0.0", "good 1.0.0"});
  CHECK(outcome(files, "again") ==
        Lines{"rules/again/1.0.0/ruleset.yaml:7:8 `client` is defined by `a` already, which this "
              "extends | use that one, change it under `override`, or choose another name",
              "rules/again/1.0.0/ruleset.yaml:8:14 `most` is defined by `a` already, which this "
              "extends | use that one, change it under `override`, or choose another name",
              "rules/again/1.0.0/ruleset.yaml:9:9 `scopes` is defined by `a` already, which this "
              "extends | use that one, change it under `override`, or choose another name",
              "rules/again/1.0.0/ruleset.yaml:10:9 `form` is defined by `a` already, which this "
              "extends | use that one, change it under `override`, or choose another name",
              "rules/again/1.0.0/ruleset.yaml:12:10 `one` is a rule of `a` already, which this "
              "extends | change its severity under `override`, or choose another id"});
  CHECK(outcome(files, "bad") ==
        Lines{"rules/bad/1.0.0/ruleset.yaml:9:3 `same` may be `a/same` and `b/same` | write it "
              "with the name of its set",
              "rules/bad/1.0.0/ruleset.yaml:10:3 nothing that this extends has a rule `ona` | did "
              "you mean `one`?",
              "rules/bad/1.0.0/ruleset.yaml:11:3 `own` is a rule of this set itself | change its "
              "severity there",
              "rules/bad/1.0.0/ruleset.yaml:12:25 `most` is of the type `integer` | a parameter of "
              "the type severity is needed",
              "rules/bad/1.0.0/ruleset.yaml:13:19 `bad` is no severity | write error, warning, "
              "note, off or {ref: parameter}",
              "rules/bad/1.0.0/ruleset.yaml:14:11 `scopes` may be `a/scopes` and `b/scopes` | "
              "write it with the name of its set",
              "rules/bad/1.0.0/ruleset.yaml:14:24 `mine` is defined by this set itself | change it "
              "there",
              "rules/bad/1.0.0/ruleset.yaml:14:45 a list that is not written here is a map, but "
              "this is the text `x` | its keys: use",
              "rules/bad/1.0.0/ruleset.yaml:15:16 `a/client` is a binding, not a parameter | "
              "bindings cannot be overridden",
              "rules/bad/1.0.0/ruleset.yaml:15:29 nothing that this extends has a parameter "
              "`b/most` | did you mean `most`?",
              "rules/bad/1.0.0/ruleset.yaml:15:46 the new default of `a/most` is the text `x`, but "
              "the parameter is of the type `integer` | write a whole number"});
  CHECK(outcome(files, "unclear") ==
        Lines{"rules/unclear/1.0.0/ruleset.yaml:8:76 `scopes` may be `a/scopes` and `b/scopes` | "
              "write it with the name of its set",
              "rules/unclear/1.0.0/ruleset.yaml:8:99 `client` may be `a/client` and `b/client` | "
              "write it with the name of its set"});
  CHECK(outcome(files, "alone") ==
        Lines{"rules/alone/1.0.0/ruleset.yaml:7:76 there is no list `scopes` | none is defined "
              "here or in what this extends"});

  const RuleFiles all = demo::files(files);
  const LoadResult good = load_rule_set(all, "good", demo::options());
  REQUIRE(good.rules);
  CHECK(demo::must_find_rule(*good.rules, "a/one").severity == Severity::kNote);
  CHECK(demo::must_find_rule(*good.rules, "a/same").severity == Severity::kError);
  CHECK(demo::must_find_rule(*good.rules, "b/same").severity == Severity::kOff);
}

TEST_CASE("the schema of a chain", "[ruleset]") {
  const std::string bare = "version: 1.0.0\nengine: \"*\"\ntitle: x\n";
  const Files files{
      {"schemas/other/1.schema.json", R"({"type": "object"})"},
      {"schemas/broken/1.schema.json", "{"},
      {path("a"), "ruleset: a\n" + bare + "schema: {use: tiny@1}\n"},
      {path("b"), "ruleset: b\n" + bare + "extends: [a]\nrules:\n" +
                      rule("x", "assert: {at: '$.frm', present: true}")},
      {path("c"), "ruleset: c\n" + bare + "extends: [a]\nschema: {use: other@1}\n"},
      {path("d"), "ruleset: d\n" + bare + "schema: {use: tny@1}\n"},
      {path("e"), "ruleset: e\n" + bare + "schema: {use: tiny}\n"},
      {path("f"), "ruleset: f\n" + bare + "schema: {use: broken@1}\n"},
      {path("g"),
       "ruleset: g\n" + bare + "rules:\n" + rule("x", "assert: {at: '$.frm', present: true}")},
  };
  CHECK(outcome(files, "b") == Lines{"rules/b/1.0.0/ruleset.yaml:7:65 the schema tiny@1 has no "
                                     "member `frm` at the top | did you mean `form`?"});
  CHECK(outcome(files, "c") == Lines{"rules/c/1.0.0/ruleset.yaml:6:15 the schema is `other@1`, "
                                     "but that of `a` in this chain is `tiny@1` | all sets of a "
                                     "chain need the same schema"});
  CHECK(outcome(files, "d") == Lines{"rules/d/1.0.0/ruleset.yaml:5:15 there is no schema `tny@1` | "
                                     "did you mean `tiny@1`?"});
  CHECK(outcome(files, "e") == Lines{"rules/e/1.0.0/ruleset.yaml:5:15 `tiny` names no schema | "
                                     "write name@major, such as `form@1`"});
  const Lines broken = outcome(files, "f");
  REQUIRE(broken.size() == 1);
  CHECK(broken[0].starts_with("schemas/broken/1.schema.json:1:"));
  CHECK(outcome(files, "g") == Lines{"g 1.0.0"});
}

TEST_CASE("list files", "[ruleset]") {
  const auto use = [](const std::string& what) {
    return head("a") + "lists: {types: {use: '" + what + "'}}\n";
  };
  struct Row {
    std::string use;
    std::string file;  // rules/lists/types/1.0.0.yaml
    Lines faults;
  };
  const std::string rows_ok = "rows: [a]\n";
  const std::vector<Row> rows{
      {"types@^1", "list: types\nversion: 1.0.0\n" + rows_ok, {"a 1.0.0"}},
      {"types@^2",
       "list: types\nversion: 1.0.0\n" + rows_ok,
       {"rules/a/1.0.0/ruleset.yaml:6:22 no version of the list `types` fits `^2` | there are: "
        "1.0.0"}},
      {"typse@^2",
       "list: types\nversion: 1.0.0\n" + rows_ok,
       {"rules/a/1.0.0/ruleset.yaml:6:22 there is no list file of the name `typse` | did you mean "
        "`types`?"}},
      {"types",
       "list: type\nversion: 1.0.1\nrows: [a, [b]]\nsource: {titel: x}\n",
       {"rules/lists/types/1.0.0.yaml:1:7 `type` stands in the folder of the list `types` | the "
        "name and the folder must be equal",
        "rules/lists/types/1.0.0.yaml:2:10 the version is `1.0.1`, but the file is named `1.0.0` | "
        "the version and the file name must be equal",
        "rules/lists/types/1.0.0.yaml:3:11 a row of the list `types` is a list, but must be a text "
        "or a map or a number | write a text or a map or a number",
        "rules/lists/types/1.0.0.yaml:4:10 the source of a list has no key `titel` | did you mean "
        "`title`?"}},
      {"types", "[a", {}},
  };
  for (const Row& row : rows) {
    INFO(row.use << "\n" << row.file);
    const Lines found =
        outcome({{path("a"), use(row.use)}, {"rules/lists/types/1.0.0.yaml", row.file}}, "a");
    if (row.faults.empty()) {
      REQUIRE(found.size() == 1);
      CHECK(found[0].starts_with("rules/lists/types/1.0.0.yaml:1:"));
    } else {
      CHECK(found == row.faults);
    }
  }
}

}  // namespace
}  // namespace intake
