#include "formats/json/fast_reader.h"

#include <string>
#include <vector>

#include "document/pointer.h"
#include "formats/json/json.h"
#include "support/catch.h"
#include "support/same_document.h"

namespace intake {
namespace {

using Instructions = json::Reader::Instructions;

std::vector<Instructions> instruction_sets() {
  std::vector<Instructions> sets;
  for (const auto set : {Instructions::kPortable, Instructions::kBaseline, Instructions::kAvx2}) {
    if (json::Reader::available(set)) sets.push_back(set);
  }
  return sets;
}

Result<Document> slowly(const std::string& text, const Limits& limits = {}) {
  return json::read_slowly(std::make_shared<Source>("s.json", text), limits);
}

std::string repeated(std::string_view text, std::size_t times) {
  std::string out;
  for (std::size_t i = 0; i < times; ++i) out += text;
  return out;
}

// Members of one object, with different names.
std::string members(std::size_t count) {
  std::string out;
  for (std::size_t i = 0; i < count; ++i) {
    out += (i == 0 ? "\"m" : ",\"m") + std::to_string(i) + "\":" + std::to_string(i);
  }
  return out;
}

}  // namespace

TEST_CASE("a plain text is read as the slow reader reads it") {
  const std::vector<std::string> texts{
      "{}",
      "[]",
      "[[],{},[[]],{\"\":{}}]",
      " \t\r\n{ \"a\" : 1 , \"b\":[ true , false,null ]\r\n}\r\n ",
      R"([0,-0,1,-1,9223372036854775807,-9223372036854775808,9223372036854775808])",
      R"([18446744073709551615,999999999999999999,1000000000000000000,123456789012345678])",
      R"([0.5,-0.0,1e5,1E+5,1e-5,1.7976931348623157e308,5e-324,0.1,123456789.123456789])",
      R"(["","a","\"","\\","\/","\b\f\n\r\t","\u0000","\u00e9","\u20ac","\uD83D\uDE00","\uFFFF"])",
      "[\"\xC3\xA9\",\"\xE2\x82\xAC\",\"\xF0\x9F\x98\x80\",\"\x7F\",\"\xEF\xBF\xBF\"]",
      R"({"a\nb":1,"\u0061":2,"\\\"":3,"\"":4,"\\":5,"":6,"\\\\\"\"":7})",
      R"({"a":{"a":{"a":1,"b":2},"b":[{"a":1},{"a":2}]},"b":{"a":1}})",
      "[\"" + std::string(31, 'x') + "\",\"" + std::string(32, 'x') + "\",\"" +
          std::string(33, 'x') + "\",\"" + std::string(1000, 'x') + "\"]",
      "{\"" + std::string(30, 'x') + "\":1,\"" + std::string(31, 'x') + "\":2,\"" +
          std::string(32, 'x') + "\":3,\"" + std::string(500, 'x') + "\":4}",
      "[\"" + repeated("\\n", 5000) + "\",\"" + repeated("\\u20ac\xC3\xA9", 5000) + "\"]",
      "[" + std::string(500, ' ') + "1" + std::string(500, '\n') + "]",
      "[" + repeated("\r\n", 100) + "1]",
      repeated("[", 200) + repeated("]", 200),
      repeated("{\"a\":", 199) + "{}" + repeated("}", 199),
      "{" + members(16) + "}",
      "{" + members(17) + "}",
      "{" + members(64) + "}",
      "{" + members(65) + "}",
      "{" + members(3000) + "}",
      R"([{"a":1,"b":2},{"a":1,"c":2},{"a":1,"d":2},{"a":1,"b":2},{"b":{"b":1},"a":2},{"c":0}])",
      R"({"t":{"a":1,"ab":2},"u":{"a":1,"abc":2},"v":[{"a":1},{"ab":2},{"abc":3},{"a":4}]})",
      "[" + repeated("{\"x\":[],\"y\":{},\"z\":\"\"},", 2000) + "0]",
  };
  for (const auto set : instruction_sets()) {
    json::Reader reader(nullptr, Limits{}, set);
    for (int round = 0; round < 2; ++round) {  // in the second the names are guessed
      for (const auto& text : texts) {
        CAPTURE(text.substr(0, 200), static_cast<int>(set));
        const auto slow = slowly(text);
        REQUIRE(slow.ok());
        const Document* fast = reader.read(text);
        REQUIRE(fast != nullptr);
        CHECK(difference(*fast, *slow) == "");
        CHECK(fast->source() == nullptr);
        // Bytes behind the text are no part of it.
        const std::string longer = text + "\"]}1";
        fast = reader.read(std::string_view(longer).substr(0, text.size()));
        REQUIRE(fast != nullptr);
        CHECK(difference(*fast, *slow) == "");
      }
    }
  }
}

