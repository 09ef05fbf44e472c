// messages.<lang>.yaml: every rule of the set, with every text that it has.

#include "demo_set.h"
#include "support/catch.h"

namespace intake {
namespace {

using Lines = std::vector<std::string>;

constexpr const char* kSet = R"(languages: [en, fr]
bind: {client: {at: '$.form.clientId'}}
rules:
  - id: name-missing
    severity: error
    at: '$.form.name'
    required: true
    message: m
    why: w
    question: q
    choices: {a: x, b: y}
    fix:
      - {class: unsafe, because: b, steps: [{verb: trim}]}
      - {class: ask, because: b, ask: {id: q, type: choice, choices: [a, b]}}
  - id: scopes-wrong
    severity: error
    at: '$.form.scopes'
    assert: {some: {in: '@[*]', as: scope, that: {equals: x}}}
    message: "{scope}"
)";

constexpr const char* kGood = R"(language: fr
title: t
rules:
  name-missing: {message: m, why: w, question: q, choices: {a: x, b: y}, because: [b, b]}
  scopes-wrong: {message: "{scope} {client}"}
)";

Lines faults_of(const char* french) {
  RuleFiles files = demo::demo(kSet);
  if (french != nullptr) files.add("rules/demo/1.0.0/messages.fr.yaml", french);
  Lines lines;
  for (std::string line : demo::show(load_rule_set(files, "demo", demo::options()).faults)) {
    const std::string prefix = "rules/demo/1.0.0/messages.fr.yaml:";
    if (line.starts_with(prefix)) line = "fr " + line.substr(prefix.size());
    lines.push_back(line);
  }
  return lines;
}

TEST_CASE("faults of messages files", "[ruleset]") {
  struct Row {
    const char* french;
    Lines faults;
  };
  const std::vector<Row> rows{
      {kGood, {}},
      {nullptr,
       {"1:12 the language `fr` is declared, but there is no file messages.fr.yaml | add it beside "
        "the rule set, or leave the language out"}},
      {"language: nl\ntitle: t\nrules:\n  name-mising: {message: m}\n",
       {"fr 1:11 the language is `nl`, but the file is named `messages.fr.yaml` | the language and "
        "the file name must be equal",
        "fr 3:1 the rule `name-missing` has no texts in `fr` | add `name-missing:` with message, "
        "why, question, choices, because",
        "fr 3:1 the rule `scopes-wrong` has no texts in `fr` | add `scopes-wrong:` with message",
        "fr 4:3 the set has no rule `name-mising` | did you mean `name-missing`?"}},
      {"language: fr\ntitle: t\nrules:\n"
       "  name-missing: {message: '{vlaue}', help: h, choices: {a: x, c: y}, because: b}\n"
       "  scopes-wrong: {mesage: m}\n  other: x\n",
       {"fr 4:3 `name-missing` has no `question` here, but has one in ruleset.yaml | translate it",
        "fr 4:3 `name-missing` has no `why` here, but has one in ruleset.yaml | translate it",
        "fr 4:29 nothing has the name `vlaue` | did you mean `value`?",
        "fr 4:38 `name-missing` has no `help` in ruleset.yaml | leave it out, or add it there",
        "fr 4:47 the choice `b` is not explained | add `b: ...`",
        "fr 4:63 the question has no choice `c` | did you mean `a`?",
        "fr 4:79 there are 1 texts for 2 fixes | write one for each fix, in order",
        "fr 5:18 an entry of a messages file has no key `mesage` | did you mean `message`?",
        "fr 6:3 the set has no rule `other` | only rules that this set defines itself stand "
        "here"}},
      {"rules: []\n",
       {"fr 1:1 a messages file needs `language` | add `language:`",
        "fr 1:1 a messages file needs `title` | add `title:`",
        "fr 1:8 `rules` is a list, but must be a map | write a map"}},
  };
  for (const Row& row : rows) {
    INFO((row.french == nullptr ? "none" : row.french));
    CHECK(faults_of(row.french) == row.faults);
  }
}

TEST_CASE("a messages file that is no YAML, or of no declared language", "[ruleset]") {
  const Lines broken = faults_of("rules: {");
  REQUIRE(broken.size() == 1);
  CHECK(broken[0].starts_with("fr 1:"));
  RuleFiles files = demo::demo(kSet);
  files.add("rules/demo/1.0.0/messages.fr.yaml", kGood);
  files.add("rules/demo/1.0.0/messages.nl.yaml", kGood);
  files.add("rules/demo/1.0.0/messages.en.yaml", kGood);
  CHECK(demo::show(load_rule_set(files, "demo", demo::options()).faults) ==
        Lines{"rules/demo/1.0.0/messages.en.yaml:1:1 the texts in `en` stand in ruleset.yaml "
              "itself | remove the file",
              "rules/demo/1.0.0/messages.nl.yaml:1:1 the language `nl` is not declared | add it to "
              "`languages` of the set, or remove the file"});
}

TEST_CASE("a set offers no language that the sets it extends lack", "[ruleset]") {
  RuleFiles files =
      demo::files({{"rules/base/1.0.0/ruleset.yaml", demo::head("base") + "languages: [nl]\n"},
                   {"rules/demo/1.0.0/ruleset.yaml",
                    demo::head("demo") + "extends: [base]\nlanguages: [en, nl]\n"},
                   {"rules/demo/1.0.0/messages.nl.yaml", "language: nl\ntitle: t\nrules: {}\n"}});
  CHECK(demo::show(load_rule_set(files, "demo", demo::options()).faults) ==
        Lines{"2:13 the language `en` is not declared by `base`, which this extends | add it "
              "there, or leave it out here"});
}

}  // namespace
}  // namespace intake
