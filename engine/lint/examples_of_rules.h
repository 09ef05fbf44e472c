#pragma once

#include "lint/example.h"

namespace intake::lint {

inline constexpr Example kDuplicateRule{
    R"(rules:
  - id: name-blank
    severity: error
    at: '$.form.name'
    assert: {not: {blank: true}}
    message: name is blank
  - id: name-empty
    severity: warning
    at: "$['form']['name']"
    assert: {not: {blank: true}}
    message: name is empty
)",
    R"(rules:
  - id: name-blank
    severity: error
    at: '$.form.name'
    assert: {not: {blank: true}}
    message: name is blank
)"};

inline constexpr Example kFixCannotSatisfy{
    R"(rules:
  - id: colour-unknown
    severity: error
    at: '$.colour'
    assert: {one-of: [red, green]}
    message: "colour is `{value}`"
    fix: {steps: [{verb: set, value: rde}], class: unsafe, because: Most are red.}
)",
    R"(rules:
  - id: colour-unknown
    severity: error
    at: '$.colour'
    assert: {one-of: [red, green]}
    message: "colour is `{value}`"
    fix: {steps: [{verb: set, value: red}], class: unsafe, because: Most are red.}
)"};

inline constexpr Example kLooseAlternation{
    R"(rules:
  - id: code-malformed
    severity: error
    at: '$.code'
    assert: {matches: '^[a-z]+|[0-9]+$'}
    message: "code is `{value}`"
)",
    R"(rules:
  - id: code-malformed
    severity: error
    at: '$.code'
    assert: {matches: '^(?:[a-z]+|[0-9]+)$'}
    message: "code is `{value}`"
)"};

inline constexpr Example kNeverApplies{
    R"(rules:
  - id: client-id-padded
    severity: error
    at: '$.form.clientId'
    when: {matches: '^[a-z]+$', starts-with: '0'}
    assert: {trimmed: true}
    message: "client ID `{value}` has blanks around it"
)",
    R"(rules:
  - id: client-id-padded
    severity: error
    at: '$.form.clientId'
    when: {matches: '[a-z]'}
    assert: {trimmed: true}
    message: "client ID `{value}` has blanks around it"
)"};

inline constexpr Example kNeverFails{
    R"(rules:
  - id: client-id-too-long
    severity: error
    at: '$.form.clientId'
    when: {matches: '^[a-z]\d{8}$'}
    assert: {length: {max: 9}}
    message: "client ID `{value}` is too long"
)",
    R"(rules:
  - id: client-id-too-long
    severity: error
    at: '$.form.clientId'
    when: {matches: '^[a-z]\d+$'}
    assert: {length: {max: 9}}
    message: "client ID `{value}` is too long"
)"};

inline constexpr Example kNeverPasses{
    R"(rules:
  - id: client-id-malformed
    severity: error
    at: '$.form.clientId'
    assert: {matches: '^[a-z]+-\d{8}$', length: {max: 8}}
    message: "client ID is `{value}`"
)",
    R"(rules:
  - id: client-id-malformed
    severity: error
    at: '$.form.clientId'
    assert: {matches: '^[a-z]+-\d{8}$', length: {max: 30}}
    message: "client ID is `{value}`"
)"};

inline constexpr Example kOddClass{
    R"(rules:
  - id: code-malformed
    severity: error
    at: '$.code'
    assert: {matches: '^[A-z]+$'}
    message: "code is `{value}`"
)",
    R"(rules:
  - id: code-malformed
    severity: error
    at: '$.code'
    assert: {matches: '^[A-Za-z]+$'}
    message: "code is `{value}`"
)"};

inline constexpr Example kOverlappingFixes{
    R"(rules:
  - id: code-too-long
    severity: error
    at: '$.code'
    assert: {length: {max: 4}}
    message: "code `{value}` is too long"
    fix: {steps: [{verb: truncate, length: 4}], class: unsafe, because: The rest is a suffix.}
  - id: code-without-prefix
    severity: error
    at: '$.code'
    assert: {starts-with: x-}
    message: "code `{value}` does not begin with `x-`"
    fix: {steps: [{verb: prefix, text: x-}], class: unsafe, because: All codes begin with it.}
)",
    R"(rules:
  - id: code-too-long
    severity: error
    at: '$.code'
    when: {starts-with: x-}
    assert: {length: {max: 4}}
    message: "code `{value}` is too long"
    fix: {steps: [{verb: truncate, length: 4}], class: unsafe, because: The rest is a suffix.}
  - id: code-without-prefix
    severity: error
    at: '$.code'
    assert: {starts-with: x-}
    message: "code `{value}` does not begin with `x-`"
    fix: {steps: [{verb: prefix, text: x-}], class: unsafe, because: All codes begin with it.}
)"};

