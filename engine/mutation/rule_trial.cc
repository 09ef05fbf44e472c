#include "mutation/rule_trial.h"

#include <algorithm>
#include <utility>

namespace intake {

RuleTrial::RuleTrial(std::string rule, View written, std::vector<Case> cases, CaseSets& sets,
                     const Limits& limits, std::vector<std::string>& unfit)
    : rule_(std::move(rule)), cases_(std::move(cases)), limits_(limits), map_(to_datum(written)) {
  for (Case& c : cases_) {
    std::vector<std::string> differences;
    CaseSets::Entry* entry = sets.find(c, differences);
    std::optional<PreparedCase> prepared;
    if (entry != nullptr) prepared = prepare_case(c, limits, differences);
    if (prepared) {
      prepared->yaml = nullptr;  // the format makes no difference to a mutant
      check_case(*prepared, *entry->plan, limits, nullptr, differences);
    }
    if (!differences.empty() || !prepared) {
      unfit.push_back(c.file + ":" + std::to_string(c.line) + ": " + c.rule + ": " + c.name);
      continue;
    }
    runs_.push_back({std::move(*prepared), entry});
  }
}

RuleVersion RuleTrial::make(CaseSets::Entry& entry, const Datum& map) const {
  RuleVersion version;
  version.rules = entry.open->with_rule_alone(rule_, map);
  if (version.rules != nullptr) {
    version.alone = compile_plan(version.rules, entry.open->options().now, true);
  }
  return version;
}

RuleVersion& RuleTrial::original(CaseSets::Entry& entry) {
  const auto [place, added] = originals_.try_emplace(&entry);
  if (added) place->second = make(entry, map_);
  return place->second;
}

RuleVersion& RuleTrial::changed(CaseSets::Entry& entry) {
  const auto [place, added] = changed_.try_emplace(&entry);
  if (added) place->second = make(entry, changed_map_);
  return place->second;
}

const Plan& RuleTrial::whole(CaseSets::Entry& entry, RuleVersion& version) {
  if (version.whole == nullptr) {
    version.whole = compile_plan(entry.open->with_rule(*version.rules), entry.open->options().now,
                                 entry.plan->preview);
  }
  return *version.whole;
}

bool RuleTrial::notices(const Run& run, const Mutant& mutant) {
  const Case& c = *run.prepared.of;
  RuleVersion& version = changed(*run.entry);
  if (version.alone == nullptr) return false;
  if (!mutant.of_fix && !fits_alone(run.prepared, *version.alone, limits_)) return true;
  if (!expects_more(c) || (mutant.of_fix && !c.fixes())) return false;
  std::vector<std::string> differences;
  check_case(run.prepared, whole(*run.entry, version), limits_, nullptr, differences);
  return !differences.empty();
}

RuleTrial::Outcome RuleTrial::judge(const Mutant& mutant) {
  changed_.clear();
  changed_map_ = apply_edit(map_, mutant.edit);
  for (const Run& run : runs_) {
    if (changed(*run.entry).alone == nullptr) return Outcome::kDiscarded;
    if (notices(run, mutant)) return Outcome::kKilled;
  }
  return Outcome::kSurvives;
}

void RuleTrial::propose(Case c, CaseSets::Entry& entry) {
  proposed_cases_.push_back(std::move(c));
  std::vector<std::string> differences;
  auto prepared = prepare_case(proposed_cases_.back(), limits_, differences);
  if (!prepared) return;
  prepared->yaml = nullptr;
  proposed_.push_back({std::move(*prepared), &entry});
}

bool RuleTrial::is_noticed_by_proposed(const Mutant& mutant) {
  return std::any_of(proposed_.begin(), proposed_.end(),
                     [&](const Run& run) { return notices(run, mutant); });
}

}  // namespace intake
