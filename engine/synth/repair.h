#pragma once

#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "synth/reach.h"

namespace intake::synth {

/// A verdict that must stay while everything else is put right.
struct Keep {
  std::uint32_t rule = kNone;
  std::string pointer;  // empty with `anywhere`: at some place
  bool anywhere = false;
  Verdict verdict = Verdict::kPass;
};

/// Changes a submission until the rules accept it: takes the first verdict that is no pass, derives
/// from the structure of its rule what could be changed, keeps the change that harms least, and
/// goes back to earlier choices where that leads nowhere. Deterministic; bounded by the effort.
class Repairer {
 public:
  /// `paths`: how many sequences of choices are followed to their end.
  Repairer(const Plan& plan, const Shape& shape, const EvaluationOptions& options, Effort& effort,
           std::size_t paths)
      : plan_(plan),
        shape_(shape),
        options_(options),
        effort_(effort),
        paths_(paths),
        reach_(plan, shape, options, effort) {}

  /// The best submission that was found; has been run. `keep`: null where nothing is kept.
  std::unique_ptr<Trial> repair(const Datum& start, const Keep* keep = nullptr);
  /// Takes out whatever can be missed: the disposition stays as it is, and so does `keep`.
  std::unique_ptr<Trial> minimise(std::unique_ptr<Trial> trial,
                                  const std::vector<std::string>& pinned,
                                  const Keep* keep = nullptr);

  /// Whether the schema allows what is written, and none of it is null.
  bool fits_schema(const std::vector<Put>& puts) const;
  /// Whether a verdict is still the one to be kept.
  static bool is_kept(const Trial& trial, const Keep* keep);
  Reach& reach() { return reach_; }
  /// Ways that could help against one finding, in stages: what the rule itself offers, what makes
  /// it hold, and what makes it speak of something else.
  static constexpr int kStages = 3;
  std::vector<Way> ways_against(const Trial& trial, const Hit& hit, int stage);

 private:
  struct Option {
    Datum submission;
    bool evades = false;
    std::uint64_t harm = 0;   // rules that passed before
    std::uint64_t fresh = 0;  // rules that were not asked before
  };
  struct Decision {
    std::vector<Option> options;  // the first was taken
    std::vector<std::string> places;
  };
  struct Path {
    std::unique_ptr<Trial> best;  // met on the way
    std::vector<Decision> decisions;
    std::vector<std::string> stuck;  // pointers of findings that nothing helped against
  };

  static bool is_cleared(const Trial& trial, const Hit& hit);
  /// What a change has done to the verdicts.
  Option compare(const Trial& before, const Trial& after) const;
  std::unique_ptr<Trial> tried(Datum submission) const;
  Path follow(const Datum& start, const Keep* keep);
  std::vector<Option> options_against(const Trial& trial, const Hit& hit, const Keep* keep,
                                      const std::set<std::string>& seen,
                                      std::vector<std::string>& places);
  void by_fixes(const Trial& trial, const Hit& hit, std::vector<Way>& out) const;
  void by_filling(const Trial& trial, const Hit& hit, const Spot& spot, std::vector<Way>& out);
  void by_evading(const Trial& trial, const Hit& hit, const Spot& spot, std::vector<Way>& out);

  const Plan& plan_;
  const Shape& shape_;
  const EvaluationOptions& options_;
  Effort& effort_;
  std::size_t paths_;
  Reach reach_;
};

/// Where the condition of a finding's rule is looked at.
Spot spot_of(const Plan& plan, const Hit& hit);

}  // namespace intake::synth
