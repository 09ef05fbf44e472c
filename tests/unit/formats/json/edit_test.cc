#include <random>

#include "formats/json/json.h"
#include "support/catch.h"
#include "support/change_maker.h"

namespace intake {
namespace {

using Op = Change::Op;

SourcePtr source_of(std::string bytes) {
  return std::make_shared<Source>("s.json", std::move(bytes));
}
View top(const Document& document) { return {document, document.root()}; }

Datum number(std::int64_t n) { return n; }
Change replace(std::string at, Datum to) {
  return {Op::kReplace, std::move(at), std::move(to), {}};
}
Change add(std::string at, Datum what) { return {Op::kAdd, std::move(at), std::move(what), {}}; }
Change remove(std::string at) { return {Op::kRemove, std::move(at), {}, {}}; }
Change rename(std::string at, std::string to) {
  return {Op::kRename, std::move(at), {}, std::move(to)};
}

const Datum kList = Datum::Array{number(1), "x"};
const Datum kMap = Datum::Object{{"m", number(1)}, {"e", Datum::Array{}}};

}  // namespace

TEST_CASE("a change touches the bytes it must and no others") {
  const std::string lines =
      "{\r\n\t\"a\" : 1,\r\n\r\n\t\"b\" : [\r\n\t\t\"x\",\r\n\t\t\"y\"\r\n\t],\r\n\t\"c\" : "
      "{}\r\n}\r\n";
  struct Case {
    std::string text;
    std::vector<Change> changes;
    std::string expected;
  };
  const std::vector<Case> cases{
      // replace
      {R"({"a":1,"b" : 2 })", {replace("/b", "é\"")}, R"({"a":1,"b" : "é\"" })"},
      {"12", {replace("", kList)}, R"([1, "x"])"},
      {R"({"a": 1})", {replace("/a", kMap)}, R"({"a": {"m": 1, "e": []}})"},
      {R"({"a":1})", {replace("/a", kMap)}, R"({"a":{"m":1,"e":[]}})"},
      {"{\n    \"a\": 1\n}\n",
       {replace("/a", kMap)},
       "{\n    \"a\": {\n        \"m\": 1,\n        \"e\": []\n    }\n}\n"},
      {"{\n  \"a\": [1, 2]\n}", {replace("/a", kList)}, "{\n  \"a\": [1, \"x\"]\n}"},
      {"[\n  [\n    1\n  ]\n]", {replace("/0", kList)}, "[\n  [\n    1,\n    \"x\"\n  ]\n]"},
      // add to an object
      {R"({"a":1})", {add("/b", number(2))}, R"({"a":1,"b":2})"},
      {R"({ "a": 1, "b": 2 })", {add("/c", number(3))}, R"({ "a": 1, "b": 2, "c": 3 })"},
      {"{\n  \"a\": 1\n}\n",
       {add("/b", kList)},
       "{\n  \"a\": 1,\n  \"b\": [\n    1,\n    \"x\"\n  ]\n}\n"},
      {lines,
       {add("/d", number(4))},
       "{\r\n\t\"a\" : 1,\r\n\r\n\t\"b\" : [\r\n\t\t\"x\",\r\n\t\t\"y\"\r\n\t],\r\n\t\"c\" : "
       "{},\r\n\t\"d\": 4\r\n}\r\n"},
      {"{}", {add("/b", number(2))}, R"({"b": 2})"},
      {"{ }", {add("/", number(2))}, R"({"": 2})"},
      {"{\n}", {add("/b", number(2)), add("/c", number(3))}, "{\n  \"b\": 2,\n  \"c\": 3\n}"},
      {"{\n   \"a\": {}\n}", {add("/a/b", number(2))}, "{\n   \"a\": {\n      \"b\": 2\n   }\n}"},
      // add to an array
      {"[1, 2]", {add("/0", number(0))}, "[0, 1, 2]"},
      {"[1,2]", {add("/1", number(0)), add("/1", number(9)), add("/-", number(3))}, "[1,0,9,2,3]"},
      {"[\n  1,\n  2\n]",
       {add("/0", number(0)), add("/2", number(3))},
       "[\n  0,\n  1,\n  2,\n  3\n]"},
      {"[1, 2,\n 3, 4]", {add("/-", number(5))}, "[1, 2,\n 3, 4, 5]"},
      {"[]", {add("/-", number(1)), add("/0", number(2))}, "[1, 2]"},
      // remove
      {"[1, 2, 3]", {remove("/0")}, "[2, 3]"},
      {"[1, 2, 3]", {remove("/1")}, "[1, 3]"},
      {"[1, 2, 3]", {remove("/2")}, "[1, 2]"},
      {"[ 1 ]", {remove("/0")}, "[]"},
      {"[1, 2, 3, 4]", {remove("/0"), remove("/1"), remove("/3")}, "[3]"},
      {"[1, 2]", {remove("/0"), remove("/1")}, "[]"},
      {lines,
       {remove("/a")},
       "{\r\n\t\"b\" : [\r\n\t\t\"x\",\r\n\t\t\"y\"\r\n\t],\r\n\t\"c\" : {}\r\n}\r\n"},
      {lines, {remove("/b")}, "{\r\n\t\"a\" : 1,\r\n\t\"c\" : {}\r\n}\r\n"},
      {lines,
       {remove("/c"), remove("/b/0")},
       "{\r\n\t\"a\" : 1,\r\n\r\n\t\"b\" : [\r\n\t\t\"y\"\r\n\t]\r\n}\r\n"},
      {"{\n  \"a\": 1,\n\n  \"b\": 2,\n\n  \"c\": 3\n}",
       {remove("/b")},
       "{\n  \"a\": 1,\n\n  \"c\": 3\n}"},
      // rename
      {R"({"a" : 1})", {rename("/a", "b\"")}, R"({"b\"" : 1})"},
      // several at once
      {"{\"a\": 1, \"b\": 2, \"c\": 3}",
       {remove("/b"), add("/d", number(4)), replace("/a", number(9)), rename("/c", "e")},
       "{\"a\": 9, \"e\": 3, \"d\": 4}"},
      {"{\n  \"a\": 1\n}", {remove("/a"), add("/b", number(2))}, "{\n  \"b\": 2\n}"},
      {"[1, 2, 3]", {remove("/1"), add("/1", "n"), add("/2", "m")}, "[1, \"n\", \"m\", 3]"},
      {"[1, 2]", {remove("/0"), add("/0", "n")}, "[\"n\", 2]"},
      {"\xEF\xBB\xBF{\"a\": 1}", {replace("/a", number(2))}, "\xEF\xBB\xBF{\"a\": 2}"},
      {R"({"a":1,"b":2})", {rename("/a", "b"), rename("/b", "a")}, R"({"b":1,"a":2})"},
  };
  for (const auto& c : cases) {
    CAPTURE(c.text, c.expected);
    const auto document = json::read(source_of(c.text), Limits{});
    REQUIRE(document.ok());
    const auto edits = json::edit(*document, c.changes, Limits{});
    REQUIRE(edits.ok());
    const auto result = apply_edits(c.text, *edits);
    REQUIRE(result.ok());
    CHECK(*result == c.expected);
  }
}

