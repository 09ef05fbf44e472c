// The logs of `intake check` and `intake rules lint` against the schema of SARIF 2.1.0. It is of
// draft 4, of which it uses what draft 7 means in the same way; `pattern`, which our schemas leave
// to rules, is taken out (it is on GUIDs and language tags, which the logs have none of).

#include <intake/intake.h>
#include <intake/lint.h>

#include "conformance/suite.h"
#include "document/datum.h"
#include "formats/json/json.h"
#include "schema/schema.h"

namespace {

using namespace intake;

void take_out(Datum& schema, std::string_view keyword) {
  if (Datum::Object* object = schema.object()) {
    std::erase_if(*object, [&](const auto& member) {
      return member.first == keyword && member.second.text() != nullptr;
    });
    for (auto& [name, value] : *object) take_out(value, keyword);
  }
  if (Datum::Array* array = schema.array()) {
    for (Datum& element : *array) take_out(element, keyword);
  }
}

Result<Schema> read_schema(const std::string& bytes) {
  auto document = json::read(std::make_shared<Source>("sarif", bytes), Limits{});
  if (!document) return std::move(document).error();
  Datum schema = to_datum(View(*document, document->root()));
  for (const std::string_view keyword : {"pattern", "$schema", "id"}) take_out(schema, keyword);
  SchemaOptions options;
  options.value_keywords = true;
  return Schema::compile(to_document(schema), Limits{}, options);
}

std::string fault_of(const Schema& schema, const std::string& log) {
  const auto document = json::read(std::make_shared<Source>("log", log), Limits{});
  if (!document) return document.error().what;
  const auto faults = schema.validate(*document, Limits{});
  if (!faults) return faults.error().what;
  return faults->empty() ? "" : faults->front().pointer + ": " + faults->front().message;
}

std::string head(std::string_view name) {
  return "ruleset: " + std::string(name) +
         "\nversion: 1.0.0\nengine: \">=0.1 <1.0\"\ntitle: An example\n";
}

/// The example of a check as files, without a schema.
Library library_of(std::string_view text) {
  std::vector<RuleFile> files{{"rules/demo/1.0.0/ruleset.yaml", head("demo")}};
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = text.find('\n', at) + 1;
    const std::string line(text.substr(at, end - at));
    at = end;
    if (!line.starts_with("--- ")) {
      files.back().bytes += line;
      continue;
    }
    const std::string name = line.substr(4, line.size() - 5);
    const bool base = name.starts_with("../../");
    files.push_back(
        {base ? "rules/" + name.substr(6) : "rules/demo/1.0.0/" + name, base ? head("base") : ""});
  }
  return Library::from_memory(std::move(files));
}

void check_lint(const Schema& schema, conformance::Suite& suite) {
  LintOptions options;
  options.now = "2026-05-01";
  for (const LintCheckInfo& check : lint_checks()) {
    const std::string log =
        render_lint_sarif(library_of(check.bad).lint({"demo"}, options), RenderOptions{});
    const std::string fault = fault_of(schema, log);
    suite.check("lint-" + std::string(check.id), fault.empty(), fault);
  }
  const std::string faulty = render_lint_sarif(
      library_of("rules: [{id: x, severty: error}]\n").lint({"demo"}, options), RenderOptions{});
  suite.check("lint-faults", fault_of(schema, faulty).empty(), fault_of(schema, faulty));
  suite.check("lint-faults-are-told", faulty.find("severty") != std::string::npos, faulty);
}

void check_reports(const Schema& schema, conformance::Suite& suite) {
  const Library library =
      Library::from_memory({{"rules/demo/1.0.0/ruleset.yaml", head("demo") + R"(rules:
  - id: name-padded
    severity: error
    at: '$.name'
    assert: {trimmed: true}
    message: "name `{value}` has blanks around it"
    why: Blanks count.
    source: {section: "2", quote: Give the name}
    fix: {steps: [{verb: trim}], class: safe, because: Blanks.}
  - id: name-too-long
    severity: warning
    at: '$.name'
    assert: {length: {max: 3}}
    message: "name `{value}` is too long"
  - id: size-unknown
    severity: error
    at: '$.size'
    assert: {equals: {at: '$.other'}}
    message: size differs
  - id: kind-missing
    severity: error
    at: '$.kind'
    if-absent: ask
    assert: {one-of: [a, b]}
    message: "kind is `{value}`"
    question: Which kind is it?
    fix: {class: ask, ask: {id: kind, type: choice, choices: [a, b]}, because: Only you know.}
)"}});
  CompileOptions options;
  options.now = "2026-05-01";
  Compiled compiled = library.compile("demo", options);
  if (!compiled.rules) {
    suite.check("check", false, render_faults(compiled.faults, {}));
    return;
  }
  std::vector<Report> reports;
  const std::pair<const char*, const char*> submissions[] = {
      {"a b/ä.yaml", "name: ' x'\nsize: 1\n"},
      {"/tmp/long.yaml", "name: abcdef\nkind: c\n"},
      {"good.yaml", "name: a\nkind: b\n"},
      {"<stdin>", "[]"}};
  for (const auto& [name, text] : submissions) {
    auto submission = Submission::read(name, text, {});
    if (submission) {
      reports.push_back(compiled.rules->check(*submission, {}));
    } else {
      reports.push_back(unreadable_report(name, submission.error(), options.now, Language::kEn));
    }
  }
  reports.push_back(unreadable_report("gone.yaml", {ErrorCode::kUnreadable, "no such file", "", {}},
                                      options.now, Language::kEn));
  const std::string log = render_sarif(reports, {});
  suite.check("check", fault_of(schema, log).empty(), fault_of(schema, log));
  const std::string none = render_sarif({}, {});
  suite.check("nothing", fault_of(schema, none).empty(), fault_of(schema, none));
  for (const char* part : {"\"demo/name-padded\"", "\"open\"", "a%20b/%C3%A4.yaml",
                           "file:///tmp/long.yaml", "toolExecutionNotifications"}) {
    suite.check(std::string("says-") + part, log.find(part) != std::string::npos, log);
  }
}

}  // namespace

int main() {
  conformance::Suite suite("sarif");
  const auto path = suite.data("sarif-schema-2.1.0.json");
  const auto bytes = conformance::read_bytes(path);
  auto schema = read_schema(bytes.value_or(""));
  if (!schema) {
    suite.check("schema", false, schema.error().what + " " + schema.error().hint);
    return suite.finish();
  }
  // A log that says nothing of its tool is none: the schema is really asked.
  const std::string wrong = R"({"version": "2.1.0", "runs": [{"results": []}]})";
  suite.check("wrong-log", !fault_of(*schema, wrong).empty(), "accepted");
  check_lint(*schema, suite);
  check_reports(*schema, suite);
  return suite.finish();
}
