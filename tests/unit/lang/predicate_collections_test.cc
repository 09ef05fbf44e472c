#include <chrono>

#include "document/pointer.h"
#include "predicate_bench.h"
#include "schema/path_table.h"
#include "support/catch.h"

using namespace intake;
using test::check_rows;
using test::letter;
using test::PredicateBench;

namespace {
constexpr const char* kAny = nullptr;

/// `"p0", "p1" ... ` up to n, after `first`.
std::string numbered(std::size_t n, std::string first = "") {
  std::string text = std::move(first);
  for (std::size_t i = 0; i < n; ++i) {
    if (!text.empty()) text += ", ";
    text += "\"p" + std::to_string(i) + '"';
  }
  return "[" + text + "]";
}
}  // namespace

TEST_CASE("lists and texts that hold something", "[predicate]") {
  check_rows({
      {"contains: 1", "[2, 1.0]", 't'},
      {"contains: 1", R"(["1"])", 'f', "1", "1"},
      {"contains: b", "\"abc\"", 't'},
      {"contains: B", "\"abc\"", 'f', "B", "B"},
      {"contains: 1", "\"123\"", '?', kAny, kAny, kAny, kAny, ReasonCode::kNotComparable, "123; 1"},
      {"contains-all: [a, b]", R"(["b", "x", "a"])", 't'},
      {"contains-all: [a, b, c]", R"(["b"])", 'f', "a, b, c", "a, c", kAny, kAny,
       ReasonCode::kMissingItems, "a; c"},
      {"contains-all: [a, a]", "[]", 'f', kAny, "a"},
      {"contains-all: []", "[]", 't'},
      {"contains-all: [ab, cd]", "\"xxabcd\"", 't'},
      {"contains-all: [ab, zz]", "\"xxabcd\"", 'f', kAny, "zz"},
      {"subset-of: [a, b]", "[]", 't'},
      {"subset-of: [a, b]", R"(["a", "a"])", 't'},
      {"subset-of: [read, write]", R"(["read", "wirte", "x", "wirte"])", 'f', "read, write", kAny,
       "wirte, x", "write", ReasonCode::kExtraItems, "wirte; x"},
      {"subset-of: {values: [{s: a}, {s: b}], column: s}", R"(["b"])", 't'},
      {"subset-of: {values: [{s: a}, {s: b}], column: s}", R"(["c"])", 'f', "a, b", kAny, "c"},
      {"superset-of: [a]", R"(["b", "a"])", 't'},
      {"superset-of: {values: [{s: a}, {s: b}], column: s}", R"(["a"])", 'f', kAny, "b"},
      {"disjoint: [d, p]", R"(["n", "e"])", 't'},
      {"disjoint: [d, p]", R"(["n", "p", "d"])", 'f', kAny, kAny, "p, d", kAny,
       ReasonCode::kExtraItems, "p; d"},
      {"count: 2", "[1, 2]", 't'},
      {"count: 2", R"({"a": 1})", 'f', "2", kAny, kAny, kAny, ReasonCode::kTooShort, "1; 2"},
      {"count: {max: 1}", "[1, 2]", 'f', "≤ 1", kAny, kAny, kAny, ReasonCode::kTooLong, "2; 1"},
      {"count: {min: 1}", "[]", 'f', "≥ 1"},
      {"count: {min: 1, max: 3}", "[]", 'f', "1–3"},
      {"has-members: a", R"({"a": null})", 't'},
      {"has-members: [a, b, c]", R"({"b": 1})", 'f', "a, b, c", "a, c"},
  });
}

TEST_CASE("lists without repetition", "[predicate]") {
  check_rows({
      {"unique: true", "[]", 't'},
      {"unique: true", R"([1, "1", true, null, [], {}])", 't'},
      {"unique: true", R"(["b", "a", "c", "a", "b", "a"])", 'f', kAny, kAny, "a, b", kAny,
       ReasonCode::kDuplicate, "a; /1"},
      {"unique: true", "[1, 2, 1.0]", 'f', kAny, kAny, "1.0"},
      {"unique: true", R"([{"a": 1, "b": 2}, {"b": 2, "a": 1}])", 'f'},
      {"unique: {by: kid}", R"([{"kid": "1"}, {"x": 1}, {"x": 1}, {"kid": "2"}])", 't'},
      {"unique: {by: kid}", R"([{"kid": "1"}, {"kid": "2"}, {"kid": "1"}])", 'f', kAny, kAny, "1",
       kAny, ReasonCode::kDuplicate, "1; /0/kid"},
      {"unique: true", "[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,3]", 'f',
       kAny, kAny, "3", kAny, ReasonCode::kDuplicate, "3; /2"},
  });
}

