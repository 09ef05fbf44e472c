#include "lang/byte_matcher/byte_matcher.h"

#include <thread>

#include "byte_matcher_reference.h"
#include "support/catch.h"
#include "text/unicode.h"

using namespace intake;
using namespace intake::matcher;

namespace {

std::unique_ptr<const ByteMatcher> must_make(std::string_view pattern,
                                             Instructions with = best_instructions()) {
  INFO(pattern);
  auto syntax = read_syntax(pattern, Limits{}.pattern_memory);
  REQUIRE(syntax.has_value());
  auto matcher = ByteMatcher::make(*std::move(syntax), Limits{}.pattern_memory, with);
  REQUIRE(matcher != nullptr);
  return matcher;
}

std::string utf8(char32_t c) {
  std::string text;
  append_utf8(text, c);
  return text;
}

}  // namespace

TEST_CASE("usual patterns are followed straight, others by a machine", "[byte_matcher]") {
  using Form = ByteMatcher::Form;
  struct Row {
    std::string_view pattern;
    Form form;
    bool captures;
  };
  const Row rows[] = {
      {"^[0-9]{8}$", Form::kStraight, true},
      {"^nihdi-hospital-(?P<nihii>\\d{8})(?P<suffix>-crt)?$", Form::kStraight, true},
      {"^https://[A-Za-z0-9.-]+(:[0-9]{2,5})?(/[A-Za-z0-9._~/-]*)?$", Form::kStraight, true},
      {"^[a-z0-9]+(-[a-z0-9]+)+$", Form::kStraight, true},
      {"^(a|b(c|d)|)[0-9]$", Form::kStraight, true},
      {"^Subject for (?P<client>.+) in realm M2M$", Form::kStraight, true},
      {"^[A-Za-z0-9 _.-]+[.](pdf|docx)$", Form::kStraight, false},
      {"-(ctr|rct)$", Form::kStraight, false},
      {"^NIHII-", Form::kStraight, false},
      {"^a+b*", Form::kStraight, false},
      {"^[a-z]+@[a-z]+([.][a-z]+)*[.][a-z]{2,}$", Form::kStraightThenMachine, false},
      {"^NIHII(-|$)", Form::kStraightThenMachine, false},
      {"^a*ab$", Form::kStraight, true},
      {"^a*a[bc]$", Form::kMachine, false},
      {"a|^b", Form::kMachine, false},
      {"(?i)hospital", Form::kMachine, false},
      {"", Form::kMachine, false},
  };
  for (const Row& row : rows) {
    INFO(row.pattern);
    const auto matcher = must_make(row.pattern);
    CHECK(matcher->form() == row.form);
    CHECK(matcher->captures() == row.captures);
  }
}

