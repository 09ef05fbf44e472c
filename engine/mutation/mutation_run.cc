#include "mutation/mutation_run.h"

#include <algorithm>
#include <utility>

#include "eval/evaluator.h"
#include "mutation/rule_trial.h"
#include "mutation/witness.h"

namespace intake {
namespace {

bool is_wanted(const std::vector<std::string>& only, std::string_view id) {
  return only.empty() || std::any_of(only.begin(), only.end(), [&](const std::string& name) {
           return name == id || name == id.substr(id.find('/') + 1);
         });
}

/// Whether `recognise` of a set claims what the case says; true where it says nothing.
bool fits_recognised(const PreparedCase& c, const Plan* recognise) {
  if (!c.of->recognised) return true;
  if (recognise == nullptr) return false;
  return (Evaluator(*recognise, *c.json, {}).test() == Truth::kTrue) == *c.of->recognised;
}

class Run {
 public:
  Run(const RuleFiles& files, const LoadOptions& options, const RuleSetHeader& own,
      MutationReport& report)
      : files_(files), options_(options), own_(own), sets_(files, options, own), report_(report) {
    all_ = read_cases(files, own.name, own.version.text(), options.limits, report.faults);
  }

  void rules(const std::vector<std::string>& only) {
    const View list = top().member("rules");
    for (std::uint32_t i = 0; i < list.size(); ++i) {
      const View id = list.at(i).member("id");
      if (!id.is_string()) continue;
      const std::string rule = own_.name + "/" + std::string(id.text());
      if (is_wanted(only, rule)) one(rule, list.at(i));
    }
    for (Fault& fault : sets_.take_faults()) report_.faults.push_back(std::move(fault));
  }

  /// What the set says outside its rules: any of its cases may notice a change.
  void outside_rules() {
    const Datum whole = to_datum(top());
    const std::string path =
        "rules/" + own_.name + "/" + own_.version.text() + "/ruleset.yaml";
    for (const Mutant& mutant : mutants_of_set(top())) {
      RuleFiles changed = files_;
      changed.add(path, to_json(apply_edit(whole, mutant.edit)));
      std::vector<Fault> faults;
      const auto own = find_own_set(changed, own_.name + "@" + own_.version.text(), options_, faults);
      if (!own || !faults.empty() || is_faulty(changed, *own)) {
        ++report_.discarded;
        continue;
      }
      ++report_.mutants;
      if (!is_noticed(changed, *own)) survives("", top(), mutant);
    }
  }

 private:
  bool is_faulty(const RuleFiles& files, const RuleSetHeader& own) const {
    LoadOptions options = options_;
    options.now = sets_.clock();
    return load_rule_set(files, own.name + "@" + own.version.text(), options).rules == nullptr;
  }

  bool is_noticed(const RuleFiles& files, const RuleSetHeader& own) const {
    CaseSets sets(files, options_, own);
    std::shared_ptr<const Plan> recognise;
    if (own.recognise) recognise = compile_condition(*own.recognise, sets.clock());
    for (Case c : all_) {
      std::vector<std::string> differences;
      CaseSets::Entry* entry = sets.find(c, differences);
      auto prepared = entry == nullptr ? std::nullopt : prepare_case(c, options_.limits, differences);
      if (!prepared) return true;
      prepared->yaml = nullptr;
      if (!fits_recognised(*prepared, recognise.get())) return true;
      check_case(*prepared, *entry->plan, options_.limits, nullptr, differences);
      if (!differences.empty()) return true;
    }
    return false;
  }

  View top() const {
    if (own_.documents.empty()) return {};
    const Document& file = *own_.documents.front();
    return {file, file.root()};
  }

  void one(const std::string& rule, View written) {
    std::vector<Case> cases;
    for (const Case& c : all_) {
      if (c.rule == rule) cases.push_back(c);
    }
    RuleTrial trial(rule, std::move(cases), sets_, options_.limits, report_.unfit);
    for (const Mutant& mutant : mutants_of_rule(written)) {
      const RuleTrial::Outcome outcome = trial.judge(mutant);
      if (outcome == RuleTrial::Outcome::kDiscarded) {
        ++report_.discarded;
        continue;
      }
      ++report_.mutants;
      if (outcome == RuleTrial::Outcome::kKilled) continue;
      Survivor& survivor = survives(rule, written, mutant);
      if (trial.is_noticed_by_proposed(mutant)) {
        survivor.noticed_by_earlier = true;
      } else if (auto witness = find_witness(trial, mutant)) {
        survivor.example = std::move(witness->text);
        trial.propose(std::move(witness->made), *witness->entry);
      }
    }
  }

  Survivor& survives(const std::string& rule, View written, const Mutant& mutant) {
    Survivor survivor;
    survivor.rule = rule;
    survivor.mutation = mutant.mutation->name;
    survivor.change = mutant.change;
    survivor.missing = "no case " + std::string(mutant.mutation->missing);
    if (const SourcePtr& source = written.document()->source()) {
      const LineColumn place = source->locate(mutant.span.begin);
      survivor.file = source->name();
      survivor.line = place.line;
      survivor.column = place.column;
    }
    report_.survivors.push_back(std::move(survivor));
    return report_.survivors.back();
  }

  const RuleFiles& files_;
  const LoadOptions& options_;
  const RuleSetHeader& own_;
  CaseSets sets_;
  MutationReport& report_;
  std::vector<Case> all_;
};

}  // namespace

MutationReport mutate_rules(const RuleFiles& files, std::string_view reference,
                            const std::vector<std::string>& only, const LoadOptions& options) {
  MutationReport report;
  std::vector<Fault> faults;
  const auto own = find_own_set(files, reference, options, faults);
  if (!own) {
    report.faults = std::move(faults);
    return report;
  }
  Run run(files, options, *own, report);
  if (only.empty()) run.outside_rules();
  run.rules(only);
  return report;
}

std::vector<MutationInfo> mutation_infos() {
  std::vector<MutationInfo> infos;
  for (const MutationOperator& mutation : mutation_operators()) {
    infos.push_back({std::string(mutation.name), std::string(mutation.summary)});
  }
  return infos;
}

}  // namespace intake
