#pragma once

#include <map>
#include <string>

#include <intake/intake.h>

#include "arguments.h"

namespace intake::cli {

/// What check, fix and explain share: the library of rule sets and those that were compiled.
class Session {
 public:
  /// Reads the rule sets. On failure `code` says so and the error has been printed.
  static std::optional<Session> open(const Arguments& arguments, ExitCode& code);

  const Library& library() const { return library_; }
  /// The rule sets that the command line names; all where it names none.
  /// What the command line names, or all; those that cannot be listed are faults then.
  std::vector<std::string> references(ExitCode& code) const;
  std::vector<RuleSetInfo> all_sets(ExitCode& code) const;
  /// The names of all sets, each once.
  std::vector<std::string> set_names(ExitCode& code) const;
  /// Where to look for a rule: each set by its name alone, then every version of those that have
  /// several, the highest first.
  std::vector<std::string> by_relevance(ExitCode& code) const;
  CompileOptions compile_options() const;
  CheckOptions check_options() const;
  RenderOptions render_options(bool fixing = false) const;

  /// Compiles once and keeps. Null: faults or error have been printed, `code` says which.
  const CompiledRules* rules(const std::string& reference, ExitCode& code) {
    return rules(reference, code, false);
  }
  /// The same to look at, of a version that need not be in force.
  const CompiledRules* any_rules(const std::string& reference, ExitCode& code) {
    return rules(reference, code, true);
  }

  /// The rules that a submission is checked against. Null: `undecided` reports why there are none,
  /// and `code` says it.
  const CompiledRules* rules_for(const Submission& submission, Report& undecided, ExitCode& code);

  /// Those of --rules can be used, or none are named. Otherwise it has been said why not.
  bool can_start(ExitCode& code);

 private:
  explicit Session(const Arguments& arguments) : arguments_(&arguments) {}
  /// Why rules cannot be used; `error` is for the reports of what they were to check.
  struct Failure {
    ExitCode code = kAccept;
    Error error;
  };
  const CompiledRules* rules(const std::string& reference, ExitCode& code, bool any);
  /// Keeps to the versions of the lock file.
  bool freeze(ExitCode& code);
  std::optional<Error> unknown_part(const CompiledRules& rules) const;

  const Arguments* arguments_;
  Library library_;
  std::map<std::string, std::optional<CompiledRules>> compiled_;
  std::map<std::string, Failure> failed_;
  bool faults_printed_ = false;  // those that stand in the way of recognising
};

/// Says on standard error that a rule has another id now.
void note_renamed(const std::string& former, const std::string& now, const Arguments& arguments);

/// The exit code of one report.
ExitCode code_of(const Report& report, FailOn fail_on);

}  // namespace intake::cli
