// What each check finds, and what it leaves alone, beyond the examples of the catalogue.

#include "lint/checks.h"

#include "lang/predicate/predicate.h"
#include "lint/message_names.h"
#include "lint_testing.h"
#include "support/catch.h"

using namespace intake;

namespace {

struct Row {
  const char* name;
  std::string text;
  std::vector<std::string> findings;
};

void check(const std::vector<Row>& rows, const std::vector<std::string>& only = {}) {
  for (const Row& row : rows) {
    INFO(row.name << "\n" << row.text);
    CHECK(linting::findings(row.text, only) == row.findings);
  }
}

/// A rule about `$.code` with these keys.
std::string rule(const std::string& keys, const std::string& id = "code-malformed") {
  return "  - {id: " + id + ", severity: error, at: '$.code', message: code is wrong, " + keys +
         "}\n";
}
std::string one(const std::string& keys) { return "rules:\n" + rule(keys); }

}  // namespace

TEST_CASE("lint: verdicts that a rule cannot give", "[lint]") {
  check({
      {"a place that must stand is a place in a map",
       one("when: {all: [{at: '$.form', absent: true}, {at: '$.form.name', present: true}]}, "
           "assert: {digits: true}"),
       {"2 never-applies: `when` can never hold, so that the rule never runs | `absent: true` and "
        "`present: true` exclude each other"}},
      {"numbers",
       "rules:\n  - {id: size-wrong, severity: error, at: '$.size', message: m, "
       "assert: {min: 3, max: {value: 3, exclusive: true}}}\n",
       {"2 never-passes: `assert` can never hold | `min: 3` and `max: {value: 3, exclusive: true}` "
        "exclude each other"}},
      {"a binding has captured",
       "bind:\n  code: {at: '$.code', capture: '^[a-z]+$'}\n" +
           one("when: {bound: code}, assert: {not: {digits: true}}"),
       {"4 never-fails: `assert` holds wherever `when` does, so that the rule never fails | ask "
        "for "
        "less in `when`, or for more in `assert`"}},
      {"an element that cannot be",
       one("when: {some: {in: '$.items[*]', as: item, that: {at: '@.kind', equals: a, digits: "
           "true}}}, assert: {digits: true}"),
       {"2 never-applies: `when` can never hold, so that the rule never runs"}},
      {"by the schema",
       "rules:\n  - {id: kind-wrong, severity: error, at: '$.form.kind', message: m, assert: "
       "{starts-with: x}}\n",
       {"2 never-passes: `assert` holds only of what the schema does not allow | the schema tiny@1 "
        "allows `healthcare` and `m2m` only at `/form/kind`"}},
      {"a rule about what the schema forbids", one("when: {type: integer}, assert: {min: 5}"), {}},
      {"a parameter may have any value",
       "parameters:\n  most: {type: integer, default: 3}\n" +
           one("assert: {all: [{length: {min: 5}}, {length: {max: {ref: most}}}]}"),
       {}},
      {"another value is not known",
       one("assert: {equals: {at: '$.colour'}, length: {max: 3}}"),
       {}},
      {"a question is a reason to be",
       "rules:\n  - id: flag-unknown\n    severity: error\n    at: '$.flag'\n    if-absent: ask\n"
       "    assert: {any: [{present: true}, {absent: true}]}\n    message: m\n    question: Is "
       "it?\n"
       "    fix: {class: ask, ask: {id: flag, type: boolean}, because: Who knows.}\n",
       {}},
      {"of a list only its length is known",
       "rules:\n  - {id: x-wrong, severity: error, at: '$.form.scopes', message: m, assert: "
       "{contains: a, count: {max: 3}}}\n",
       {}},
  });
}

