#include "asker.h"

#include <array>
#include <cstdio>
#include <utility>

#include <intake/intake.h>

#include "files.h"
#include "report/escape.h"
#include "report/labels.h"
#include "report/place.h"
#include "report/style.h"

namespace intake::cli {
namespace {

using Texts = std::array<std::string_view, 4>;  // en, fr, nl, de

constexpr Texts kYesNo{"yes or no", "oui ou non", "ja of nee", "ja oder nein"};
constexpr Texts kDate{"a date, as 2026-01-31", "une date, comme 2026-01-31",
                      "een datum, zoals 2026-01-31", "ein Datum wie 2026-01-31"};
constexpr Texts kNumber{"a number or a word of these", "un numéro ou un mot de ceux-ci",
                        "een nummer of een woord hiervan", "eine Nummer oder ein Wort davon"};
constexpr Texts kText{"a text", "un texte", "een tekst", "ein Text"};
constexpr Texts kSkip{"empty: skip", "vide : passer", "leeg: overslaan", "leer: überspringen"};

/// Bytes of one line that are read; what is behind them is not.
constexpr std::size_t kMostBytes = 1u << 16;

/// A line without its end; false where there is none.
bool read_line(std::string& line) {
  line.clear();
  int c = std::getc(stdin);
  if (c == EOF) return false;
  for (; c != EOF && c != '\n'; c = std::getc(stdin)) {
    if (line.size() < kMostBytes) line += static_cast<char>(c);
  }
  if (!line.empty() && line.back() == '\r') line.pop_back();
  return true;
}

std::string key_of(const Question& question) {
  return question.rule + '\n' + question.id + '\n' + question.writes;
}

/// `2` -> the second choice.
std::string by_number(const Question& question, const std::string& said) {
  if (said.empty() || said.size() > 3 ||
      said.find_first_not_of("0123456789") != std::string::npos) {
    return said;
  }
  for (const QuestionChoice& choice : question.choices) {
    if (choice.value == said) return said;
  }
  const auto number = static_cast<std::size_t>(std::stoul(said));
  if (number == 0 || number > question.choices.size()) return said;
  return question.choices[number - 1].value;
}

}  // namespace

CheckOptions Asker::ask(const CompiledRules& rules, const Submission& submission,
                        CheckOptions options) {
  std::set<std::string> asked;
  std::size_t number = 0;
  while (!ended_) {
    const Report report = rules.check(submission, options);
    const Finding* next = nullptr;
    std::size_t open = 0;
    for (const Finding* finding : open_questions(report)) {
      if (asked.contains(key_of(*finding->question))) continue;
      if (next == nullptr) next = finding;
      ++open;
    }
    if (next == nullptr) break;
    const Question& question = *next->question;
    asked.insert(key_of(question));
    show(*next, number + 1, number + open);
    ++number;
    Answer answer;
    if (!ask_one(*next, answer.value) || answer.value.empty()) continue;
    answer.submission = submission.name();
    answer.question = question.id;
    answer.rule = question.rule;
    answer.writes = question.writes;
    answer.by = arguments_.by;
    answer.on = arguments_.on;
    options.answers.push_back(std::move(answer));
  }
  return options;
}

bool Asker::ask_one(const Finding& finding, std::string& answer) {
  const Question& question = *finding.question;
  std::string line;
  while (true) {
    prompt(question);
    if (!read_line(line)) {
      ended_ = true;
      print_error("\n");
      return false;
    }
    if (line.find_first_not_of(" \t") == std::string::npos) return true;
    const auto accepted = accept_answer(question, by_number(question, line), arguments_.language);
    if (accepted) {
      answer = *accepted;
      return true;
    }
    print_error(escape_controls(accepted.error().what) + "\n");
  }
}

void Asker::show(const Finding& finding, std::size_t number, std::size_t of) const {
  const Language language = arguments_.language;
  const auto detail = [&](std::string_view words) {
    if (words.empty()) return;
    print_error("  " + wrap(escape_controls(words), 2, 2, arguments_.width) + "\n");
  };
  const std::string head = std::string(label(Label::kQuestion, language)) + " " +
                           std::to_string(number) + "/" + std::to_string(of) + ": ";
  print_error("\n" + styled(Style::kBold, head, arguments_.color) +
              wrap(escape_controls(finding.question->text), head.size(), 2, arguments_.width) +
              "\n");
  std::string place = place_words(finding.region, language);
  if (!finding.question->writes.empty()) {
    place += (place.empty() ? "" : " ") + finding.question->writes;
  }
  detail(place);
  if (finding.region.line == 0) detail(finding.region.excerpt);
  if (finding.verdict == Verdict::kFail && finding.message != finding.question->text) {
    detail(finding.message);
  }
  detail(finding.why);
  if (!finding.passage.quote.empty()) {
    detail(std::string(label(Label::kPassage, language)) + " " + finding.passage.section +
           (finding.passage.section.empty() ? "" : " ") + "\"" + finding.passage.quote + "\"");
  }
  std::size_t i = 0;
  for (const QuestionChoice& choice : finding.question->choices) {
    detail(std::to_string(++i) + ". " + choice.value +
           (choice.text.empty() || choice.text == choice.value ? "" : " (" + choice.text + ")"));
  }
}

void Asker::prompt(const Question& question) const {
  const Texts& kind = question.type == QuestionType::kBoolean  ? kYesNo
                      : question.type == QuestionType::kDate   ? kDate
                      : question.type == QuestionType::kChoice ? kNumber
                                                               : kText;
  const auto language = static_cast<std::size_t>(arguments_.language);
  print_error("[" + std::string(kind[language]) + "; " + std::string(kSkip[language]) + "] > ");
}

}  // namespace intake::cli
