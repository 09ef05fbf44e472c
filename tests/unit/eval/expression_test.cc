// Expressions within rules: what they see, and three truth values.

#include "support/tiny.h"

using namespace intake;

namespace {

using Lines = std::vector<std::string>;

char truth_of(const std::string& verdict) {
  if (verdict == "pass") return 'T';
  return verdict == "fail" ? 'F' : verdict == "unknown" ? 'U' : '?';
}

}  // namespace

TEST_CASE("an expression as a condition", "[eval][expr]") {
  struct Row {
    const char* condition;
    const char* submission;
    char result;
  };
  const std::vector<Row> rows{
      {"{expr: 'value > 3'}", "{x: 4}", 'T'},
      {"{expr: 'value > 3'}", "{x: 3}", 'F'},
      {"{expr: 'value > 3'}", "{x: a}", 'U'},
      {"{at: '$.y', expr: 'value > 3'}", "{x: 1, y: 4}", 'T'},
      {"{at: '$.y', expr: 'value > 3'}", "{x: 1}", 'U'},
      {"{at: '$.y', expr: 'value > 3', max: 5}", "{x: 1, y: 6}", 'F'},
      {"{expr: 'submission.y == submission.x'}", "{x: 1, y: 1.0}", 'T'},
      {"{expr: 'submission.y == 1'}", "{x: 1}", 'U'},
      {"{expr: 'has(submission.y)'}", "{x: 1}", 'F'},
      {"{expr: 'has(submission.y) && submission.y == 1'}", "{x: 1}", 'F'},
      {"{expr: 'submission.y == 1 || value == 1'}", "{x: 1}", 'T'},
      {"{expr: 'submission.y == 1 && value == 1'}", "{x: 1}", 'U'},
      {"{expr: 'submission.y == 1 && value == 2'}", "{x: 1}", 'F'},
      {"{expr: '!(submission.y == 1)'}", "{x: 1}", 'U'},
      {"{expr: 'value == 1 ? submission.y == 1 : true'}", "{x: 2}", 'T'},
      {"{expr: 'value == 1 ? submission.y == 1 : true'}", "{x: 1, y: 2}", 'F'},
      // Whatever y is, the outcome is the same.
      {"{expr: 'submission.y == 1 ? value == 1 : value < 2'}", "{x: 1}", 'T'},
      {"{expr: 'submission.y == 1 ? value == 1 : value < 1'}", "{x: 1}", 'U'},
      {"{expr: 'submission.list.exists(i, i == value)'}", "{x: 1, list: [3, 1]}", 'T'},
      {"{expr: 'submission.list.all(i, i > value)'}", "{x: 1, list: [3, 1]}", 'F'},
      {"{expr: 'value / 0 == 1'}", "{x: 1}", 'U'},
      {"{equals: {expr: 'submission.a + submission.b'}}", "{x: 3, a: 1, b: 2}", 'T'},
      {"{equals: {expr: 'submission.a + submission.b'}}", "{x: 3, a: 1}", 'U'},
      {"{one-of: {expr: 'submission.list.filter(i, i > 1)'}}", "{x: 1, list: [1, 2]}", 'F'},
      {"{one-of: {expr: 'submission.list.filter(i, i > 1)'}}", "{x: 2, list: [1, 2]}", 'T'},
      {"{before: {expr: 'now + duration(\"24h\")'}}", "{x: '2026-05-02T11:59:59Z'}", 'T'},
      {"{before: {expr: 'now + duration(\"24h\")'}}", "{x: '2026-05-02T12:00:01Z'}", 'F'},
      {"{expr: 'timestamp(value) > now - duration(\"10m\")'}", "{x: '2026-05-01T11:55:00Z'}", 'T'},
      {"{of: {expr: 'submission.list.size()'}, equals: 2}", "{x: 1, list: [1, 2]}", 'T'},
      {"{each: {in: '$.list[*]', as: e, that: {expr: 'value == e && e < 3'}}}",
       "{x: 1, list: [1, 2]}", 'T'},
      {"{table: {inputs: {n: {expr: 'submission.list.size()'}}, rows: [{n: 0..1, then: 1}, {n: "
       "{expr: "
       "'value > 1'}, then: 2}, {else: 3}], hit: first}}",
       "{x: 2, list: [1, 2]}", 'T'},
  };
  for (const Row& row : rows) {
    INFO(row.condition << " over " << row.submission);
    const auto rules = tiny::one_rule("at: '$.x', assert: " + std::string(row.condition));
    CHECK(truth_of(tiny::verdicts(tiny::check(rules, row.submission))) == row.result);
  }
}