TEST_CASE("lint: rules that say the same", "[lint]") {
  const std::string both =
      rule("assert: {matches: '^\\d+$'}", "code-without-digits") + rule("assert: {digits: true}");
  check({
      {"in other words, and each shadows the other",
       "rules:\n" + both,
       {"2 shadowed-rule: wherever this rule fails, `demo/code-malformed` does, too | keep one of "
        "the two from firing with `when`, or remove this one",
        "3 shadowed-rule: wherever this rule fails, `demo/code-without-digits` does, too | keep "
        "one "
        "of the two from firing with `when`, or remove this one"}},
      {"of another part",
       "parts:\n  form: {at: '$.form'}\nrules:\n" + rule("assert: {digits: true}") +
           rule("part: form, assert: {digits: true, length: {max: 3}}", "code-too-long"),
       {}},
      {"the other is less severe",
       "rules:\n" + rule("assert: {length: {max: 9}}") +
           "  - {id: code-long, severity: note, at: '$.code', message: m, assert: {length: {max: "
           "5}}}\n",
       {}},
      {"the other may be switched off",
       "parameters:\n  strict: {type: severity, default: error}\nrules:\n" +
           rule("assert: {length: {max: 9}}") +
           "  - {id: code-long, severity: {ref: strict}, at: '$.code', message: m, assert: "
           "{length: {max: 5}}}\n",
       {}},
      {"variables and places under other names",
       "rules:\n  - {id: a-wrong, severity: error, for: '$.items[*]', as: item, at: '@.name', "
       "message: m, assert: {equals: {ref: item.kind}}}\n"
       "  - {id: b-wrong, severity: error, for: '$.items[*]', as: other, at: \"@['name']\", "
       "message: m, assert: {equals: {ref: other.kind}}}\n",
       {"3 duplicate-rule: the rule asks the same of the same place as `demo/a-wrong` | remove one "
        "of the two, or say in `covers` of one what both are for"}},
  });
}

TEST_CASE("lint: conditions that say nothing more", "[lint]") {
  check({
      {"a guard keeps a condition from being unknown",
       one("when: {present: true, matches: '^x'}, assert: {trimmed: true}"),
       {}},
      {"unknown counts as false",
       one("when: {all: [{length: {min: 1}}, {matches: '^x'}]}, when-unknown: skip, assert: "
           "{trimmed: true}"),
       {"2 redundant-condition: the rest of this condition says so already | leave it out, or "
        "correct what was meant"}},
      {"what `when` says already",
       one("when: {matches: '^[a-z]+$'}, assert: {all: [{length: {max: 5}}, {trimmed: true}]}"),
       {"2 redundant-condition: the rest of this condition says so already | leave it out, or "
        "correct what was meant"}},
      {"it is there for the message",
       "rules:\n  - {id: code-unknown, severity: error, at: '$.code', message: 'one of "
       "{expected}', "
       "assert: {any: [{one-of: [a, b]}, {matches: '^[ab]$'}]}}\n",
       {}},
      {"one alternative takes in another",
       one("assert: {any: [{equals: ab}, {starts-with: a}]}"),
       {"2 redundant-condition: the other alternatives take it in already | leave it out, or "
        "correct "
        "what was meant"}},
  });
}

TEST_CASE("lint: fixes", "[lint]") {
  const auto fix = [](const std::string& assertion, const std::string& steps) {
    return one("assert: {" + assertion + "}, fix: {steps: [" + steps +
               "], class: unsafe, because: It is meant.}");
  };
  const std::vector<std::string> never{
      "2 fix-cannot-satisfy: what this fix writes never satisfies the rule, so that it is never "
      "kept | write a value that `assert` accepts, or leave the fix out"};
  check({
      {"case", fix("matches: '^[a-z]+$'", "{verb: upper}"), never},
      {"length", fix("length: {equal: 8}", "{verb: truncate, length: 7}"), never},
      {"padding", fix("length: {max: 8}", "{verb: pad-left, length: 9, with: '0'}"), never},
      {"characters", fix("matches: '-'", "{verb: strip, characters: '-'}"), never},
      {"a table", fix("one-of: [a, b]", "{verb: map, table: {x: c, y: d}}"), never},
      {"a table, one row of which is good",
       fix("one-of: [a, b]", "{verb: map, table: {x: c, y: b}}"),
       {}},
      {"the steps together", fix("equals: AB", "{verb: set, value: ab}, {verb: upper}"), {}},
      {"a list", fix("type: string", "{verb: split, by: ';'}"), never},
      {"a suggestion is not known", fix("one-of: [a, b]", "{verb: set, suggestion: true}"), {}},
      {"removed",
       one("required: true, assert: {digits: true}, fix: {steps: [{verb: remove}], class: unsafe, "
           "because: It is not needed.}"),
       {"2 fix-cannot-satisfy: without a value the rule fails, too, so that this fix is never kept "
        "| write a value that `assert` accepts, or leave the fix out"}},
      {"removed, and nothing is needed",
       one("assert: {digits: true}, fix: {steps: [{verb: remove}], class: unsafe, because: x.}"),
       {}},
  });
}