inline constexpr Example kRedundantAlternative{
    R"(rules:
  - id: purpose-not-found
    severity: warning
    at: '$.mail.subject'
    assert: {matches: '(?i)context|purpose|contexte'}
    message: "subject is `{value}`"
)",
    R"(rules:
  - id: purpose-not-found
    severity: warning
    at: '$.mail.subject'
    assert: {matches: '(?i)context|purpose|kontext'}
    message: "subject is `{value}`"
)"};

inline constexpr Example kRedundantCondition{
    R"(rules:
  - id: code-malformed
    severity: error
    at: '$.code'
    assert: {matches: '^\d{8}$', length: {equal: 8}}
    message: "code is `{value}`"
)",
    R"(rules:
  - id: code-malformed
    severity: error
    at: '$.code'
    assert: {matches: '^\d+$', length: {equal: 8}}
    message: "code is `{value}`"
)"};

inline constexpr Example kRedundantWildcard{
    R"(rules:
  - id: subject-without-name
    severity: error
    at: '$.mail.subject'
    assert: {matches: '.*for [A-Z]'}
    message: "subject is `{value}`"
)",
    R"(rules:
  - id: subject-without-name
    severity: error
    at: '$.mail.subject'
    assert: {matches: 'for [A-Z]'}
    message: "subject is `{value}`"
)"};

inline constexpr Example kShadowedRule{
    R"(rules:
  - id: code-malformed
    severity: error
    at: '$.code'
    assert: {matches: '^[a-z]{3}$'}
    message: "code is `{value}`"
  - id: code-in-other-case
    severity: warning
    at: '$.code'
    assert: {matches: '^[^A-Z]*$'}
    message: "code `{value}` has capitals"
)",
    R"(rules:
  - id: code-malformed
    severity: error
    at: '$.code'
    when: {matches: '^[^A-Z]*$'}
    assert: {matches: '^[a-z]{3}$'}
    message: "code is `{value}`"
  - id: code-in-other-case
    severity: warning
    at: '$.code'
    assert: {matches: '^[^A-Z]*$'}
    message: "code `{value}` has capitals"
)"};

inline constexpr Example kUnanchoredPattern{
    R"(rules:
  - id: number-malformed
    severity: error
    at: '$.number'
    assert: {matches: '\d{8}'}
    message: "number is `{value}`"
)",
    R"(rules:
  - id: number-malformed
    severity: error
    at: '$.number'
    assert: {matches: '^\d{8}$'}
    message: "number is `{value}`"
)"};

inline constexpr Example kUnescapedDot{
    R"(rules:
  - id: address-of-other-domain
    severity: error
    at: '$.address'
    assert: {matches: '@mail.example$'}
    message: "address is `{value}`"
)",
    R"(rules:
  - id: address-of-other-domain
    severity: error
    at: '$.address'
    assert: {matches: '@mail\.example$'}
    message: "address is `{value}`"
)"};

inline constexpr Example kUnreachableAbsence{
    R"(rules:
  - id: code-malformed
    severity: error
    at: '$.code'
    required: true
    when: {type: string}
    assert: {digits: true}
    message: code is no number
)",
    R"(rules:
  - id: code-malformed
    severity: error
    at: '$.code'
    required: true
    when: {any: [{absent: true}, {type: string}]}
    assert: {digits: true}
    message: code is no number
)"};

inline constexpr Example kUnreachableFix{
    R"(rules:
  - id: code-padded
    severity: error
    at: '$.code'
    assert: {trimmed: true}
    message: "code is `{value}`"
    fix:
      - {steps: [{verb: trim}], class: safe, because: Blanks are never part of it.}
      - {steps: [{verb: trim}], class: unsafe, because: Blanks are never part of it.}
)",
    R"(rules:
  - id: code-padded
    severity: error
    at: '$.code'
    assert: {trimmed: true}
    message: "code is `{value}`"
    fix: {steps: [{verb: trim}], class: safe, because: Blanks are never part of it.}
)"};

}  // namespace intake::lint
