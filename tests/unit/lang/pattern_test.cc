#include "lang/pattern.h"

#include "support/catch.h"

using namespace intake;

namespace {

PatternPtr must_compile(std::string_view text) {
  auto result = Pattern::compile(text, Limits{});
  INFO(text);
  REQUIRE(result.ok());
  return *result;
}

}  // namespace

TEST_CASE("a pattern searches", "[pattern]") {
  struct Row {
    std::string_view pattern, subject;
    bool found;
  };
  const Row rows[] = {
      {"b", "abc", true},
      {"^b", "abc", false},
      {"^nihdi-hospital-\\d{8}(-crt)?$", "nihdi-hospital-71000012", true},
      {"^nihdi-hospital-\\d{8}(-crt)?$", "nihdi-hospital-71000012\n", false},
      {"^\\d$", "\u0663", false},  // an Arabic-Indic digit
      {"^.$", "é", true},
      {"(?i)É", "é", true},
      {"\\p{L}", "ß", true},
      {"", "", true},
      {"a", "", false},
      {"a", "a\xff", true},
  };
  for (const Row& row : rows) {
    INFO(row.pattern << " in " << row.subject);
    CHECK(must_compile(row.pattern)->search(row.subject) == row.found);
  }
  CHECK(must_compile("^$")->search(std::string_view()));
}

TEST_CASE("a pattern with very many states searches on", "[pattern]") {
  const auto pattern = must_compile("a[ab]{0,14}a[ab]{14}c");
  std::string text;
  for (std::uint32_t i = 0, bits = 1; i < 40'000; ++i) {
    bits = bits * 1'664'525 + 1'013'904'223;
    text += (bits >> 30 & 1) != 0 ? 'a' : 'b';
  }
  CHECK_FALSE(pattern->search(text));
  CHECK(pattern->search(text + "c") == ((text[text.size() - 15] == 'a')));
  CHECK(pattern->search("b" + std::string(16, 'a') + "c"));
}

TEST_CASE("a pattern captures groups", "[pattern]") {
  const auto pattern = must_compile("^(?P<first>a+)(b)?(?P<last>c*)$");
  CHECK(pattern->group_names() == std::vector<std::string>{"", "first", "", "last"});
  const auto groups = pattern->capture("aa");
  REQUIRE(groups.size() == 4);
  CHECK(groups[0] == "aa");
  CHECK(groups[1] == "aa");
  CHECK_FALSE(groups[2].has_value());
  CHECK(groups[3] == "");
  CHECK(pattern->capture("x").empty());
  CHECK(must_compile("(x)?")->capture(std::string_view()).size() == 2);
}

TEST_CASE("a pattern that cannot be read says where and what to do", "[pattern]") {
  struct Row {
    std::string_view pattern;
    std::uint32_t offset;
    std::string_view message, hint;
  };
  const Row rows[] = {
      {"a(?=b)", 1, "looks around", "`not`"},
      {"a(?<!b)", 1, "`(?<!` looks around", "`not`"},
      {"ab(?<name>b)", 2, "`(?<` is not how", "`(?P<name>...)`"},
      {"(?'n'b)", 0, "is not how", "`(?P<n>...)`"},
      {"(?<n", 0, "is not how", "`(?P<n>...)`"},
      {"\\\\1(a)\\1", 6, "refers back", "another condition"},
      {"(?P<n>a)(?P=n)", 8, "refers back", "another condition"},
      {"(?P<n>a)|(?P<n>b)", 9, "two groups have the name `n`", "own name"},
      {"(?P<a-b>x)", 0, "is no name of a group", "letters"},
      {"(?>a)", 0, "not needed", "(?:...)"},
      {"a\\u0041", 1, "`\\u` is no escape", "\\x{...}"},
      {"a\\Z", 1, "`\\Z` is no escape", "\\z"},
      {"a\\", 1, "ends within an escape", "`\\\\`"},
      {"ab[c", 2, "the `[` is never closed", "\\["},
      {"[z-a]", 1, "`z-a` is no range", "goes up"},
      {"a(b(c)[)]", 1, "the `(` is never closed", "\\("},
      {"a[(](b))", 7, "the `)` closes nothing", "\\)"},
      {"ab**", 2, "`**` repeats a repetition", "(?:...)"},
      {"ab*+", 2, "`*+` repeats a repetition", "leave out the last `+`"},
      {"*a", 0, "`*` repeats nothing", "`\\*`"},
      {"a{1001}", 1, "`{1001}` repeats too often", "1000"},
      {"(((a{100}){100}){100})", 4, "repeats too often", "1000"},
      {"((a{30}){30}){1}\\pL{900}", 0, "bytes of memory", "smaller"},
      {"a\xff", 1, "not UTF-8", ""},
  };
  for (const Row& row : rows) {
    INFO(row.pattern);
    const auto result = Pattern::compile(row.pattern, Limits{});
    REQUIRE_FALSE(result.ok());
    INFO(result.error().message << " | " << result.error().hint);
    CHECK(result.error().offset == row.offset);
    CHECK(result.error().message.find(row.message) != std::string::npos);
    CHECK(result.error().hint.find(row.hint) != std::string::npos);
  }
  Limits limits;
  limits.pattern_bytes = 3;
  CHECK(Pattern::compile("abc", limits).ok());
  CHECK(Pattern::compile("abcd", limits).error().offset == 3);
}

TEST_CASE("a pattern replaces and splits", "[pattern]") {
  struct Row {
    std::string_view pattern, subject, with, result;
  };
  const Row rows[] = {
      {"\\s+", "a  b c", "", "abc"},
      {"(\\d)(\\d)", "12 34", "\\2\\1", "21 43"},
      {"b", "abc", "[\\0]", "a[b]c"},
      {"b", "abc", "\\\\", "a\\c"},
      {"x*", "éa", "-", "-é-a-"},
      {"b", "abc", "\\7", "abc"},
      {"b", "", "x", ""},
  };
  for (const Row& row : rows) {
    INFO(row.pattern);
    CHECK(must_compile(row.pattern)->replace_all(row.subject, row.with) == row.result);
  }

  CHECK_FALSE(must_compile("(a)")->check_replacement("\\0\\1\\\\"));
  for (const std::string_view wrong : {"\\2", "\\", "\\x"}) {
    INFO(wrong);
    CHECK(must_compile("(a)")->check_replacement(wrong));
  }

  using Pieces = std::vector<std::string>;
  CHECK(must_compile("[,;]")->split("a,b;;c,") == Pieces{"a", "b", "c"});
  CHECK(must_compile(",")->split("") == Pieces{});
  CHECK(must_compile(",")->split("é") == Pieces{"é"});
  CHECK(must_compile(",*")->split("é,,b") == Pieces{"é", "b"});
  CHECK(must_compile("^a")->split("aab") == Pieces{"ab"});
}

TEST_CASE("a pattern needs linear time", "[pattern]") {
  const std::string subject(200'000, 'a');
  CHECK_FALSE(must_compile("^(a|a)*b$")->search(subject));
  CHECK_FALSE(must_compile("(x+x+)+y")->search(std::string(200'000, 'x')));
}
