#include <algorithm>
#include <utility>

#include <intake/version.h>

#include "api/state.h"
#include "pack/lock.h"
#include "ruleset/loader.h"
#include "ruleset/versions.h"
#include "submission/dossier_file.h"
#include "submission/form_map_loader.h"

namespace intake {
namespace {

/// The dossier files for the schemas of the locked sets, in force at the clock, and their form
/// maps: without them nothing but YAML and JSON is read.
Status lock_dossiers(Lock& lock, const RuleFiles& files, const CompileOptions& options,
                     std::vector<Fault>& faults) {
  for (const std::string& name : versioned_names(files, kDossierFiles)) {
    DossierResult dossier = load_dossier(files, name, options.now, options.limits);
    if (dossier.error) continue;  // no version is in force
    for (Fault& fault : dossier.faults) faults.push_back(std::move(fault));
    if (dossier.spec == nullptr) continue;
    const bool wanted = std::any_of(lock.sets.begin(), lock.sets.end(), [&](const LockedSet& set) {
      return set.schema == dossier.spec->schema_name;
    });
    if (!wanted) continue;
    std::vector<std::string> paths = dossier.spec->files;
    for (const std::string& form : dossier.spec->forms) {
      FormMapResult map = load_form_map(files, form, options.now, options.limits);
      if (map.error) return std::move(*map.error);
      for (Fault& fault : map.faults) faults.push_back(std::move(fault));
      if (map.map == nullptr) continue;
      paths.insert(paths.end(), map.map->files.begin(), map.map->files.end());
    }
    INTAKE_RETURN_IF_ERROR(add_files_to_lock(lock, paths, files, options.limits));
  }
  return Done{};
}

}  // namespace

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
  const Status dossiers = lock_dossiers(lock, *files_, options, locked.faults);
  if (!dossiers && !locked.error) locked.error = dossiers.error();
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
