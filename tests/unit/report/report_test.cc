// Reports: nothing in them reaches a terminal as a command, text fits 80 columns, JSON its schema.

#include <fstream>
#include <iterator>

#include "formats/json/json.h"
#include "report/escape.h"
#include "schema/schema.h"
#include "support/tiny.h"
#include "text/unicode.h"

using namespace intake;

namespace {

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = text.find('\n', at);
    lines.push_back(text.substr(at, end - at));
    at = end == std::string::npos ? text.size() : end + 1;
  }
  return lines;
}

Document must_parse(const std::string& text) {
  auto read = json::read(std::make_shared<Source>("r.json", text), Limits{});
  INFO(text);
  REQUIRE(read.ok());
  return std::move(read).value();
}

CompiledRules rules() {
  return tiny::rules(
      R"(source: {id: p, title: "A procedure with a rather long title, so that it has to be wrapped", language: en}
parts: {mail: {at: '$.mail'}}
bind: {other: {at: '$.other'}}
rules:
  - id: x-padded
    severity: error
    at: '$.x'
    required: true
    assert: {trimmed: true}
    message: "`{value}` has blanks around it, and this sentence goes on until it needs a second line"
    why: A reason that is long enough to need a second line, which it does in a terminal of 80 columns.
    help: What to do.
    source: {section: "2", quote: "The passage that says so, which is not short either, as passages of procedures are"}
    fix: {steps: [{verb: trim}], class: safe, because: Blanks are never part of it.}
  - {id: late, severity: warning, at: '$.y', assert: {equals: {ref: other}}, message: "y is `{value}`"}
  - {id: mail-blank, part: mail, severity: note, at: '$.mail.subject', required: true, message: m}
  - id: colour
    severity: error
    at: '$.colour'
    if-absent: ask
    assert: {one-of: [red, green]}
    message: "colour is `{value}`"
    question: Which colour?
    fix: {class: ask, ask: {id: colour, type: choice, choices: [red, green]}, because: Only you know.}
)");
}

const std::string kText =
    "x: 'a word, many words, so many words that the line is longer than "
    "eighty columns and has to be cut '\ny: 1\n";

}  // namespace

TEST_CASE("control characters become visible", "[report]") {
  const std::vector<std::pair<std::string, std::string>> rows{
      {"plain é 漢", "plain é 漢"},
      {"\x1b[31m", "\\x1b[31m"},
      {"a\nb\tc\r", "a\\nb\\tc\\x0d"},
      {"\x7f", "\\x7f"},
      {"\u0085\u009b", "\\x85\\x9b"},
      {"\u202eabc\u2066", "\\u202eabc\\u2066"},
      {"\u200b\u2060\ufeff\u00ad", "\\u200b\\u2060\\ufeff\\xad"},
      {"\u2028", "\\u2028"},
      {"\u00a0", "\u00a0"},
      {"\xff\x1b", "\\xff\\x1b"},
      {std::string("\0", 1), "\\x00"},
  };
  for (const auto& [text, shown] : rows) CHECK(escape_controls(text) == shown);
}

TEST_CASE("wrapping", "[report]") {
  struct Row {
    const char* text;
    std::size_t first, indent, width;
    const char* wrapped;
  };
  const std::vector<Row> rows{
      {"", 0, 2, 10, ""},
      {"one two", 0, 2, 10, "one two"},
      {"one two three", 0, 2, 10, "one two\n  three"},
      {"one two three", 6, 2, 10, "one\n  two\n  three"},
      {"unbreakableword x", 0, 2, 10, "unbreakableword\n  x"},
      {"éé éé éé éé", 0, 0, 5, "éé éé\néé éé"},
  };
  for (const Row& row : rows) {
    INFO(row.text);
    CHECK(wrap(row.text, row.first, row.indent, row.width) == row.wrapped);
  }
}

TEST_CASE("a text report fits its width, in every language", "[report]") {
  for (const Language language : {Language::kEn, Language::kFr, Language::kNl, Language::kDe}) {
    CheckOptions check;
    check.language = language;
    const Report report = tiny::check(rules(), kText, check);
    RenderOptions options;
    options.language = language;
    const std::string text = render_text({&report, 1}, options);
    INFO(text);
    for (const std::string& line : lines_of(text)) {
      INFO(line);
      // Long values before and after a fix are for copying, so they are not broken.
      const bool whole = line.starts_with("      - ") || line.starts_with("      + ");
      CHECK((whole || display_width(line) <= 80));
      CHECK(escape_controls(line) == line);
    }
    for (const Finding& finding : report.findings) {
      if (finding.verdict == Verdict::kFail) {
        CHECK(text.find("[" + finding.rule + "]") != std::string::npos);
      }
    }
  }
}

