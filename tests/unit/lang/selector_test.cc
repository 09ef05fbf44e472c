#include "lang/selector/selector.h"

#include "document/datum.h"
#include "formats/json/json.h"
#include "support/catch.h"

using namespace intake;

namespace {

Document must_read(std::string_view json) {
  auto result = json::read(std::make_shared<Source>("test", std::string(json)), Limits{});
  INFO(json);
  REQUIRE(result.ok());
  return std::move(result).value();
}

Selector must_parse(std::string_view text) {
  auto result = Selector::parse(text);
  INFO(text);
  if (!result.ok()) INFO(result.error().message);
  REQUIRE(result.ok());
  return std::move(result).value();
}

std::string pointers(const std::vector<View>& views) {
  std::string result;
  for (const View view : views) {
    if (!result.empty()) result += ' ';
    const std::string pointer = view.document()->pointer(view.id());
    result += pointer.empty() ? "-" : pointer;
  }
  return result;
}

}  // namespace

TEST_CASE("a selector finds values in the order of RFC 9535", "[selector]") {
  const Document document =
      must_read(R"({"o":{"j":1,"k":2},"a":[5,3,[{"j":4},{"k":6}]],"é":{"it's":null,"a-b":[]},"":0,)"
                R"("list":[0,1,2,3,4,5,6]})");
  struct Row {
    std::string_view selector, found;
  };
  const Row rows[] = {
      {"$", "-"},
      {"@", "-"},
      {"$.o.j", "/o/j"},
      {"$ .o\n['k']", "/o/k"},
      {"$.missing.deeper", ""},
      {"$.é", "/é"},
      {"$['é']['it\\'s']", "/é/it's"},
      {"$[\"\\u00e9\"][\"it's\"]", "/é/it's"},
      {"$['']", "/"},
      {"$.é['a-b']", "/é/a-b"},
      {"$.a[-1]", "/a/2"},
      {"$.a[3]", ""},
      {"$.o[0]", ""},
      {"$.a.j", ""},
      {"$.o.*", "/o/j /o/k"},
      {"$.o['k','j','k']", "/o/k /o/j /o/k"},
      {"$..j", "/o/j /a/2/0/j"},
      {"$..[0]", "/a/0 /a/2/0 /list/0"},
      {"$.a..*", "/a/0 /a/1 /a/2 /a/2/0 /a/2/1 /a/2/0/j /a/2/1/k"},
      {"$.a[0, 2][*]", "/a/2/0 /a/2/1"},
      {"$.list[1:3]", "/list/1 /list/2"},
      {"$.list[ 5 : ]", "/list/5 /list/6"},
      {"$.list[1:5:2]", "/list/1 /list/3"},
      {"$.list[5:1:-2]", "/list/5 /list/3"},
      {"$.list[::-1]", "/list/6 /list/5 /list/4 /list/3 /list/2 /list/1 /list/0"},
      {"$.list[::0]", ""},
      {"$.list[-2:]", "/list/5 /list/6"},
      {"$.list[9007199254740991:-9007199254740991:-9007199254740991]", "/list/6"},
      {"$.o[:]", ""},
  };
  for (const Row& row : rows) {
    INFO(row.selector);
    const Selector selector = must_parse(row.selector);
    CHECK(selector.text() == row.selector);
    std::vector<View> found;
    REQUIRE(selector.select({document, document.root()}, Limits{}, found));
    CHECK(pointers(found) == row.found);
  }
}

