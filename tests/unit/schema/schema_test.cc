#include "schema/schema.h"

#include "schema_testing.h"

using namespace intake;
using namespace intake::schema_testing;

namespace {

// "pointer: message", a line each; "" where the document fits.
std::string faults_of(const std::string& schema_text, const std::string& document_text) {
  const auto schema = Schema::compile(must_read_json(schema_text), Limits{});
  if (!schema.ok()) return "schema: " + schema.error().what;
  const Document document = must_read_json(document_text);
  const auto faults = schema->validate(document, Limits{});
  if (!faults.ok()) return "error: " + faults.error().what;
  std::string out;
  for (const SchemaFault& fault : *faults) {
    CHECK((fault.node == kNoNode || document.pointer(fault.node) == fault.pointer));
    out += (out.empty() ? "" : "\n") + fault.pointer + ": " + fault.message;
    if (!fault.hint.empty()) out += " [" + fault.hint + "]";
  }
  return out;
}

struct Case {
  const char* schema;
  const char* document;
  const char* faults;
};

const Case kCases[] = {
    // types
    {R"({"type": "string"})", "5",
     ": the value is an integer; it must be a string [put it in quotes]"},
    {R"({"type": "integer"})", R"("5")", ": the value is a string; it must be an integer"},
    {R"({"type": "integer"})", "1.0", ""},
    {R"({"type": "integer"})", "1.5", ": the value is a number; it must be an integer"},
    {R"({"type": "number"})", "1", ""},
    {R"({"type": ["object", "null"]})", "[]",
     ": the value is an array; it must be an object or null"},
    {R"({"type": "object"})", "null", ": the value is null; it must be an object"},
    // choices
    {R"({"enum": ["acceptance", "production"]})", R"("Acceptance")",
     ": `Acceptance` is not `acceptance` or `production`; did you mean `acceptance`?"},
    {R"({"enum": ["rest", "soap", 3]})", R"("graphql")",
     ": `graphql` is not `rest`, `soap` or `3`"},
    {R"({"const": 1})", "1.0", ""},
    {R"({"const": {"a": [1]}})", R"({"a": [2]})", R"(: `{"a":[2]}` is not `{"a":[1]}`)"},
    {R"({"enum": [0]})", "false", ": `false` is not `0`"},
    {R"({"enum": ["a"], "const": "b"})", R"("a")", ": no value is allowed here"},
    // members
    {R"({"required": ["a", "b", "c"]})", R"({"b": 1})", ": `a` and `c` are missing"},
    {R"({"required": ["a"]})", "{}", ": `a` is missing"},
    {R"({"properties": {"color": {}}, "additionalProperties": false})", R"({"colour": 1})",
     "/colour: `colour` is not a known member; did you mean `color`?"},
    {R"({"properties": {"a": {}, "b": {}}, "additionalProperties": false})", R"({"far/off": 1})",
     "/far~1off: `far/off` is not a known member [known are `a` and `b`]"},
    {R"({"additionalProperties": false})", R"({"a": 1})",
     "/a: `a` is not a known member [remove it]"},
    {R"({"additionalProperties": {"type": "null"}, "properties": {"a": {}}})",
     R"({"a": 1, "b": 1})", "/b: the value is an integer; it must be null"},
    {R"({"properties": {"a": false}})", R"({"a": 1})", "/a: nothing may stand here"},
    {"false", "1", ": nothing may stand here"},
    {"true", "1", ""},
    {R"({"dependencies": {"a": ["b"]}})", R"({"a": 1})", ": `a` needs `b` beside it"},
    {R"({"dependencies": {"a": {"required": ["c"]}}})", R"({"a": 1})", ": `c` is missing"},
    {R"({"propertyNames": {"maxLength": 2}})", R"({"abc": 1})", ": none of the alternatives fits"},
    {R"({"propertyNames": {"maxLength": 3}})", R"({"abc": 1})", ""},
    {R"({"minProperties": 1})", "{}", ": there are 0 members; there must be at least 1"},
    // lists
    {R"({"items": {"type": "string"}})", R"(["a", 1, "b", null])",
     "/1: the value is an integer; it must be a string [put it in quotes]\n"
     "/3: the value is null; it must be a string"},
    {R"({"items": [{"type": "string"}], "additionalItems": false})", R"(["a", 1])",
     "/1: nothing may stand here"},
    {R"({"items": [{"type": "string"}]})", R"(["a", 1])", ""},
    {R"({"contains": {"const": 5}})", "[1, 2, 5]", ""},
    {R"({"items": {"contains": {"contains": {"properties": {"a": {"const": 5}}, "required": ["a"]}}}})",
     R"([[[], [1, {"a": 5}]], [[{"a": 4}], []]])", "/1: no item is as one of them must be"},
    {R"({"contains": {"const": 5}})", "[1, 2]", ": no item is as one of them must be"},
    {R"({"maxItems": 2.0})", "[1, 2, 3]", ": there are 3 items; there must be at most 2"},
    // numbers and texts
    {R"({"minimum": 1})", "0", ": the number is 0; it must be at least 1"},
    {R"({"exclusiveMaximum": 3})", "3", ": the number is 3; it must be less than 3"},
    {R"({"multipleOf": 0.0001})", "0.0075", ""},
    {R"({"multipleOf": 2})", "7", ": the number is 7; it must be a multiple of 2"},
    {R"({"maximum": 9007199254740992})", "9007199254740993",
     ": the number is 9007199254740993; it must be at most 9007199254740992"},
    {R"({"maxLength": 2})", R"("éé")", ""},
    {R"({"maxLength": 2})", R"("ééé")", ": there are 3 characters; there must be at most 2"},
    // several faults, parents not repeated
    {R"({"required": ["z"], "properties": {"a": {"properties": {"b": {"type": "null"}}}}})",
     R"({"a": {"b": 1}})", ": `z` is missing\n/a/b: the value is an integer; it must be null"},
    {R"({"allOf": [{"required": ["a"]}, {"required": ["b"]}, {"required": ["a"]}]})", "{}",
     ": `a` is missing\n: `b` is missing"},
    // alternatives
    {R"({"anyOf": [{"type": "string"}, {"type": "object"}]})", "5",
     ": the value is an integer; it must be a string or an object [put it in quotes]"},
    {R"({"anyOf": [{"type": "string"}, {"type": "object", "required": ["a"]}]})", "{}",
     ": `a` is missing"},
    {R"({"anyOf": [{"required": ["a"]}, {"required": ["b"]}]})", "{}",
     ": none of the alternatives fits: `a` is missing, or `b` is missing"},
    {R"({"oneOf": [{"properties": {"k": {"const": "x"}, "v": {"type": "null"}}},
                   {"properties": {"k": {"const": "y"}, "w": {"type": "null"}}}]})",
     R"({"k": "y", "v": 1, "w": 2})", "/w: the value is an integer; it must be null"},
    {R"({"oneOf": [{"properties": {"k": {"const": "x"}}, "required": ["q"]},
                   {"properties": {"k": {"const": "yes"}}}]})",
     R"({"k": "yse"})", "/k: `yse` is not `x` or `yes`; did you mean `yes`?"},
    {R"({"oneOf": [{}, true]})", "1", ": the value fits more than one of the alternatives"},
    {R"({"not": {"type": "integer"}})", "1", ": the value is of a form that is refused here"},
    {R"({"if": {"required": ["a"]}, "then": {"required": ["b"]}, "else": {"required": ["c"]}})",
     R"({"a": 1})", ": `b` is missing"},
    {R"({"if": {"required": ["a"]}, "then": {"required": ["b"]}, "else": {"required": ["c"]}})",
     "{}", ": `c` is missing"},
    // an alternative that failed where another fits leaves nothing behind
    {R"({"items": {"anyOf": [{"type": "string"}, {"type": "integer"}]}})", R"([1, "a", null])",
     "/2: the value is null; it must be a string or an integer"},
    // alternatives within alternatives, after a fault at the same place
    {R"({"minProperties": 3, "anyOf": [{"anyOf": [{"type": "string"}, {"type": "null"}]},
                                       {"allOf": [{"required": ["a"]}, {"required": ["b"]}]}]})",
     R"({"b": 1})", ": there are 1 members; there must be at least 3\n: `a` is missing"},
    // references
    {R"({"properties": {"a": {"$ref": "#/definitions/x%25y~1z"}}, "definitions": {"x%y/z": {"type": "null"}}})",
     R"({"a": 1})", "/a: the value is an integer; it must be null"},
    {R"({"$id": "http://example.org/a", "$ref": "#/definitions/a", "maxLength": 1,
         "definitions": {"a": {"type": "string"}}})",
     R"("abc")", ""},
};

}  // namespace