TEST_CASE("lint: patterns", "[lint]") {
  const auto pattern = [](const std::string& text) {
    return one("assert: {matches: '" + text + "'}");
  };
  check({
      {"flags before an alternation",
       pattern("(?i)^ab|cd$"),
       {"2 loose-alternation: `^` belongs to the first alternative only, and `$` to the last | "
        "write "
        "`(?i)^(?:ab|cd)$`"}},
      {"each has its anchors", pattern("^ab$|^cd$"), {}},
      {"a class is not looked at for dots", pattern("^[a.b]+$"), {}},
      {"a repeated dot is meant", pattern("^a.*b$"), {}},
      {"a host name",
       pattern("//www.example.org/"),
       {"2 unescaped-dot: `.` between letters stands for any character here | write `\\.` for a "
        "dot "
        "itself"}},
      {"a bar in a class",
       pattern("^[a|b]$"),
       {"2 odd-class: `|` in brackets stands for itself | write `(?:...|...)` for alternatives"}},
      {"punctuation with a bar", pattern("^[,|;]$"), {}},
      {"words that are searched for", pattern("doctor|nurse"), {}},
      {"a number in a text", pattern("\\b\\d{8}\\b"), {}},
      {"a trailing wildcard",
       pattern("for [A-Z].*"),
       {"2 redundant-wildcard: `.*` changes nothing: a pattern is found anywhere in the text | "
        "leave "
        "it out"}},
      {"within a group",
       pattern("^(?:abc|ab)"),
       {"2 redundant-alternative: wherever `abc` is found, another alternative is, too | leave it "
        "out, or correct what was meant"}},
      {"what follows tells them apart", pattern("^(?:abc|ab)$"), {}},
      {"written twice, it is looked at once",
       "rules:\n" + rule("when: {matches: &p '^[A-z]+$'}, assert: {length: {max: 3}}") +
           rule("when: {matches: *p}, assert: {length: {min: 2}}", "code-short"),
       {"2 odd-class: `A-z` takes in the characters between `Z` and `a`, too | write `A-Za-z`"}},
  });
}

TEST_CASE("lint: names that messages can be given", "[lint]") {
  for (const Predicate& predicate : predicates()) {
    if (predicate.example.empty() || predicate.example_fail.empty() || predicate.name == "expr") {
      continue;
    }
    const std::string text =
        "rules:\n  - {id: x-wrong, severity: error, at: '$.x', message: "
        "'<{expected}><{missing}><{extra}><{suggestion}>', assert: {" +
        std::string(predicate.example) + "}}\n";
    const Library library = Library::from_memory(
        {{"rules/demo/1.0.0/ruleset.yaml",
          "ruleset: demo\nversion: 1.0.0\nengine: \">=0.1 <1.0\"\ntitle: t\n" + text}});
    CompileOptions options;
    options.now = "2026-05-01";
    Compiled compiled = library.compile("demo", options);
    if (!compiled.rules) continue;  // needs a schema, or a binding
    const auto submission =
        Submission::read("a.json", "{\"x\": " + std::string(predicate.example_fail) + "}", {});
    REQUIRE(submission);
    const Report report = compiled.rules->check(*submission, {});
    INFO(predicate.name << " " << predicate.example_fail);
    if (report.findings.empty() || report.findings[0].verdict != Verdict::kFail) continue;
    const std::string& said = report.findings[0].message;
    std::uint8_t given = 0;
    std::size_t at = 0;
    for (const std::uint8_t bit :
         {lint::kExpected, lint::kMissing, lint::kExtra, lint::kSuggestion}) {
      const std::size_t end = said.find('>', at);
      REQUIRE(end != std::string::npos);
      if (end > at + 1) given |= bit;
      at = said.find('<', end);
    }
    INFO(said);
    CHECK((given & ~lint::names_given(predicate.name)) == 0);
  }
}

