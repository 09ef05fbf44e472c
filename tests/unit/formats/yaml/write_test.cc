#include "document/datum.h"
#include "formats/yaml/yaml.h"
#include "support/catch.h"

namespace intake {
namespace {

std::string scalar(const Datum& value, bool flow) {
  const Document document = to_document(value);
  return yaml::write_scalar(View(document, document.root()), flow);
}

}  // namespace

TEST_CASE("texts are quoted where plain they would be something else") {
  struct Case {
    std::string text, block, flow;
  };
  const std::vector<Case> cases{
      {"abc", "abc", "abc"},
      {"a b's \"c\"", "a b's \"c\"", "a b's \"c\""},
      {"é😀", "é😀", "é😀"},
      {"", "\"\"", "\"\""},
      {"no", "\"no\"", "\"no\""},
      {"Yes", "\"Yes\"", "\"Yes\""},
      {"y", "\"y\"", "\"y\""},
      {"off", "\"off\"", "\"off\""},
      {"null", "\"null\"", "\"null\""},
      {"~", "\"~\"", "\"~\""},
      {"12", "\"12\"", "\"12\""},
      {"0123", "\"0123\"", "\"0123\""},
      {"1.5", "\"1.5\"", "\"1.5\""},
      {"1_000", "\"1_000\"", "\"1_000\""},
      {"0b101", "\"0b101\"", "\"0b101\""},
      {"190:20:30", "\"190:20:30\"", "\"190:20:30\""},
      {"2024-04-01", "\"2024-04-01\"", "\"2024-04-01\""},
      {"2024-04-01T10:00:00Z", "\"2024-04-01T10:00:00Z\"", "\"2024-04-01T10:00:00Z\""},
      {".inf", "\".inf\"", "\".inf\""},
      {"1 rue de la Loi", "1 rue de la Loi", "1 rue de la Loi"},
      {"-crt", "-crt", "-crt"},
      {"- a", "\"- a\"", "\"- a\""},
      {"---", "\"---\"", "\"---\""},
      {"...", "\"...\"", "\"...\""},
      {"a: b", "\"a: b\"", "\"a: b\""},
      {"a:", "\"a:\"", "\"a:\""},
      {"a #b", "\"a #b\"", "\"a #b\""},
      {"a#b", "a#b", "a#b"},
      {"rct:api", "rct:api", "\"rct:api\""},
      {"https://x.be/?a=b", "https://x.be/?a=b", "\"https://x.be/?a=b\""},
      {"a, b", "a, b", "\"a, b\""},
      {"[a]", "\"[a]\"", "\"[a]\""},
      {"*a", "\"*a\"", "\"*a\""},
      {"@a", "\"@a\"", "\"@a\""},
      {" a", "\" a\"", "\" a\""},
      {"a ", "\"a \"", "\"a \""},
      {"a\tb", "\"a\\tb\"", "\"a\\tb\""},
      {"a\nb", "\"a\\nb\"", "\"a\\nb\""},
      {"a\xC2\xA0"
       "b",
       "\"a\\u00A0b\"", "\"a\\u00A0b\""},
      {"a\xE2\x80\x8B", "\"a\\u200B\"", "\"a\\u200B\""},
      {std::string("a\0b", 3), "\"a\\u0000b\"", "\"a\\u0000b\""},
      {"C:\\dir", "C:\\dir", "\"C:\\\\dir\""},
  };
  for (const auto& c : cases) {
    CAPTURE(c.text);
    CHECK(scalar(c.text, false) == c.block);
    CHECK(scalar(c.text, true) == c.flow);
  }
  CHECK(scalar(Datum(1.0), false) == "1.0");
  CHECK(scalar(Datum(1e30), false) == "1e+30");
  CHECK(scalar(Datum(std::uint64_t{18446744073709551615u}), false) == "18446744073709551615");
}

TEST_CASE("a value is written in block style") {
  const Datum value = Datum::Object{
      {"name", "AZ Voorbeeld"},
      {"no", false},
      {"list", Datum::Array{"a", Datum::Array{"b", Datum::Array{}}, Datum::Object{}}},
      {"rows", Datum::Array{Datum::Object{{"type", "nihii"}, {"value", "0123"}},
                            Datum::Object{{"text", "one\n\n  two\n"}, {"tail", "a\nb"}}}},
      {"lines", "ends with blank \nb"},
      {"many", "a\n\n"},
      {"nothing", Datum{}}};
  const Document document = to_document(value);
  CHECK(yaml::write(View(document, document.root())) ==
        "name: AZ Voorbeeld\n"
        "\"no\": false\n"
        "list:\n"
        "  - a\n"
        "  - - b\n"
        "    - []\n"
        "  - {}\n"
        "rows:\n"
        "  - type: nihii\n"
        "    value: \"0123\"\n"
        "  - text: |\n"
        "      one\n"
        "\n"
        "        two\n"
        "    tail: |-\n"
        "      a\n"
        "      b\n"
        "lines: \"ends with blank \\nb\"\n"
        "many: \"a\\n\\n\"\n"
        "nothing: null\n");
}

TEST_CASE("what is written is never taken for a binary file") {
  for (const char* text : {"GIF89a", "%PDF-1.7", "{\\rtf1}"}) {
    CAPTURE(text);
    for (const Datum& value : {Datum(text), Datum(Datum::Object{{text, Datum(true)}})}) {
      const Document document = to_document(value);
      const std::string written = yaml::write(View(document, document.root()));
      const auto again = yaml::read(std::make_shared<Source>("s", written), Limits{});
      REQUIRE(again.ok());
      CHECK(equal(to_datum(View(*again, again->root())), value));
    }
  }
}

TEST_CASE("very long names and deep values are written and read again") {
  Datum deep = "x";
  for (int i = 0; i < 190; ++i) {
    deep = i % 2 == 0 ? Datum(Datum::Array{deep}) : Datum(Datum::Object{{"k", deep}});
  }
  const Datum value = Datum::Object{{std::string(3'000, 'n'), 1.5}, {"deep", deep}};
  const Document document = to_document(value);
  const std::string text = yaml::write(View(document, document.root()));
  const auto again = yaml::read(std::make_shared<Source>("s", text), Limits{});
  REQUIRE(again.ok());
  CHECK(equal(to_datum(View(*again, again->root())), value));
}

}  // namespace intake
