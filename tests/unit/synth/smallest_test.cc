// The smallest submission of a rule set, checked by the engine.

#include <filesystem>
#include <fstream>
#include <iterator>

#include <intake/synthesis.h>

#include "formats/json/json.h"
#include "formats/yaml/yaml.h"
#include "schema/schema.h"
#include "support/tiny.h"

using namespace intake;

namespace {

/// What was found for the set `tiny` with this body: `disposition: values`.
std::string smallest(const std::string& body, std::vector<RuleFile> more = {}) {
  more.push_back(tiny::file("tiny", body));
  const Library library = Library::from_memory(std::move(more));
  const CompiledRules rules = tiny::must_compile(library, "tiny");
  const SynthesisedSubmission made = library.smallest_submission(rules, {});
  const Submission submission = tiny::must_read(made.text);
  // The report is that of the text itself.
  CHECK(tiny::findings(rules.check(submission, {})) == tiny::findings(made.report));
  std::string json = submission.convert("json").value();
  std::string line;
  for (const char c : json) {
    if (c != '\n' && (c != ' ' || line.empty() || line.back() != ' ')) line += c;
  }
  return std::string(disposition_name(made.report.disposition)) + ": " + line;
}

/// Where a submission does not fit its schema.
std::vector<std::string> schema_faults(const std::string& text) {
  std::ifstream in(INTAKE_SOURCE_DIR "/schemas/iam-submission/1.schema.json");
  const std::string bytes(std::istreambuf_iterator<char>(in), {});
  const auto document = json::read(std::make_shared<Source>("schema.json", bytes), {});
  REQUIRE(document.ok());
  const auto schema = Schema::compile(*document, {});
  REQUIRE(schema.ok());
  const auto submission = yaml::read(std::make_shared<Source>("a.yaml", text), {});
  REQUIRE(submission.ok());
  const auto faults = schema->validate(*submission, {});
  REQUIRE(faults.ok());
  std::vector<std::string> out;
  for (const SchemaFault& fault : *faults) out.push_back(fault.pointer + ": " + fault.message);
  return out;
}

std::string rule(const std::string& keys) {
  return "rules:\n  - {id: one, severity: error, message: m, " + keys + "}\n";
}

}  // namespace

