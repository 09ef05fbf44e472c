#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <intake/report.h>

#include "ruleset/rule_files.h"
#include "ruleset/ruleset.h"

namespace intake {

struct LoadOptions {
  std::string now;                  // RFC 3339; which versions are in force
  std::vector<Language> languages;  // texts to load; empty: all that the sets declare
  /// `--set`: parameter (set/name or unique short name) -> value as YAML text.
  std::vector<std::pair<std::string, std::string>> parameters;
  Limits limits;
};

/// All faults, in file and line order. Empty together with a rule set: it may run.
struct LoadResult {
  std::shared_ptr<const RuleSet> rules;  // null where there is any fault
  std::vector<Fault> faults;
  std::vector<Fault> notes;    // nothing is wrong; also beside a rule set
  std::optional<Error> error;  // the set does not exist, a file cannot be read ...
};

/// Loads `name`, `name@range`. The highest version in force at `now` that fits.
LoadResult load_rule_set(const RuleFiles& files, std::string_view reference,
                         const LoadOptions& options);

/// One set that a submission can be checked against, with what is needed to choose it.
struct RuleSetHeader {
  std::string name;
  Version version;
  std::string title;
  bool abstract = false;
  Validity valid;
  std::uint32_t preview = 0, deprecated = 0;  // rules of its own
  std::optional<Condition> recognise;
  std::vector<DocumentPtr> documents;
};

/// The headers of all sets (every version), sorted by name and version. Faults of a header are
/// reported; the others are still given.
std::vector<RuleSetHeader> list_rule_sets(const RuleFiles& files, const LoadOptions& options,
                                          std::vector<Fault>& faults);

}  // namespace intake
