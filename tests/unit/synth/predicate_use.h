#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "synth/inversion.h"

namespace intake::test {

/// One use of a predicate as a rule would write it (`one-of: [a, b]`), with literal arguments.
class PredicateUseBench {
 public:
  explicit PredicateUseBench(std::string_view yaml);

  const Predicate& predicate() const { return *predicate_; }
  /// `value`: JSON of what stands there; "" for nothing.
  std::vector<synth::Candidate> invert(std::string_view value, bool holds);
  /// What the predicate itself says of a candidate.
  Truth judge(const synth::Candidate& candidate) const;

 private:
  PredicateInput call() const;

  DocumentPtr use_;
  DocumentPtr value_;
  const Predicate* predicate_ = nullptr;
  Limits limits_;
  std::vector<ArgValue> args_;
  std::vector<PatternPtr> patterns_;
  std::shared_ptr<const Prepared> prepared_;
};

}  // namespace intake::test
