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

/// The clock of cases that have none, where their rule set does not say since when it is in force.
inline constexpr std::string_view kCaseClock = "2026-01-01T00:00:00Z";

/// A finding a case expects, whole: a message, or the reason why there is none.
struct ExpectedFinding {
  std::string rule;  // public id
  std::string pointer;
  std::optional<std::string> message;
  std::optional<std::string> reason;
  std::optional<Severity> severity;  // unset: not compared
};

/// One case of a case file (docs/rule-language.md "Cases"), ready to run.
struct Case {
  std::string rule;  // public id; empty: it is about the whole submission
  std::string with;  // the rule set it is run with; empty: the one that the file belongs to
  std::string name;
  std::string file;
  std::uint32_t line = 0;
  Datum submission;
  std::string base;  // its name; empty: the submission is written out
  Datum change;      // what was changed of the base, as it is written
  std::vector<std::pair<std::string, std::string>> parameters;
  std::string now;  // empty: the clock of the run
  std::vector<std::string> parts;
  enum class Expect : std::uint8_t { kAny, kPass, kFail, kNotApplicable, kIndeterminate };
  Expect expect = Expect::kAny;  // kAny: of a case about the whole submission
  std::optional<std::vector<ExpectedFinding>> findings;
  bool unsafe = false;
  /// Pointer -> value after fixing (null: gone); nullopt: compared with `fixed_document`, or not.
  std::optional<Datum::Object> fixed;
  std::optional<Datum> fixed_document;
  std::optional<bool> recognised;
  std::optional<std::string> disposition;
  std::optional<std::vector<std::string>> others;

  bool fixes() const { return fixed || fixed_document; }
};

/// Reads every case file of a set (`rules/<set>/<version>/cases/*.yaml`). Faults of the files are
/// appended; a case with a fault is left out.
std::vector<Case> read_cases(const RuleFiles& files, const std::string& set,
                             const std::string& version, const Limits& limits,
                             std::vector<Fault>& faults);

}  // namespace intake