TEST_CASE("an edit that cannot be made is refused with a reason") {
  struct Case {
    std::string text;
    std::vector<Change> changes;
    std::string reason;
  };
  const std::vector<Case> cases{
      {R"({"a":1})", {replace("/b", number(1))}, "there is no value `b`"},
      {R"({"a":1})", {remove("")}, "the top value cannot be removed"},
      {R"({"a":1})",
       {replace("/a", std::numeric_limits<double>::infinity())},
       "the changed text does not hold the intended values"},
      {R"({"a":1})", {replace("/a", std::string("\xFF"))}, "the changed text cannot be read"},
  };
  for (const auto& c : cases) {
    CAPTURE(c.text, c.reason);
    const auto document = json::read(source_of(c.text), Limits{});
    REQUIRE(document.ok());
    const auto edits = json::edit(*document, c.changes, Limits{});
    REQUIRE_FALSE(edits.ok());
    CHECK(edits.error().code == ErrorCode::kRefused);
    CHECK_THAT(edits.error().what, Catch::Contains(c.reason));
  }
  const Document made = to_document(number(1));
  CHECK_FALSE(json::edit(made, {replace("", number(2))}, Limits{}).ok());
  Limits limits;
  limits.nodes = 3;
  const auto document = json::read(source_of("[1, 2]"), limits);
  REQUIRE(document.ok());
  CHECK_FALSE(json::edit(*document, {add("/-", number(3))}, limits).ok());
}

