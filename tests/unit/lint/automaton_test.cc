// Automata say of texts what the engine's own patterns say of them.

#include "lint/automaton.h"

#include <random>

#include "lang/pattern.h"
#include "support/catch.h"
#include "text/unicode.h"

using namespace intake;
using lint::Automaton;
using lint::TextProperty;
using lint::TextSearch;

namespace {

PatternPtr must_compile(const std::string& text) {
  auto pattern = Pattern::compile(text, {});
  INFO(text);
  REQUIRE(pattern);
  return *pattern;
}

lint::AutomatonPtr must_build(const std::string& text) {
  auto automaton = Automaton::of_pattern(text);
  INFO(text);
  REQUIRE(automaton);
  return std::make_shared<const Automaton>(std::move(*automaton));
}

/// Whether the automaton accepts this text, by the only way to ask it.
bool accepts(const lint::AutomatonPtr& automaton, std::string_view text) {
  const auto exactly = std::make_shared<const Automaton>(Automaton::of_text(text));
  const std::vector<TextProperty> both{{automaton, true}, {exactly, true}};
  const TextSearch search = lint::find_texts(both);
  REQUIRE(search.answer != TextSearch::Answer::kNotKnown);
  if (search.answer == TextSearch::Answer::kSome) CHECK(search.texts.front() == text);
  return search.answer == TextSearch::Answer::kSome;
}

TextSearch::Answer answer(std::vector<std::pair<std::string, bool>> patterns) {
  std::vector<TextProperty> properties;
  for (const auto& [text, holds] : patterns) properties.push_back({must_build(text), holds});
  const TextSearch search = lint::find_texts(properties, 5);
  for (const std::string& text : search.texts) {
    for (const auto& [pattern, holds] : patterns) {
      INFO(pattern << " on " << text);
      CHECK(must_compile(pattern)->search(text) == holds);
    }
  }
  return search.answer;
}

constexpr auto kNone = TextSearch::Answer::kNone;
constexpr auto kSome = TextSearch::Answer::kSome;

}  // namespace

TEST_CASE("texts with several properties", "[lint]") {
  struct Row {
    std::vector<std::pair<std::string, bool>> patterns;
    TextSearch::Answer answer;
  };
  const std::vector<Row> rows{
      {{{"^\\d{8}$", true}}, kSome},
      {{{"^\\d{8}$", true}, {"^\\d{9}$", true}}, kNone},
      {{{"^\\d{8}$", true}, {"^\\d+$", false}}, kNone},
      {{{"^\\d+$", true}, {"^\\d{8}$", false}}, kSome},
      {{{"^a(b|c)*$", true}, {"^a[bc]*$", false}}, kNone},
      {{{"^a[bc]*$", true}, {"^a(b|c)*$", false}}, kNone},
      {{{"x*", false}}, kNone},
      {{{"a^b", true}}, kNone},
      {{{"a$b", true}}, kNone},
      {{{"(?i)^nihdi", true}, {"^[nN][iI][hH][dD][iI]", false}}, kNone},
      {{{"(?i)^kiss$", true}, {"^[kK][iI][sS][sS]$", false}}, kSome},
      {{{"\\bcat\\b", true}, {"cat", false}}, kNone},
      {{{"cat", true}, {"\\bcat\\b", false}}, kSome},
      {{{"(?m)^b", true}, {"^b", false}, {"\\nb", false}}, kNone},
      {{{"(?m)^b", true}, {"^b", false}}, kSome},
      {{{".", false}, {"[^\\n]", true}}, kNone},
      {{{"^.$", true}, {"(?s)^.$", false}}, kNone},
      {{{"^$", true}, {"^\\z", false}}, kNone},
      {{{"^[^\\s\\p{Z}]+$", true}, {" ", true}}, kNone},
      {{{"^(?:a{2,3}){2}$", true}, {"^a{4,6}$", false}}, kNone},
      {{{"^a{4,6}$", true}, {"^(?:a{2,3}){2}$", false}}, kNone},
      {{{"^nihdi-hospital-\\d{8}(-crt)?$", true}, {"^nihdi-hospital-", false}}, kNone},
  };
  for (const Row& row : rows) {
    INFO(row.patterns.front().first);
    CHECK(answer(row.patterns) == row.answer);
  }
}

TEST_CASE("patterns that are not known are not guessed", "[lint]") {
  for (const char* pattern :
       {"\\p{Greek}", "\\pL", "\\B", "(?i)\xc3\xbf", "[[:nothing:]]", "a{1000}{2}"}) {
    INFO(pattern);
    CHECK_FALSE(Automaton::of_pattern(pattern));
  }
}

