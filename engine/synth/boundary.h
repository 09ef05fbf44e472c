#pragma once

#include <string>
#include <utility>
#include <vector>

#include "synth/repair.h"

namespace intake::synth {

/// A submission that shows one rule at its bound.
struct BoundarySide {
  bool found = false;
  Datum submission;
  std::string pointer;  // where the rule says it
  std::string how;      // "one character too many"; may be empty
  /// Of the failing one: all that the rule finds, pointers and messages.
  std::vector<std::pair<std::string, std::string>> findings;
  std::vector<std::string> others;  // ids of other rules that have something to say here
  std::string why_not;              // where none was found
};

struct Boundary {
  const Rule* rule = nullptr;
  BoundarySide pass, fail;
  BoundarySide absent;  // nothing stands there, where that fails and `fail` is something else
};

/// For each rule a submission at which it passes and one at which it fails, both looked at by the
/// evaluator, and so that no other rule has anything to say where that can be had.
class BoundaryFinder {
 public:
  /// `accepted`: a submission to start from, such as that of find_smallest(). All outlive this.
  BoundaryFinder(const Plan& plan, const EvaluationOptions& options, const Trial& accepted);

  Boundary find(const Rule& rule);

 private:
  struct Passing {
    std::unique_ptr<Trial> trial;
    Spot spot;
  };

  bool starts_as_it_is(std::uint32_t rule, Passing& out) const;
  void make_pass(std::uint32_t rule, Repairer& repairer, Passing& out);
  void to_the_edge(std::uint32_t rule, Repairer& repairer, Passing& passing) const;
  void make_fail(std::uint32_t rule, Repairer& repairer, const Passing& passing,
                 BoundarySide& side) const;
  void make_absent(std::uint32_t rule, const Passing& passing, const BoundarySide& fail,
                   BoundarySide& side) const;
  std::vector<Way> failing_ways(std::uint32_t rule, Repairer& repairer,
                                const Passing& passing) const;
  /// A place that the rule looks at, or would after some steps.
  struct Start {
    Spot spot;
    std::vector<Put> steps;
  };
  std::vector<Start> starts_of(std::uint32_t rule, const Trial& trial) const;
  /// Members of the submission at the start that are not taken out again.
  std::vector<std::string> kept_members() const;
  std::unique_ptr<Trial> run(Datum submission) const;
  /// Rules with trouble here and none before, but for `rule`.
  std::vector<std::string> fresh_trouble(std::uint32_t rule, const Trial& before,
                                         const Trial& after) const;

  const Plan& plan_;
  EvaluationOptions options_;
  const Trial& accepted_;
  Shape shape_;
};

}  // namespace intake::synth
