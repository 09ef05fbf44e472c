#pragma once

#include "lint/example.h"

namespace intake::lint {

inline constexpr Example kDeadRow{
    R"(lists:
  spellings:
    - {from: acc, to: acceptance}
    - {from: acc, to: accepted}
rules:
  - id: environment-misspelt
    severity: error
    at: '$.environment'
    assert: {one-of: [acceptance, production]}
    message: "environment is `{value}`"
    fix: {steps: [{verb: map, table: {list: spellings}}], class: safe, because: It means the same.}
)",
    R"(lists:
  spellings:
    - {from: acc, to: acceptance}
    - {from: prod, to: production}
rules:
  - id: environment-misspelt
    severity: error
    at: '$.environment'
    assert: {one-of: [acceptance, production]}
    message: "environment is `{value}`"
    fix: {steps: [{verb: map, table: {list: spellings}}], class: safe, because: It means the same.}
)"};

inline constexpr Example kDeprecatedWithoutReplacement{
    R"(rules:
  - id: name-blank
    severity: error
    at: '$.form.name'
    deprecated: {since: 1.0.0, because: The name is no longer needed.}
    assert: {not: {blank: true}}
    message: name is blank
)",
    R"(rules:
  - id: name-blank
    severity: error
    at: '$.form.name'
    deprecated: {since: 1.0.0, replaced-by: name-missing, because: One rule is enough.}
    assert: {not: {blank: true}}
    message: name is blank
  - id: name-missing
    severity: error
    at: '$.form.name'
    required: true
    message: name is not given
)"};

inline constexpr Example kDuplicateValue{
    R"(lists:
  colours: [red, green, red]
rules:
  - id: colour-unknown
    severity: error
    at: '$.colour'
    assert: {one-of: {list: colours}}
    message: "colour is `{value}`"
)",
    R"(lists:
  colours: [red, green, blue]
rules:
  - id: colour-unknown
    severity: error
    at: '$.colour'
    assert: {one-of: {list: colours}}
    message: "colour is `{value}`"
)"};

inline constexpr Example kFormerRuleId{
    R"(extends: ["base@^1.0"]
override:
  base/name-not-given: {severity: warning}
--- ../../base/1.0.0/ruleset.yaml
redirects: {name-not-given: name-missing}
rules:
  - id: name-missing
    severity: error
    at: '$.form.name'
    required: true
    message: name is not given
)",
    R"(extends: ["base@^1.0"]
override:
  base/name-missing: {severity: warning}
--- ../../base/1.0.0/ruleset.yaml
redirects: {name-not-given: name-missing}
rules:
  - id: name-missing
    severity: error
    at: '$.form.name'
    required: true
    message: name is not given
)"};

inline constexpr Example kMalformedSuppression{
    R"(lists:
  colours: [red, green]  # lint-ignore: unused-list
)",
    R"(lists:
  colours: [red, green]  # lint-ignore: unused-list -- for the sets that extend this one
)"};

inline constexpr Example kMissingCases{
    R"(rules:
  - id: name-missing
    severity: error
    at: '$.form.name'
    required: true
    message: name is not given
  - id: kind-missing
    severity: error
    at: '$.form.kind'
    required: true
    message: kind is not given
--- cases/name-missing.yaml
rule: name-missing
cases:
  - {name: given, submission: {form: {name: x}}, expect: pass}
)",
    R"(rules:
  - id: name-missing
    severity: error
    at: '$.form.name'
    required: true
    message: name is not given
--- cases/name-missing.yaml
rule: name-missing
cases:
  - {name: given, submission: {form: {name: x}}, expect: pass}
)"};

inline constexpr Example kNeverInForce{
    R"(valid: {from: 2026-04-01}
rules:
  - id: name-missing
    severity: error
    valid: {until: 2026-04-01}
    at: '$.form.name'
    required: true
    message: name is not given
)",
    R"(valid: {from: 2026-04-01}
rules:
  - id: name-missing
    severity: error
    valid: {until: 2027-04-01}
    at: '$.form.name'
    required: true
    message: name is not given
)"};

inline constexpr Example kOverrideWithoutEffect{
    R"(extends: ["base@^1.0"]
override:
  base/name-missing: {severity: error}
--- ../../base/1.0.0/ruleset.yaml
rules:
  - id: name-missing
    severity: error
    at: '$.form.name'
    required: true
    message: name is not given
)",
    R"(extends: ["base@^1.0"]
