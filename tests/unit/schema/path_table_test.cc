#include "schema/path_table.h"

#include <fstream>
#include <iterator>

#include "schema_testing.h"

using namespace intake;
using namespace intake::schema_testing;

namespace {

PathTable must_table(const Document& schema) {
  auto table = PathTable::from_schema(schema);
  if (!table.ok()) FAIL(table.error().what);
  return std::move(table).value();
}

PathTable must_table(const std::string& schema) { return must_table(must_read_json(schema)); }

// Goes down by member names; `*` goes to the items.
const PathTable::Place* find_place(const PathTable& table, const std::vector<std::string>& path) {
  PathTable::PlaceId at = 0;
  for (const std::string& step : path) {
    const auto next = step == "*" ? table.place(at).items : table.member(at, step);
    if (!next) return nullptr;
    at = *next;
  }
  return &table.place(at);
}

std::string read_file(const std::string& relative) {
  std::ifstream in(std::string(INTAKE_SOURCE_DIR) + "/" + relative, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

TEST_CASE("the table of the submission schema", "[schema]") {
  const Document schema = must_read_json(read_file("schemas/iam-submission/1.schema.json"));
  const PathTable table = must_table(schema);
  struct Row {
    std::vector<std::string> path;
    int kinds;
    bool open;
    const char* title;
  };
  const Row rows[] = {
      {{}, kObjectBit, false, "I.AM Connect submission"},
      {{"procedure"}, kStringBit, false, "Procedure"},
      {{"environment"}, kStringBit, false, "Environment"},
      {{"partner", "identifiers"}, kArrayBit, false, "Identifiers of the partner"},
      {{"partner", "identifiers", "*", "value"}, kStringBit, false, "Identifier value"},
      {{"vault", "contacted"}, kBoolBit, false, "Vault contacted"},
      {{"form", "general", "clientId"}, kStringBit, false, "Client ID"},
      {{"form", "credentials", "*", "applicationIdentifier"},
       kStringBit | kNullBit,
       false,
       "Application identifier"},
      {{"form", "credentials", "*", "jwks"}, kObjectBit, true, "JSON Web Key Set"},
      {{"form", "scopes", "*"}, kStringBit, false, "Scope"},
      {{"form", "userGroups"}, kStringBit | kArrayBit, false, "User groups"},
      {{"form", "userGroups", "*"}, kStringBit, false, "User group"},
      {{"form", "existingClient", "reusable"}, kBoolBit, false, "Client can be reused"},
      {{"mail", "from"}, kStringBit | kObjectBit, false, "Sender"},
      {{"mail", "from", "address"}, kStringBit, false, "Address"},
      {{"mail", "cc", "*"}, kStringBit | kObjectBit, false, "Mail address"},
      {{"mail", "cc", "*", "name"}, kStringBit, false, "Display name"},
      {{"acceptance", "report", "to"}, kArrayBit, false, "Report recipients"},
      {{"acceptance", "report", "to", "*", "address"}, kStringBit, false, "Address"},
  };
  for (const Row& row : rows) {
    INFO(row.title);
    const auto* place = find_place(table, row.path);
    REQUIRE(place != nullptr);
    CHECK(int{place->kinds} == row.kinds);
    CHECK(place->open == row.open);
    CHECK(place->title == row.title);
    CHECK_FALSE(place->description.empty());
  }
  CHECK(find_place(table, {"environment"})->choices ==
        std::vector<std::string>{"acceptance", "production"});
  CHECK(find_place(table, {"form", "realm"})->choices.empty());
  CHECK(find_place(table, {"form", "scope"}) == nullptr);
  CHECK(find_place(table, {"procedure", "*"}) == nullptr);
  CHECK(find_place(table, {})->required.empty());
  CHECK(find_place(table, {"form", "credentials", "*", "jwks", "keys"}) == nullptr);
}

TEST_CASE("compositions become one place", "[schema]") {
  struct Row {
    const char* schema;
    int kinds;
    bool open;
    std::vector<std::string> choices;
    std::vector<std::string> required;
  };
  const Row rows[] = {
      {"{}", kAnyBits, true, {}, {}},
      {"true", kAnyBits, true, {}, {}},
      {"false", 0, false, {}, {}},
      {R"({"type": ["integer", "null"]})", kIntegerBit | kNullBit, false, {}, {}},
      {R"({"type": "number"})", kNumberBit, false, {}, {}},
      {R"({"enum": ["b", "a", null]})", kStringBit | kNullBit, false, {"a", "b"}, {}},
      {R"({"const": "a", "enum": ["a", "b"]})", kStringBit, false, {"a"}, {}},
      {R"({"anyOf": [{"const": "b"}, {"const": "a"}]})", kStringBit, false, {"a", "b"}, {}},
      {R"({"anyOf": [{"const": "b"}, {"type": "string"}]})", kStringBit, false, {}, {}},
      {R"({"anyOf": [{"const": "b"}, {"type": "object"}]})",
       kStringBit | kObjectBit,
       true,
       {"b"},
       {}},
      {R"({"allOf": [{"enum": ["a", "b"]}, {"enum": ["b", "c"]}]})", kStringBit, false, {"b"}, {}},
      {R"({"allOf": [{"type": ["object", "string"]}, {"type": "object", "required": ["b"]}],
           "required": ["a"]})",
       kObjectBit,
       true,
       {},
       {"a", "b"}},
      {R"({"oneOf": [{"type": "object", "required": ["a", "b"], "additionalProperties": false},
                     {"type": "object", "required": ["b", "c"], "additionalProperties": false},
                     {"type": "string"}]})",
       kObjectBit | kStringBit,
       false,
       {},
       {"b"}},
      {R"({"allOf": [{"additionalProperties": false}, {}]})", kAnyBits, false, {}, {}},
      {R"({"$ref": "#/definitions/a", "type": "null",
           "definitions": {"a": {"type": "object", "required": ["r"]}}})",
       kObjectBit,
       true,
       {},
       {"r"}},
  };
  for (const Row& row : rows) {
    INFO(row.schema);
    const PathTable table = must_table(row.schema);
    const auto& place = table.place(0);
    CHECK(int{place.kinds} == row.kinds);
    CHECK(place.open == row.open);
    CHECK(place.choices == row.choices);
    CHECK(place.required == row.required);
  }
}