TEST_CASE("lint: texts", "[lint]") {
  check({
      {"what stands under `not` has nothing to tell",
       "rules:\n  - {id: x-wrong, severity: error, at: '$.code', message: 'not {expected}', "
       "assert: "
       "{not: {one-of: [a, b]}}}\n",
       {"2 empty-placeholder: `{expected}` is always empty here: no predicate of `assert` gives it "
        "| "
        "write the value itself, or leave it out"}},
      {"nothing stands there",
       "rules:\n  - {id: x-missing, severity: error, at: '$.code', required: true, message: m, "
       "message-absent: 'code is `{value}`'}\n",
       {"2 empty-placeholder: `{value}` is never there where this text is shown: nothing stands at "
        "the place | say where it is missing, with `{pointer}`, or leave it out"}},
      {"three dots are no full stop",
       "rules:\n  - {id: x-wrong, severity: error, at: '$.code', message: 'code is a, b ...', "
       "assert: {digits: true}}\n",
       {}},
  });
}

TEST_CASE("lint: names", "[lint]") {
  check({
      {"used by a set that extends this one",
       "abstract: true\nlists:\n  codes: [a, b]\n--- ../../more/1.0.0/ruleset.yaml\n"
       "extends: [\"demo@^1.0\"]\n" +
           one("assert: {one-of: {list: codes}}"),
       {}},
      {"used by a set that does not load",
       "abstract: true\nlists:\n  codes: [a, b]\n--- ../../more/1.0.0/ruleset.yaml\n"
       "extends: [\"demo@^1.0\"]\nnonsense: 1\n",
       {}},
      {"a binding of one rule",
       "rules:\n  - {id: x-wrong, severity: error, for: '$.items[*]', as: item, bind: {kind: {at: "
       "'@.kind'}}, at: '@.name', message: m, assert: {trimmed: true}}\n",
       {"2 unused-binding: the binding `kind` is not used by its rule | remove it"}},
      {"of the set",
       "rules:\n" + rule("assert: {digits: true}", "demo-code-wrong"),
       {"2 id-naming: the id repeats the name of the set, which stands before it: "
        "demo/demo-code-wrong | leave it out: code-wrong"}},
  });
}

TEST_CASE("lint: what the schema does not allow", "[lint]") {
  check({
      {"one of several",
       one("when: {at: '$.environment', one-of: [production, prod]}, assert: {digits: true}"),
       {"2 value-outside-schema: `prod` can never stand here: the schema tiny@1 allows "
        "`acceptance` "
        "and `production` at `/environment` | write one of those, or leave it out"}},
      {"a wrong spelling of the rule's own value",
       "rules:\n  - {id: environment-misspelt, severity: error, at: '$.environment', message: m, "
       "when: {one-of: [prod, acc, production, acceptance]}, assert: {one-of: [production, "
       "acceptance]}}\n",
       {}},
      {"what is not to be",
       one("when: {not: {at: '$.environment', equals: prod}}, assert: {digits: true}"),
       {}},
      {"of an item",
       "rules:\n  - {id: kind-wrong, severity: error, for: '$.items[*]', as: item, at: '@.name', "
       "message: m, when: {at: '@.kind', equals: c}, assert: {trimmed: true}}\n",
       {"2 value-outside-schema: `c` can never stand here: the schema tiny@1 allows `a` and `b` at "
        "`/items/*/kind` | did you mean `a`?"}},
  });
}
