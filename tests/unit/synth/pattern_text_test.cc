// Texts that patterns match, and texts just outside them.

#include "synth/pattern_text.h"

#include <algorithm>

#include "support/catch.h"
#include "synth/pattern_tree.h"

using namespace intake;
using namespace intake::synth;

namespace {

PatternPtr must_compile(std::string_view text) {
  auto pattern = Pattern::compile(text, Limits{});
  INFO(text);
  REQUIRE(pattern.ok());
  return *std::move(pattern);
}

bool has(const std::vector<PatternText>& texts, std::string_view text) {
  return std::any_of(texts.begin(), texts.end(),
                     [&](const PatternText& one) { return one.text == text; });
}

std::string all(const std::vector<PatternText>& texts) {
  std::string out;
  for (const PatternText& one : texts) out += "`" + one.text + "` ";
  return out;
}

}  // namespace

TEST_CASE("texts that a pattern matches, and such that it just does not", "[synth]") {
  struct Row {
    std::string_view pattern, matching, missing;
  };
  const Row rows[] = {
      {"^abc$", "abc", "ab"},
      {R"(^nihdi-\d{8}(-crt)?$)", "nihdi-11111111", "nihdi-1111111"},
      {R"(^nihdi-\d{8}(-crt)?$)", "nihdi-11111111-crt", "nihdi-111111111"},
      {"^[a-z]+$", "a", "1"},
      {"^[^a-z]{2,3}$", "111", "1111"},
      {"^(hospitals?|clinic)$", "hospital", "hospitalss"},
      {"(?i)^yes$", "yes", "ye"},
      {"^(?:a|b(?i:c))$", "bc", "b"},
      {R"(^\p{Lu}\pL$)", "Aa", "aa"},
      {R"(^\x41\x{e9}\Q.*\E$)", "Aé.*", "aé.*"},
      {R"(^[[:digit:]][[:^digit:]]$)", "1a", "1"},
      {R"(^[\]a-]$)", "]", "A"},
      {R"(\bword\b)", "word", "wordd"},
      {R"(^.{3}$)", "aaa", "aaaa"},
      {R"(^a{,3}$)", "a{,3}", "a{,3}}"},
      {R"(^(?P<x>a)(b)+$)", "ab", "a"},
      {R"(^\101\.$)", "A.", "a."},
      {"^日本$", "日本", "日"},
  };
  for (const Row& row : rows) {
    INFO(row.pattern);
    const PatternPtr pattern = must_compile(row.pattern);
    const auto matching = matching_texts(*pattern);
    const auto missing = missing_texts(*pattern);
    INFO("matching: " << all(matching) << "\nmissing: " << all(missing));
    CHECK(has(matching, row.matching));
    CHECK(has(missing, row.missing));
    for (const PatternText& text : matching) CHECK(pattern->search(text.text));
    for (const PatternText& text : missing) CHECK_FALSE(pattern->search(text.text));
  }
}

TEST_CASE("texts near one that matches come first", "[synth]") {
  const PatternPtr pattern = must_compile(R"(^[a-z]+-\d{4}$)");
  const auto missing = missing_texts(*pattern, "client-1234");
  REQUIRE(missing.size() > 3);
  CHECK(missing[0].text == "client-123");
  CHECK(missing[0].how == "one too few");
  CHECK(missing[1].text == "client-12344");
  CHECK(missing[2].text == "CLIENT-1234");
}

TEST_CASE("texts of the groups of a pattern", "[synth]") {
  const PatternPtr pattern = must_compile(R"(^h-(?P<number>\d{2})(?P<suffix>-x)?$)");
  CHECK(all(matching_texts(*pattern, {{1, "42"}})).starts_with("`h-42` "));
  CHECK(all(matching_texts(*pattern, {{2, "-x"}})).starts_with("`h-11-x` "));
  CHECK(matching_texts(*pattern, {{1, "abc"}}).empty());
  CHECK(with_groups(*pattern, "h-10-x", {{1, "42"}}) == "h-42-x");
  CHECK(with_groups(*pattern, "h-10", {{1, "abc"}}) == std::nullopt);
  CHECK(with_groups(*pattern, "h-10", {{2, "-x"}}) == std::nullopt);
  CHECK(with_groups(*pattern, "other", {{1, "42"}}) == std::nullopt);
}

TEST_CASE("patterns that are not read", "[synth]") {
  std::string deep;
  for (int i = 0; i < 60; ++i) deep += "(?:";
  deep += "a";
  for (int i = 0; i < 60; ++i) deep += ")";
  CHECK_FALSE(parse_pattern_tree(deep));
  CHECK_FALSE(parse_pattern_tree(R"(\C)"));
  CHECK_FALSE(parse_pattern_tree("(a"));
  CHECK_FALSE(parse_pattern_tree("a)"));
  CHECK_FALSE(parse_pattern_tree("[a"));
  CHECK_FALSE(parse_pattern_tree("\\"));
  CHECK(matching_texts(*must_compile(deep)).empty());
}

TEST_CASE("a pattern of many repetitions gives no endless text", "[synth]") {
  const PatternPtr pattern = must_compile("^((a{10}){10}){9}$|^b$");
  for (const PatternText& text : matching_texts(*pattern)) CHECK(text.text.size() < 10'000);
  for (const PatternText& text : missing_texts(*pattern)) CHECK(text.text.size() < 10'000);
}
