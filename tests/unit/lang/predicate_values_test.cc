#include "predicate_bench.h"
#include "support/catch.h"

using namespace intake;
using test::check_rows;
using test::letter;
using test::PredicateBench;

namespace {
constexpr const char* kAny = nullptr;
}

TEST_CASE("presence and kind", "[predicate]") {
  check_rows({
      {"present: true", "", 'f'},
      {"present: true", "null", 'f'},
      {"present: true", "false", 't'},
      {"absent: true", "", 't'},
      {"absent: true", "null", 'f'},
      {"absent: true", "\"\"", 'f'},
      {"is-null: true", "null", 't'},
      {"is-null: true", "0", 'f'},
      {"blank: true", "null", 't'},
      {"blank: true", "\"\"", 't'},
      {"blank: true", R"("\u00a0\u200b\n")", 't'},
      {"blank: true", "0", 'f'},
      {"blank: true", "[]", 'f'},
      {"type: integer", "1.0", 't'},
      {"type: integer", "1.5", 'f', "integer", kAny, kAny, kAny, ReasonCode::kWrongType,
       "integer; number"},
      {"type: number", "3", 't'},
      {"type: number", "18446744073709551615", 't'},
      {"type: [string, array]", "{}", 'f', "string|array", kAny, kAny, kAny, ReasonCode::kWrongType,
       "string|array; object"},
      {"type: boolean", "true", 't'},
      {"type: object", "{}", 't'},
      {"type: array", "[]", 't'},
  });
}

