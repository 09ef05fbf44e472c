// Values that make a predicate hold, and values that just do not, each judged by the predicate.

#include "synth/inversion.h"

#include <algorithm>

#include "predicate_use.h"
#include "support/catch.h"

using namespace intake;
using test::PredicateUseBench;

namespace {

std::string shown(const synth::Candidate& candidate) {
  return candidate.absent ? "(nothing)" : to_json(candidate.value);
}

bool offers(const std::vector<synth::Candidate>& candidates, std::string_view json) {
  return std::any_of(candidates.begin(), candidates.end(),
                     [&](const auto& candidate) { return shown(candidate) == json; });
}

std::string all(const std::vector<synth::Candidate>& candidates) {
  std::string out;
  for (const auto& candidate : candidates) out += shown(candidate) + " ";
  return out;
}

}  // namespace

TEST_CASE("every predicate has an inverter, or says why it has none", "[synth]") {
  for (const Predicate& predicate : predicates()) {
    INFO(predicate.name);
    const synth::Inverter* inverter = synth::find_inverter(predicate.name);
    REQUIRE(inverter != nullptr);
    CHECK((inverter->invert == nullptr) != inverter->cannot.empty());
  }
  CHECK(synth::inverters().size() == predicates().size());
  CHECK(synth::find_inverter("mathces") == nullptr);
}

TEST_CASE("the example of every predicate is inverted both ways", "[synth]") {
  for (const Predicate& predicate : predicates()) {
    if (!synth::find_inverter(predicate.name)->cannot.empty()) continue;
    for (const std::string_view value :
         {std::string_view(), predicate.example_pass, predicate.example_fail}) {
      INFO(predicate.example << "   at   " << value);
      PredicateUseBench bench(predicate.example);
      for (const bool holds : {true, false}) {
        INFO(holds);
        const auto candidates = bench.invert(value, holds);
        REQUIRE_FALSE(candidates.empty());
        for (const synth::Candidate& candidate : candidates) {
          INFO(shown(candidate));
          CHECK(bench.judge(candidate) == (holds ? Truth::kTrue : Truth::kFalse));
        }
      }
    }
  }
}

