#include <string>

#include "lang/predicate/cue_set.h"
#include "predicate_bench.h"
#include "support/catch.h"

using namespace intake;
using test::check_rows;
using test::letter;
using test::PredicateBench;

TEST_CASE("what a text mentions", "[predicate]") {
  check_rows({
      // whole words, whatever their case, accents and punctuation
      {"mentions: goal", "\"Our goal: fewer errors\"", 't'},
      {"mentions: goal", "\"GOAL\"", 't'},
      {"mentions: goal", "\"goalkeeper\"", 'f'},
      {"mentions: finalité", "\"La FINALITE du projet\"", 't'},
      {"mentions: finalite", R"("La finalite\u0301 du projet")", 't'},
      {"mentions: estimation", "\"l’estimation\"", 't'},
      {"mentions: Übersicht", R"("eine u\u0308bersicht")", 't'},
      {"mentions: volume", R"("vo\u00adlume")", 't'},
      {"mentions: x", "\"\"", 'f'},
      // stems
      {"mentions: enregistr*", "\"nous enregistrons\"", 't'},
      {"mentions: enregistr*", "\"nous réenregistrons\"", 'f'},
      {"mentions: '*zweck'", "\"Verwendungszweck\"", 't'},
      {"mentions: '*zweck'", "\"Zwecke\"", 'f'},
      {"mentions: '*zweck*'", "\"Verwendungszwecke\"", 't'},
      {"mentions: 'the * of'", "\"the aim of it\"", 't'},
      {"mentions: 'the * of'", "\"the 3 of it\"", 'f'},
      {"mentions: 'the * of'", "\"the of\"", 'f'},
      // phrases: in one sentence, over line ends, not over empty lines and items of a list
      {"mentions: intended use", R"("the intended\r\nuse")", 't'},
      {"mentions: intended use", R"("the intended-use")", 't'},
      {"mentions: intended use", R"("use as intended")", 'f'},
      {"mentions: intended use", R"("as intended. Use it")", 'f'},
      {"mentions: intended use", R"("as intended.")", 'f'},
      {"mentions: intended use", R"("as intended! use")", 'f'},
      {"mentions: intended use", R"("intended\n\nuse")", 'f'},
      {"mentions: intended use", R"("intended\n  \nuse")", 'f'},
      {"mentions: intended use", R"("intended\n - use")", 'f'},
      {"mentions: intended use", R"("intended\n • use")", 'f'},
      {"mentions: on-line form", R"("the online, the on line form")", 't'},
      {"mentions: Ets. Dubois & Fils", R"("ets dubois, fils")", 't'},
      // numbers
      {"mentions: '# calls'", "\"4 calls\"", 't'},
      {"mentions: '# calls'", "\"1.000,5 calls\"", 't'},
      {"mentions: '# calls'", "\"2000calls\"", 't'},
      {"mentions: '# calls'", "\"four calls\"", 'f'},
      {"mentions: '# calls'", "\"v2 calls\"", 'f'},
      {"mentions: '# calls'", "\"Version 3. Calls\"", 'f'},
      {"mentions: '# / *'", "\"400/month\"", 't'},
      {"mentions: '# / *'", "\"400 / month\"", 't'},
      {"mentions: '# / *'", "\"1/2\"", 'f'},
      {"mentions: '# / *'", "\"calls / month\"", 'f'},
      {"mentions: in 30 days", "\"in 30 days\"", 't'},
      {"mentions: in 30 days", "\"in 31 days\"", 'f'},
      {"mentions: 30 days", "\"in 30 days\"", 't'},
      // gaps: eight words at most
      {"mentions: '# ... per'", "\"400 per\"", 't'},
      {"mentions: '# ... per'", "\"400 a b c d e f g h per\"", 't'},
      {"mentions: '# ... per'", "\"400 a b c d e f g h i per\"", 'f'},
      {"mentions: '# ... per'", "\"400 a. b per\"", 'f'},
      {"mentions: '# ... per * ... x'", "\"400 per year per month by x\"", 't'},
      // several, and rows of a list
      {"mentions: [a, b]", "\"b\"", 't'},
      {"mentions: [a, b]", "\"c\"", 'f'},
      {"mentions: {cues: [{c: a}, {c: b}], column: c}", "\"b\"", 't'},
      {"mentions: {cues: [{c: a, t: x}, {c: b, t: y}], column: c, where: {t: x}}", "\"a\"", 't'},
      {"mentions: {cues: [{c: a, t: x}, {c: b, t: y}], column: c, where: {t: x}}", "\"b\"", 'f'},
  });
}

