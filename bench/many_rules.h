#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include <intake/intake.h>

namespace intake::bench {

/// A rule set of so many rules of the kinds that procedures are made of: a pattern (each its own),
/// an allowed set behind a condition, a matrix cell, a list to be covered, an expression. Messages
/// in one language, passages, fixes. `ruleset: many`.
inline std::vector<RuleFile> many_rules(std::size_t rules) {
  std::string text =
      "ruleset: many\nversion: 1.0.0\nengine: \">=0.1 <1.0\"\ntitle: Many rules\nlanguages: [en]\n"
      "source: {id: p, title: A procedure, language: en}\n"
      "lists: {kinds: [hospital, pharmacy, laboratory, medical-house]}\n"
      "bind: {client: {at: '$.form.clientId', capture: '^org-(?P<number>\\d{8})$'}}\nrules:\n";
  for (std::size_t i = 0; i < rules; ++i) {
    const std::string n = std::to_string(i);
    const std::string at = "'$.form.f" + n + "'";
    text += "  - id: rule-" + n + "\n    severity: " + (i % 3 == 0 ? "warning" : "error") + "\n";
    switch (i % 5) {
      case 0:
        text += "    at: " + at + "\n    required: true\n    assert: {matches: '^(?:[a-z]{2}-)?" +
                n +
                "-\\d{8}(?:-x)?$'}\n    fix: {steps: [{verb: trim}, {verb: lower}], class: unsafe, "
                "because: Case does not matter here.}\n";
        break;
      case 1:
        text += "    at: " + at + "\n    when: {at: '$.form.kind', equals: k" + n +
                "}\n    assert: {one-of: [a" + n + ", b" + n + ", c]}\n";
        break;
      case 2:
        text +=
            "    for: '$.items[*]'\n    as: item\n    at: '@.f" + n +
            "'\n    assert: {all: [{length: {max: 30}}, {not: {equals: {ref: client.number}}}]}\n";
        break;
      case 3:
        text += "    at: " + at + "\n    assert: {subset-of: {list: kinds}}\n";
        break;
      default:
        text += "    at: " + at + "\n    assert: {any: [{matches: '^v" + n +
                "\\.'}, {all: [{starts-with: x}, {at: '$.form.kind', present: true}]}]}\n";
    }
    text += "    message: \"`{value}` is not what number " + n +
            " needs\"\n    why: It is needed.\n    source: {section: \"" + n +
            "\", quote: The passage}\n";
  }
  return {{"rules/many/1.0.0/ruleset.yaml", std::move(text)}};
}

}  // namespace intake::bench