TEST_CASE("a submission is found for one rule", "[synth]") {
  struct Row {
    std::string keys, found;
  };
  const std::vector<Row> rows{
      {"at: '$.a', required: true", R"({ "procedure": "tiny", "a": "A"})"},
      {"at: '$.a', assert: {equals: 1}", R"({ "procedure": "tiny"})"},
      {"at: '$.a', required: true, assert: {one-of: [x, y]}",
       R"({ "procedure": "tiny", "a": "x"})"},
      {"at: '$.a.b[0].c', required: true, assert: {min: 3}",
       R"({ "procedure": "tiny", "a": { "b": [ { "c": 3 } ] }})"},
      {"at: '$.a', required: true, assert: {all: [{matches: '^[a-z]+$'}, {length: {min: 3}}]}",
       R"({ "procedure": "tiny", "a": "aaa"})"},
      {"at: '$.a', required: true, assert: {not: {matches: '[A-Z]'}}",
       R"({ "procedure": "tiny", "a": "a"})"},
      {"at: '$.a', required: true, assert: {equals: {at: '$.b'}}",
       R"({ "procedure": "tiny", "a": "A", "b": "A"})"},
      {"at: '$.a', required: true, assert: {some: {in: '$.a[*]', as: x, that: {at: '@.k', equals: "
       "v}}}",
       R"({ "procedure": "tiny", "a": [ { "k": "v" } ]})"},
      {"at: '$', assert: {exactly: {count: 1, of: [{at: '$.a', present: true}, {at: '$.b', "
       "present: true}]}}",
       R"({ "procedure": "tiny", "a": "A"})"},
      {"at: '$', assert: {at-least: {count: 2, of: [{at: '$.a', equals: 1}, {at: '$.b', equals: "
       "2}]}}",
       R"({ "procedure": "tiny", "a": 1, "b": 2})"},
      {"at: '$', assert: {implies: {if: {at: '$.procedure', present: true}, then: {at: '$.b', "
       "digits: true}}}",
       R"({ "procedure": "tiny", "b": "1"})"},
      {"at: '$', assert: {each: {in: '$.a[*]', as: x, min: 1, that: {type: boolean}}}",
       R"({ "procedure": "tiny", "a": [ false ]})"},
      {"at: '$.a', required: true, assert: {expr: 'value > 7'}",
       R"({ "procedure": "tiny", "a": 8})"},
      {"at: '$.a', if-absent: ask, assert: {equals: true}, question: Q, fix: {class: ask, ask: "
       "{id: q, type: boolean}, because: B}",
       R"({ "procedure": "tiny", "a": true})"},
      {"at: '$.a', required: true, assert: {table: {inputs: {k: '$.k'}, rows: [{k: x, then: "
       "never}, "
       "{k: y, then: [p, q]}, {else: {digits: true}}]}}",
       R"({ "procedure": "tiny", "a": "p", "k": "y"})"},
      {"at: '$', assert: {all: [{iff: {if: {at: '$.a', present: true}, then: {at: '$.b', present: "
       "true}}}, {at: '$.b', present: true}]}",
       R"({ "procedure": "tiny", "b": "B", "a": "A"})"},
      {"at: '$', assert: {exactly-one-of: ['$.a', '$.b']}", R"({ "procedure": "tiny", "a": "A"})"},
      {"at: '$.a', required: true, assert: {all: [{at-most: {count: 1, of: [{starts-with: x}, "
       "{ends-with: y}]}}, {matches: '^x'}]}",
       R"({ "procedure": "tiny", "a": "x"})"},
      {"at: '$.a', required: true, assert: {expr: 'value.startsWith(\"ab\") && value.size() == 4'}",
       R"({ "procedure": "tiny", "a": "abxx"})"},
      {"at: '$.a', required: true, assert: {within: {before: P1D, epoch: seconds}, type: integer}",
       R"({ "procedure": "tiny", "a": 1777636800})"},
      {"at: '$.a', required: true, assert: {equals: {lookup: {list: rows, where: {k: {at: '$.k'}}, "
       "column: v}}}",
       R"({ "procedure": "tiny", "a": "v1", "k": "k1"})"},
      {"at: '$.a', required: true, assert: {of: {ref: client.part}, equals: zz}",
       R"({ "procedure": "tiny", "a": "A", "id": "c-zz"})"},
      {"at: '$.a', required: true, assert: {equals: {ref: constants.host}}",
       R"({ "procedure": "tiny", "a": "h1", "env": "x"})"},
      {"for: \"$.list[?@.kind == 'x']\", as: l, at: '@.a', if-absent: fail, assert: {equals: 1}",
       R"({ "procedure": "tiny"})"},
  };
  const std::string names =
      "lists: {rows: [{k: k1, v: v1}, {k: k2, v: v2}]}\n"
      "bind: {client: {at: '$.id', capture: '^c-(?P<part>[a-z]+)$'}}\n"
      "constants: {by: '$.env', values: {x: {host: h1}, y: {host: h2}}}\n";
  for (const Row& row : rows) {
    INFO(row.keys);
    const std::string found = smallest(names + rule(row.keys));
    CHECK(found == "accept: " + row.found);
  }
}

TEST_CASE("values are found backwards through names", "[synth]") {
  const std::string bind =
      "bind:\n  client: {at: '$.id', capture: '^h-(?P<number>\\d{4})(?P<suffix>-x)?$'}\n";
  // The number that both share keeps its check digit and its beginning.
  const std::string found = smallest(
      bind +
      "rules:\n"
      "  - {id: id-wrong, severity: error, message: m, at: '$.id', required: true, "
      "assert: {bound: client}}\n"
      "  - {id: number-differs, severity: error, message: m, at: '$.number', required: true, "
      "assert: {equals: {ref: client.number}}}\n"
      "  - {id: number-wrong, severity: error, message: m, at: '$.number', "
      "assert: {check-digits: luhn}}\n"
      "  - {id: number-odd, severity: error, message: m, at: '$.number', "
      "assert: {starts-with: '7'}}\n"
      "  - {id: text-differs, severity: error, message: m, at: '$.text', required: true, "
      "assert: {equals: {template: 'for {client.number}!'}}}\n");
  CHECK(found ==
        R"(accept: { "procedure": "tiny", "id": "h-7518", "number": "7518", "text": "for 7518!"})");
}

TEST_CASE("rules at odds are told apart from rules that can be met", "[synth]") {
  const std::string two =
      "rules:\n"
      "  - {id: long, severity: error, message: too short, at: '$.a', required: true, "
      "assert: {length: {min: 5}}}\n"
      "  - {id: short, severity: SEVERITY, message: too long, at: '$.a', "
      "assert: {length: {max: 3}}}\n";
  std::string body = two;
  body.replace(body.find("SEVERITY"), 8, "error");
  CHECK(smallest(body).starts_with("reject: "));
  body = two;
  body.replace(body.find("SEVERITY"), 8, "note");
  CHECK(smallest(body).starts_with("accept-with-notes: "));
  const Library library = Library::from_memory({tiny::file("tiny", body)});
  const std::string text =
      library.smallest_submission(tiny::must_compile(library, "tiny"), {}).text;
  CHECK(text.find("accept with notes") != std::string::npos);
  CHECK(text.find("# tiny/short /a: too long\n") != std::string::npos);
}

