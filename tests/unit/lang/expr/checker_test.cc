#include <string>
#include <vector>

#include "formats/json/json.h"
#include "lang/expr/program.h"
#include "support/catch.h"

using namespace intake;
using namespace intake::expr;

namespace {

constexpr std::string_view kSchema = R"({
  "type": "object", "additionalProperties": false, "required": ["client"], "properties": {
    "client": {"type": "object", "additionalProperties": false, "properties": {
      "id": {"type": "string"}, "count": {"type": "integer"}, "share": {"type": "number"},
      "note": {"type": ["string", "null"]}, "any": {},
      "scopes": {"type": "array", "items": {"type": "string"}},
      "lines": {"type": "array", "items": {"type": "object", "additionalProperties": false,
        "properties": {"total": {"type": "number"}, "name": {"type": "string"}}}}}},
    "open": {"type": "object", "properties": {"known": {"type": "boolean"}}}}})";

struct Bench {
  Document schema;
  PathTable table;
  Declarations declarations;

  Bench() {
    auto read = json::read(std::make_shared<Source>("schema", std::string(kSchema)), Limits{});
    schema = std::move(*read);
    table = std::move(*PathTable::from_schema(schema));
    declarations.variable("form", table, 0);
    declarations.variable("client", table, *table.member(0, "client"));
    declarations.variable("n", simple(TypeKind::kInt));
    declarations.variable("names", declarations.types.list(simple(TypeKind::kString)));
    declarations.variable("any", simple(TypeKind::kDyn));
    declarations.variable("a.b", simple(TypeKind::kString));
  }
  CompileResult compile(std::string_view text) const {
    return expr::compile(text, declarations, Limits{});
  }
};

}  // namespace

TEST_CASE("types follow from the schema and the operators", "[expr]") {
  const Bench bench;
  const std::vector<std::pair<std::string, std::string>> rows{
      {"form", "object"},
      {"form.client.id", "string"},
      {"form['client'].count", "int"},
      {"client.share", "double"},
      {"client.note", "string or null"},
      {"client.note == null ? '' : client.note", "string or null"},
      {"client.any", "dyn"},
      {"client.scopes", "list(string)"},
      {"client.lines[0].total", "double"},
      {"client.lines.map(l, l.total)", "list(double)"},
      {"client.lines.filter(l, l.name != '')", "list(object)"},
      {"client.?id", "optional(string)"},
      {"client.?id.orValue('')", "string"},
      {"form.?client.count", "optional(int)"},
      {"client.lines[?0].name", "optional(string)"},
      {"form.open.unheard_of", "dyn"},
      {"client.map(k, k)", "list(string)"},
      {"client.transformMap(k, v, 1)", "map(string, int)"},
      {"names.transformMap(i, v, v)", "map(int, string)"},
      {"names.map(x, x.size())", "list(int)"},
      {"names.exists(x, x == '')", "bool"},
      {"{'a': 1, 'b': 2}", "map(string, int)"},
      {"{'a': 1, 'b': '2'}", "map(string, dyn)"},
      {"[1, 2.0]", "list(dyn)"},
      {"[1, null]", "list(int or null)"},
      {"[]", "list(dyn)"},
      {"n + 1", "int"},
      {"any + 1", "int"},
      {"any.x.y[0]", "dyn"},
      {"type(n)", "type"},
      {"a.b", "string"},
      {"math.abs(-1.5)", "double"},
      {"cel.bind(x, names, x[0])", "string"},
      {"optional.of(1).optMap(x, string(x))", "optional(string)"},
      {"'a' in client", "bool"},
      {"client == {'id': 'x'}", "bool"},
  };
  for (const auto& [text, type] : rows) {
    INFO(text);
    const CompileResult result = bench.compile(text);
    for (const auto& fault : result.faults) FAIL_CHECK(fault.message);
    REQUIRE(result.program);
    CHECK(result.checked->types.text(result.checked->result()) == type);
  }
}