TEST_CASE("edits, patches and values agree, whatever the change and the layout") {
  std::mt19937 random(20240401);
  ChangeMaker maker([&](std::uint32_t n) { return static_cast<std::uint32_t>(random() % n); });
  std::size_t changed = 0;
  for (int round = 0; round < 3'000; ++round) {
    const Document value = to_document(maker.value(4));
    const std::string compact = to_json(top(value));
    const std::string text = round % 2 == 0 ? json::write(top(value)) : compact;
    const auto document = json::read(source_of(text), Limits{});
    REQUIRE(document.ok());
    const auto changes = maker.changes(*document, 5);
    changed += changes.empty() ? 0 : 1;
    const auto intended = apply_changes(top(*document), changes);
    REQUIRE(intended.ok());
    const Document expected = to_document(*intended);

    const auto edits = json::edit(*document, changes, Limits{});
    CAPTURE(text, to_json(*intended), to_json_patch(top(*document), changes));
    REQUIRE(edits.ok());
    const auto result = apply_edits(text, *edits);
    REQUIRE(result.ok());
    const auto again = json::read(source_of(*result), Limits{});
    REQUIRE(again.ok());
    CHECK(equal(top(*again), top(expected)));
    // The order of members and elements too.
    CHECK(to_json(top(*again)) == to_json(top(expected)));

    const auto patch = json::read(source_of(to_json_patch(top(*document), changes)), Limits{});
    REQUIRE(patch.ok());
    const auto patched = json::apply_patch(*document, *patch);
    REQUIRE(patched.ok());
    CHECK(equal(top(*patched), top(expected)));
  }
  CHECK(changed > 2'000);
}

TEST_CASE("apply_patch refuses what nlohmann lets through") {
  struct Case {
    std::string document, patch;
  };
  const std::vector<Case> cases{
      {R"({"a":"text"})", R"([{"op":"add","path":"/a/b","value":1}])"},
      {R"({"a":null})", R"([{"op":"add","path":"/a/b","value":1}])"},
      {R"({"a":"text"})", R"([{"op":"remove","path":"/a/b"}])"},
      {R"({"a":{"b":1}})", R"([{"op":"move","from":"/a","path":"/a/b"}])"},
      {R"([1,{},2])", R"([{"op":"move","from":"/0","path":"/1/x"}])"},
      {R"([1])", R"([{"op":"add","path":"/01","value":1}])"},
      {R"([1])", R"([{"op":"add","path":"/2","value":1}])"},
      {R"([1])", R"({"op":"add","path":"/0","value":1})"},
      {R"([1])", R"([1])"},
      {R"([1])", R"([{"op":"test","path":"/0","value":2}])"},
      {R"([1])", R"([{"op":"remove","path":""}])"},
  };
  for (const auto& c : cases) {
    CAPTURE(c.document, c.patch);
    const auto document = json::read(source_of(c.document), Limits{});
    const auto patch = json::read(source_of(c.patch), Limits{});
    REQUIRE(document.ok());
    REQUIRE(patch.ok());
    const auto result = json::apply_patch(*document, *patch);
    REQUIRE_FALSE(result.ok());
    CHECK(result.error().code == ErrorCode::kRefused);
  }
}

TEST_CASE("a patch cannot make a document grow without bound") {
  std::string patch = "[";
  for (int i = 0; i < 60; ++i) {
    patch += (i == 0 ? "" : ",");
    patch += R"({"op":"copy","from":"","path":"/-"})";
  }
  const auto document = json::read(source_of("[1]"), Limits{});
  const auto operations = json::read(source_of(patch + "]"), Limits{});
  REQUIRE(operations.ok());
  const auto result = json::apply_patch(*document, *operations);
  REQUIRE_FALSE(result.ok());
  CHECK(result.error().code == ErrorCode::kLimit);
}

}  // namespace intake
