// Small changes of rules, as they are written.

#include <algorithm>
#include <string>
#include <vector>

#include "formats/yaml/yaml.h"
#include "mutation/operators.h"
#include "mutation/rule_mutants.h"
#include "support/catch.h"

using namespace intake;

namespace {

Document must_read(const std::string& text) {
  auto read = yaml::read(std::make_shared<Source>("rule.yaml", text), Limits{});
  INFO(text);
  REQUIRE(read.ok());
  return std::move(read).value();
}

/// "operator: change" of every mutant.
std::vector<std::string> changes(const std::vector<Mutant>& mutants) {
  std::vector<std::string> out;
  for (const Mutant& mutant : mutants) {
    out.push_back(std::string(mutant.mutation->name) + ": " + mutant.change);
  }
  return out;
}

std::vector<std::string> changes_of_rule(const std::string& text) {
  const Document rule = must_read(text);
  return changes(mutants_of_rule(View(rule, rule.root())));
}

/// The conditions that `assert: text` becomes.
std::vector<std::string> asserted(const std::string& text) {
  const Document rule = must_read("{id: a, at: '$.x[*]', assert: " + text + "}");
  const Datum whole = to_datum(View(rule, rule.root()));
  std::vector<std::string> out;
  for (const Mutant& mutant : mutants_of_rule(View(rule, rule.root()))) {
    const Datum changed = apply_edit(whole, mutant.edit);
    for (const auto& [key, value] : *changed.object()) {
      if (key == "assert") out.push_back(to_json(value));
    }
  }
  return out;
}

using Strings = std::vector<std::string>;

}  // namespace

TEST_CASE("operators are found by name", "[mutation]") {
  for (const MutationOperator& row : mutation_operators()) {
    CHECK(&mutation_operator(row.name) == &row);
    CHECK(row.summary.back() == '.');
    CHECK_FALSE(row.missing.empty());
  }
}

