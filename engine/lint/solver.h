#pragma once

#include <optional>
#include <string>
#include <vector>

#include "document/datum.h"
#include "lint/place_values.h"
#include "lint/statement.h"

namespace intake::lint {

/// Decides whether a submission can be as conditions say, place by place.
class Solver {
 public:
  using Answer = TextSearch::Answer;

  explicit Solver(Judge judge) : judge_(judge) {}

  /// Whether submissions follow the schema (of Judge) is not known: the engine checks any. With
  /// `by_schema` only those that do are looked for.
  Answer solve(const Conjunction& conjunction, bool by_schema = false) const;
  /// No submission is like this; certain where it is said.
  bool is_impossible(const std::optional<Alternatives>& alternatives, bool by_schema = false) const;
  /// The literals that already exclude each other; empty: solve() does not say kNone.
  std::vector<Literal> find_conflict(const Conjunction& conjunction, bool by_schema = false) const;
  /// Submissions that are like one of the alternatives, as far as is known; up to `wanted`.
  std::vector<Datum> make_submissions(const Alternatives& alternatives, const PlacePath& own,
                                      std::size_t wanted) const;

  const Judge& judge() const { return judge_; }

 private:
  Judge judge_;
};

}  // namespace intake::lint
