#include <intake/checker.h>

#include "support/count_allocations.h"
#include "support/tiny.h"

namespace intake {
namespace {

constexpr const char* kRules = R"(bind:
  client: {at: '$.id', capture: '^c-(?P<number>[0-9]+)$'}
rules:
  - {id: id-malformed, severity: error, message: "id is {value}", at: '$.id', required: true, assert: {matches: '^c-[0-9]+$'}}
  - {id: number-other, severity: warning, message: "{value}, not {client.number}", at: '$.number', when: {bound: client}, assert: {equals: {ref: client.number}}}
  - {id: kind-unknown, severity: error, message: "kind {value}, not {expected}", for: '$.list[*]', as: one, at: '@.kind', required: true, assert: {one-of: [a, b]}}
  - {id: count-odd, severity: note, message: "count {value}", for: '$.list[*]', as: one, at: '@.count', assert: {type: integer, min: 1}}
)";

std::string list_of(const std::string& element, int count) {
  std::string text = R"({"id":"c-12","number":"12","list":[)";
  for (int i = 0; i < count; ++i) text += (i > 0 ? "," : "") + element;
  return text + "]}";
}

}  // namespace

TEST_CASE("a Checker keeps to the limits as CompiledRules::check does") {
  const CompiledRules rules = tiny::rules(kRules);
  struct Row {
    const char* what;
    void (*set)(Limits&);
    std::string text;
  };
  const Row row = GENERATE(
      Row{"findings", [](Limits& l) { l.findings = 3; }, list_of(R"({"kind":"c"})", 20)},
      Row{"notes make room for errors", [](Limits& l) { l.findings = 3; },
          list_of(R"({"kind":"c","count":0})", 20)},
      Row{"places of a rule", [](Limits& l) { l.places_per_rule = 4; },
          list_of(R"({"kind":"a"})", 5)},
      Row{"steps", [](Limits& l) { l.evaluation_steps = 10; }, list_of(R"({"kind":"a"})", 600)},
      Row{"steps, a short list", [](Limits& l) { l.evaluation_steps = 10; },
          list_of(R"({"kind":"a"})", 200)},
      Row{"steps, no list", [](Limits& l) { l.evaluation_steps = 1; }, list_of("", 0)},
      Row{"steps of a selector", [](Limits& l) { l.selector_steps = 10; },
          list_of(R"({"kind":"a"})", 20)},
      Row{"message", [](Limits& l) { l.message_bytes = 20; },
          list_of(R"({"kind":"a kind that is much longer than all that"})", 1)});
  CAPTURE(row.what);
  CheckOptions options;
  row.set(options.limits);
  const Report report = rules.check(tiny::must_read(row.text, "a.json"), options);
  Checker checker(rules, options);
  const Checked& checked = checker.check(row.text);
  CHECK(checked.disposition == report.disposition);
  CHECK(checked.counts.pass == report.counts.pass);
  CHECK(checked.counts.fail == report.counts.fail);
  CHECK(checked.counts.error == report.counts.error);
  CHECK(checked.counts.suppressed == report.counts.suppressed);
  REQUIRE(checked.findings.size() == report.findings.size());
  for (std::size_t i = 0; i < report.findings.size(); ++i) {
    CHECK(checked.findings[i].pointer == report.findings[i].pointer);
    CHECK(checked.findings[i].message == report.findings[i].message);
    CHECK(checked.findings[i].verdict == report.findings[i].verdict);
  }
}

TEST_CASE("a Checker tells what waits for a value of another kind as CompiledRules::check does") {
  const CompiledRules rules = tiny::rules(R"(rules:
  - {id: list-other, severity: error, message: "list is {value}", at: '$.list', assert: {type: array}}
  - {id: kind-unknown, severity: error, message: "kind {value}", for: '$.list[*]', as: one, at: '@.kind', when: {at: '@', type: object}, assert: {one-of: [a, b]}}
  - {id: element-other, severity: warning, message: "element {value}", at: '$.list[*]', assert: {type: object}}
  - {id: element-guarded, severity: note, message: "element {value}", at: '$.list[*]', when: {type: string}, assert: {matches: '^a'}}
  - {id: name-odd, severity: note, message: "name {value}", at: '$.names[*]', assert: {matches: '^n'}}
  - {id: name-long, severity: note, message: "name {value}", for: '$.names[*]', as: name, assert: {length: {max: 3}}}
  - {id: deep-odd, severity: note, message: "deep {value}", at: '$.deep.list[*].kind', assert: {type: string}}
)");
  const CompiledRules few = tiny::rules(R"(rules:
  - {id: element-other, severity: warning, message: "element {value}", at: '$.list[*]', assert: {type: object}}
  - {id: element-long, severity: note, message: "element {value}", for: '$.list[*]', as: one, assert: {length: {max: 3}}}
  - {id: name-odd, severity: note, message: "name {value}", at: '$.names[*]', assert: {matches: '^n'}}
  - {id: names-other, severity: note, message: "names {value}", at: '$.names', assert: {type: array}}
)");
  const bool all = GENERATE(true, false);
  const std::string text = GENERATE(
      R"({"list": "one", "names": ["n1"]})", R"({"list": 3, "names": "n"})",
      R"({"list": {"kind": "c"}, "names": true})", R"({"list": ["x", {"kind": "c"}]})",
      R"({"list": null, "names": null, "deep": null})", R"({"deep": "here"})",
      R"({"deep": {"list": 4}, "list": []})", R"({"deep": {"list": ["a", {"kind": 1}]}})",
      R"({"deep": ["list"], "names": {"a": "n", "b": "xyzzy"}})", R"(["list"])", R"("list")");
  const std::size_t most = GENERATE(10000, 2);
  CAPTURE(text, most);
  CheckOptions options;
  options.limits.findings = static_cast<std::uint32_t>(most);
  const Report report = (all ? rules : few).check(tiny::must_read(text, "a.json"), options);
  Checker checker(all ? rules : few, options);
  const Checked& checked = checker.check(text);
  CHECK(checked.disposition == report.disposition);
  CHECK(checked.counts.indeterminate == report.counts.indeterminate);
  CHECK(checked.counts.pass == report.counts.pass);
  CHECK(checked.counts.suppressed == report.counts.suppressed);
  std::vector<std::string> told, expected;
  const auto line = [](const auto& finding, std::size_t cause) {
    return std::string(finding.rule) + " " + std::string(finding.pointer) + " " +
           std::to_string(static_cast<int>(finding.verdict)) + " " + std::string(finding.message) +
           " " + std::string(finding.reason) + (finding.absent ? " absent " : " ") +
           std::to_string(cause);
  };
  for (const CheckedFinding& finding : checked.findings) {
    told.push_back(line(finding, finding.cause));
  }
  for (const Finding& finding : report.findings) {
    const std::size_t cause = expected.size();
    expected.push_back(line(finding, cause));
    for (const Finding& waits : finding.consequences) expected.push_back(line(waits, cause));
  }
  CHECK(told == expected);
  for (std::size_t i = 0; i < checked.findings.size(); ++i) {
    for (const Finding& finding : report.findings) {
      const CheckedFinding& same = checked.findings[i];
      if (finding.rule != same.rule || finding.pointer != same.pointer) continue;
      CHECK(same.byte_begin == finding.region.byte_begin);
      CHECK(same.byte_end == finding.region.byte_end);
    }
  }
}