TEST_CASE("escapes and letters beyond ASCII may stand anywhere in a block") {
  const std::vector<std::string> odd{"\\n",
                                     "\\\"",
                                     "\\\\",
                                     "\\u20ac",
                                     "\\uD83D\\uDE00",
                                     "\xC3\xA9",
                                     "\\n\\t\\\\\\\"",
                                     "\\\\n\\u0041\\\\"};
  for (const auto set : instruction_sets()) {
    json::Reader reader(nullptr, Limits{}, set);
    for (const std::string& one : odd) {
      for (std::size_t before = 0; before < 70; ++before) {
        for (const std::size_t behind : {0, 1, 30, 31, 32, 33, 64}) {
          const std::string written =
              std::string(before, 'x') + one + std::string(behind, 'y') + one;
          const std::string text =
              "{\"a\":\"" + written + "\",\"" + written + "\":[\"" + written + "\"]}";
          const auto slow = slowly(text);
          REQUIRE(slow.ok());
          const Document* fast = reader.read(text);
          const std::string told = fast == nullptr ? "not read" : difference(*fast, *slow);
          if (!told.empty()) FAIL_CHECK(text << ": " << told);
        }
      }
    }
  }
}

TEST_CASE("bad UTF-8 is seen wherever it stands beside an escape") {
  for (const auto set : instruction_sets()) {
    json::Reader reader(nullptr, Limits{}, set);
    for (const std::string_view bad : {"\xC3", "\xFF", "\x80", "\xE2\x82", "\xED\xA0\x80"}) {
      for (std::size_t first = 0; first < 70; ++first) {
        for (const std::size_t second : {0, 1, 29, 30, 31, 32, 33, 64}) {
          const std::string x(first, 'x'), y(second, 'y');
          for (const std::string& text :
               {x + "\\n" + y + std::string(bad) + y, x + std::string(bad) + y + "\\n" + y,
                x + "\\u0041" + y + std::string(bad) + "\\n"}) {
            if (reader.read("[\"" + text + "\"]") != nullptr) FAIL_CHECK(text);
          }
        }
      }
    }
  }
}