TEST_CASE("what the types rule out is a fault with a hint", "[expr]") {
  struct Row {
    std::string text;
    std::uint32_t offset;
    std::string message;
    std::string hint;
  };
  const Bench bench;
  const std::vector<Row> rows{
      {"form.clent", 5, "the schema has no member `clent` here", "did you mean `client`?"},
      {"has(client.idd)", 11, "the schema has no member `idd` here", "did you mean `id`?"},
      {"client['idd']", 7, "the schema has no member `idd` here", "did you mean `id`?"},
      {"client.lines.all(l, l.totl > 0.0)", 22, "the schema has no member `totl` here",
       "did you mean `total`?"},
      {"clientt.id", 0, "there is no variable `clientt`", "did you mean `client`?"},
      {"names.all(name, nme == '')", 16, "there is no variable `nme`", "did you mean `name`?"},
      {"client.id + 1", 10, "`+` does not take string and int", ""},
      {"n + 1.5", 2, "`+` does not take int and double",
       "convert one of them, such as with double(...) or int(...)"},
      {"n == 'a'", 2, "`==` does not take int and string", ""},
      {"n == null", 2, "`==` does not take int and null", ""},
      {"!n", 0, "`!` does not take int", ""},
      {"n && true", 0, "one side of `&&` is int, but a bool was needed", ""},
      {"n ? 1 : 2", 0, "the condition before `?` is int, but a bool was needed", ""},
      {"true ? 1 : 'a'", 5, "the two sides of `:` are int and string, but one type was needed",
       "dyn(...) around one of them allows both"},
      {"n.x", 2, "int has no members, such as `x`", ""},
      {"n[0]", 1, "int has no items, but a list or a map was needed", ""},
      {"names['a']", 6, "the index of a list is string, but int was needed", ""},
      {"{'a': 1}[1]", 9, "the key of the map is int, but string was needed", ""},
      {"n.all(x, true)", 0, "what the macro goes through is int, but a list or a map was needed",
       ""},
      {"names.all(x, x)", 13, "the condition of the macro is string, but a bool was needed", ""},
      {"names.filter(x, 1)", 16, "the condition of the macro is int, but a bool was needed", ""},
      {"names.map(x, 1, x)", 13, "the condition of the macro is int, but a bool was needed", ""},
      {"{}.transformMapEntry(k, v, 1)", 27, "what each entry becomes is int, but a map was needed",
       ""},
      {"{[1]: 1}", 1,
       "a key of a map is list(int), but a string, an int, a uint or a bool was needed", ""},
      {"[?1]", 1, "what follows `?` is int, but an optional was needed",
       "write optional.of(...), or leave out the `?`"},
      {"{?'a': 1}", 7, "the value of an optional entry is int, but an optional was needed", ""},
      {"optional.of(1).optFlatMap(x, x)", 29,
       "what `optFlatMap` gives is int, but an optional was needed", ""},
      {"names.size(1)", 6, "`size` does not take (list(string), int)",
       "it takes (bytes) or (list(T)) or (map(K, V)) or (string)"},
      {"'a'.contians('b')", 4, "there is no function `contians`", "did you mean `contains`?"},
      {"names.al(x, x == '')", 6, "there is no function `al`", "did you mean `all`?"},
      {"math.grestest(1)", 5, "there is no function `math.grestest`",
       "did you mean `math.greatest`?"},
      {"names.all(x)", 6, "`all` is not written like this", "write list.all(x, condition)"},
      {"contains('a', 'b')", 0, "`contains` is called on a value", "write value.contains(...)"},
      {"1.math.abs()", 2, "int has no members, such as `math`", ""},
      {"'a'.matches('[')", 12, "the pattern cannot be read: the `[` is never closed",
       "write `\\[` for a bracket itself"},
  };
  for (const Row& row : rows) {
    INFO(row.text);
    const CompileResult result = bench.compile(row.text);
    REQUIRE_FALSE(result.faults.empty());
    CHECK_FALSE(result.program);
    CHECK(result.faults[0].message == row.message);
    CHECK(result.faults[0].hint == row.hint);
    CHECK(result.faults[0].offset == row.offset);
  }
}

TEST_CASE("all faults are told at once, in their order", "[expr]") {
  const Bench bench;
  const CompileResult result = bench.compile("n + 'a' == clent.id && !names || form.x");
  std::vector<std::uint32_t> offsets;
  for (const auto& fault : result.faults) offsets.push_back(fault.offset);
  CHECK(offsets == std::vector<std::uint32_t>{2, 11, 23, 38});
}

TEST_CASE("without types, only what cannot be read is a fault", "[expr]") {
  const Bench bench;
  CheckOptions lenient;
  lenient.types = false;
  for (const char* text : {"nobody", "n + 'a'", "nothing()", "n ? 1 : 'a'", "'a'.matches('[')"}) {
    INFO(text);
    const auto result = compile(text, bench.declarations, Limits{}, lenient);
    CHECK(result.faults.empty());
    CHECK(result.program);
  }
}

TEST_CASE("types that grow within each other stay small", "[expr]") {
  std::string text = "[1]";
  for (int i = 0; i < 60; ++i) {
    const std::string name = "v" + std::to_string(i);
    text = "cel.bind(" + name + ", " + text + ", {" + name + ": [" + name + ", " + name + "]})";
  }
  const auto result = compile("cel.bind(x, {1: 2}, [x, x])", Declarations{}, Limits{});
  CHECK(result.faults.empty());
  std::string nest = "{1: 1}";
  for (int i = 0; i < 80; ++i) nest = "[" + nest + "].map(x, {1: x})";
  CHECK(compile(nest, Declarations{}, Limits{}).faults.empty());
  CHECK_FALSE(compile(text, Declarations{}, Limits{}).faults.empty());
}