TEST_CASE("what a reply quotes is not mentioned by its sender", "[predicate]") {
  check_rows({
      {"mentions: goal", R"("> our goal")", 'f'},
      {"mentions: goal", R"("Yes.\n \u00a0> our goal\nRegards")", 'f'},
      {"mentions: goal", R"("> what for?\r\nour goal")", 't'},
      {"mentions: goal", R"("more > our goal")", 't'},
      {"mentions: our goal", R"("our\n> own\ngoal")", 'f'},
      {"mentions: {cues: goal, until: '--'}", R"("Yes.\n-- \nour goal")", 'f'},
      {"mentions: {cues: goal, until: '--'}", R"("Yes.\r\n--\r\nour goal")", 'f'},
      {"mentions: {cues: goal, until: '--'}", R"("our goal\n--\n")", 't'},
      {"mentions: {cues: goal, until: '--'}", R"("-- our goal")", 't'},
      {"mentions: {cues: goal, until: '--'}", R"("---\nour goal")", 't'},
      {"mentions: {cues: goal, until: ['--', 'Envoyé :*']}", R"("ENVOYE : lundi\ngoal")", 'f'},
      {"mentions: {cues: goal, until: ['--', 'Envoyé :*']}", R"("Bien envoyé : goal")", 't'},
      {"mentions: {cues: goal}", R"("Yes.\n--\nour goal")", 't'},
      {"mentions: {cues: [{c: goal}], column: c, until: [{c: '--'}]}", R"("a\n--\ngoal")", 'f'},
  });
}

TEST_CASE("cues that are none", "[predicate]") {
  const std::pair<std::string_view, std::string_view> rows[] = {
      {"mentions: ''", "the cue `` is none: it has no word"},
      {"mentions: '…'", "the cue `…` is none: it has no word"},
      {"mentions: 'a ...'", "the cue `a ...` is none: `...` stands between two words"},
      {"mentions: '... a'", "the cue `... a` is none: `...` stands between two words"},
      {"mentions: '/ month'", "the cue `/ month` is none: a slash is found behind a number only"},
      {"mentions: 'a a a a a a a a a a a a a a a a a'",
       "the cue `a a a a a a a a a a a a a a a a a` is none: it has more words than 16"},
      {"mentions: 'a ... b ... c ... d ... e ... f'",
       "the cue `a ... b ... c ... d ... e ... f` is none: it has more `...` than 4"},
      {"mentions: {cues: [{c: a}], column: d}", "a row has no text under `d`"},
      {"mentions: [3]", "a cue is no text"},
      {"mentions: {cues: [{c: a, t: x}], column: c, where: {t: y}}", "no cue is given"},
      {"mentions: []", "no cue is given"},
      {"mentions: {cues: a, until: ' '}", "a line of `until` is blank"},
      {"mentions: {cues: a, until: '*'}", "a line of `until` is blank"},
      {"mentions: {cues: a, until: [3]}", "a line of `until` is no text"},
  };
  for (const auto& [use, fault] : rows) {
    INFO(use);
    CHECK(PredicateBench(use).fault() == fault);
  }
}

TEST_CASE("cues that stand in the submission", "[predicate]") {
  PredicateBench bench("mentions: {cues: x, column: c}", nullptr, false);
  const DocumentPtr document =
      test::must_read_json(R"([{"c": "saint luc"}, {"c": "..."}, {"c": 3}])");
  const View rows(*document, document->root());
  ArgValue cues;
  cues.given = true;
  cues.is_many = true;
  cues.many = {rows.at(0), rows.at(1)};
  bench.set_argument(0, cues);
  CHECK(letter(bench.run("\"Clinique Saint-Luc\"").truth) == 't');
  CHECK(letter(bench.run("\"Clinique ... Saint-Jean\"").truth) == 'f');
  ArgValue until;
  until.given = true;
  until.is_many = true;
  until.many = {rows.at(0)};
  bench.set_argument(3, until);
  CHECK(letter(bench.run(R"("Saint Luc\nClinique Saint-Luc")").truth) == 'f');
  CHECK(letter(bench.run(R"("Clinique Saint-Luc\nSaint Luc")").truth) == 't');
  until.many = {rows.at(2)};
  bench.set_argument(3, until);
  CHECK(letter(bench.run("\"Clinique Saint-Luc\"").truth) == '?');
  bench.set_argument(3, ArgValue());
  cues.many.push_back(rows.at(2));
  bench.set_argument(0, cues);
  CHECK(letter(bench.run("\"Clinique Saint-Luc\"").truth) == '?');
}

TEST_CASE("a long text against many cues is judged in time that grows with both", "[predicate]") {
  std::string text;
  for (int i = 0; i < 20'000; ++i) text += "9 a ";
  CueSet cues;
  for (int i = 0; i < 50; ++i) CHECK_FALSE(cues.add("# ... a ... a ... b" + std::string(1, 'b')));
  CHECK_FALSE(cues.found_in(CueText(text)));
}
