#include "report/reading_catalogue.h"

namespace intake {
namespace {

constexpr ReadingEntry::Texts kNothingAsked{"", "", "", ""};

constexpr ReadingEntry kEntries[] = {
    {RemarkCode::kLabelDoubtful,
     Severity::kError,
     Verdict::kIndeterminate,
     {"`{label}` was read as “{meaning}” ({percent} % sure)",
      "`{label}` a été lu comme « {meaning} » (sûr à {percent} %)",
      "`{label}` werd gelezen als “{meaning}” ({percent} % zeker)",
      "`{label}` wurde als „{meaning}“ gelesen (zu {percent} % sicher)"},
     {"Forms name their fields in different ways; a value is not judged before it is certain which "
      "one it is.",
      "Les formulaires nomment leurs champs de différentes manières ; une valeur n’est pas jugée "
      "tant qu’il n’est pas certain de laquelle il s’agit.",
      "Formulieren noemen hun velden op verschillende manieren; een waarde wordt niet beoordeeld "
      "zolang niet zeker is welke het is.",
      "Formulare benennen ihre Felder verschieden; ein Wert wird erst beurteilt, wenn sicher ist, "
      "welcher es ist."},
     {"Answer the question, or name the field as the form does.",
      "Répondez à la question, ou nommez le champ comme le formulaire.",
      "Beantwoord de vraag, of noem het veld zoals het formulier.",
      "Beantworten Sie die Frage, oder benennen Sie das Feld wie das Formular."},
     {"Does `{label}` mean “{meaning}”?", "`{label}` désigne-t-il « {meaning} » ?",
      "Betekent `{label}` “{meaning}”?", "Ist mit `{label}` „{meaning}“ gemeint?"}},

    {RemarkCode::kFieldNotUnderstood,
     Severity::kNote,
     Verdict::kFail,
     {"`{label}` is no field that is known here; what stands there was left out[: `{value}`]",
      "`{label}` n’est pas un champ connu ; son contenu n’a pas été pris en compte[ : `{value}`]",
      "`{label}` is geen bekend veld; wat er staat, werd weggelaten[: `{value}`]",
      "`{label}` ist kein bekanntes Feld; was dort steht, blieb unberücksichtigt[: `{value}`]"},
     {"Only fields whose meaning is known can be checked.",
      "Seuls les champs dont la signification est connue peuvent être vérifiés.",
      "Alleen velden waarvan de betekenis bekend is, kunnen worden nagegaan.",
      "Nur Felder, deren Bedeutung bekannt ist, lassen sich prüfen."},
     {"If it belongs to the request, put it into the field that the form has for it.",
      "Si cela fait partie de la demande, inscrivez-le dans le champ prévu par le formulaire.",
      "Als het bij de aanvraag hoort, zet het dan in het veld dat het formulier ervoor heeft.",
      "Gehört es zum Antrag, schreiben Sie es in das Feld, das das Formular dafür hat."},
     kNothingAsked},

    {RemarkCode::kValueNotUnderstood,
     Severity::kError,
     Verdict::kIndeterminate,
     {"`{value}` stands in “{meaning}”, which is none of the answers known for it",
      "`{value}` figure sous « {meaning} », ce qui n’est aucune des réponses connues",
      "bij “{meaning}” staat `{value}`, wat geen van de bekende antwoorden is",
      "bei „{meaning}“ steht `{value}`, was keine der bekannten Antworten ist"},
     {"What cannot be understood cannot be checked.",
      "Ce qui n’est pas compris ne peut pas être vérifié.",
      "Wat niet begrepen wordt, kan niet worden nagegaan.",
      "Was nicht verstanden wird, lässt sich nicht prüfen."},
     {"Choose one of the answers that the form gives.",
      "Choisissez l’une des réponses proposées par le formulaire.",
      "Kies een van de antwoorden die het formulier geeft.",
      "Wählen Sie eine der Antworten, die das Formular vorgibt."},
     {"What is the answer to “{meaning}”?", "Quelle est la réponse à « {meaning} » ?",
      "Wat is het antwoord bij “{meaning}”?", "Was ist die Antwort auf „{meaning}“?"}},

    {RemarkCode::kPartsDiffer,
     Severity::kError,
     Verdict::kIndeterminate,
     {"“{meaning}” is `{value}` here, but `{other}`[ in {otherPlace}]",
      "« {meaning} » est `{value}` ici, mais `{other}`[ dans {otherPlace}]",
      "“{meaning}” is hier `{value}`, maar `{other}`[ in {otherPlace}]",
      "„{meaning}“ ist hier `{value}`, aber `{other}`[ in {otherPlace}]"},
     {"It is not known which of the two is meant.", "On ne sait pas lequel des deux est voulu.",
      "Het is niet bekend welk van de twee bedoeld is.",
      "Es ist nicht bekannt, welches von beiden gemeint ist."},
     {"Write the same in both places.", "Écrivez la même chose aux deux endroits.",
      "Schrijf op beide plaatsen hetzelfde.", "Schreiben Sie an beiden Stellen dasselbe."},
     kNothingAsked},

    {RemarkCode::kSeveralForms,
     Severity::kError,
     Verdict::kIndeterminate,
     {"`{name}` is a further form, which was not read", "`{name}` est un autre formulaire, non lu",
      "`{name}` is nog een formulier, dat niet gelezen werd",
      "`{name}` ist ein weiteres Formular, das nicht gelesen wurde"},
     {"Each form is a request of its own, and one was read.",
      "Chaque formulaire est une demande distincte, et un seul a été lu.",
      "Elk formulier is een aanvraag op zich, en er werd er één gelezen.",
      "Jedes Formular ist ein eigener Antrag, und eines wurde gelesen."},
     {"Send one form for each request, each in a mail of its own.",
      "Envoyez un formulaire par demande, chacun dans son propre e-mail.",
      "Stuur voor elke aanvraag één formulier, elk in een eigen mail.",
      "Senden Sie für jeden Antrag ein Formular, jedes in einer eigenen Mail."},
     kNothingAsked},

    {RemarkCode::kFormAmbiguous,
     Severity::kError,
     Verdict::kIndeterminate,
     {"nothing in `{name}` tells which of several forms it is",
      "rien dans `{name}` n’indique de quel formulaire il s’agit parmi plusieurs",
      "niets in `{name}` zegt welk van verschillende formulieren het is",
      "nichts in `{name}` sagt, welches von mehreren Formularen es ist"},
     {"What is needed differs from one form to the other.",
      "Les éléments requis diffèrent d’un formulaire à l’autre.",
      "Wat nodig is, verschilt van formulier tot formulier.",
      "Was benötigt wird, ist von Formular zu Formular verschieden."},
     {"Answer the question, or keep the title of the form.",
      "Répondez à la question, ou conservez le titre du formulaire.",
      "Beantwoord de vraag, of laat de titel van het formulier staan.",
      "Beantworten Sie die Frage, oder lassen Sie den Titel des Formulars stehen."},
     {"Which form is `{name}`?", "Quel formulaire est `{name}` ?", "Welk formulier is `{name}`?",
      "Welches Formular ist `{name}`?"}},

    {RemarkCode::kNothingRecognised,
     Severity::kError,
     Verdict::kIndeterminate,
     {"no form was recognised in what was sent",
      "aucun formulaire n’a été reconnu dans ce qui a été envoyé",
      "in wat verstuurd werd, is geen formulier herkend",
      "in dem, was gesendet wurde, ist kein Formular erkannt worden"},
     {"Without the form it is not known what is asked for.",
      "Sans le formulaire, on ne sait pas ce qui est demandé.",
      "Zonder het formulier is niet bekend wat er gevraagd wordt.",
      "Ohne das Formular ist nicht bekannt, was beantragt wird."},
     {"Attach the filled-in form of the procedure, as a Word file or as a PDF with its fields.",
      "Joignez le formulaire complété de la procédure, en fichier Word ou en PDF avec ses champs.",
      "Voeg het ingevulde formulier van de procedure bij, als Word-bestand of als PDF met de "
      "velden.",
      "Fügen Sie das ausgefüllte Formular des Verfahrens bei, als Word-Datei oder als PDF mit "
      "seinen "
      "Feldern."},
     kNothingAsked},

    {RemarkCode::kPartUnreadable,
     Severity::kError,
     Verdict::kIndeterminate,
     {"`{name}` could not be read[: {detail}]", "`{name}` n’a pas pu être lu[ ({detail})]",
      "`{name}` kon niet worden gelezen[ ({detail})]",
      "`{name}` konnte nicht gelesen werden[ ({detail})]"},
     {"What stands in it could not be checked.", "Son contenu n’a pas pu être vérifié.",
      "Wat erin staat, kon niet worden nagegaan.", "Der Inhalt konnte nicht geprüft werden."},
     {"See whether the file opens as it should, and send it again.",
      "Vérifiez que le fichier s’ouvre correctement et renvoyez-le.",
      "Kijk of het bestand goed opengaat, en stuur het opnieuw.",
      "Sehen Sie nach, ob sich die Datei richtig öffnen lässt, und senden Sie sie erneut."},
     kNothingAsked},

    {RemarkCode::kPartUnknown,
     Severity::kNote,
     Verdict::kFail,
     {"`{name}` was not read[: {detail}]", "`{name}` n’a pas été lu[ ({detail})]",
      "`{name}` werd niet gelezen[ ({detail})]", "`{name}` wurde nicht gelesen[ ({detail})]"},
     {"Pictures and files of other kinds are not read: what stands only there was not checked.",
      "Les images et les fichiers d’autres types ne sont pas lus : ce qui ne figure que là n’a pas "
      "été vérifié.",
      "Afbeeldingen en bestanden van een andere soort worden niet gelezen: wat alleen daar staat, "
      "werd niet nagegaan.",
      "Bilder und Dateien anderer Art werden nicht gelesen: was nur dort steht, wurde nicht "
      "geprüft."},
     {"Write what belongs to the request in the form or in the text of the mail.",
      "Écrivez ce qui fait partie de la demande dans le formulaire ou dans le texte de l’e-mail.",
      "Schrijf wat bij de aanvraag hoort in het formulier of in de tekst van de mail.",
      "Schreiben Sie, was zum Antrag gehört, in das Formular oder in den Text der Mail."},
     kNothingAsked},

    {RemarkCode::kPdfWithoutFields,
     Severity::kError,
     Verdict::kIndeterminate,
     {"`{name}` is a PDF without form fields: a print or a scan",
      "`{name}` est un PDF sans champs de formulaire : une impression ou un scan",
      "`{name}` is een PDF zonder formuliervelden: een afdruk of een scan",
      "`{name}` ist ein PDF ohne Formularfelder: ein Ausdruck oder ein Scan"},
     {"What stands in a picture of a form cannot be read with certainty, so nothing of it was "
      "checked.",
      "Le contenu de l’image d’un formulaire ne peut pas être lu avec certitude ; rien n’en a donc "
      "été vérifié.",
      "Wat in een afbeelding van een formulier staat, kan niet met zekerheid worden gelezen; er "
      "werd dus niets van nagegaan.",
      "Was im Bild eines Formulars steht, lässt sich nicht sicher lesen; deshalb wurde nichts "
      "davon geprüft."},
     {"Send the form itself, filled in, not a print or a scan of it.",
      "Envoyez le formulaire lui-même, complété, et non une impression ou un scan.",
      "Stuur het formulier zelf, ingevuld, en geen afdruk of scan ervan.",
      "Senden Sie das Formular selbst, ausgefüllt, keinen Ausdruck oder Scan davon."},
     kNothingAsked},

    {RemarkCode::kPdfXfa,
     Severity::kError,
     Verdict::kIndeterminate,
     {"`{name}` is a PDF form of the XFA kind, which is not read here",
      "`{name}` est un formulaire PDF de type XFA, qui n’est pas lu ici",
      "`{name}` is een PDF-formulier van de soort XFA, die hier niet gelezen wordt",
      "`{name}` ist ein PDF-Formular der Art XFA, die hier nicht gelesen wird"},
     {"What stands in it could not be checked.", "Son contenu n’a pas pu être vérifié.",
      "Wat erin staat, kon niet worden nagegaan.", "Der Inhalt konnte nicht geprüft werden."},
     {"Send the form as a Word file, or as a PDF with ordinary form fields.",
      "Envoyez le formulaire en fichier Word, ou en PDF avec des champs ordinaires.",
      "Stuur het formulier als Word-bestand, of als PDF met gewone formuliervelden.",
      "Senden Sie das Formular als Word-Datei oder als PDF mit gewöhnlichen Formularfeldern."},
     kNothingAsked},

    {RemarkCode::kPartEncrypted,
     Severity::kError,
     Verdict::kIndeterminate,
     {"`{name}` is protected by a password", "`{name}` est protégé par un mot de passe",
      "`{name}` is beveiligd met een wachtwoord", "`{name}` ist durch ein Kennwort geschützt"},
     {"What stands in it could not be checked.", "Son contenu n’a pas pu être vérifié.",
      "Wat erin staat, kon niet worden nagegaan.", "Der Inhalt konnte nicht geprüft werden."},
     {"Send it again without a password.", "Renvoyez-le sans mot de passe.",
      "Stuur het opnieuw zonder wachtwoord.", "Senden Sie sie erneut ohne Kennwort."},
     kNothingAsked},

    {RemarkCode::kMacros,
     Severity::kWarning,
     Verdict::kFail,
     {"`{name}` holds macros, which were neither run nor read",
      "`{name}` contient des macros, qui n’ont été ni exécutées ni lues",
      "`{name}` bevat macro’s, die niet uitgevoerd en niet gelezen werden",
      "`{name}` enthält Makros, die weder ausgeführt noch gelesen wurden"},
     {"A form needs none, and they can harm whoever opens the file.",
      "Un formulaire n’en a pas besoin, et elles peuvent nuire à quiconque ouvre le fichier.",
      "Een formulier heeft er geen nodig, en ze kunnen schade doen aan wie het bestand opent.",
      "Ein Formular braucht keine, und sie können dem schaden, der die Datei öffnet."},
     {"Save the form as .docx and send that.", "Enregistrez le formulaire en .docx et envoyez-le.",
      "Bewaar het formulier als .docx en stuur dat.",
      "Speichern Sie das Formular als .docx, und senden Sie dieses."},
     kNothingAsked},

    {RemarkCode::kTrackedChanges,
     Severity::kNote,
     Verdict::kFail,
     {"`{name}` has changes that nobody accepted: insertions were read, deletions were not",
      "`{name}` contient des modifications que personne n’a acceptées : les ajouts ont été lus, "
      "les "
      "suppressions non",
      "`{name}` heeft wijzigingen die niemand aanvaard heeft: wat ingevoegd is, werd gelezen, wat "
      "geschrapt is niet",
      "`{name}` hat Änderungen, die niemand angenommen hat: Eingefügtes wurde gelesen, Gelöschtes "
      "nicht"},
     {"Whoever opens the file may see other values than those that were checked.",
      "Quiconque ouvre le fichier peut voir d’autres valeurs que celles vérifiées.",
      "Wie het bestand opent, kan andere waarden zien dan die welke nagegaan werden.",
      "Wer die Datei öffnet, sieht vielleicht andere Werte als die geprüften."},
     {"Accept or reject the changes before you send the form.",
      "Acceptez ou refusez les modifications avant d’envoyer le formulaire.",
      "Aanvaard of verwerp de wijzigingen voor u het formulier verstuurt.",
      "Nehmen Sie die Änderungen vor dem Senden an oder lehnen Sie sie ab."},
     kNothingAsked},

    {RemarkCode::kPrivateKey,
     Severity::kError,
     Verdict::kFail,
     {"`{name}` holds a private key or the secret part of a key[ ({detail})]; nothing of it was "
      "kept",
      "`{name}` contient une clé privée ou la partie secrète d’une clé[ ({detail})] ; rien n’en a "
      "été "
      "conservé",
      "`{name}` bevat een privésleutel of het geheime deel van een sleutel[ ({detail})]; er werd "
      "niets van bewaard",
      "`{name}` enthält einen privaten Schlüssel oder den geheimen Teil eines Schlüssels"
      "[ ({detail})]; davon wurde nichts behalten"},
     {"Whoever reads it can log in as your organisation, and what was sent counts as read.",
      "Quiconque la lit peut se connecter au nom de votre organisation, et ce qui a été envoyé est "
      "réputé lu.",
      "Wie die leest, kan aanmelden als uw organisatie, en wat verstuurd is, geldt als gelezen.",
      "Wer ihn liest, kann sich als Ihre Organisation anmelden, und was gesendet wurde, gilt als "
      "gelesen."},
     {"Have the certificate revoked, ask for a new one with a new key, and send the public part "
      "only.",
      "Faites révoquer le certificat, demandez-en un nouveau avec une nouvelle clé, et n’envoyez "
      "que "
      "la partie publique.",
      "Laat het certificaat intrekken, vraag een nieuw aan met een nieuwe sleutel, en stuur alleen "
      "het publieke deel.",
      "Lassen Sie das Zertifikat widerrufen, beantragen Sie ein neues mit einem neuen Schlüssel, "
      "und "
      "senden Sie nur den öffentlichen Teil."},
     kNothingAsked},

    {RemarkCode::kOtherExtension,
     Severity::kWarning,
     Verdict::kFail,
     {"`{name}` is named as another kind of file than it is[: {detail}]",
      "le nom de `{name}` annonce un autre type de fichier que son contenu[ ({detail})]",
      "de naam van `{name}` zegt een andere soort bestand dan de inhoud[ ({detail})]",
      "der Name von `{name}` nennt eine andere Art von Datei als der Inhalt[ ({detail})]"},
     {"It was read by its content; who opens it by its name may see nothing.",
      "Il a été lu selon son contenu ; qui l’ouvre selon son nom risque de ne rien voir.",
      "Het werd gelezen volgens de inhoud; wie het volgens de naam opent, ziet misschien niets.",
      "Gelesen wurde sie nach dem Inhalt; wer sie nach dem Namen öffnet, sieht vielleicht nichts."},
     {"Give the file the extension of its kind.", "Donnez au fichier l’extension de son type.",
      "Geef het bestand de extensie van zijn soort.", "Geben Sie der Datei die Endung ihrer Art."},
     kNothingAsked},

    {RemarkCode::kTextLost,
     Severity::kWarning,
     Verdict::kFail,
     {"some of `{name}` could not be decoded[: {detail}]",
      "une partie de `{name}` n’a pas pu être décodée[ ({detail})]",
      "een deel van `{name}` kon niet worden gedecodeerd[ ({detail})]",
      "ein Teil von `{name}` ließ sich nicht decodieren[ ({detail})]"},
     {"Letters that are lost may be part of a value.",
      "Des lettres perdues peuvent faire partie d’une valeur.",
      "Letters die weg zijn, kunnen deel zijn van een waarde.",
      "Verlorene Buchstaben können Teil eines Wertes sein."},
     {"Look at the values that were read, or send it again.",
      "Relisez les valeurs lues, ou renvoyez-le.",
      "Kijk de gelezen waarden na, of stuur het opnieuw.",
      "Sehen Sie die gelesenen Werte durch, oder senden Sie sie erneut."},
     kNothingAsked},

    {RemarkCode::kNestedTooDeep,
     Severity::kError,
     Verdict::kIndeterminate,
     {"`{name}` holds messages in messages, deeper than is read[: {detail}]",
      "`{name}` contient des messages imbriqués plus profondément que ce qui est lu[ ({detail})]",
      "`{name}` bevat berichten in berichten, dieper dan gelezen wordt[ ({detail})]",
      "`{name}` enthält Nachrichten in Nachrichten, tiefer als gelesen wird[ ({detail})]"},
     {"What stands in it could not be checked.", "Son contenu n’a pas pu être vérifié.",
      "Wat erin staat, kon niet worden nagegaan.", "Der Inhalt konnte nicht geprüft werden."},
     {"Attach what belongs to the request to the mail itself.",
      "Joignez à l’e-mail lui-même ce qui fait partie de la demande.",
      "Voeg wat bij de aanvraag hoort, bij de mail zelf.",
      "Fügen Sie der Mail selbst bei, was zum Antrag gehört."},
     kNothingAsked},

    {RemarkCode::kPictureInText,
     Severity::kNote,
     Verdict::kFail,
     {"there is no form, and pictures in the text of the mail were taken for ornaments: `{name}`",
      "il n’y a pas de formulaire, et des images dans le texte de l’e-mail ont été prises pour des "
      "ornements : `{name}`",
      "er is geen formulier, en afbeeldingen in de tekst van de mail werden als versiering "
      "beschouwd: `{name}`",
      "es gibt kein Formular, und Bilder im Text der Mail galten als Verzierung: `{name}`"},
     {"A picture of a form cannot be read.", "Une image d’un formulaire ne peut pas être lue.",
      "Een afbeelding van een formulier kan niet worden gelezen.",
      "Das Bild eines Formulars lässt sich nicht lesen."},
     {"If a picture shows the form, attach the form itself, as a Word file or as a PDF with its "
      "fields.",
      "Si une image montre le formulaire, joignez le formulaire même, en fichier Word ou en PDF "
      "avec ses champs.",
      "Als een afbeelding het formulier toont, voeg dan het formulier zelf bij, als Word-bestand "
      "of als PDF met de velden.",
      "Zeigt ein Bild das Formular, fügen Sie das Formular selbst bei, als Word-Datei oder als "
      "PDF mit seinen Feldern."},
     kNothingAsked},
};

constexpr bool complete() {
  std::size_t at = 0;
  for (const ReadingEntry& entry : kEntries) {
    if (entry.code != static_cast<RemarkCode>(at++)) return false;
    if (entry.verdict != Verdict::kFail && entry.verdict != Verdict::kIndeterminate) return false;
    for (const auto* texts : {&entry.message, &entry.why, &entry.help}) {
      for (const std::string_view text : *texts) {
        if (text.empty()) return false;
      }
    }
    for (const std::string_view text : entry.question) {
      if (text.empty() != entry.question[0].empty()) return false;
    }
  }
  return at == static_cast<std::size_t>(RemarkCode::kCount);
}
static_assert(complete(), "one entry a RemarkCode, in its order, in every language");

}  // namespace

std::span<const ReadingEntry> reading_entries() { return kEntries; }

std::string whole_text(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c != '[' && c != ']') out += c;
  }
  return out;
}

const ReadingEntry& reading_entry(RemarkCode code) {
  return kEntries[static_cast<std::size_t>(code)];
}

}  // namespace intake