TEST_CASE("members of all alternatives are merged and sorted", "[schema]") {
  const PathTable table = must_table(
      R"({"anyOf": [{"properties": {"b": {"type": "string"}, "a": {"type": "null"}}},
                    {"properties": {"b": {"type": "integer"}, "c": false}}]})");
  const auto& members = table.place(0).members;
  REQUIRE(members.size() == 2);
  CHECK(members[0].first == "a");
  CHECK(members[1].first == "b");
  CHECK(int{table.place(members[1].second).kinds} == (kStringBit | kIntegerBit));
  CHECK_FALSE(table.member(0, "c"));
  CHECK_FALSE(table.member(0, ""));
}

TEST_CASE("items of tuples are alternatives", "[schema]") {
  const PathTable table = must_table(
      R"({"items": [{"type": "string"}, {"type": "null"}], "additionalItems": {"type": "array"}})");
  REQUIRE(table.place(0).items);
  CHECK(int{table.place(*table.place(0).items).kinds} == (kStringBit | kNullBit | kArrayBit));
  CHECK_FALSE(must_table(R"({"items": false})").place(0).items);
}

TEST_CASE("places of recursive schemas repeat", "[schema]") {
  const PathTable table = must_table(
      R"({"type": "object", "properties": {"all": {"type": "array", "items": {"$ref": "#"}},
                                           "not": {"$ref": "#"}}})");
  CHECK(table.size() <= 4);
  const auto* deep = find_place(table, {"all", "*", "not", "not", "all", "*", "not"});
  REQUIRE(deep != nullptr);
  CHECK(deep == find_place(table, {"not"}));
}

TEST_CASE("what stands beside a reference describes it", "[schema]") {
  const PathTable table = must_table(
      R"({"properties": {"a": {"title": "Own", "$ref": "#/definitions/d"}, "b": {"$ref": "#/definitions/d"}},
          "definitions": {"d": {"title": "Shared", "description": "Text", "type": "string"}}})");
  CHECK(find_place(table, {"a"})->title == "Own");
  CHECK(find_place(table, {"a"})->description == "Text");
  CHECK(find_place(table, {"b"})->title == "Shared");
}
