// Rules as sentences: every predicate has words in every language, and says all of its parameters.

#include "lang/predicate/predicate.h"
#include "report/plain_phrases.h"
#include "support/tiny.h"

using namespace intake;

namespace {

bool says(std::string_view phrase, std::string_view param) {
  for (const char end : {'}', '|', '?'}) {
    if (phrase.find('{' + std::string(param) + end) != std::string_view::npos) return true;
  }
  return false;
}

std::string plain(const std::string& keys, Language language = Language::kEn) {
  return tiny::one_rule(keys).describe(language).front().plain;
}

}  // namespace

TEST_CASE("every predicate has a phrase that says all of its parameters") {
  for (const Predicate& predicate : predicates()) {
    const Phrase* phrase = find_phrase(predicate.name);
    INFO(predicate.name);
    REQUIRE(phrase != nullptr);
    for (std::size_t language = 0; language < 4; ++language) {
      for (const std::string_view text : {phrase->holds[language], phrase->fails[language]}) {
        INFO(text);
        CHECK(!text.empty());
        CHECK(std::count(text.begin(), text.end(), '[') ==
              std::count(text.begin(), text.end(), ']'));
        for (const ParamSpec& param : predicate.params) {
          INFO(param.name);
          const bool only_true = param.kind == ParamKind::kTrue && param.name == "is";
          CHECK((only_true || says(text, param.name)));
        }
      }
      CHECK(phrase->holds[language] != phrase->fails[language]);
    }
  }
  for (const Phrase& phrase : phrases()) {
    INFO(phrase.predicate);
    CHECK(find_predicate(phrase.predicate) != nullptr);
  }
}

TEST_CASE("a rule as a sentence") {
  struct Row {
    std::string keys;
    std::string sentence;
  };
  const std::vector<Row> rows{
      {"at: '$.a.b', required: true, assert: {matches: '^x$'}",
       "`a.b` is filled in and matches `^x$`. Otherwise: error."},
      {"at: '$.a', assert: {one-of: [1, 2]}",
       "If `a` is filled in, then `a` is one of 1, 2. Otherwise: error."},
      {"at: '$.a', when: {at: '$.k', equals: m2m}, assert: {not: {equals: x}}",
       "If `k` is \"m2m\" and `a` is filled in, then `a` is not \"x\". Otherwise: error."},
      {"at: '$.a', when: {any: [{at: '$.k', absent: true}, {at: '$.l', blank: true}]}, assert: "
       "{length: {min: 2, max: 4}}",
       "If (`k` is not there or `l` is blank) and `a` is filled in, then `a` has at least 2, at "
       "most 4 characters. Otherwise: error."},
      {"for: '$.c[*]', as: credential, at: '@.type', required: true, assert: {min: {value: 3, "
       "exclusive: true}}",
       "For each `c[*]` (`credential`): `credential.type` is filled in and is "
       "more than 3. Otherwise: error."},
      {"at: '$.s[*]', assert: {disjoint: {values: [a, b]}}",
       "For each `s[*]`: the item has none of \"a\", \"b\". Otherwise: error."},
      {"at: '$.s', assert: {each: {in: '$.s[*]', as: scope, min: 1, that: {all: [{matches: a}, "
       "{not: {matches: b}}]}}}",
       "If `s` is filled in, then for each `s[*]` (at least 1) (`scope`): (`scope` matches `a` and "
       "`scope` does not match `b`). Otherwise: error."},
      {"at: '$.d', assert: {after: {date: now, at-least: P30D}}",
       "If `d` is filled in, then `d` is at least P30D later than today. Otherwise: error."},
      {"at: '$', assert: {exactly: {count: 1, of: [{at: '$.a', present: true}, {at: '$.b', "
       "present: true}]}}",
       "Exactly 1 of these: (`a` is filled in); (`b` is "
       "filled in). Otherwise: error."},
  };
  for (const Row& row : rows) {
    INFO(row.keys);
    CHECK(plain(row.keys) == row.sentence);
  }
}

TEST_CASE("the same sentence in the other languages") {
  const std::string keys =
      "at: '$.a', when: {at: '$.k', present: true}, required: true, assert: {equals: x}";
  CHECK(plain(keys, Language::kFr) ==
        "Si : `k` est rempli, alors : `a` est rempli et est \"x\". Sinon : erreur.");
  CHECK(plain(keys, Language::kNl) ==
        "Als geldt: `k` is ingevuld, dan moet gelden: `a` is ingevuld en is \"x\". Anders: "
        "fout.");
  CHECK(plain(keys, Language::kDe) ==
        "Wenn gilt: `k` ist ausgefüllt, dann muss gelten: `a` ist ausgefüllt und ist \"x\". "
        "Sonst: Fehler.");
}