TEST_CASE("what is not plain is left to the slow reader") {
  const std::vector<std::string> texts{
      "",
      " \n",
      "1",
      "\"a\"",
      "null",
      "\xEF\xBB\xBF[]",
      ",",
      "\"x\"\n,",
      std::string("[\0]\0", 4),
      "\xFF\xFE[\xFF",
      "\xFF",
      "[\r1\r]",
      "[",
      "]",
      "{",
      "}",
      "[[]",
      "[]]",
      "[}",
      "{]",
      "1]",
      "\"a\"]",
      "{\"a\":1}}",
      "{\"a\":1} trailing",
      "{\"a\":1}{}",
      "{\"a\" 1}",
      "{\"a\":}",
      "{\"a\"}",
      "{1:1}",
      "{a:1}",
      "{,}",
      "{\"a\":1,}",
      "[1,]",
      "[,1]",
      "[1 2]",
      "[01]",
      "[-]",
      "[+1]",
      "[1.]",
      "[.5]",
      "[1e]",
      "[0x1]",
      "[12ab]",
      "[1.2.3]",
      "[-01]",
      "[18446744073709551616]",
      "[-9223372036854775809]",
      "[100000000000000000000000]",
      "[1e999]",
      "[-1e999]",
      "[NaN]",
      "[tru]",
      "[truee]",
      "[nul]",
      "[falsee]",
      "[fals]",
      "[\"]",
      "[\"\\\"]",
      "[\"\\x\"]",
      "[\"\\u12\"]",
      "[\"\\u12g4\"]",
      "[\"\\ud83d\"]",
      "[\"\\ude00\"]",
      "[\"\\ud83d\\u0041\"]",
      "[\"\\ud83dx\"]",
      "[\"\\U0041\"]",
      "[\"a\nb\"]",
      "[\"a\tb\"]",
      std::string("[\"a\0b\"]", 7),
      std::string("[1,\0 2]", 7),
      std::string("[]\0", 3),
      "[\"\x80\"]",
      "[\"\xC3\"]",
      "[\"\xC0\x80\"]",
      "[\"\xC1\xBF\"]",
      "[\"\xE0\x80\x80\"]",
      "[\"\xED\xA0\x80\"]",
      "[\"\xE2\x82\"]",
      "[\"\xF0\x80\x80\x80\"]",
      "[\"\xF4\x90\x80\x80\"]",
      "[\"\xF5\x80\x80\x80\"]",
      "[\"\xF0\x9F\x98\"]",
      "[\"\xFF\"]",
      "{\"\xFF\":1}",
      "[\xC2\xA0]",
      "[\xC3\xA9]",
      "[1\r]",
      "[\r 1]",
      "[1\r\t,2]",
      "[1]\r",
      "\r[1]",
      "[1\x0B]",
      "[1]//",
      "[/**/1]",
      "['a']",
      R"({"a":1,"a":2})",
      R"({"a":1,"\u0061":2})",
      R"({"":1,"":2})",
      R"({"a":{"a":1},"a":2})",
      R"({"a":[{"a":1}],"b":1,"a":2})",
      "{" + members(100) + ",\"m3\":1}",
      "{" + members(2000) + ",\"m1999\":1}",
      repeated("[", 201) + repeated("]", 201),
      repeated("[", 1000),
      repeated("[", 100'000),
      repeated("[", 100'000) + repeated("]", 100'000),
      repeated("{\"a\":", 100'000),
      "[\"" + std::string((1u << 20) + 1, 'x') + "\"]",
      "{\"" + std::string((1u << 20) + 1, 'x') + "\":1}",
  };
  for (const auto set : instruction_sets()) {
    json::Reader reader(nullptr, Limits{}, set);
    for (const auto& text : texts) {
      CAPTURE(text.substr(0, 200), static_cast<int>(set));
      CHECK(reader.read(text) == nullptr);
      // No fault stays behind.
      CHECK(reader.read("{\"a\":{\"b\":1}}") != nullptr);
    }
  }
}

TEST_CASE("the fast reader keeps to the limits") {
  Limits limits;
  limits.depth = 3;
  limits.nodes = 6;
  limits.scalar_bytes = 40;
  limits.input_bytes = 100;
  struct Case {
    std::string text;
    bool read;
  };
  const std::vector<Case> cases{
      {"[[[]]]", true},
      {"[[[[]]]]", false},
      {"[1,2,3,4,5]", true},
      {"[1,2,3,4,5,6]", false},
      {"[[1,2],[3]]", true},
      {"[[1,2],[3,4]]", false},
      {"[\"" + std::string(40, 'x') + "\"]", true},
      {"[\"" + std::string(41, 'x') + "\"]", false},
      {"[\"\\n" + std::string(39, 'x') + "\"]", true},
      {"[\"\\n" + std::string(40, 'x') + "\"]", false},
      {"{\"" + std::string(40, 'x') + "\":1}", true},
      {"{\"" + std::string(41, 'x') + "\":1}", false},
      {"[" + std::string(98, ' ') + "]", true},
      {"[" + std::string(99, ' ') + "]", false},
  };
  json::Reader reader(nullptr, limits);
  for (const auto& c : cases) {
    CAPTURE(c.text);
    CHECK((reader.read(c.text) != nullptr) == c.read);
    CHECK(slowly(c.text, limits).ok() == c.read);
  }
}

TEST_CASE("every code point is accepted or refused as by the slow reader") {
  json::Reader reader(nullptr, Limits{});
  for (std::uint32_t lead = 0x80; lead <= 0xFF; ++lead) {
    for (const std::uint32_t second : {0x7Fu, 0x80u, 0x8Fu, 0x90u, 0x9Fu, 0xA0u, 0xBFu, 0xC0u}) {
      for (const std::string rest : {"", "\x80", "\xBF", "\x80\x80", "\xBF\xBF", "\x80\x80\x80"}) {
        const std::string text = "[\"x" + std::string(1, static_cast<char>(lead)) +
                                 std::string(1, static_cast<char>(second)) + rest + "y\"]";
        const bool read = reader.read(text) != nullptr;
        if (read != slowly(text).ok()) FAIL_CHECK("byte " << lead << ", then " << second);
      }
    }
  }
}

TEST_CASE("a text that may hold a private key is left to read_hiding") {
  struct Case {
    std::string text;
    bool read;
  };
  const std::vector<Case> cases{
      {R"({"kty":"RSA","n":"x","e":"AQAB"})", true},
      {R"({"kty":"RSA","d":"x"})", false},
      {R"({"d":"x","kty":"RSA"})", false},
      {R"({"e":"AQAB","n":"x","qi":"y"})", false},
      {R"({"e":"AQAB","n":"x","qi":""})", true},
      {R"({"kty":"oct","k":null})", true},
      {R"({"kty":"oct","\u006b":"x"})", false},
      {R"({"k":"x","p":1,"q":{"d":2}})", true},
      {R"([{"kty":"EC"},{"d":"x"}])", true},
      {R"({"kty":"RSA","oth":[{"r":"x"}]})", false},
      {R"(["-----BEGIN PRIVATE KEY-----\nMII"])", false},
      {R"(["PRIVATE KEY-----"])", false},
      {R"(["PRIVATE KEY----"])", true},
      {R"({"PRIVATE KEY-----":1})", false},
      {R"(["\u0050RIVATE KEY-----"])", false},
      {R"(["PRIVATE KEY\u002d\u002d\u002d\u002d\u002d"])", false},
      {R"(["-----BEGIN CERTIFICATE-----"])", true},
      {"[\"" + std::string(100, 'x') + "PRIVATE KEY-----\",\"" + std::string(100, 'x') + "\"]",
       false},
  };
  json::Reader reader(nullptr, Limits{});
  for (const auto& c : cases) {
    for (const std::size_t blanks : {0, 1, 13, 31, 40}) {
      const std::string text = std::string(blanks, ' ') + c.text + std::string(blanks, ' ');
      CAPTURE(text);
      CHECK((reader.read(text) != nullptr) == c.read);
      CHECK((reader.read(text) != nullptr) == c.read);  // the names are known now
      CHECK(json::read(std::make_shared<Source>("s.json", text), Limits{}).ok());
    }
  }
}

TEST_CASE("the end of the first line of a private key is seen wherever it stands") {
  for (const auto set : instruction_sets()) {
    json::Reader reader(nullptr, Limits{}, set);
    for (std::size_t before = 0; before < 4400;
         before += before < 100 || before % 2048 > 1960 ? 1 : 37) {
      for (const std::size_t behind : {0, 5, 31, 64, 3000}) {
        const auto text = [&](std::string_view sign) {
          return "[\"" + std::string(before, 'x') + std::string(sign) + std::string(behind, '-') +
                 "\"]";
        };
        if (reader.read(text("PRIVATE KEY-----")) != nullptr) FAIL_CHECK(before << ", " << behind);
        if (reader.read(text("PRIVATE_KEY-----")) == nullptr) FAIL_CHECK(before << ", " << behind);
      }
    }
  }
}

TEST_CASE("names have the numbers of the vocabulary") {
  auto names = std::make_shared<Names>();
  CHECK(names->intern("b") == 0);
  CHECK(names->intern("a") == 1);
  const std::shared_ptr<const Names> vocabulary = names;
  const auto check = [&](const Document& document) {
    CHECK(document.names().base() == vocabulary.get());
    CHECK(document.names().size() == 3);
    const NodeId first = document.child(document.root(), 0);
    CHECK(document.node(first).key == 1);
    CHECK(document.node(first + 1).key == 2);
    CHECK(document.node(first + 2).key == 0);
    CHECK(document.key(first + 1) == "new");
    CHECK(document.member(document.root(), NameId{0}) == first + 2);
  };
  const std::string text = R"({"a":1,"new":2,"b":3})";
  json::Reader reader(vocabulary, Limits{});
  for (int round = 0; round < 3; ++round) {
    const Document* document = reader.read(text);
    REQUIRE(document != nullptr);
    check(*document);
  }
  for (const std::string& around : {std::string{}, std::string{"\xEF\xBB\xBF"}}) {
    const auto source = std::make_shared<Source>("s.json", around + text);
    const auto document = json::read(source, Limits{}, vocabulary);
    REQUIRE(document.ok());
    check(*document);
  }
}

TEST_CASE("names of other documents are forgotten in time") {
  auto names = std::make_shared<Names>();
  names->intern("kept");
  json::Reader reader(names, Limits{});
  std::size_t most = 0;
  for (int i = 0; i < 20'000; ++i) {
    const std::string text = "{\"kept\":1,\"n" + std::to_string(i) + "\":2,\"other\":{\"kept\":3}}";
    const Document* document = reader.read(text);
    REQUIRE(document != nullptr);
    most = std::max(most, document->names().size());
    if (document->key(find_node(*document, "/other/kept")) != "kept") FAIL_CHECK(text);
    if (document->member(document->root(), "n" + std::to_string(i)) == kNoNode) FAIL_CHECK(text);
  }
  CHECK(most < 10'000);
}

TEST_CASE("a document that was read fast can be given its source") {
  const std::string text = R"({"a":["x\ny"]})";
  json::Reader reader(nullptr, Limits{});
  Document document;
  const auto source = std::make_shared<Source>("s.json", text);
  REQUIRE(reader.take(source, document));
  const Document moved = std::move(document);
  REQUIRE(moved.source() == source);
  const NodeId id = find_node(moved, "/a/0");
  CHECK(source->slice(moved.span(id)) == R"("x\ny")");
  CHECK(moved.text(id) == "x\ny");
}

}  // namespace intake
