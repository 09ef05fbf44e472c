#pragma once

#include <set>
#include <string>
#include <vector>

#include <intake/questions.h>

#include "arguments.h"

namespace intake::cli {

/// Asks the open questions of submissions, on standard error, and reads the answers line by line
/// from standard input, a terminal or a pipe.
class Asker {
 public:
  explicit Asker(const Arguments& arguments) : arguments_(arguments) {}

  /// `options` with what was answered, until nothing more is to be asked; also what opens only
  /// after an answer.
  CheckOptions ask(const CompiledRules& rules, const Submission& submission, CheckOptions options);

 private:
  /// False: the input has ended.
  bool ask_one(const Finding& finding, std::string& answer);
  void show(const Finding& finding, std::size_t number, std::size_t of) const;
  void prompt(const Question& question) const;

  const Arguments& arguments_;
  bool ended_ = false;
};

}  // namespace intake::cli
