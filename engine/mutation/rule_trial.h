#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "cases/case_check.h"
#include "cases/case_sets.h"
#include "mutation/rule_mutants.h"

namespace intake {

/// A rule as one rule set has it, changed or not.
struct RuleVersion {
  std::shared_ptr<const RuleSet> rules;  // nothing but the rule
  std::shared_ptr<const Plan> alone;
  std::shared_ptr<const Plan> whole;  // of the whole set; made on first use
};

/// One rule with its cases, against which mutants are tried.
class RuleTrial {
 public:
  /// A case that passes as it is, and the rule set that it is run with.
  struct Run {
    PreparedCase prepared;
    CaseSets::Entry* entry = nullptr;
  };

  /// `written`: the map of the rule. `cases` are those of the rule; the places of those that do not
  /// pass as they are go to `unfit`.
  RuleTrial(std::string rule, View written, std::vector<Case> cases, CaseSets& sets,
            const Limits& limits, std::vector<std::string>& unfit);

  enum class Outcome : std::uint8_t { kKilled, kSurvives, kDiscarded };
  Outcome judge(const Mutant& mutant);

  /// Adds a case that would notice a mutant. It does not count in judge().
  void propose(Case c, CaseSets::Entry& entry);
  /// Whether a proposed case would notice the mutant that was judged last.
  bool is_noticed_by_proposed(const Mutant& mutant);

  const std::string& rule() const { return rule_; }
  const std::vector<Run>& runs() const { return runs_; }
  /// The rule as it is and as judge() last changed it, in the rule set of a case. `alone` is null
  /// where the change is faulty there.
  RuleVersion& original(CaseSets::Entry& entry);
  RuleVersion& changed(CaseSets::Entry& entry);
  const Plan& whole(CaseSets::Entry& entry, RuleVersion& version);
  const Limits& limits() const { return limits_; }
  const Datum& map() const { return map_; }

 private:
  RuleVersion make(CaseSets::Entry& entry, const Datum& map) const;
  bool notices(const Run& run, const Mutant& mutant);

  std::string rule_;
  std::vector<Case> cases_;
  const Limits& limits_;
  Datum map_;  // of the rule as it is
  std::vector<Run> runs_;
  std::deque<Case> proposed_cases_;
  std::vector<Run> proposed_;
  Datum changed_map_;
  std::map<CaseSets::Entry*, RuleVersion> originals_;
  std::map<CaseSets::Entry*, RuleVersion> changed_;
};

}  // namespace intake
