#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <intake/intake.h>

#include "document/datum.h"
#include "document/document.h"

namespace intake {

/// A part of submissions, as people call it.
struct LetterPart {
  std::string name;  // as rules call it
  std::string at;    // RFC 6901; may be empty
  std::string title;
};

/// Whom letters are from and what they say of one rule set: a letter.yaml
/// (schemas/letter/1.schema.json), in one language.
struct LetterTexts {
  std::string from;               // `Name <address>`
  std::string signature;          // lines
  std::string procedure;          // what it is called in a sentence
  std::vector<std::string> cc;    // addresses
  std::string accepted;           // what it means that the request is accepted
  std::vector<std::string> next;  // the steps that come then
  std::vector<LetterPart> parts;
  std::string other;  // what belongs to no part
  // Where a submission says who sent it, about what, for whom: RFC 6901, empty where it does not.
  std::string sender, subject, partner;
};

/// Which rule sets a letter.yaml is for: names, or `*` for any.
std::vector<std::string> letter_rule_sets(const Document& letter);

/// What it says of a rule set and a submission (its tree decides between variants). A text that is
/// missing in the language is that in English. kSyntax with its place where something is not of
/// that shape.
Result<LetterTexts> read_letter(const Document& letter, std::string_view rule_set, View submission,
                                Language language);

/// What a letter is about.
struct LetterInput {
  const Report& after;                 // of the repaired one, with Report::fixes
  const std::vector<RuleInfo>& rules;  // for the parts of the findings
  const std::vector<std::string>& parts;
  View submission;
  bool assembled = false;
  std::vector<std::string> files = {};  // names of the files that came
  const Datum* mail = nullptr;          // facts of the mail that came; null: there was none
  Language language = Language::kEn;
};

/// The values that a template can name (docs/user-guide.md "Templates of letters"), every one of
/// them in every letter: what does not apply is false or an empty list.
Datum letter_model(const LetterInput& input, const LetterTexts& texts);

/// Fills in a mustache template. `html`: values are escaped; else lines are broken at 76 columns.
/// kSyntax, with `name`, where it is none, takes values unescaped, or includes other templates.
Result<std::string> render_letter(std::string_view name, std::string_view mustache,
                                  const Datum& model, bool html, const Limits& limits);

/// The draft of a mail, threaded to the one that came, as the helper takes it (eml::Draft).
/// `from` empty: that of the texts. `date`: RFC 3339.
Datum letter_mail(const LetterInput& input, const LetterTexts& texts, std::string_view from,
                  std::string_view date, std::string text, const std::string& html);

/// `2026-11-22T...` -> `22 November 2026`; empty where it is no date.
std::string date_in_words(std::string_view date, Language language);

/// In the quotation marks of the language.
std::string in_quotes(std::string_view text, Language language);

/// Cut off with an ellipsis where it is too long for a letter.
std::string value_shortened(std::string text);
/// A value as a report shows it, for people: in quotes, lists item by item, yes and no.
std::string value_in_words(const std::string& shown, Language language);

/// A message of a rule as a sentence: quoted values in the quotes of the language, a capital at the
/// beginning, a full stop at the end.
std::string as_sentence(std::string_view message, Language language);

}  // namespace intake
