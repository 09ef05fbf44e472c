// One rule set that uses every construct of docs/rule-language.md.

#include "demo_set.h"
#include "support/catch.h"

namespace intake {
namespace {

using demo::must_find_rule;

constexpr const char* kBase = R"(abstract: true
source: {id: proc, title: The procedure, language: en, version: "1", date: 2024-01-01, url: "https://example.org"}
statements:
  - {id: s1, section: "2.3", quote: The client ID is needed.}
languages: [en, fr]
parts:
  form: {at: '$.form'}
  mail: {at: '$.mail'}
parameters:
  digits: {type: severity, default: warning, doc: how bad, choices: [error, warning, off]}
  most: {type: integer, default: 5}
  prefix: {type: string, default: nihdi}
lists:
  scopes: [read, write]
  types: {use: types@^1}
bind:
  client: {at: '$.form.clientId', capture: '^nihdi-(?P<kind>[a-z]+)-(?P<nihii>\d{8})$'}
  subject: {at: '$.mail.subject'}
rules:
  - id: client-id-malformed
    part: form
    covers: [s1]
    severity: error
    valid: {from: 2024-01-01, until: 2030-01-01}
    at: '$.form.clientId'
    required: true
    assert: {matches: '^nihdi-', length: {max: {ref: most}}}
    message: "`{value}` at {pointer} is not {expected}, {{really}}"
    message-absent: there is no client ID
    why: It is needed.
    help: Ask.
    source: {section: "2.3", quote: The client ID is needed.}
    fix:
      - steps: [{verb: trim}, {verb: prefix, text: {ref: prefix}}]
        class: unsafe
        because: It was forgotten.
      - class: ask
        ask: {id: client-id, type: choice, choices: [a, b], writes: '/form/clientId'}
        because: Only you know.
    question: Which client ID has {client.nihii}?
    choices: {a: the first, b: the second}
  - id: digits-wrong
    severity: {ref: digits}
    at: '$.form.name'
    if-absent: fail
    when: {bound: client}
    when-unknown: skip
    assert: {contains: {ref: client.nihii}}
    message: "{value} lacks {client.nihii}; {subject}, {most}"
)";

constexpr const char* kBaseFrench = R"(language: fr
title: Le set base
rules:
  client-id-malformed:
    message: "{value} n'est pas {expected}"
    message-absent: rien
    why: Nécessaire.
    help: Demandez.
    question: Quel ID ?
    choices: {a: le premier, b: le second}
    because: [Oublié., Vous seul le savez.]
  digits-wrong: {message: faux}
)";

constexpr const char* kTypes = R"(list: types
version: 1.2.0
title: Types
source: {title: The book, url: "https://example.org", confidence: A}
rows:
  - {name: CBE, length: 10, prefixes: [0, 1]}
  - {name: NIHII, length: 8}
)";

