#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <intake/report.h>

#include "base/arena.h"
#include "document/document.h"
#include "eval/coverage.h"
#include "plan/plan.h"

namespace intake {

struct EvaluationOptions {
  Language language = Language::kEn;
  /// Parts the disposition is limited to; empty: all. Rules of other parts are not run.
  std::vector<std::string> only_parts;
  Limits limits;
  /// Keep the verdict of every place, passes too (the fix loop compares them).
  bool keep_verdicts = false;
  Coverage* coverage = nullptr;
};

/// The verdict of one rule at one place.
struct PlaceVerdict {
  std::uint32_t rule = 0;  // index into Plan::program
  std::string pointer;
  Verdict verdict = Verdict::kPass;
};

/// A finding with what a fix needs to know about how it came about.
struct Hit {
  std::uint32_t rule = kNone;  // index into Plan::program; kNone: a missing part
  View match;                  // of `for`; absent without
  Located place;               // the rule's own value
  std::string suggestion;      // Outcome::suggestion of the failing predicate
  std::string cause;           // pointer of the value to blame for an indeterminate verdict
  Finding finding;
};

/// Evaluates a plan over one document, once. A pure function of (plan, document, options): no
/// clock, no files. The plan, the document and this object outlive what it hands out.
class Evaluator {
 public:
  Evaluator(const Plan& plan, const Document& document, const EvaluationOptions& options);

  /// Runs every rule in order.
  void run();
  /// The truth of the only condition of compile_condition().
  Truth test();

  const std::vector<Hit>& hits() const { return hits_; }
  const std::vector<PlaceVerdict>& verdicts() const { return verdicts_; }
  /// Everything of a Report but the names of submission and rule set and the fixes. Indeterminate
  /// findings caused by a place that has failed are moved under that finding.
  Report report() const;

  /// Makes the variables of a hit current again, then evaluates an argument of one of its fixes.
  void enter(const Hit& hit);
  ArgValue argument(const Operand& operand);
  Located locate(const Selector& selector);
  std::string render(const TextTemplate& text, const Hit& hit);
  /// The text of a value computed here stays valid as long as the evaluator.
  const Plan& plan() const { return plan_; }
  const EvaluationOptions& options() const { return options_; }

 private:
  struct Variable {
    View value;
    bool bound = false;
    bool captured = false;
    std::vector<std::optional<std::string_view>> groups;
    std::string pointer;  // where it was looked for
  };
  /// What is being evaluated: the base of `@`, and the value of leaves without `at`.
  struct Focus {
    View current;
    View value;
  };
  struct Explanation {
    Outcome outcome;
    bool found = false;
    bool judges_name = false;
  };

  // evaluator.cc: conditions
  Truth evaluate(std::uint32_t node, const Focus& focus);
  Truth evaluate_node(const PlanNode& node, const Focus& focus);
  /// The condition looks at the part that was not supplied (masked_).
  bool is_masked(const PlanNode& node) const;
  bool is_masked(std::uint32_t selector) const;
  Truth evaluate_quantifier(const PlanNode& node, const Focus& focus);
  Truth evaluate_leaf(const PlanNode& node, const Focus& focus, Explanation* explain, Truth wanted);
  Outcome call(const PlanUse& use, View value, std::string_view absent_pointer, const Focus& focus,
               bool details);
  /// Finds the first predicate that made `node` have `truth` (false or unknown) and what it said.
  /// Leaves the quantifier variables as they were there.
  void explain(std::uint32_t node, const Focus& focus, Truth truth, Explanation& out);

  // values.cc: selectors, references, arguments
  const Located& locate_cached(std::uint32_t selector, const Focus& focus, Located& scratch);
  struct CachedMatches {
    bool known = false;
    bool complete = true;
    std::vector<View> matches;
    std::vector<View> blocked;  // values of a kind in which nothing could match
  };
  const CachedMatches& select_cached(std::uint32_t selector, const Focus& focus,
                                     CachedMatches& scratch);
  const Variable& binding(Slot slot);
  Variable bind(const Binding& binding, const Located& place) const;
  ArgValue reference(const Reference& reference);
  ArgValue member_of(const Variable& variable, const Reference& reference);
  ArgValue argument(const Operand& operand, std::uint32_t selector, const Focus& focus);
  std::string text_of(const Reference& reference, const Hit& hit, const Outcome& outcome);

  // rules.cc: one rule at one place
  void run_rule(std::uint32_t rule);
  void run_place(std::uint32_t rule, View match, const Located& place);
  bool surely_not_applicable(const PlanRule& rule);
  void record_blocked(std::uint32_t rule, View match, const std::vector<View>& blocked);
  void bind_rule(const PlanRule& rule, View match);
  void record(std::uint32_t rule, View match, const Located& place, Verdict verdict,
              Explanation explanation);
  void record_missing_parts();
  std::string render(const TextTemplate& text, const Hit& hit, const Outcome& outcome);
  const RuleTexts* texts(const Rule& rule) const;

  const Plan& plan_;
  const Document& document_;
  EvaluationOptions options_;
  Arena arena_;
  std::string_view masked_;  // selector of a missing part: what stands there is unknown
  std::uint64_t steps_ = 0;
  bool over_budget_ = false;

  struct CachedPlace {
    bool known = false;
    Located place;
  };
  std::vector<CachedPlace> places_;
  std::vector<CachedMatches> matches_;
  std::vector<std::optional<Variable>> bindings_;
  std::vector<Variable> frame_;
  std::vector<ArgValue> args_;  // reused by call()
  Focus focus_;                 // of the hit that was entered, for fixes
  std::vector<bool> part_missing_;
  std::vector<std::uint32_t> rules_of_missing_part_;

  std::vector<Hit> hits_;
  std::vector<PlaceVerdict> verdicts_;
  Counts counts_;
};

/// The first that holds of: an error-level fail (reject), anything indeterminate or in error or an
/// open question (incomplete), any other fail (accept-with-notes), accept.
Disposition disposition_of(const Counts& counts);

}  // namespace intake
