// What changes from one version to the next, and what step that needs.

#include <intake/revision.h>

#include "lang/predicate/predicate.h"
#include "revision/bump.h"
#include "revision/predicate_relation.h"
#include "support/tiny.h"

namespace intake {
namespace {

using Lines = std::vector<std::string>;
using Kind = RuleChange::Kind;

std::string kind_name(Kind kind) {
  constexpr const char* kNames[] = {"added",     "removed",  "renamed", "reused",
                                    "tightened", "loosened", "changed", "severity",
                                    "fixes",     "life",     "texts"};
  return kNames[static_cast<std::size_t>(kind)];
}

/// Everything of a comparison, one thing a line, with the step it needs.
Lines lines_of(const Comparison& comparison) {
  Lines lines;
  const auto add = [&](std::string line, Bump bump) {
    lines.push_back(std::move(line) + " (" + std::string(bump_name(bump)) + ")");
  };
  for (const RuleChange& change : comparison.rules) {
    std::string line = kind_name(change.kind) + ' ' +
                       (change.former.empty() ? "" : change.former + " -> ") + change.rule;
    for (const std::string& detail : change.details) line += "; " + detail;
    if (!change.evidence.empty()) line += "; shown by " + change.evidence;
    add(line, change.bump);
  }
  for (const ListChange& change : comparison.lists) {
    std::string line = "list " + change.list;
    for (const std::string& row : change.added) line += " +" + row;
    for (const std::string& row : change.removed) line += " -" + row;
    add(line, change.bump);
  }
  for (const ParameterChange& change : comparison.parameters) {
    add("parameter " + change.parameter + ' ' + change.before.value_or("none") + " -> " +
            change.after.value_or("none"),
        change.bump);
  }
  for (const SetChange& change : comparison.others) add(change.what, change.bump);
  for (const Flip& flip : comparison.flips) {
    std::string line = "flip " + flip.submission + ' ' +
                       std::string(disposition_name(flip.before)) + " -> " +
                       std::string(disposition_name(flip.after));
    for (const std::string& rule : flip.rules) line += ' ' + rule;
    add(line, flip.bump);
  }
  return lines;
}

std::string at_version(std::string text, const std::string& version) {
  return text.replace(text.find("1.0.0"), 5, version);
}

/// Two versions of `tiny`, with files that both have.
Comparison compare(const std::string& before, const std::string& after,
                   std::vector<RuleFile> more = {}, const std::vector<Submission>& corpus = {},
                   const std::string& version = "1.1.0") {
  more.push_back(tiny::file("tiny", before));
  more.push_back(
      {"rules/tiny/" + version + "/ruleset.yaml", at_version(tiny::set("tiny", after), version)});
  const Library library = Library::from_memory(std::move(more));
  const Comparison comparison =
      Library::compare(library, "tiny@1.0.0", library, "tiny@" + version, tiny::at_noon(), corpus);
  INFO(render_faults(comparison.faults, {}));
  if (comparison.error) INFO(comparison.error->what);
  CHECK(comparison.faults.empty());
  CHECK_FALSE(comparison.error);
  return comparison;
}

std::string rule(const std::string& keys, const std::string& id = "r") {
  return "  - {id: " + id + ", message: m, " + keys + "}\n";
}

/// One rule with these keys before and after, an error on `$.x`.
Lines of_rule(const std::string& before, const std::string& after) {
  const std::string head = "severity: error, at: '$.x', ";
  return lines_of(compare("rules:\n" + rule(head + before), "rules:\n" + rule(head + after)));
}

TEST_CASE("tightened and loosened by structure", "[revision]") {
  struct Row {
    const char* before;
    const char* after;
    const char* tighter;  // of `before` -> `after`; the other way round it is looser
  };
  const Row rows[] = {
      {"assert: {one-of: [a, b, c]}", "assert: {one-of: [b, a]}",
       "assert: `one-of` no longer has `c`"},
      {"assert: {starts-with: [a, b]}", "assert: {starts-with: a}",
       "assert: `starts-with` is `a`, was `[\"a\",\"b\"]`"},
      {"assert: {contains-all: [a]}", "assert: {contains-all: [a, b]}",
       "assert: `contains-all` has `b` in addition"},
      {"assert: {disjoint: [a]}", "assert: {disjoint: [a, b]}",
       "assert: `disjoint` has `b` in addition"},
      {"assert: {length: {max: 30}}", "assert: {length: {max: 20}}",
       "assert: `max` of `length` is `20`, was `30`"},
      {"assert: {length: {max: 30}}", "assert: {length: {max: 30, min: 1}}",
       "assert: `min` of `length` is `1`, was left out"},
      {"assert: {min: 3}", "assert: {min: 4}", "assert: `min` is `4`, was `3`"},
      {"assert: {min: 3}", "assert: {min: {value: 3, exclusive: true}}",
       "assert: `exclusive` of `min` is `true`, was left out"},
      {"assert: {max: 3.5}", "assert: {max: 3}", "assert: `max` is `3`, was `3.5`"},
      {"assert: {after: 2024-01-01}", "assert: {after: 2024-01-02}",
       "assert: `after` is `2024-01-02`, was `2024-01-01`"},
      {"assert: {after: {date: now, at-least: P30D}}",
       "assert: {after: {date: now, at-least: P5W}}",
       "assert: `at-least` of `after` is `P5W`, was `P30D`"},
      {"assert: {within: {duration: P5D}}", "assert: {within: {duration: P4D}}",
       "assert: `within` is `P4D`, was `P5D`"},
      {"assert: {url: {scheme: [https, http]}}", "assert: {url: {scheme: [https]}}",
       "assert: `url` no longer has `http`"},
      {"assert: {type: string}", "assert: {type: string, trimmed: true}",
       "assert: `trimmed` is asked in addition"},
      {"assert: {type: string}", "assert: {all: [{type: string}, {at: '$.y', present: true}]}",
       "assert: `present` of `$.y` is asked in addition"},
      {"assert: {any: [{equals: a}, {equals: b}]}", "assert: {equals: a}",
       "assert: `equals` is no longer asked as an alternative"},
      {"assert: {any: [{equals: a}, {length: {max: 5}}]}",
       "assert: {any: [{length: {max: 4}}, {equals: a}]}",
       "assert: `max` of `length` is `4`, was `5`"},
      {"assert: {not: {one-of: [a]}}", "assert: {not: {one-of: [a, b]}}",
       "assert: `one-of` has `b` in addition"},
      {"assert: {none: [{equals: a}]}", "assert: {none: [{equals: a}, {equals: b}]}",
       "assert: `equals` is asked in addition, as an alternative"},
      {"assert: {implies: {if: {equals: a, length: {max: 3}}, then: {at: '$.y', present: true}}}",
       "assert: {implies: {if: {equals: a}, then: {at: '$.y', present: true}}}",
       "assert: `length` is no longer asked"},
      {"assert: {each: {in: '$.x[*]', as: i, that: {one-of: [a, b]}}}",
       "assert: {each: {in: '$.x[*]', as: i, that: {one-of: [a]}, min: 1}}",
       "assert: `one-of` no longer has `b`; `min` of `each` is 1, was 0"},
      {"assert: {type: string}", "required: true, assert: {type: string}",
       "an absent value fails, before it was passed over"},
      {"required: true, when: {at: '$.y', equals: a}", "required: true",
       "when: is no longer there"},
      {"required: true, when: {at: '$.y', one-of: [a]}",
       "required: true, when: {at: '$.y', one-of: [a, b]}",
       "when: `one-of` of `$.y` has `b` in addition"},
      {"required: true, when: {at: '$.y', equals: a}, when-unknown: skip",
       "required: true, when: {at: '$.y', equals: a}",
       "an unknown `when` is no longer passed over"},
      {"required: true", "required: true, assert: {type: string}", "assert: is there now"},
      {"required: true, valid: {from: 2024-02-01, until: 2030-01-01}",
       "required: true, valid: {from: 2024-01-01}",
       "in force from 2024-01-01, was from 2024-02-01 until 2030-01-01"},
  };
  for (const Row& row : rows) {
    INFO(row.before << " -> " << row.after);
    const std::string details = row.tighter;
    std::string expected = details;
    for (std::size_t at = 0; (at = expected.find("; `min` of `each`", at)) != expected.npos;) {
      expected.replace(at, 2, "; assert: ");
      at += 10;
    }
    CHECK(of_rule(row.before, row.after) == Lines{"tightened tiny/r; " + expected + " (major)"});
    const Lines back = of_rule(row.after, row.before);
    REQUIRE(back.size() == 1);
    CHECK(back[0].starts_with("loosened tiny/r; "));
    CHECK(back[0].ends_with(" (minor)"));
    CHECK(of_rule(row.before, row.before).empty());
    CHECK(of_rule(row.after, row.after).empty());
  }
}

TEST_CASE("a question makes submissions incomplete", "[revision]") {
  CHECK(of_rule("assert: {type: string}",
                "assert: {type: string}, if-absent: ask, question: q, fix: {class: ask, ask: {id: "
                "x, type: text}, because: b}") ==
        Lines{"tightened tiny/r; an absent value is asked for, before it was passed over (major)",
              "fixes tiny/r; the fix is new (minor)",
              "texts tiny/r; question (en); because (en) (patch)"});
}

TEST_CASE("what structure does not tell", "[revision]") {
  struct Row {
    const char* before;
    const char* after;
    const char* details;
  };
  const Row rows[] = {
      {"assert: {matches: a}", "assert: {matches: b}", "assert: `matches` is `b`, was `a`"},
      {"assert: {one-of: [a, b]}", "assert: {one-of: [b, c]}",
       "assert: `one-of` no longer has `a`; has `c` in addition"},
      {"assert: {equals: a}", "assert: {upper-case: true}",
       "assert: `equals` is no longer asked; assert: `upper-case` is asked in addition"},
      {"assert: {equals: {at: '$.y'}}", "assert: {equals: {at: '$.z'}}",
       "assert: `equals` is `$.z`, was `$.y`"},
      {"assert: {exactly: {count: 1, of: [{equals: a}, {equals: b}]}}",
       "assert: {exactly: {count: 2, of: [{equals: a}, {equals: b}]}}",
       "assert: `exactly` differs"},
      {"assert: {expr: \"value == 'a'\"}", "assert: {expr: \"value == 'b'\"}",
       "assert: `expr` differs"},
      {"assert: {length: {max: 3}}", "assert: {length: {max: 5, min: 1}}",
       "assert: `min` of `length` is `1`, was left out; assert: `max` of `length` is `5`, was `3`"},
  };
  for (const Row& row : rows) {
    INFO(row.before << " -> " << row.after);
    CHECK(of_rule(row.before, row.after) ==
          Lines{"changed tiny/r; " + std::string(row.details) + " (major)"});
  }
  CHECK(lines_of(compare("rules:\n" + rule("severity: note, at: '$.x', assert: {matches: a}"),
                         "rules:\n" + rule("severity: note, at: '$.y', assert: {matches: a}"))) ==
        Lines{"changed tiny/r; `at` is `$.y`, was `$.x` (minor)"});
}

TEST_CASE("names count by what they stand for", "[revision]") {
  const std::string rules =
      "rules:\n" + rule(
                       "severity: error, at: '$.x', assert: {equals: {ref: b.n}, one-of: {list: "
                       "l}, length: {max: {ref: p}}}");
  const std::string names =
      "bind: {b: {at: '$.y', capture: '(?P<n>a+)'}}\nlists: {l: [a, aa]}\nparameters: {p: {type: "
      "integer, default: 5}}\n";
  CHECK(lines_of(compare(names + rules, names + rules)).empty());
  CHECK(lines_of(compare(names + rules,
                         "bind: {b: {at: '$.y', capture: '(?P<n>a)'}}\nlists: {l: [a]}\n"
                         "parameters: {p: {type: integer, default: 4}}\n" +
                             rules)) ==
        Lines{"changed tiny/r; assert: `equals`: `b.n` stands for something else; assert: `one-of` "
              "no longer "
              "has `aa`; assert: `max` of `length` is `4`, was `5` (major)",
              "list tiny/l -\"aa\" (minor)", "parameter tiny/p 5 -> 4 (minor)",
              "the binding `b` differs (minor)"});
  // A parameter that is written out says the same.
  CHECK(lines_of(compare("parameters: {p: {type: integer, default: 5}}\nrules:\n" +
                             rule("severity: error, at: '$.x', assert: {length: {max: {ref: p}}}"),
                         "parameters: {p: {type: integer, default: 5}}\nrules:\n" +
                             rule("severity: error, at: '$.x', assert: {length: {max: 5}}")))
            .empty());
}

TEST_CASE("rules come, go and are renamed", "[revision]") {
  const std::string one = rule("severity: error, at: '$.x', required: true", "one");
  const std::string two = rule("severity: warning, at: '$.x', assert: {type: string}", "two");
  const auto of = [](const std::string& before, const std::string& after) {
    return lines_of(compare(before, after));
  };
  CHECK(of("rules:\n" + one, "rules:\n" + one + two) == Lines{"added tiny/two (minor)"});
  CHECK(of("rules:\n" + two, "rules:\n" + one + two) == Lines{"added tiny/one (major)"});
  CHECK(of("rules:\n" + one + two, "rules:\n" + one) == Lines{"removed tiny/two (major)"});
  CHECK(of("rules:\n" + one + two, "rules:\n" + two + one) ==
        Lines{"the rules stand in another order (patch)"});
  const std::string uno = rule("severity: error, at: '$.x', required: true", "uno");
  CHECK(of("rules:\n" + one, "rules:\n" + uno) ==
        Lines{"added tiny/uno (major)", "removed tiny/one (major)"});
  CHECK(of("rules:\n" + one, "redirects: {one: uno}\nrules:\n" + uno) ==
        Lines{"renamed tiny/one -> tiny/uno (minor)"});
  CHECK(of("redirects: {one: uno}\nrules:\n" + uno, "rules:\n" + uno) ==
        Lines{"the redirect of `tiny/one` is gone (major)"});
  CHECK(of("redirects: {one: uno}\nrules:\n" + uno, "rules:\n" + uno + one) ==
        Lines{"reused tiny/one (major)"});
  // Two rules become one.
  CHECK(of("rules:\n" + one + two, "redirects: {two: one}\nrules:\n" + one) ==
        Lines{"renamed tiny/two -> tiny/one (minor)"});
  CHECK(of("rules:\n" + one, "redirects: {one: uno}\nrules:\n" +
                                 rule("severity: warning, at: '$.x', required: true", "uno")) ==
        Lines{"renamed tiny/one -> tiny/uno (minor)", "severity tiny/uno (minor)"});
}

TEST_CASE("severities, preview, deprecated, texts", "[revision]") {
  const auto of = [](const std::string& before, const std::string& after) {
    return lines_of(compare("rules:\n" + rule("at: '$.x', required: true, " + before),
                            "rules:\n" + rule("at: '$.x', required: true, " + after)));
  };
  CHECK(of("severity: warning", "severity: error") == Lines{"severity tiny/r (major)"});
  CHECK(of("severity: error", "severity: note") == Lines{"severity tiny/r (minor)"});
  CHECK(of("severity: \"off\"", "severity: note") == Lines{"severity tiny/r (minor)"});
  CHECK(of("severity: error, preview: true", "severity: error") ==
        Lines{"severity tiny/r (major)", "life tiny/r; no longer in preview (minor)"});
  CHECK(of("severity: error", "severity: error, preview: true") ==
        Lines{"severity tiny/r (minor)", "life tiny/r; in preview (minor)"});
  CHECK(of("severity: error", "severity: error, deprecated: {since: 1.0.0, because: b}") ==
        Lines{"life tiny/r; deprecated since 1.0.0 (minor)",
              "texts tiny/r; deprecated (en) (patch)"});
  CHECK(of("severity: error", "severity: error, why: w, source: {quote: q}") ==
        Lines{"texts tiny/r; why (en); source (patch)"});
  CHECK(of("severity: error, fix: {steps: [{verb: set, value: a}], class: safe, because: b}",
           "severity: error, fix: {steps: [{verb: set, value: b}], class: safe, because: c}") ==
        Lines{"fixes tiny/r; the fix differs (minor)", "texts tiny/r; because (en) (patch)"});
  // What is in preview may go in any version.
  CHECK(lines_of(compare("rules:\n" + rule("severity: error, preview: true, at: '$.x', required: "
                                           "true"),
                         "")) == Lines{"removed tiny/r (minor)"});
}

TEST_CASE("what differs of the set", "[revision]") {
  const auto of = [](const std::string& before, const std::string& after) {
    return lines_of(compare(before, after));
  };
  const std::string form = "parts: {form: {at: '$.form'}}\n";
  CHECK(of(form, "parts: {form: {at: '$.x'}}\n") ==
        Lines{"the part `form` is at `$.x`, was at `$.form` (major)"});
  CHECK(of(form, "") == Lines{"the part `tiny/form` is gone (major)"});
  CHECK(of("", form) == Lines{"the part `tiny/form` is new (minor)"});
  CHECK(of("abstract: true\n", "") == Lines{"the set is no longer abstract (minor)"});
  CHECK(of("", "abstract: true\n") == Lines{"the set is abstract (major)"});
  CHECK(of("parameters: {p: {type: integer, default: 1}}\n",
           "parameters: {p: {type: string, default: a}}\n") ==
        Lines{"the parameter `tiny/p` is of type string, was integer (major)"});
  CHECK(of("parameters: {p: {type: integer, default: 1}}\n", "") ==
        Lines{"parameter tiny/p 1 -> none (major)"});
  CHECK(of("", "source: {id: a, title: b, language: en}\n") == Lines{"`source` differs (patch)"});
  CHECK(
      of("recognise: {at: '$.x', one-of: [a]}\n", "recognise: {at: '$.x', one-of: [a, b]}\n") ==
      Lines{"`recognise` claims more submissions: `one-of` of `$.x` has `b` in addition (minor)"});
  CHECK(of("recognise: {at: '$.x', one-of: [a, b]}\n", "recognise: {at: '$.x', one-of: [a]}\n") ==
        Lines{"`recognise` claims fewer submissions: `one-of` of `$.x` no longer has `b` (major)"});
  CHECK(of("recognise: {at: '$.x', equals: a}\n", "") == Lines{"`recognise` is gone (major)"});
}

TEST_CASE("the cases tell where the structure does not", "[revision]") {
  const auto cases = [](const std::string& value) {
    return RuleFile{
        "rules/tiny/1.0.0/cases/r.yaml",
        "rule: r\ncases:\n  - {name: one, submission: {x: " + value + "}, expect: pass}\n"};
  };
  const std::string before =
      "rules:\n" + rule("severity: error, at: '$.x', assert: {matches: '^a'}");
  const std::string after =
      "rules:\n" + rule("severity: error, at: '$.x', assert: {matches: '^b'}");
  const std::string said = "tiny/r; assert: `matches` is `^b`, was `^a`";
  const std::string shown = "; shown by rules/tiny/1.0.0/cases/r.yaml:3 (one)";
  CHECK(lines_of(compare(before, after, {cases("apple")})) ==
        Lines{"tightened " + said + shown + " (major)"});
  CHECK(lines_of(compare(before, after, {cases("berry")})) ==
        Lines{"loosened " + said + shown + " (minor)"});
  CHECK(lines_of(compare(before, after, {cases("cherry")})) ==
        Lines{"changed " + said + " (major)"});
  // Lists that were exchanged let fewer and more through, whatever the cases show.
  CHECK(lines_of(compare("rules:\n" + rule("severity: error, at: '$.x', assert: {one-of: [a, b]}"),
                         "rules:\n" + rule("severity: error, at: '$.x', assert: {one-of: [b, c]}"),
                         {cases("c")})) ==
        Lines{"changed tiny/r; assert: `one-of` no longer has `a`; has `c` in addition (major)"});
}

TEST_CASE("a corpus shows which submissions flip", "[revision]") {
  const std::string before = "rules:\n" + rule("severity: warning, at: '$.x', assert: {min: 3}");
  const std::string after = "rules:\n" + rule("severity: error, at: '$.x', assert: {min: 3}") +
                            rule("severity: note, at: '$.y', required: true", "s");
  const std::vector<Submission> corpus{tiny::must_read("x: 5\ny: 1\n", "good.yaml"),
                                       tiny::must_read("x: 1\ny: 1\n", "low.yaml"),
                                       tiny::must_read("x: 5\n", "short.yaml")};
  const Comparison comparison = compare(before, after, {}, corpus);
  CHECK(lines_of(comparison) ==
        Lines{"added tiny/s (minor)", "severity tiny/r (major)",
              "flip low.yaml accept-with-notes -> reject (major)",
              "flip short.yaml accept -> accept-with-notes tiny/s (minor)"});
  CHECK(comparison.submissions == 3);
  CHECK(comparison.least == "2.0.0");
  CHECK_FALSE(comparison.enough);
  CHECK(compare(before, after, {}, {}, "2.0.0").enough);
  CHECK(compare(before, before).enough);
}

TEST_CASE("two versions that cannot be compared", "[revision]") {
  const Library library = Library::from_memory(
      {tiny::file("tiny", ""), tiny::file("other", ""), tiny::file("faulty", "rules: 1\n")});
  const auto of = [&](const char* a, const char* b) {
    return Library::compare(library, a, library, b, tiny::at_noon(), {});
  };
  CHECK(of("tiny", "other").error->code == ErrorCode::kUsage);
  CHECK(of("tiny", "nothing").error->code == ErrorCode::kNotFound);
  CHECK(of("tiny@2", "tiny").error->code == ErrorCode::kNotFound);
  CHECK_FALSE(of("faulty", "tiny").faults.empty());
  const Comparison same = of("tiny", "tiny@1.0.0");
  CHECK(lines_of(same).empty());
  CHECK(same.enough);
  CHECK(same.least == "1.0.0");
}

TEST_CASE("versions of two libraries, in force at other times", "[revision]") {
  const Library old = Library::from_memory(
      {tiny::file("tiny", "valid: {until: 2020-01-01}\nrules:\n" +
                              rule("severity: error, at: '$.x', assert: {min: 3}"))});
  const Library next = Library::from_memory(
      {tiny::file("tiny", "valid: {from: 2030-01-01}\nrules:\n" +
                              rule("severity: error, at: '$.x', assert: {min: 2}"))});
  const Comparison comparison = Library::compare(old, "tiny", next, "tiny", tiny::at_noon(), {});
  CHECK(lines_of(comparison) == Lines{"loosened tiny/r; assert: `min` is `2`, was `3` (minor)"});
  CHECK_FALSE(comparison.enough);  // the same version says something else
}

TEST_CASE("the table of monotone parameters names what there is", "[revision]") {
  for (const MonotoneName& name : monotone_parameters()) {
    INFO(name.predicate << '.' << name.parameter);
    const Predicate* predicate = find_predicate(name.predicate);
    REQUIRE(predicate != nullptr);
    CHECK(std::any_of(predicate->params.begin(), predicate->params.end(),
                      [&](const ParamSpec& spec) { return spec.name == name.parameter; }));
  }
}

}  // namespace
}  // namespace intake
