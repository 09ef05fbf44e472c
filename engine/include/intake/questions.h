#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <intake/limits.h>
#include <intake/report.h>
#include <intake/result.h>

/// Questions that only a person can answer: listing them, writing them to a file, reading what was
/// answered. CheckOptions::answers merges answers into a check or a repair.
namespace intake {

/// The findings of a report that ask something, in its order. Two that ask for the same value of
/// the same place are one.
std::vector<const Finding*> open_questions(const Report& report);

/// What an answer as it was said becomes: `true` or `false`, a choice as it is declared, a date
/// `YYYY-MM-DD`, a text without blanks around it. A choice is also recognised by its meaning and
/// without regard to case; yes and no in the four languages. kUsage where it does not fit, in words
/// of `language`.
Result<std::string> accept_answer(const Question& question, std::string_view said,
                                  Language language);

/// A YAML file of all open questions of the reports, to be filled in
/// (schemas/answers/1.schema.json); its comments explain it in `language`.
std::string write_questions(std::span<const Report> reports, Language language);

/// Reads such a file (or JSON of the same shape). Questions without an answer are left out.
/// kSyntax with its place where something is not of that shape.
Result<std::vector<Answer>> read_answers(std::string name, std::string bytes, const Limits& limits);

}  // namespace intake
