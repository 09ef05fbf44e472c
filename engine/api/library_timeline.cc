#include <memory>
#include <utility>

#include <intake/timeline.h>

#include "api/state.h"
#include "revision/timeline.h"

namespace intake {
namespace {

/// Checks one submission at one time after the other; compiles only when other rules are in force.
class TimeTraveller {
 public:
  TimeTraveller(const Library& library, const Submission& submission, std::string_view reference,
                const CompileOptions& options, const CheckOptions& check)
      : library_(library),
        submission_(submission),
        reference_(reference),
        options_(options),
        check_(check) {}

  Judgement judge_at(const std::string& now, bool same_rules) {
    options_.now = now;
    Choice choice;
    choice.reference = reference_;
    if (choice.reference.empty()) choice = library_.choose(submission_, options_);
    for (Fault& fault : choice.faults) faults.push_back(std::move(fault));
    if (choice.reference.empty() || !choice.faults.empty()) {
      return {undecided(choice, now), nullptr};
    }
    if (!same_rules || choice.reference != compiled_as_) {
      Compiled compiled = library_.compile(choice.reference, options_);
      compiled_as_ = choice.reference;
      state_ = compiled.rules ? std::make_shared<CompiledRules>(*compiled.rules) : nullptr;
      for (Fault& fault : compiled.faults) faults.push_back(std::move(fault));
      unusable_ = std::move(compiled.error);
    }
    if (state_ == nullptr) {
      choice.named = choice.reference;
      // That no version is in force yet is an outcome like any other.
      if (unusable_ && unusable_->code != ErrorCode::kNotFound && !error) error = unusable_;
      return {undecided(choice, now), nullptr};
    }
    return {state_->at(now).check(submission_, check_),
            [rules = state_](const std::string& rule) { return rules->renamed(rule); }};
  }

  std::vector<Fault> faults;
  std::optional<Error> error;

 private:
  Report undecided(const Choice& choice, const std::string& now) const {
    Report report = undecided_report(submission_.name(), choice, now, check_.language);
    add_reading(report, submission_, check_.limits);
    return report;
  }

  const Library& library_;
  const Submission& submission_;
  std::string reference_;
  CompileOptions options_;
  const CheckOptions& check_;
  std::string compiled_as_;
  std::shared_ptr<CompiledRules> state_;
  std::optional<Error> unusable_;
};

}  // namespace

Timeline Library::timeline(const Submission& submission, std::string_view reference,
                           const CompileOptions& options, const CheckOptions& check) const {
  Timeline timeline;
  const auto now = instant_of(options.now);
  auto instants = now ? comparison_instants(*files_, *submission.state().document, options.limits)
                      : Result<Instants>(now.error());
  if (instants) {
    const Instants validity = validity_instants(*files_, options.limits);
    instants->insert(validity.begin(), validity.end());
    instants->insert(*now);  // what a check says now stands in it, whatever was found
    TimeTraveller traveller(*this, submission, reference, options, check);
    timeline = make_timeline(*instants, validity, *now, [&](const std::string& time, bool same) {
      return traveller.judge_at(time, same);
    });
    timeline.faults = std::move(traveller.faults);
    timeline.error = std::move(traveller.error);
    if (!timeline.faults.empty() || timeline.error) timeline.states.clear();
  } else {
    timeline.error = instants.error();
  }
  timeline.submission = submission.name();
  timeline.now = options.now;
  timeline.language = check.language;
  return timeline;
}

}  // namespace intake
