#pragma once

#include "lint/example.h"

namespace intake::lint {

inline constexpr Example kFormChoiceOutsideSchema{
    R"(rules: []
--- ../../forms/request/1.0.0.yaml
form: request
version: 1.0.0
title: Request
schema: {use: tiny@1}
rule-sets: [demo]
fields:
  - at: /environment
    label: Environment
    choices: [{value: acceptation, text: Acceptance}]
)",
    R"(rules: []
--- ../../forms/request/1.0.0.yaml
form: request
version: 1.0.0
title: Request
schema: {use: tiny@1}
rule-sets: [demo]
fields:
  - at: /environment
    label: Environment
    choices: [{value: acceptance, text: Acceptance}]
)"};

inline constexpr Example kFormKindMismatch{
    R"(rules: []
--- ../../forms/request/1.0.0.yaml
form: request
version: 1.0.0
title: Request
schema: {use: tiny@1}
rule-sets: [demo]
fields:
  - {at: /form/scopes, kind: text, label: Scopes}
)",
    R"(rules: []
--- ../../forms/request/1.0.0.yaml
form: request
version: 1.0.0
title: Request
schema: {use: tiny@1}
rule-sets: [demo]
fields:
  - {at: /form/scopes, kind: list, label: Scopes}
)"};

inline constexpr Example kFormLabelShared{
    R"(rules: []
--- ../../forms/request/1.0.0.yaml
form: request
version: 1.0.0
title: Request
schema: {use: tiny@1}
rule-sets: [demo]
fields:
  - {at: /form/name, label: Name}
  - {at: /colour, label: {en: [Colour, Name]}}
)",
    R"(rules: []
--- ../../forms/request/1.0.0.yaml
form: request
version: 1.0.0
title: Request
schema: {use: tiny@1}
rule-sets: [demo]
fields:
  - {at: /form/name, label: Name}
  - {at: /colour, label: {en: [Colour, Name of the colour]}}
)"};

inline constexpr Example kFormPlaceUnknown{
    R"(rules: []
--- ../../forms/request/1.0.0.yaml
form: request
version: 1.0.0
title: Request
schema: {use: tiny@1}
rule-sets: [demo]
fields:
  - {at: /form/clientID, label: Client ID}
)",
    R"(rules: []
--- ../../forms/request/1.0.0.yaml
form: request
version: 1.0.0
title: Request
schema: {use: tiny@1}
rule-sets: [demo]
fields:
  - {at: /form/clientId, label: Client ID}
)"};

inline constexpr Example kFormSectionUnused{
    R"(rules: []
--- ../../forms/request/1.0.0.yaml
form: request
version: 1.0.0
title: Request
schema: {use: tiny@1}
rule-sets: [demo]
sections:
  general: {number: "1", heading: General information}
fields:
  - {at: /form/name, label: Name}
)",
    R"(rules: []
--- ../../forms/request/1.0.0.yaml
form: request
version: 1.0.0
title: Request
schema: {use: tiny@1}
rule-sets: [demo]
sections:
  general: {number: "1", heading: General information}
fields:
  - {at: /form/name, section: general, label: Name}
)"};

inline constexpr Example kFormTranslationMissing{
    R"(rules: []
--- ../../forms/request/1.0.0.yaml
form: request
version: 1.0.0
title: {en: Request, fr: Demande}
schema: {use: tiny@1}
languages: [en, fr]
rule-sets: [demo]
fields:
  - {at: /form/name, label: {en: Name}}
)",
    R"(rules: []
--- ../../forms/request/1.0.0.yaml
form: request
version: 1.0.0
title: {en: Request, fr: Demande}
schema: {use: tiny@1}
languages: [en, fr]
rule-sets: [demo]
fields:
  - {at: /form/name, label: {en: Name, fr: Nom}}
)"};

inline constexpr Example kFormUnknown{
    R"(rules: []
--- ../../forms/request/1.0.0.yaml
form: request
version: 1.0.0
title: Request
schema: {use: tiny@1}
rule-sets: [demo]
fields:
  - {at: /form/name, label: Name}
--- ../../dossiers/tiny/1.0.0.yaml
dossier: tiny
version: 1.0.0
title: A request
schema: {use: tiny@1}
forms: ["request@^1.0", "reqest-of-firms@^1.0"]
)",
    R"(rules: []
--- ../../forms/request/1.0.0.yaml
form: request
version: 1.0.0
title: Request
schema: {use: tiny@1}
rule-sets: [demo]
fields:
  - {at: /form/name, label: Name}
--- ../../dossiers/tiny/1.0.0.yaml
dossier: tiny
version: 1.0.0
title: A request
schema: {use: tiny@1}
forms: ["request@^1.0"]
)"};

}  // namespace intake::lint
