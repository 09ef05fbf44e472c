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
