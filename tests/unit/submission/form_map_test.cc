#include "submission/form_map_loader.h"

#include <utility>

#include "submission/dossier_file.h"
#include "submission_testing.h"
#include "support/catch.h"

using namespace intake;

namespace {

constexpr std::string_view kHead = "form: f\nversion: 1.0.0\ntitle: F\n";

std::string first_fault(const std::vector<Fault>& faults) {
  if (faults.empty()) return "";
  const Fault& fault = faults.front();
  return std::to_string(fault.line) + ": " + fault.message + " | " + fault.hint;
}

std::string map_fault(std::string text) {
  RuleFiles files;
  files.add("rules/forms/f/1.0.0.yaml", std::string(kHead) + std::move(text));
  const FormMapResult loaded = load_form_map(files, "f", "", {});
  CHECK((loaded.map == nullptr) == !loaded.faults.empty());
  return first_fault(loaded.faults);
}

std::string dossier_fault(std::string text) {
  RuleFiles files;
  files.add(
      "rules/dossiers/d/1.0.0.yaml",
      "dossier: d\nversion: 1.0.0\ntitle: D\nschema: {use: s@1}\nforms: [f]\n" + std::move(text));
  return first_fault(load_dossier(files, "d", "", {}).faults);
}

}  // namespace

TEST_CASE("faults of form maps have places and hints", "[submission]") {
  const std::pair<const char*, const char*> rows[] = {
      {"fields: [{at: /a, label: A}]\n", ""},
      {"fields: [{at: /a, lable: A}]\n", "4: a field has no key `lable` | did you mean `label`?"},
      {"fields: [{at: a, label: A}]\n",
       "4: `a` is no place in a submission | write a JSON Pointer such as /form/general/clientId"},
      {"fields: [{at: '/a/{i}/b/{i}/c', label: A}]\n",
       "4: `/a/{i}/b/{i}/c` has more than one `{i}` | one list may repeat"},
      {"fields: [{at: '/a/{i}', label: A}]\n",
       "4: `/a/{i}` ends with `{i}` | for a list of texts write `kind: list`"},
      {"fields: [{at: /a, kind: boolen, label: A}]\n",
       "4: `boolen` is no kind of field | did you mean `boolean`?"},
      {"fields: [{at: /a, kind: choice, label: A}]\n",
       "4: a field of this kind needs `choices` | add a list of `{value: ..., text: ...}`"},
      {"fields:\n  - {at: /a, label: A}\n  - {at: /a, label: B}\n",
       "6: another field has the place `/a` already | give one field all its labels"},
      {"fields:\n  - {at: /a, name: x, label: A}\n  - {at: /b, name: X, label: B}\n",
       "6: the name `X` belongs to two fields | a name tells one field from all others"},
      {"sections: {general: {number: \"1\", heading: G}}\nfields: [{at: /a, section: genral, "
       "label: A}]\n",
       "5: there is no section `genral` | did you mean `general`?"},
      {"fields: [{at: /a, label: {fr: A}}]\n",
       "4: the language `fr` is not declared | add it to `languages`, or remove the text"},
      {"fields: [{at: /a, kind: list, split: '(', label: A}]\n", nullptr},
      {"extends: g@^1.0\n", "4: there is no form map `g` | did you mean `f`?"},
      {"extends: f@^1.0\n",
       "4: the maps extend each other in a circle | remove one of the `extends`"},
      {"recognise: {fields: 0}\n", nullptr},
  };
  for (const auto& [text, expected] : rows) {
    INFO(text);
    const std::string found = map_fault(text);
    if (expected == nullptr) {
      CHECK(found != "");
    } else {
      CHECK(found == expected);
    }
  }
  RuleFiles files;
  files.add("rules/forms/f/1.0.0.yaml", "form: g\nversion: 1.0.1\ntitle: F\n");
  CHECK(load_form_map(files, "f", "", {}).faults.size() == 2);
  CHECK(load_form_map(files, "g", "", {}).error);
}

TEST_CASE("faults of dossier files", "[submission]") {
  const std::pair<const char*, const char*> rows[] = {
      {"derive: [{from: /a, to: /b}]\n", ""},
      {"derive: [{from: /a}]\n",
       "6: a derivation has either `to` or `gives` | `gives` takes the groups of a `pattern`, `to` "
       "one value"},
      {"derive: [{from: /a, pattern: '(?P<x>a)', gives: {/b: y}}]\n",
       "6: the pattern has no group `y` | a group is written (?P<name>...)"},
      {"derive: [{from: /a, to: /b, ignored: [the], table: [{words: [x], value: 1}]}]\n", ""},
      {"derive: [{from: /a, to: /b, table: [{words: [x], matches: x, value: 1}]}]\n",
       "6: a row of the table has either `matches` or `words` | `matches` is a pattern, `words` "
       "lists whole texts"},
      {"derive: [{from: /a, to: /b, table: [{value: 1}]}]\n",
       "6: a row of the table has either `matches` or `words` | `matches` is a pattern, `words` "
       "lists whole texts"},
      {"derive: [{from: /a, to: /b, ignored: [The], table: [{words: [the], value: 1}]}]\n",
       "6: `the` has no word that is not ignored | every text without words would be this one"},
      {"derive: [{from: /a, to: /b, ignored: [the], table: [{matches: x, value: 1}]}]\n",
       "6: `ignored` is for `words` in the table, but there are none | remove it, or write `words` "
       "in place of `matches`"},
      {"derive: [{from: /a, to: /b, value: 1, table: [{matches: x, value: 1}]}]\n",
       "6: `value` is the value of any text, but there is `table` beside it | remove one of the "
       "two"},
      {"form: {at: card}\n",
       "6: `card` is no place in a submission | write a JSON Pointer such as "
       "/form/general/clientId"},
      {"mail: {at: mail, members: {}}\n",
       "6: `mail` is no place in a submission | write a JSON Pointer such as "
       "/form/general/clientId"},
      {"mial: {at: /mail, members: {}}\n",
       "6: a dossier file has no key `mial` | did you mean `mail`?"},
  };
  for (const auto& [text, expected] : rows) {
    INFO(text);
    CHECK(dossier_fault(text) == expected);
  }
}

TEST_CASE("the maps of the repository", "[submission]") {
  for (const char* name : {"iam-connect", "iam-connect-m2m", "iam-connect-healthcare"}) {
    const FormMapPtr map = submitting::real_map(name);
    CHECK(map->languages.size() == 4);
    CHECK(map->sections.size() > 5);
  }
  CHECK(submitting::real_map("iam-connect-m2m")->sections.front().number == "1");
}
