// However a rule set is damaged, loading ends with a rule set or with faults that have a place.

#include <random>

#include "demo_set.h"
#include "support/catch.h"

namespace intake {
namespace {

constexpr const char* kSet = R"yaml(extends: [base@^1]
override: {base/x-wrong: {severity: off}, lists: {words: [a]}, parameters: {grade: note}}
recognise: {some: {in: '$.form.scopes[*]', as: s, that: {equals: x}}}
parts: {form: {at: '$.form'}}
lists: {types: {use: types@^1}}
bind: {client: {at: '$.form.clientId', capture: '^(?P<nihii>\d{8})$'}, total: {expr: 'form.scopes.size() + 1'}}
constants: {by: '$.form.name', values: {a: {idp: x, most: 3}, b: {idp: y, most: 4}}}
rules:
  - id: type-wrong
    part: form
    severity: {ref: grade}
    for: '$.form.credentials[*]'
    as: credential
    bind: {number: {at: '@.identifier', capture: '(\d+)'}}
    at: '@.type'
    when: {all: [{bound: client}, {not: {bound: number}}, {exactly: {count: 1, of: [{blank: true}]}}]}
    assert: {one-of: {list: types, column: name}, equals: {lookup: {list: types, where: {length: 8}, column: name}}}
    message: "{value} {credential.type} {client.nihii} {{x}}"
    question: what?
    choices: {a: b, c: d}
    fix:
      - {steps: [{verb: replace, pattern: '(a)', with: '\1'}], at: '@.type', class: unsafe, because: b}
      - {class: ask, ask: {id: q, type: choice, choices: [a, c], writes: /form/name}, because: b}
  - id: table-wrong
    severity: error
    at: '$.form.name'
    when: {all: [{exactly-one-of: ['$.form.name', '$.mail']}, {iff: {if: {blank: true}, then: {of: {ref: client}, length: 8}}}]}
    assert:
      table:
        inputs: {id: '$.form.clientId', size: {expr: total * 2}, type: '@'}
        hit: first
        rows:
          - {id: [a, absent], size: 1..5, then: [x, y]}
          - {id: {not: b}, size: {min: 3}, type: {matches: a}, then: never}
          - {size: ..9, then: absent}
          - {else: {expr: "value == constants.idp && !(value in ['x']) ? total > 1 : client.nihii.startsWith('1') "}}
    message: "{value} {constants.idp}"
)yaml";

RuleFiles around(std::string text) {
  return demo::files({{"rules/base/1.0.0/ruleset.yaml",
                       demo::head("base") +
                           "parameters: {grade: {type: severity, default: error}}\nlists: {words: "
                           "[b]}\nrules: [{id: x-wrong, severity: error, at: '$.form', required: "
                           "true, message: m}]\n"},
                      {"rules/lists/types/1.0.0.yaml",
                       "list: types\nversion: 1.0.0\nrows: [{name: a, length: 8}]\n"},
                      {"rules/demo/1.0.0/ruleset.yaml", std::move(text)}});
}

void damage(std::string& text, std::mt19937& random) {
  static const std::vector<std::string> pieces{
      "{", "}", "[",  "]",  ": ",   "'",  "\"",  "- ",  "\n",   "@", "$",  "..",   "\\",
      "(", "*", "&a", "*a", "null", "12", "{a}", "ref", "each", "é", "\t", "\x01", "#"};
  const auto pick = [&random](std::size_t below) { return random() % below; };
  for (std::size_t times = 1 + pick(3); times > 0 && !text.empty(); --times) {
    const std::size_t at = pick(text.size());
    const std::size_t size = std::min<std::size_t>(1 + pick(12), text.size() - at);
    switch (pick(4)) {
      case 0:
        text.erase(at, size);
        break;
      case 1:
        text.insert(at, pieces[pick(pieces.size())]);
        break;
      case 2:
        text.replace(at, size, pieces[pick(pieces.size())]);
        break;
      default:
        text.insert(pick(text.size()), text.substr(at, size * 8));
        break;
    }
  }
}

TEST_CASE("damaged rule sets", "[ruleset]") {
  const std::string whole = demo::head("demo") + kSet;
  REQUIRE(demo::show(load_rule_set(around(whole), "demo", demo::options()).faults) ==
          std::vector<std::string>{});
  std::mt19937 random(20241122);
  std::size_t faulty = 0;
  for (int round = 0; round < 1000; ++round) {
    std::string text = whole;
    damage(text, random);
    INFO(text);
    const RuleFiles files = around(text);
    const LoadResult result = load_rule_set(files, "demo", demo::options());
    REQUIRE_FALSE(result.error);
    REQUIRE((result.rules == nullptr) == !result.faults.empty());
    if (!result.faults.empty()) ++faulty;
    for (const Fault& fault : result.faults) {
      REQUIRE(fault.line > 0);
      REQUIRE(fault.column > 0);
      REQUIRE_FALSE(fault.message.empty());
      REQUIRE_FALSE(fault.file.empty());
    }
  }
  CHECK(faulty > 250);
}

}  // namespace
}  // namespace intake
