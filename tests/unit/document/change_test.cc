#include "document/change_plan.h"
#include "document/datum.h"
#include "support/catch.h"

namespace intake {
namespace {

using Op = Change::Op;

Datum number(std::int64_t n) { return n; }
Change replace(std::string at, Datum to) {
  return {Op::kReplace, std::move(at), std::move(to), {}};
}
Change add(std::string at, Datum what) { return {Op::kAdd, std::move(at), std::move(what), {}}; }
Change remove(std::string at) { return {Op::kRemove, std::move(at), {}, {}}; }
Change rename(std::string at, std::string to) {
  return {Op::kRename, std::move(at), {}, std::move(to)};
}

}  // namespace

TEST_CASE("changes are made at once, with pointers of before") {
  const Document document = to_document(Datum::Object{
      {"a", Datum::Array{number(0), number(1), number(2)}},
      {"o", Datum::Object{{"x", number(1)}, {"y", Datum::Object{{"z", number(2)}}}}},
      {"s", "text"},
  });
  struct Case {
    std::vector<Change> changes;
    std::string result;  // "!" and a part of the reason: refused
    std::string patch;   // RFC 6902; empty: not looked at
  };
  const std::vector<Case> cases{
      {{}, R"({"a":[0,1,2],"o":{"x":1,"y":{"z":2}},"s":"text"})", "[]"},
      {{replace("", true)}, "true", R"([{"op":"replace","path":"","value":true}])"},
      {{replace("/s", number(5))},
       R"({"a":[0,1,2],"o":{"x":1,"y":{"z":2}},"s":5})",
       R"([{"op":"replace","path":"/s","value":5}])"},
      {{remove("/a/0"), remove("/a/2")},
       R"({"a":[1],"o":{"x":1,"y":{"z":2}},"s":"text"})",
       R"([{"op":"remove","path":"/a/2"},{"op":"remove","path":"/a/0"}])"},
      {{add("/a/1", "p"), add("/a/1", "q"), add("/a/-", "r"), add("/a/3", "s")},
       R"({"a":[0,"p","q",1,2,"r","s"],"o":{"x":1,"y":{"z":2}},"s":"text"})",
       R"([{"op":"add","path":"/a/3","value":"s"},{"op":"add","path":"/a/3","value":"r"},)"
       R"({"op":"add","path":"/a/1","value":"q"},{"op":"add","path":"/a/1","value":"p"}])"},
      {{remove("/a/1"), add("/a/1", "n"), replace("/a/2", "t")},
       R"({"a":[0,"n","t"],"o":{"x":1,"y":{"z":2}},"s":"text"})",
       R"([{"op":"replace","path":"/a/2","value":"t"},{"op":"remove","path":"/a/1"},)"
       R"({"op":"add","path":"/a/1","value":"n"}])"},
      {{add("/o/n", number(1)), add("/o/m", number(2))},
       R"({"a":[0,1,2],"o":{"x":1,"y":{"z":2},"n":1,"m":2},"s":"text"})",
       R"([{"op":"add","path":"/o/n","value":1},{"op":"add","path":"/o/m","value":2}])"},
      {{rename("/o/y", "w"), replace("/o/y/z", number(3))},
       R"({"a":[0,1,2],"o":{"x":1,"w":{"z":3}},"s":"text"})",
       R"([{"op":"replace","path":"/o/y/z","value":3},{"op":"move","from":"/o/y","path":"/o/w"}])"},
      {{rename("/s", "t/~"), replace("/s", "new")},
       R"({"a":[0,1,2],"o":{"x":1,"y":{"z":2}},"t/~":"new"})",
       R"([{"op":"replace","path":"/s","value":"new"},{"op":"move","from":"/s","path":"/t~1~0"}])"},
      // Names that were taken before: the object is replaced as a whole.
      {{rename("/o/x", "y"), rename("/o/y", "x")},
       R"({"a":[0,1,2],"o":{"y":1,"x":{"z":2}},"s":"text"})",
       R"([{"op":"replace","path":"/o","value":{"y":1,"x":{"z":2}}}])"},
      {{remove("/o/x"), add("/o/x", "again"), replace("/o/y/z", number(9)), rename("/o", "p")},
       R"({"a":[0,1,2],"p":{"y":{"z":9},"x":"again"},"s":"text"})",
       R"([{"op":"replace","path":"/o","value":{"y":{"z":9},"x":"again"}},)"
       R"({"op":"move","from":"/o","path":"/p"}])"},
      {{remove("")}, "!the top value cannot be removed", "[]"},
      {{add("", number(1))}, "!nothing can be added beside the top value", ""},
      {{rename("", "x")}, "!only a member of a map has a name", ""},
      {{rename("/a/0", "x")}, "!only a member of a map has a name", ""},
      {{replace("/nope", number(1))}, "!there is no value `nope`", ""},
      {{replace("nope", number(1))}, "!no JSON Pointer", ""},
      {{add("/a/4", number(1))}, "!the list has 3 elements", ""},
      {{add("/a/01", number(1))}, "!the list has 3 elements", ""},
      {{add("/s/x", number(1))}, "!neither a list nor a map", ""},
      {{add("/o/x", number(1))}, "!the name `x` is taken", ""},
      {{rename("/o/x", "y")}, "!the name `y` is taken", ""},
      {{add("/o/n", number(1)), add("/o/n", number(1))}, "!the name `n` is taken", ""},
      {{replace("/s", number(1)), replace("/s", number(2))}, "!it is changed twice", ""},
      {{replace("/s", number(1)), remove("/s")}, "!it is changed twice", ""},
      {{remove("/s"), rename("/s", "t")}, "!it is changed twice", ""},
      {{remove("/o"), replace("/o/y/z", number(1))}, "!a value around it is changed too", ""},
      {{replace("/o/y/z", number(1)), replace("", number(1))}, "!a value around it", ""},
      {{replace("/a", number(1)), add("/a/-", number(1))}, "!a value around it", ""},
  };
  for (const auto& c : cases) {
    CAPTURE(c.result);
    const View top(document, document.root());
    const auto result = apply_changes(top, c.changes);
    if (c.result.starts_with('!')) {
      REQUIRE_FALSE(result.ok());
      CHECK(result.error().code == ErrorCode::kRefused);
      CHECK_THAT(result.error().what, Catch::Contains(c.result.substr(1)));
      CHECK(to_json_patch(top, c.changes) == "[]");
    } else {
      REQUIRE(result.ok());
      CHECK(to_json(*result) == c.result);
    }
    if (!c.patch.empty()) CHECK(to_json_patch(top, c.changes) == c.patch);
  }
}

TEST_CASE("changes of a part of a document have pointers from there") {
  const Document document = to_document(Datum::Object{{"in", Datum::Array{number(1), number(2)}}});
  const View part = View(document, document.root()).member("in");
  const std::vector<Change> changes{remove("/0")};
  CHECK(to_json(*apply_changes(part, changes)) == "[2]");
  CHECK(to_json_patch(part, changes) == R"([{"op":"remove","path":"/0"}])");
  CHECK_FALSE(apply_changes(View(), changes).ok());
}

TEST_CASE("changes and values are equal by value") {
  CHECK(equal(Datum{number(1)}, Datum{1.0}));
  CHECK(replace("/a", number(1)) == replace("/a", 1.0));
  CHECK_FALSE(replace("/a", number(1)) == replace("/b", number(1)));
  CHECK_FALSE(replace("/a", number(1)) == replace("/a", number(2)));
  CHECK_FALSE(remove("/a") == replace("/a", Datum{}));
  CHECK_FALSE(rename("/a", "x") == rename("/a", "y"));
  CHECK(to_datum(View()).is_null());
  CHECK(*to_datum(View::of_text("x")).text() == "x");
}

}  // namespace intake
