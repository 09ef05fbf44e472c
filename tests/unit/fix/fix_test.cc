// The fix loop: what is kept, what is undone, and when it stops.

#include "support/tiny.h"

using namespace intake;

namespace {

std::string rule(const std::string& id, const std::string& at, const std::string& condition,
                 const std::string& steps, const std::string& more = "") {
  return "  - {id: " + id + ", severity: error, at: '" + at + "', " + more +
         "assert: " + condition + ", message: m, fix: {steps: [" + steps +
         "], class: safe, because: It is so.}}\n";
}

/// "applied tiny/a /x", "tiny/b /x: why not".
std::vector<std::string> records(const Repaired& repaired) {
  std::vector<std::string> out;
  for (const FixRecord& record : repaired.report.fixes) {
    out.push_back((record.applied ? "applied " : "") + record.rule + " " + record.fix.pointer +
                  (record.applied ? "" : ": " + record.reason));
  }
  return out;
}

}  // namespace

TEST_CASE("fixes that work", "[fix]") {
  struct Row {
    const char* name;
    std::string rules;
    const char* before;
    const char* after;
  };
  const std::vector<Row> rows{
      {"one value", rule("a", "$.x", "{trimmed: true}", "{verb: trim}"), "x: ' b '  # note\r\n",
       "x: 'b'  # note\r\n"},
      {"two rules about one value, one after the other",
       rule("a", "$.x", "{trimmed: true}", "{verb: trim}") +
           rule("b", "$.x", "{lower-case: true}", "{verb: lower}"),
       "x: ' Ab '\n", "x: 'ab'\n"},
      {"places apart, in one round",
       rule("a", "$.x", "{trimmed: true}", "{verb: trim}") +
           rule("b", "$.y", "{lower-case: true}", "{verb: lower}"),
       "{y: Ab, x: ' c'}\n", "{y: ab, x: 'c'}\n"},
      {"every element", rule("a", "$.l[*]", "{trimmed: true}", "{verb: trim}"),
       "l: [' a', b, 'c ']\n", "l: ['a', b, 'c']\n"},
      {"elements that go, one after the other",
       rule("a", "$.l[*]", "{not: {equals: bad}}", "{verb: remove}"),
       "l:\n  - bad\n  - a\n  - bad # x\n  - bad\n  - b\n", "l:\n  - a\n  - b\n"},
      {"an element goes, and another rule follows its neighbour",
       rule("a", "$.l[*]", "{not: {equals: bad}}", "{verb: remove}") +
           rule("b", "$.l[*]", "{trimmed: true}", "{verb: trim}"),
       "l: [bad, ' a', bad, 'b ']\n", "l: ['a', 'b']\n"},
      {"parents that are missing are made",
       rule("a", "$.p.q.r", "{equals: 1}", "{verb: set, value: 1}", "required: true, "), "x: 1\n",
       "x: 1\np:\n  q:\n    r: 1\n"},
      {"a null is nothing",
       rule("a", "$.p.q", "{equals: 1}", "{verb: set, value: 1}", "required: true, "), "p:\n",
       "p:\n  q: 1\n"},
      {"several steps", rule("a", "$.x", "{matches: '^[a-z]+$'}", "{verb: trim}, {verb: lower}"),
       "x: ' Ab'\n", "x: 'ab'\n"},
  };
  for (const Row& row : rows) {
    INFO(row.name);
    const auto rules = tiny::rules("rules:\n" + row.rules);
    const Repaired repaired = tiny::fix(rules, row.before);
    CHECK(repaired.bytes == row.after);
    CHECK(repaired.changed);
    CHECK(repaired.report.disposition == Disposition::kAccept);
    // Once more changes nothing.
    const Repaired again = tiny::fix(rules, repaired.bytes);
    CHECK(again.bytes == repaired.bytes);
    CHECK_FALSE(again.changed);
    CHECK(again.patch == "[]");
    CHECK(again.report.fixes.empty());
  }
}

TEST_CASE("fixes that are not made", "[fix]") {
  struct Row {
    const char* name;
    std::string rules;
    const char* text;
    std::vector<std::string> records;
    bool by_hand = false;  // good, but not to be written in place: given as a patch
  };
  const std::vector<Row> rows{
      {"it would break another rule",
       rule("a", "$.x", "{upper-case: true}", "{verb: upper}") +
           rule("b", "$.x", "{equals: {at: '$.y'}}", "{verb: trim}"),
       "{x: ab, y: ab}\n",
       {"tiny/a /x: it would break `tiny/b`, which passes now"}},
      {"it would make another rule impossible to check",
       rule("a", "$.x", "{not: {equals: bad}}", "{verb: remove}") +
           rule("b", "$.y", "{equals: {at: '$.x'}}", "{verb: trim}"),
       "{x: bad, y: bad}\n",
       {"tiny/a /x: it would break `tiny/b`, which passes now"}},
      {"it would not help",
       rule("a", "$.x", "{equals: b}", "{verb: lower}"),
       "x: A\n",
       {"tiny/a /x: the rule `tiny/a` would still not pass"}},
      {"an anchor",
       rule("a", "$.x", "{trimmed: true}", "{verb: trim}"),
       "{x: &n ' a', y: *n}\n",
       {"tiny/a /x: it cannot be written in place (the value has a YAML anchor, so that aliases "
        "repeat it)"},
       true},
      {"an alias",
       rule("a", "$.y", "{trimmed: true}", "{verb: trim}"),
       "{x: &n ' a', y: *n}\n",
       {"tiny/a /y: it cannot be written in place (the value is a YAML alias that repeats a value "
        "from elsewhere)"},
       true},
  };
  for (const Row& row : rows) {
    INFO(row.name);
    const Repaired repaired = tiny::fix(tiny::rules("rules:\n" + row.rules), row.text);
    CHECK(repaired.bytes == row.text);
    CHECK_FALSE(repaired.changed);
    CHECK(repaired.diff.empty());
    CHECK(repaired.patch == "[]");
    CHECK(records(repaired) == row.records);
    REQUIRE(repaired.report.fixes.size() == 1);
    CHECK(repaired.report.fixes[0].patch.empty() == !row.by_hand);
    CHECK(repaired.report.disposition == Disposition::kReject);
    for (const Finding& finding : repaired.report.findings) {
      if (finding.fix) CHECK_FALSE(finding.fix->refused.empty());
    }
  }
}

