#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "ruleset/rule_files.h"
#include "ruleset/ruleset.h"

namespace intake {

/// One rule set of a lock, with what it was resolved to.
struct LockedSet {
  std::string set;                    // name@version
  std::vector<std::string> includes;  // name@version of the sets it extends, in their order
  std::vector<std::string> lists;     // name@version of list files, sorted
  std::string schema;                 // name@major; empty: none
};

/// What a lock file says.
struct Lock {
  std::string engine;                        // version that made it
  std::string now;                           // RFC 3339
  std::vector<LockedSet> sets;               // sorted
  std::map<std::string, std::string> files;  // path -> SHA-256
};

/// Adds a rule set that was loaded in all its languages.
Status add_to_lock(Lock& lock, const RuleSet& rules, const RuleFiles& files, const Limits& limits);

/// Adds files that belong to no rule set alone: form maps, dossier files.
Status add_files_to_lock(Lock& lock, const std::vector<std::string>& paths, const RuleFiles& files,
                         const Limits& limits);

/// The text of a lock file: YAML, the same for equal locks.
std::string write_lock(const Lock& lock);
/// Reads one. `name` is shown in errors.
Result<Lock> read_lock(std::string name, std::string_view text, const Limits& limits);

/// Leaves the locked files, and the cases of the locked sets. kDigest, with the file, where one is
/// missing, differs, or stands beside the locked ones where it would be read; then nothing changes.
Status freeze(RuleFiles& files, const Lock& lock, const Limits& limits);

}  // namespace intake