override:
  base/name-missing: {severity: warning}
--- ../../base/1.0.0/ruleset.yaml
rules:
  - id: name-missing
    severity: error
    at: '$.form.name'
    required: true
    message: name is not given
)"};

inline constexpr Example kUnusedBinding{
    R"(bind:
  client: {at: '$.form.clientId'}
rules:
  - id: name-missing
    severity: error
    at: '$.form.name'
    required: true
    message: name is not given
)",
    R"(bind:
  client: {at: '$.form.clientId'}
rules:
  - id: name-missing
    severity: error
    at: '$.form.name'
    required: true
    message: "name of the client `{client}` is not given"
)"};

inline constexpr Example kUnusedConstant{
    R"(constants:
  by: '$.environment'
  values:
    acceptance: {host: acc.example, api: api-acc.example}
    production: {host: www.example, api: api.example}
rules:
  - id: url-of-other-host
    severity: error
    at: '$.url'
    assert: {url: {host: {ref: constants.host}}}
    message: "URL is `{value}`"
)",
    R"(constants:
  by: '$.environment'
  values:
    acceptance: {host: acc.example}
    production: {host: www.example}
rules:
  - id: url-of-other-host
    severity: error
    at: '$.url'
    assert: {url: {host: {ref: constants.host}}}
    message: "URL is `{value}`"
)"};

inline constexpr Example kUnusedList{
    R"(lists:
  colours: [red, green]
rules:
  - id: colour-unknown
    severity: error
    at: '$.colour'
    assert: {one-of: [red, green]}
    message: "colour is `{value}`"
)",
    R"(lists:
  colours: [red, green]
rules:
  - id: colour-unknown
    severity: error
    at: '$.colour'
    assert: {one-of: {list: colours}}
    message: "colour is `{value}`"
)"};

inline constexpr Example kUnusedParameter{
    R"(parameters:
  name-missing: {type: severity, default: warning}
rules:
  - id: name-missing
    severity: error
    at: '$.form.name'
    required: true
    message: name is not given
)",
    R"(parameters:
  name-missing: {type: severity, default: warning}
rules:
  - id: name-missing
    severity: {ref: name-missing}
    at: '$.form.name'
    required: true
    message: name is not given
)"};

inline constexpr Example kUnusedPart{
    R"(parts:
  form: {at: '$.form'}
  mail: {at: '$.mail'}
rules:
  - id: name-missing
    part: form
    severity: error
    at: '$.form.name'
    required: true
    message: name is not given
)",
    R"(parts:
  form: {at: '$.form'}
rules:
  - id: name-missing
    part: form
    severity: error
    at: '$.form.name'
    required: true
    message: name is not given
)"};

inline constexpr Example kUnusedSuppression{
    R"(rules:
  # lint-ignore: id-naming -- people know it under this name
  - id: name-missing
    severity: error
    at: '$.form.name'
    required: true
    message: name is not given
)",
    R"(rules:
  # lint-ignore: id-naming -- people know it under this name
  - id: name-required
    severity: error
    at: '$.form.name'
    required: true
    message: name is not given
)"};

inline constexpr Example kValueOutsideSchema{
    R"(rules:
  - id: acceptance-skipped
    severity: error
    at: '$.form.name'
    when: {at: '$.environment', equals: productoin}
    assert: {not: {blank: true}}
    message: name is blank
)",
    R"(rules:
  - id: acceptance-skipped
    severity: error
    at: '$.form.name'
    when: {at: '$.environment', equals: production}
    assert: {not: {blank: true}}
    message: name is blank
)"};

inline constexpr Example kWrongPart{
    R"(parts:
  form: {at: '$.form'}
  mail: {at: '$.mail'}
rules:
  - id: name-missing
    part: mail
    severity: error
    at: '$.form.name'
    required: true
    message: name is not given
  - id: subject-missing
    part: form
    severity: error
    at: '$.mail.subject'
    required: true
    message: subject is not given
)",
    R"(parts:
  form: {at: '$.form'}
  mail: {at: '$.mail'}
rules:
  - id: name-missing
    part: form
    severity: error
    at: '$.form.name'
    required: true
    message: name is not given
  - id: subject-missing
    part: mail
    severity: error
    at: '$.mail.subject'
    required: true
    message: subject is not given
)"};

}  // namespace intake::lint
