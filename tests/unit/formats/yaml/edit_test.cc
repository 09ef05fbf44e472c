#include "document/datum.h"
#include "formats/yaml/yaml.h"
#include "support/catch.h"

namespace intake {
namespace {

using Op = Change::Op;

SourcePtr source_of(std::string bytes) {
  return std::make_shared<Source>("s.yaml", std::move(bytes));
}

/// A value written as YAML.
Datum value_of(const std::string& text) {
  const auto document = yaml::read(source_of(text), Limits{});
  REQUIRE(document.ok());
  return to_datum(View(*document, document->root()));
}

Change replace(std::string at, const std::string& to) {
  return {Op::kReplace, std::move(at), value_of(to), {}};
}
Change add(std::string at, const std::string& what) {
  return {Op::kAdd, std::move(at), value_of(what), {}};
}
Change remove(std::string at) { return {Op::kRemove, std::move(at), {}, {}}; }
Change rename(std::string at, std::string to) {
  return {Op::kRename, std::move(at), {}, std::move(to)};
}

struct Case {
  std::string text;
  std::vector<Change> changes;
  std::string expected;
};

void check(const std::vector<Case>& cases) {
  for (const auto& c : cases) {
    CAPTURE(c.text);
    const auto document = yaml::read(source_of(c.text), Limits{});
    REQUIRE(document.ok());
    const auto edits = yaml::edit(*document, c.changes, Limits{});
    if (!edits.ok()) FAIL(edits.error().what);
    const auto result = apply_edits(c.text, *edits);
    REQUIRE(result.ok());
    CHECK(*result == c.expected);
  }
}

}  // namespace

TEST_CASE("a map or list becomes the only element of a list, and no line of it moves") {
  check({
      {"a:  # c\n  # d\n  b: 1  # e\n  c: 2\nd: 3\n",
       {replace("/a", "[{b: 1, c: 2}]")},
       "a:  # c\n  # d\n- b: 1  # e\n  c: 2\nd: 3\n"},
      {"a:\r\n    b: {c: 1}\r\n", {replace("/a", "[{b: {c: 1}}]")}, "a:\r\n  - b: {c: 1}\r\n"},
      {"a:\n    - b  # c\n", {replace("/a", "[[b]]")}, "a:\n  - - b  # c\n"},
      {"a: {b: 1,  # c\n  d: 2}\n",
       {replace("/a", "[{b: 1, d: 2}]")},
       "a: [{b: 1,  # c\n  d: 2}]\n"},
      // No room for the dash.
      {"a:\n b: 1\n", {replace("/a", "[{b: 1}]")}, "a:\n - b: 1\n"},
  });
}

TEST_CASE("a scalar is replaced in the style it has") {
  check({
      {"a: b  # c\n", {replace("/a", "x y")}, "a: x y  # c\n"},
      {"a: 'b' # c\n", {replace("/a", "\"it's\"")}, "a: 'it''s' # c\n"},
      {"a: 'b'\n", {replace("/a", "\"x\\ty\"")}, "a: \"x\\ty\"\n"},
      {"a: \"b\"\n", {replace("/a", "x")}, "a: \"x\"\n"},
      {"a: b\n", {replace("/a", "'no'")}, "a: \"no\"\n"},
      {"a: b\n", {replace("/a", "'x: y'")}, "a: \"x: y\"\n"},
      {"a: 'b'\n", {replace("/a", "12")}, "a: 12\n"},
      {"a: 1\n", {replace("/a", "'0123'")}, "a: \"0123\"\n"},
      {"a: b\n", {replace("/a", "[]")}, "a: []\n"},
      {"a: [b, c]\n", {replace("/a/1", "'x:y'")}, "a: [b, \"x:y\"]\n"},
      {"a: one\n  two # c\nb: 1\n", {replace("/a", "x")}, "a: x # c\nb: 1\n"},
      {"a: \"one\n  two\"\nb: 1\n", {replace("/a", "x")}, "a: \"x\"\nb: 1\n"},
      {"a: |\n  one\n  two\n\nb: 1\n", {replace("/a", "x")}, "a: x\n\nb: 1\n"},
      {"a: | # c\n  one\nb: 1\n", {replace("/a", "x")}, "a: x # c\nb: 1\n"},
      {"a: |\n   one\nb: 1\n", {replace("/a", "\"x\\n\\ny\"")}, "a: |-\n   x\n\n   y\nb: 1\n"},
      {"a: !!str 12\n", {replace("/a", "'13'")}, "a: !!str \"13\"\n"},
      {"\xEF\xBB\xBF"
       "a: b",
       {replace("/a", "c")},
       "\xEF\xBB\xBF"
       "a: c"},
      {"b\n", {replace("", "c")}, "c\n"},
  });
}

TEST_CASE("a null without text is filled where it stands") {
  check({
      {"a:\nb: 1\n", {replace("/a", "x")}, "a: x\nb: 1\n"},
      {"a: \nb: 1\n", {replace("/a", "x")}, "a: x\nb: 1\n"},
      {"a: # c\n", {replace("/a", "x")}, "a: x # c\n"},
      {"a:", {replace("/a", "[x, 'y:z']")}, "a: [x, \"y:z\"]"},
      {"a: # c\nb: 1\n", {replace("/a", "{k: v}")}, "a: # c\n  k: v\nb: 1\n"},
      {"-\n- b\n", {replace("/0", "x")}, "- x\n- b\n"},
      {"-\n- b\n", {replace("/0", "{k: v, l: w}")}, "- k: v\n  l: w\n- b\n"},
      {"{a, b: }\n", {replace("/a", "1"), replace("/b", "2")}, "{a: 1, b: 2}\n"},
  });
}

TEST_CASE("scalars become lists and maps, and the other way round") {
  check({
      {"scopes: rct:api; webaccess:cacerts # c\n",
       {replace("/scopes", "['rct:api', 'webaccess:cacerts']")},
       "scopes: [\"rct:api\", \"webaccess:cacerts\"] # c\n"},
      {"l:\n- a\nscopes: x # c\n",
       {replace("/scopes", "[a, b]")},
       "l:\n- a\nscopes: # c\n- a\n- b\n"},
      {"a:\n    b: 1\nc: x\n",
       {replace("/c", "{d: [{e: 1}]}")},
       "a:\n    b: 1\nc:\n    d:\n        - e: 1\n"},
      {"- a # c\n- b\n", {replace("/0", "{k: v}")}, "- k: v # c\n- b\n"},
      {"a:  # c\n  - x # d\n  - y\nb: 1\n", {replace("/a", "z")}, "a: z  # c\nb: 1\n"},
      {"a: [x, y] # c\n", {replace("/a", "z")}, "a: z # c\n"},
      {"a:\n  b: 1\nc: 2\n", {replace("/a", "[{x: 1}]")}, "a:\n  - x: 1\nc: 2\n"},
      {"a: {}\n", {add("/a/b", "1")}, "a: {b: 1}\n"},
      {"a: [] # c\nb: 1\n", {add("/a/-", "{k: v, l: 1}")}, "a: # c\n  - k: v\n    l: 1\nb: 1\n"},
  });
}

TEST_CASE("a list that is replaced changes element by element") {
  const std::string list = "l:\n  - a # one\n  # own\n  - b # two\n  - c\nz: 1\n";
  check({
      {list, {replace("/l", "[a, c]")}, "l:\n  - a # one\n  # own\n  - c\nz: 1\n"},
      {list, {replace("/l", "[a, x, c]")}, "l:\n  - a # one\n  # own\n  - x # two\n  - c\nz: 1\n"},
      {list,
       {replace("/l", "[a, b, c, d]")},
       "l:\n  - a # one\n  # own\n  - b # two\n  - c\n  - d\nz: 1\n"},
      {list,
       {replace("/l", "[x, a, b, c]")},
       "l:\n  - x\n  - a # one\n  # own\n  - b # two\n  - c\nz: 1\n"},
      {list, {replace("/l", "[]")}, "l: []\n  # own\nz: 1\n"},
      {"[a, b, c] # c\n", {replace("", "[b, c, d]")}, "[b, c, d] # c\n"},
      {"m:\n  a: 1 # one\n  b: 2\n",
       {replace("/m", "{b: 2, a: 3, c: {d: 1}}")},
       "m:\n  a: 3 # one\n  b: 2\n  c:\n    d: 1\n"},
  });
}

TEST_CASE("members and elements are added like their siblings") {
  check({
      {"a: 1\nb:\n  c: 2 # c\n\n# next\nd: 3\n",
       {add("/b/x", "'y z'")},
       "a: 1\nb:\n  c: 2 # c\n  x: y z\n\n# next\nd: 3\n"},
      {"a: 1", {add("/b", "[]")}, "a: 1\nb: []"},
      {"a: 1\r\nb:\r\n  - x\r\n",
       {add("/b/-", "z"), add("/c", "{k: v}")},
       "a: 1\r\nb:\r\n  - x\r\n  - z\r\nc:\r\n  k: v\r\n"},
      {"'a': 'x'\n'b': 'z'\n", {add("/c", "v")}, "'a': 'x'\n'b': 'z'\n'c': 'v'\n"},
      {"- a: 1\n  b: 2\n- c\n", {add("/0/d", "3")}, "- a: 1\n  b: 2\n  d: 3\n- c\n"},
      {"l:\n- a\n- b\n",
       {add("/l/1", "x"), add("/l/-", "{k: [1]}")},
       "l:\n- a\n- x\n- b\n- k:\n  - 1\n"},
      {"l:\n- a\n", {add("/l/0", "x")}, "l:\n- x\n- a\n"},
      {"a: [1, 2] # c\n", {add("/a/0", "0"), add("/a/-", "{b: c}")}, "a: [0, 1, 2, {b: c}] # c\n"},
      {"{\"a\": \"x\"}\n", {add("/b", "v")}, "{\"a\": \"x\", \"b\": \"v\"}\n"},
      {"{\n  a: 1, # one\n  b: 2 # two\n}\n",
       {add("/c", "3")},
       "{\n  a: 1, # one\n  b: 2, # two\n  c: 3\n}\n"},
      {"[\n  a,\n  b, # two\n]\n", {add("/-", "c")}, "[\n  a,\n  b, # two\n  c,\n]\n"},
      {"a: |\n  text\n", {add("/b", "1")}, "a: |\n  text\nb: 1\n"},
  });
}

TEST_CASE("members and elements are removed with their lines") {
  check({
      {"a: 1 # one\n# own\nb: 2 # two\nc: 3\n", {remove("/b")}, "a: 1 # one\n# own\nc: 3\n"},
      {"a: 1\nb:\n  - x\n  - {y: z}\nc: 3\n", {remove("/b")}, "a: 1\nc: 3\n"},
      {"a: 1\nb: 2", {remove("/b")}, "a: 1"},
      {"# top\na: 1\nb: 2\n", {remove("/a")}, "# top\nb: 2\n"},
      {"a: 1\nb: 2\n", {remove("/a"), remove("/b")}, "{}\n"},
      {"p:\n  a: 1 # c\n  b: 2\nq: 1\n", {remove("/p/a"), remove("/p/b")}, "p: {}\nq: 1\n"},
      {"- a: 1 # c\n  b: 2\n", {remove("/0/a")}, "- b: 2\n"},
      {"- a: 1\n  # own\n  b: 2\n", {remove("/0/a")}, "-\n  # own\n  b: 2\n"},
      {"- - a\n  - b\n- c\n", {remove("/0/0"), remove("/0/1")}, "- []\n- c\n"},
      {"[a, b, c]\n", {remove("/0")}, "[b, c]\n"},
      {"[a, b, c]\n", {remove("/1"), remove("/2")}, "[a]\n"},
      {"[ a, b ]\n", {remove("/0"), remove("/1")}, "[]\n"},
      {"{\n  a: 1, # one\n  b: 2 # two\n}\n", {remove("/b")}, "{\n  a: 1 # one\n}\n"},
      {"[a, # one\n b # two\n]\n", {remove("/0")}, "[ # one\n b # two\n]\n"},
  });
}

TEST_CASE("names are changed in the style they have") {
  check({
      {"a: 1 # c\n", {rename("/a", "b")}, "b: 1 # c\n"},
      {"'a': 1\n", {rename("/a", "it's")}, "'it''s': 1\n"},
      {"{a: 1}\n", {rename("/a", "x:y")}, "{\"x:y\": 1}\n"},
      {"a: 1\nb: 2\n", {rename("/a", "b"), rename("/b", "a"), replace("/a", "3")}, "b: 3\na: 2\n"},
  });
}

TEST_CASE("what cannot be edited in place is refused with its place") {
  struct Refused {
    std::string text;
    std::vector<Change> changes;
    std::uint32_t line;
    std::string what;
  };
  const std::vector<Refused> cases{
      {"a: &x b\nc: *x\n",
       {replace("/a", "d")},
       1,
       "the value has a YAML anchor, so that aliases repeat it"},
      {"a: &x b\nc: *x\n",
       {replace("/c", "d")},
       2,
       "the value is a YAML alias that repeats a value from elsewhere"},
      {"a: &x {b: 1}\nc: *x\n",
       {replace("/c/b", "d")},
       2,
       "the value is a YAML alias that repeats a value from elsewhere"},
      {"a: &x {b: 1}\nc: *x\n",
       {replace("/a/b", "d")},
       1,
       "the value stands below a YAML anchor, so that aliases repeat it"},
      {"a: &x {b: 1}\nc: *x\n",
       {remove("/a")},
       1,
       "the value stands below a YAML anchor, so that aliases repeat it"},
      {"a: !!int 1\n", {replace("/a", "x")}, 1, "the edit could not be verified"},
      {"- [a: b]\n", {add("/0/0/c", "d")}, 1, "the value is a pair without braces in a list"},
      {"? a\n", {replace("/a", "d")}, 1, "the name has no `:` after it"},
      {"a: > # c\n  b\n",
       {replace("/a", "[{b: 1}]")},
       1,
       "a comment stands behind the `|` or `>` of the value"},
  };
  for (const auto& c : cases) {
    CAPTURE(c.text);
    const auto document = yaml::read(source_of(c.text), Limits{});
    REQUIRE(document.ok());
    const auto edits = yaml::edit(*document, c.changes, Limits{});
    REQUIRE_FALSE(edits.ok());
    CHECK(edits.error().code == ErrorCode::kRefused);
    CHECK(edits.error().what == c.what);
    CHECK(edits.error().where.line == c.line);
    CHECK_FALSE(edits.error().hint.empty());
  }
}

TEST_CASE("no changes, no edits") {
  const auto document = yaml::read(source_of("a: 1.0\n"), Limits{});
  REQUIRE(document.ok());
  const auto none = yaml::edit(*document, {}, Limits{});
  REQUIRE(none.ok());
  CHECK(none->empty());
  const auto same = yaml::edit(*document, {replace("/a", "1.0")}, Limits{});
  REQUIRE(same.ok());
  CHECK(same->empty());
}

}  // namespace intake
