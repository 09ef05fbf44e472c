// Filters of selectors; the rest of RFC 9535 is in tests/conformance/jsonpath_rfc9535.cc.

#include "document/datum.h"
#include "formats/json/json.h"
#include "lang/selector/filter.h"
#include "lang/selector/selector.h"
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
    result += view.document()->pointer(view.id());
  }
  return result;
}

View top(const Document& document) { return {document, document.root()}; }

}  // namespace

TEST_CASE("a filter chooses among what a value holds", "[selector]") {
  const Document document = must_read(
      R"({"l":[{"t":"CBE","n":"0123","u":true},{"t":"SSIN","n":"9","k":null},{"n":12},"x"],)"
      R"("main":"CBE","max":3,"o":{"a":1,"b":2.0,"c":9007199254740993},"p":"[0-9]+","bad":"(",)"
      R"("d":{"x":[1,{"y":"é"}],"z":{"x":[1,{"y":"é"}]}},"w":18446744073709551615})");
  struct Row {
    std::string_view selector, found;
  };
  const Row rows[] = {
      {"$.l[?@.t]", "/l/0 /l/1"},
      {"$.l[?@.k]", "/l/1"},  // a null is there
      {"$.l[?!@.t]", "/l/2 /l/3"},
      {"$.l[?@.t == 'CBE'].n", "/l/0/n"},
      {"$.l[?@.t != 'CBE']", "/l/1 /l/2 /l/3"},
      {"$.l[?@.t == $.main]", "/l/0"},
      {"$.l[?@.none == $.none]", "/l/0 /l/1 /l/2 /l/3"},  // nothing equals nothing
      {"$.l[?@.t=='CBE' || @.n==12]", "/l/0 /l/2"},
      {"$.l[?@.t && @.u || @ == 'x']", "/l/0 /l/3"},
      {"$.l[?@.t && (@.u || @ == 'x')]", "/l/0"},
      {"$.l[?!(@.t == 'CBE') && @.t]", "/l/1"},
      {"$.l[?@.t == 'CBE', ?@.n == 12, 3]", "/l/0 /l/2 /l/3"},
      {"$.l[?length(@) > $.max]", ""},
      {"$.l[?length(@) >= $.max]", "/l/0 /l/1"},
      {"$.l[?length(@.n) == 4]", "/l/0"},
      {"$.d..[?length(@) == 1]", "/d/z /d/x/1 /d/x/1/y /d/z/x/1 /d/z/x/1/y"},
      {"$[?count(@.*) == 4]", "/l"},
      {"$[?count(@..y) == 2]", "/d"},
      {"$[?value(@..u) == true]", "/l"},
      {"$[?value(@..t) == 'CBE']", ""},  // two of them
      {"$.o[?@ == 1]", "/o/a"},
      {"$.o[?@ == 2]", "/o/b"},
      {"$.o[?@ > 1.5]", "/o/b /o/c"},
      {"$.o[?@ == 9007199254740993]", "/o/c"},
      {"$.o[?@ == 9007199254740992]", ""},
      {"$[?@ == 18446744073709551615]", "/w"},
      {"$.o[?@ < 'a']", ""},
      {"$.l[?@.n < '1']", "/l/0"},
      {"$.d[?@.x == $.d.x]", "/d/z"},
      {"$.l[?match(@.n, '[0-9]{4}')]", "/l/0"},
      {"$.l[?search(@.n, '[1-9]')]", "/l/0 /l/1"},
      {"$.l[?match(@.n, $.p)]", "/l/0 /l/1"},
      {"$.l[?match(@.n, $.bad)]", ""},
      {"$.l[?!match(@.n, $.bad)]", "/l/0 /l/1 /l/2 /l/3"},
      {"$.l[?match(@.n, 3)]", ""},
      {"$[?@[?@.t == 'SSIN']]", "/l"},
      {"$[?count(@[?@.t]) == 2]", "/l"},
      {"$.l[?$.l[?@.t == 'SSIN']].n", "/l/0/n /l/1/n /l/2/n"},
  };
  for (const Row& row : rows) {
    INFO(row.selector);
    const Selector selector = must_parse(row.selector);
    CHECK_FALSE(selector.singular());
    std::vector<View> found;
    REQUIRE(selector.select(top(document), Limits{}, found));
    CHECK(pointers(found) == row.found);
  }
}

TEST_CASE("a filter of a relative selector knows the root", "[selector]") {
  const Document document = must_read(R"({"l":[["a","b"],["b"]],"main":"b"})");
  std::vector<View> found;
  const Selector selector = must_parse("@[?@ == $.main]");
  CHECK(selector.relative());
  CHECK(selector.filters_by_root());
  CHECK_FALSE(must_parse("$.l[?@ == 'b']").filters_by_root());
  const View base = top(document).member("l").at(0);
  REQUIRE(selector.select(base, Limits{}, found));
  CHECK(pointers(found) == "/l/0/1");
  REQUIRE(selector.select(base, top(document), Limits{}, found));
  CHECK(pointers(found) == "/l/0/1");
  REQUIRE(selector.select(View::of_text("x"), top(document), Limits{}, found));
  CHECK(found.empty());
  REQUIRE(selector.select({}, top(document), Limits{}, found));
  CHECK(found.empty());
}

TEST_CASE("a filter is blocked where a wildcard is", "[selector]") {
  const Document document = must_read(R"({"t":"x","n":null,"l":[{"a":"x"}]})");
  struct Row {
    std::string_view selector, blocked;
  };
  const Row rows[] = {
      {"$.t[?@.a]", "/t"},     {"$.n[?@.a]", ""},       {"$.l[?@.a]", ""},
      {"$.l[?@.a.b.c]", ""},   {"$.l[?@.a[?@.b]]", ""}, {"$.l[?@.a].a[?@]", "/l/0/a"},
      {"$[?@.a]", ""},         {"$..[?@.a]", ""},       {"$.t[?@.a, 'x']", "/t"},
      {"$.l[?$.t[?@.a]]", ""},
  };
  for (const Row& row : rows) {
    INFO(row.selector);
    std::vector<View> found, blocked;
    REQUIRE(must_parse(row.selector).select(top(document), Limits{}, found, &blocked));
    CHECK(pointers(blocked) == row.blocked);
  }
}

TEST_CASE("a filter that cannot be read says where and what to do", "[selector]") {
  struct Row {
    std::string_view selector;
    std::uint32_t offset;
    std::string_view message, hint;
  };
  const Row rows[] = {
      {"$[?]", 3, "expected a query or a value, found `]`", "`@.name`"},
      {"$[?", 3, "a condition is missing", ""},
      {"$[?@.a", 1, "never closed", "`]`"},
      {"$[?(@.a]", 7, "expected `)`, found `]`", ""},
      {"$[?(@.a", 3, "the `(` is never closed", ""},
      {"$[?@.a = 1]", 7, "found `=`", "`==`"},
      {"$[?@.a =~ 'x']", 7, "found `=`", "match("},
      {"$[?@.a == 1 == 2]", 12, "found `=`", "`&&`"},
      {"$[?@.a and @.b]", 7, "found `and`", "`&&`"},
      {"$[?@.a | @.b]", 7, "found `|`", "`||`"},
      {"$[?@.a in [1]]", 7, "found `in`", "||"},
      {"$[?.a]", 3, "found `.`", "`@`"},
      {"$[?a == 1]", 3, "`a` is neither a query nor a value", "`@.a`"},
      {"$[?@.a == True]", 10, "neither a query nor a value", "`true`"},
      {"$[?not @.a]", 3, "neither a query nor a value", "`!`"},
      {"$[?'a']", 3, "`'a'` alone is no condition", "compare it"},
      {"$[?@.a == 01]", 10, "does not begin with 0", ""},
      {"$[?@.a == 1.]", 10, "does not end in `.`", ""},
      {"$[?@.a == 1e]", 10, "exponent", ""},
      {"$[?@.a == 1e999]", 10, "too large", ""},
      {"$[?@.a == +1]", 10, "found `+`", "leave out"},
      {"$[?@.* == 1]", 3, "`@.*` may match several values", "count"},
      {"$[?!@.a == 1]", 3, "`!` stands before a comparison", "`!(...)`"},
      {"$[?!!@.a]", 4, "`!` stands before a `!`", ""},
      {"$[?@.a == (1)]", 10, "a condition cannot be compared", ""},
      {"$[?lenght(@.a) == 1]", 3, "there is no function `lenght`", "`length`"},
      {"$[?frob(@.a)]", 3, "there is no function `frob`", "count, length, match"},
      {"$[?length (@.a) == 1]", 9, "a blank between `length` and `(`", "remove"},
      {"$[?length(@.a)]", 3, "`length` gives a value", "> 0"},
      {"$[?length(@.*) == 1]", 10, "`length` needs one value", "`count(...)`"},
      {"$[?length(@.a, @.b) == 1]", 15, "takes one argument", "leave out"},
      {"$[?length() == 1]", 10, "takes one argument", ""},
      {"$[?length(@.a == 1) == 1]", 14, "expected `,` or `)`", ""},
      {"$[?length(!@.a) == 1]", 10, "is no condition", ""},
      {"$[?length(match(@.a, 'x')) == 1]", 10, "`match` is true or false", ""},
      {"$[?count('x') == 1]", 9, "`count` needs a query", "`@.*`"},
      {"$[?count(length(@.a)) == 1]", 9, "`count` needs a query", ""},
      {"$[?match(@.a, 'x') == true]", 3, "cannot be compared", "leave"},
      {"$[?match(@.a)]", 12, "takes two arguments", ""},
      {"$[?match(@.a,)]", 13, "missing after `,`", ""},
      {"$[?match(@.a, 'x(')]", 16, "the `(` is never closed", ""},
      {"$[?match(@.a, '\\\\d')]", 14, "`\\d` is no escape of I-Regexp", "`[0-9]`"},
      {"$[?search(@.a, 'a{1001}')]", 17, "repeats too often", "1000"},
      {"$[?@.a-b]", 6, "`-` cannot stand in a name", "`['a-b']`"},
      {"$[?@a]", 4, "expected `.` or `[`, found `a`", "`.` before a name"},
      {"$[?@.a == 'x]", 10, "the quoted text is never closed", ""},
      {"$[?@ .]", 6, "", ""},
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

TEST_CASE("filters nest so deep and no deeper", "[selector]") {
  const Document document = must_read("[[[1]]]");
  std::vector<View> found;
  std::string deep = "@";
  for (std::uint32_t i = 0; i < kMostFilterNesting; ++i) deep = "@[?" + deep + "]";
  CHECK(must_parse(deep).select(top(document), Limits{}, found));
  const auto over = Selector::parse("@[?" + deep + "]");
  REQUIRE_FALSE(over.ok());
  CHECK(over.error().message == "the filter is nested more than 32 deep");
  CHECK(over.error().offset == 2 + 3 * kMostFilterNesting);
  CHECK_FALSE(Selector::parse("$[?" + std::string(100'000, '(')).ok());
  CHECK_FALSE(Selector::parse("$[?" + std::string(100'000, '!')).ok());
  std::string calls = "@";
  for (int i = 0; i < 40; ++i) calls = "length(" + calls + ")";
  CHECK_FALSE(Selector::parse("$[?" + calls + " == 1]").ok());
  // A chain is not deep.
  std::string chain = "$[?@";
  for (int i = 0; i < 20'000; ++i) chain += i % 2 == 0 ? "&&@" : "||@";
  CHECK(must_parse(chain + "]").select(top(document), Limits{}, found));
  CHECK(found.size() == 1);
}

TEST_CASE("the steps of filters are bounded", "[selector]") {
  std::string wide = "[";
  for (int i = 0; i < 400; ++i)
    wide += R"({"a":["x","y"],"p":"[a-z]{)" + std::to_string(i) + R"(}"},)";
  wide += "0]";
  const Document document = must_read(wide);
  Limits limits;
  limits.selector_steps = 20'000;
  struct Row {
    std::string_view selector;
    bool complete;
  };
  const Row rows[] = {
      {"$[?@.a]", true},
      {"$[?@..x]", true},
      {"$[?$..a]", true},  // the same for each, found once
      {"$[?$[?@..*]]", true},
      {"$..[?@..[?@..*]]", true},
      {"$[?$[?@.p == 'x' || $[?@.p == 'x'] || @.p == 'y']]", true},
      {"$[?@.a == $[0].a]", true},
      {"$[?search(@.p, @.p)]", false},  // four hundred patterns
      {"$[?match($[0].p, @.p)]", false},
  };
  for (const Row& row : rows) {
    INFO(row.selector);
    std::vector<View> found;
    std::uint64_t spent = 0;
    const bool complete = must_parse(row.selector)
                              .select(top(document), top(document), limits, found, nullptr, &spent);
    CHECK(complete == row.complete);
    CHECK(spent <= limits.selector_steps);
    if (!complete) CHECK(spent == limits.selector_steps);
  }
  const Document deep = must_read(std::string(100, '[') + std::string(100, ']'));
  std::vector<View> found;
  CHECK(must_parse("$..[?@..*]").select(top(deep), limits, found));
  CHECK_FALSE(must_parse("$..[?@..[?@..[?@..*]]]").select(top(deep), limits, found));
}

TEST_CASE("comparing large values and texts costs steps", "[selector]") {
  const std::string large = '"' + std::string(100'000, 'a') + '"';
  std::string list = "[";
  for (int i = 0; i < 50; ++i) list += large + ",";
  const Document document = must_read(list + "1]");
  Limits limits;
  limits.selector_steps = 20'000;
  for (const std::string_view text :
       {"$[?@ == $[0]]", "$[?@ <= $[0]]", "$[?length(@) == 7]", "$[?search(@, 'b')]"}) {
    INFO(text);
    std::vector<View> found;
    CHECK_FALSE(must_parse(text).select(top(document), limits, found));
  }
  // A pattern from the document that is over a limit is not the same as one that does not match.
  const Document patterns = must_read(R"(["a{1000000}", "(a{1000}){1000}"])");
  for (const std::string_view text : {"$[?match('a', $[0])]", "$[?match('a', $[1])]"}) {
    INFO(text);
    std::vector<View> found;
    CHECK_FALSE(must_parse(text).select(top(patterns), Limits{}, found));
  }
}

TEST_CASE("a value has a normalized path", "[selector]") {
  const Document document = must_read(R"({"a":[1,{"it's":{"\\\n\u0001é\"":2}}]})");
  std::vector<View> found;
  REQUIRE(must_parse("$..*").select(top(document), Limits{}, found));
  std::vector<std::string> paths;
  for (const View value : found) paths.push_back(normalized_path(value));
  CHECK(paths == std::vector<std::string>{"$['a']", "$['a'][0]", "$['a'][1]", "$['a'][1]['it\\'s']",
                                          "$['a'][1]['it\\'s']['\\\\\\n\\u0001é\"']"});
  CHECK(normalized_path(top(document)) == "$");
  CHECK(normalized_path({}) == "$");
  for (const View value : found) {
    const Located located = must_parse(normalized_path(value)).locate(top(document));
    CHECK(located.value.id() == value.id());
  }
}