TEST_CASE("changes of conditions", "[mutation]") {
  struct Row {
    const char* condition;
    Strings changed;
  };
  const std::vector<Row> rows{
      {"{equals: 1}", {R"({"not":{"equals":1}})"}},
      {"{not: {equals: 1}}", {R"({"equals":1})"}},
      {"{present: true, equals: 1}",
       {R"({"not":{"present":true,"equals":1}})", R"({"equals":1})",
        R"({"all":[{"equals":1},{"not":{"present":true}}]})", R"({"present":true})",
        R"({"all":[{"present":true},{"not":{"equals":1}}]})"}},
      {"{all: [{equals: 1}, {blank: true}]}",
       {R"({"not":{"all":[{"equals":1},{"blank":true}]}})",
        R"({"any":[{"equals":1},{"blank":true}]})", R"({"all":[{"blank":true}]})",
        R"({"all":[{"equals":1}]})", R"({"all":[{"not":{"equals":1}},{"blank":true}]})",
        R"({"all":[{"equals":1},{"not":{"blank":true}}]})"}},
      {"{none: [{equals: 1}, {equals: 2}]}",
       {R"({"not":{"none":[{"equals":1},{"equals":2}]}})",
        R"({"not":{"all":[{"equals":1},{"equals":2}]}})", R"({"none":[{"equals":2}]})",
        R"({"none":[{"equals":1}]})", R"({"none":[{"not":{"equals":1}},{"equals":2}]})",
        R"({"none":[{"equals":1},{"not":{"equals":2}}]})"}},
      {"{at-most: {count: 1, of: [{blank: true}]}}",
       {R"({"not":{"at-most":{"count":1,"of":[{"blank":true}]}}})",
        R"({"at-most":{"count":1,"of":[{"not":{"blank":true}}]}})",
        R"({"at-most":{"count":0,"of":[{"blank":true}]}})",
        R"({"at-most":{"count":2,"of":[{"blank":true}]}})"}},
      {"{implies: {if: {blank: true}, then: {equals: 1}}}",
       {R"({"not":{"implies":{"if":{"blank":true},"then":{"equals":1}}}})", R"({"equals":1})",
        R"({"implies":{"if":{"not":{"blank":true}},"then":{"equals":1}}})",
        R"({"implies":{"if":{"blank":true},"then":{"not":{"equals":1}}}})"}},
      {"{iff: {if: {blank: true}, then: {equals: 1}}}",
       {R"({"not":{"iff":{"if":{"blank":true},"then":{"equals":1}}}})",
        R"({"implies":{"if":{"blank":true},"then":{"equals":1}}})",
        R"({"implies":{"if":{"equals":1},"then":{"blank":true}}})",
        R"({"iff":{"if":{"not":{"blank":true}},"then":{"equals":1}}})",
        R"({"iff":{"if":{"blank":true},"then":{"not":{"equals":1}}}})"}},
      {"{each: {in: '@[*]', as: e, min: 1, that: {blank: true}}}",
       {R"({"not":{"each":{"in":"@[*]","as":"e","min":1,"that":{"blank":true}}}})",
        R"({"some":{"in":"@[*]","as":"e","that":{"blank":true}}})",
        R"({"each":{"in":"@[*]","as":"e","min":0,"that":{"blank":true}}})",
        R"({"each":{"in":"@[*]","as":"e","min":2,"that":{"blank":true}}})",
        R"({"each":{"in":"@[*]","as":"e","min":1,"that":{"not":{"blank":true}}}})"}},
      {"{exactly-one-of: ['$.a', '$.b', '$.c']}",
       {R"({"not":{"exactly-one-of":["$.a","$.b","$.c"]}})",
        R"({"at-least-one-of":["$.a","$.b","$.c"]})", R"({"at-most-one-of":["$.a","$.b","$.c"]})",
        R"({"exactly-one-of":["$.b","$.c"]})", R"({"exactly-one-of":["$.a","$.c"]})",
        R"({"exactly-one-of":["$.a","$.b"]})"}},
      {"{min: 3}",
       {R"({"not":{"min":3}})", R"({"max":3})", R"({"min":{"value":3,"exclusive":true}})",
        R"({"min":2})", R"({"min":4})"}},
      {"{min: {value: 3, exclusive: true}}",
       {R"({"not":{"min":{"value":3,"exclusive":true}}})",
        R"({"max":{"value":3,"exclusive":true}})", R"({"min":{"value":2,"exclusive":true}})",
        R"({"min":{"value":4,"exclusive":true}})", R"({"min":{"value":3}})"}},
      {"{length: {min: 3}}",
       {R"({"not":{"length":{"min":3}}})", R"({"length":{"max":3}})", R"({"length":{"min":2}})",
        R"({"length":{"min":4}})"}},
      {"{before: 2024-03-01}",
       {R"({"not":{"before":"2024-03-01"}})", R"({"after":"2024-03-01"})",
        R"({"before":"2024-02-29"})", R"({"before":"2024-03-02"})"}},
      {"{within: {after: P90D}}",
       {R"({"not":{"within":{"after":"P90D"}}})", R"({"within":{"after":"P89D"}})",
        R"({"within":{"after":"P91D"}})"}},
      {"{one-of: [a, b]}",
       {R"({"not":{"one-of":["a","b"]}})", R"({"one-of":["b"]})", R"({"one-of":["a"]})"}},
      {"{url: {scheme: https, host: a.example}}",
       {R"({"not":{"url":{"scheme":"https","host":"a.example"}}})",
        R"({"url":{"host":"a.example"}})", R"({"url":{"scheme":"https"}})"}},
      {"{matches: '^a'}", {R"({"not":{"matches":"^a"}})", R"({"matches":"a"})"}},
      {"{expr: 'a < 3 && !b'}",
       {R"({"not":{"expr":"a < 3 && !b"}})", R"({"expr":"a <= 3 && !b"})",
        R"({"expr":"a < 2 && !b"})", R"({"expr":"a < 4 && !b"})", R"({"expr":"a < 3 || !b"})",
        R"({"expr":"a < 3 && b"})", R"({"expr":"true && !b"})", R"({"expr":"a < 3 && true"})"}},
  };
  for (const Row& row : rows) {
    INFO(row.condition);
    CHECK(asserted(row.condition) == row.changed);
  }
}

