#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "ruleset/loader.h"
#include "ruleset/rule_files.h"

namespace intake::synth {

struct ScaffoldFile {
  std::string path;  // as in RuleFiles: `rules/demo/0.1.0/ruleset.yaml`
  std::string bytes;
  bool exists = false;  // it takes the place of a file that is there
};

/// The files of a new rule set with one rule, its messages in every language, its cases and
/// comments that teach. It loads without faults, and its cases pass. kUsage: the name cannot be
/// one.
Result<std::vector<ScaffoldFile>> scaffold_rule_set(std::string_view name);

struct ScaffoldedRule {
  std::vector<ScaffoldFile> files;
  std::vector<Fault> faults;  // of the set as it is, or as it would be with that rule
  std::optional<Error> error;
};

/// A further rule at the end of a set: in its rule file and in the message file of each language,
/// of which every byte stays, and a case file. Fails where the set has faults, is published, or has
/// the id, and where the id cannot be one.
ScaffoldedRule scaffold_rule(const RuleFiles& files, std::string_view reference,
                             std::string_view id, const LoadOptions& options);

}  // namespace intake::synth
