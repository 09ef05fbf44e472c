#include "lang/reason.h"

#include <set>

#include "support/catch.h"

using namespace intake;

namespace {

constexpr Language kLanguages[] = {Language::kEn, Language::kFr, Language::kNl, Language::kDe};

}  // namespace

TEST_CASE("a reason becomes a sentence part", "[reason]") {
  struct Row {
    ReasonCode code;
    std::vector<std::string> args;
    std::string_view en, fr, nl, de;
  };
  const Row rows[] = {
      {ReasonCode::kWrongType,
       {"string", "array"},
       "expected a text, found a list",
       "attendu : un texte, trouvé : une liste",
       "verwacht: een tekst, gevonden: een lijst",
       "erwartet: ein Text, gefunden: eine Liste"},
      {ReasonCode::kWrongType,
       {"null|boolean|string", "absent"},
       "expected an empty value (null), a yes/no value or a text, found nothing",
       "attendu : une valeur vide (null), une valeur oui/non ou un texte, trouvé : rien",
       "verwacht: een lege waarde (null), een ja/nee-waarde of een tekst, gevonden: niets",
       "erwartet: ein leerer Wert (null), ein Ja/Nein-Wert oder ein Text, gefunden: nichts"},
      {ReasonCode::kAbsent,
       {"/form/scopes"},
       "nothing stands at `/form/scopes`",
       "rien ne figure à `/form/scopes`",
       "er staat niets op `/form/scopes`",
       "an der Stelle `/form/scopes` steht nichts"},
      {ReasonCode::kAbsent,
       {""},
       "nothing stands at the top of the submission",
       "rien ne figure à la racine de la demande",
       "er staat niets op het hoogste niveau",
       "auf oberster Ebene steht nichts"},
      {ReasonCode::kNotReadable,
       {"soon", "date"},
       "`soon` cannot be read as a date",
       "`soon` ne peut pas être lu comme une date",
       "`soon` kan niet worden gelezen als een datum",
       "`soon` ist nicht lesbar als ein Datum"},
      {ReasonCode::kNotReadable,
       {"x", "thing"},
       "`x` cannot be read as `thing`",
       "`x` ne peut pas être lu comme `thing`",
       "`x` kan niet worden gelezen als `thing`",
       "`x` ist nicht lesbar als `thing`"},
      {ReasonCode::kMissingItems,
       {"a", "b"},
       "missing: `a`, `b`",
       "manquant : `a`, `b`",
       "ontbreekt: `a`, `b`",
       "es fehlt: `a`, `b`"},
      {ReasonCode::kCheckDigits,
       {"45", "14"},
       "the check digits are 45, but 14 was expected",
       "les chiffres de contrôle sont 45, mais 14 était attendu",
       "de controlecijfers zijn 45, maar 14 werd verwacht",
       "die Prüfziffern sind 45, erwartet wurde 14"},
      {ReasonCode::kNone, {}, "", "", "", ""},
  };
  for (const Row& row : rows) {
    const Reason reason{row.code, row.args, {}};
    CHECK(render_reason(reason, Language::kEn) == row.en);
    CHECK(render_reason(reason, Language::kFr) == row.fr);
    CHECK(render_reason(reason, Language::kNl) == row.nl);
    CHECK(render_reason(reason, Language::kDe) == row.de);
  }
}

TEST_CASE("every reason has a text of its own in every language", "[reason]") {
  std::set<std::string> texts;
  std::size_t count = 0;
  for (int code = 1; code <= static_cast<int>(ReasonCode::kFixCircle); ++code) {
    for (const Language language : kLanguages) {
      const Reason reason{static_cast<ReasonCode>(code), {"first", "second"}, {}};
      const std::string text = render_reason(reason, language);
      INFO(text);
      CHECK(text.find_first_of("{}\n") == std::string::npos);
      CHECK(text.back() != '.');
      CHECK_FALSE((text.front() >= 'A' && text.front() <= 'Z'));
      texts.insert(text);
      ++count;
    }
  }
  CHECK(texts.size() == count);
}

TEST_CASE("a reason without its arguments is still a text", "[reason]") {
  for (int code = 1; code <= static_cast<int>(ReasonCode::kFixCircle); ++code) {
    CHECK_FALSE(render_reason({static_cast<ReasonCode>(code), {}, {}}, Language::kNl).empty());
  }
}
