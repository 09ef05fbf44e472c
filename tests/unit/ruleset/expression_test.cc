// Expressions in rule files: their names, their types, and where a fault in one is shown.

#include "demo_set.h"
#include "support/catch.h"

namespace intake {
namespace {

using Lines = std::vector<std::string>;

constexpr const char* kAbove = R"(parameters:
  most: {type: integer, default: 5}
  check-level: {type: severity, default: note}
  rate: {type: number, default: 2}
lists:
  scopes: [read, write]
  types: [{name: CBE, length: 10}]
constants:
  by: '$.form.name'
  values: {a: {idp: x, limit: 3}, b: {idp: y, limit: 4}}
bind:
  client: {at: '$.form.clientId', capture: '^(?P<nihii>\d+)$'}
  total: {expr: form.scopes.size() + most}
  later: {expr: total + 1}
rules:
  - id: some-wrong
    severity: error
    at: '$.form.name'
    message: m
    assert: )";
constexpr std::uint32_t kLine = 25;

/// "line:column message | hint", lines from that of `assert`, columns from its value.
Lines faults_of(const std::string& condition) {
  const RuleFiles files = demo::demo(kAbove + condition + '\n');
  Lines lines;
  for (const Fault& fault : load_rule_set(files, "demo", demo::options()).faults) {
    lines.push_back(std::to_string(static_cast<int>(fault.line) - static_cast<int>(kLine)) + ':' +
                    std::to_string(fault.column) + ' ' + fault.message +
                    (fault.hint.empty() ? "" : " | ") + fault.hint);
  }
  return lines;
}

TEST_CASE("names that an expression knows", "[ruleset][expr]") {
  const char* good = GENERATE(
      "{expr: 'value.size() < most'}", "{expr: \"check_level == 'note' && rate * 2.5 > 1.0\"}",
      "{expr: 'value in scopes && types.exists(t, t.length == 10)'}",
      "{expr: 'form.clientId == client.nihii'}", "{expr: 'has(client.nihii)'}",
      "{expr: 'constants.idp == value && constants.limit + 1 > 2'}",
      "{expr: 'has(submission.mail) && mail.subject == value'}",
      "{expr: \"now > timestamp('2024-01-01T00:00:00Z')\"}", "{expr: 'later > total'}",
      "{each: {in: '$.form.credentials[*]', as: c, that: {expr: 'c.type == value.type'}}}",
      "{at: '$.form.scopes', expr: \"value.exists(s, s == 'x')\"}",
      "{equals: {expr: 'form.name + string(most)'}}", "{length: {max: {expr: 'most + 1'}}}",
      "{one-of: {expr: 'form.scopes'}}", "{before: {expr: \"now + duration('1h')\"}}");
  INFO(good);
  CHECK(faults_of(good) == Lines{});
}

TEST_CASE("faults in expressions", "[ruleset][expr]") {
  struct Row {
    const char* condition;
    Lines faults;
  };
  const std::vector<Row> rows{
      {"{expr: 'form.nme == value'}",
       {"0:26 the schema has no member `nme` here | did you mean `name`?"}},
      {"{expr: 'vaule == 1'}", {"0:21 there is no variable `vaule` | did you mean `value`?"}},
      {"{expr: 'client.nihi == value'}",
       {"0:28 the schema has no member `nihi` here | did you mean `nihii`?"}},
      {"{expr: 'constants.ipd == value'}",
       {"0:31 the schema has no member `ipd` here | did you mean `idp`?"}},
      {"{expr: 'constants == value'}", {"0:31 `==` does not take object and string"}},
      {"{expr: 'value + 1 == 2'}", {"0:27 `+` does not take string and int"}},
      {"{expr: 'value'}",
       {"0:20 the expression gives string, but a condition is true or false | compare it with "
        "something"}},
      {"{expr: 'most + 1'}",
       {"0:20 the expression gives int, but a condition is true or false | compare it with "
        "something"}},
      {"{expr: 'value ==='}", {"0:29 `=` is no operator | did you mean `==`?"}},
      {"{expr: ''}", {"0:21 the expression ends, but a value was needed"}},
      {"{expr: 3}", {R"(0:20 `expr` is the number 3, but must be a text | put it in quotes: "3")"}},
      {"{expr: {ref: client}}", {"0:20 `expr` is a map, but must be a text | write a text"}},
      {"{expr: 'value.mathces(\"(\")'}",
       {"0:27 there is no function `mathces` | did you mean `matches`?"}},
      {"{expr: 'value.matches(\"(\")'}",
       {R"(0:35 the pattern cannot be read: the `(` is never closed | write `\(` for a parenthesis itself)"}},
      {"{equals: {expr: 'wrong'}}", {"0:30 there is no variable `wrong`"}},
      {"{equals: {expr: 'most', at: '$.form.name'}}",
       {"0:37 an argument with `expr` has no key `at` | the keys are: expr"}},
      {"{length: {max: {expr: 'value'}}}",
       {"0:28 `max` of `length`: the expression gives string, but must give a whole number | "
        "change the expression"}},
      {"{matches: {expr: 'value'}}",
       {"0:23 `matches` must be written out, it cannot come from elsewhere | write the value "
        "itself"}},
      {"{each: {in: '$.form.scopes[*]', as: s, that: {present: true}}, expr: 'true'}",
       {"0:76 `expr` stands beside `each`, which has to stand alone | put both into a list under "
        "`all`"}},
      {"{any: [{each: {in: '$.form.scopes[*]', as: s, that: {present: true}}}, {expr: 's == "
       "\"x\"'}]}",
       {"0:92 there is no variable `s`"}},
      // Wherever the text stands, the place is exact.
      {"{expr: value == 'it''s' && vaule}",
       {"0:33 `'s'` stands where an operator or the end was needed"}},
      {"{expr: 'value == \"it''s\" && vaule'}",
       {"0:41 there is no variable `vaule` | did you mean `value`?"}},
      {"{expr: \"value == \\\"\\u00e9\\\" && vaule\"}",
       {"0:44 there is no variable `vaule` | did you mean `value`?"}},
      {"\n      expr: value == 'a' &&\n        vaule",
       {"2:9 there is no variable `vaule` | did you mean `value`?"}},
      {"\n      expr: |\n        value == 'a' &&\n          (most > 3 ||\n          vaule)",
       {"4:11 there is no variable `vaule` | did you mean `value`?"}},
      {"\n      expr: |-\n\n        // what follows is wrong\n        vaule",
       {"4:9 there is no variable `vaule` | did you mean `value`?"}},
      {"\n      expr: >\n        value == 'a' &&\n\n        vaule &&\n          wrong",
       {"4:9 there is no variable `vaule` | did you mean `value`?",
        "5:11 there is no variable `wrong`"}},
      {"\n      expr: 'value == \"a\" &&\n        vaule &&\n\n        wrong'",
       {"2:9 there is no variable `vaule` | did you mean `value`?",
        "4:9 there is no variable `wrong`"}},
      {"\n      expr: \"value == 'a' &&\\\n        \\ vaule &&\n        wrong\"",
       {"2:11 there is no variable `vaule` | did you mean `value`?",
        "3:9 there is no variable `wrong`"}},
  };
  for (const Row& row : rows) {
    INFO(row.condition);
    CHECK(faults_of(row.condition) == row.faults);
  }
}

}  // namespace
}  // namespace intake