TEST_CASE("what a submission holds is escaped in a text report", "[report]") {
  const Report report =
      tiny::check(rules(), "x: \"\\e[31m\\u202e a \"\ny: \"\\a\"\nother: \"\\x9b\"\n");
  const std::string text = render_text({&report, 1}, {});
  CHECK(text.find('\x1b') == std::string::npos);
  CHECK(text.find('\a') == std::string::npos);
  CHECK(text.find("\u202e") == std::string::npos);
  CHECK(text.find("\u009b") == std::string::npos);
  CHECK(text.find("\\x1b[31m\\u202e a") != std::string::npos);
}

TEST_CASE("what was not checked shows in the outcome", "[report]") {
  const Report report = tiny::check(rules(), "x: a\ny: 1\n");
  RenderOptions quiet;
  quiet.quiet = true;
  // Two are not made (the mail, and y for want of `other`), apart from the question.
  CHECK(render_text({&report, 1}, quiet) ==
        "a.yaml: incomplete; 1 open question, 2 checks not made, 1 check passed\n"
        "  parts not supplied: mail\n");
  // The question of a rule that fails hides no check that was not made.
  const Report failing = tiny::check(rules(), "x: a\ny: 1\ncolour: blue\n");
  CHECK(render_text({&failing, 1}, quiet) ==
        "a.yaml: reject; 1 error, 1 open question, 2 checks not made, 1 check passed\n"
        "  parts not supplied: mail\n");
}

TEST_CASE("JSON reports fit their schema", "[report]") {
  std::ifstream in(std::string(INTAKE_SOURCE_DIR) + "/schemas/report/1.schema.json");
  const std::string text{std::istreambuf_iterator<char>(in), {}};
  const Document source = must_parse(text);
  auto schema = Schema::compile(source, Limits{});
  REQUIRE(schema.ok());

  Choice unknown;
  unknown.named = "tinny";
  unknown.suggestion = "tiny";
  unknown.candidates = {"tiny"};
  const Error error{ErrorCode::kLimit, "too large", "make it smaller", {"b.yaml", 3, 4, 5}};
  CheckOptions parts;
  parts.parts = {"mail"};
  const std::vector<Report> reports{
      tiny::check(rules(), kText),
      tiny::check(rules(), kText, parts),
      tiny::fix(rules(), "x: ' a'\ny: \"\\e\"\n").report,
      tiny::fix(rules(), "x: &n ' a'\ny: *n\n").report,
      unreadable_report("b.yaml", error, "2026-05-01T00:00:00Z", Language::kFr),
      undecided_report("c.yaml", unknown, "2026-05-01T00:00:00Z", Language::kNl),
  };
  std::vector<std::string> texts{render_json(reports, {})};
  for (const std::string& line : lines_of(render_ndjson(reports, {}))) texts.push_back(line);
  CHECK(texts.size() == reports.size() + 1);
  for (const std::string& rendered : texts) {
    INFO(rendered);
    const Document document = must_parse(rendered);
    auto faults = schema->validate(document, Limits{});
    REQUIRE(faults.ok());
    for (const SchemaFault& fault : *faults) {
      INFO(fault.pointer << ": " << fault.message);
      CHECK(false);
    }
  }
}

TEST_CASE("errors and faults are one line with a place", "[report]") {
  CHECK(render_error({ErrorCode::kSyntax, "a tab", "use blanks", {"a\x1b.yaml", 2, 3, 9}}, {}) ==
        "a\\x1b.yaml:2:3: a tab; use blanks\n");
  CHECK(render_error({ErrorCode::kUsage, "two of them", "", {}}, {}) == "two of them\n");
  Fault fault;
  fault.file = "r.yaml";
  fault.line = 4;
  fault.column = 3;
  fault.byte_begin = 10;
  fault.byte_end = 13;
  fault.message = "there is no key `sevrity`";
  fault.hint = "did you mean `severity`?";
  fault.excerpt = "  sev: error";
  CHECK(render_faults({&fault, 1}, {}) ==
        "r.yaml:4:3: there is no key `sevrity`\n  |   sev: error\n  |   ^^^\n"
        "  = did you mean `severity`?\n");
}
