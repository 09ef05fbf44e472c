#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <intake/report.h>

#include "document/datum.h"
#include "document/document.h"
#include "ruleset/rule_files.h"

namespace intake {

/// A finding a case expects. Empty texts are not compared.
struct ExpectedFinding {
  std::string pointer;
  std::optional<std::string> message;
  std::optional<std::string> reason;
};

/// One case of a case file (docs/rule-language.md "Cases"), ready to run.
struct Case {
  std::string rule;  // public id
  std::string with;  // the rule set it is run with; empty: the one that the file belongs to
  std::string name;
  std::string file;
  std::uint32_t line = 0;
  Datum submission;
  std::vector<std::pair<std::string, std::string>> parameters;
  std::string now;  // empty: the clock of the run
  std::vector<std::string> parts;
  enum class Expect : std::uint8_t { kPass, kFail, kNotApplicable, kIndeterminate };
  Expect expect = Expect::kPass;
  std::optional<std::vector<ExpectedFinding>> findings;
  bool unsafe = false;
  /// Pointer -> value after fixing (null: gone); nullopt: fixing is not tried.
  std::optional<Datum::Object> fixed;
  std::optional<std::string> disposition;
  std::optional<std::vector<std::string>> others;
};

/// Reads every case file of a set (`rules/<set>/<version>/cases/*.yaml`). Faults of the files are
/// appended; a case with a fault is left out.
std::vector<Case> read_cases(const RuleFiles& files, const std::string& set,
                             const std::string& version, const Limits& limits,
                             std::vector<Fault>& faults);

}  // namespace intake
