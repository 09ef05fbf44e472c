#include "document/pointer.h"
#include "formats/json/json.h"
#include "support/catch.h"

namespace intake {
namespace {

SourcePtr source_of(std::string bytes) {
  return std::make_shared<Source>("s.json", std::move(bytes));
}

View top(const Document& document) { return {document, document.root()}; }

}  // namespace

TEST_CASE("spans of JSON values and names are exact") {
  const std::string head = "\xEF\xBB\xBF \r\n";  // a BOM and a CRLF
  const auto source =
      source_of(head +
                "{ \"\xC3\xA9\\n\" : -1.5e3 ,\r\n\t\"t\":\"a\\u00e9\xF0\x9F\x98\x80\", \"l\":[ ],"
                "\"n\":[0,null ,true,false\n,\"\"],\"o\" : {\"x\": 12}}\n ");
  const auto document = json::read(source, Limits{});
  REQUIRE(document.ok());
  struct Case {
    std::string pointer, value, name;
  };
  const std::vector<Case> cases{
      {"/\xC3\xA9\n", "-1.5e3", "\"\xC3\xA9\\n\""},
      {"/t", "\"a\\u00e9\xF0\x9F\x98\x80\"", "\"t\""},
      {"/l", "[ ]", "\"l\""},
      {"/n", "[0,null ,true,false\n,\"\"]", "\"n\""},
      {"/n/0", "0", ""},
      {"/n/1", "null", ""},
      {"/n/2", "true", ""},
      {"/n/3", "false", ""},
      {"/n/4", "\"\"", ""},
      {"/o", "{\"x\": 12}", "\"o\""},
      {"/o/x", "12", "\"x\""},
  };
  for (const auto& c : cases) {
    CAPTURE(c.pointer);
    const NodeId id = find_node(*document, c.pointer);
    REQUIRE(id != kNoNode);
    CHECK(source->slice(document->span(id)) == c.value);
    CHECK(source->slice(document->key_span(id)) == c.name);
  }
  const ByteSpan whole = document->span(document->root());
  CHECK(whole.begin == head.size());
  CHECK(whole.end == source->bytes().size() - 2);
  CHECK(top(*document).member("t").text() == "a\u00e9\U0001F600");
  CHECK((document->node(document->root()).flags & kFlagFlow) != 0);
}

TEST_CASE("a value at the top has its span") {
  for (const std::string text : {"12", "-0.5", "\"x\"", "null", "[]", "{}", "1e3"}) {
    for (const std::string& around : {std::string{}, std::string{" \n"}}) {
      const auto source = source_of(around + text + around);
      const auto document = json::read(source, Limits{});
      CAPTURE(text, around);
      REQUIRE(document.ok());
      CHECK(source->slice(document->span(document->root())) == text);
    }
  }
}

TEST_CASE("texts without escapes stay in the source") {
  const auto source = source_of(R"(["plain","esc\t"])");
  const auto document = json::read(source, Limits{});
  REQUIRE(document.ok());
  CHECK(top(*document).at(0).text().data() == source->bytes().data() + 2);
  CHECK(top(*document).at(1).text() == "esc\t");
}

TEST_CASE("numbers keep their kind and value") {
  struct Case {
    std::string text;
    Kind kind;
    std::string json;
  };
  const std::vector<Case> cases{
      {"0", Kind::kInt, "0"},
      {"-0", Kind::kInt, "0"},
      {"9223372036854775807", Kind::kInt, "9223372036854775807"},
      {"-9223372036854775808", Kind::kInt, "-9223372036854775808"},
      {"9223372036854775808", Kind::kUint, "9223372036854775808"},
      {"18446744073709551615", Kind::kUint, "18446744073709551615"},
      {"1.0", Kind::kDouble, "1.0"},
      {"1E2", Kind::kDouble, "100.0"},
      {"0.1", Kind::kDouble, "0.1"},
  };
  for (const auto& c : cases) {
    const auto document = json::read(source_of(c.text), Limits{});
    CAPTURE(c.text);
    REQUIRE(document.ok());
    CHECK(top(*document).kind() == c.kind);
    CHECK(to_json(top(*document)) == c.json);
  }
}

TEST_CASE("what is no JSON is refused with its place, in words for people") {
  using enum ErrorCode;
  struct Case {
    std::string text;
    std::uint32_t line, column;
    std::string what, hint;
    ErrorCode code = kSyntax;
  };
  const std::vector<Case> cases{
      {"", 1, 1, "the input is empty", "check that the right file was saved and sent", kEmpty},
      {"{\"a\": 1,}", 1, 8, "a comma stands before the closing `}`", "remove the comma"},
      {"[1,\n 2,\n]", 2, 3, "a comma stands before the closing `]`", "remove the comma"},
      {"[1 2]", 1, 4, "a comma is missing between two elements, before `2`", "write `,` or `]`"},
      {"{\"a\": 1\n \"b\": 2}", 2, 2, "a comma is missing between two members, before `\"`",
       "write `,` or `}`"},
      {"{\"é😀\": 1 \"b\": 2}", 1, 10, "a comma is missing between two members, before `\"`",
       "write `,` or `}`"},
      {"{\r\n\"é\": tru}\r\n", 2, 6, "`tru` has no quotes and is not true, false, null or a number",
       "write `\"tru\"`"},
      {"\xEF\xBB\xBF{\"a\" 1}", 1, 6, "a `:` is missing after the name `a`",
       "write `:` and the value"},
      {"{\"a\" = 1}", 1, 6, "a `:` is missing after the name `a`", "write `:` instead of `=`"},
      {"{a: 1}", 1, 2, "the name `a` has no double quotes", "write `\"a\"`"},
      {"{'a': 1}", 1, 2, "a text stands in single quotes", "write it in double quotes"},
      {"['a']", 1, 2, "a text stands in single quotes", "write it in double quotes"},
      {"[True]", 1, 2, "`True` is not a JSON value", "write `true`"},
      {"[None]", 1, 2, "`None` is not a JSON value", "write `null`"},
      {"[NaN]", 1, 2, "`NaN` is not a number that JSON knows", "write `null` or a text"},
      {"[0123]", 1, 2, "`0123` is not a number of JSON: it begins with 0",
       "write it in double quotes to keep the 0, or without the 0"},
      {"[+1]", 1, 2, "`+1` is not a number of JSON: it begins with `+`", "remove the `+`"},
      {"01", 1, 1, "`01` is not a number of JSON: it begins with 0",
       "write it in double quotes to keep the 0, or without the 0"},
      {"[12ab]", 1, 2, "`12ab` is not a number of JSON: it goes on after the digits",
       "write it in double quotes"},
      {"[1:2]", 1, 3, "a `:` stands in a list", "put name and value in `{` and `}`"},
      {"1/2", 1, 2, "comments are not part of JSON", "remove it, or send the file as YAML"},
      {"[1//\n]", 1, 3, "comments are not part of JSON", "remove it, or send the file as YAML"},
      {"{\"a\": 1]", 1, 8, "`]` closes the map `{` of line 1, column 1", "write `}`"},
      {"[.5]", 1, 2, "`.5` is not a number of JSON: a digit is missing before the point", ""},
      {"[-.5]", 1, 2, "`-.5` is not a number of JSON: a digit is missing before the point", ""},
      {"[1.]", 1, 2, "`1.` is not a number of JSON: a digit is missing after the point", ""},
      {"[1e]", 1, 2, "`1e` is not a number of JSON: a digit is missing in the exponent", ""},
      {"[1,,2]", 1, 4, "a value is missing before `,`", "write it, or `null`"},
      {"{\"a\":}", 1, 6, "a value is missing before `}`", "write it, or `null`"},
      {"{,}", 1, 2, "a member is missing before the comma", "remove the comma"},
      {"[1}", 1, 3, "`}` closes the list `[` of line 1, column 1", "write `]`"},
      {"{\"a\": [1, 2}", 1, 12, "`}` closes the list `[` of line 1, column 7", "write `]`"},
      {"{]", 1, 2, "`]` closes the map `{` of line 1, column 1", "write `}`"},
      {"{\"a\": [1,\n2", 2, 2, "the list `[` of line 1, column 7 is not closed",
       "add the missing `]`"},
      {"{\"a\": ", 1, 7, "the map `{` of line 1, column 1 is not closed", "add the missing `}`"},
      {"{\"a\"", 1, 5, "the map `{` of line 1, column 1 is not closed", "add the missing `}`"},
      {"[\"abc\n\"]", 1, 2, "the text that starts here has no closing `\"` on its line",
       "add the `\"`; a line break inside a text is written `\\n`"},
      {"[\"abc", 1, 2, "the text that starts here has no closing `\"` on its line",
       "add the `\"`; a line break inside a text is written `\\n`"},
      {"[\"a\tb\"]", 1, 4, "a tab stands in a text", "write `\\t` or a blank"},
      {"[\"C:\\dir\"]", 1, 5, "`\\d` is not an escape of JSON", "write `\\\\` for a backslash"},
      {"[\"\\u12\"]", 1, 3, "`\\u` needs four hexadecimal digits", ""},
      {"[\"\\ud83d\"]", 1, 3, "`\\ud83d` is half of a surrogate pair",
       "write both halves, or the character itself"},
      {"[\"\\ude00\"]", 1, 3, "`\\ude00` is half of a surrogate pair",
       "write both halves, or the character itself"},
      {"{\"\\ud83dx\": 1}", 1, 3, "`\\ud83d` is half of a surrogate pair",
       "write both halves, or the character itself"},
      {"{} x", 1, 4, "there is more text after the end of the value: `x`",
       "a JSON text holds one value; remove the rest"},
      {"{}\n{}", 2, 1, "there is more text after the end of the value: `{`",
       "a JSON text holds one value; remove the rest"},
      {"{\"a\": 1 // x\n}", 1, 9, "comments are not part of JSON",
       "remove it, or send the file as YAML"},
      {"# x\n{}", 1, 1, "comments are not part of JSON", "remove it, or send the file as YAML"},
      {"[\xC2\xA0"
       "1]",
       1, 2, "the invisible character U+00A0 stands where a value is expected", ""},
      {"[*]", 1, 2, "`*` stands where a value is expected", ""},
      {"[\"a\": 1]", 1, 5, "a `:` stands in a list", "put name and value in `{` and `}`"},
      {"{\"a\": 1, \"b\": 2, \"a\": 3}", 1, 18,
       "the name `a` is given twice, first at line 1, column 2", "keep one of the two"},
      {"{\"x\": {\"é\": 1,\n\"\\u00e9\": 2}}", 2, 1,
       "the name `é` is given twice, first at line 1, column 8", "keep one of the two"},
      {"[1e999]", 1, 2, "the number `1e999` is too large", "write it as a text in double quotes",
       kUnsupported},
      {"[18446744073709551616]", 1, 2,
       "the number `18446744073709551616` has more digits than can be kept",
       "write it as a text in double quotes", kUnsupported},
      {"[-9223372036854775809]", 1, 2,
       "the number `-9223372036854775809` has more digits than can be kept",
       "write it as a text in double quotes", kUnsupported},
  };
  for (const auto& c : cases) {
    CAPTURE(c.text);
    const auto document = json::read(source_of(c.text), Limits{});
    REQUIRE_FALSE(document.ok());
    const Error& error = document.error();
    CHECK(error.what == c.what);
    CHECK(error.hint == c.hint);
    CHECK(error.code == c.code);
    CHECK(error.where.line == c.line);
    CHECK(error.where.column == c.column);
    CHECK(error.where.source == "s.json");
  }
}

TEST_CASE("a JSON text within the limits is read, one step over is not") {
  struct Case {
    std::string name;
    Limits limits;
    std::string within, over;
  };
  Limits depth, nodes, scalar;
  depth.depth = 3;
  nodes.nodes = 3;
  scalar.scalar_bytes = 3;
  const std::vector<Case> cases{
      {"depth of lists", depth, "[[[1]]]", "[[[[]]]]"},
      {"depth of maps", depth, R"({"a":{"b":{"c":1}}})", R"({"a":{"b":{"c":{}}}})"},
      {"nodes", nodes, "[1,2]", "[1,2,3]"},
      {"nodes, containers", nodes, "[[],[]]", "[[],{},[]]"},
      {"text", scalar, R"(["abc"])", R"(["abcd"])"},
      {"escaped text", scalar, R"(["\u0041\u0041\u0041"])", R"(["\u0041\u0041\u0041\u0041"])"},
      {"name", scalar, R"({"abc":1})", R"({"abcd":1})"},
  };
  for (const auto& c : cases) {
    CAPTURE(c.name);
    CHECK(json::read(source_of(c.within), c.limits).ok());
    const auto over = json::read(source_of(c.over), c.limits);
    REQUIRE_FALSE(over.ok());
    CHECK(over.error().code == ErrorCode::kLimit);
    CHECK(over.error().where.column > 1);
  }
  const auto deep = json::read(source_of(std::string(1'000'000, '[')), Limits{});
  REQUIRE_FALSE(deep.ok());
  CHECK(deep.error().code == ErrorCode::kLimit);
}

TEST_CASE("read_keeping_last takes the last of equal names") {
  const auto document =
      json::read_keeping_last(source_of(R"({"a":1,"b":[2],"a":{"c":3}})"), Limits{});
  REQUIRE(document.ok());
  CHECK(to_json(top(*document)) == R"({"b":[2],"a":{"c":3}})");
}

TEST_CASE("many members are read in linear time and found") {
  std::string text = "{";
  for (int i = 0; i < 50'000; ++i) {
    if (i > 0) text += ',';
    text += "\"k" + std::to_string(i) + "\":" + std::to_string(i);
  }
  text += "}";
  const auto document = json::read(source_of(text), Limits{});
  REQUIRE(document.ok());
  CHECK(top(*document).member("k49999").node().payload.integer == 49'999);
}

TEST_CASE("write is read back as the same value") {
  const std::string text = R"({"a":[1,-2.5,"é\n",{},[]],"b":{"":null,"t":true}})";
  const auto document = json::read(source_of(text), Limits{});
  REQUIRE(document.ok());
  const std::string written = json::write(top(*document));
  CHECK(written ==
        "{\n  \"a\": [\n    1,\n    -2.5,\n    \"é\\n\",\n    {},\n    []\n  ],\n"
        "  \"b\": {\n    \"\": null,\n    \"t\": true\n  }\n}\n");
  const auto again = json::read(source_of(written), Limits{});
  REQUIRE(again.ok());
  CHECK(equal(top(*document), top(*again)));
}

}  // namespace intake
