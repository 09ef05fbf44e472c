// What is wrong with a condition is said at its place.

#include "demo_set.h"
#include "support/catch.h"

namespace intake {
namespace {

constexpr const char* kAbove = R"(lists:
  scopes: [read, write]
  types: [{name: CBE, length: 10}]
parameters:
  most: {type: integer, default: 5}
  word: {type: string, default: x}
bind:
  client: {at: '$.form.clientId', capture: '^(?P<nihii>\d+)$'}
rules:
  - id: some-wrong
    severity: error
    at: '$.form.name'
    message: m
    assert: )";
constexpr std::uint32_t kLine = 19;
constexpr std::uint32_t kColumn = 12;  // where the condition starts, from 0

struct Row {
  const char* condition;
  std::vector<std::string> faults;  // "column message | hint"; empty: none
};

std::vector<std::string> faults_of(const char* condition) {
  const RuleFiles files = demo::demo(std::string(kAbove) + condition + '\n');
  std::vector<std::string> lines;
  for (const Fault& fault : load_rule_set(files, "demo", demo::options()).faults) {
    CHECK(fault.line == kLine);
    CHECK(fault.excerpt == std::string("    assert: ") + condition);
    lines.push_back(std::to_string(fault.column - kColumn) + ' ' + fault.message +
                    (fault.hint.empty() ? "" : " | ") + fault.hint);
  }
  return lines;
}

TEST_CASE("faults of the literal arguments of verbs", "[ruleset]") {
  const std::string above =
      "bind: {x: {at: '$.form.name'}}\nrules:\n  - id: some-wrong\n    severity: error\n    at: "
      "'$.form.name'\n    assert: {blank: true}\n    message: m\n    fix: {class: safe, because: "
      "b, "
      "steps: [";
  struct Step {
    std::string step;
    std::vector<std::string> faults;
  };
  const std::vector<Step> rows{
      {"{verb: set}",
       {"8:51 neither `value` nor `suggestion` is given | `set`: Writes a value, whatever stands "
        "there."}},
      {"{verb: set, value: x, suggestion: true}",
       {"8:63 `value` and `suggestion` exclude each other | `set`: Writes a value, whatever stands "
        "there."}},
      {"{verb: set, value: {ref: x}, suggestion: true}",
       {"8:63 `value` and `suggestion` exclude each other | `set`: Writes a value, whatever stands "
        "there."}},
      {"{verb: set, value: {ref: x}}", {}},
      {"{verb: set, value: {expr: 'form.name + \"x\"'}}", {}},
      {"{verb: rename, to: {expr: '1 + 1'}}",
       {"8:63 `to` of `rename`: the expression gives int, but must give a text | change the "
        "expression"}},
      {"{verb: pad-left, length: 100000, with: '0'}",
       {"8:69 `length` is not a number from 0 to 10000 | `pad-left`: Puts a character in front "
        "until the text is long enough."}},
      {"{verb: pad-left, length: 10, with: ab}",
       {"8:79 `with` is not exactly one character | `pad-left`: Puts a character in front until "
        "the text is long enough."}},
      {"{verb: map, table: [a, b]}",
       {"8:63 `table` has a row that is no record | `map`: Replaces a text, or each text element "
        "of a list, by what a table has for it."}},
      {"{verb: map, table: {a: b}}", {}},
      {"{verb: replace, pattern: 'a', with: '\\2'}",
       {R"(8:80 the replacement uses group 2, but the pattern has none | `\1` is the first group, `\0` the whole match)"}},
  };
  for (const Step& row : rows) {
    INFO(row.step);
    const std::string body = above + row.step + "]}\n";
    CHECK(demo::faults_of(body) == row.faults);
  }
}

TEST_CASE("faults of connectives", "[ruleset]") {
  const std::vector<Row> rows{
      {"{at-least: {count: 0, of: [{present: true}]}}", {"20 this always holds | write 1 or more"}},
      {"{at-least: {count: 2, of: [{present: true}]}}",
       {"20 this never holds, as there is only 1 condition | write at most 1"}},
      {"{at-most: {count: 1, of: [{present: true}]}}",
       {"19 this always holds, as there is only 1 condition | write less than 1"}},
      {"{at-most: {count: 1, of: [{blank: true}, {present: true}]}}", {}},
      {"{at-lest: {count: 1, of: []}}",
       {"2 there is no predicate `at-lest` | did you mean `at-least`?"}},
      {"{at-least: {of: []}}",
       {"13 `at-least` needs `count` | add `count: 1`",
        "17 `of` wants a list of conditions, but is empty | write each condition behind a `- `"}},
      {"{iff: {if: {present: true}}}", {"8 `iff` needs `then` | add `then:`"}},
      {"{iff: {that: {present: true}}}",
       {"8 `iff` has no key `that` | the keys are: if, then", "8 `iff` needs `if` | add `if:`",
        "8 `iff` needs `then` | add `then:`"}},
      {"{exactly-one-of: '$.form.name'}",
       {"18 `exactly-one-of` wants a list of two selectors or more, but is the text `$.form.name` "
        "| write [ '$.first', '$.second' ]"}},
      {"{exactly-one-of: ['$.form.name']}",
       {"18 `exactly-one-of` wants a list of two selectors or more, but has only 1 | write [ "
        "'$.first', '$.second' ]"}},
      {"{at-most-one-of: ['$.form.name', '$.form.scopes[*]', '$.form.nam', '$.form.name', 3]}",
       {"34 this selector may match several values, but one is needed | use names and indexes only",
        "62 the schema tiny@1 has no member `nam` in `/form` | did you mean `name`?",
        "68 `$.form.name` stands in the list already | remove it",
        "83 a selector is a text, but this is the number 3 | write a selector in quotes, such as "
        "'$.form'"}},
      {"{all-or-none-of: ['$.form.name', '$.form.scopes'], any: []}",
       {"52 `any` stands beside `all-or-none-of`, which has to stand alone | put both into a list "
        "under `all`"}},
      {"{of: client, present: true}",
       {"6 `of` is the text `client`, but must say where a value is | write `at: '$...'` for a "
        "place, or `{ref: name}`"}},
      {"{of: {ref: client}, at: '$.form.name', present: true}",
       {"2 `of` stands beside `at` | a condition is about one value: leave one out"}},
      {"{of: {at: '$.form.scopes[*]'}, present: true}",
       {"6 this selector may match several values, but one is needed | use names and indexes "
        "only"}},
      {"{of: {ref: client}}",
       {"1 the condition says nothing | add a predicate, such as `present: true`"}},
      {"{of: {list: scopes}, contains: read}", {}},
      {"{of: {ref: client.nihii}, matches: x}", {}},
  };
  for (const Row& row : rows) {
    INFO(row.condition);
    CHECK(faults_of(row.condition) == row.faults);
  }
}

TEST_CASE("faults of the name of a schema", "[ruleset]") {
  const std::vector<Row> rows{
      {"{schema: tiny@1}", {}},
      {"{schema: {name: tiny@1, part: /properties/form}}", {}},
      {"{schema: {name: tiny@1, part: /properties/nothing}}",
       {"2 the schema `tiny@1` cannot be used: the schema has nothing at `/properties/nothing` (at "
        "the top of the schema)"}},
      {"{schema: tiny@2}",
       {"10 there is no schema `tiny@2` | it would stand in schemas/tiny/2.schema.json"}},
      {"{schema: tiny}", {"10 there is no schema `tiny` | write name@major"}},
  };
  for (const Row& row : rows) {
    INFO(row.condition);
    CHECK(faults_of(row.condition) == row.faults);
  }
}

TEST_CASE("faults of conditions", "[ruleset]") {
  const std::vector<Row> rows{
      {"{matches: '['}", {R"(12 the `[` is never closed | write `\[` for a bracket itself)"}},
      {R"({matches: "a\tb("})",
       {R"(16 the `(` is never closed | write `\(` for a parenthesis itself)"}},
      {"{mathces: x}", {"2 there is no predicate `mathces` | did you mean `matches`?"}},
      {"{present: false}",
       {"11 `present` is false, but can only be `true` | write `absent: true`"}},
      {"{absent: no}",
       {"10 `absent` is the text `no`, but can only be `true` | write `present: true`"}},
      {"{blank: 1}",
       {"9 `blank` is the number 1, but can only be `true` | write `not: {...}` for the opposite"}},
      {"{length: {mx: 3}}", {"11 `length` has no parameter `mx` | did you mean `max`?"}},
      {"{length: {max: 3, min: -1}}",
       {"24 `min` of `length` is -1, but a count is never negative | write 0 or more"}},
      {"{length: {max: x}}",
       {"16 `max` of `length` is the text `x`, but must be a whole number | write a whole number"}},
      {"{one-of: a}", {R"(10 `one-of` is the text `a`, but must be a list | write a list: ["a"])"}},
      {"{one-of: {values: [a], column: 3}}",
       {R"(32 `column` of `one-of` is the number 3, but must be a text | put it in quotes: "3")"}},
      {"{one-of: [{ref: client}, b]}",
       {"11 inside a list only plain values can stand | put the values under `lists`, or use `any` "
        "with one condition each"}},
      {"{equals: {ref: clinet}}", {"16 nothing has the name `clinet` | did you mean `client`?"}},
      {"{equals: {ref: client.nihi}}",
       {"23 the pattern of `client` has no group `nihi` | did you mean `nihii`?"}},
      {"{equals: {ref: client.nihii.x}}",
       {"23 `client.nihii` is a text and has no members | leave out what follows"}},
      {"{equals: {ref: most.x}}",
       {"16 `most` is a parameter, which has no members | write `most`"}},
      {"{equals: {ref: value}}",
       {"16 `value` is known in messages only | write `{at: '@'}` or a selector, or bind the value "
        "under a name"}},
      {"{equals: {ref: scopes}}",
       {"16 nothing has the name `scopes` | it is a list: write `{list: scopes}`"}},
      {"{equals: {ref: a..b}}", {"16 `a..b` is no name | write `name` or `name.part`"}},
      {"{equals: {rfe: x, ref: y}}",
       {"11 a reference has no key `rfe` | did you mean `ref`?",
        "24 nothing has the name `y` | define it under `bind` or `parameters`"}},
      {"{matches: {ref: client}}",
       {"11 `matches` must be written out, it cannot come from elsewhere | write the value "
        "itself"}},
      {"{equals: {at: '$.form.clientID'}}",
       {"23 the schema tiny@1 has no member `clientID` in `/form` | did you mean `clientId`?"}},
      {R"({equals: {at: '$.form["name"].x'}})",
       {"31 this never matches: in the schema tiny@1 `/form/name` is a text | select something "
        "that can be there"}},
      {"{equals: {at: '$.form.name[0]'}}",
       {"27 this never matches: in the schema tiny@1 `/form/name` is a text | select something "
        "that can be there"}},
      {"{equals: {at: '$.form.scopes.x'}}",
       {"30 this never matches: in the schema tiny@1 `/form/scopes` is a list | write `[*]` for "
        "its items"}},
      {"{equals: {at: form.name}}",
       {"15 a selector starts with `$` or `@` | write `$.form.name` or `@.form.name`"}},
      {"{equals: {at: '$..nothing'}}", {}},
      {"{equals: {at: '$.form.credentials[*].tpye'}}",
       {"38 the schema tiny@1 has no member `tpye` in `/form/credentials/*` | did you mean "
        "`type`?"}},
      {R"({equals: {at: '$.form.credentials[0]["a","b"]'}})",
       {"37 the schema tiny@1 has no member `a` in `/form/credentials/0` | its members are: "
        "identifier, type"}},
      {"{equals: {at: '$.extra.anything.below'}}", {}},
      {"{equals: {at: 3}}",
       {R"(15 `at` is the number 3, but must be a text | put it in quotes: "3")"}},
      {"{at: '$.form.scopes[*]', equals: x}",
       {"6 this selector may match several values, but one is needed | use names and indexes "
        "only"}},
      {"{at: '$.form.name'}",
       {"1 the condition says nothing | add a predicate, such as `present: true`"}},
      {"{}", {"1 the condition says nothing | add a predicate, such as `present: true`"}},
      {"x", {"1 `assert` is the text `x`, but must be a map | write a map"}},
      {"[{present: true}]", {"1 `assert` is a list, but must be a map | write a map"}},
      {"{all: []}",
       {"7 `all` wants a list of conditions, but is empty | write each condition behind a `- `"}},
      {"{all: {present: true}}",
       {"7 `all` wants a list of conditions, but is a map | write each condition behind a `- `"}},
      {"{all: [{mathces: a}, {presnt: true}], any: [x]}",
       {"9 there is no predicate `mathces` | did you mean `matches`?",
        "23 there is no predicate `presnt` | did you mean `present`?",
        "39 `any` stands beside `all`, which has to stand alone | put both into a list under "
        "`all`"}},
      {"{not: [{present: true}]}",
       {"7 a condition is a map, but this is a list | write `all:` or `any:` before a list of "
        "conditions"}},
      {"{exactly: {count: 3, of: [{present: true}]}}",
       {"19 this never holds, as there is only 1 condition | write at most 1"}},
      {"{exactly: {cuont: 1, of: [{present: true}]}}",
       {"12 `exactly` has no key `cuont` | did you mean `count`?"}},
      {"{implies: {if: {present: true}}}", {"12 `implies` needs `then` | add `then:`"}},
      {"{each: {in: '$.form.scopes', as: s, that: {equals: x}}}",
       {"13 this selects the list, not its items | write '$.form.scopes[*]'"}},
      {"{each: {in: '$.form.scopes[*]', as: client, that: {equals: x}}}",
       {"37 `client` is the name of a binding of `demo` | choose another name"}},
      {"{each: {in: '$.form.scopes[*]', as: s, that: {some: {in: '$.form.scopes[*]', as: s, that: "
       "{equals: x}}}}}",
       {"82 `s` is the name of another variable of this rule | choose another name"}},
      {"{some: {in: '$.form.scopes[*]', as: s, min: 2, that: {equals: x}}}",
       {"40 `some` has no key `min` | did you mean `in`?"}},
      {"{some: {in: '$.form.scopes[*]', as: value, that: {equals: x}}}",
       {"37 `value` has a meaning of its own in messages | choose another name"}},
      {"{some: {in: '$.form.scopes[*]', as: 9x, that: {equals: x}}}",
       {"37 `9x` cannot be a name | a name starts with a letter; letters, digits, `-` and `_` "
        "follow"}},
      {"{each: {in: '$.form.credentials[*]', as: c, that: {at: '@.tpye', equals: x}}}",
       {"59 the schema tiny@1 has no member `tpye` in `/form/credentials/*` | did you mean "
        "`type`?"}},
      {"{each: {in: '$.form.credentials[*]', as: c, that: {equals: {ref: c.idntifier}}}}",
       {"68 the schema tiny@1 has no member `idntifier` in `/form/credentials/*` | did you mean "
        "`identifier`?"}},
      {"{all: [{each: {in: '$.form.scopes[*]', as: s, that: {equals: x}}}, {equals: {ref: s}}]}",
       {"83 `s` is known only inside its `each` or `some` | move this in there, or use another "
        "name"}},
      {"{one-of: {list: scops}}", {"17 there is no list `scops` | did you mean `scopes`?"}},
      {"{one-of: {list: scopes, colum: x}}",
       {"25 a reference to a list has no key `colum` | did you mean `column`?"}},
      {"{one-of: {list: scopes, column: x}}",
       {"33 the list `scopes` has no columns | its rows are no records: leave the column out"}},
      {"{one-of: {list: types, column: nam}}",
       {"32 the list `types` has no column `nam` | did you mean `name`?"}},
      {"{equals: {lookup: {list: types, where: {nmae: x}, column: lenght}}}",
       {"47 the list `types` has no column `nmae` | did you mean `name`?",
        "59 the list `types` has no column `lenght` | did you mean `length`?"}},
      {"{equals: {lookup: {list: types, where: {}, column: length}}}",
       {"40 `where` names no column | write `{column: value}`"}},
      {"{equals: {lookup: {list: types}}}",
       {"20 a `lookup` needs `column` | add `column:`",
        "20 a `lookup` needs `where` | add `where: {column: value}`"}},
      {"{equals: {template: '{client.nihi} and {foo}'}}",
       {"30 the pattern of `client` has no group `nihi` | did you mean `nihii`?",
        "41 nothing has the name `foo` | define it under `bind` or `parameters`"}},
      {"{equals: {template: '{value}'}}",
       {"23 `value` is known in messages only | write `{at: '@'}` or a selector, or bind the value "
        "under a name"}},
      {"{equals: {template: 'a } b'}}",
       {"24 the `}` closes nothing | write `}}` for a brace itself"}},
      {"{type: strnig}", {"8 `type` does not know `strnig` | did you mean `string`?"}},
      {"{type: [string, null]}", {R"(17 `type` does not know null | put it in quotes: "null")"}},
      {"{before: 2024-13-01}",
       {"10 `before`: `2024-13-01` is no date | write 2024-04-01, 2024-04-01T12:00:00Z or now"}},
      {"{before: {date: now, at-least: 3 days}}",
       {"32 `at-least` of `before`: `3 days` is no duration | write days, weeks, hours, minutes or "
        "seconds, such as P90D or PT5M"}},
      {"{bound: clinet}", {"9 there is no binding `clinet` | did you mean `client`?"}},
      {"{bound: most}",
       {"9 `most` is a parameter, which always has a value | `bound` is about the names under "
        "`bind`"}},
      {"{bound: {ref: client}}",
       {"9 `bound` must be written out, it cannot come from elsewhere | write the value itself"}},
      {"{min: '3'}", {"7 `min` is the text `3`, but must be a number | write a number"}},
      {"{min: {ref: word}}", {"7 `min` is the text `x`, but must be a number"}},
      {"{check-digits: nihi}", {"16 `check-digits` does not know `nihi` | did you mean `nihii`?"}},
      {"{format: emial}", {"10 `format` does not know `emial` | did you mean `email`?"}},
      {"{count: {min: 3, max: 1}}",
       {"2 `min` is larger than `max`, so that no value fits | swap the two"}},
      {"{starts-with: [a, 3]}",
       {R"(19 an item of `starts-with` is the number 3, but must be a text | put it in quotes: "3")"}},
      {"{equals: {value: x, vlaue: y}}",
       {"21 `equals` has no parameter `vlaue` | did you mean `value`?"}},
      {"{matches: {}}",
       {"2 `matches` needs `pattern` | RE2 syntax; found anywhere in the text unless anchored with "
        "`^` and `$`"}},
      {"{unique: {by: 3}}",
       {R"(15 `by` of `unique` is the number 3, but must be a text | put it in quotes: "3")"}},
  };
  for (const Row& row : rows) {
    INFO(row.condition);
    CHECK(faults_of(row.condition) == row.faults);
  }
}

}  // namespace
}  // namespace intake
