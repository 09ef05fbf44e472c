// On which dates an outcome changes: versions, lists, rules, and dates that are compared with now.

#include <intake/timeline.h>

#include "revision/instants.h"
#include "support/tiny.h"

namespace intake {
namespace {

using Lines = std::vector<std::string>;

/// "from: disposition set: +rule -rule" of each state; `>` marks the one that holds at `now`.
Lines states(const Timeline& timeline) {
  Lines lines;
  for (std::size_t i = 0; i < timeline.states.size(); ++i) {
    const TimelineState& state = timeline.states[i];
    std::string line = i == timeline.current ? "> " : "  ";
    line += (state.from.empty() ? "ever" : state.from) + ": ";
    line += disposition_name(state.report.disposition);
    line += state.report.rule_set ? ' ' + state.report.rule_set->version : " undecided";
    for (const Finding& finding : state.appeared) line += " +" + finding.rule;
    for (const Finding& finding : state.gone) line += " -" + finding.rule;
    CHECK(state.report.findings.empty());
    lines.push_back(std::move(line));
  }
  return lines;
}

Timeline timeline_of(const std::vector<RuleFile>& files, const std::string& submission,
                     const std::string& now = "2026-05-01T12:00:00Z",
                     std::string_view reference = "tiny") {
  CompileOptions options;
  options.now = now;
  const Timeline timeline =
      Library::from_memory(files).timeline(tiny::must_read(submission), reference, options, {});
  INFO(render_faults(timeline.faults, {}));
  if (timeline.error) INFO(timeline.error->what);
  CHECK(timeline.faults.empty());
  CHECK_FALSE(timeline.error);
  return timeline;
}

std::string rule(const std::string& id, const std::string& more) {
  return "  - {id: " + id + ", severity: error, message: m, at: '$.x', " + more + "}\n";
}

Lines of_rule(const std::string& keys, const std::string& value,
              const std::string& now = "2026-05-01T12:00:00Z") {
  return states(
      timeline_of({tiny::file("tiny", "rules:\n" + rule("r", keys))}, "x: " + value + "\n", now));
}

TEST_CASE("what comes into and goes out of force", "[revision]") {
  const std::vector<RuleFile> files{
      tiny::file("tiny", "valid: {from: 2024-01-01}\nlists: {l: {use: l@^1}}\nrules:\n" +
                             rule("listed", "assert: {one-of: {list: l}}") +
                             rule("late",
                                  "valid: {from: 2027-01-01, until: 2028-01-01}, assert: "
                                  "{equals: b}")),
      {"rules/lists/l/1.0.0.yaml", "list: l\nversion: 1.0.0\nrows: [a]\n"},
      {"rules/lists/l/1.1.0.yaml",
       "list: l\nversion: 1.1.0\nvalid: {from: 2025-01-01}\nrows: [b]\n"}};
  CHECK(states(timeline_of(files, "x: a\n")) ==
        Lines{"  ever: incomplete undecided", "  2024-01-01T00:00:00Z: accept 1.0.0",
              "> 2025-01-01T00:00:00Z: reject 1.0.0 +tiny/listed",
              "  2027-01-01T00:00:00Z: reject 1.0.0 +tiny/late",
              "  2028-01-01T00:00:00Z: reject 1.0.0 -tiny/late"});
  CHECK(states(timeline_of(files, "x: c\n", "2023-01-01")).front() ==
        "> ever: incomplete undecided");
  CHECK(states(timeline_of({tiny::file("tiny", "rules:\n" + rule("r", "required: true"))},
                           "x: 1\n")) == Lines{"> ever: accept 1.0.0"});
}

TEST_CASE("dates of a submission compared with now", "[revision]") {
  struct Row {
    const char* keys;
    const char* value;
    Lines expected;
  };
  const std::vector<Row> rows{
      {"assert: {after: {date: now, at-least: P30D}}",
       "2026-12-31",
       {"> ever: accept 1.0.0", "  2026-12-02T00:00:00Z: reject 1.0.0 +tiny/r"}},
      {"assert: {after: now}",
       "2026-12-31",
       {"> ever: accept 1.0.0", "  2026-12-31T00:00:00Z: reject 1.0.0 +tiny/r"}},
      {"assert: {before: now}",
       "2020-02-28",
       {"  ever: reject 1.0.0 +tiny/r", "> 2020-02-29T00:00:00Z: accept 1.0.0 -tiny/r"}},
      {"assert: {before: {date: now, at-least: PT36H}}",
       "2026-05-01",
       {"> ever: reject 1.0.0 +tiny/r", "  2026-05-03T00:00:00Z: accept 1.0.0 -tiny/r"}},
      {"assert: {within: {duration: P10D}}",
       "2026-05-20",
       {"> ever: reject 1.0.0 +tiny/r", "  2026-05-10T00:00:00Z: accept 1.0.0 -tiny/r",
        "  2026-05-31T00:00:00Z: reject 1.0.0 +tiny/r"}},
      {"assert: {after: now}",
       "2026-12-31T23:30:00Z",
       {"> ever: accept 1.0.0", "  2026-12-31T23:30:00Z: reject 1.0.0 +tiny/r"}},
      {"assert: {within: {before: PT1H}}",
       "2026-05-02T10:00:00+02:00",
       {"> ever: reject 1.0.0 +tiny/r", "  2026-05-02T08:00:00Z: accept 1.0.0 -tiny/r",
        "  2026-05-02T09:00:01Z: reject 1.0.0 +tiny/r"}},
      {"assert: {expr: \"timestamp(value + 'T00:00:00Z') - now > duration('48h')\"}",
       "2026-06-10",
       {"> ever: accept 1.0.0", "  2026-06-08T00:00:00Z: reject 1.0.0 +tiny/r"}},
      {"assert: {equals: a}", "2026-06-10", {"> ever: reject 1.0.0 +tiny/r"}},
  };
  for (const Row& row : rows) {
    INFO(row.keys << " of " << row.value);
    CHECK(of_rule(row.keys, row.value) == row.expected);
  }
}

TEST_CASE("a duration of the submission, and dates of a list", "[revision]") {
  const std::vector<RuleFile> files{tiny::file(
      "tiny",
      "lists: {ends: [{name: a, end: 2026-09-01}]}\nrules:\n"
      "  - {id: r, severity: error, message: m, at: '$.at', assert: {within: {after: {at: "
      "'$.span'}}}}\n"
      "  - {id: s, severity: error, message: m, at: '$.x', assert: {of: {lookup: {list: "
      "ends, where: {name: {at: '$.x'}}, column: end}}, after: now}}\n")};
  CHECK(states(timeline_of(files, "x: a\nat: 2026-06-10\nspan: P3D\n")) ==
        Lines{"> ever: reject 1.0.0 +tiny/r", "  2026-06-07T00:00:00Z: accept 1.0.0 -tiny/r",
              "  2026-06-11T00:00:00Z: reject 1.0.0 +tiny/r",
              "  2026-09-01T00:00:00Z: reject 1.0.0 +tiny/s"});
}

TEST_CASE("the set is chosen anew on each date", "[revision]") {
  std::string next = tiny::set("tiny",
                               "valid: {from: 2027-01-01}\nrecognise: {at: '$.x', present: "
                               "true}\nrules:\n" +
                                   rule("r", "assert: {equals: b}"));
  next.replace(next.find("1.0.0"), 5, "1.1.0");
  const std::vector<RuleFile> files{
      tiny::file("tiny",
                 "valid: {from: 2025-01-01}\nrecognise: {at: '$.x', present: true}\nrules:\n" +
                     rule("r", "required: true")),
      {"rules/tiny/1.1.0/ruleset.yaml", next},
      tiny::file("other", "valid: {from: 2028-01-01}\nrecognise: {at: '$.x', present: true}\n")};
  CHECK(states(timeline_of(files, "x: a\n", "2026-05-01", "")) ==
        Lines{"  ever: incomplete undecided", "> 2025-01-01T00:00:00Z: accept 1.0.0",
              "  2027-01-01T00:00:00Z: reject 1.1.0 +tiny/r",
              "  2028-01-01T00:00:00Z: incomplete undecided -tiny/r"});
}

TEST_CASE("a rule that is renamed says nothing new", "[revision]") {
  std::string next =
      tiny::set("tiny", "valid: {from: 2027-01-01}\nredirects: {r: s}\nrules:\n" +
                            rule("s", "assert: {equals: b}") + rule("t", "assert: {equals: a}"));
  next.replace(next.find("1.0.0"), 5, "1.1.0");
  const std::vector<RuleFile> files{
      tiny::file("tiny", "rules:\n" + rule("r", "assert: {equals: b}")),
      {"rules/tiny/1.1.0/ruleset.yaml", next}};
  CHECK(states(timeline_of(files, "x: c\n")) ==
        Lines{"> ever: reject 1.0.0 +tiny/r", "  2027-01-01T00:00:00Z: reject 1.1.0 +tiny/t"});
}

TEST_CASE("what stands in the way of a timeline", "[revision]") {
  CompileOptions options;
  options.now = "2026-05-01";
  const Submission submission = tiny::must_read("x: 2026-05-01\ny: 2026-05-09\n");
  const Library faulty = Library::from_memory({tiny::file("tiny", "rules: [{id: r}]\n")});
  const Timeline none = faulty.timeline(submission, "tiny", options, {});
  CHECK_FALSE(none.faults.empty());
  CHECK(none.states.empty());

  const Library library =
      Library::from_memory({tiny::file("tiny", "rules:\n" + rule("r", "assert: {after: now}"))});
  CHECK(library.timeline(submission, "@", options, {}).error->code == ErrorCode::kUsage);
  options.limits.timeline_instants = 3;
  CHECK(library.timeline(submission, "tiny", options, {}).error->code == ErrorCode::kLimit);
  options.now = "today";
  CHECK(library.timeline(submission, "tiny", options, {}).error->code == ErrorCode::kUsage);
}

TEST_CASE("instants", "[revision]") {
  CHECK(text_of_instant(0) == "1970-01-01T00:00:00Z");
  CHECK(*instant_of("2026-05-01T02:00:00+02:00") == *instant_of("2026-05-01"));
  CHECK_FALSE(instant_of("May").ok());
}

}  // namespace
}  // namespace intake
