#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "plan/plan.h"
#include "synth/inversion.h"
#include "synth/put.h"
#include "synth/shape.h"
#include "synth/trial.h"

namespace intake::synth {

/// How much may be tried; shared by all that look for one submission. Looking at one condition of a
/// changed submission costs one step, running all rules on it kRun.
struct Effort {
  static constexpr std::uint64_t kRun = 8;
  std::uint64_t steps = 0;
  std::uint64_t most = 0;

  bool spent() const { return steps >= most; }
};

/// One way to change a submission so that a condition becomes true, or false.
struct Way {
  std::vector<Put> puts;
  std::string how;      // "one character too many"; may be empty
  bool edge = false;    // of what is allowed
  bool evades = false;  // the rule is no longer asked, rather than satisfied
};

/// Finds values that make a condition of a plan true or false, by the structure of the condition.
class Reach {
 public:
  Reach(const Plan& plan, const Shape& shape, const EvaluationOptions& options, Effort& effort)
      : plan_(plan), shape_(shape), options_(options), effort_(effort) {}

  /// The most promising first. Those of leaves have been tried on the predicates, those of
  /// everything above on the condition; what else they do, the caller finds out.
  std::vector<Way> ways(const Trial& trial, const Spot& spot, std::uint32_t node, bool wanted);

  /// Several conditions at once.
  struct Want {
    std::uint32_t node = kNone;
    Spot spot;
    bool truth = true;
  };
  std::vector<Way> ways(const Trial& trial, const std::vector<Want>& wants);

  /// For a condition that holds: ways to bring its values to the edge of what is allowed.
  std::vector<Way> edges(const Trial& trial, const Spot& spot, std::uint32_t node);

  /// Ways to have one more place of a selector (`for`, `at`, `in`), with the pointer of it.
  struct NewPlace {
    std::string pointer;
    std::vector<Put> puts;
  };
  std::vector<NewPlace> new_places(const Trial& trial, const Selector& selector,
                                   const std::string& current) const;
  NewPlace step_to(const Trial& trial, const NewPlace& from, const std::string& base,
                   const SelectorStep& step, bool last) const;
  /// Where a singular selector leads to, also where nothing stands there.
  std::string pointer_of(const Trial& trial, const Selector& selector,
                         const std::string& current) const;
  std::vector<std::string> places_of(const Trial& trial, const Selector& selector,
                                     const std::string& current) const;

  /// The submission after some steps; null where they cannot be made or the effort is spent.
  std::unique_ptr<Trial> after(const Trial& trial, const std::vector<Put>& puts) const;
  /// Why the last search found nothing: the predicate and the reason. May be empty.
  const std::string& why_not() const { return why_not_; }
  void forget_why_not() { why_not_.clear(); }

 private:
  using Ways = std::vector<Way>;

  // reach.cc: connectives and quantifiers
  void find_edges(const Trial& trial, const Want& whole, std::uint32_t depth, Ways& out);
  Want inside(const Want& quantifier, const std::string& element, bool truth) const;
  Ways search(const Trial& trial, const Spot& spot, std::uint32_t node, bool wanted,
              std::uint32_t depth);
  static bool is_met(const Trial& trial, const Want& want);
  /// `whole`: what else must be met in the end; kNone: nothing.
  void together(const Trial& trial, const std::vector<Want>& wants, const Want& whole,
                std::uint32_t depth, Ways& out);
  void together_from(const Trial& trial, const std::vector<Want>& wants, const Want& whole,
                     const Way& so_far, std::uint32_t depth, std::uint32_t steps, Ways& out);
  void any_of(const Trial& trial, const std::vector<Want>& wants, std::uint32_t depth, Ways& out);
  /// `right`: whether the condition holds where so many of its children do.
  void so_many(const Trial& trial, const Want& whole,
               const std::function<bool(std::uint32_t)>& right, std::uint32_t depth, Ways& out);
  void quantifier(const Trial& trial, const Want& whole, std::uint32_t depth, Ways& out);
  void table(const Trial& trial, const Want& whole, std::uint32_t depth, Ways& out);
  std::vector<Want> children(const Want& whole, bool truth) const;
  /// Makes some steps and then, where they are not enough, what else the condition needs.
  void first_these(const Trial& trial, const Want& whole, const Way& way, std::uint32_t depth,
                   Ways& out);

  // reach_leaf.cc
  void leaf(const Trial& trial, const Want& whole, std::uint32_t depth, Ways& out);
  void by_value(const Trial& trial, const Want& whole, bool edges, Ways& out);
  void by_argument(const Trial& trial, const Want& whole, Ways& out);
  void by_list(const Trial& trial, const Want& whole, const PredicateUse& use, Ways& out);
  void by_binding(const Trial& trial, const Want& whole, const PredicateUse& use,
                  std::uint32_t depth, Ways& out);
  void by_name(const Trial& trial, const Want& whole, Ways& out);
  // reach_trying.cc
  void by_trying(const Trial& trial, const Want& whole, std::uint32_t depth, Ways& out);
  /// The expressions that a leaf looks at: its own, and those of its subject and arguments.
  std::vector<const Expression*> expressions_of(std::uint32_t node) const;
  std::vector<std::string> member_names(const Trial& trial, const Want& whole,
                                        const std::vector<std::string>& words) const;
  /// The places that an expression names.
  std::vector<std::string> pointers_in(const Trial& trial, const Spot& spot,
                                       const Expression& expression) const;
  std::string leaf_pointer(const Trial& trial, const Want& whole) const;
  void cannot(std::string_view predicate, std::string_view why);

  // reach_operand.cc: backwards through arguments
  using Steps = std::vector<Put>;
  std::vector<Steps> write(const Trial& trial, const Spot& spot, const Operand& operand,
                           const Datum& value, std::uint32_t depth = 0) const;
  std::vector<Steps> write(const Trial& trial, const Spot& spot, const Reference& reference,
                           const Datum& value) const;
  std::vector<Steps> write_template(const Trial& trial, const Spot& spot, const TextTemplate& text,
                                    const std::string& value) const;
  /// Ways to have a value where an argument has none yet.
  std::vector<Steps> supply(const Trial& trial, const Spot& spot, const Operand& operand,
                            std::uint32_t depth = 0) const;
  std::vector<Steps> supply(const Trial& trial, const Spot& spot, const Reference& reference) const;
  std::vector<Steps> supply(const Trial& trial, const Spot& spot, const Binding& binding,
                            const std::vector<std::string>& path) const;
  struct Source {
    const Binding* binding = nullptr;  // null: `pointer` alone
    std::string pointer;
  };
  /// Where the value of a reference comes from; nothing where it comes from no place.
  std::optional<Source> source_of(const Trial& trial, const Spot& spot,
                                  const Reference& reference) const;
  const Binding* binding_of(const Spot& spot, Slot slot, bool is_variable) const;

  /// Begins a search of its own, which may not take all of the effort.
  void begin();
  bool spent() const { return effort_.spent() || effort_.steps >= deadline_; }

  const Plan& plan_;
  const Shape& shape_;
  const EvaluationOptions& options_;
  Effort& effort_;
  std::uint64_t deadline_ = UINT64_MAX;
  std::string why_not_;
};

}  // namespace intake::synth
