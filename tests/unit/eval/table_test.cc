// Decision tables: which row counts, what is unknown, and what findings say.

#include "support/tiny.h"

using namespace intake;

namespace {

std::string table(const std::string& keys) { return "at: '$.x', assert: {table: {" + keys + "}}"; }

char truth_of(const std::string& verdict) {
  if (verdict == "pass") return 'T';
  return verdict == "fail" ? 'F' : verdict == "unknown" ? 'U' : '?';
}

struct Row {
  const char* submission;
  char result;
};

void check_rows(const std::string& keys, const std::vector<Row>& rows) {
  const auto rules = tiny::one_rule(table(keys));
  for (const Row& row : rows) {
    INFO(keys << " over " << row.submission);
    CHECK(truth_of(tiny::verdicts(tiny::check(rules, row.submission))) == row.result);
  }
}

}  // namespace

TEST_CASE("the row that matches says what is allowed", "[eval][table]") {
  check_rows(
      "inputs: {flow: '$.flow'}, rows: [{flow: code, then: [PS256, ES256]}, {flow: [hybrid, "
      "implicit], then: never}, {else: {matches: '^N'}}]",
      {
          {"{x: PS256, flow: code}", 'T'},
          {"{x: RS256, flow: code}", 'F'},
          {"{x: PS256, flow: hybrid}", 'F'},
          {"{x: None, flow: none}", 'T'},
          {"{x: PS256, flow: none}", 'F'},
          {"{x: None, flow: 3}", 'T'},
          // Nothing is known of the flow: one row may say this, another that.
          {"{x: PS256}", 'U'},
          {"{x: None}", 'U'},
          {"{x: bad}", 'F'},
      });
}

TEST_CASE("absence counts where a cell speaks of it", "[eval][table]") {
  check_rows(
      "inputs: {flow: '$.flow'}, rows: [{flow: absent, then: a}, {flow: code, then: b}, {flow: "
      "{not: [code, absent]}, then: c}]",
      {
          {"{x: a}", 'T'},
          {"{x: a, flow: null}", 'T'},
          {"{x: a, flow: code}", 'F'},
          {"{x: b, flow: code}", 'T'},
          {"{x: c, flow: other}", 'T'},
          {"{x: b}", 'F'},
      });
}

TEST_CASE("with `hit: first` the upper row wins", "[eval][table]") {
  check_rows(
      "inputs: {a: '$.a', b: '$.b'}, hit: first, rows: [{a: 1, then: x}, {b: 1, then: y}, "
      "{else: z}]",
      {
          {"{x: x, a: 1, b: 1}", 'T'},
          {"{x: y, a: 1, b: 1}", 'F'},
          {"{x: y, a: 2, b: 1}", 'T'},
          {"{x: z, a: 2, b: 2}", 'T'},
          // An upper row that may match leaves it open, a lower one does not.
          {"{x: y, b: 1}", 'U'},
          {"{x: x, a: 1}", 'T'},
          {"{x: w, b: 1}", 'F'},
      });
}

TEST_CASE("ranges and several columns", "[eval][table]") {
  check_rows(
      "inputs: {size: '$.size', kind: '$.kind'}, rows: [{size: {max: {value: 8, exclusive: true}}, "
      "then: small}, {size: 8..30, "
      "kind: box, then: box}, {size: 8..30, kind: {not: box}, then: bag}, {size: {min: {value: "
      "30, exclusive: true}}, then: any}]",
      {
          {"{x: small, size: 7}", 'T'},
          {"{x: box, size: 8, kind: box}", 'T'},
          {"{x: bag, size: 30, kind: box}", 'F'},
          {"{x: bag, size: 30, kind: tin}", 'T'},
          {"{x: bag, size: 31}", 'T'},
          {"{x: bag, size: 30}", 'U'},
          // No row is for it: never a pass.
          {"{x: small, size: null}", 'U'},
          {"{x: small, size: large}", 'F'},
      });
}