TEST_CASE("why an expression is unknown", "[eval][expr]") {
  const auto rules = tiny::rules(R"(bind:
  client: {at: '$.client', capture: '^c-(?P<number>[0-9]+)(?P<suffix>-x)?$'}
  total: {expr: 'submission.a + submission.b'}
constants:
  by: '$.environment'
  values: {acceptance: {most: 3}}
rules:
  - {id: absent, severity: error, at: '$.x', assert: {expr: 'submission.y.z > 1'}, message: m}
  - {id: bound, severity: error, at: '$.x', assert: {expr: 'client.number == "1"'}, message: m}
  - {id: group, severity: error, at: '$.x', assert: {expr: 'client.suffix == "-x"'}, message: m}
  - {id: constant, severity: error, at: '$.x', assert: {expr: 'value < constants.most'}, message: m}
  - {id: total, severity: error, at: '$.x', assert: {max: {ref: total}}, message: '{total}'}
  - {id: zero, severity: error, at: '$.x', assert: {expr: '1 / value > 1'}, message: m}
)");
  CHECK(tiny::findings(tiny::check(rules, "{x: 0, client: c-1}")) ==
        Lines{"tiny/absent /x: nothing stands at `/y`",
              "tiny/group /x: `client.suffix` could not be determined from the value at `/client`",
              "tiny/constant /x: nothing stands at `/environment`",
              "tiny/total /x: nothing stands at `/a`",
              "tiny/zero /x: the expression cannot be evaluated: a number is divided by zero"});
  CHECK(tiny::findings(
            tiny::check(rules, "{x: 0, y: {}, client: d-1, environment: test, a: 1, b: 2}")) ==
        Lines{"tiny/absent /x: nothing stands at `/y/z`",
              "tiny/bound /x: `client` could not be determined from the value at `/client`",
              "> tiny/group /x: `client` could not be determined from the value at `/client`",
              "tiny/constant /x: `constants.most` is not given for `test`",
              "tiny/zero /x: the expression cannot be evaluated: a number is divided by zero"});
  CHECK(tiny::findings(tiny::check(
            rules, "{x: 9, y: {z: 2}, client: c-1-x, environment: acceptance, a: 1, b: 2}")) ==
        Lines{"tiny/constant /x: m", "tiny/total /x: 3", "tiny/zero /x: m"});
}

TEST_CASE("fixes can write what an expression gives", "[eval][expr]") {
  const auto rules = tiny::rules(R"(rules:
  - id: total
    severity: error
    at: '$.total'
    assert: {equals: {expr: 'submission.items[0].n + submission.items[1].n'}}
    message: "the total is {value}, but must be {expected}"
    fix:
      steps: [{verb: set, value: {expr: 'submission.items[0].n + submission.items[1].n'}}]
      class: safe
      because: it is the sum
)");
  const auto repaired = tiny::fix(rules, "total: 1\nitems: [{n: 2}, {n: 3}]\n");
  CHECK(repaired.bytes == "total: 5\nitems: [{n: 2}, {n: 3}]\n");
}

TEST_CASE("an expression stays within its cost", "[eval][expr]") {
  const auto rules = tiny::one_rule(
      "at: '$.x', assert: {expr: 'submission.l.all(a, submission.l.all(b, submission.l.all(c, a + "
      "b + "
      "c > 0)))'}");
  std::string list;
  for (int i = 0; i < 300; ++i) list += "1,";
  CHECK(tiny::findings(tiny::check(rules, "{x: 1, l: [" + list + "]}")) ==
        Lines{"tiny/one /x: the evaluation used up its steps"});
}

TEST_CASE("bindings of expressions, of a set and of a rule", "[eval][expr]") {
  const auto rules = tiny::rules(R"(lists:
  kinds: [{name: a, size: 3}]
bind:
  ids: {expr: 'submission.lines.map(l, l.id)'}
  first: {expr: 'ids[0]', capture: '^(?P<letter>[a-z])(?P<number>\d+)$'}
rules:
  - id: line
    severity: error
    for: '$.lines[*]'
    as: line
    bind:
      total: {expr: 'line.price * line.count'}
      code: {expr: 'first.letter + line.id', capture: '^(?P<two>..)'}
    at: '@.total'
    assert: {equals: {ref: total}}
    message: "{value} is not {total}; {code.two} {ids} {first.number}"
  - id: size
    severity: error
    at: '$.kind'
    assert: {equals: {lookup: {list: kinds, where: {size: {expr: 'ids.size() + 1'}}, column: name}}}
    message: "{expected}"
)");
  CHECK(tiny::findings(
            tiny::check(rules,
                        "kind: b\nlines: [{id: a1, price: 2, count: 3, total: 6}, {id: b2, "
                        "price: 2, count: 3, total: 5}]")) ==
        Lines{"tiny/line /lines/1/total: 5 is not 6; ab [\"a1\",\"b2\"] 1", "tiny/size /kind: a"});
  CHECK(tiny::findings(tiny::check(rules, "lines: [{id: x, price: 2, total: 6}]")) ==
        Lines{"tiny/line /lines/0/total: nothing stands at `/lines/0/count`"});
}

TEST_CASE("an expression can claim a submission", "[eval][expr]") {
  const auto library = Library::from_memory({tiny::file(
      "tiny",
      "recognise: {expr: \"has(submission.kind) && submission.kind == 'x'\"}\nrules: []\n")});
  CHECK(library.choose(tiny::must_read("kind: x"), {}).reference == "tiny@1.0.0");
  CHECK(library.choose(tiny::must_read("kind: y"), {}).reference.empty());
}