TEST_CASE("long lists take no quadratic time", "[predicate]") {
  constexpr std::size_t kMany = 20'000;
  const std::string all = numbered(kMany);
  const std::string more = numbered(kMany, "\"odd\"");
  struct Long {
    std::string use;
    std::string_view value;
    char truth;
  };
  const std::vector<Long> rows{
      {"unique: true", all, 't'},          {"contains-all: " + all, all, 't'},
      {"contains-all: " + more, all, 'f'}, {"superset-of: " + all, all, 't'},
      {"subset-of: " + all, all, 't'},     {"subset-of: " + all, more, 'f'},
      {"disjoint: [odd]", all, 't'},       {"disjoint: " + all, more, 'f'},
  };
  for (const bool prepare : {true, false}) {
    for (const Long& row : rows) {
      INFO(row.use.substr(0, 30));
      PredicateBench bench(row.use, nullptr, prepare);
      const DocumentPtr value = test::must_read_json(row.value);
      const auto begin = std::chrono::steady_clock::now();
      CHECK(letter(bench.run(View(*value, value->root()), false).truth) == row.truth);
      // Comparing each with each would be 400 million comparisons.
      CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(5));
    }
  }
}

TEST_CASE("a list of values in a message is cut", "[predicate]") {
  PredicateBench bench("subset-of: [x]");
  const Outcome outcome = bench.run(numbered(60));
  CHECK_THAT(outcome.extra,
             Catch::Matchers::StartsWith("p0, p1, ") && Catch::Matchers::EndsWith("p49, …"));
  CHECK(outcome.reason.args.size() == 51);
}

TEST_CASE("members that the schema declares", "[predicate]") {
  const DocumentPtr schema_text = test::must_read_json(R"({
    "type": "object",
    "properties": {
      "form": {"type": "object", "properties": {
        "clientId": {"type": "string"}, "scopes": {"type": "array", "items": {"type": "string"}},
        "people": {"type": "array", "items": {
          "type": "object", "properties": {"name": {}}, "additionalProperties": false}}}},
      "free": {"type": "object"}
    }})");
  const auto schema = PathTable::from_schema(*schema_text);
  REQUIRE(schema.ok());
  const DocumentPtr document = test::must_read_json(R"({
    "form": {"clientID": "x", "scopes": ["a"], "people": [{"name": 1}, {"nme": 1, "x": {"y": 1}}]},
    "free": {"anything": {"goes": 1}},
    "fro": {"clientId": 1}})");
  struct Place {
    std::string_view pointer;
    char truth;
    const char* suggestion = "";
  };
  const PredicateBench bench("declared: true", &*schema);
  REQUIRE(bench.fault() == "");
  const std::vector<Place> places{
      {"", 't'},
      {"/form", 't'},
      {"/form/clientID", 'f', "clientId"},
      {"/form/scopes", 't'},
      {"/form/scopes/0", 't'},
      {"/form/people/0/name", 't'},
      {"/form/people/1/nme", 'f', "name"},
      {"/form/people/1/x", 'f'},
      {"/form/people/1/x/y", 't'},
      {"/free/anything", 't'},
      {"/free/anything/goes", 't'},
      {"/fro", 'f'},  // `form` is there already
      {"/fro/clientId", 't'},
  };
  for (const Place& place : places) {
    INFO(place.pointer);
    const NodeId id = find_node(*document, place.pointer);
    REQUIRE(id != kNoNode);
    const Outcome outcome = bench.run(View(*document, id));
    CHECK(letter(outcome.truth) == place.truth);
    CHECK(outcome.suggestion == place.suggestion);
    CHECK(letter(bench.run(View(*document, id), false).truth) == place.truth);
  }
  const PredicateBench without("declared: true", nullptr, false);
  CHECK(letter(without.run(View(*document, document->root())).truth) == '?');
}