constexpr const char* kDemo = R"(valid: {from: 2024-04-01}
extends: ["base@^1.0"]
languages: [fr, en]
source: {id: d, title: La procédure, language: fr}
recognise: {any: [{at: '$.form.scopes', contains: read}, {some: {in: '$.form.scopes[*]', as: s, that: {equals: x}}}]}
override:
  base/digits-wrong: {severity: note, source: {section: "9", quote: les mots d'ici}}
  client-id-malformed: {severity: {ref: digits}}
  lists: {scopes: [read, write, admin]}
  parameters: {base/most: 7}
parameters:
  flag: {type: boolean, default: true}
  words: {type: list, default: [x, y]}
  half: {type: number, default: 0.5}
rules:
  - id: credential-wrong
    part: base/form
    severity: warning
    for: '$.form.credentials[*]'
    as: credential
    bind:
      number: {at: '@.identifier', capture: '^(?P<first>\d)'}
    at: '@.type'
    when:
      all:
        - {at: '@.identifier', present: true}
        - not: {bound: number}
        - none: [{at: '$.extra.anything.at.all', absent: true}]
        - exactly: {count: 1, of: [{is-null: true}, {blank: true}]}
        - implies: {if: {equals: {ref: credential.identifier}}, then: {one-of: {list: types, column: name}}}
        - each: {in: '$.form.scopes[*]', as: scope, min: 1, that: {one-of: {list: scopes}}}
        - some: {in: '$.form.credentials[*]', as: other, that: {all: [{at: '@.type', equals: {ref: other.identifier}}, {at: '$.form.name', equals: {template: "{other.type}-{client.kind}"}}]}}
    assert:
      any:
        - {equals: {ref: number.first}}
        - {one-of: {at: '$.form.credentials[*].type'}}
        - {one-of: {ref: words}}
        - {equals: {lookup: {list: types, where: {length: 8, name: {ref: credential.type}}, column: name}}}
        - some: {in: '$.form.scopes[*]', as: scope, that: {starts-with: [a, b]}}
    message: "{credential.type} {number.first} {scope} {flag} {missing}{extra}{suggestion}"
    fix: {steps: [{verb: set, value: {at: '@.identifier'}}], at: '@.identifier', class: safe, because: parce que}
  - id: whole-wrong
    severity: off
    at: '$.form.scopes[*]'
    if-absent: pass
    assert: {lower-case: true}
    message: m
)";

constexpr const char* kDemoEnglish = R"(language: en
title: The set demo
rules:
  credential-wrong: {message: "{credential.type}", because: because}
  whole-wrong: {message: m}
)";

RuleFiles everything() {
  return demo::files({{"rules/base/1.0.0/ruleset.yaml", demo::head("base") + kBase},
                      {"rules/base/1.0.0/messages.fr.yaml", kBaseFrench},
                      {"rules/lists/types/1.0.0.yaml", "list: types\nversion: 1.0.0\nrows: []\n"},
                      {"rules/lists/types/1.2.0.yaml", kTypes},
                      {"rules/lists/types/2.0.0.yaml", "list: types\nversion: 2.0.0\nrows: []\n"},
                      {"rules/demo/1.0.0/ruleset.yaml", demo::head("demo") + kDemo},
                      {"rules/demo/1.0.0/messages.en.yaml", kDemoEnglish}});
}

TEST_CASE("a rule set with every construct loads", "[ruleset]") {
  const RuleFiles files = everything();
  const LoadResult result = load_rule_set(files, "demo@^1.0", demo::options());
  CHECK(demo::show(result.faults) == std::vector<std::string>{});
  REQUIRE_FALSE(result.error);
  REQUIRE(result.rules);
  const RuleSet& set = *result.rules;

  CHECK(set.name == "demo");
  CHECK(set.version.text() == "1.0.0");
  CHECK(set.valid.from == "2024-04-01");
  REQUIRE(set.includes.size() == 2);
  CHECK(set.includes[0].name == "base");
  CHECK(set.includes[0].abstract);
  CHECK(set.includes[0].source.url == "https://example.org");
  CHECK(set.includes[0].title == "Le set base");
  CHECK(set.includes[1].title == "The set demo");
  CHECK(set.languages == std::vector<std::string>{"fr", "en"});
  CHECK(set.loaded == std::vector<Language>{Language::kFr, Language::kEn});
  CHECK(set.parts.size() == 2);
  REQUIRE(set.statements.size() == 1);
  CHECK(set.statements[0].id == "base/s1");
  CHECK(set.schema != nullptr);

  std::vector<std::string> ids;
  for (const Rule& rule : set.rules) ids.push_back(rule.id);
  CHECK(ids == std::vector<std::string>{"base/client-id-malformed", "base/digits-wrong",
                                        "demo/credential-wrong", "demo/whole-wrong"});

  std::vector<std::string> parameters;
  for (const Parameter& parameter : set.parameters) {
    parameters.push_back(parameter.name + '=' + to_json(parameter.value));
  }
  CHECK(parameters == std::vector<std::string>{"base/digits=\"warning\"", "base/most=7",
                                               "base/prefix=\"nihdi\"", "demo/flag=true",
                                               "demo/words=[\"x\",\"y\"]", "demo/half=0.5"});
}

