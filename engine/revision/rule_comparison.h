#pragma once

#include <string>
#include <vector>

#include "revision/relation.h"
#include "revision/same.h"

namespace intake {

/// What differs between a rule and its later version, severity apart.
struct RuleDifference {
  Relation findings = Relation::kEqual;  // kTighter: it finds fault with more
  std::vector<std::string> details;      // why
  std::vector<std::string> fixes;        // of repairs and questions
  std::vector<std::string> life;         // deprecated or in preview, or no longer
  std::vector<std::string> texts;        // which texts, of which language
};

/// Both rules of `versions` are set.
RuleDifference difference_of(const Versions& versions);

/// What a rule counts as without any option: kOff also for one in preview.
Severity effective_severity(const Rule& rule);

}  // namespace intake
