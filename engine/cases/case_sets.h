#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cases/case_file.h"
#include "eval/coverage.h"
#include "plan/plan.h"
#include "ruleset/open_rule_set.h"

namespace intake {

/// The set that `name` or `name@range` means: the highest version that fits, in force or not.
/// nullopt: there is none; faults of headers are appended.
std::optional<RuleSetHeader> find_own_set(const RuleFiles& files, std::string_view reference,
                                          const LoadOptions& options, std::vector<Fault>& faults);

/// The rule sets that the cases of one set are run with: one for every clock and every choice of
/// parameters. Each is loaded once. `files` and `options` outlive it.
class CaseSets {
 public:
  CaseSets(const RuleFiles& files, const LoadOptions& options, const RuleSetHeader& own);

  /// A rule set, loaded and compiled, with what the cases have covered of it.
  struct Entry {
    std::unique_ptr<OpenRuleSet> open;
    std::shared_ptr<const Plan> plan;
    Coverage coverage;
  };

  /// The set for a case, which gets the ids that rules have now in place of former ones. Rules in
  /// preview are run for their own cases only. Null where it cannot be loaded: `differences` says
  /// so.
  Entry* find(Case& c, std::vector<std::string>& differences);

  const std::string& clock() const { return clock_; }
  const std::map<std::string, Entry>& entries() const { return entries_; }
  std::vector<Fault> take_faults() { return std::move(faults_); }
  std::vector<Fault> take_notes() { return std::move(notes_); }

 private:
  Entry* load(const Case& c, bool preview, std::vector<std::string>& differences);

  const RuleFiles& files_;
  const LoadOptions& options_;
  std::string reference_;
  std::string clock_;
  std::map<std::string, Entry> entries_;
  std::vector<Fault> faults_;
  std::vector<Fault> notes_;
};

}  // namespace intake
