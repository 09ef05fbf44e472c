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
  Run(const RuleFiles& files, const LoadOptions& options, const RuleSetHeader& own, bool examples,
      MutationReport& report)
      : files_(files),
        options_(options),
        own_(own),
        examples_(examples),
        sets_(files, options, own),
        report_(report) {
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
    leave_aside_unfit();
    const Datum whole = to_datum(top());
    const std::string path = "rules/" + own_.name + "/" + own_.version.text() + "/ruleset.yaml";
    for (const Mutant& mutant : mutants_of_set(top())) {
      RuleFiles changed = files_;
      changed.add(path, to_json(apply_edit(whole, mutant.edit)));
      std::vector<Fault> faults;
      const auto own =
          find_own_set(changed, own_.name + "@" + own_.version.text(), options_, faults);
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
    return std::any_of(fit_.begin(), fit_.end(),
                       [&](const Case* c) { return !fits(*c, sets, recognise.get()); });
  }

  bool fits(Case c, CaseSets& sets, const Plan* recognise) const {
    std::vector<std::string> differences;
    CaseSets::Entry* entry = sets.find(c, differences);
    if (entry == nullptr) return false;
    auto prepared = prepare_case(c, options_.limits, differences);
    if (!prepared || !fits_recognised(*prepared, recognise)) return false;
    prepared->yaml = nullptr;  // the format makes no difference
    check_case(*prepared, *entry->plan, options_.limits, nullptr, differences);
    return differences.empty();
  }

  void leave_aside_unfit() {
    std::shared_ptr<const Plan> recognise;
    if (own_.recognise) recognise = compile_condition(*own_.recognise, sets_.clock());
    for (const Case& c : all_) {
      if (fits(c, sets_, recognise.get())) {
        fit_.push_back(&c);
      } else if (c.rule.empty()) {
        report_.unfit.push_back(c.file + ":" + std::to_string(c.line) + ": " + c.name);
      }  // else said when its rule is tried
    }
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
    RuleTrial trial(rule, written, std::move(cases), sets_, options_.limits, report_.unfit);
    const std::vector<Mutant> mutants = mutants_of_rule(written);
    if (trial.runs().empty()) {
      untested(rule, written.member("id"), mutants.size());
      return;
    }
    for (const Mutant& mutant : mutants) {
      const RuleTrial::Outcome outcome = trial.judge(mutant);
      if (outcome == RuleTrial::Outcome::kDiscarded) {
        ++report_.discarded;
        continue;
      }
      ++report_.mutants;
      if (outcome == RuleTrial::Outcome::kKilled) continue;
      Survivor& survivor = survives(rule, written, mutant);
      if (!examples_) continue;
      if (trial.is_noticed_by_proposed(mutant)) {
        survivor.noticed_by_earlier = true;
      } else if (auto witness = find_witness(trial, mutant)) {
        survivor.example = std::move(witness->text);
        trial.propose(std::move(witness->made), *witness->entry);
      }
    }
  }

  void untested(const std::string& rule, View id, std::size_t mutants) {
    report_.mutants += static_cast<std::uint32_t>(mutants);
    report_.survived += static_cast<std::uint32_t>(mutants);
    Survivor survivor = survivor_at(id, id.document()->span(id.id()));
    survivor.rule = rule;
    survivor.change = "all " + std::to_string(mutants) + " changes";
    survivor.missing = "it has no case that passes";
    report_.survivors.push_back(std::move(survivor));
  }

  Survivor& survives(const std::string& rule, View written, const Mutant& mutant) {
    ++report_.survived;
    Survivor survivor = survivor_at(written, mutant.span);
    survivor.rule = rule;
    survivor.mutation = mutant.mutation->name;
    survivor.change = mutant.change;
    survivor.missing = "no case " + std::string(mutant.mutation->missing);
    report_.survivors.push_back(std::move(survivor));
    return report_.survivors.back();
  }

  static Survivor survivor_at(View in, ByteSpan span) {
    Survivor survivor;
    if (const SourcePtr& source = in.document()->source()) {
      const LineColumn place = source->locate(span.begin);
      survivor.file = source->name();
      survivor.line = place.line;
      survivor.column = place.column;
    }
    return survivor;
  }

  const RuleFiles& files_;
  const LoadOptions& options_;
  const RuleSetHeader& own_;
  const bool examples_;
  CaseSets sets_;
  MutationReport& report_;
  std::vector<Case> all_;
  std::vector<const Case*> fit_;  // those that pass as it is
};

}  // namespace

MutationReport mutate_rules(const RuleFiles& files, std::string_view reference,
                            const MutationOptions& mutation, const LoadOptions& options) {
  MutationReport report;
  std::vector<Fault> faults;
  const auto own = find_own_set(files, reference, options, faults);
  if (!own) {
    report.faults = std::move(faults);
    return report;
  }
  Run run(files, options, *own, mutation.examples, report);
  if (mutation.only.empty()) run.outside_rules();
  run.rules(mutation.only);
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