TEST_CASE("classes are those of the pattern engine, for every code point", "[lint]") {
  const std::vector<std::string> classes{"\\d",
                                         "\\D",
                                         "\\s",
                                         "\\w",
                                         "\\W",
                                         ".",
                                         "\\p{Z}",
                                         "\\P{Z}",
                                         "\\p{Zs}",
                                         "\\p{Cf}",
                                         "[[:alpha:]]",
                                         "[[:punct:]]",
                                         "[[:space:]]",
                                         "[^[:cntrl:]]",
                                         "[^a-z]",
                                         "[\\d_-]",
                                         "[]a]",
                                         "(?i)k",
                                         "(?i)[a-s]",
                                         "(?i)[^k]",
                                         "(?i)\\w",
                                         "(?i)[\\W]",
                                         "(?i)\xc3\xb4",
                                         "(?i)\xc3\xa5?x",
                                         "(?i)[\\p{Cf}\\p{Z}]",
                                         "(?i)\xc5\x93",
                                         "\\x41",
                                         "\\x{e9}",
                                         "(?i)[\xc2\xab\xe2\x80\x9c]"};
  for (const std::string& text : classes) {
    const auto tree = lint::parse_pattern_tree(text);
    INFO(text);
    if (!tree) {
      CHECK(text.find("\xc3\xa5") != std::string::npos);
      continue;
    }
    REQUIRE(tree->children.size() == 1);
    const PatternPtr pattern = must_compile(text);
    std::vector<char32_t> different;
    for (char32_t c = 0; c <= lint::kLastCodePoint; ++c) {
      if (c >= 0xD800 && c < 0xE000) continue;
      std::string one;
      append_utf8(one, c);
      if (pattern->search(one) != tree->children[0].set.contains(c)) different.push_back(c);
    }
    INFO(std::hex << (different.empty() ? 0 : static_cast<unsigned>(different.front())));
    CHECK(different.empty());
  }
}

TEST_CASE("random patterns on random texts", "[lint]") {
  std::mt19937 random(20260501);
  const auto choose = [&](std::size_t n) { return random() % n; };
  const std::vector<std::string> atoms{"a",       "b",   "[ab]",     "[^a]",   ".",    "\\d",
                                       "\\w",     "^",   "$",        "\\b",    "\\B",  "(?:a|bc|)",
                                       "(a(b)?)", "\\.", "\xc3\xa9", "(?i:B)", "x{2}", "-"};
  const std::vector<std::string> repeats{"",  "",    "",      "",     "*", "+",
                                         "?", "{2}", "{1,3}", "{0,}", "??"};
  const std::vector<std::string> letters{"a", "b", "c", "B",  "x",       "1",
                                         ".", "-", " ", "\n", "\xc3\xa9"};
  std::size_t compared = 0;
  for (int round = 0; round < 400; ++round) {
    std::string text = choose(4) == 0 ? "(?i)" : choose(5) == 0 ? "(?m)" : "";
    for (std::size_t i = 0, n = 1 + choose(5); i < n; ++i) {
      const std::string& atom = atoms[choose(atoms.size())];
      const bool place = atom == "^" || atom == "$" || atom == "\\b";
      text += atom + (place ? "" : repeats[choose(repeats.size())]);
      if (choose(6) == 0) text += "|";
    }
    const auto compiled = Pattern::compile(text, {});
    if (!compiled) continue;
    const auto automaton = Automaton::of_pattern(text);
    if (!automaton) continue;
    const auto shared = std::make_shared<const Automaton>(*automaton);
    for (int i = 0; i < 12; ++i) {
      std::string subject;
      for (std::size_t k = 0, n = choose(7); k < n; ++k) subject += letters[choose(letters.size())];
      INFO("`" << text << "` on `" << subject << "`");
      CHECK(accepts(shared, subject) == (*compiled)->search(subject));
      ++compared;
    }
  }
  CHECK(compared > 3'000);
}

TEST_CASE("the other sets of texts", "[lint]") {
  const auto share = [](Automaton automaton) {
    return std::make_shared<const Automaton>(std::move(automaton));
  };
  CHECK(accepts(share(Automaton::starting_with("ab")), "abc"));
  CHECK_FALSE(accepts(share(Automaton::starting_with("ab")), "xab"));
  CHECK(accepts(share(Automaton::ending_with("aab")), "aaab"));
  CHECK_FALSE(accepts(share(Automaton::ending_with("ab")), "abc"));
  CHECK(accepts(share(Automaton::containing("b")), "abc"));
  CHECK_FALSE(accepts(share(Automaton::containing("bb")), "abcb"));
  const auto length = Automaton::of_length(lint::CodePointSet::any(), 2, 3);
  REQUIRE(length);
  CHECK_FALSE(accepts(share(*length), "\xc3\xa9"));
  CHECK(accepts(share(*length), "\xc3\xa9\xc3\xa9"));
  CHECK_FALSE(accepts(share(*length), "abcd"));
  const auto ends = share(Automaton::with_ends(lint::blanks().complement()));
  CHECK(accepts(ends, ""));
  CHECK(accepts(ends, "a"));
  CHECK(accepts(ends, "a b"));
  CHECK_FALSE(accepts(ends, "a "));
  CHECK_FALSE(accepts(ends,
                      "\xc2\xa0"
                      "a"));
}
