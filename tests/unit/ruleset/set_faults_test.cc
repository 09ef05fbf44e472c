// What is wrong with a rule set is said all at once, each thing at its place.

#include "demo_set.h"
#include "support/catch.h"

namespace intake {
namespace {

struct Row {
  const char* body;                 // below the five lines of the head
  std::vector<std::string> faults;  // demo::show()
};

TEST_CASE("faults of rule sets", "[ruleset]") {
  const std::vector<Row> rows{
      {R"(rules: x
)",
       {"1:8 `rules` is the text `x`, but must be a list | write a list"}},
      {R"(titel: x
rules: []
)",
       {"1:1 a rule set has no key `titel` | did you mean `title`?"}},
      {R"(rules:
  - x
  - id: a
  - id: Bad_Id
    severity: eror
    at: '$.form.nme'
    assert: {present: true}
    message: m
  - id: no-name
    severity: 3
    at: '$.form.name'
    asert: {present: true}
    message: "{vale} {x"
)",
       {"2:5 a rule is a map, but this is the text `x` | its keys: id, part, covers, severity, "
        "valid, preview, deprecated, when, when-unknown, for, as, bind, at, required, if-absent, "
        "assert, message, message-absent, why, help, question, choices, source, fix",
        "3:5 a rule needs `message` | add `message:`",
        "3:5 a rule needs `severity` | add `severity: error`",
        "3:5 the rule asserts nothing | add `assert` or `required: true`",
        "3:5 the rule has neither `at` nor `for` | say which value it is about; `at: '$'` is the "
        "whole submission",
        "4:9 `Bad_Id` is no rule id | write lower-case words joined by `-`, such as "
        "client-id-malformed",
        "5:15 `eror` is no severity | did you mean `error`?",
        "6:17 the schema tiny@1 has no member `nme` in `/form` | did you mean `name`?",
        "9:9 a rule id does not start with `no-` | name the fault, not the advice: "
        "client-id-malformed",
        R"(10:15 `severity` is the number 3, but must be a text or a map | put it in quotes: "3")",
        "12:5 a rule has no key `asert` | did you mean `assert`?",
        "13:22 the `{` is never closed | write `{name}`, or `{{` for a brace itself"}},
      {R"(rules:
  - {id: a, severity: error, at: '$.form.name', message: m}
  - {id: a, severity: error, assert: {present: true}, message: m}
  - {id: b, severity: error, at: '@.name', assert: {present: true}, message: m}
  - {id: c, severity: error, for: '$.form.credentials[*]', as: c, at: '@.tpye', assert: {present: true}, message: m}
  - {id: d, severity: error, for: '$.form.credentials[*]', at: '@', required: true, message: m}
  - {id: e, severity: error, for: '$.form.credentials[*]', required: true, message: m}
  - {id: f, severity: error, at: '$.form.scopes[*]', required: true, message: m}
  - {id: g, severity: error, at: '$.form.name', as: x, required: true, message: m}
  - {id: h, severity: error, at: '$.form.name', bind: {x: {at: '$.form.name'}}, required: true, message: m}
  - {id: i, severity: error, at: '$.form.name', required: true, if-absent: skip, message: m}
  - {id: j, severity: error, at: '$.form.name', if-absent: aks, assert: {present: true}, message: m}
  - {id: k, severity: error, at: '$.form.name', if-absent: ask, assert: {present: true}, message: m}
  - {id: l, severity: error, at: '$.form.name', required: false, message: m}
  - {id: m, severity: error, at: '$.form.name', required: true, when-unknown: pass, message: m}
  - {id: n, severity: error, at: '$.form.name', required: true, when-unknown: skip, message: m}
  - {id: o, severity: error, part: frm, covers: [s9], at: '$.form.name', required: true, message: m}
  - {id: p, severity: {ref: x}, at: '$.form.name', required: true, message: m}
  - {id: q, severity: error, valid: {from: 2024-02-30, untl: x}, at: '$.form.name', required: true, message: m}
  - {id: r, severity: error, valid: {from: 2024-02-20, until: 2024-02-20}, at: '$.form.name', required: true, message: m}
  - {id: s, severity: error, at: '$.form.name', required: true, message: m, source: {section: 2.3}}
  - {id: t, severity: error, at: '$.form.credentials[*]', required: true, assert: {at: '@.tpye', equals: x}, message: m}
)",
       {"2:6 the rule asserts nothing | add `assert` or `required: true`",
        "3:6 the rule has neither `at` nor `for` | say which value it is about; `at: '$'` is the "
        "whole submission",
        "3:10 two rules have the id `a` | choose another id",
        "4:34 `@` stands for nothing here | start with `$`, the whole submission",
        "5:74 the schema tiny@1 has no member `tpye` in `/form/credentials/*` | did you mean "
        "`type`?",
        "7:60 the match of `for` is always there | add the `at` that is required, or leave "
        "`required` out",
        "8:54 `required` needs an `at` of names and indexes only | use `count: {min: 1}` on the "
        "list instead",
        "9:49 `as` names the match of `for`, but there is no `for` | add `for` or leave it out",
        "10:49 a rule has `bind` only together with `for` | move it to the `bind` of the set",
        "11:65 an absent value fails already, as it is `required` | leave one of the two out",
        "12:60 `if-absent` does not know `aks` | did you mean `ask`?",
        "13:60 `if-absent: ask` needs a fix of class ask | add `fix: {class: ask, ...}`",
        "14:59 `required` is false, but must be `true` | leave the key out instead",
        "15:79 `when-unknown` is `pass`, but can only be `skip` | leave it out to have an "
        "indeterminate finding",
        "16:65 `when-unknown` says nothing without `when` | leave it out",
        "17:36 there is no part `frm` | none is defined here or in what this extends",
        "17:50 there is no statement `s9` | none is defined here or in what this extends",
        "18:29 there is no parameter `x` | none is defined here or in what this extends",
        "19:44 `2024-02-30` is no date | write a date such as 2024-04-01",
        "19:56 `valid` has no key `untl` | did you mean `until`?",
        "20:63 `until` is not after `from`, so this is never in force | `until` is the first day "
        "on which it is no longer in force",
        "21:86 the source of a rule needs `quote` | add `quote:`",
        R"(21:95 `section` is the number 2.3, but must be a text | put it in quotes: "2.3")",
        "22:59 `required` needs an `at` of names and indexes only | use `count: {min: 1}` on the "
        "list instead",
        "22:91 the schema tiny@1 has no member `tpye` in `/form/credentials/*` | did you mean "
        "`type`?"}},
      {R"(rules:
  - id: a
    severity: error
    at: '$.form.name'
    required: true
    message: m
    fix: {steps: [{verb: tirm}, trim, {vreb: trim}, {verb: replace, pattern: '(', wth: x}, {verb: replace, pattern: 'a', with: '\1'}], class: saef}
  - id: b
    severity: error
    at: '$.form.name'
    required: true
    message: m
    question: q
    choices: {a: x}
    fix: {class: safe, because: b}
  - id: c
    severity: error
    at: '$.form.name'
    required: true
    message: m
    fix: {class: ask, because: b}
  - id: d
    severity: error
    at: '$.form.name'
    required: true
    message: m
    question: q
    choices: {a: x, z: y}
    fix:
      - {class: ask, because: b, steps: [{verb: trim}], at: '$.form', ask: {id: Q, type: choice, choices: [a, b], writes: /form/nmae}}
      - {class: ask, because: b, ask: {id: q, type: chioce, writes: form}}
      - {class: safe, because: b, ask: {id: q, type: text, choices: [a]}}
)",
       {"7:11 a fix needs `because` | add `because:`",
        "7:26 there is no verb `tirm` | did you mean `trim`?",
        "7:33 a step is a map, but this is the text `trim` | write `{verb: trim}`",
        "7:39 the step names no verb | write `{verb: trim}`",
        R"(7:79 the `(` is never closed | write `\(` for a parenthesis itself)",
        "7:83 `replace` has no parameter `wth` | did you mean `with`?",
        R"(7:128 the replacement uses group 1, but the pattern has none | `\1` is the first group, `\0` the whole match)",
        "7:143 there is no fix class `saef` | did you mean `safe`?",
        "15:18 the fix has no steps | add `steps: [{verb: trim}]`",
        "21:10 the fix asks, but the rule has no `question` | add the text of the question to the "
        "rule",
        "21:18 a fix of class ask needs a question | add `ask: {id: ..., type: text}`",
        "30:34 a fix of class ask has no steps | the answer is what is written",
        "30:57 a fix of class ask has no `at` | say where with `writes` under `ask`",
        "30:81 `Q` is no id | write lower-case words joined by `-`",
        "30:128 the schema tiny@1 has no member `nmae` in `/form` | did you mean `name`?",
        "31:17 the rule has a second fix of class ask | a rule asks one question",
        "31:53 there is no question type `chioce` | did you mean `choice`?",
        "31:69 `form` is no JSON Pointer to a value | write it as `/form/name`",
        "32:17 the fix has no steps | add `steps: [{verb: trim}]`",
        "32:35 only a fix of class ask asks a question | write `class: ask`",
        "32:60 a question of type `text` has no choices | write `type: choice` or leave them out"}},
      {R"(abstract: no
languages: [en, es, en]
)",
       {"1:11 `abstract` is the text `no`, but must be `true` | leave the key out instead",
        "2:17 `es` is no language of the engine | there are: en, fr, nl, de",
        "2:21 `en` is declared twice | remove one"}},
      {R"(valid: 2024-01-01
source: {id: x}
statements: [{id: s1, quote: q}, {id: s1, quote: q}, {id: s2}]
extends: x
)",
       {"1:8 `valid` is the text `2024-01-01`, but must be a map | write a map",
        "2:10 the source of a set needs `language` | add `language: en`",
        "2:10 the source of a set needs `title` | add `title:`",
        "3:19 no rule covers the statement `s1` | add a rule with `covers: [s1]`",
        "3:39 `s1` is a statement of `demo` already | choose another id",
        "3:55 a statement needs `quote` | add `quote:`",
        "3:59 no rule covers the statement `s2` | add a rule with `covers: [s2]`",
        "4:10 `extends` is the text `x`, but must be a list | write a list"}},
      {R"(extends: [nothing@^1, 'demo@1', 3, 'x@y']
)",
       {"1:11 there is no rule set `nothing` | there are: demo",
        "1:23 the sets extend each other in a circle: demo → demo | remove one of the `extends`",
        R"(1:33 an item of `extends` is the number 3, but must be a text | put it in quotes: "3")",
        "1:36 `x@y` is no `set@range` | write a name and a range, such as `some-set@^1.0`"}},
      {R"(override: {lists: {x: [a]}, parameters: {y: 1}, some-rule: {severity: off}, other: off}
)",
       {"1:20 nothing that this extends has a list `x`",
        "1:42 nothing that this extends has a parameter `y`",
        "1:49 nothing that this extends has a rule `some-rule`",
        "1:77 nothing that this extends has a rule `other`",
        "1:84 what a rule is overridden with is a map, but this is the text `off` | its keys: "
        "severity, source"}},
      {R"(parameters:
  a: {type: strnig, default: x}
  b: {type: severity, default: bad}
  c: {type: integer, default: 1.5}
  d: {type: string, default: x, choices: [y, 3]}
  e: {type: list}
  value: {type: string, default: x}
  f: x
  g: {type: integer, default: 3, choices: [1, 2]}
)",
       {"2:13 there is no type `strnig` | did you mean `string`?",
        "3:32 the default of `b` is `bad`, which is no severity | write error, warning, note or "
        "off",
        "4:31 the default of `c` is the number 1.5, but the parameter is of the type `integer` | "
        "write a whole number",
        R"(5:46 a choice of `d` is the number 3, but the parameter is of the type `string` | put it in quotes: "3")",
        "6:7 a parameter needs `default` | add `default:`",
        "7:3 `value` has a meaning of its own in messages | choose another name",
        "8:6 a parameter is a map, but this is the text `x` | its keys: type, default, doc, "
        "choices",
        "9:31 the default of `g` is the number 3, which is not among its choices | it is one of: "
        "1, 2"}},
      {R"(lists:
  a: x
  b: {use: nothing@^1}
  c: [a, {b: c}, [d], null]
  d: {sue: x}
  e: {use: 'x@@'}
bind:
  a: {at: '$.form.scopes[*]'}
  b: {at: '@.x'}
  c: {at: '$.form.name', capture: '(?P<a>x'}
  d: {capture: x}
  c d: {at: '$.form.name'}
parts:
  form: {at: '$.fomr'}
recognise: {at: '$.form.name', equals: {ref: a}}
)",
       {"2:6 a list that is not written here is a map, but this is the text `x` | its keys: use",
        "3:12 there is no list file of the name `nothing` | it would stand in "
        "rules/lists/nothing/<version>.yaml",
        "4:10 a row of the list `c` is a map, but the first row is the text `a` | write all rows "
        "as records, or none",
        "4:18 a row of the list `c` is a list, but must be a text or a map or a number | write a "
        "text or a map or a number",
        R"(4:23 a row of the list `c` is null, but must be a text or a map or a number | put it in quotes: "null")",
        "5:7 a list that is not written here has no key `sue` | did you mean `use`?",
        "6:12 `x@@` is no `name@range` | write a name and a range, such as `some-list@^1.0`",
        "8:11 this selector may match several values, but one is needed | use names and indexes "
        "only",
        "9:11 `@` stands for nothing here | start with `$`, the whole submission",
        R"(10:36 the `(` is never closed | write `\(` for a parenthesis itself)",
        "11:7 a binding needs `at` or `expr` | add `at: '$...'`",
        "12:3 `c d` cannot be a name | a name starts with a letter; letters, digits, `-` and `_` "
        "follow",
        "14:17 the schema tiny@1 has no member `fomr` at the top | did you mean `form`?",
        "15:46 nothing has the name `a` | this is read before anything else of the set: write the "
        "value itself"}},
      {R"(parameters: {a: {type: string, default: x}}
bind: {a: {at: '$.form.name'}}
recognise: {equals: x}
)",
       {"2:8 `a` is defined twice in this set | choose another name",
        "3:12 there is no value here that this could be about | add `at: '$...'`"}},
      {R"(abstract: true
recognise: {at: '$.form.name', equals: x}
)",
       {"2:1 an abstract set is never recognised | leave `recognise` or `abstract` out"}},
      {R"(rules:
  - {id: a, severity: error
)",
       {"3:1 a `{` is not closed, or a comma is missing here | add the `}` or the `,`"}},
      {R"(rules: []
rules: []
)",
       {"2:1 the name `rules` is given twice, first on line 6 | keep one of them"}},
      {R"(rules:
  - id: a
    severity: error
    at: '$.form.name'
    required: true
    message: "it''s {vlaue}"
    message-absent: 'it''s {vlaue}'
    why: 3
    question: "a\u0020{x}"
    help: [x]
)",
       {"6:22 nothing has the name `vlaue` | did you mean `value`?",
        "7:29 nothing has the name `vlaue` | did you mean `value`?",
        R"(8:10 `why` is the number 3, but must be a text | put it in quotes: "3")",
        "9:5 the rule has a question, but no fix of class ask | add the fix or leave the question "
        "out",
        "9:24 nothing has the name `x` | define it under `bind` or `parameters`",
        "10:11 `help` is a list, but must be a text | write a text"}},
  };
  for (const Row& row : rows) {
    INFO(row.body);
    CHECK(demo::faults_of(row.body) == row.faults);
  }
}

}  // namespace
}  // namespace intake