TEST_CASE("changes of decision tables", "[mutation]") {
  const Strings changed = asserted(
      "{table: {inputs: {n: '$.n'}, rows: [{n: 1..5, then: [a, b]}, {n: {not: 7}, then: c}, "
      "{else: never}]}}");
  const auto has = [&](const std::string& rows) {
    const std::string whole = R"({"table":{"inputs":{"n":"$.n"},"rows":)" + rows + "}}";
    INFO(whole);
    CHECK(std::find(changed.begin(), changed.end(), whole) != changed.end());
  };
  has(R"([{"n":{"not":7},"then":"c"},{"else":"never"}])");
  has(R"([{"n":"1..5","then":["a","b"]},{"n":{"not":7},"then":"c"}])");
  has(R"([{"n":"0..5","then":["a","b"]},{"n":{"not":7},"then":"c"},{"else":"never"}])");
  has(R"([{"n":"1..6","then":["a","b"]},{"n":{"not":7},"then":"c"},{"else":"never"}])");
  has(R"([{"n":"1..5","then":["b"]},{"n":{"not":7},"then":"c"},{"else":"never"}])");
  has(R"([{"then":["a","b"]},{"n":{"not":7},"then":"c"},{"else":"never"}])");
  has(R"([{"n":"1..5","then":"c"},{"n":{"not":7},"then":["a","b"]},{"else":"never"}])");
  has(R"([{"n":"1..5","then":["a","b"]},{"n":{"not":7},"then":"never"},{"else":"c"}])");
}

TEST_CASE("changes of the other parts of a rule", "[mutation]") {
  struct Row {
    const char* rule;
    Strings changes;
  };
  const std::vector<Row> rows{
      {"{id: a, at: '$.x', required: true}", {"drop-required: without `required: true`"}},
      {"{id: a, at: '$.x', assert: {blank: true}}",
       {"change-if-absent: with `if-absent: fail` in place of `skip`",
        "negate: with `not` before `{blank: true}`"}},
      {"{id: a, at: '$', assert: {blank: true}}", {"negate: with `not` before `{blank: true}`"}},
      {"{id: a, at: '$.x', if-absent: ask}",
       {"change-if-absent: with `if-absent: fail` in place of `ask`",
        "change-if-absent: with `if-absent: skip` in place of `ask`"}},
      {"{id: a, at: '$.x', when: {blank: true}, when-unknown: skip, required: true}",
       {"drop-when-unknown: without `when-unknown: skip`", "drop-when: without `when`",
        "negate: with `not` before `{blank: true}`", "drop-required: without `required: true`"}},
      {"{id: a, at: '$.x', required: true, bind: {b: {at: '@', capture: '^a'}}}",
       {"drop-required: without `required: true`", "drop-anchor: pattern without `^`"}},
      {"{id: a, at: '$.x', required: true, fix: {steps: [{verb: trim}, {verb: replace, pattern: "
       "'^a|b', with: c}], at: '@.y', class: safe}}",
       {"drop-required: without `required: true`", "drop-fix: without its fix",
        "change-fix-class: with `class: unsafe`", "drop-fix-place: without the `at` of its fix",
        "drop-fix-step: without `{verb: trim}`",
        "drop-fix-step: without `{verb: replace, pattern: '^a|b', with: c}`",
        "drop-alternative: pattern without the alternative `^a`",
        "drop-alternative: pattern without the alternative `b`"}},
      {"{id: a, at: '$.x', required: true, fix: [{steps: [{verb: trim}], class: unsafe}, {class: "
       "ask, ask: {id: q, type: text}}]}",
       {"drop-required: without `required: true`", "drop-fix: without the fix `[{verb: trim}]`",
        "change-fix-class: with `class: safe`"}},
  };
  for (const Row& row : rows) {
    INFO(row.rule);
    CHECK(changes_of_rule(row.rule) == row.changes);
  }
}

TEST_CASE("changes outside the rules", "[mutation]") {
  const Document set = must_read(
      "recognise: {at: '$.a', equals: 1}\nbind: {b: {at: '$.a', capture: 'a$'}, c: {at: '$.c'}}\n"
      "lists: {used: {use: x@1}, own: [r, g], one: [r]}\nrules: []\n");
  CHECK(changes(mutants_of_set(View(set, set.root()))) ==
        Strings{"negate: with `not` before `{at: '$.a', equals: 1}`",
                "drop-anchor: pattern without `$`", "drop-element: without `r`",
                "drop-element: without `g`"});
}
