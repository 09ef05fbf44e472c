#include "report/labels.h"

#include <array>

namespace intake {
namespace {

struct Row {
  Label which;
  std::array<std::string_view, 4> text;  // en, fr, nl, de
};

constexpr Row kRows[] = {
    {Label::kError, {"error", "erreur", "fout", "Fehler"}},
    {Label::kWarning, {"warning", "avertissement", "waarschuwing", "Warnung"}},
    {Label::kNote, {"note", "remarque", "opmerking", "Hinweis"}},
    {Label::kQuestion, {"question", "question", "vraag", "Frage"}},
    {Label::kNotChecked, {"not checked", "non vérifié", "niet nagegaan", "nicht geprüft"}},
    {Label::kFailedToCheck,
     {"could not be evaluated", "évaluation impossible", "kon niet worden beoordeeld",
      "konnte nicht ausgewertet werden"}},
    {Label::kAccept, {"accept", "accepté", "aanvaard", "angenommen"}},
    {Label::kAcceptWithNotes,
     {"accept with notes", "accepté avec remarques", "aanvaard met opmerkingen",
      "mit Hinweisen angenommen"}},
    {Label::kIncomplete, {"incomplete", "incomplet", "onvolledig", "unvollständig"}},
    {Label::kReject, {"reject", "refusé", "geweigerd", "abgelehnt"}},
    {Label::kUnreadable, {"unreadable", "illisible", "onleesbaar", "nicht lesbar"}},
    {Label::kWhy, {"why", "pourquoi", "waarom", "warum"}},
    {Label::kPassage, {"procedure", "procédure", "procedure", "Verfahren"}},
    {Label::kToDo, {"to do", "à faire", "te doen", "zu tun"}},
    {Label::kFix, {"fix", "correction", "herstel", "Korrektur"}},
    {Label::kAnswer, {"answer in", "répondre dans", "antwoord in", "Antwort in"}},
    {Label::kWaiting, {"waits for this", "en dépend", "hangt hiervan af", "hängt davon ab"}},
    {Label::kReason, {"because", "parce que", "omdat", "weil"}},
    {Label::kSafe, {"safe", "sûre", "veilig", "sicher"}},
    {Label::kUnsafe, {"with --unsafe", "avec --unsafe", "met --unsafe", "mit --unsafe"}},
    {Label::kAsk, {"ask", "à demander", "na te vragen", "zu erfragen"}},
    {Label::kRemoved, {"removed", "supprimé", "verwijderd", "entfernt"}},
    {Label::kNothing, {"nothing", "rien", "niets", "nichts"}},
    {Label::kCheckedAgainst,
     {"checked against", "vérifié selon", "nagegaan volgens", "geprüft nach"}},
    {Label::kOnlyParts,
     {"limited to the parts", "limité aux parties", "beperkt tot de delen",
      "beschränkt auf die Teile"}},
    {Label::kMissingParts,
     {"parts not supplied", "parties non fournies", "niet bezorgde delen", "fehlende Teile"}},
    {Label::kNoRuleSet,
     {"no rule set recognises this submission", "aucun jeu de règles ne reconnaît ce dossier",
      "geen enkele regelset herkent dit dossier", "kein Regelsatz erkennt diesen Antrag"}},
    {Label::kSeveralRuleSets,
     {"several rule sets could apply", "plusieurs jeux de règles sont possibles",
      "er zijn verschillende regelsets mogelijk", "mehrere Regelsätze kommen in Frage"}},
    {Label::kNotInForce,
     {"no such rule set is in force", "aucun jeu de règles correspondant n’est en vigueur",
      "geen dergelijke regelset is van kracht", "kein solcher Regelsatz ist in Kraft"}},
    {Label::kUnusable,
     {"the rules cannot be used", "les règles ne sont pas utilisables",
      "de regels zijn niet bruikbaar", "die Regeln sind nicht verwendbar"}},
    {Label::kDidYouMean, {"did you mean", "vouliez-vous dire", "bedoelde u", "meinten Sie"}},
    {Label::kChooseWith,
     {"choose one with `--rules` or name it in the submission as `procedure`",
      "choisissez-en un avec `--rules` ou indiquez-le dans le dossier sous `procedure`",
      "kies er een met `--rules` of vermeld ze in het dossier als `procedure`",
      "wählen Sie einen mit `--rules` oder nennen Sie ihn im Antrag als `procedure`"}},
    {Label::kErrors, {"errors", "erreurs", "fouten", "Fehler"}},
    {Label::kWarnings, {"warnings", "avertissements", "waarschuwingen", "Warnungen"}},
    {Label::kNotes, {"notes", "remarques", "opmerkingen", "Hinweise"}},
    {Label::kQuestions, {"open questions", "questions ouvertes", "open vragen", "offene Fragen"}},
    {Label::kUncheckedRules,
     {"checks not made", "contrôles non effectués", "controles niet uitgevoerd",
      "Prüfungen nicht möglich"}},
    {Label::kPassedRules,
     {"checks passed", "contrôles réussis", "controles in orde", "Prüfungen bestanden"}},
    {Label::kNotShown, {"not shown", "non affichés", "niet getoond", "nicht gezeigt"}},
    {Label::kOneError, {"error", "erreur", "fout", "Fehler"}},
    {Label::kOneWarning, {"warning", "avertissement", "waarschuwing", "Warnung"}},
    {Label::kOneNote, {"note", "remarque", "opmerking", "Hinweis"}},
    {Label::kOneQuestion, {"open question", "question ouverte", "open vraag", "offene Frage"}},
    {Label::kOneUnchecked,
     {"check not made", "contrôle non effectué", "controle niet uitgevoerd",
      "Prüfung nicht möglich"}},
    {Label::kOnePassed,
     {"check passed", "contrôle réussi", "controle in orde", "Prüfung bestanden"}},
    {Label::kRepairSafe,
     {"can be repaired with `intake fix`", "réparable(s) avec `intake fix`",
      "te herstellen met `intake fix`", "mit `intake fix` zu beheben"}},
    {Label::kRepairUnsafe,
     {"more with `intake fix --unsafe`, for you to look at",
      "de plus avec `intake fix --unsafe`, à relire",
      "meer met `intake fix --unsafe`, zelf na te lezen",
      "weitere mit `intake fix --unsafe`, bitte nachlesen"}},
    {Label::kApplied, {"fixed", "corrigé", "hersteld", "behoben"}},
    {Label::kRolledBack, {"not fixed", "non corrigé", "niet hersteld", "nicht behoben"}},
    {Label::kNothingToFix,
     {"nothing to fix", "rien à corriger", "niets te herstellen", "nichts zu beheben"}},
    {Label::kAsPatch, {"as a patch", "sous forme de patch", "als patch", "als Patch"}},
    {Label::kSubmissions, {"submissions", "dossiers", "dossiers", "Anträge"}},
    {Label::kYes, {"yes", "oui", "ja", "ja"}},
    {Label::kNo, {"no", "non", "nee", "nein"}},
    {Label::kOff, {"off", "désactivée", "uitgeschakeld", "abgeschaltet"}},
    {Label::kMessage, {"message", "message", "melding", "Meldung"}},
    {Label::kWhereAbsent, {"where absent", "en cas d'absence", "indien afwezig", "wo es fehlt"}},
    {Label::kAbout, {"about", "porte sur", "gaat over", "betrifft"}},
    {Label::kPart, {"part", "partie", "deel", "Teil"}},
    {Label::kQuote, {"passage", "passage", "passage", "Textstelle"}},
    {Label::kCovers, {"covers", "couvre", "dekt", "deckt ab"}},
    {Label::kNone, {"none", "aucune", "geen", "keine"}},
    {Label::kPasses, {"passes", "conforme", "in orde", "in Ordnung"}},
    {Label::kFails, {"fails", "non conforme", "niet in orde", "nicht in Ordnung"}},
    {Label::kDefinedIn, {"defined in", "définie dans", "bepaald in", "festgelegt in"}},
    {Label::kMadeSafe,
     {"`intake fix` makes it", "faite par `intake fix`", "gemaakt door `intake fix`",
      "führt `intake fix` aus"}},
    {Label::kMadeUnsafe,
     {"`intake fix --unsafe` makes it, look at it afterwards",
      "faite par `intake fix --unsafe`, à relire ensuite",
      "gemaakt door `intake fix --unsafe`, lees het daarna na",
      "führt `intake fix --unsafe` aus, bitte danach nachlesen"}},
    {Label::kMadeByPerson,
     {"only a person can answer", "seule une personne peut répondre",
      "alleen een persoon kan antwoorden", "nur ein Mensch kann antworten"}},
    {Label::kDeprecated, {"deprecated", "obsolète", "verouderd", "veraltet"}},
    {Label::kSince, {"since", "depuis", "sinds", "seit"}},
    {Label::kReplacedBy, {"replaced by", "remplacée par", "vervangen door", "ersetzt durch"}},
    {Label::kPreview, {"in preview", "en préversion", "in preview", "in der Vorschau"}},
    {Label::kInForce, {"in force", "en vigueur", "van kracht", "in Kraft"}},
    {Label::kFrom, {"from", "à partir du", "vanaf", "ab"}},
    {Label::kBefore, {"before", "avant le", "vóór", "vor dem"}},
    {Label::kNowCalled, {"is now called", "s’appelle désormais", "heet nu", "heißt jetzt"}},
    {Label::kWithPreview,
     {"with the rules in preview", "avec les règles en préversion", "met de regels in preview",
      "mit den Regeln in der Vorschau"}},
    {Label::kByDate,
     {"the outcome by date", "le résultat selon la date", "het resultaat per datum",
      "das Ergebnis nach Datum"}},
    {Label::kNeverChanges,
     {"the same on every date", "le même à toute date", "op elke datum hetzelfde",
      "an jedem Datum dasselbe"}},
    {Label::kAppears, {"new", "nouveau", "nieuw", "neu"}},
    {Label::kGone, {"gone", "disparaît", "vervalt", "entfällt"}},
    {Label::kSection, {"section", "section", "deel", "Abschnitt"}},
    {Label::kTable, {"table", "tableau", "tabel", "Tabelle"}},
    {Label::kRow, {"row", "ligne", "rij", "Zeile"}},
    {Label::kColumn, {"column", "colonne", "kolom", "Spalte"}},
    {Label::kParagraph, {"paragraph", "paragraphe", "alinea", "Absatz"}},
    {Label::kPage, {"page", "page", "pagina", "Seite"}},
    {Label::kField, {"field", "champ", "veld", "Feld"}},
    {Label::kHeader, {"header", "en-tête", "header", "Kopfzeile"}},
    {Label::kMailBody,
     {"text of the mail", "texte de l’e-mail", "tekst van de mail", "Text der Mail"}},
    {Label::kCertificate, {"certificate", "certificat", "certificaat", "Zertifikat"}},
    {Label::kKey, {"key", "clé", "sleutel", "Schlüssel"}},
    {Label::kAnsweredBy, {"answer of", "réponse de", "antwoord van", "Antwort von"}},
    {Label::kReadWith,
     {"read with {0} % confidence", "lu avec {0} % de certitude", "gelezen met {0} % zekerheid",
      "mit {0} % Sicherheit gelesen"}},
    {Label::kDerived, {"derived from", "déduit de", "afgeleid uit", "abgeleitet aus"}},
    {Label::kImplied, {"implied by", "implicite d’après", "volgt uit", "ergibt sich aus"}},
    {Label::kNotRead,
     {"what else there is to know of the reading:", "autres remarques sur la lecture :",
      "verder over de lezing:", "Weiteres zum Gelesenen:"}},
    {Label::kAnswered, {"answered", "répondu", "beantwoord", "beantwortet"}},
    {Label::kNotTaken,
     {"answer not taken", "réponse non retenue", "antwoord niet overgenomen",
      "Antwort nicht übernommen"}},
    {Label::kGivenAnswer, {"answer", "réponse", "antwoord", "Antwort"}},
    {Label::kFindings, {"findings", "constatations", "bevindingen", "Befunde"}},
};

constexpr bool in_order() {
  for (std::size_t i = 0; i < std::size(kRows); ++i) {
    if (kRows[i].which != static_cast<Label>(i)) return false;
    for (const std::string_view text : kRows[i].text) {
      if (text.empty()) return false;
    }
  }
  return std::size(kRows) == static_cast<std::size_t>(Label::kCount);
}
static_assert(in_order(), "one row a label, in the order of the enum, in every language");

}  // namespace

std::string_view label(Label which, Language language) {
  return kRows[static_cast<std::size_t>(which)].text[static_cast<std::size_t>(language)];
}

Label label_of(Severity severity) {
  constexpr Label kLabels[] = {Label::kError, Label::kWarning, Label::kNote, Label::kOff};
  return kLabels[static_cast<std::size_t>(severity)];
}

Label label_of(Disposition disposition) {
  constexpr Label kLabels[] = {Label::kAccept, Label::kAcceptWithNotes, Label::kIncomplete,
                               Label::kReject};
  return kLabels[static_cast<std::size_t>(disposition)];
}

std::string counted(std::uint32_t count, Label one, Label many, Language language) {
  return std::to_string(count) + " " + std::string(label(count == 1 ? one : many, language));
}

}  // namespace intake
