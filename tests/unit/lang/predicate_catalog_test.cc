#include <set>

#include "predicate_bench.h"
#include "support/catch.h"

using namespace intake;
using test::letter;
using test::PredicateBench;

TEST_CASE("every predicate is found by its name", "[predicate]") {
  for (const Predicate& predicate : predicates()) {
    CHECK(find_predicate(predicate.name) == &predicate);
  }
  CHECK(find_predicate("mathces") == nullptr);
  CHECK(find_predicate("") == nullptr);
  CHECK(predicate_names().size() == predicates().size());
}

TEST_CASE("the reference page's example of every predicate does what it says", "[predicate]") {
  // They need a schema or a binding and are tested elsewhere.
  const std::set<std::string_view> elsewhere{"bound", "declared", "expr"};
  const std::set<std::string_view> prepared_only{"dn", "schema", "url"};
  for (const Predicate& predicate : predicates()) {
    if (elsewhere.contains(predicate.name)) continue;
    INFO(predicate.example);
    PredicateBench bench(predicate.example);
    CHECK(&bench.predicate() == &predicate);
    CHECK(bench.fault() == "");
    CHECK(letter(bench.run(predicate.example_pass).truth) == 't');
    CHECK(letter(bench.run(predicate.example_fail).truth) == 'f');
    // The answer does not depend on what was prepared, but for what only prepare() can compile.
    if (prepared_only.contains(predicate.name)) continue;
    PredicateBench unprepared(predicate.example, nullptr, false);
    CHECK(letter(unprepared.run(predicate.example_pass).truth) == 't');
    CHECK(letter(unprepared.run(predicate.example_fail).truth) == 'f');
  }
}

TEST_CASE("entries are written in one style", "[predicate]") {
  for (const Predicate& predicate : predicates()) {
    INFO(predicate.name);
    CHECK(predicate.summary.ends_with('.'));
    CHECK(predicate.example.starts_with(std::string(predicate.name) + ":"));
    for (const ParamSpec& param : predicate.params) {
      INFO(param.name);
      CHECK(!param.doc.empty());
      CHECK_FALSE(param.doc.ends_with('.'));
      const bool choice = param.kind == ParamKind::kChoice || param.kind == ParamKind::kChoices;
      CHECK(param.choices.empty() != choice);
    }
  }
}

TEST_CASE("only questions about absence see it", "[predicate]") {
  std::set<std::string_view> seeing;
  for (const Predicate& predicate : predicates()) {
    if (predicate.sees_absence) seeing.insert(predicate.name);
  }
  CHECK(seeing == std::set<std::string_view>{"absent", "bound", "expr", "present"});
}

TEST_CASE("arguments that make no sense are refused when the rule set is loaded", "[predicate]") {
  struct Refusal {
    std::string_view use;
    std::string_view message;
  };
  const std::vector<Refusal> refusals{
      {"before: 2024-02-30", "`2024-02-30` is no date"},
      {"before: {date: now, at-least: P3Y}", "`P3Y` has months or years, which differ in length"},
      {"after: {date: now, at-least: 3 days}", "`3 days` is no duration"},
      {"within: {of: now}", "nothing to compare with is given"},
      {"within: {duration: P1D, after: P1D}", "`duration` stands beside `before` or `after`"},
      {"length: {min: 3, max: 2}", "`min` is larger than `max`, so that no value fits"},
      {"count: {equal: 3, max: 4}", "`equal` stands beside `min` or `max`"},
      {"multiple-of: 0", "the step of `multiple-of` is not above 0"},
      {"multiple-of: -2", "the step of `multiple-of` is not above 0"},
      {"format: emial", "`emial` is no known format"},
      {"check-digits: [luhn, nihi]", "`nihi` are no known check digits"},
      {"url: {query: {use: '^('}}", "the pattern of the query parameter `use`: "},
      {"url: {query: {use: 3}}", "the query parameter `use` is no text"},
      {"dn: {CN: '^('}", "the pattern of the attribute `CN`: "},
      {"dn: {CN: 3}", "the attribute `CN` is no text"},
      {"dn: {attribute: CN}", "`attribute` and `value` stand alone"},
      {"dn: {same-as: CN}", "`CN` is no distinguished name"},
      {"schema: {name: list@1, part: /nothing}",
       "the schema `list@1` cannot be used: the schema has nothing at `/nothing`"},
      {"schema: no-such@1", "the schema `no-such@1` is not at hand"},
      {"same-url: /relative", "`/relative` is no URL with scheme and host"},
      {"declared: true", "`declared` needs a schema, and the rule set names none"},
      {"identifier: {types: [{name: A, length: x}], type: A}", "the row `A` has `x` as a length"},
      {"identifier: {types: [{name: A, length: -1}], type: A}", "the row `A` has `-1` as a length"},
      {"identifier: {types: [{name: A}, {name: A}], type: A}",
       "the types have two rows with the name `A`"},
      {"identifier: {types: [{length: 3}], type: A}", "row 1 of the types has no `name`"},
      {"identifier: {types: [{name: A}], type: B}", "the types have no row `B`"},
      {"identifier: {types: [{name: A, pattern: '['}], type: A}", "the pattern of the row `A`: "},
      {"identifier: {types: [{name: A, check-digits: lun}], type: A}",
       "the row `A` names the check digits `lun`, which are not known"},
  };
  for (const Refusal& refusal : refusals) {
    INFO(refusal.use);
    const PredicateBench bench(refusal.use);
    CHECK_THAT(bench.fault(), Catch::Matchers::StartsWith(std::string(refusal.message)));
  }
}
