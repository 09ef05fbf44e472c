// Constants by environment: how they are read, inherited and overridden.

#include "demo_set.h"
#include "support/catch.h"

namespace intake {
namespace {

using Lines = std::vector<std::string>;

constexpr const char* kRule =
    "rules:\n  - {id: a, severity: error, at: '$.form.name', message: m, assert: {equals: {ref: "
    "constants.idp}}}\n";

TEST_CASE("faults of constants", "[ruleset][constants]") {
  struct Row {
    std::string body;
    Lines faults;
  };
  const std::vector<Row> rows{
      {"constants: {values: {}}\n",
       {"1:13 `constants` needs `by` | add `by: '$.environment'`",
        "1:21 `values` has no case | write `{acceptance: {name: value}}`"}},
      {"constants: {by: '$.form.clientID', values: {a: {x: 1}}}\n",
       {"1:25 the schema tiny@1 has no member `clientID` in `/form` | did you mean `clientId`?"}},
      {"constants: {by: '$..x', values: {a: 3}}\n",
       {"1:17 this selector may match several values, but one is needed | use names and indexes "
        "only",
        "1:37 `a` is the number 3, but must be a map | write a map"}},
      {"constants:\n  by: '$.form.name'\n  values:\n    a: {x: 1, y: [b]}\n    b: {x: c, z: "
       "null}\n",
       {"4:5 `a` does not give `z`, but `b` does | add `z: ...`",
        "5:5 `b` does not give `y`, but `a` does | add `y: ...`",
        "5:12 `x` is the text `c`, but is the number 1 for `a` | give it the same kind of value "
        "everywhere",
        "5:18 `z` is null | write its value"}},
      {"constants: {by: '$.form.name', values: {a: {value: 1, 'a b': 1}}}\nbind: {constants: {at: "
       "'$.form.name'}}\n",
       {"1:55 `a b` cannot be a name | a name starts with a letter; letters, digits, `-` and `_` "
        "follow",
        "2:8 `constants` is what the constants of a set are reached by | choose another name"}},
      {std::string("constants: {by: '$.form.name', values: {a: {idb: x}}}\n") + kRule,
       {"3:94 there is no constant `idp` | did you mean `idb`?"}},
      {std::string("constants: {by: '$.form.name', values: {a: {idb: x}}}\n") +
           "rules:\n  - {id: a, severity: error, at: '$.form.name', message: 'x "
           "{constants.nothing} "
           "{constants} {constants.idb.url}', assert: {length: {max: {ref: constants.idb}}}}\n",
       {"3:72 there is no constant `nothing` | there are: idb",
        "3:82 `constants` alone names no constant | there are: idb",
        "3:108 `idb` has no member `url` for `a` | it is the text `x`",
        "3:138 `max` of `length` for `a` is the text `x`, but must be a whole number"}},
  };
  for (const Row& row : rows) {
    INFO(row.body);
    CHECK(demo::faults_of(row.body) == row.faults);
  }
}

TEST_CASE("constants are inherited and overridden", "[ruleset][constants]") {
  const std::string base = demo::head("base") + R"(constants:
  by: '$.form.clientId'
  values:
    acceptance: {idp: https://acc, port: 1}
    production: {idp: https://prod, port: 2}
)";
  const auto load = [&](const std::string& body) {
    return load_rule_set(
        demo::files({{"rules/base/1.0.0/ruleset.yaml", base},
                     {"rules/demo/1.0.0/ruleset.yaml",
                      demo::head("demo") + "extends: [base@^1]\n" + body + kRule}}),
        "demo", demo::options());
  };
  const LoadResult good =
      load("override: {constants: {idp: {production: https://new}, base/port: {acceptance: 3}}}\n");
  CHECK(demo::show(good.faults) == Lines{});
  REQUIRE(good.rules);
  Lines values;
  for (const Constant& constant : good.rules->constants) {
    for (const auto& [key, value] : constant.values) {
      values.push_back(constant.name + ' ' + std::string(key.text()) + ' ' + to_display(value));
    }
  }
  CHECK(values == Lines{"base/idp acceptance https://acc", "base/idp production https://new",
                        "base/port acceptance 3", "base/port production 2"});
  CHECK(
      demo::show(load("override: {constants: {idb: {production: x}, port: {prod: 3, acceptance: "
                      "x}, idp: {}}}\nconstants: {by: '$.form.name', values: {a: {idp: x}}}\n")
                     .faults) ==
      Lines{"2:24 nothing that this extends has a constant `idb` | did you mean `idp`?",
            "2:53 `port` is not given for `prod` | it is given for: acceptance, production",
            "2:74 `port` is the text `x`, but is the number 1 for `acceptance` | give it the same "
            "kind of value everywhere",
            "2:78 `idp` is defined by this set itself | change it there",
            "3:45 `idp` is defined by `base` already, which this extends | use that one, change it "
            "under `override`, or choose another name"});
}

TEST_CASE("what has a name knows whether it is used", "[ruleset]") {
  const std::string body = R"(parameters:
  level: {type: severity, default: error}
  unused: {type: string, default: x}
lists:
  names: [a, b]
  other: [c]
constants:
  by: '$.form.clientId'
  values: {x: {idp: a, gone: b}}
parts:
  form: {at: '$.form'}
  mail: {at: '$.mail'}
bind:
  client: {at: '$.form.clientId'}
  told: {at: '$.form.name'}
  name: {at: '$.form.name'}
rules:
  - id: one
    part: form
    severity: {ref: level}
    for: '$.form.credentials[*]'
    as: credential
    bind: {kind: {at: '@.type'}, id: {at: '@.identifier'}}
    at: '@.type'
    assert:
      all:
        - {one-of: {list: names}}
        - {each: {in: '$.form.scopes[*]', as: scope, that: {equals: {ref: constants.idp}}}}
        - {some: {in: '$.form.scopes[*]', as: other, that: {bound: kind}}}
        - {of: {ref: client}, present: true}
    message: "{scope} {told}"
)";
  const LoadResult loaded = load_rule_set(demo::demo(body), "demo", demo::options());
  CHECK(demo::show(loaded.faults) == Lines{});
  REQUIRE(loaded.rules);
  Lines used, unused;
  for (const Definition& d : loaded.rules->definitions) {
    REQUIRE(d.file);
    const std::string text(d.file->source()->slice(d.span));
    CHECK(d.name.substr(d.name.find('/') + 1) == text);
    CHECK(d.rule == (d.kind == Definition::Kind::kVariable ? "demo/one" : ""));
    (d.used ? used : unused).push_back(d.name);
  }
  CHECK(used == Lines{"demo/form", "demo/level", "demo/names", "demo/idp", "demo/client",
                      "demo/told", "kind", "scope"});
  CHECK(unused == Lines{"demo/mail", "demo/unused", "demo/other", "demo/gone", "demo/name",
                        "credential", "id", "other"});
}

}  // namespace
}  // namespace intake
