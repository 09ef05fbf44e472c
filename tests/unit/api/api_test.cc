// The facade: choosing, compiling, reading, converting.

#include "support/tiny.h"

using namespace intake;

namespace {

Library two_sets() {
  return Library::from_memory(
      {tiny::file("red",
                  "recognise: {some: {in: '$.l[*]', as: e, that: {equals: red}}}\nrules:\n"
                  "  - {id: a, severity: error, at: '$.x', required: true, message: m}\n"),
       tiny::file("green",
                  "recognise: {at: '$.green', present: true}\nvalid: {from: 2026-01-01}\n"
                  "rules:\n"
                  "  - {id: a, severity: error, at: '$.x', required: true, message: m}\n"),
       tiny::file("base",
                  "abstract: true\nrules:\n"
                  "  - {id: a, severity: error, at: '$.x', required: true, message: m}\n")});
}

}  // namespace

TEST_CASE("which rule set a submission is for", "[api]") {
  struct Row {
    const char* text;
    const char* now;
    const char* reference;
    std::vector<std::string> candidates;
    const char* suggestion;
  };
  const std::vector<Row> rows{
      {"procedure: red", "2026-05-01", "red@1.0.0", {}, ""},
      {"procedure: red@1.0.0", "2026-05-01", "red@1.0.0", {}, ""},
      {"{procedure: green, l: [red]}", "2026-05-01", "green@1.0.0", {}, ""},
      {"procedure: gren", "2026-05-01", "", {"green", "red"}, "green"},
      {"procedure: blue-whale", "2026-05-01", "", {"green", "red"}, ""},
      {"procedure: base", "2026-05-01", "", {"green", "red"}, ""},
      {"procedure: green", "2025-12-31", "", {"red"}, ""},
      {"l: [blue, red]", "2026-05-01", "red@1.0.0", {}, ""},
      {"green: 1", "2026-05-01", "green@1.0.0", {}, ""},
      {"green: 1", "2025-12-31", "", {"red"}, ""},
      {"{green: 1, l: [red]}", "2026-05-01", "", {"green@1.0.0", "red@1.0.0"}, ""},
      {"other: 1", "2026-05-01", "", {"green", "red"}, ""},
      {"just a text", "2026-05-01", "", {"green", "red"}, ""},
      {"[1, 2]", "2026-05-01", "", {"green", "red"}, ""},
  };
  const Library library = two_sets();
  for (const Row& row : rows) {
    INFO(row.text << " at " << row.now);
    CompileOptions options;
    options.now = std::string(row.now) + "T00:00:00Z";
    const Choice choice = library.choose(tiny::must_read(row.text), options);
    CHECK(choice.faults.empty());
    CHECK(choice.reference == row.reference);
    CHECK(choice.candidates == row.candidates);
    CHECK(choice.suggestion == row.suggestion);
    if (!choice.reference.empty()) continue;
    CHECK(undecided_report("a", choice, options.now, Language::kEn).disposition ==
          Disposition::kIncomplete);
  }
}

TEST_CASE("compiling by reference", "[api]") {
  struct Row {
    const char* reference;
    const char* what;  // empty: it compiles
  };
  const std::vector<Row> rows{
      {"red", ""},
      {"red@1.0.0", ""},
      {"red@^1.0", ""},
      {"base", ""},
      {"red@^2.0", "no version of `red` fits `^2.0`"},
      {"rde", "there is no rule set `rde`"},
      {"", "`` names no rule set"},
      {"red@", "`red@` names no rule set"},
  };
  const Library library = two_sets();
  for (const Row& row : rows) {
    INFO(row.reference);
    const Compiled compiled = library.compile(row.reference, tiny::at_noon());
    CHECK(compiled.rules.has_value() == (std::string_view(row.what).empty()));
    CHECK((compiled.error ? compiled.error->what : "") == row.what);
  }
  CHECK(tiny::must_compile(library, "base").is_abstract());
  CHECK_FALSE(tiny::must_compile(library, "red").is_abstract());
  CHECK(library.list().size() == 3);
}