TEST_CASE("a table says why it is unknown", "[eval][table]") {
  const auto rules = tiny::rules(R"(rules:
  - id: alg
    severity: error
    at: '$.alg'
    assert:
      table:
        inputs: {public: '$.public', size: {at: '$.size'}}
        rows:
          - {public: true, size: 1.., then: [PS256, ES256]}
          - {public: true, size: {max: {value: 1, exclusive: true}}, then: absent}
          - {public: false, then: RS256}
    message: "the algorithm is `{value}`, but must be {expected}"
)");
  using Lines = std::vector<std::string>;
  CHECK(tiny::findings(tiny::check(rules, "{alg: none, public: true, size: 4}")) ==
        Lines{"tiny/alg /alg: the algorithm is `none`, but must be PS256, ES256"});
  CHECK(tiny::findings(tiny::check(rules, "{alg: none, public: false}")) ==
        Lines{"tiny/alg /alg: the algorithm is `none`, but must be RS256"});
  CHECK(tiny::findings(tiny::check(rules, "{alg: none}")) ==
        Lines{"tiny/alg /alg: nothing stands at `/public`"});
  CHECK(tiny::findings(tiny::check(rules, "{alg: none, public: perhaps, size: 4}")) ==
        Lines{"tiny/alg /alg: no row of the table is for `perhaps, 4`"});
  CHECK(tiny::findings(tiny::check(rules, "{alg: none, public: true, size: big}")) ==
        Lines{"tiny/alg /alg: the algorithm is `none`, but must be "});
}

TEST_CASE("a table of several outputs", "[eval][table]") {
  const auto rules = tiny::one_rule(
      "at: '$', assert: {table: {inputs: {kind: '$.kind'}, outputs: {alg: '$.alg', enc: '$.enc'}, "
      "rows: [{kind: a, then: {alg: [x, y], enc: absent}}, {kind: b, then: {enc: z}}, {else: "
      "any}]}}");
  const std::vector<Row> rows{
      {"{kind: a, alg: x}", 'T'}, {"{kind: a, alg: x, enc: z}", 'F'}, {"{kind: a, alg: z}", 'F'},
      {"{kind: a}", 'U'},         {"{kind: b, alg: x, enc: z}", 'T'}, {"{kind: b, enc: y}", 'F'},
      {"{kind: c, enc: y}", 'T'},
  };
  for (const Row& row : rows) {
    INFO(row.submission);
    CHECK(truth_of(tiny::verdicts(tiny::check(rules, row.submission))) == row.result);
  }
}

