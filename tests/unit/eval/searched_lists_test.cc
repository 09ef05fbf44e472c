// A list of the submission that is searched at many places says the same as at one.

#include "support/tiny.h"

using namespace intake;

TEST_CASE("a list that is searched at many places", "[eval]") {
  std::string list = "b: [";
  std::string records = "c: [";
  for (int i = 0; i < 40; ++i) {
    list += "w" + std::to_string(i) + ", ";
    records += "{id: w" + std::to_string(i) + ", n: " + std::to_string(i) + "}, ";
  }
  list += "7, null, [1, 2]]\n";
  records += "{n: 1}]\n";
  struct Row {
    const char* that;
    const char* a;
    const char* verdict;
  };
  const Row rows[] = {
      {"one-of: {at: '$.b'}", "[w1, w2, w39, 7, [1, 2]]", "pass"},
      {"one-of: {at: '$.b'}", "[w1, w2, w39, 8]", "fail"},
      {"one-of: {at: '$.b'}", "[w1, w2, w40]", "fail"},
      {"one-of: {values: {at: '$.c'}, column: id}", "[w1, w2, w39]", "pass"},
      {"one-of: {values: {at: '$.c'}, column: id}", "[w1, w2, w40]", "fail"},
      {"one-of: {values: {at: '$.c'}, column: n}", "[1, 2, 39]", "pass"},
      {"one-of: {values: {at: '$.c'}, column: n}", "[1, 2, w1]", "fail"},
      {"subset-of: {at: '$.b'}", "[[w1], [w1, 7], [w39, [1, 2]]]", "pass"},
      {"subset-of: {at: '$.b'}", "[[w1], [w1, 7], [w39, [1, 3]]]", "fail"},
      {"disjoint: {at: '$.b'}", "[[x], [y, 8], [z]]", "pass"},
      {"disjoint: {at: '$.b'}", "[[x], [y, 8], [z, 7]]", "fail"},
  };
  for (const Row& row : rows) {
    INFO(row.that << " " << row.a);
    const CompiledRules rules = tiny::one_rule(
        "at: '$.a', assert: {each: {in: '$.a[*]', as: x, that: {" + std::string(row.that) + "}}}");
    CHECK(tiny::verdicts(tiny::check(rules, "a: " + std::string(row.a) + "\n" + list + records)) ==
          row.verdict);
  }
}