TEST_CASE("a faulty set gives every fault and no rules", "[api]") {
  const Library library = Library::from_memory({tiny::file(
      "tiny",
      "rules:\n  - {id: a, severity: eror, at: '$.x', requird: true, message: '{vale}'}\n")});
  const Compiled compiled = library.compile("tiny", tiny::at_noon());
  CHECK_FALSE(compiled.rules);
  CHECK_FALSE(compiled.error);
  CHECK(compiled.faults.size() >= 3);
  for (const Fault& fault : compiled.faults) {
    CHECK(fault.file == "rules/tiny/1.0.0/ruleset.yaml");
    CHECK(fault.line == 7);
    CHECK(fault.column > 0);
  }
}

TEST_CASE("reading and its limits", "[api]") {
  struct Row {
    const char* name;
    std::string text;
    Limits limits;
    std::optional<ErrorCode> code;
  };
  Limits bytes, depth, nodes, scalar;
  bytes.input_bytes = 10;
  depth.depth = 3;
  nodes.nodes = 4;
  scalar.scalar_bytes = 5;
  std::vector<Row> rows{
      {"a.yaml", "a: 1", {}, std::nullopt},
      {"a.yaml", "a: 1234567890", bytes, ErrorCode::kLimit},
      {"a.json", "{\"a\": 1234567890}", bytes, ErrorCode::kLimit},
      {"a.yaml", "[[[[1]]]]", depth, ErrorCode::kLimit},
      {"a.json", "[[[[1]]]]", depth, ErrorCode::kLimit},
      {"a.yaml", "[1, 2, 3, 4, 5]", nodes, ErrorCode::kLimit},
      {"a.json", "[1, 2, 3, 4, 5]", nodes, ErrorCode::kLimit},
      {"a.yaml", "a: abcdefgh", scalar, ErrorCode::kLimit},
      {"a.json", "{\"a\": \"abcdefgh\"}", scalar, ErrorCode::kLimit},
      {"a.yaml", "", {}, ErrorCode::kEmpty},
      {"a.yaml", "\xff", {}, ErrorCode::kEncoding},
      {"a.json", "{", {}, ErrorCode::kSyntax},
  };
  for (const Row& row : rows) {
    INFO(row.name << ": " << row.text);
    const auto read = Submission::read(row.name, row.text, row.limits);
    CHECK(read.ok() == !row.code.has_value());
    if (read.ok() || !row.code) continue;
    CHECK(read.error().code == *row.code);
    CHECK(read.error().where.source == row.name);
    CHECK_FALSE(read.error().what.empty());
    CHECK_FALSE(read.error().hint.empty());
  }
}

TEST_CASE("converting there and back keeps the values", "[api]") {
  const std::string text =
      "a: 0123\nb: no\nc: '12'\nd: 1.5\ne: [x, {f: null}]\ng: |\n  two\n  lines\n";
  const Submission yaml = tiny::must_read(text);
  CHECK(yaml.format() == "yaml");
  CHECK(yaml.bytes() == text);
  const auto json_text = yaml.convert("json");
  REQUIRE(json_text.ok());
  const Submission json = tiny::must_read(*json_text, "a.json");
  CHECK(json.format() == "json");
  const auto back = json.convert("yaml");
  REQUIRE(back.ok());
  CHECK(*tiny::must_read(*back).convert("json") == *json_text);
  CHECK_FALSE(yaml.convert("toml").ok());
}

TEST_CASE("equal input gives equal output", "[api]") {
  const auto rules = tiny::rules(
      "rules:\n  - {id: a, severity: error, at: '$..*', assert: {type: string}, message: "
      "'{value}'}\n");
  const std::string text = "{a: 1, b: [2, {c: 3}], d: x}";
  const Report first = tiny::check(rules, text), second = tiny::check(rules, text);
  CHECK(render_json({&first, 1}, {}) == render_json({&second, 1}, {}));
  CHECK(tiny::findings(first).size() == 5);
}
