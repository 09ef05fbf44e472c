#include "lang/reason.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace intake {
namespace {

using Texts = std::array<std::string_view, 4>;  // by Language: en, fr, nl, de

/// `{0}`, `{1}`: the arguments as they are. `{0k}`: kinds of value in words, alternatives joined
/// by "or". `{0p}`: "at" a pointer. `{0w}`: what a text should have been.
/// `{*}`: all arguments, each in backticks.
struct Row {
  ReasonCode code;
  Texts texts;
};

constexpr std::array kRows{
    Row{ReasonCode::kNone, {"", "", "", ""}},
    Row{ReasonCode::kWrongType,
        {"expected {0k}, found {1k}", "attendu : {0k}, trouvé : {1k}",
         "verwacht: {0k}, gevonden: {1k}", "erwartet: {0k}, gefunden: {1k}"}},
    Row{ReasonCode::kAbsent,
        {"nothing stands {0p}", "rien ne figure {0p}", "er staat niets {0p}", "{0p} steht nichts"}},
    Row{ReasonCode::kNull,
        {"the value {0p} is empty (null)", "la valeur {0p} est vide (null)",
         "de waarde {0p} is leeg (null)", "der Wert {0p} ist leer (null)"}},
    Row{ReasonCode::kUnbound,
        {"`{0}` could not be determined from the value {1p}",
         "`{0}` n'a pas pu être déterminé à partir de la valeur {1p}",
         "`{0}` kon niet worden bepaald uit de waarde {1p}",
         "`{0}` ließ sich aus dem Wert {1p} nicht bestimmen"}},
    Row{ReasonCode::kNoRow,
        {"the list `{0}` has no row for `{1}`", "la liste `{0}` n'a pas de ligne pour `{1}`",
         "de lijst `{0}` heeft geen rij voor `{1}`", "die Liste `{0}` hat keine Zeile für `{1}`"}},
    Row{ReasonCode::kNoTableRow,
        {"no row of the table is for `{0}`", "aucune ligne du tableau ne vaut pour `{0}`",
         "geen rij van de tabel geldt voor `{0}`", "keine Zeile der Tabelle gilt für `{0}`"}},
    Row{ReasonCode::kNoConstant,
        {"`{0}` is not given for `{1}`", "`{0}` n'est pas donné pour `{1}`",
         "`{0}` is niet gegeven voor `{1}`", "`{0}` ist für `{1}` nicht angegeben"}},
    Row{ReasonCode::kNotComparable,
        {"`{0}` and `{1}` are of different types and cannot be compared",
         "`{0}` et `{1}` sont de types différents et ne peuvent pas être comparés",
         "`{0}` en `{1}` zijn van een verschillend type en kunnen niet worden vergeleken",
         "`{0}` und `{1}` sind von verschiedenem Typ und nicht vergleichbar"}},
    Row{ReasonCode::kNotReadable,
        {"`{0}` cannot be read as {1w}", "`{0}` ne peut pas être lu comme {1w}",
         "`{0}` kan niet worden gelezen als {1w}", "`{0}` ist nicht lesbar als {1w}"}},
    Row{ReasonCode::kPartMissing,
        {"the part `{0}` was not supplied", "la partie `{0}` n'a pas été fournie",
         "het onderdeel `{0}` werd niet meegestuurd", "der Teil `{0}` wurde nicht eingereicht"}},
    Row{ReasonCode::kBudget,
        {"the evaluation used up its steps", "l'évaluation a épuisé le nombre d'étapes permis",
         "de evaluatie heeft het toegelaten aantal stappen verbruikt",
         "die Auswertung hat die zulässige Zahl von Schritten verbraucht"}},
    Row{ReasonCode::kQuestionOpen,
        {"the question `{0}` is still open", "la question `{0}` est encore ouverte",
         "de vraag `{0}` staat nog open", "die Frage `{0}` ist noch offen"}},
    Row{ReasonCode::kMissingItems,
        {"missing: {*}", "manquant : {*}", "ontbreekt: {*}", "es fehlt: {*}"}},
    Row{ReasonCode::kExtraItems,
        {"not expected: {*}", "non prévu : {*}", "niet verwacht: {*}", "nicht vorgesehen: {*}"}},
    Row{ReasonCode::kDuplicate,
        {"`{0}` already stands {1p}", "`{0}` figure déjà {1p}", "`{0}` staat al {1p}",
         "`{0}` steht schon {1p}"}},
    Row{ReasonCode::kTooShort,
        {"the length is {0}, but at least {1} is needed",
         "la longueur est {0}, mais il faut au moins {1}",
         "de lengte is {0}, maar minstens {1} is nodig",
         "die Länge ist {0}, nötig ist mindestens {1}"}},
    Row{ReasonCode::kTooLong,
        {"the length is {0}, but at most {1} is allowed",
         "la longueur est {0}, mais au plus {1} est permis",
         "de lengte is {0}, maar hoogstens {1} is toegelaten",
         "die Länge ist {0}, zulässig ist höchstens {1}"}},
    Row{ReasonCode::kCheckDigits,
        {"the check digits are {0}, but {1} was expected",
         "les chiffres de contrôle sont {0}, mais {1} était attendu",
         "de controlecijfers zijn {0}, maar {1} werd verwacht",
         "die Prüfziffern sind {0}, erwartet wurde {1}"}},
    Row{ReasonCode::kRule,
        {"this depends on the rule `{0}`, which did not pass",
         "ceci dépend de la règle `{0}`, qui n'est pas respectée",
         "dit hangt af van de regel `{0}`, waaraan niet is voldaan",
         "dies hängt von der Regel `{0}` ab, die nicht erfüllt ist"}},
    Row{ReasonCode::kExpression,
        {"the expression cannot be evaluated: {0}", "l'expression ne peut pas être évaluée : {0}",
         "de uitdrukking kan niet worden geëvalueerd: {0}",
         "der Ausdruck lässt sich nicht auswerten: {0}"}},
    Row{ReasonCode::kFixStillFails,
        {"the rule `{0}` would still not pass", "la règle `{0}` ne serait toujours pas respectée",
         "aan de regel `{0}` zou nog niet voldaan zijn",
         "die Regel `{0}` wäre immer noch nicht erfüllt"}},
    Row{ReasonCode::kFixWouldBreak,
        {"it would break `{0}`, which passes now",
         "la règle `{0}`, respectée à présent, ne le serait plus",
         "aan de regel `{0}`, nu in orde, zou niet meer voldaan zijn",
         "die Regel `{0}`, die jetzt erfüllt ist, wäre es nicht mehr"}},
    Row{ReasonCode::kFixChangesNothing,
        {"it would change nothing", "cela ne changerait rien", "het zou niets veranderen",
         "es würde nichts ändern"}},
    Row{ReasonCode::kFixNothingThere,
        {"nothing stands there", "rien n'y figure", "er staat niets", "dort steht nichts"}},
    Row{ReasonCode::kFixNoPlace,
        {"there is no place to put it", "il n'y a pas d'endroit où l'inscrire",
         "er is geen plaats om het te schrijven", "es gibt keine Stelle, an die es gehört"}},
    Row{ReasonCode::kFixWrongKind,
        {"`{1}` does not work on {0k}", "`{1}` ne s'applique pas à ce type de valeur : {0k}",
         "`{1}` werkt niet op dit soort waarde: {0k}",
         "`{1}` gilt nicht für diese Art von Wert: {0k}"}},
    Row{ReasonCode::kFixUnreadable,
        {"the repaired text could not be read again ({0})",
         "le texte corrigé ne pourrait plus être lu ({0})",
         "de herstelde tekst kon niet meer worden gelezen ({0})",
         "der korrigierte Text ließe sich nicht mehr lesen ({0})"}},
    Row{ReasonCode::kFixRefused,
        {"it cannot be written in place ({0})", "impossible de l'écrire sur place ({0})",
         "het kan niet ter plaatse worden geschreven ({0})",
         "es lässt sich nicht an Ort und Stelle schreiben ({0})"}},
    Row{ReasonCode::kFixCircle,
        {"the repairs went in a circle and were stopped",
         "les corrections tournaient en rond et ont été arrêtées",
         "de herstellingen draaiden in een kring en zijn gestopt",
         "die Korrekturen drehten sich im Kreis und wurden angehalten"}},
    Row{ReasonCode::kReadWithDoubt,
        {"it is not sure that `{0}` means this value ({1} %)",
         "il n'est pas certain que `{0}` désigne cette valeur ({1} %)",
         "het is niet zeker dat `{0}` deze waarde betekent ({1} %)",
         "es ist nicht sicher, dass `{0}` diesen Wert meint ({1} %)"}},
    Row{ReasonCode::kFixDoubtful,
        {"it is not sure that `{0}` means this value ({1} %); confirm the reading first",
         "il n'est pas certain que `{0}` désigne cette valeur ({1} %) ; confirmez d'abord la "
         "lecture",
         "het is niet zeker dat `{0}` deze waarde betekent ({1} %); bevestig eerst de lezing",
         "es ist nicht sicher, dass `{0}` diesen Wert meint ({1} %); bestätigen Sie zuerst die "
         "Lesart"}},
    Row{ReasonCode::kFixNotWritten,
        {"it stands in no field that could be written",
         "elle ne figure dans aucun champ qui puisse être écrit",
         "het staat in geen veld dat kan worden geschreven",
         "es steht in keinem Feld, das sich beschreiben lässt"}},
    Row{ReasonCode::kFixNoChoice,
        {"the form has no choice for `{0}`", "le formulaire ne propose pas de choix pour `{0}`",
         "het formulier heeft geen keuze voor `{0}`", "das Formular hat keine Auswahl für `{0}`"}},
};

constexpr bool complete() {
  for (std::size_t i = 0; i < kRows.size(); ++i) {
    if (static_cast<std::size_t>(kRows[i].code) != i) return false;
    for (const std::string_view text : kRows[i].texts) {
      if (text.empty() != (kRows[i].code == ReasonCode::kNone)) return false;
    }
  }
  return kRows.size() == static_cast<std::size_t>(ReasonCode::kFixNoChoice) + 1;
}
static_assert(complete(), "one row for each ReasonCode, in its order, in every language");

struct Word {
  std::string_view key;
  Texts texts;
};

/// Kinds of value, by their JSON name.
constexpr std::array kKinds{
    Word{"absent", {"nothing", "rien", "niets", "nichts"}},
    Word{"any",
         {"any value", "une valeur quelconque", "een willekeurige waarde", "ein beliebiger Wert"}},
    Word{"array", {"a list", "une liste", "een lijst", "eine Liste"}},
    Word{"boolean",
         {"a yes/no value", "une valeur oui/non", "een ja/nee-waarde", "ein Ja/Nein-Wert"}},
    Word{"integer", {"a whole number", "un nombre entier", "een geheel getal", "eine ganze Zahl"}},
    Word{"null",
         {"an empty value (null)", "une valeur vide (null)", "een lege waarde (null)",
          "ein leerer Wert (null)"}},
    Word{"number", {"a number", "un nombre", "een getal", "eine Zahl"}},
    Word{"object", {"a map", "un groupe de champs", "een groep velden", "eine Gruppe von Feldern"}},
    Word{"string", {"a text", "un texte", "een tekst", "ein Text"}},
};
static_assert(std::ranges::is_sorted(kKinds, {}, &Word::key));

/// What a text should have been read as.
constexpr std::array kReadings{
    Word{"base64", {"Base64", "Base64", "Base64", "Base64"}},
    Word{"base64url",
         {"Base64 for URLs", "Base64 pour URL", "Base64 voor URL's", "Base64 für URLs"}},
    Word{"certificate", {"a certificate", "un certificat", "een certificaat", "ein Zertifikat"}},
    Word{"date", {"a date", "une date", "een datum", "ein Datum"}},
    Word{"date-time",
         {"a date and time", "une date et heure", "een datum met tijd", "ein Datum mit Uhrzeit"}},
    Word{"dn",
         {"a distinguished name", "un nom distinctif (DN)", "een onderscheidende naam (DN)",
          "ein Distinguished Name (DN)"}},
    Word{"duration", {"a duration", "une durée", "een duur", "eine Dauer"}},
    Word{"email",
         {"an e-mail address", "une adresse e-mail", "een e-mailadres", "eine E-Mail-Adresse"}},
    Word{"hex",
         {"hexadecimal digits", "des chiffres hexadécimaux", "hexadecimale cijfers",
          "Hexadezimalziffern"}},
    Word{"hostname", {"a host name", "un nom d'hôte", "een hostnaam", "ein Hostname"}},
    Word{"identifier",
         {"an identifier", "un identifiant", "een identificatienummer", "eine Kennung"}},
    Word{"integer", {"a whole number", "un nombre entier", "een geheel getal", "eine ganze Zahl"}},
    Word{"ipv4", {"an IPv4 address", "une adresse IPv4", "een IPv4-adres", "eine IPv4-Adresse"}},
    Word{"ipv6", {"an IPv6 address", "une adresse IPv6", "een IPv6-adres", "eine IPv6-Adresse"}},
    Word{"json-pointer",
         {"a JSON Pointer", "un JSON Pointer", "een JSON Pointer", "ein JSON Pointer"}},
    Word{"language-tag",
         {"a language tag", "un code de langue", "een taalcode", "ein Sprachkürzel"}},
    Word{"media-type", {"a media type", "un type de média", "een mediatype", "ein Medientyp"}},
    Word{"number", {"a number", "un nombre", "een getal", "eine Zahl"}},
    Word{"pattern", {"a pattern", "un motif", "een patroon", "ein Muster"}},
    Word{"phone",
         {"a telephone number", "un numéro de téléphone", "een telefoonnummer",
          "eine Telefonnummer"}},
    Word{"schema", {"a schema", "un schéma", "een schema", "ein Schema"}},
    Word{"semver",
         {"a version number", "un numéro de version", "een versienummer", "eine Versionsnummer"}},
    Word{"time", {"a time", "une heure", "een tijdstip", "eine Uhrzeit"}},
    Word{"uri", {"a URI", "un URI", "een URI", "ein URI"}},
    Word{"uri-reference",
         {"a URI reference", "une référence URI", "een URI-verwijzing", "ein URI-Verweis"}},
    Word{"url", {"a URL", "une URL", "een URL", "eine URL"}},
    Word{"uuid", {"a UUID", "un UUID", "een UUID", "eine UUID"}},
};
static_assert(std::ranges::is_sorted(kReadings, {}, &Word::key));

constexpr Texts kOr{" or ", " ou ", " of ", " oder "};
constexpr Texts kAt{"at ", "à ", "op ", "an der Stelle "};
constexpr Texts kAtTop{"at the top of the submission", "à la racine de la demande",
                       "op het hoogste niveau", "auf oberster Ebene"};

std::string ticked(std::string_view text) {
  std::string result = "`";
  result += text;
  result += '`';
  return result;
}

template <std::size_t N>
std::string_view find_word(const std::array<Word, N>& words, std::string_view key,
                           std::size_t language) {
  const auto found = std::ranges::lower_bound(words, key, {}, &Word::key);
  return found != words.end() && found->key == key ? found->texts[language] : std::string_view{};
}

/// "string, array" in words, joined by "or"; names that have no word stay, in backticks.
template <std::size_t N>
std::string in_words(const std::array<Word, N>& table, std::string_view names,
                     std::size_t language) {
  std::vector<std::string> words;
  std::size_t at = 0;
  while (at < names.size()) {
    const std::size_t end = std::min(names.find_first_of(",|", at), names.size());
    std::string_view name = names.substr(at, end - at);
    at = end + 1;
    while (name.starts_with(' ')) name.remove_prefix(1);
    if (name.empty()) continue;
    const std::string_view word = find_word(table, name, language);
    words.push_back(word.empty() ? ticked(name) : std::string(word));
  }
  std::string result;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) result += i + 1 == words.size() ? kOr[language] : std::string_view(", ");
    result += words[i];
  }
  return result;
}

