#include <intake/questions.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <utility>

#include "text/unicode.h"

namespace intake {
namespace {

/// How people say yes and no, folded.
struct Word {
  std::string_view text;
  bool meaning;
};
constexpr std::array kWords{
    Word{"true", true},  Word{"yes", true}, Word{"y", true},    Word{"oui", true},
    Word{"o", true},     Word{"ja", true},  Word{"j", true},    Word{"false", false},
    Word{"no", false},   Word{"n", false},  Word{"non", false}, Word{"nee", false},
    Word{"nein", false},
};

using Texts = std::array<std::string_view, 4>;  // en, fr, nl, de

constexpr Texts kNotBoolean{"`{}` is neither yes nor no", "`{}` n’est ni oui ni non",
                            "`{}` is ja noch nee", "`{}` ist weder ja noch nein"};
constexpr Texts kNotChoice{"`{}` is none of the choices: ", "`{}` n’est aucun des choix : ",
                           "`{}` is geen van de keuzes: ", "`{}` ist keine der Möglichkeiten: "};
constexpr Texts kNotDate{
    "`{}` is no date such as 2026-01-31", "`{}` n’est pas une date telle que 2026-01-31",
    "`{}` is geen datum zoals 2026-01-31", "`{}` ist kein Datum wie 2026-01-31"};
constexpr Texts kNothing{"nothing is said", "rien n’est dit", "er is niets gezegd",
                         "es ist nichts gesagt"};

Error wrong(const Texts& texts, std::string_view said, Language language,
            std::string_view more = {}) {
  std::string what(texts[static_cast<std::size_t>(language)]);
  if (const std::size_t at = what.find("{}"); at != std::string::npos) what.replace(at, 2, said);
  return {ErrorCode::kUsage, what.append(more), "", {}};
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kBlanks = " \t\r\n";
  const std::size_t begin = text.find_first_not_of(kBlanks);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kBlanks) - begin + 1);
}

bool is_date(std::string_view text) {
  constexpr std::string_view kShape = "0000-00-00";
  const bool shape = std::equal(
      text.begin(), text.end(), kShape.begin(), kShape.end(),
      [](char c, char wanted) { return wanted == '0' ? c >= '0' && c <= '9' : c == wanted; });
  if (!shape) return false;
  const auto number = [&](std::size_t at, std::size_t length) {
    unsigned value = 0;
    for (const char c : text.substr(at, length))
      value = value * 10 + static_cast<unsigned>(c - '0');
    return value;
  };
  const std::chrono::year_month_day date{std::chrono::year(static_cast<int>(number(0, 4))),
                                         std::chrono::month(number(5, 2)),
                                         std::chrono::day(number(8, 2))};
  return date.ok();
}

Result<std::string> accept_choice(const Question& question, std::string_view said,
                                  Language language) {
  for (const QuestionChoice& choice : question.choices) {
    if (choice.value == said) return choice.value;
  }
  const std::string wanted = fold_for_comparison(said);
  const QuestionChoice* found = nullptr;
  std::size_t like = 0;
  for (const QuestionChoice& choice : question.choices) {
    if (fold_for_comparison(choice.value) != wanted && fold_for_comparison(choice.text) != wanted) {
      continue;
    }
    found = &choice;
    ++like;
  }
  if (like == 1) return found->value;
  std::string all;
  for (const QuestionChoice& choice : question.choices) {
    all += (all.empty() ? "" : ", ") + choice.value;
  }
  return wrong(kNotChoice, said, language, std::move(all));
}

void collect(const std::vector<Finding>& findings, std::vector<const Finding*>& open) {
  for (const Finding& finding : findings) {
    if (finding.question) {
      const Question& asked = *finding.question;
      const bool known = std::any_of(open.begin(), open.end(), [&](const Finding* other) {
        return other->question->id == asked.id && other->question->writes == asked.writes &&
               (!asked.writes.empty() || other->rule == finding.rule);
      });
      if (!known) open.push_back(&finding);
    }
    // Consequences have none of their own.
    if (!finding.consequences.empty()) collect(finding.consequences, open);
  }
}

}  // namespace

std::vector<const Finding*> open_questions(const Report& report) {
  std::vector<const Finding*> open;
  collect(report.findings, open);
  return open;
}

Result<std::string> accept_answer(const Question& question, std::string_view said,
                                  Language language) {
  said = trimmed(said);
  if (said.empty()) return wrong(kNothing, said, language);
  switch (question.type) {
    case QuestionType::kBoolean: {
      const std::string folded = fold_for_comparison(said);
      for (const Word& word : kWords) {
        if (word.text == folded) return std::string(word.meaning ? "true" : "false");
      }
      return wrong(kNotBoolean, said, language);
    }
    case QuestionType::kChoice:
      return accept_choice(question, said, language);
    case QuestionType::kDate:
      if (!is_date(said)) return wrong(kNotDate, said, language);
      return std::string(said);
    case QuestionType::kText:
      return std::string(said);
  }
  return std::string(said);
}

}  // namespace intake
