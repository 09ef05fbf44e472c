#include "bulk/json_text.h"

#include "support/catch.h"

namespace intake::bulk {
namespace {

std::string written(std::string_view text) {
  std::string out = "x";
  append_string(out, text);
  return out.substr(1);
}

TEST_CASE("texts become JSON strings that no line break gets into") {
  const struct {
    std::string_view text, json;
  } rows[] = {
      {"", R"("")"},
      {"plain /text", R"("plain /text")"},
      {"a\"b\\c", R"("a\"b\\c")"},
      {"\n\r\t\b\x1b", R"("\n\r\t\u0008\u001b")"},
      {std::string_view("\0x", 2), R"("\u0000x")"},
      {"\x7f", R"("\u007f")"},
      {"Liège \U0001F600 日本", "\"Liège \U0001F600 日本\""},
      {"a\u0085b\u2028c\u2029d\u009be", R"("a\u0085b\u2028c\u2029d\u009be")"},
      {"\u00a0", "\"\u00a0\""},
      {"a\x80z", "\"a\uFFFDz\""},                                        // no lead
      {"\xC3", "\"\uFFFD\""},                                            // cut
      {"\xC3(", "\"\uFFFD(\""},                                          // no continuation
      {"\xC0\x8A", "\"\uFFFD\uFFFD\""},                                  // an overlong line break
      {"\xE0\x80\x8A", "\"\uFFFD\uFFFD\uFFFD\""},                        // the same
      {"\xED\xA0\x80", "\"\uFFFD\uFFFD\uFFFD\""},                        // a surrogate
      {"\xF4\x90\x80\x80", "\"\uFFFD\uFFFD\uFFFD\uFFFD\""},              // over U+10FFFF
      {std::string_view("\xFF\xFE\x00", 3), "\"\uFFFD\uFFFD\\u0000\""},  // UTF-16
  };
  for (const auto& row : rows) CHECK(written(row.text) == row.json);
}

TEST_CASE("every byte gives one line of UTF-8") {
  for (int byte = 0; byte < 256; ++byte) {
    const std::string text = "a" + std::string(1, static_cast<char>(byte)) + "b";
    const std::string out = written(text);
    INFO(byte);
    CHECK(out.find('\n') == out.npos);
    CHECK(out.size() >= 5);
    CHECK(out.substr(0, 2) == "\"a");
    CHECK(out.substr(out.size() - 2) == "b\"");
  }
}

TEST_CASE("numbers are written whole") {
  std::string out;
  append_number(out, 0);
  out += ' ';
  append_number(out, ~std::uint64_t{0});
  CHECK(out == "0 18446744073709551615");
}

}  // namespace
}  // namespace intake::bulk
