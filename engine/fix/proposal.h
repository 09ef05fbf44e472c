#pragma once

#include <optional>
#include <string>
#include <vector>

#include "document/datum.h"
#include "eval/evaluator.h"

namespace intake {

/// What one alternative of a rule's fix would do for one finding.
struct Proposal {
  std::uint32_t rule = kNone;  // index into Plan::program
  std::uint32_t alternative = 0;
  std::string place;   // pointer of the finding
  std::string target;  // pointer of what is changed
  FixClass cls = FixClass::kSafe;
  bool removes = false;
  std::vector<Change> changes;
  FixOffer offer;
  std::string not_applicable;  // why there are no changes; empty where there are
};

/// Runs the steps of an alternative on the finding's value. Never touches the document.
Proposal propose(Evaluator& evaluator, const Hit& hit, std::uint32_t alternative);

/// Where the value at `pointer` stands after the changes; nullopt where it is gone.
std::optional<std::string> moved_pointer(std::string_view pointer,
                                         const std::vector<Change>& changes);

}  // namespace intake
