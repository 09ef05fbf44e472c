// Schemas that are errors with a place; several of them crash valijson 1.0 (DEPENDENCIES 4, 13).

#include "schema/path_table.h"
#include "schema/schema.h"
#include "schema_testing.h"

using namespace intake;
using namespace intake::schema_testing;

namespace {

struct Refused {
  const char* schema;
  ErrorCode code;
  const char* says;
  bool table_too;  // the path table refuses it, too
};

const Refused kRefused[] = {
    {R"({"$ref": "#"})", ErrorCode::kUnsupported, "leads only to itself", true},
    {R"({"$ref": "other.json"})", ErrorCode::kUnsupported, "leaves the schema", true},
    {R"({"$ref": "http://example.org/a.json"})", ErrorCode::kUnsupported, "leaves the schema",
     true},
    {R"({"properties": {"a": {"$ref": "#a"}}})", ErrorCode::kUnsupported, "leaves the schema",
     true},
    {R"({"$ref": "#/definitions/a", "definitions": {"a": {"$ref": "#/definitions/b"},
         "b": {"$ref": "#/definitions/a"}}})",
     ErrorCode::kUnsupported, "leads only to itself", true},
    {R"({"anyOf": [{"type": "string"}, {"$ref": "#"}]})", ErrorCode::kUnsupported,
     "leads only to itself", true},
    {R"({"not": {"$ref": "#"}})", ErrorCode::kUnsupported, "leads only to itself", false},
    {R"({"if": {}, "then": {"allOf": [{"$ref": "#"}]}})", ErrorCode::kUnsupported,
     "leads only to itself", false},
    {R"({"dependencies": {"a": {"$ref": "#"}}})", ErrorCode::kUnsupported, "leads only to itself",
     false},
    {R"({"$ref": "#/definitions/a"})", ErrorCode::kNotFound, "finds nothing", true},
    {R"({"$ref": 5})", ErrorCode::kUnsupported, "`$ref` is not a text", true},
    {R"({"properties": {"a": {"pattern": "a"}}})", ErrorCode::kUnsupported,
     "`pattern` is refused in schemas (at `/properties/a/pattern`)", false},
    {R"({"patternProperties": {"a": {}}})", ErrorCode::kUnsupported, "`patternProperties`", false},
    {R"({"items": {"format": "date"}})", ErrorCode::kUnsupported, "`format`", false},
    {R"({"uniqueItems": true})", ErrorCode::kUnsupported, "`uniqueItems`", false},
    {R"({"definitions": {"unused": {"format": "date"}}})", ErrorCode::kUnsupported, "`format`",
     false},
    {R"({"properties": {"a": {"$id": "b.json"}}})", ErrorCode::kUnsupported, "`$id`", false},
    {R"({"prefixItems": [{}]})", ErrorCode::kUnsupported, "no keyword of draft 7", false},
    {R"({"requierd": ["a"]})", ErrorCode::kUnsupported, "did you mean `required`?", false},
    {R"({"type": "text"})", ErrorCode::kUnsupported, "a type name", false},
    {R"({"required": "a"})", ErrorCode::kUnsupported, "a list of texts", false},
    {R"({"maxLength": -1})", ErrorCode::kUnsupported, "a whole number, 0 or more", false},
    {R"({"maxItems": 1.5})", ErrorCode::kUnsupported, "a whole number, 0 or more", false},
    {R"({"multipleOf": 0})", ErrorCode::kUnsupported, "greater than 0", false},
    {R"({"anyOf": []})", ErrorCode::kUnsupported, "at least one schema", false},
    {R"({"properties": {"a": 5}})", ErrorCode::kUnsupported, "an object or a boolean", true},
    {R"(["a"])", ErrorCode::kUnsupported, "an object or a boolean", true},
    {R"({"properties": {"a\u0000b": {}}})", ErrorCode::kUnsupported, "NUL", false},
};

// `depth` times `before`, then `inner`, then as many `after`.
std::string nested(int depth, const std::string& before, const std::string& inner,
                   const std::string& after) {
  std::string text;
  for (int i = 0; i < depth; ++i) text += before;
  text += inner;
  for (int i = 0; i < depth; ++i) text += after;
  return text;
}

}  // namespace

TEST_CASE("a schema that cannot be evaluated is an error with a place", "[schema]") {
  for (const Refused& refused : kRefused) {
    INFO(refused.schema);
    const Document document = must_read_json(refused.schema);
    const auto schema = Schema::compile(document, Limits{});
    REQUIRE_FALSE(schema.ok());
    CHECK(schema.error().code == refused.code);
    CHECK_THAT(schema.error().what, Catch::Contains(refused.says));
    CHECK(schema.error().where.source == "test.json");
    CHECK(schema.error().where.line >= 1);
    CHECK(PathTable::from_schema(document).ok() == !refused.table_too);
  }
}