TEST_CASE("the nearest is a whole submission, not an empty one", "[synth]") {
  const std::string found = smallest(
      "parts: {form: {at: '$.form'}}\n"
      "rules:\n"
      "  - {id: a, part: form, severity: error, message: m, at: '$.form.a', required: true}\n"
      "  - {id: b, part: form, severity: error, message: m, at: '$.form.b', required: true}\n"
      "  - {id: c, part: form, severity: error, message: m, at: '$.form.c', required: true, "
      "assert: {all: [{equals: 1}, {equals: 2}]}}\n");
  CHECK(found == R"(reject: { "procedure": "tiny", "form": { "a": "A", "b": "B" }})");
}

TEST_CASE("the rule sets of other procedures are met, too", "[synth]") {
  namespace fs = std::filesystem;
  std::size_t met = 0;
  for (const auto& entry : fs::directory_iterator(INTAKE_SOURCE_DIR "/examples/rule-sets")) {
    if (!entry.is_directory()) continue;
    if (!fs::exists(entry.path() / "rules")) continue;
    const auto library = Library::from_folder((entry.path() / "rules").string(), {});
    if (!library.ok()) FAIL(library.error().what);
    CompileOptions options;
    options.now = "2026-10-01T00:00:00Z";
    for (const RuleSetRef& set : library->selectable(options.now)) {
      INFO(set.name);
      const CompiledRules rules = tiny::must_compile(*library, set.name, options);
      const SynthesisedSubmission made = library->smallest_submission(rules, {});
      INFO(made.text);
      CHECK(made.report.disposition <= Disposition::kAcceptWithNotes);
      ++met;
    }
  }
  CHECK(met > 0);
}

TEST_CASE("a choice that leads nowhere is taken back", "[synth]") {
  // The first kind asks for two things that exclude each other.
  const std::string found = smallest(
      "rules:\n"
      "  - {id: kind, severity: error, message: m, at: '$.kind', required: true, "
      "assert: {one-of: [x, y]}}\n"
      "  - {id: a, severity: error, message: m, at: '$.a', required: true, "
      "when: {at: '$.kind', equals: x}, assert: {equals: 1}}\n"
      "  - {id: b, severity: error, message: m, at: '$.a', "
      "when: {at: '$.kind', equals: x}, assert: {equals: 2}}\n"
      "  - {id: c, severity: error, message: m, at: '$.kind', assert: {not: {equals: z}}}\n");
  CHECK(found == R"(accept: { "procedure": "tiny", "kind": "y"})");
}

TEST_CASE("parts that must be there, and schemas", "[synth]") {
  const RuleFile schema{"schemas/s/1.schema.json", R"({
    "type": "object", "additionalProperties": false, "properties": {
      "form": {"type": "object", "title": "The form", "properties": {
        "name": {"type": "string", "title": "Name", "description": "Of the organisation."},
        "kind": {"type": "string", "enum": ["b", "a"]},
        "ready": {"type": "boolean"}}}}})"};
  const std::string body =
      "schema: {use: s@1}\n"
      "parts: {form: {at: '$.form'}}\n"
      "rules:\n"
      "  - {id: name, part: form, severity: error, message: m, at: '$.form.name', required: true}\n"
      "  - {id: kind, part: form, severity: error, message: m, at: '$.form.kind', required: true}\n"
      "  - {id: ready, part: form, severity: error, message: m, at: '$.form.ready', required: "
      "true}\n";
  CHECK(smallest(body, {schema}) ==
        R"(accept: { "form": { "name": "Name", "kind": "a", "ready": false }})");
  const Library library = Library::from_memory({schema, tiny::file("tiny", body)});
  const std::string text =
      library.smallest_submission(tiny::must_compile(library, "tiny"), {}).text;
  CHECK(text.find("  # Name: Of the organisation.\n  name: Name\n") != std::string::npos);
  CHECK(text.find("  # one of: a, b\n  kind: a\n") != std::string::npos);
}

TEST_CASE("what is written does not depend on chance", "[synth]") {
  const auto library = Library::from_folder(INTAKE_SOURCE_DIR "/rules", {});
  REQUIRE(library.ok());
  CompileOptions options = tiny::at_noon();
  for (const std::string set : {"ctr-rest", "fhir-vault"}) {
    INFO(set);
    const CompiledRules rules = tiny::must_compile(*library, set, options);
    const SynthesisedSubmission first = library->smallest_submission(rules, {});
    CHECK(first.report.disposition == Disposition::kAccept);
    CHECK(first.report.findings.empty());
    CHECK(library->smallest_submission(rules, {}).text == first.text);
    CHECK(schema_faults(first.text).empty());
    const Choice choice = library->choose(tiny::must_read(first.text), options);
    CHECK(choice.reference == set + "@" + rules.ref().version);
  }
}