TEST_CASE("what does not fit is said once, at its place", "[schema]") {
  for (const Case& c : kCases) {
    INFO(c.schema << " <- " << c.document);
    CHECK(faults_of(c.schema, c.document) == c.faults);
  }
}

TEST_CASE("a member is found by any name", "[schema]") {
  CHECK(
      faults_of(
          R"({"properties": {"": {"type": "null"}, "[0]": {"type": "null"}, "a/b": {"type": "null"}}})",
          R"({"": 1, "[0]": 2, "a/b": 3})") ==
      "/: the value is an integer; it must be null\n"
      "/[0]: the value is an integer; it must be null\n"
      "/a~1b: the value is an integer; it must be null");
}

TEST_CASE("a long value is cut within its characters", "[schema]") {
  const std::string text =
      faults_of(R"({"const": "b"})",
                "\"a" + std::string(40, 'x') + "\xC3\xA9" + std::string(300, 'x') + "\"");
  CHECK(text.size() < 140);
  CHECK(text.find("…") != std::string::npos);
}

TEST_CASE("many faults are reported up to a limit", "[schema]") {
  const auto schema = Schema::compile(must_read_json(R"({"items": {"type": "string"}})"), Limits{});
  REQUIRE(schema.ok());
  std::string text = "[0";
  for (int i = 1; i < 50'000; ++i) text += ",0";
  const auto faults = schema->validate(must_read_json(text + "]"), Limits{});
  REQUIRE(faults.ok());
  CHECK(faults->size() == Limits{}.findings);
}

TEST_CASE("a compiled schema does not need the document it came from", "[schema]") {
  auto document = std::make_unique<Document>(must_read_json(R"({"enum": ["a", "b"]})"));
  auto schema = Schema::compile(*document, Limits{});
  document.reset();
  REQUIRE(schema.ok());
  const Schema moved = std::move(schema).value();
  CHECK(moved.validate(must_read_json(R"("a")"), Limits{})->empty());
  CHECK(moved.validate(must_read_json(R"("c")"), Limits{})->size() == 1);
}

TEST_CASE("value keywords are checked where they are asked for", "[schema]") {
  const auto schema =
      Schema::compile(must_read_json(R"({"uniqueItems": true, "items": {"format": "date"}})"),
                      Limits{}, SchemaOptions{true});
  REQUIRE(schema.ok());
  CHECK(schema->validate(must_read_json(R"([1, true, "1", [1]])"), Limits{})->empty());
  CHECK(schema->validate(must_read_json(R"([1, 2, 1.0])"), Limits{})->size() == 1);
}