TEST_CASE("constants are those of the environment", "[eval]") {
  const auto rules = tiny::rules(R"(constants:
  by: '$.environment'
  values:
    acceptance: {idp: 'https://acc', scopes: [a, b], urls: {jwks: https://acc/jwks}}
    production: {idp: 'https://prod', scopes: [a], urls: {jwks: https://prod/jwks}}
rules:
  - id: one
    severity: error
    at: '$.idp'
    assert: {equals: {ref: constants.idp}}
    message: "the provider is `{value}`, but is `{constants.idp}`"
    fix: {steps: [{verb: set, value: {ref: constants.idp}}], class: unsafe, because: b}
  - id: two
    severity: error
    at: '$.scopes'
    assert: {subset-of: {ref: constants.scopes}}
    message: "{extra}"
  - id: three
    severity: error
    at: '$.jwks'
    assert: {equals: {template: '{constants.urls.jwks}/1'}}
    message: m
)");
  using Lines = std::vector<std::string>;
  CHECK(
      tiny::findings(tiny::check(
          rules,
          "{environment: acceptance, idp: https://acc, scopes: [b], jwks: https://acc/jwks/1}")) ==
      Lines{});
  CHECK(
      tiny::findings(tiny::check(
          rules,
          "{environment: production, idp: https://acc, scopes: [b], jwks: https://acc/jwks/1}")) ==
      Lines{"tiny/one /idp: the provider is `https://acc`, but is `https://prod`",
            "tiny/two /scopes: b", "tiny/three /jwks: m"});
  CHECK(tiny::findings(tiny::check(rules, "{idp: https://acc}")) ==
        Lines{"tiny/one /idp: nothing stands at `/environment`"});
  CHECK(tiny::findings(tiny::check(rules, "{environment: test, idp: https://acc}")) ==
        Lines{"tiny/one /idp: `constants.idp` is not given for `test`"});
}

TEST_CASE("what a value may be follows from other parts of the submission", "[eval]") {
  const auto rules = tiny::rules(R"(lists:
  algorithms: [{kind: public, allowed: [PS256, ES256]}, {kind: confidential, allowed: [RS256]}]
rules:
  - id: allowed
    severity: error
    at: '$.alg'
    assert: {one-of: {lookup: {list: algorithms, where: {kind: {at: '$.kind'}}, column: allowed}}}
    message: "{expected}"
  - id: scopes
    severity: error
    at: '$.mail.scopes'
    assert: {subset-of: {at: '$.form.clients[*].scopes[*]'}}
    message: "{extra}"
  - id: owners
    severity: error
    at: '$.groups'
    assert:
      each:
        in: '$.groups[*]'
        as: group
        that:
          each:
            in: '@.members[*]'
            as: member
            that:
              some:
                in: '$.people[*]'
                as: person
                that:
                  all:
                    - {at: '@.name', equals: {ref: member}}
                    - {of: {ref: group.level}, max: {ref: person.level}}
    message: "{member} of {group.name}"
)");
  using Lines = std::vector<std::string>;
  CHECK(tiny::findings(tiny::check(rules, R"(alg: RS256
kind: confidential
mail: {scopes: [a, c]}
form: {clients: [{scopes: [a]}, {scopes: [b, c]}]}
groups: [{name: g, level: 2, members: [x, y]}]
people: [{name: x, level: 3}, {name: y, level: 2}]
)")) == Lines{});
  CHECK(tiny::findings(tiny::check(rules, R"(alg: RS256
kind: public
mail: {scopes: [a, d]}
form: {clients: [{scopes: [a]}, {scopes: [b, c]}]}
groups: [{name: f, level: 1, members: [x]}, {name: g, level: 2, members: [x, y]}]
people: [{name: x, level: 3}, {name: y, level: 1}]
)")) == Lines{"tiny/allowed /alg: PS256, ES256", "tiny/scopes /mail/scopes: d",
              "tiny/owners /groups: y of g"});
}

TEST_CASE("dates against now", "[eval]") {
  struct Row {
    const char* condition;
    const char* value;
    char result;
  };
  const std::vector<Row> rows{
      // At most ten minutes old, and not of the future; it is 12:00.
      {"{within: {before: PT10M}}", "'2026-05-01T11:50:00Z'", 'T'},
      {"{within: {before: PT10M}}", "'2026-05-01T11:49:59Z'", 'F'},
      {"{within: {before: PT10M}}", "'2026-05-01T12:00:01Z'", 'F'},
      {"{within: {before: PT10M, epoch: seconds}}", "1777636200", 'T'},
      {"{within: {before: PT10M, epoch: seconds}}", "1777636199", 'F'},
      // Expires within 90 days.
      {"{within: {after: P90D}}", "'2026-07-30'", 'T'},
      {"{within: {after: P90D}}", "'2026-07-31'", 'F'},
      {"{within: {after: P90D}}", "'2026-04-30'", 'F'},
      {"{after: {date: now, epoch: seconds}}", "1777636801", 'T'},
      // A number where a date is due is wrong.
      {"{after: now}", "1777636801", 'F'},
      {"{within: {after: PT5M, of: {at: '$.iat'}, epoch: seconds}}", "1777636900", 'T'},
      {"{within: {after: PT5M, of: {at: '$.iat'}, epoch: seconds}}", "1777637101", 'F'},
  };
  for (const Row& row : rows) {
    INFO(row.condition << " " << row.value);
    const auto rules = tiny::one_rule("at: '$.x', assert: " + std::string(row.condition));
    const std::string text = "{iat: 1777636800, x: " + std::string(row.value) + "}";
    CHECK(truth_of(tiny::verdicts(tiny::check(rules, text))) == row.result);
  }
}
