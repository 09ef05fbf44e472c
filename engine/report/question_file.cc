#include <array>
#include <utility>

#include <intake/questions.h>

#include "document/datum.h"
#include "formats/yaml/yaml.h"
#include "report/escape.h"
#include "report/labels.h"
#include "report/place.h"

namespace intake {
namespace {

constexpr std::size_t kWidth = 88;

using Texts = std::array<std::string_view, 4>;  // en, fr, nl, de

constexpr Texts kHead{
    "What only a person can answer. Fill in `answer`, and `by` and `on` with who says so and "
    "when; what is left empty stays open. Then: intake check --answers FILE, or intake fix "
    "--answers FILE.",
    "Ce à quoi seule une personne peut répondre. Complétez `answer`, ainsi que `by` et `on` (qui "
    "répond, et quand) ; ce qui reste vide reste ouvert. Ensuite : intake check --answers FICHIER, "
    "ou intake fix --answers FICHIER.",
    "Wat alleen een persoon kan beantwoorden. Vul `answer` in, en bij `by` en `on` wie dat zegt en "
    "wanneer; wat leeg blijft, blijft open. Daarna: intake check --answers BESTAND, of intake fix "
    "--answers BESTAND.",
    "Was nur ein Mensch beantworten kann. Füllen Sie `answer` aus, und `by` und `on` damit, wer "
    "das "
    "sagt und wann; was leer bleibt, bleibt offen. Danach: intake check --answers DATEI oder "
    "intake "
    "fix --answers DATEI."};
constexpr Texts kNone{"There are no open questions.", "Il n’y a pas de question ouverte.",
                      "Er zijn geen open vragen.", "Es gibt keine offenen Fragen."};
constexpr Texts kBoolean{"true: yes, false: no", "true : oui, false : non", "true: ja, false: nee",
                         "true: ja, false: nein"};
constexpr Texts kDate{"a date, as 2026-01-31", "une date, comme 2026-01-31",
                      "een datum, zoals 2026-01-31", "ein Datum wie 2026-01-31"};
constexpr Texts kChoice{"one of these", "un de ceux-ci", "een van deze", "eines davon"};
constexpr std::string_view kTypes[] = {"text", "choice", "boolean", "date"};

class Writer {
 public:
  explicit Writer(Language language) : language_(language) {}

  void head(bool any) {
    comment(text(kHead), 0);
    if (!any) comment(text(kNone), 0);
    out_ += any ? "\nquestions:\n" : "\nquestions: []\n";
  }

  void question(const Finding& finding, const std::string& submission) {
    const Question& asked = *finding.question;
    if (!first_) out_ += '\n';
    first_ = false;
    out_ += "  - submission: " + scalar(valid_utf8(submission)) + "\n";
    member("rule", asked.rule);
    member("id", asked.id);
    member("question", asked.text);
    if (finding.verdict == Verdict::kFail && finding.message != asked.text) {
      comment(finding.message, 4);
    }
    comment(place_words(finding.region, language_), 4);
    if (finding.region.line == 0) comment(finding.region.excerpt, 4);
    explain(Label::kWhy, finding.why);
    if (!finding.passage.quote.empty()) {
      explain(Label::kPassage,
              (finding.passage.section.empty() ? "" : finding.passage.section + " ") + "\"" +
                  finding.passage.quote + "\"");
    }
    member("type", kTypes[static_cast<std::size_t>(asked.type)]);
    if (asked.type == QuestionType::kBoolean) comment(text(kBoolean), 4);
    if (asked.type == QuestionType::kDate) comment(text(kDate), 4);
    if (!asked.choices.empty()) {
      out_ += "    choices:  # " + std::string(text(kChoice)) + "\n";
      for (const QuestionChoice& choice : asked.choices) {
        const std::string meaning = choice.text.empty() ? choice.value : choice.text;
        out_ += "      " + scalar(choice.value) + ": " + scalar(meaning) + "\n";
      }
    }
    if (!asked.writes.empty()) member("writes", asked.writes);
    out_ += "    answer:\n    by:\n    on:\n";
  }

  std::string take() { return std::move(out_); }

 private:
  std::string_view text(const Texts& texts) const {
    return texts[static_cast<std::size_t>(language_)];
  }

  static std::string scalar(std::string_view value) {
    const Document document = to_document(Datum(value));
    return yaml::write_scalar(View(document, document.root()), false);
  }

  void member(std::string_view name, std::string_view value) {
    out_ += "    " + std::string(name) + ": " + scalar(value) + "\n";
  }

  void explain(Label name, std::string_view words) {
    if (words.empty()) return;
    comment(std::string(label(name, language_)) + ": " + std::string(words), 4);
  }

  void comment(std::string_view words, std::size_t indent) {
    if (words.empty()) return;
    const std::string lines = wrap(escape_controls(words), indent + 2, 0, kWidth - indent - 2);
    std::size_t at = 0;
    while (at <= lines.size()) {
      const std::size_t end = std::min(lines.find('\n', at), lines.size());
      out_ += std::string(indent, ' ') + "# " + lines.substr(at, end - at) + "\n";
      at = end + 1;
    }
  }

  Language language_;
  std::string out_;
  bool first_ = true;
};

}  // namespace

std::string write_questions(std::span<const Report> reports, Language language) {
  Writer writer(language);
  bool any = false;
  for (const Report& report : reports) any |= !open_questions(report).empty();
  writer.head(any);
  for (const Report& report : reports) {
    for (const Finding* finding : open_questions(report)) {
      writer.question(*finding, report.submission);
    }
  }
  return writer.take();
}

}  // namespace intake