TEST_CASE("values at the bound, and one beyond it", "[synth]") {
  struct Row {
    std::string_view use, value, passes, fails;
  };
  const Row rows[] = {
      {"equals: rest", "", R"("rest")", R"("restt")"},
      {"equals: 3", "", "3", "4"},
      {"equals: true", "", "true", "false"},
      {"equals-ignore-case: Ja", "", R"("JA")", R"("J")"},
      {"one-of: [a-1, b-2]", "", R"("b-2")", R"("a-")"},
      {"one-of: {values: [{n: x}, {n: y}], column: n}", "", R"("y")", R"("xx")"},
      {"same-as: Saint Luc", "", R"("SAINT LUC")", R"("Saint Luc 2")"},
      {"matches: '^a-\\d{3}$'", "", R"("a-111")", R"("a-11")"},
      {"matches: '^a-\\d{3}$'", R"("A-123")", R"("a-123")", R"("a-1111")"},
      {"matches: 'purpose'", R"("Our text")", R"("Our text purpose")", R"("Purpose")"},
      {"mentions: ['regist* / x', '# ... per mon*']", R"("Our text")",
       R"("Our text\n\n400 per mon")", R"("Client name")"},
      {"starts-with: \"7\"", R"("12345678")", R"("72345678")", R"("812345678")"},
      {"ends-with: -crt", R"("client")", R"("client-crt")", R"("client")"},
      {"length: {min: 3, max: 5}", R"("abcdefg")", R"("abcde")", R"("abcdef")"},
      {"length: {min: 3, max: 5}", R"("abcdefg")", R"("abc")", R"("ab")"},
      {"length: {equal: 2}", R"("é")", R"("éé")", R"("ééé")"},
      {"digits: true", R"("7-10.12")", R"("71012")", R"("7-10.1O")"},
      {"trimmed: true", R"(" x ")", R"("x")", R"(" x  ")"},
      {"single-spaced: true", R"("a  b")", R"("a b")", R"("a   b")"},
      {"plain-text: true", R"("a b")", R"("a b")", "\"a\u00a0b\""},
      {"upper-case: true", R"("ab")", R"("AB")", R"("ab")"},
      {"lower-case: true", R"("AB")", R"("ab")", R"("AB")"},
      {"present: true", "", R"("Client name")", "(nothing)"},
      {"absent: true", "1", "(nothing)", "1"},
      {"is-null: true", "1", "null", R"("Client name")"},
      {"blank: true", R"("x")", R"("")", R"("x")"},
      {"type: string", "71012345", R"("71012345")", "[71012345]"},
      {"type: array", R"("x")", R"(["x"])", R"("x")"},
      {"contains: read", R"(["write"])", R"(["write","read"])", R"(["write"])"},
      {"contains-all: [a, b]", R"(["b"])", R"(["b","a"])", R"(["a"])"},
      {"subset-of: [a, b]", R"(["a","c"])", R"(["a"])", R"(["a","c","aa"])"},
      {"superset-of: [a, b]", R"(["b","a"])", R"(["b","a"])", R"(["a"])"},
      {"disjoint: [d]", R"(["n","d"])", R"(["n"])", R"(["n","d","d"])"},
      {"count: {min: 2, max: 3}", R"(["a"])", R"(["a","Client name 2"])", R"(["a"])"},
      {"count: {max: 1}", R"({"a":1,"b":2})", R"({"a":1})", R"({"a":1,"b":2})"},
      {"unique: true", R"(["a","a"])", R"(["a"])", R"(["a","a","a"])"},
      {"has-members: [a, b]", R"({"a":1})", R"({"a":1,"b":"Client name"})", R"({"a":1})"},
      {"min: 2048", "", "2048", "2047"},
      {"max: 100", "", "100", "101"},
      {"max: {value: 100, exclusive: true}", "", "99", "100"},
      {"multiple-of: 8", "13", "8", "14"},
      {"before: 2024-04-01", "", R"("2024-03-31")", R"("2024-04-01")"},
      {"after: {date: 2024-04-01, at-least: P30D}", "", R"("2024-05-01")", R"("2024-04-30")"},
      {"after: now", "", R"("2026-05-02")", R"("2026-05-01")"},
      {"before: 2024-04-01T12:00:00Z", R"("2024-04-01T13:00:00Z")", R"("2024-04-01T11:59:59Z")",
       R"("2024-04-01T12:00:00Z")"},
      {"within: {after: P90D, of: 2024-04-01}", "", R"("2024-06-30")", R"("2024-07-01")"},
      {"within: P1D", "", R"("2026-04-30")", R"("2026-05-03")"},
      {"after: {date: 2024-04-01, epoch: seconds}", "1", "1712016000", "1711929600"},
      {"within: {before: PT10M, epoch: milliseconds}", "1", "1777636200000", "1777636199000"},
      {"format: email", "", R"("name@example.org")", R"("name@example")"},
      {"format: [date, uuid]", "", R"("2026-01-31")", R"("2026-01-32")"},
      {"check-digits: luhn", R"("79927398710")", R"("79927398713")", R"("79927398714")"},
      {"check-digits: cbe", "", R"("1000000021")", R"("1000000022")"},
      {"identifier: {types: [{name: A, length: 4}], type: A}", R"("123")", R"("1230")", R"("123")"},
      {"identifier: {types: [{name: A, length: 8, check-digits: nihii}], type: A, parts: "
       "check-digits}",
       R"("71089815")", R"("71089815")", R"("71089816")"},
      {"url: {scheme: https, host: [api.example.org], path: /keys}", "",
       R"("https://api.example.org/keys")", R"("http://api.example.org/keys")"},
      {"url: {query: {use: sig}}", R"("https://example.org/a?x=1&use=enc")",
       R"("https://example.org/a?x=1&use=sig")", R"("https://example.org/a?x=1")"},
      {"same-url: https://example.org/a", "", R"("https://example.org/a")",
       R"("https://example.org/ax")"},
      {"dn: {attributes: {CN: a, O: b}, exact: true}", "", R"("CN=a, O=b")", R"("O=b")"},
  };
  for (const Row& row : rows) {
    INFO(row.use << "   at   " << row.value);
    PredicateUseBench bench(row.use);
    const auto passing = bench.invert(row.value, true);
    const auto failing = bench.invert(row.value, false);
    INFO("passes: " << all(passing) << "\nfails: " << all(failing));
    CHECK(offers(passing, row.passes));
    CHECK(offers(failing, row.fails));
  }
}

TEST_CASE("values of kinds that the place does not allow", "[synth]") {
  PredicateUseBench bench("present: true");
  synth::InversionInput input;
  input.predicate = &bench.predicate();
  input.kinds = kBoolBit;
  const auto candidates = synth::invert(input, true);
  REQUIRE(candidates.size() == 1);
  CHECK(shown(candidates[0]) == "false");
}
