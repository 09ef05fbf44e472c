#include "text/unicode.h"
#include "support/catch.h"

namespace intake {

TEST_CASE("many marks on a character are put in order as few are") {
  const auto repeated = [](std::string_view text, int times) {
    std::string out;
    for (int i = 0; i < times; ++i) out += text;
    return out;
  };
  const std::string acute = "\xCC\x81", below = "\xCC\x96";  // U+0301 of class 230, U+0316 of 220
  for (const int times : {1, 3, 40}) {
    CAPTURE(times);
    const std::string marks = repeated(acute + below, times);
    const std::string ordered = repeated(below, times) + repeated(acute, times - 1);
    CHECK(to_nfc("xa" + marks + "b") == "x\xC3\xA1" + ordered + "b");
    CHECK(to_nfc(marks + "b" + marks) == repeated(below, times) + repeated(acute, times) + "b" +
                                             repeated(below, times) + repeated(acute, times));
    CHECK(fold_for_comparison("\xC3\x81" + marks) == "a");
  }
}

TEST_CASE("find_invalid_utf8 gives the first wrong byte") {
  struct Case {
    std::string_view text;
    int offset;  // -1: valid
  };
  const std::vector<Case> cases{
      {"", -1},
      {"plain ascii that is long enough", -1},
      {"caf\xC3\xA9", -1},
      {"\xF0\x9F\x98\x80", -1},
      {"\xF4\x8F\xBF\xBF", -1},  // U+10FFFF
      {"abc\x80", 3},
      {"0123456789\xC3", 10},   // cut off
      {"\xC0\xAF", 0},          // overlong
      {"\xE0\x80\xAF", 0},      // overlong
      {"a\xED\xA0\x80", 1},     // surrogate
      {"\xF4\x90\x80\x80", 0},  // past U+10FFFF
      {"\xFF", 0},
  };
  for (const auto& c : cases) {
    CAPTURE(c.text);
    const auto found = find_invalid_utf8(c.text);
    CHECK((found ? static_cast<int>(*found) : -1) == c.offset);
  }
}

TEST_CASE("code points are read and written") {
  const std::u32string all = U"a\u00E9\u20AC\U0001F600\U0010FFFF";
  std::string text;
  for (const char32_t c : all) append_utf8(text, c);
  CHECK(count_code_points(text) == all.size());
  std::u32string again;
  for (std::size_t i = 0; i < text.size();) again += next_code_point(text, i);
  CHECK(again == all);
}

TEST_CASE("text functions") {
  using Function = std::string (*)(std::string_view);
  const Function trim = [](std::string_view s) { return std::string(trim_blanks(s)); };
  struct Case {
    std::string name;
    Function function;
    std::string in, out;
  };
  const std::vector<Case> cases{
      {"trim", trim, " \t\n a b \r\n", "a b"},
      {"trim", trim, "\u00A0a\u00A0", "a"},
      {"trim", trim, "\u200B\uFEFFa\u2060\u00AD", "a"},
      {"trim", trim, "\u3000\u202Fa\u200E", "a"},
      {"trim", trim, "\u00A0 \u200B", ""},
      {"trim", trim, "a\u00A0b", "a\u00A0b"},
      {"trim", trim, "é", "é"},
      {"collapse", collapse_blanks, "  a \u00A0\t b ", "a b"},
      {"collapse", collapse_blanks, "a\u200Bb", "ab"},
      {"collapse", collapse_blanks, "a \u200B b", "a b"},
      {"collapse", collapse_blanks, "\u200B", ""},
      {"collapse", collapse_blanks, "a\u00ADb\u202Ac", "abc"},
      {"upper", to_upper, "straße é", "STRAßE É"},  // simple mapping: ß stays
      {"upper", to_upper, "ıi", "II"},
      {"lower", to_lower, "STRAẞE É", "straße é"},
      {"lower", to_lower, "İ", "i"},
      {"nfc", to_nfc, "e\u0301", "é"},
      {"nfc", to_nfc, "ﬁ", "ﬁ"},
      {"nfc", to_nfc, "plain", "plain"},
      {"nfkc", to_nfkc, "ﬁ\u00A0１", "fi 1"},
      {"fold", fold_for_comparison, "  Hôpital\u00A0 Saint-Luc\u200B ", "hopital saint-luc"},
      {"fold", fold_for_comparison, "STRASSE", "strasse"},
      {"fold", fold_for_comparison, "straße", "strasse"},
      {"fold", fold_for_comparison, "ＡＢ", "ab"},
  };
  for (const auto& c : cases) {
    CAPTURE(c.name, c.in);
    CHECK(c.function(c.in) == c.out);
  }
}

TEST_CASE("equal_ignoring_case is simple case folding") {
  struct Case {
    std::string_view a, b;
    bool equal;
  };
  const std::vector<Case> cases{
      {"", "", true},    {"Abc", "aBC", true},    {"abc", "abcd", false}, {"abcd", "abc", false},
      {"É", "é", true},  {"ß", "ẞ", true},        {"ß", "ss", false},     {"İ", "i", false},
      {"ı", "I", false}, {"Σ", "ς", true},        {"\u212A", "k", true},  {"ſ", "S", true},
      {"µ", "μ", true},  {"é", "e\u0301", false},
  };
  for (const auto& c : cases) {
    CAPTURE(c.a, c.b);
    CHECK(equal_ignoring_case(c.a, c.b) == c.equal);
  }
}

TEST_CASE("display_width counts terminal columns") {
  struct Case {
    std::string_view text;
    std::size_t width;
  };
  for (const auto& c : std::vector<Case>{{"", 0},
                                         {"abc", 3},
                                         {"é", 1},
                                         {"e\u0301", 1},
                                         {"日本", 4},
                                         {"😀", 2},
                                         {"a\u200Bb", 2},
                                         {"\u00A0", 1}}) {
    CAPTURE(c.text);
    CHECK(display_width(c.text) == c.width);
  }
}

TEST_CASE("every invisible character is a blank") {
  std::size_t invisible = 0;
  for (char32_t c = 0; c < 0x30000; ++c) {
    if (!is_invisible(c)) continue;
    ++invisible;
    CHECK(is_blank(c));
  }
  CHECK(invisible == 19);
  for (const char32_t c : {U'a', U'_', U'\u2010', U'\u3001'}) CHECK_FALSE(is_blank(c));
}

}  // namespace intake