TEST_CASE("the place of a refused keyword is its value's", "[schema]") {
  const Document document =
      must_read_json("{\n  \"properties\": {\n    \"a\": {\"format\": \"date\"}\n  }\n}");
  const auto schema = Schema::compile(document, Limits{});
  REQUIRE_FALSE(schema.ok());
  CHECK(schema.error().where.line == 3);
  CHECK(schema.error().where.column == 21);
}

TEST_CASE("schemas over a limit", "[schema]") {
  Limits shallow;
  shallow.depth = 20;
  const auto deep =
      Schema::compile(must_read_json(nested(30, R"({"items": )", "{}", "}")), shallow);
  REQUIRE_FALSE(deep.ok());
  CHECK(deep.error().code == ErrorCode::kLimit);

  const auto stacked =
      Schema::compile(must_read_json(nested(40, R"({"allOf": [)", "{}", "]}")), Limits{});
  REQUIRE_FALSE(stacked.ok());
  CHECK(stacked.error().code == ErrorCode::kLimit);

  // Each definition only refers to the next one.
  std::string chain = R"({"$ref": "#/definitions/d0", "definitions": {)";
  for (int i = 0; i < 5'000; ++i) {
    chain += "\"d" + std::to_string(i) + R"(": {"properties": {"x": {"$ref": "#/definitions/d)" +
             std::to_string(i + 1) + "\"}}},";
  }
  chain += R"("d5000": {}}})";
  const Document long_chain = must_read_json(chain);
  const auto many = Schema::compile(long_chain, Limits{});
  REQUIRE_FALSE(many.ok());
  CHECK(many.error().code == ErrorCode::kLimit);
  CHECK(PathTable::from_schema(long_chain).ok());
}

TEST_CASE("a document over a limit is an error, never a pass", "[schema]") {
  // Its own recursion is fine, as a property stands between.
  const auto schema =
      Schema::compile(must_read_json(R"({"properties": {"x": {"$ref": "#"}}})"), Limits{});
  REQUIRE(schema.ok());
  CHECK(schema->validate(must_read_json(nested(150, R"({"x": )", "5", "}")), Limits{})->empty());
  Limits shallow;
  shallow.depth = 64;
  const auto deep = schema->validate(must_read_json(nested(64, R"({"x": )", "5", "}")), shallow);
  REQUIRE_FALSE(deep.ok());
  CHECK(deep.error().code == ErrorCode::kLimit);
  CHECK(deep.error().where.line == 1);
  CHECK(schema->validate(must_read_json(nested(63, R"({"x": )", "5", "}")), shallow)->empty());
}

TEST_CASE("alternatives that multiply end at a limit", "[schema]") {
  const auto schema = Schema::compile(
      must_read_json(R"({"anyOf": [{"properties": {"x": {"$ref": "#"}}, "required": ["y"]},
                                   {"properties": {"x": {"$ref": "#"}}, "required": ["z"]}]})"),
      Limits{});
  REQUIRE(schema.ok());
  const auto faults =
      schema->validate(must_read_json(nested(60, R"({"x": )", "{}", "}")), Limits{});
  REQUIRE(faults.ok());
  CHECK_FALSE(faults->empty());
  // Fits, but is decided only after every level was looked at twice as often as the one above.
  const auto slow =
      Schema::compile(must_read_json(R"({"allOf": [{"properties": {"x": {"$ref": "#"}}},
                                   {"properties": {"x": {"$ref": "#"}}}]})"),
                      Limits{});
  REQUIRE(slow.ok());
  CHECK(slow->validate(must_read_json(nested(5, R"({"x": )", "{}", "}")), Limits{})->empty());
  const auto ended = slow->validate(must_read_json(nested(60, R"({"x": )", "{}", "}")), Limits{});
  REQUIRE_FALSE(ended.ok());
  CHECK(ended.error().code == ErrorCode::kLimit);
}

TEST_CASE("the deepest schema on the deepest document", "[schema]") {
  std::string text = R"({"properties": {"x": {"$ref": "#"}}, "allOf": [)";
  text += nested(30, R"({"allOf": [)", R"({"properties": {"x": {"type": "object"}}})", "]}");
  text += "]}";
  const auto schema = Schema::compile(must_read_json(text), Limits{});
  REQUIRE(schema.ok());
  const auto faults =
      schema->validate(must_read_json(nested(199, R"({"x": )", "5", "}")), Limits{});
  REQUIRE(faults.ok());
  CHECK_FALSE(faults->empty());
}
