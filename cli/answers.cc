#include "answers.h"

#include <utility>

#include <intake/intake.h>

#include "files.h"
#include "report/escape.h"

namespace intake::cli {

std::optional<Answers> Answers::open(const Arguments& arguments, ExitCode& code) {
  Answers answers(arguments);
  if (arguments.answers.empty()) return answers;
  auto bytes = read_input(arguments.answers, {});
  auto read = bytes ? read_answers(arguments.answers, std::move(*bytes), {})
                    : Result<std::vector<Answer>>(bytes.error());
  if (!read) {
    answers.say(read.error());
    code = worse(code, kSurroundings);
    return std::nullopt;
  }
  answers.answers_ = std::move(*read);
  answers.used_.assign(answers.answers_.size(), false);
  return answers;
}

void Answers::note(const Report& report, ExitCode& code) {
  for (const AnswerRecord& record : report.answers) {
    if (record.answer < used_.size()) used_[record.answer] = true;
    if (record.refused.empty() || record.where.source.empty()) continue;
    say({ErrorCode::kUsage, record.refused,
         "the question is still open: " + escape_controls(record.text), record.where});
    code = worse(code, kSurroundings);
  }
  if (arguments_->questions.empty() || open_questions(report).empty()) return;
  Report kept;
  kept.submission = report.submission;
  kept.findings = report.findings;
  reports_.push_back(std::move(kept));
}

void Answers::finish(ExitCode& code) {
  for (std::size_t i = 0; i < answers_.size(); ++i) {
    if (used_[i] || arguments_->quiet) continue;
    const Answer& answer = answers_[i];
    const std::string& name = !answer.question.empty() ? answer.question
                              : !answer.writes.empty() ? answer.writes
                                                       : answer.rule;
    print_error("intake: note: " + escape_controls(answer.where.source) + ":" +
                std::to_string(answer.where.line) + ": no open question is answered by this (`" +
                escape_controls(name) + "`)\n");
  }
  if (arguments_->questions.empty()) return;
  const std::string text = write_questions(reports_, arguments_->language);
  if (arguments_->questions == "-") {
    if (!print(text)) code = worse(code, kSurroundings);
    return;
  }
  const Status written = write_atomically(arguments_->questions, text);
  if (written) return;
  say(written.error());
  code = worse(code, kSurroundings);
}

void Answers::say(const Error& error) const {
  RenderOptions options;
  options.language = arguments_->language;
  options.color = arguments_->color;
  print_error(render_error(error, options));
}

}  // namespace intake::cli