TEST_CASE("what a loaded rule holds", "[ruleset]") {
  const RuleFiles files = everything();
  const LoadResult result = load_rule_set(files, "demo", demo::options());
  REQUIRE(result.rules);
  const RuleSet& set = *result.rules;

  const Rule& client = must_find_rule(set, "base/client-id-malformed");
  CHECK(client.severity == Severity::kWarning);
  CHECK(client.part == "form");
  CHECK(client.covers == std::vector<std::string>{"base/s1"});
  CHECK(client.required);
  CHECK(client.valid.until == "2030-01-01");
  CHECK(client.passage.document == "The procedure");
  CHECK(client.passage.section == "2.3");
  CHECK(client.passage.language == "en");
  REQUIRE(client.assertion);
  REQUIRE(client.assertion->predicates.size() == 2);
  CHECK(client.assertion->predicates[0].patterns[0]->text() == "^nihdi-");
  // A parameter is a literal by now.
  const PredicateUse& length = client.assertion->predicates[1];
  const auto& params = length.predicate->params;
  for (std::size_t i = 0; i < params.size(); ++i) {
    CHECK((length.args[i].kind == Operand::Kind::kLiteral) == (params[i].name == "max"));
    if (params[i].name == "max") CHECK(to_json(length.args[i].literal) == "7");
  }
  REQUIRE(client.fixes.size() == 2);
  CHECK(client.fixes[0].steps.size() == 2);
  CHECK(client.fixes[0].cls == FixClass::kUnsafe);
  REQUIRE(client.fixes[1].ask);
  CHECK(client.fixes[1].ask->writes == "/form/clientId");
  const auto& english = client.texts[static_cast<std::size_t>(Language::kEn)];
  const auto& french = client.texts[static_cast<std::size_t>(Language::kFr)];
  REQUIRE(english);
  REQUIRE(french);
  CHECK(english->because == std::vector<std::string>{"It was forgotten.", "Only you know."});
  CHECK(french->because == std::vector<std::string>{"Oublié.", "Vous seul le savez."});
  CHECK(french->choices.at(1).second == "le second");
  REQUIRE(english->question);
  REQUIRE(english->question->references.size() == 1);
  CHECK(english->question->references[0].kind == Reference::Kind::kBinding);
  CHECK(english->question->references[0].group == 2);

  CHECK(must_find_rule(set, "base/digits-wrong").severity == Severity::kNote);
  const Passage passage = must_find_rule(set, "base/digits-wrong").passage;
  CHECK(passage.document == "La procédure");
  CHECK(passage.section == "9");
  CHECK(passage.quote == "les mots d'ici");
  CHECK(passage.language == "fr");
  CHECK(must_find_rule(set, "base/digits-wrong").when_unknown_skips);

  const Rule& credential = must_find_rule(set, "demo/credential-wrong");
  CHECK(credential.part == "form");
  CHECK(credential.variable_names ==
        std::vector<std::string>{"credential", "number", "scope", "other"});
  CHECK(credential.frame_size == 4);
  REQUIRE(credential.when);
  REQUIRE(credential.when->children.size() == 7);
  const PredicateUse& bound = credential.when->children[1].children[0].predicates[0];
  CHECK(bound.binding_is_variable);
  CHECK(bound.binding == 1);
  const Condition& each = credential.when->children[5];
  CHECK(each.op == Condition::Op::kEach);
  CHECK(each.count == 1);
  // The list as the extending set has it.
  CHECK(to_json(each.children[0].predicates[0].args[0].literal) == R"(["read","write","admin"])");
  const Condition& implies = credential.when->children[4];
  CHECK(to_json(implies.children[1].predicates[0].args[0].literal) == R"(["CBE","NIHII"])");
  const Reference& member = implies.children[0].predicates[0].args[0].reference;
  CHECK(member.kind == Reference::Kind::kVariable);
  CHECK(member.path == std::vector<std::string>{"identifier"});
  REQUIRE(credential.assertion);
  const Operand& lookup = credential.assertion->children[3].predicates[0].args[0];
  REQUIRE(lookup.lookup);
  CHECK(lookup.lookup->rows.size() == 2);
  CHECK(lookup.lookup->where.size() == 2);

  CHECK(must_find_rule(set, "demo/whole-wrong").severity == Severity::kOff);
  CHECK(must_find_rule(set, "demo/whole-wrong").if_absent == IfAbsent::kPass);
}