TEST_CASE("what is not read is left to RE2", "[byte_matcher]") {
  for (const std::string_view pattern :
       {"(?m)^a$", "(?U)a+", "\\pL", "\\Qa", "[[:alpha:]]", "(?P<a>x)(?P<a>y)", "a**", "(a", "a)",
        "[a", "a{2,1}", "a{1001}", "(a{500}){3}", "(?i)[\xc4\x80-\xc6\x80]", "\\1", "(?<n>a)",
        "(?=a)", "a{03}", "^*"}) {
    INFO(pattern);
    CHECK_FALSE(read_syntax(pattern, Limits{}.pattern_memory).has_value());
  }
  CHECK_FALSE(read_syntax("[a-z0-9]{500}", 10'000).has_value());
  CHECK_FALSE(read_syntax(std::string(40, '(') + std::string(40, ')'), 1u << 20).has_value());
}

TEST_CASE("a machine that needs too many states gives up", "[byte_matcher]") {
  const auto matcher = must_make("a[ab]{0,14}a[ab]{14}c");
  std::string text;
  for (std::uint32_t i = 0, bits = 1; i < 40'000; ++i) {
    bits = bits * 1'664'525 + 1'013'904'223;
    text += (bits >> 30 & 1) != 0 ? 'a' : 'b';
  }
  CHECK(matcher->search(text) == Answer::kTooLarge);
}

TEST_CASE("groups are where RE2 finds them", "[byte_matcher]") {
  const char* const patterns[] = {
      "^nihdi-hospital-(?P<nihii>\\d{8})(?P<suffix>-crt)?$",
      "^Subject for (?P<client>.+) in realm M2M$",
      "^((a)|(b))*(c)?$",
      "^(?:(\\d+)-){2,3}(x*)$",
      "^()(.{2,3})$",
  };
  const char* const texts[] = {"nihdi-hospital-12345678",
                               "nihdi-hospital-12345678-crt",
                               "nihdi-hospital-1234567",
                               "Subject for A in realm M2M in realm M2M",
                               "Subject for  in realm M2M",
                               "",
                               "c",
                               "abbac",
                               "1-22-",
                               "1-22-333-xx",
                               "1-2-3-4-",
                               "é–",
                               "ab\n",
                               "abc"};
  for (const char* pattern : patterns) {
    const Reference reference(pattern);
    for (const char* text : texts) check_same(reference, text);
  }
}

TEST_CASE("threads share one machine", "[byte_matcher]") {
  const auto matcher = must_make("(?i)(^|[^a-z])(hospital|laboratory|pharmacy)s?($|[^a-z])");
  const auto count = [&] {
    int found = 0;
    for (int i = 0; i < 300; ++i) {
      const std::string text = "number " + std::to_string(i) +
                               (i % 3 == 0 ? " HOSPITALS," : ", a") +
                               std::string(static_cast<std::size_t>(i % 40), 'h') + " and more";
      found += matcher->search(text) == Answer::kYes ? 1 : 0;
    }
    return found;
  };
  std::vector<int> found(4);
  std::vector<std::thread> threads;
  for (int& one : found) threads.emplace_back([&count, &one] { one = count(); });
  for (std::thread& thread : threads) thread.join();
  CHECK(found == std::vector<int>(4, 100));
}

TEST_CASE("runs end at the same byte with all instructions", "[byte_matcher]") {
  ByteSet set;
  set.add('a', 'z');
  set.add(0, 3);
  set.add(0x7f);
  for (std::size_t size = 0; size < 100; ++size) {
    for (std::size_t end = 0; end <= size; ++end) {
      for (const char other : {'A', '\x80', '\xff', '`', '\x04'}) {
        std::string text(size, 'q');
        if (end < size) text[end] = other;
        for (const Instructions with : all_instructions()) {
          const std::size_t run = ByteRun(set, with).leading(text.data(), text.size());
          if (run != end) FAIL(size << " bytes, run of " << run << " in place of " << end);
        }
      }
    }
  }
  SUCCEED();
}

TEST_CASE("groups of Unicode are those of RE2", "[byte_matcher]") {
  for (const std::string_view name : {"Z", "Cf", "P"}) {
    const RE2 re("^\\p{" + std::string(name) + "}$");
    const auto ranges = unicode_group(name);
    REQUIRE(ranges.has_value());
    std::size_t differ = 0;
    for (char32_t c = 0; c <= kLastRune; ++c) {
      if (c >= 0xd800 && c <= 0xdfff) continue;
      const bool mine = std::any_of(ranges->begin(), ranges->end(), [&](const RuneRange& range) {
        return c >= range.low && c <= range.high;
      });
      differ += mine == RE2::FullMatch(utf8(c), re) ? 0 : 1;
    }
    INFO(name);
    CHECK(differ == 0);
  }
}

TEST_CASE("case is folded as by RE2", "[byte_matcher]") {
  // Everything that has case, and more.
  std::string all;
  for (const auto& [low, high] : {RuneRange{0, 0x30ff}, RuneRange{0xa640, 0xabff},
                                  RuneRange{0xfb00, 0xffff}, RuneRange{0x10400, 0x10fff}}) {
    for (char32_t c = low; c <= high; ++c) append_utf8(all, c);
  }
  std::size_t known = 0;
  for (char32_t c = 1; c < 0x3040; ++c) {
    RuneSet set;
    if (!set.add_folded(c, c)) continue;
    ++known;
    if (c >= 0x200 && set.ranges().size() == 1 && c % 8 != 0) continue;  // some of the many
    set.tidy();
    std::size_t mine = 0;
    const RE2 re("(?i)" + RE2::QuoteMeta(utf8(c)));
    for (const RuneRange& range : set.ranges()) {
      mine += range.high - range.low + 1;
      for (char32_t one = range.low; one <= range.high; ++one) CHECK(RE2::FullMatch(utf8(one), re));
    }
    std::size_t found = 0;
    re2::StringPiece rest(all);
    while (RE2::FindAndConsume(&rest, re)) ++found;
    if (found != mine) FAIL("U+" << std::hex << static_cast<unsigned>(c));
  }
  CHECK(known > 250);
}
