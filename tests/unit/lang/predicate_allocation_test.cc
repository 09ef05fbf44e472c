#include "predicate_bench.h"
#include "support/catch.h"
#include "support/count_allocations.h"

using namespace intake;

TEST_CASE("without details, what holds or fails is judged without allocating", "[predicate]") {
  struct Use {
    std::string_view use;
    std::string_view value;
  };
  const std::vector<Use> uses{
      {"present: true", "null"},
      {"blank: true", R"(" x ")"},
      {"type: [string, integer]", "true"},
      {"equals: a text that is longer than a short string", R"("a different text, as long as it")"},
      {"equals: 3", "4"},
      {"one-of: [a, b, c]", R"("d")"},
      {"one-of: [a, b, c, d, e, f, g, h, i, j]", R"("k")"},
      {"contains: z", R"(["a", "b"])"},
      {"contains-all: [a, z]", R"(["a", "b"])"},
      {"subset-of: [a, b, c]", R"(["a", "z"])"},
      {"disjoint: [a, b, c]", R"(["z", "a"])"},
      {"unique: {by: kid}", R"([{"kid": "1"}, {"kid": "1"}])"},
      {"unique: true", R"([1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,2])"},
      {"same-as: Clinique Saint-Jean de Bruxelles",
       R"("CLINIQUE SAINT JEAN, DE BRUGES, AND MORE")"},
      {"has-members: [a, b]", R"({"a": 1})"},
      {"count: {min: 3}", "[1]"},
      {"length: {max: 3}", R"("long")"},
      {"starts-with: [x, y]", R"("abc")"},
      {"trimmed: true", R"(" a")"},
      {"single-spaced: true", R"("a  b")"},
      {"plain-text: true", R"("a\u200bb")"},
      {"upper-case: true", R"("Ab")"},
      {"digits: true", R"("12x")"},
      {"min: 3", "2.5"},
      {"multiple-of: 0.05", "0.06"},
      {"before: now", R"("2030-01-01")"},
      {"within: {after: P90D}", R"("2000-01-01")"},
      {"format: email", R"("somebody at example.org, which is long")"},
      {"check-digits: luhn", R"("79927398710")"},
      {"identifier: {types: [{name: A, length: 8, digits: true}], type: A}", R"("1234567x")"},
      {"url: {scheme: https, host: api.example.org, path-prefix: /auth}",
       R"("https://api.example.org/other/path/that/is/long")"},
  };
  for (const Use& row : uses) {
    INFO(row.use);
    const test::PredicateBench bench(row.use);
    const DocumentPtr value = test::must_read_json(row.value);
    const std::size_t before = allocations;
    const Outcome outcome = bench.run(View(*value, value->root()), false);
    const std::size_t after = allocations;
    CHECK(test::letter(outcome.truth) == 'f');
    CHECK(after - before == 0);
  }
  // A pattern keeps what it made for the first text.
  for (const std::string_view use :
       {"matches: '^[a-z]+-\\d{8}$'", "matches: '(?i)(^|,)b+[^x]*y'"}) {
    const test::PredicateBench matching(use);
    const View text = View::of_text("a text without digits, but of more than a few bytes");
    const Outcome first = matching.run(text, false);
    const std::size_t begin = allocations;
    const Outcome second = matching.run(text, false);
    const std::size_t end = allocations;
    INFO(use);
    CHECK(test::letter(first.truth) == 'f');
    CHECK(test::letter(second.truth) == 'f');
    CHECK(end - begin == 0);
  }
  // The counter does count.
  const test::PredicateBench bench("starts-with: another text than the one that is there");
  const std::size_t before = allocations;
  CHECK(!bench.run(View::of_text("x"), true).expected.empty());
  CHECK(allocations > before);
}
