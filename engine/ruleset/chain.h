#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ruleset/fault_sink.h"
#include "ruleset/loader.h"
#include "ruleset/name_table.h"

namespace intake {

/// One version of a set as its path says: rules/<name>/<version>/ruleset.yaml.
struct SetVersion {
  Version version;
  std::string folder;  // with the final `/`
};

/// All versions that are there, highest first. Folders that are no SemVer are left out.
std::vector<SetVersion> find_versions(const RuleFiles& files, std::string_view set);
/// Names of all sets, sorted.
std::vector<std::string> set_names(const RuleFiles& files);

/// `name` or `name@range`; nullopt where the range is none.
struct SetReference {
  std::string name;
  std::optional<VersionRange> range;  // unset: any
};
std::optional<SetReference> parse_reference(std::string_view text);

/// One set of the chain while it is read.
struct ChainSet {
  std::string name;
  Version version;
  std::string folder;
  DocumentPtr file;  // null where it cannot be parsed
  View top;          // its map; absent where it is none
};

/// The chosen set last, what it extends before it, each once.
struct Chain {
  std::vector<ChainSet> sets;
  Visibility visibility;
  std::optional<Error> error;  // the chosen set itself was not found
};

/// Follows `extends`. Unknown sets, cycles and versions that do not go together are faults where
/// they are written.
Chain resolve_chain(const RuleFiles& files, std::string_view reference, const LoadOptions& options,
                    FaultSink& faults);

/// What `valid:` says; faults of the dates themselves go to the sink.
Validity parse_validity(View valid, FaultSink& faults);

}  // namespace intake
