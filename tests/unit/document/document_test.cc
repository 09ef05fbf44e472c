#include <limits>

#include "document/datum.h"
#include "document/document.h"
#include "document/json_text.h"
#include "document/pointer.h"
#include "support/catch.h"

namespace intake {
namespace {

View top(const Document& document) { return {document, document.root()}; }

// {"a": [1, {"b/c": null}], "m~n": {"": true}, "t": "text"}
Document sample() {
  return to_document(Datum::Object{
      {"a", Datum::Array{std::int64_t{1}, Datum::Object{{"b/c", Datum{}}}}},
      {"m~n", Datum::Object{{"", true}}},
      {"t", "text"},
  });
}

}  // namespace

TEST_CASE("the children of a container are consecutive and know their parent") {
  const Document document = sample();
  REQUIRE(document.size() == 8);
  std::size_t children = 0;
  for (NodeId id = 0; id < document.size(); ++id) {
    const View value(document, id);
    for (std::uint32_t i = 0; i < value.size(); ++i, ++children) {
      CHECK(document.node(document.child(id, i)).parent == id);
    }
    CHECK(find_node(document, document.pointer(id)) == id);
  }
  CHECK(children == document.size() - 1);
  CHECK(document.node(document.root()).parent == kNoNode);
}

TEST_CASE("pointers are found, escaped and refused by RFC 6901") {
  const Document document = sample();
  struct Case {
    std::string_view pointer;
    std::string_view value;    // compact JSON; empty: not found
    std::string_view nearest;  // pointer
  };
  const std::vector<Case> cases{
      {"", R"({"a":[1,{"b/c":null}],"m~n":{"":true},"t":"text"})", ""},
      {"/a/0", "1", "/a/0"},
      {"/a/1/b~1c", "null", "/a/1/b~1c"},
      {"/m~0n/", "true", "/m~0n/"},
      {"/a/00", "", "/a"},
      {"/a/-", "", "/a"},
      {"/a/2/x", "", "/a"},
      {"/a/4294967296", "", "/a"},
      {"/t/x", "", "/t"},
      {"/nope/x", "", ""},
      {"a", "", ""},
      {"/~", "", ""},
      {"/~2", "", ""},
  };
  for (const auto& c : cases) {
    CAPTURE(c.pointer);
    const NodeId id = find_node(document, c.pointer);
    CHECK((id == kNoNode ? "" : to_json(View(document, id))) == c.value);
    CHECK(document.pointer(nearest_node(document, c.pointer)) == c.nearest);
  }
  CHECK(escape_token("~1/") == "~01~1");
  CHECK(parse_pointer("/~01/")->front() == "~1");
  CHECK(parse_pointer("/~01/")->size() == 2);
  CHECK(parse_pointer("")->empty());
  CHECK_FALSE(parse_pointer("x").has_value());
}

TEST_CASE("members are found in small and in large objects") {
  for (const std::size_t size : {1u, 16u, 17u, 1'000u}) {
    Datum::Object members;
    for (std::size_t i = 0; i < size; ++i) {
      members.emplace_back("k" + std::to_string(i), static_cast<std::int64_t>(i));
    }
    // Two large objects with the same names in one document.
    const Document document = to_document(Datum::Array{members, members});
    const Document moved = sample();  // other names, other numbers
    for (std::uint32_t which : {0u, 1u}) {
      const View object = top(document).at(which);
      for (std::size_t i = 0; i < size; ++i) {
        const View found = object.member("k" + std::to_string(i));
        REQUIRE(found);
        CHECK(found.id() == document.child(object.id(), static_cast<std::uint32_t>(i)));
      }
      CHECK(object.member("k").absent());
      CHECK(object.member("").absent());
    }
  }
  CHECK(top(sample()).member("x").absent());
  CHECK(View().member("x").absent());
}

TEST_CASE("the builder refuses a name twice, at any size, and can go on with the last") {
  for (const int size : {1, 15, 16, 17, 50}) {
    DocumentBuilder builder(nullptr);
    builder.begin_object(0);
    for (int i = 0; i < size; ++i) {
      REQUIRE(builder.key("k" + std::to_string(i), {}));
      builder.begin_object(0);  // the same name inside is another matter
      REQUIRE(builder.key("k0", {}));
      builder.integer(i, {});
      builder.end_object(0);
    }
    CHECK_FALSE(builder.key("k0", {}));
    builder.string("last", {});
    builder.end_object(0);
    const Document document = builder.finish();
    CAPTURE(size);
    CHECK(top(document).size() == static_cast<std::uint32_t>(size));
    CHECK(top(document).member("k0").text() == "last");
  }
}

TEST_CASE("texts within the source are not copied, others stay when the document moves") {
  const auto source = std::make_shared<Source>("s", "['abc', x]");
  DocumentBuilder builder(source);
  builder.begin_array(0);
  builder.string(source->bytes().substr(2, 3), {1, 6});
  std::string other = "made elsewhere";
  builder.string(other, {8, 9});
  builder.string(source->bytes().substr(10, 0), {9, 9});
  builder.end_array(10);
  CHECK(builder.nodes() == 4);
  CHECK(builder.depth() == 0);
  Document document = builder.finish();
  other.assign("overwritten !!");
  const Document moved = std::move(document);
  CHECK(top(moved).at(0).text().data() == source->bytes().data() + 2);
  CHECK(top(moved).at(1).text() == "made elsewhere");
  CHECK(top(moved).at(2).text().empty());
  CHECK(moved.span(moved.root()) == ByteSpan{0, 10});
  CHECK(moved.span(top(moved).at(1).id()) == ByteSpan{8, 9});
}

TEST_CASE("equal and compare go by value and agree") {
  const double two53 = 9007199254740992.0;
  const auto big = std::numeric_limits<std::uint64_t>::max();
  // In ascending order; values in one row are equal.
  const std::vector<std::vector<Datum>> rows{
      {Datum{}},
      {false},
      {true},
      {-std::numeric_limits<double>::infinity()},
      {std::numeric_limits<std::int64_t>::min(), -9223372036854775808.0},
      {std::int64_t{-1}, -1.0},
      {-0.5},
      {std::int64_t{0}, 0.0, -0.0, std::uint64_t{0}},
      {0.5},
      {std::int64_t{1}, std::uint64_t{1}, 1.0},
      {two53, std::int64_t{9007199254740992}},
      {std::int64_t{9007199254740993}},  // no double is that number
      {std::int64_t{9007199254740994}, two53 + 2},
      {std::numeric_limits<std::int64_t>::max()},
      {9223372036854775808.0, std::uint64_t{9223372036854775808u}},
      {big},
      {18446744073709551616.0},
      {1e300},
      {""},
      {"a"},
      {"aa"},
      {"b"},
      {Datum(Datum::Array{})},
      {Datum(Datum::Array{std::int64_t{1}}), Datum(Datum::Array{1.0})},
      {Datum(Datum::Array{std::int64_t{1}, std::int64_t{0}})},
      {Datum(Datum::Array{std::int64_t{2}})},
      {Datum(Datum::Array{Datum(Datum::Array{})})},
      {Datum::Object{}},
      {Datum::Object{{"a", std::int64_t{1}}, {"b", std::int64_t{2}}},
       Datum::Object{{"b", std::int64_t{2}}, {"a", 1.0}}},
      {Datum::Object{{"a", std::int64_t{2}}}},
      {Datum::Object{{"b", std::int64_t{0}}}},
  };
  for (std::size_t i = 0; i < rows.size(); ++i) {
    for (std::size_t j = 0; j < rows.size(); ++j) {
      for (const Datum& a : rows[i]) {
        for (const Datum& b : rows[j]) {
          const Document x = to_document(a);
          const Document y = to_document(b);
          CAPTURE(to_json(a), to_json(b));
          CHECK(equal(top(x), top(y)) == (i == j));
          CHECK((compare(top(x), top(y)) == (i <=> j)));
        }
      }
    }
  }
  const Document null = to_document(Datum{});
  CHECK(equal(View(), View()));
  CHECK_FALSE(equal(View(), top(null)));
  CHECK((compare(View(), top(null)) < 0));
  const Document text = to_document("abc");
  CHECK(equal(View::of_text("abc"), top(text)));
  const Document nan = to_document(std::numeric_limits<double>::quiet_NaN());
  CHECK(equal(top(nan), top(nan)));
}

TEST_CASE("values a thousand levels deep are compared, copied and written without recursion") {
  DocumentBuilder builder(nullptr);
  for (int i = 0; i < 1'000; ++i) builder.begin_array(0);
  for (int i = 0; i < 1'000; ++i) builder.end_array(0);
  const Document document = builder.finish();
  CHECK(to_json(top(document)) == std::string(1'000, '[') + std::string(1'000, ']'));
  CHECK(equal(top(document), top(to_document(to_datum(top(document))))));
}

TEST_CASE("values as JSON and for display") {
  struct Case {
    Datum value;
    std::string json;
  };
  const std::vector<Case> cases{
      {Datum{}, "null"},
      {true, "true"},
      {std::int64_t{-5}, "-5"},
      {std::numeric_limits<std::uint64_t>::max(), "18446744073709551615"},
      {0.1, "0.1"},
      {1.0, "1.0"},
      {-0.0, "-0.0"},
      {1e22, "1e+22"},
      {std::numeric_limits<double>::infinity(), "null"},
      {"\"\\/\b\f\n\r\t\x01\x1F\x7F é 😀", "\"\\\"\\\\/\\b\\f\\n\\r\\t\\u0001\\u001f\x7F é 😀\""},
      {std::string("a\0b", 3), "\"a\\u0000b\""},
      {Datum::Array{}, "[]"},
      {Datum::Object{}, "{}"},
      {Datum::Object{{"a\"", Datum::Array{"x", Datum::Object{}}}}, R"({"a\"":["x",{}]})"},
  };
  for (const auto& c : cases) {
    CHECK(to_json(c.value) == c.json);
    CHECK(to_display(c.value) == (c.value.text() != nullptr ? *c.value.text() : c.json));
  }
  CHECK(to_display(View()) == "‹absent›");
  CHECK(to_json(View()).empty());
  CHECK(to_display(View::of_text("x")) == "x");
  CHECK(to_json(View::of_text("x")) == "\"x\"");
}

TEST_CASE("kinds have the names of JSON") {
  for (const auto& [kind, name] :
       std::vector<std::pair<Kind, std::string_view>>{{Kind::kNull, "null"},
                                                      {Kind::kBool, "boolean"},
                                                      {Kind::kInt, "integer"},
                                                      {Kind::kUint, "integer"},
                                                      {Kind::kDouble, "number"},
                                                      {Kind::kString, "string"},
                                                      {Kind::kArray, "array"},
                                                      {Kind::kObject, "object"}}) {
    CHECK(kind_name(kind) == name);
  }
}

}  // namespace intake