TEST_CASE("a selector that cannot be read says where and what to do", "[selector]") {
  struct Row {
    std::string_view selector;
    std::uint32_t offset;
    std::string_view message, hint;
  };
  const Row rows[] = {
      {"", 0, "empty", "`$`"},
      {" $", 0, "begins with a blank", "remove"},
      {"$ ", 1, "ends in a blank", "remove"},
      {"form.name", 0, "starts with `$` or `@`", "`$.form.name` or `@.form.name`"},
      {"/form", 0, "starts with `$` or `@`", "JSON Pointer"},
      {"$form", 1, "expected `.` or `[`, found `f`", "`.` before a name"},
      {"$.", 2, "a name is missing after `.`", ""},
      {"$.a..", 5, "a name is missing after `..`", "leave out `..`"},
      {"$.a...b", 5, "more than two dots", "any depth"},
      {"$.a-b.c", 3, "`-` cannot stand in a name", "`['a-b']`"},
      {"$..a-b", 4, "`-` cannot stand in a name", "`..['a-b']`"},
      {"$.1", 2, "does not begin with a digit", "`[1]` for an element or `['1']`"},
      {"$.['a']", 1, "does not stand before `[`", "leave out"},
      {"$.'a'", 2, "a quoted name after `.`", "['name']"},
      {"$. a", 2, "a blank after `.`", "remove"},
      {"$.$", 2, "does not begin with `$`", "['$']"},
      {"$.a]", 3, "closes nothing", "remove"},
      {"$.a()", 3, "a function stands in a filter", "[?length(@.name) > 3]"},
      {"$[", 1, "never closed", "`]`"},
      {"$[0", 1, "never closed", "`]`"},
      {"$[]", 1, "nothing stands between", "`[*]`"},
      {"$[0,]", 4, "missing after `,`", "remove"},
      {"$[a b]", 2, "a name in brackets is quoted", "`['a b']`"},
      {"$[it's]", 2, "a name in brackets is quoted", "`[\"it's\"]`"},
      {"$[0 1]", 4, "expected `,` or `]`, found `1`", ""},
      {"$[01]", 2, "does not begin with 0", ""},
      {"$[-0]", 2, "`-0`", "`-1`"},
      {"$[9007199254740992]", 2, "over 9007199254740991", ""},
      {"$.?(@.a)", 2, "a filter stands in brackets", "`[?...]`"},
      {"$..?@.a", 3, "a filter stands in brackets", "`..[?...]`"},
      {"$[(@.length-1)]", 2, "RFC 9535", ""},
      {"$['a]", 2, "never closed", "`'`"},
      {"$['\\x']", 3, "is no escape", "`\\\\`"},
      {"$['\\ud83d']", 3, "surrogate", ""},
      {"$['\\u12']", 3, "four hexadecimal digits", ""},
      {"$['a\tb']", 4, "control character", "\\uXXXX"},
      {"$.\xff", 2, "not UTF-8", ""},
  };
  for (const Row& row : rows) {
    INFO(row.selector);
    const auto parsed = Selector::parse(row.selector);
    REQUIRE_FALSE(parsed.ok());
    INFO(parsed.error().message << " | " << parsed.error().hint);
    CHECK(parsed.error().offset == row.offset);
    CHECK(parsed.error().message.find(row.message) != std::string::npos);
    CHECK(parsed.error().hint.find(row.hint) != std::string::npos);
  }
}

TEST_CASE("a selector knows whether it is singular and relative", "[selector]") {
  struct Row {
    std::string_view selector;
    bool singular, relative;
  };
  const Row rows[] = {
      {"$", true, false},         {"@.a[0]['b']", true, true},  {"$.*", false, false},
      {"@..a", false, true},      {"$['a','b']", false, false}, {"$[0:1]", false, false},
      {"$.a[-1].b", true, false},
  };
  for (const Row& row : rows) {
    INFO(row.selector);
    const Selector selector = must_parse(row.selector);
    CHECK(selector.singular() == row.singular);
    CHECK(selector.relative() == row.relative);
  }
  const auto segments = must_parse("$.form..['a'] [0]").segments();
  REQUIRE(segments.size() == 3);
  CHECK(segments[0].offset == 2);
  CHECK(segments[1].offset == 6);
  CHECK(segments[2].offset == 14);
}

TEST_CASE("a singular selector knows where an absent value would stand", "[selector]") {
  const Document document = must_read(R"({"a/b":{"c":[1]},"n":null,"t":"x"})");
  struct Row {
    std::string_view selector, pointer, nearest;
    bool present;
  };
  const Row rows[] = {
      {"$", "", "", true},
      {"$['a/b'].c[0]", "/a~1b/c/0", "/a~1b/c/0", true},
      {"$['a/b'].c[-1]", "/a~1b/c/0", "/a~1b/c/0", true},
      {"$['a/b'].c[4].d", "/a~1b/c/4/d", "/a~1b/c", false},
      {"$['a/b'].c[-4]", "/a~1b/c/-", "/a~1b/c", false},
      {"$.x['~'].z", "/x/~0/z", "", false},
      {"$.n.m", "/n/m", "/n", false},
      {"$.n", "/n", "/n", true},
      {"$.t[0]", "/t/0", "/t", false},
  };
  for (const Row& row : rows) {
    INFO(row.selector);
    const Located located = must_parse(row.selector).locate({document, document.root()});
    CHECK(located.pointer() == row.pointer);
    CHECK(located.nearest.document()->pointer(located.nearest.id()) == row.nearest);
    CHECK(!located.value.absent() == row.present);
    CHECK(located.rest.empty() == row.present);
  }
  const Located nowhere = must_parse("@.a[1]").locate({});
  CHECK(nowhere.value.absent());
  CHECK(nowhere.nearest.absent());
  CHECK(nowhere.pointer() == "/a/1");
  CHECK(must_parse("@.a").locate(View::of_text("x")).pointer() == "/a");
}

TEST_CASE("the steps of a selector are bounded", "[selector]") {
  std::string deep;
  for (int i = 0; i < 150; ++i) deep += "[0,";
  deep += "0";
  deep += std::string(150, ']');
  const Document document = must_read(deep);
  std::vector<View> found;
  const View top(document, document.root());
  Limits limits;
  limits.selector_steps = 10'000;
  CHECK(must_parse("$..*").select(top, limits, found));
  CHECK(found.size() == 300);
  CHECK_FALSE(must_parse("$..*..*..*").select(top, limits, found));
  CHECK(found.size() <= 10'000);
  CHECK(must_parse("@..*").select(View::of_text("x"), limits, found));
  CHECK(found.empty());
  CHECK(must_parse("$..*").select({}, limits, found));
  CHECK(found.empty());
}
