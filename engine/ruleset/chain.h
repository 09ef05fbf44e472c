#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ruleset/fault_sink.h"
#include "ruleset/loader.h"
#include "ruleset/name_table.h"
#include "ruleset/versions.h"

namespace intake {

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

}  // namespace intake