TEST_CASE("equality", "[predicate]") {
  check_rows({
      {"equals: 80", "80", 't'},
      {"equals: 80", "80.0", 't'},
      {"equals: 80", "\"80\"", 'f', "80"},
      {"equals: \"80\"", "80", 'f', "80"},
      {"equals: true", "\"true\"", 'f'},
      {"equals: null", "null", 't'},
      {"equals: {value: {a: 1, b: [2]}}", R"({"b": [2], "a": 1.0})", 't'},
      {"equals: {value: {a: 1}}", R"({"a": 2})", 'f', R"({"a":1})"},
      {"equals: 9007199254740993", "9007199254740992.0", 'f'},
      {"equals: []", "{}", 'f'},
      {"equals-ignore-case: Ünïon", "\"ÜNÏON\"", 't'},
      {"equals-ignore-case: abc", "\"abd\"", 'f', "abc"},
      {"same-as: UZ Leuven", R"("uz-leuven ")", 't'},
      {"same-as: UZ Leuven", R"("U.Z. Leuven")", 't'},
      {"same-as: UZ Leuven", R"("UZ Gent")", 'f', "UZ Leuven"},
      {"same-as: {value: \"A B\", ignore: case}", R"("a b")", 't'},
      {"same-as: {value: \"A B\", ignore: case}", R"("a  b")", 'f'},
      {"same-as: {value: Émile, ignore: accents}", R"("Emile")", 't'},
      {"same-as: {value: Émile, ignore: accents}", R"("E\u0301mile")", 't'},
      {"same-as: {value: Émile, ignore: accents}", R"("emile")", 'f'},
      {"same-as: {value: émile, ignore: accents}", R"("emile")", 't'},
      {"same-as: {value: émile, ignore: [blanks, punctuation]}", R"("e\u0301 mile!")", 't'},
      {"same-as: {value: émile, ignore: [blanks, punctuation]}", R"("Émile")", 'f'},
      {"same-as: {value: a’b, ignore: punctuation}", R"("a'b")", 't'},
  });
}

TEST_CASE("one of several", "[predicate]") {
  const std::string many =
      "one-of: [alpha, beta, gamma, delta, epsilon, zeta, eta, theta, iota, kappa, 12]";
  const std::string rows =
      "one-of: {column: id, values: [{id: a1}, {id: a2}, {id: a3}, {id: a4}, {id: a5}, {id: a6}, "
      "{id: a7}, {id: a8}, {id: a9}, {other: x}]}";
  check_rows({
      {"one-of: [a, b]", "\"b\"", 't'},
      {"one-of: [acceptance, production]", "\"prodution\"", 'f', "acceptance, production", kAny,
       kAny, "production"},
      {"one-of: [acceptance]", "\"Acceptance\"", 'f', "acceptance", kAny, kAny, "acceptance"},
      {"one-of: [1, 2]", "2.0", 't'},
      {"one-of: [1, 2]", "\"2\"", 'f'},
      {"one-of: []", "\"2\"", 'f', ""},
      {many, "\"kappa\"", 't'},
      {many, "\"kapa\"", 'f', kAny, kAny, kAny, "kappa"},
      {many, "12", 't'},
      {many, "\"12\"", 'f'},
      {many, "13", 'f'},
      {rows, "\"a9\"", 't'},
      {rows, "\"x\"", 'f', "a1, a2, a3, a4, a5, a6, a7, a8, a9"},
      {"one-of: {values: [{id: a}, {id: b}], column: id}", "\"b\"", 't'},
      {"one-of: [{id: a}, {id: b}]", R"({"id": "b"})", 't'},
  });
}

TEST_CASE("numbers", "[predicate]") {
  check_rows({
      {"min: 3", "3", 't'},
      {"min: 3", "2.999", 'f', "≥ 3"},
      {"min: {value: 3, exclusive: true}", "3", 'f', "> 3"},
      {"min: 9007199254740993", "9007199254740992", 'f'},
      {"min: 9007199254740992.0", "9007199254740993", 't'},
      {"max: 3", "3.0", 't'},
      {"max: 3", "4", 'f', "≤ 3"},
      {"max: {value: 3, exclusive: true}", "3", 'f', "< 3"},
      {"max: 18446744073709551614", "18446744073709551615", 'f'},
      {"multiple-of: 0.01", "412.25", 't'},
      {"multiple-of: 0.1", "0.3", 't'},
      {"multiple-of: 0.01", "0.005", 'f', "0.01"},
      {"multiple-of: 7", "-21", 't'},
      {"multiple-of: 7", "-22", 'f'},
      {"multiple-of: 2.5", "5", 't'},
      {"multiple-of: 3", "1e300", 'f'},
      {"multiple-of: 5", "1e300", 't'},
      {"multiple-of: 1e300", "5", 'f'},
      {"multiple-of: 10000000000000000000", "18446744073709551615", 'f'},
      {"multiple-of: 18446744073709551615", "1e20", 'f'},
      {"multiple-of: 3", "0", 't'},
      {"multiple-of: 0.3", "0.0", 't'},
      {"multiple-of: 5", "-9223372036854775808", 'f'},
      {"multiple-of: 2", "-9223372036854775808", 't'},
  });
}

TEST_CASE("arguments from the submission that are of the wrong kind make it unknown",
          "[predicate]") {
  const DocumentPtr submission =
      test::must_read_json(R"({"n": 3, "s": "x", "l": ["a", 1], "z": 0})");
  const View top(*submission, submission->root());
  struct Wrong {
    std::string_view use;
    std::size_t parameter;
    std::string_view argument;  // member of the submission
    std::string_view value;     // member of the submission
    ReasonCode code;
    std::string_view cause;
  };
  const std::vector<Wrong> rows{
      {"min: 1", 0, "s", "n", ReasonCode::kWrongType, "/s"},
      {"multiple-of: 1", 0, "s", "n", ReasonCode::kWrongType, "/s"},
      {"multiple-of: 1", 0, "z", "n", ReasonCode::kNotReadable, "/z"},
      {"equals-ignore-case: x", 0, "n", "s", ReasonCode::kWrongType, "/n"},
      {"same-as: x", 0, "n", "s", ReasonCode::kWrongType, "/n"},
      {"starts-with: x", 0, "l", "s", ReasonCode::kWrongType, "/l/1"},
      {"contains: x", 0, "n", "s", ReasonCode::kNotComparable, "/n"},
      {"contains-all: [x]", 0, "l", "s", ReasonCode::kNotComparable, "/l/1"},
      {"length: {min: 1}", 1, "s", "s", ReasonCode::kWrongType, "/s"},
      {"before: now", 0, "n", "s", ReasonCode::kNotReadable, "/s"},
      {"same-url: 'https://x/'", 0, "s", "s", ReasonCode::kNotReadable, "/s"},
      {"url: https", 0, "n", "s", ReasonCode::kWrongType, "/n"},
      {"one-of: {values: [a], column: b}", 1, "n", "s", ReasonCode::kWrongType, "/n"},
      {"subset-of: {values: [a], column: b}", 1, "n", "l", ReasonCode::kWrongType, "/n"},
      {"unique: {by: a}", 1, "n", "l", ReasonCode::kWrongType, "/n"},
      {"identifier: {types: [{name: A}], type: A}", 1, "n", "s", ReasonCode::kWrongType, "/n"},
      {"identifier: {types: [{name: A}], type: A}", 1, "s", "s", ReasonCode::kNoRow, "/s"},
  };
  for (const Wrong& row : rows) {
    INFO(row.use);
    PredicateBench bench(row.use, nullptr, false);
    ArgValue argument;
    argument.value = top.member(row.argument);
    bench.set_argument(row.parameter, argument);
    const Outcome outcome = bench.run(top.member(row.value));
    CHECK(letter(outcome.truth) == '?');
    CHECK(outcome.reason.code == row.code);
    CHECK(outcome.reason.cause == row.cause);
  }
}

TEST_CASE("an argument may be the matches of a plural selector", "[predicate]") {
  const DocumentPtr submission =
      test::must_read_json(R"({"list": ["a", "b"], "v": "b", "w": "c"})");
  const View top(*submission, submission->root());
  ArgValue matches;
  matches.is_many = true;
  matches.many = {top.member("list").at(0), top.member("list").at(1)};
  PredicateBench one_of("one-of: [z]", nullptr, false);
  one_of.set_argument(0, matches);
  CHECK(letter(one_of.run(top.member("v")).truth) == 't');
  CHECK(letter(one_of.run(top.member("w")).truth) == 'f');
  PredicateBench equals("equals: z", nullptr, false);
  equals.set_argument(0, matches);
  CHECK(letter(equals.run(top.member("v")).truth) == '?');
  matches.many.pop_back();
  equals.set_argument(0, matches);
  CHECK(letter(equals.run(top.member("v")).truth) == 'f');
}