TEST_CASE("a Checker finds what is repeated in long lists as CompiledRules::check does") {
  const CompiledRules rules = tiny::rules(R"(rules:
  - {id: repeated, severity: error, message: "a name stands twice", at: '$.names', assert: {unique: true}}
  - {id: id-repeated, severity: error, message: "an id stands twice", at: '$.list', assert: {unique: {by: id}}}
)");
  struct Row {
    const char* what;
    int at;            // which element is another
    const char* text;  // as JSON
    bool passes;
  };
  const Row row =
      GENERATE(Row{"all different", 0, "\"x\"", true}, Row{"the first again", 199, "\"n0\"", false},
               Row{"one of the middle again", 100, "\"n50\"", false},
               Row{"a number among texts", 7, "8", true}, Row{"empty", 7, "\"\"", true},
               Row{"null", 9, "null", true}, Row{"a list", 9, "[\"n1\"]", true},
               Row{"a long text", 9, "\"n1n1n1n1n1n1n1n1n1n1n1n1\"", true});
  CAPTURE(row.what);
  std::string names, list;
  for (int i = 0; i < 200; ++i) {
    const std::string name = i == row.at ? row.text : "\"n" + std::to_string(i) + "\"";
    names += (i > 0 ? "," : "") + name;
    list += std::string(i > 0 ? "," : "") + R"({"id":)" + name + "}";
  }
  const std::string text = R"({"names":[)" + names + R"(],"list":[)" + list + "]}";
  Checker checker(rules, {});
  const Counts counts = checker.check(text).counts;
  const Report report = rules.check(tiny::must_read(text, "a.json"), {});
  CHECK(counts.pass == report.counts.pass);
  CHECK(counts.fail == report.counts.fail);
  CHECK(counts.pass == (row.passes ? 2u : 0u));
}

TEST_CASE("each of a list of submissions is checked as it is alone") {
  const CompiledRules rules = tiny::rules(kRules);
  Checker checker(rules, {});
  std::vector<Submission> submissions;
  for (const char* text : {R"({"id":"c-1"})", R"({"id":"x"})", R"({"list":[{"kind":"c"}]})"}) {
    auto read = checker.read("a.json", text);
    REQUIRE(read);
    submissions.push_back(std::move(read).value());
  }
  submissions.push_back(tiny::must_read("id: c-2\n", "a.yaml"));
  std::vector<std::uint32_t> together, alone;
  checker.check_each(submissions, [&](const Checked& checked) {
    together.push_back(checked.counts.pass * 100 + checked.counts.fail);
  });
  for (const Submission& submission : submissions) {
    const Checked& checked = checker.check(submission);
    alone.push_back(checked.counts.pass * 100 + checked.counts.fail);
  }
  CHECK(together.size() == 4);
  CHECK(together == alone);
  checker.check_each({}, [](const Checked&) { FAIL("nothing was given"); });
}

TEST_CASE("a text that cannot be read is told with its place") {
  Checker checker(tiny::rules(kRules), {});
  const Checked& checked = checker.check("{\"id\": }");
  REQUIRE(checked.unreadable != nullptr);
  CHECK(checked.unreadable->where.offset == 7);
  CHECK(checked.disposition == Disposition::kIncomplete);
  CHECK(checker.check(list_of(R"({"kind":"a"})", 1)).unreadable == nullptr);
}

TEST_CASE("a document that passes is checked without allocating") {
  Checker checker(tiny::rules(kRules), {});
  const std::string text = list_of(R"({"kind":"a","count":2})", 9);
  for (int round = 0; round < 3; ++round) {
    REQUIRE(checker.check(text).disposition == Disposition::kAccept);
  }
  const std::size_t before = allocations;
  const bool accepted = checker.check(text).disposition == Disposition::kAccept;
  const std::size_t after = allocations;
  CHECK(accepted);
  CHECK(after == before);
}

}  // namespace intake
