#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <intake/report.h>

#include "base/arena.h"
#include "document/document.h"
#include "eval/coverage.h"
#include "eval/searched_lists.h"
#include "lang/expr/evaluation.h"
#include "plan/plan.h"

namespace intake {

class Screening;

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
  View match;  // of `for`; absent without
  View value;  // the rule's own; absent where nothing stands there
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
  void run() { run(nullptr); }
  /// `screening`, of the same plan and document, may be null: what it knows to pass or not to apply
  /// is counted, but not run.
  void run(const Screening* screening);
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
  /// One condition at one place, for who looks for values that change it.
  struct Scene {
    std::uint32_t rule = kNone;                    // index into Plan::program
    View match;                                    // of `for`; absent without
    View current;                                  // what `@` stands for
    View value;                                    // of leaves without `at`
    std::vector<std::pair<Slot, View>> variables;  // of the quantifiers around the condition
  };
  /// As enter() for a hit: argument(), locate() and truth() speak of this place from now on.
  void enter(const Scene& scene);
  Truth truth(std::uint32_t node);

  /// The text of a value computed here stays valid as long as the evaluator.
  const Plan& plan() const { return plan_; }
  const Document& document() const { return document_; }
  const EvaluationOptions& options() const { return options_; }

 private:
  struct Variable {
    View value;
    bool bound = false;
    bool captured = false;
    const Pattern* capture = nullptr;  // where captured
    std::vector<std::optional<std::string_view>> groups;
    std::string pointer;  // where it was looked for
    Reason why;           // an expression gave no value
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
  bool is_masked(const PlanArg& arg) const;
  Truth evaluate_connective(const PlanNode& node, const Focus& focus);
  Truth evaluate_quantifier(const PlanNode& node, const Focus& focus);
  Truth evaluate_leaf(const PlanNode& node, const Focus& focus, Explanation* explain, Truth wanted);
  /// The value of a leaf that is about a place or an operand; `missing` says why there is none.
  View subject_of(const PlanNode& node, const Focus& focus, Reason& missing);
  Outcome call(const PlanUse& use, View value, const Reason& missing, const Focus& focus,
               bool details);

  // tables.cc: decision tables
  /// Which rows of a table match, or may.
  struct Matches {
    std::vector<std::uint32_t> outcomes;  // nodes of what they ask for; `else`, too
    std::uint32_t unknown = kNone;        // node of the first row that may match
    bool none = false;                    // no row may match, and there is no `else`
    bool open = false;                    // perhaps no row matches, and there is no `else`
  };
  Matches match_rows(const PlanNode& node, const Focus& focus);
  Truth evaluate_table(const PlanNode& node, const Focus& focus);
  void explain_table(const PlanNode& node, const Focus& focus, Truth truth, Explanation& out);
  Reason no_row(const PlanNode& node, const Focus& focus);

  // explain.cc
  /// Finds the first predicate that made `node` have `truth` (false or unknown) and what it said.
  /// Leaves the quantifier variables as they were there.
  void explain(std::uint32_t node, const Focus& focus, Truth truth, Explanation& out);
  void explain_quantifier(const PlanNode& node, const Focus& focus, Truth truth, Explanation& out);

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
  Variable bind(const Binding& binding, std::uint32_t selector, const Focus& focus, bool keep);
  ArgValue reference(const Reference& reference);
  ArgValue constant(const Reference& reference);
  ArgValue member_of(const Variable& variable, const Reference& reference);
  ArgValue argument(const Operand& operand, std::uint32_t selector, const Focus& focus);
  std::string text_of(const Reference& reference, const Hit& hit, const Outcome& outcome);

  // expressions.cc
  /// `value`: what the name `value` stands for; `missing` says why there is none.
  expr::Value run_expression(const Expression& expression, View value, const Reason& missing);
  expr::Value value_of(const Reference& reference, View value, const Reason& missing);
  expr::Value unavailable(Reason why);
  /// As expr::judge(), with the reason why a name has no value.
  Outcome judge(const expr::Value& result) const;
  ArgValue evaluate_operand(const Expression& expression, const Focus& focus);
  bool is_masked(const Expression& expression) const;

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
  SearchedLists searched_;
  expr::Evaluation expression_;
  std::vector<expr::Value> slots_;  // of the program that runs
  /// Why names of the program that runs have no value, or no such member.
  struct Unavailable {
    const char* cause = nullptr;       // of the error that reading the name gives
    const Document* groups = nullptr;  // where a captured name stands for the evaluation
    Reason why;
  };
  std::vector<Unavailable> unavailable_;
  std::vector<DocumentPtr> kept_;  // values of bindings
  Focus focus_;                    // of the hit that was entered, for fixes
  std::vector<bool> part_missing_;
  std::vector<std::uint32_t> rules_of_missing_part_;

  std::vector<Hit> hits_;
  std::vector<PlaceVerdict> verdicts_;
  Counts counts_;
};

/// The first that holds of: an error-level fail (reject), anything indeterminate or in error or an
/// open question (incomplete), any other fail (accept-with-notes), accept.
Disposition disposition_of(const Counts& counts);
/// The kinds of a set of KindBits, for ReasonCode::kWrongType: JSON names joined by "|".
std::string accepted_kinds(std::uint8_t bits);

}  // namespace intake
