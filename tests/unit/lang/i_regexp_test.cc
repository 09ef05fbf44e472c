#include "lang/selector/i_regexp.h"

#include "support/catch.h"

using namespace intake;

TEST_CASE("an I-Regexp becomes an RE2 pattern", "[selector]") {
  struct Row {
    std::string_view pattern, translated;
  };
  const Row rows[] = {
      {"", ""},
      {"ab|c", "ab|c"},
      {"(a|)*", "(?:a|)*"},
      {"a{2}b{2,}c{2,3}d{2,2}", "a{2}b{2,}c{2,3}d{2}"},
      {".", "[^\\n\\r]"},
      {"[.]", "[\\x{2e}]"},
      {"\\.\\n\\\\", "\\x{2e}\\x{a}\\x{5c}"},
      {"[^a-z-]", "[^a-z\\x{2d}]"},
      {"[-a]", "[\\x{2d}a]"},
      {"[a^]", "[a\\x{5e}]"},
      {"[\\]-\\^]", "[\\x{5d}-\\x{5e}]"},
      {"\\p{Lu}\\P{L}", "[\\p{Lu}][\\P{L}]"},
      {"[\\p{Lu}0-9]", "[\\p{Lu}0-9]"},
      {"\\P{C}", "[\\pL\\pM\\pN\\pP\\pS\\pZ]"},
      {"é/#", "é\\x{2f}\\x{23}"},
      {"^a$", "^a$"},
  };
  for (const Row& row : rows) {
    INFO(row.pattern);
    const auto translated = translate_i_regexp(row.pattern);
    REQUIRE(translated.ok());
    CHECK(*translated == row.translated);
    CHECK(IRegexp::compile(row.pattern, Limits{}).ok());
  }
}

TEST_CASE("an I-Regexp matches the whole text or is found in it", "[selector]") {
  struct Row {
    std::string_view pattern, subject;
    bool matches, found;
  };
  const Row rows[] = {
      {"", "", true, true},
      {"", "a", false, true},
      {"a|ab", "ab", true, true},
      {"b", "abc", false, true},
      {"a.c", "a\nc", false, false},
      {"a.c", "a\u2028c", true, true},
      {"a.c", "a\rc", false, false},
      {"[^a]", "\n", true, true},
      {"\\p{Nd}+", "1٣", true, true},
      {"[0-9]+", "1٣", false, true},
      {"a$", "a\n", false, false},
      {"\\p{Cn}", "\u0378", true, true},
      {"\\P{Cn}", "\u0378", false, false},
      {"\\p{Cn}", "a", false, false},
      {"[^a\\p{Cn}]", "\u0378", false, false},
      {"[^a\\p{Cn}]", "b", true, true},
      {"\\p{C}", "\u0378", true, true},
      {"\\P{C}", "\u0378", false, false},
      {"\\p{C}", "\x01", true, true},
      {"(a)(b)?", "a", true, true},
      {"a\\-b", "a-b", true, true},
      {"a-b", "a-b", true, true},
  };
  for (const Row& row : rows) {
    INFO(row.pattern << " in " << row.subject);
    const auto compiled = IRegexp::compile(row.pattern, Limits{});
    REQUIRE(compiled.ok());
    CHECK((*compiled)->matches(row.subject) == row.matches);
    CHECK((*compiled)->found_in(row.subject) == row.found);
    CHECK((*compiled)->size() > 0);
  }
  const auto empty = IRegexp::compile("a*", Limits{});
  REQUIRE(empty.ok());
  CHECK((*empty)->matches(std::string_view()));
}

TEST_CASE("what is no I-Regexp says where and why", "[selector]") {
  struct Row {
    std::string_view pattern;
    std::uint32_t offset;
    std::string_view message, hint;
    bool limit;
  };
  const Row rows[] = {
      {"a(b", 1, "the `(` is never closed", "`\\(`", false},
      {"a)b", 1, "the `)` closes nothing", "`\\)`", false},
      {"(?:a)", 0, "`(?`", "only groups", false},
      {"*a", 0, "`*` repeats nothing", "`\\*`", false},
      {"a|+", 2, "`+` repeats nothing", "", false},
      {"a*?", 2, "`?` repeats a repetition", "lazy", false},
      {"a{2}{3}", 4, "`{` repeats a repetition", "", false},
      {"a{", 1, "does not begin a repetition", "`\\{`", false},
      {"a{x}", 1, "does not begin a repetition", "", false},
      {"a{,2}", 1, "does not begin a repetition", "", false},
      {"a{3,2}", 1, "goes backwards", "smaller", false},
      {"a{1001}", 1, "repeats too often", "1000", true},
      {"a{99999999999999999999}", 1, "repeats too often", "1000", true},
      {"a]", 1, "`]` closes nothing", "`\\]`", false},
      {"a}", 1, "`}` closes nothing", "`\\}`", false},
      {"[a", 0, "the `[` is never closed", "", false},
      {"[]", 0, "nothing stands between", "", false},
      {"[^]", 0, "nothing stands between", "", false},
      {"[a[b]", 2, "a `[` within brackets", "", false},
      {"[a-c-e]", 4, "no range", "`\\-`", false},
      {"[a-\\p{L}]", 2, "no range", "", false},
      {"[z-a]", 1, "`z-a` goes backwards", "", false},
      {"a\\", 1, "ends within an escape", "", false},
      {"\\d", 0, "`\\d` is no escape", "`[0-9]`", false},
      {"\\w", 0, "`\\w` is no escape", "A-Za-z", false},
      {"\\é", 0, "`\\é` is no escape", "", false},
      {"\\p{Lx}", 0, "`\\p{Lx}` names no Unicode category", "", false},
      {"\\p{IsGreek}", 0, "names no Unicode category", "", false},
      {"\\pL", 0, "needs a category in braces", "", false},
      {"a\xff", 1, "not UTF-8", "", false},
      {"((a{1000}){1000}){1000}", 0, "bytes of memory", "", true},
  };
  for (const Row& row : rows) {
    INFO(row.pattern);
    const auto compiled = IRegexp::compile(row.pattern, Limits{});
    REQUIRE_FALSE(compiled.ok());
    const LangError& error = compiled.error().error;
    INFO(error.message << " | " << error.hint);
    CHECK(error.offset == row.offset);
    CHECK(error.message.find(row.message) != std::string::npos);
    CHECK(error.hint.find(row.hint) != std::string::npos);
    CHECK(compiled.error().limit == row.limit);
  }
  CHECK(IRegexp::compile(std::string(3'000, 'a'), Limits{}).error().limit);
  CHECK(IRegexp::compile(std::string(300, '(') + std::string(300, ')'), Limits{}).error().limit);
}
