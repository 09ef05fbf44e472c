#pragma once

#include <optional>
#include <vector>

#include <intake/questions.h>

#include "arguments.h"

namespace intake::cli {

/// The answers of --answers and the questions of --questions, over all submissions of a run.
class Answers {
 public:
  /// Reads --answers. On failure `code` says so and the error has been printed.
  static std::optional<Answers> open(const Arguments& arguments, ExitCode& code);

  const std::vector<Answer>& all() const { return answers_; }
  /// Says which answers were not taken, and keeps the questions that are open.
  void note(const Report& report, ExitCode& code);
  /// Says which answers fit no question, and writes --questions.
  void finish(ExitCode& code);

 private:
  explicit Answers(const Arguments& arguments) : arguments_(&arguments) {}
  void say(const Error& error) const;

  const Arguments* arguments_;
  std::vector<Answer> answers_;
  std::vector<bool> used_;
  std::vector<Report> reports_;  // with questions, their findings only
};

}  // namespace intake::cli