TEST_CASE("only the languages asked for are opened", "[ruleset]") {
  RuleFiles files = everything();
  files.add("rules/demo/1.0.0/messages.en.yaml", "rules: [");
  LoadOptions options = demo::options();
  options.languages = {Language::kFr};
  const LoadResult french = load_rule_set(files, "demo", options);
  CHECK(demo::show(french.faults) == std::vector<std::string>{});
  REQUIRE(french.rules);
  CHECK(french.rules->loaded == std::vector<Language>{Language::kFr});
  const Rule& client = must_find_rule(*french.rules, "base/client-id-malformed");
  CHECK(client.texts[static_cast<std::size_t>(Language::kFr)]);
  options.languages = {Language::kEn};
  const LoadResult english = load_rule_set(files, "demo", options);
  REQUIRE(english.faults.size() == 1);
  CHECK(english.faults[0].file == "rules/demo/1.0.0/messages.en.yaml");
}

TEST_CASE("parameters of the caller", "[ruleset]") {
  struct Row {
    const char* name;
    const char* value;
    const char* expected;  // the value as JSON, or what the error says
  };
  const std::vector<Row> rows{
      {"digits", "error", "\"error\""},
      {"base/digits", "off", "\"off\""},
      {"prefix", "2024", "\"2024\""},
      {"prefix", "", "\"\""},
      {"most", "12", "12"},
      {"flag", "false", "false"},
      {"words", "[a, 2]", "[\"a\",2]"},
      {"half", "2", "2"},
      {"digits", "note",
       "the parameter `digits` is the text `note`, which is not among its "
       "choices | it is one of: error, warning, off"},
      {"digits", "bad",
       "the parameter `digits` is `bad`, which is no severity | write error, "
       "warning, note or off"},
      {"most", "many",
       "the parameter `most` is the text `many`, but the parameter is of the type "
       "`integer` | write a whole number"},
      {"most", "1.5",
       "the parameter `most` is the number 1.5, but the parameter is of the type "
       "`integer` | write a whole number"},
      {"words", "[a", "the value `[a` of the parameter `words` cannot be read | write a list"},
      {"digit", "off", "the rule set has no parameter `digit` | did you mean `digits`?"},
      {"client", "x",
       "the rule set has no parameter `client` | its parameters are: base/digits, "
       "base/most, base/prefix, demo/flag, demo/words, demo/half"},
  };
  const RuleFiles files = everything();
  for (const Row& row : rows) {
    INFO(row.name << '=' << row.value);
    LoadOptions options = demo::options();
    options.parameters = {{row.name, row.value}};
    const LoadResult result = load_rule_set(files, "demo", options);
    if (result.error) {
      CHECK(result.error->code == ErrorCode::kUsage);
      CHECK(result.error->what + " | " + result.error->hint == row.expected);
      continue;
    }
    REQUIRE(result.rules);
    const std::string_view name = row.name;
    const std::string_view short_name = name.substr(name.find('/') + 1);
    for (const Parameter& parameter : result.rules->parameters) {
      if (parameter.name.ends_with("/" + std::string(short_name))) {
        CHECK(to_json(parameter.value) == row.expected);
      }
    }
  }
}

}  // namespace
}  // namespace intake