TEST_CASE("what has nothing to do is no attempt", "[fix]") {
  const auto rules =
      tiny::rules("rules:\n" + rule("a", "$.x", "{equals: b}", "{verb: trim}") +
                  rule("c", "$.y", "{equals: b}", "{verb: trim}", "required: true, "));
  const Repaired repaired = tiny::fix(rules, "x: a\n");
  CHECK(repaired.report.fixes.empty());
  for (const Finding& finding : repaired.report.findings) CHECK_FALSE(finding.fix);
}

TEST_CASE("fixes that lead back to where they began are stopped", "[fix]") {
  // Each repair is good in itself; together they go in a circle of four.
  const std::string up = "when: {at: '$.k', equals: 1}, ", down = "when: {at: '$.k', equals: 2}, ";
  const auto rules =
      tiny::rules("rules:\n" + rule("a", "$.x", "{upper-case: true}", "{verb: upper}", up) +
                  rule("b", "$.k", "{equals: 2}", "{verb: set, value: 2}",
                       "when: {at: '$.x', upper-case: true}, ") +
                  rule("c", "$.x", "{lower-case: true}", "{verb: lower}", down) +
                  rule("d", "$.k", "{equals: 1}", "{verb: set, value: 1}",
                       "when: {at: '$.x', lower-case: true}, "));
  const Repaired repaired = tiny::fix(rules, "{k: 1, x: ab}\n");
  CHECK(repaired.report.fixes.size() <= 20);
  CHECK(repaired.report.disposition == Disposition::kReject);
}

TEST_CASE("only the classes and rules that were asked for", "[fix]") {
  const auto rules = tiny::rules(R"(rules:
  - {id: a, severity: error, at: '$.x', assert: {trimmed: true}, message: m, fix: {steps: [{verb: trim}], class: safe, because: Blanks.}}
  - {id: b, severity: error, at: '$.y', assert: {lower-case: true}, message: m, fix: {steps: [{verb: lower}], class: unsafe, because: Case.}}
)");
  struct Row {
    bool unsafe;
    std::vector<std::string> only, except;
    const char* after;
  };
  const std::vector<Row> rows{
      {false, {}, {}, "{x: 'a', y: B}\n"},         {true, {}, {}, "{x: 'a', y: b}\n"},
      {true, {"tiny/b"}, {}, "{x: 'a ', y: b}\n"}, {true, {"b"}, {}, "{x: 'a ', y: b}\n"},
      {true, {}, {"b"}, "{x: 'a', y: B}\n"},       {true, {"a", "b"}, {"a"}, "{x: 'a ', y: b}\n"},
      {false, {"b"}, {}, "{x: 'a ', y: B}\n"},
  };
  for (const Row& row : rows) {
    INFO(row.after);
    RepairOptions options;
    options.unsafe = row.unsafe;
    options.only = row.only;
    options.except = row.except;
    CHECK(tiny::fix(rules, "{x: 'a ', y: B}\n", options).bytes == row.after);
  }
}

TEST_CASE("the first alternative that proves good is taken", "[fix]") {
  const auto rules = tiny::rules(R"(rules:
  - id: a
    severity: error
    at: '$.x'
    assert: {one-of: [ab, a-b]}
    message: m
    fix:
      - {steps: [{verb: lower}], class: safe, because: Case.}
      - {steps: [{verb: lower}, {verb: replace, pattern: ' ', with: '-'}], class: safe, because: Both.}
)");
  CHECK(tiny::fix(rules, "x: AB\n").bytes == "x: ab\n");
  const Repaired second = tiny::fix(rules, "x: A B\n");
  CHECK(second.bytes == "x: a-b\n");
  CHECK(second.report.disposition == Disposition::kAccept);
}

TEST_CASE("the patch and the diff say what the bytes say", "[fix]") {
  const auto rules =
      tiny::rules("rules:\n" + rule("a", "$.l[*]", "{not: {equals: bad}}", "{verb: remove}") +
                  rule("b", "$.x", "{trimmed: true}", "{verb: trim}"));
  const Repaired repaired =
      tiny::fix(rules, "{\n  \"l\": [\"bad\", 1],\n  \"x\": \" a\"\n}\n", {}, "a.json");
  CHECK(repaired.bytes == "{\n  \"l\": [1],\n  \"x\": \"a\"\n}\n");
  CHECK(repaired.diff ==
        "--- a.json\n+++ a.json\n@@ -1,4 +1,4 @@\n {\n-  \"l\": [\"bad\", 1],\n-  \"x\": \" a\"\n"
        "+  \"l\": [1],\n+  \"x\": \"a\"\n }\n");
  CHECK(repaired.patch.find(R"({"op":"remove","path":"/l/0"})") != std::string::npos);
  CHECK(repaired.patch.find(R"({"op":"replace","path":"/x","value":"a"})") != std::string::npos);
}
