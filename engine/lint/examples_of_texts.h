#pragma once

#include "lint/example.h"

namespace intake::lint {

inline constexpr Example kEmptyPlaceholder{
    R"(rules:
  - id: colour-unknown
    severity: error
    at: '$.colour'
    assert: {one-of: [red, green]}
    message: "colour is `{value}`, but lacks {missing}"
)",
    R"(rules:
  - id: colour-unknown
    severity: error
    at: '$.colour'
    assert: {one-of: [red, green]}
    message: "colour is `{value}`; it is one of {expected}"
)"};

inline constexpr Example kIdNaming{
    R"(rules:
  - id: name-required
    severity: error
    at: '$.form.name'
    required: true
    message: name is not given
)",
    R"(rules:
  - id: name-missing
    severity: error
    at: '$.form.name'
    required: true
    message: name is not given
)"};

inline constexpr Example kLiteralDiffers{
    R"(languages: [en, fr]
rules:
  - id: url-without-signature
    severity: error
    at: '$.url'
    assert: {contains: use=sig}
    message: "URL does not ask for `use=sig`"
--- messages.fr.yaml
language: fr
title: Exemple
rules:
  url-without-signature:
    message: "l’URL ne demande pas `use=enc`"
)",
    R"(languages: [en, fr]
rules:
  - id: url-without-signature
    severity: error
    at: '$.url'
    assert: {contains: use=sig}
    message: "URL does not ask for `use=sig`"
--- messages.fr.yaml
language: fr
title: Exemple
rules:
  url-without-signature:
    message: "l’URL ne demande pas `use=sig`"
)"};

inline constexpr Example kMessagePunctuated{
    R"(rules:
  - id: name-missing
    severity: error
    at: '$.form.name'
    required: true
    message: The name is not given.
)",
    R"(rules:
  - id: name-missing
    severity: error
    at: '$.form.name'
    required: true
    message: name is not given
)"};

inline constexpr Example kMissingHelp{
    R"(rules:
  - id: name-missing
    severity: error
    at: '$.form.name'
    required: true
    message: name is not given
    why: The name is how support recognises the client.
)",
    R"(rules:
  - id: name-missing
    severity: error
    at: '$.form.name'
    required: true
    message: name is not given
    why: The name is how support recognises the client.
    help: Give the name of your organisation.
)"};

inline constexpr Example kMissingMessageAbsent{
    R"(rules:
  - id: colour-unknown
    severity: error
    at: '$.colour'
    required: true
    assert: {one-of: [red, green]}
    message: "colour is `{value}`"
)",
    R"(rules:
  - id: colour-unknown
    severity: error
    at: '$.colour'
    required: true
    assert: {one-of: [red, green]}
    message: "colour is `{value}`"
    message-absent: colour is not given
)"};

inline constexpr Example kMissingSource{
    R"(source: {id: guide, title: The guide, language: en}
rules:
  - id: name-missing
    severity: error
    at: '$.form.name'
    required: true
    message: name is not given
)",
    R"(source: {id: guide, title: The guide, language: en}
rules:
  - id: name-missing
    severity: error
    at: '$.form.name'
    required: true
    message: name is not given
    source: {section: "2", quote: Give the name of the client}
)"};

inline constexpr Example kMissingWhy{
    R"(rules:
  - id: name-missing
    severity: error
    at: '$.form.name'
    required: true
    message: name is not given
)",
    R"(rules:
  - id: name-missing
    severity: error
    at: '$.form.name'
    required: true
    message: name is not given
    why: The name is how support recognises the client.
)"};

inline constexpr Example kPlaceholderDiffers{
    R"(languages: [en, fr]
rules:
  - id: colour-unknown
    severity: error
    at: '$.colour'
    assert: {one-of: [red, green]}
    message: "colour is `{value}`; it is one of {expected}"
--- messages.fr.yaml
language: fr
title: Exemple
rules:
  colour-unknown:
    message: "la couleur est `{value}`"
)",
    R"(languages: [en, fr]
rules:
  - id: colour-unknown
    severity: error
    at: '$.colour'
    assert: {one-of: [red, green]}
    message: "colour is `{value}`; it is one of {expected}"
--- messages.fr.yaml
language: fr
title: Exemple
rules:
  colour-unknown:
    message: "la couleur est `{value}` ; c’est une de celles-ci : {expected}"
)"};

inline constexpr Example kRepeatedText{
    R"(rules:
  - id: name-missing
    severity: error
    at: '$.form.name'
    required: true
    message: name is not given
    why: Name is not given.
)",
    R"(rules:
  - id: name-missing
    severity: error
    at: '$.form.name'
    required: true
    message: name is not given
    why: The name is how support recognises the client.
)"};

inline constexpr Example kUntranslatedText{
    R"(languages: [en, fr]
rules:
  - id: name-missing
    severity: error
    at: '$.form.name'
    required: true
    message: name is not given
--- messages.fr.yaml
language: fr
title: Exemple
rules:
  name-missing:
    message: name is not given
)",
    R"(languages: [en, fr]
rules:
  - id: name-missing
    severity: error
    at: '$.form.name'
    required: true
    message: name is not given
--- messages.fr.yaml
language: fr
title: Exemple
rules:
  name-missing:
    message: le nom n’est pas indiqué
)"};

inline constexpr Example kUnusedText{
    R"(rules:
  - id: colour-unknown
    severity: error
    at: '$.colour'
    assert: {one-of: [red, green]}
    message: "colour is `{value}`"
    message-absent: colour is not given
)",
    R"(rules:
  - id: colour-unknown
    severity: error
    at: '$.colour'
    required: true
    assert: {one-of: [red, green]}
    message: "colour is `{value}`"
    message-absent: colour is not given
)"};

}  // namespace intake::lint
