#pragma once

#include <map>
#include <string>
#include <vector>

#include <intake/revision.h>

#include "document/document.h"
#include "plan/plan.h"
#include "ruleset/rule_files.h"

namespace intake {

/// A submission that two versions are compared over.
struct Sample {
  std::string name;  // a file, or the file, line and name of a case
  DocumentPtr document;
  bool corpus = false;  // its disposition is compared, too
};

/// The submissions of all cases of a set and of those it extends, each content once.
void add_case_samples(const RuleFiles& files, const RuleSet& rules, const Limits& limits,
                      std::vector<Sample>& samples);

/// What the samples show.
struct Evidence {
  struct OfRule {
    std::string tighter;  // a sample that only the later version finds fault with; empty: none
    std::string looser;
  };
  std::map<std::string, OfRule> rules;  // by the id in the later version
  std::vector<Flip> flips;              // of the corpus
};

/// Evaluates all samples by both plans. `renamed`: ids of the earlier version -> of the later one.
Evidence gather_evidence(const Plan& before, const Plan& after,
                         const std::map<std::string, std::string>& renamed,
                         const std::vector<Sample>& samples, const Limits& limits);

}  // namespace intake
