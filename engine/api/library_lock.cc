#include <algorithm>
#include <utility>

#include <intake/version.h>

#include "api/state.h"
#include "pack/lock.h"
#include "ruleset/loader.h"

namespace intake {

Locked Library::lock(const std::vector<std::string>& references,
                     const CompileOptions& options) const {
  Locked locked;
  LoadOptions load;  // every language, for every file
  load.now = options.now;
  load.parameters = options.parameters;
  load.limits = options.limits;
  std::vector<std::string> wanted = references;
  if (wanted.empty()) {
    for (const RuleSetRef& set : selectable(options.now)) wanted.push_back(set.name);
  }
  Lock lock{std::string(kVersion), options.now, {}, {}};
  for (const std::string& reference : wanted) {
    LoadResult loaded = load_rule_set(*files_, reference, load);
    for (Fault& fault : loaded.faults) locked.faults.push_back(std::move(fault));
    if (loaded.error && !locked.error) locked.error = std::move(loaded.error);
    if (loaded.rules == nullptr) continue;
    const Status added = add_to_lock(lock, *loaded.rules, *files_, options.limits);
    if (!added && !locked.error) locked.error = added.error();
    locked.sets.push_back(
        {loaded.rules->name, loaded.rules->version.text(), loaded.rules->includes.back().title});
  }
  if (!locked.faults.empty() || locked.error) return locked;
  locked.files = lock.files.size();
  locked.text = write_lock(lock);
  return locked;
}

Result<LockInfo> Library::freeze(std::string name, std::string_view lock, const Limits& limits) {
  const Result<Lock> read = read_lock(std::move(name), lock, limits);
  if (!read) return read.error();
  INTAKE_RETURN_IF_ERROR(intake::freeze(*files_, *read, limits));
  return LockInfo{read->engine, read->now};
}

}  // namespace intake
