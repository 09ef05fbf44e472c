#pragma once

#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "document/datum.h"
#include "eval/evaluator.h"
#include "plan/plan.h"

namespace intake::synth {

/// A condition's place told by pointers, so that it can be found in a changed submission again.
struct Spot {
  std::uint32_t rule = kNone;                           // index into Plan::program
  bool has_match = false;                               // the rule has a `for`
  std::string match;                                    // of `for`
  std::string current;                                  // what `@` stands for
  std::string value;                                    // of leaves without `at`
  std::vector<std::pair<Slot, std::string>> variables;  // of quantifiers
};

/// A submission that is tried on the rules.
class Trial {
 public:
  using Verdicts = std::map<std::pair<std::uint32_t, std::string>, Verdict>;

  Trial(const Plan& plan, Datum submission, const EvaluationOptions& options);

  const Datum& submission() const { return submission_; }
  const Document& document() const { return *document_; }
  Evaluator& evaluator() const { return *evaluator_; }
  /// The value at a pointer; absent where there is none.
  View at(std::string_view pointer) const;

  /// Evaluates every rule, once.
  void run();
  /// What run() found: the worst word for each rule and place.
  const Verdicts& verdicts() const { return verdicts_; }
  Disposition disposition() const { return disposition_; }

  /// The truth of a condition; arguments that are asked for next are those of the spot.
  Truth truth(std::uint32_t node, const Spot& spot) const;
  void enter(const Spot& spot) const;

 private:
  Datum submission_;
  std::unique_ptr<Document> document_;
  std::unique_ptr<Evaluator> evaluator_;
  Verdicts verdicts_;
  Disposition disposition_ = Disposition::kIncomplete;
  bool ran_ = false;
};

/// Fails, is open or could not be evaluated.
inline bool is_trouble(Verdict verdict) {
  return verdict != Verdict::kPass && verdict != Verdict::kNotApplicable;
}

}  // namespace intake::synth
