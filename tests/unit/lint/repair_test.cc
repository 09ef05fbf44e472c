// What `--fix` writes: as little as can be, and nothing that is not better.

#include "lint_testing.h"
#include "support/catch.h"

using namespace intake;

TEST_CASE("comments, order and quoting stay", "[lint]") {
  const std::string before = R"(# what this set is about
lists:
  # the codes in use
  codes: ["a", 'b']   # both
  # nobody uses these
  colours: [red, green]
bind:
  client: {at: '$.form.clientId'}
rules:
  # codes first
  - id: code-unknown
    severity: error
    at: '$.code'
    assert: {one-of: {list: codes}}
    message: "code is `{value}`."   # as written
)";
  const std::string after = R"(# what this set is about
lists:
  # the codes in use
  codes: ["a", 'b']   # both
rules:
  # codes first
  - id: code-unknown
    severity: error
    at: '$.code'
    assert: {one-of: {list: codes}}
    message: "code is `{value}`"   # as written
)";
  std::string repaired = linting::repaired(before, false);
  // What an editor does with the comment above a member that goes is its own affair.
  const std::string above = "  # nobody uses these\n";
  if (const auto at = repaired.find(above); at != std::string::npos) {
    repaired.erase(at, above.size());
  }
  CHECK(repaired == after);
  CHECK(linting::repaired(after, true) == after);
}

TEST_CASE("one repair makes room for the next", "[lint]") {
  const std::string before = R"(languages: [en, fr]
lists: {first: [a], second: [b]}
bind:
  one: {at: '$.code'}
  two: {at: '$.code'}
rules:
  - id: code-wrong
    severity: error
    at: '$.code'
    assert: {digits: true}
    message: code is wrong
    message-absent: code is not given
--- messages.fr.yaml
language: fr
title: Exemple
rules:
  code-wrong:
    message: le code est erroné
    message-absent: le code n’est pas indiqué
)";
  CHECK(linting::repaired(before, false) == R"(languages: [en, fr]
rules:
  - id: code-wrong
    severity: error
    at: '$.code'
    assert: {digits: true}
    message: code is wrong
--- messages.fr.yaml
language: fr
title: Exemple
rules:
  code-wrong:
    message: le code est erroné
)");
}

TEST_CASE("what needs a look is repaired on request only", "[lint]") {
  const std::string before = R"(rules:
  - id: code-malformed
    severity: error
    at: '$.code'
    when: {at: '$.environment', equals: 'productoin'}
    assert: {matches: '^[A-z]+|it''s www.example$', length: {max: 3}}
    message: code is wrong
)";
  CHECK(linting::repaired(before, false) == before);
  CHECK(linting::repaired(before, true) == R"(rules:
  - id: code-malformed
    severity: error
    at: '$.code'
    when: {at: '$.environment', equals: 'production'}
    assert: {matches: '^(?:[A-Za-z]+|it''s www\.example)$', length: {max: 3}}
    message: code is wrong
)");
}

TEST_CASE("a report of what was done", "[lint]") {
  const std::string text = "lists: {codes: [a]}\nbind: {code: {at: '$.code'}}\n";
  const auto repair = linting::library(text).fix_rules({"demo"}, linting::options(), false);
  REQUIRE(repair);
  REQUIRE(repair->files.size() == 1);
  CHECK(repair->fixed == 2);
  CHECK(repair->reverted == 0);
  CHECK(repair->files[0].file == "rules/demo/1.0.0/ruleset.yaml");
  CHECK(repair->files[0].diff.find("-lists: {codes: [a]}") != std::string::npos);
  CHECK(repair->report.findings.empty());
  const auto none = linting::library(text).fix_rules({"other"}, linting::options(), false);
  REQUIRE(none);
  REQUIRE(none->report.error);
  CHECK(none->files.empty());
}
