#include "lang/expr/code_points.h"

#include "support/catch.h"

using namespace intake::expr;

namespace {

std::string repeated(std::string_view text, std::size_t times) {
  std::string all;
  for (std::size_t i = 0; i < times; ++i) all += text;
  return all;
}

}  // namespace

TEST_CASE("indexes count code points", "[expr]") {
  CHECK(byte_at("ta©o", 2) == 2);
  CHECK(byte_at("ta©o", 3) == 4);
  CHECK(byte_at("ta©o", 4) == 5);
  CHECK_FALSE(byte_at("ta©o", 5));
  CHECK_FALSE(byte_at("ta©o", -1));
  CHECK(byte_at("", 0) == 0);
  CHECK(index_of("ta©o©αT", "©αT", 3) == 4);
  CHECK(index_of("ta©o©αT", "©α", 5) == -1);
  CHECK(index_of("tacocat", "", 3) == 3);
  CHECK(last_index_of("ta©o©αT", "©", 3) == 2);
  CHECK(last_index_of("bananananana", "nana", 7) == 6);
  CHECK(last_index_of("", "@@", 0) == -1);
}

TEST_CASE("long parts are found as short ones are", "[expr]") {
  const std::string part = repeated("ab", 10) + "c";
  const std::string text = repeated("ab", 30) + "c" + repeated("ab", 15) + "c";
  CHECK(index_of(text, part, 0) == 40);
  CHECK(index_of(text, part, 41) == 71);
  CHECK(last_index_of(text, part, 92) == 71);
  CHECK(last_index_of(text, part, 70) == 40);
  CHECK(index_of(text, part + "c", 0) == -1);
  const std::string same = repeated("a", 20);
  CHECK(occurrences(repeated("a", 65), same, 9) == std::vector<std::size_t>{0, 20, 40});
  CHECK(last_index_of(repeated("a", 65), same, 65) == 45);
  // Would take 10^11 comparisons by the naive search.
  CHECK(index_of(repeated("a", 400'000), repeated("a", 200'000) + "b", 0) == -1);
}

TEST_CASE("occurrences do not overlap", "[expr]") {
  CHECK(occurrences("aaaaa", "aa", 9) == std::vector<std::size_t>{0, 2});
  CHECK(occurrences("aaaaa", "aa", 1) == std::vector<std::size_t>{0});
  CHECK(occurrences("aaaaa", "aa", 0).empty());
  CHECK(occurrences("a©", "", 9) == std::vector<std::size_t>{0, 1, 3});
}

TEST_CASE("texts are changed by code points", "[expr]") {
  CHECK(lower_ascii("TacoCÆt") == "tacocÆt");
  CHECK(upper_ascii("tacoCαt") == "TACOCαT");
  CHECK(reversed("Ta©oCαt") == "tαCo©aT");
  CHECK(reversed("") == "");
  CHECK(trim_white_space(" \f\n\r\t\vte xt  ") == "te xt");
  CHECK(trim_white_space("\u0085\u00a0\u1680text\u2028\u202f\u3000") == "text");
  CHECK(trim_white_space("\u180etext\u200b\ufeff") == "\u180etext\u200b\ufeff");
  CHECK(trim_white_space(" \u2003").empty());
  CHECK(quoted_literal("a\n\"b\\\a\v") == R"("a\n\"b\\\a\v")");
}