std::string argument(const Reason& reason, std::size_t index, char form, std::size_t language) {
  const std::string_view arg =
      index < reason.args.size() ? std::string_view(reason.args[index]) : std::string_view{};
  switch (form) {
    case 'k':
      return in_words(kKinds, arg, language);
    case 'p':
      if (arg.empty()) return std::string(kAtTop[language]);
      return std::string(kAt[language]) + ticked(arg);
    case 'w':
      return in_words(kReadings, arg, language);
    default:
      return std::string(arg);
  }
}

}  // namespace

std::string render_reason(const Reason& reason, Language language) {
  const auto l = static_cast<std::size_t>(language);
  const std::string_view text = kRows[static_cast<std::size_t>(reason.code)].texts[l];
  std::string result;
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t open = std::min(text.find('{', at), text.size());
    result += text.substr(at, open - at);
    if (open == text.size()) break;
    const std::size_t close = text.find('}', open);
    if (text[open + 1] == '*') {
      for (std::size_t i = 0; i < reason.args.size(); ++i) {
        if (i > 0) result += ", ";
        result += ticked(reason.args[i]);
      }
    } else {
      const auto index = static_cast<std::size_t>(text[open + 1] - '0');
      result += argument(reason, index, close == open + 3 ? text[open + 2] : ' ', l);
    }
    at = close + 1;
  }
  return result;
}

}  // namespace intake
