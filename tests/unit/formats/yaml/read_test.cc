#include "formats/yaml/yaml.h"
#include "support/catch.h"

#include "document/datum.h"
#include "document/pointer.h"

namespace intake {
namespace {

SourcePtr source_of(std::string bytes) {
  return std::make_shared<Source>("s.yaml", std::move(bytes));
}

Result<Document> read(std::string bytes, const Limits& limits = {}) {
  return yaml::read(source_of(std::move(bytes)), limits);
}

std::string json_of(const Document& document) { return to_json(View(document, document.root())); }

}  // namespace

TEST_CASE("plain text is typed by the core schema and the house rules") {
  struct Case {
    std::string text, json;
  };
  const std::vector<Case> cases{
      {"~", "null"},
      {"null", "null"},
      {"NULL", "null"},
      {"nUll", "\"nUll\""},
      {"true", "true"},
      {"False", "false"},
      {"no", "\"no\""},
      {"yes", "\"yes\""},
      {"on", "\"on\""},
      {"12", "12"},
      {"+12", "12"},
      {"-12", "-12"},
      {"0", "0"},
      {"0123", "\"0123\""},
      {"-01", "\"-01\""},
      {"01.5", "\"01.5\""},
      {"0o17", "15"},
      {"0x1F", "31"},
      {"0x1G", "\"0x1G\""},
      {"0b1", "\"0b1\""},
      {"1_000", "\"1_000\""},
      {"190:20:30", "\"190:20:30\""},
      {"2024-04-01", "\"2024-04-01\""},
      {"9223372036854775807", "9223372036854775807"},
      {"9223372036854775808", "9223372036854775808"},
      {"18446744073709551615", "18446744073709551615"},
      {"18446744073709551616", "\"18446744073709551616\""},
      {"-9223372036854775808", "-9223372036854775808"},
      {"-9223372036854775809", "\"-9223372036854775809\""},
      {"1.5", "1.5"},
      {".5", "0.5"},
      {"1e3", "1000.0"},
      {"1e999", "\"1e999\""},
      {".inf", "\".inf\""},
      {".nan", "\".nan\""},
      {"0.1.2", "\"0.1.2\""},
      {"'12'", "\"12\""},
      {"\"true\"", "\"true\""},
      {R"("é\Na\_\L\x85")", R"("é\u0085a\u00A0\u2028\u0085")"},
      {"|\n  12\n", "\"12\\n\""},
      {"!!str 12", "\"12\""},
      {"!!int '12'", "12"},
      {"!!float 1", "1"},
      {"!!null ''", "null"},
      {"! 12", "\"12\""},
      {"!!seq [1]", "[1]"},
      {"!!map {a: 1}", "{\"a\":1}"},
  };
  for (const auto& c : cases) {
    CAPTURE(c.text);
    const auto document = read("v: " + c.text);
    REQUIRE(document.ok());
    const auto expected = read("{\"v\": " + c.json + "}");
    REQUIRE(expected.ok());
    CHECK(json_of(*document) == json_of(*expected));
  }
}

TEST_CASE("names are texts as they are written") {
  const auto document = read("1: a\n01: b\ntrue: c\n~: d\n'1 ': e\n? long\n: f\n<<: g\n");
  REQUIRE(document.ok());
  CHECK(json_of(*document) ==
        R"({"1":"a","01":"b","true":"c","~":"d","1 ":"e","long":"f","<<":"g"})");
}

TEST_CASE("every value knows its bytes") {
  struct Case {
    std::string text, pointer, written;
    unsigned flags;
  };
  const std::vector<Case> cases{
      {"a: b c  # d\n", "/a", "b c", 0},
      {"\xEF\xBB\xBF"
       "a: b\n",
       "/a", "b", 0},
      {"a: é\r\nb: 'c''d' # e\r\n", "/b", "'c''d'", kFlagQuoted},
      {"a: \"x\\\"\n  y\"\nb: 1\n", "/a", "\"x\\\"\n  y\"", kFlagQuoted},
      {"a: one\n  two\n\n  three\nb: 1\n", "/a", "one\n  two\n\n  three", kFlagBlock},
      {"a: |\n  one\n\n  two\n\n# c\nb: 1\n", "/a", "|\n  one\n\n  two", kFlagQuoted | kFlagBlock},
      {"a: >2-  # c\n    one\n   two\nb: 1\n", "/a", ">2-  # c\n    one\n   two",
       kFlagQuoted | kFlagBlock},
      {"a: |+\n  one\n\n\nb: 1\n", "/a", "|+\n  one\n\n", kFlagQuoted | kFlagBlock},
      {"- |\n one\n- b\n", "/0", "|\n one", kFlagQuoted | kFlagBlock},
      {"a: [1, {b: c}, ] # d\n", "/a", "[1, {b: c}, ]", kFlagFlow},
      {"a: [1, {b: c}, ] # d\n", "/a/1", "{b: c}", kFlagFlow},
      {"a: [b: c, d]\n", "/a/0", "b: c", kFlagFlow},
      {"a:\n  b: 1\n  c: 2 # d\ne: 3\n", "/a", "b: 1\n  c: 2", 0},
      {"a:\n- 1\n-  - 2\n   - 3\nb: 1\n", "/a", "- 1\n-  - 2\n   - 3", 0},
      {"a:\n- 1\n-  - 2\n   - 3\nb: 1\n", "/a/1", "- 2\n   - 3", 0},
      {"a: &x !!str b\n", "/a", "b", kFlagAnchored},
      {"a: &x\n  b: 1\n", "/a", "b: 1", kFlagAnchored},
      {"a: &x b\nc: *x # d\n", "/c", "*x", kFlagAliased},
      {"a: &x {b: [1]}\nc: *x\n", "/c/b/0", "*x", kFlagAliased},
      {"a: ~\nb: 1\n", "/a", "~", 0},
      {"a:\n  null\nb: 1\n", "/a", "null", 0},
      {"a:\n", "/a", "", kFlagImplicit},
      {"a:\nnull: 1\n", "/a", "", kFlagImplicit},
      {"a: # c\nb: 1\n", "/a", "", kFlagImplicit},
      {"{a, b: 1}", "/a", "", kFlagImplicit},
      {"-\n- b\n", "/0", "", kFlagImplicit},
      {"--- 'b'\n...\n", "", "'b'", kFlagQuoted},
      {"https://x/#y", "", "https://x/#y", 0},
  };
  for (const auto& c : cases) {
    CAPTURE(c.text, c.pointer);
    const auto document = read(c.text);
    REQUIRE(document.ok());
    const NodeId node = find_node(*document, c.pointer);
    REQUIRE(node != kNoNode);
    CHECK(document->source()->slice(document->span(node)) == c.written);
    CHECK(document->node(node).flags == c.flags);
  }
}

TEST_CASE("a null without text stands right behind its colon, dash or name") {
  struct Case {
    std::string text, pointer;
    std::uint32_t at;
  };
  const std::vector<Case> cases{{"a:  \nb: 1\n", "/a", 2}, {"a:\nnull: 1\n", "/a", 2},
                                {"- \n- b\n", "/0", 1},    {"{a, b: 1}", "/a", 2},
                                {"{a: , b: 1}", "/a", 3},  {"a: &x\nb: 1\n", "/a", 5},
                                {"? a\n? b\n", "/a", 3},   {"---\n", "", 3}};
  for (const auto& c : cases) {
    CAPTURE(c.text);
    const auto document = read(c.text);
    REQUIRE(document.ok());
    const NodeId node = find_node(*document, c.pointer);
    REQUIRE(node != kNoNode);
    CHECK(document->span(node) == ByteSpan{c.at, c.at});
  }
}

TEST_CASE("names have their bytes too") {
  const auto document = read("a: {'b c': 1}\n? &x \"d\"\n: *x\n*x : 1\n");
  REQUIRE_FALSE(document.ok());  // `*x` says `d` again
  const auto fixed = read("a: {'b c': 1}\n? \"d\"\n: 2\n");
  REQUIRE(fixed.ok());
  const auto key = [&](std::string_view pointer) {
    return fixed->source()->slice(fixed->key_span(find_node(*fixed, pointer)));
  };
  CHECK(key("/a") == "a");
  CHECK(key("/a/b c") == "'b c'");
  CHECK(key("/d") == "\"d\"");
}

TEST_CASE("what is wrong is told with its place") {
  struct Case {
    std::string text;
    ErrorCode code;
    std::uint32_t line, column;
    std::string what;
  };
  using E = ErrorCode;
  const std::vector<Case> cases{
      {"a: 1\nb: 2\na: 3\n", E::kSyntax, 3, 1, "the name `a` is given twice, first on line 1"},
      {"{a: 1, a: 2}", E::kSyntax, 1, 8, "the name `a` is given twice, first on line 1"},
      {"a: 1\n---\nb: 2\n", E::kUnsupported, 2, 1, "a second document begins here"},
      {"a: 1\n...\nb: 2\n", E::kUnsupported, 3, 1, "a second document begins here"},
      {"{\"a\":1} trailing\n", E::kSyntax, 1, 9, "`t` stands where it belongs to nothing"},
      {"[1,2] [3]\n", E::kSyntax, 1, 7, "`[` stands where it belongs to nothing"},
      {",", E::kSyntax, 1, 1, "`,` stands where it belongs to nothing"},
      {"\"x\"\n,", E::kSyntax, 2, 1, "`,` stands where it belongs to nothing"},
      {"[a, , b]", E::kSyntax, 1, 5, "`,` stands where it belongs to nothing"},
      {"a: \"x\n", E::kSyntax, 1, 4, "a quote is opened here and never closed"},
      {"a: 'x\nb: 2\n", E::kSyntax, 1, 4, "a quote is opened here and never closed"},
      {"a:\n\tb: 1\n", E::kSyntax, 2, 1, "a tab is used as indentation"},
      {"a: 1\nb\nc: 2\n", E::kSyntax, 3, 2, "a `:` stands where no mapping can begin"},
      {"a: 1\nb\n", E::kSyntax, 2, 2, "a name has no `:` after it"},
      {"a: b: c\n", E::kSyntax, 1, 5, "a `:` stands where no mapping can begin"},
      {"a: - b\n", E::kSyntax, 1, 4, "a `- ` stands where no list can begin"},
      {"a: @b\n", E::kSyntax, 1, 4, "`@` cannot begin a text"},
      {"a: [b\n", E::kSyntax, 2, 1, "a `[` is not closed, or a comma is missing here"},
      {"a: b]\nc: ]\n", E::kSyntax, 2, 4, "a closing bracket has no matching opening one"},
      {"a: \"\\q\"\n", E::kSyntax, 1, 5, "a `\\` is no escape with what follows it"},
      {"\"\\ud83d\"", E::kSyntax, 1, 2, "an escape names no character"},
      {"? [a]\n: b\n", E::kUnsupported, 1, 3, "a list or map stands where a name is needed"},
      {"{a: b}: c\n", E::kUnsupported, 1, 1, "a list or map stands where a name is needed"},
      {": b\n", E::kUnsupported, 1, 1, "a `:` has no name before it"},
      {"a: !foo b\n", E::kUnsupported, 1, 4, "the tag `!foo` is not known"},
      {"a: !!int x\n", E::kSyntax, 1, 10, "the value does not fit its tag `!!int`"},
      {"a: !!seq {}\n", E::kUnsupported, 1, 4, "the tag `!!seq` is not known"},
      {"a: *b\n", E::kSyntax, 1, 4, "an alias names an anchor that is not defined"},
      {"a: &k [1, *k]\n", E::kUnsupported, 1, 11,
       "an alias stands inside the value that it repeats"},
      {"# only\n", E::kEmpty, 1, 1, "there is nothing but blanks and comments"},
      {"a: 1\rb: 2\r", E::kEncoding, 1, 5, "a line ends in CR alone, as on old Macintosh systems"},
      {std::string("a: \0", 4), E::kEncoding, 1, 4, "a NUL byte stands in the text"},
      {"a: |x\n b\n", E::kSyntax, 1, 5, "after `|` or `>` only a line of its own can follow"},
      {"%YAML 1.2\na: 1\n", E::kSyntax, 2, 1, "`a` stands where it belongs to nothing"},
  };
  for (const auto& c : cases) {
    CAPTURE(c.text);
    const auto document = read(c.text);
    REQUIRE_FALSE(document.ok());
    const Error& error = document.error();
    CHECK(error.what == c.what);
    CHECK(error.code == c.code);
    CHECK(error.where.line == c.line);
    CHECK(error.where.column == c.column);
    CHECK_FALSE(error.hint.empty());
  }
}

TEST_CASE("a fault behind a quote over several lines points to the quote") {
  const auto document = read("a: \"x\nb: \"y\"\n");
  REQUIRE_FALSE(document.ok());
  CHECK(document.error().hint == "close the quote that opens on line 1");
}

TEST_CASE("limits hold") {
  Limits limits;
  limits.depth = 5;
  limits.nodes = 20;
  limits.alias_nodes = 12;
  limits.scalar_bytes = 30;
  struct Case {
    std::string text;
    bool ok;
  };
  std::string chain = "a0: &a0 x\n";
  for (int i = 1; i < 8; ++i) {
    const auto n = std::to_string(i);
    chain += "a" + n + ": &a" + n + " [*a" + std::to_string(i - 1) + "]\n";
  }
  const std::vector<Case> cases{
      {"[[[[[1]]]]]", true},
      {"[[[[[[1]]]]]]", false},
      {std::string(100'000, '['), false},
      {"[1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1]", true},
      {"[1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1]", false},
      {"- &a [1,1,1]\n- *a\n- *a\n- *a\n", true},
      {"- &a [1,1,1]\n- *a\n- *a\n- *a\n- *a\n", false},
      {"- &a [1,1,1]\n- &b [*a, *a]\n- [*b, *b]", false},
      {chain, false},
      {"a: " + std::string(30, 'x'), true},
      {"a: " + std::string(31, 'x'), false},
      {std::string(31, 'x') + ": a", false},
  };
  for (const auto& c : cases) {
    CAPTURE(c.text.substr(0, 60));
    const auto document = read(c.text, limits);
    CHECK(document.ok() == c.ok);
    if (!document.ok()) CHECK(document.error().code == ErrorCode::kLimit);
  }
}

TEST_CASE("chains and bombs of aliases end at the default limits") {
  std::string chain = "- &a0 x\n";
  for (int i = 1; i < 20'000; ++i) {
    chain += "- &a" + std::to_string(i) + " [*a" + std::to_string(i - 1) + "]\n";
  }
  std::string bomb = "- &a0 x\n";
  for (int i = 1; i < 12; ++i) {
    const std::string alias = "*a" + std::to_string(i - 1);
    bomb += "- &a" + std::to_string(i) + " [" + alias;
    for (int k = 0; k < 9; ++k) bomb += ", " + alias;
    bomb += "]\n";
  }
  for (const auto& text : {chain, bomb}) {
    const auto document = read(text);
    REQUIRE_FALSE(document.ok());
    CHECK(document.error().code == ErrorCode::kLimit);
  }
}

TEST_CASE("a stream is read document by document") {
  struct Case {
    std::string text;
    std::vector<std::string> json;
  };
  const std::vector<Case> cases{
      {"", {}},
      {"# c\n", {}},
      {"a\n--- |\n  b\n...\n# c\n---\n- d\n", {"\"a\"", "\"b\\n\"", "[\"d\"]"}},
      {"---\n---\n", {"null", "null"}},
      {"...\n", {}},
      {"%YAML 1.2\n---\na\n...\n%YAML 1.2\n--- b\n", {"\"a\"", "\"b\""}},
  };
  for (const auto& c : cases) {
    CAPTURE(c.text);
    const auto documents = yaml::read_stream(source_of(c.text), Limits{});
    REQUIRE(documents.ok());
    std::vector<std::string> json;
    for (const Document& document : *documents) json.push_back(json_of(document));
    CHECK(json == c.json);
  }
  Limits limits;
  limits.stream_documents = 2;
  CHECK_FALSE(yaml::read_stream(source_of("--- a\n--- b\n--- c\n"), limits).ok());
  CHECK_FALSE(yaml::read_stream(source_of("\"x\"\n,"), Limits{}).ok());
  CHECK_FALSE(yaml::read_stream(source_of("[1] [2]"), Limits{}).ok());
}

}  // namespace intake
