#pragma once

#include <array>
#include <string_view>

#include "ruleset/ruleset.h"

namespace intake::synth {

/// The files of a new rule set, with `{set}` for its name.
inline constexpr std::string_view kNewRuleSet =
    R"(# yaml-language-server: $schema=../../../schemas/ruleset/1.schema.json
# The rules of one procedure. Take them through:
#   intake rules lint --rules-dir rules {set}          every fault, with what was meant
#   intake rules test --rules-dir rules {set}          the cases, and what they leave out
#   intake check --rules-dir rules --rules {set} FILE  a submission
#   intake new rule ID {set} --rules-dir rules         one more rule, with its messages and cases
# The rule-author guide goes through all of it; docs/rule-language.md has every key.
ruleset: {set}
version: 0.1.0                # SemVer; the folder bears it, too
engine: ">=0.1 <1.0"          # the engines that understand it
title: {set}
# With a schema, a misspelt path is a fault of the rule set: schemas/<name>/<major>.schema.json
# schema: {use: my-submission@1}
source: {id: procedure, title: The document that the rules come from, language: en}
languages: [en, fr, nl, de]   # the first is that of this file; the others have messages.<lang>.yaml
# What tells that a submission is for this set, where it has no `procedure: {set}`:
# recognise: {at: '$.contact', present: true}

statements:
  # Each sentence of the document that asks something, word for word. `rules lint` names those that
  # no rule covers.
  - id: S1
    section: "1"
    quote: Give a mail address at which we can reach you

rules:
  # One rule for one fault; the id names the fault.
  - id: contact-email-malformed
    severity: error           # what is only likely is a warning, what only a person knows a question
    covers: [S1]
    at: '$.contact.email'     # the value that the rule is about
    required: true            # without it the rule fails; else it does not apply
    assert: {format: email}   # docs/reference/predicates.md lists what can be said
    # What is, then what was needed; no full stop.
    message: "`{value}` is not a mail address"
    message-absent: mail address is not given; one at which we can reach you was needed
    why: Questions about the submission are sent there.
    source: {section: "1", quote: Give a mail address at which we can reach you}
    fix:
      # safe: the meaning surely stays. The engine undoes a repair that does not help, or harms.
      - steps: [{verb: trim}]
        class: safe
        because: Blanks around it are never part of an address.
)";

inline constexpr std::array<std::string_view, kLanguages> kNewMessages{
    "",
    R"(# Chaque texte de ruleset.yaml, en français.
language: fr
title: {set}
rules:
  contact-email-malformed:
    message: "`{value}` n'est pas une adresse e-mail"
    message-absent: l'adresse e-mail manque; une adresse où nous pouvons vous joindre est nécessaire
    why: Les questions sur la demande y sont envoyées.
    because: [Les blancs qui l'entourent ne font jamais partie d'une adresse.]
)",
    R"(# Elke tekst van ruleset.yaml, in het Nederlands.
language: nl
title: {set}
rules:
  contact-email-malformed:
    message: "`{value}` is geen mailadres"
    message-absent: het mailadres ontbreekt; een adres waarop wij u kunnen bereiken is nodig
    why: Vragen over de aanvraag gaan daarheen.
    because: [Blanco's eromheen horen nooit bij een adres.]
)",
    R"(# Jeder Text von ruleset.yaml auf Deutsch.
language: de
title: {set}
rules:
  contact-email-malformed:
    message: "`{value}` ist keine Mailadresse"
    message-absent: die Mailadresse fehlt; eine, unter der wir Sie erreichen, ist nötig
    why: Fragen zum Antrag gehen dorthin.
    because: [Leerzeichen um eine Adresse gehören nie zu ihr.]
)"};

inline constexpr std::string_view kNewBases =
    R"(# Whole submissions that the rules accept: the cases begin with one of them and change it.
bases:
  good:
    procedure: {set}
    contact:
      email: name@example.org
)";

inline constexpr std::string_view kNewCases =
    R"(# One file a rule. At least one case that passes, one that fails, and what a repair makes of it.
rule: contact-email-malformed
cases:
  - name: a plain address
    base: good
    expect: pass
  - name: no dot in the domain
    base: good
    change:
      - {set: /contact/email, to: name@example}
    expect: fail
    findings:
      - {pointer: /contact/email, message: "`name@example` is not a mail address"}
  - name: a blank at the end
    base: good
    change:
      - {set: /contact/email, to: "name@example.org "}
    expect: fail
    findings:
      - {pointer: /contact/email, message: "`name@example.org ` is not a mail address"}
    fixed: {/contact/email: name@example.org}
  - name: nothing given
    base: good
    change:
      - {remove: /contact/email}
    expect: fail
    findings:
      - pointer: /contact/email
        message: mail address is not given; one at which we can reach you was needed
)";

/// The texts of a new rule, by language.
struct NewRuleTexts {
  std::string_view message, message_absent, why, help;
};
inline constexpr std::array<NewRuleTexts, kLanguages> kNewRuleTexts{{
    {"value is `{value}`; say here what was needed", "value is not given; say here what was needed",
     "Say here why it matters.", "Say here what to do."},
    {"la valeur est `{value}`; dites ici ce qui est nécessaire",
     "la valeur manque; dites ici ce qui est nécessaire", "Dites ici pourquoi cela importe.",
     "Dites ici ce qu'il faut faire."},
    {"de waarde is `{value}`; zeg hier wat nodig is", "de waarde ontbreekt; zeg hier wat nodig is",
     "Zeg hier waarom het van belang is.", "Zeg hier wat er te doen is."},
    {"der Wert ist `{value}`; sagen Sie hier, was nötig ist",
     "der Wert fehlt; sagen Sie hier, was nötig ist", "Sagen Sie hier, warum es wichtig ist.",
     "Sagen Sie hier, was zu tun ist."},
}};

}  // namespace intake::synth
