#include "cases/case_sets.h"

#include <algorithm>
#include <utility>

namespace intake {
namespace {

/// Writes the ids that rules have now in place of former ones, which are noted.
void rename_rules(Case& c, const RuleSet& rules, std::vector<Fault>& notes) {
  const auto rename = [&](std::string& id) {
    std::string now = current_id(rules, id);
    if (now.empty()) return;
    Fault note;
    note.file = c.file;
    note.line = c.line;
    note.column = 1;
    note.message = "`" + id + "` is now called `" + now + "`";
    note.hint = "write the new id";
    const bool known = std::any_of(notes.begin(), notes.end(), [&](const Fault& other) {
      return other.file == note.file && other.message == note.message;
    });
    if (!known) notes.push_back(std::move(note));
    id = std::move(now);
  };
  if (!c.rule.empty()) rename(c.rule);
  if (c.findings) {
    for (ExpectedFinding& finding : *c.findings) rename(finding.rule);
  }
  if (!c.others) return;
  for (std::string& id : *c.others) rename(id);
}

}  // namespace

std::optional<RuleSetHeader> find_own_set(const RuleFiles& files, std::string_view reference,
                                          const LoadOptions& options, std::vector<Fault>& faults) {
  const std::string_view name = reference.substr(0, reference.find('@'));
  std::optional<VersionRange> range;
  if (name.size() < reference.size()) {
    range = VersionRange::parse(reference.substr(name.size() + 1));
  }
  std::optional<RuleSetHeader> found;
  for (RuleSetHeader& header : list_rule_sets(files, options, faults)) {
    if (header.name == name && (!range || range->contains(header.version))) {
      found = std::move(header);  // sorted: the highest is last
    }
  }
  return found;
}

CaseSets::CaseSets(const RuleFiles& files, const LoadOptions& options, const RuleSetHeader& own)
    : files_(files), options_(options), reference_(own.name + "@" + own.version.text()) {
  clock_ = options.now;
  if (clock_.empty() && !own.valid.from.empty()) clock_ = own.valid.from + "T00:00:00Z";
  if (clock_.empty()) clock_ = kCaseClock;
}

CaseSets::Entry* CaseSets::load(const Case& c, bool preview,
                                std::vector<std::string>& differences) {
  LoadOptions options = options_;
  options.now = c.now.empty() ? clock_ : c.now;
  options.parameters.insert(options.parameters.end(), c.parameters.begin(), c.parameters.end());
  const std::string reference = c.with.empty() ? reference_ : c.with;
  std::string key = reference + '\n' + options.now + (preview ? "\npreview" : "");
  for (const auto& [name, value] : options.parameters) key += '\n' + name + '=' + value;
  const auto [place, added] = entries_.try_emplace(std::move(key));
  Entry& entry = place->second;
  if (added) {
    entry.open = std::make_unique<OpenRuleSet>(files_, reference, std::move(options));
    const LoadResult& loaded = entry.open->result();
    if (loaded.rules != nullptr) {
      entry.plan = compile_plan(loaded.rules, entry.open->options().now, preview);
    }
    faults_.insert(faults_.end(), loaded.faults.begin(), loaded.faults.end());
    if (loaded.error) differences.push_back(loaded.error->what);
  }
  if (entry.plan != nullptr) return &entry;
  if (differences.empty()) {
    differences.push_back("the rule set `" + reference + "` cannot be loaded");
  }
  return nullptr;
}

CaseSets::Entry* CaseSets::find(Case& c, std::vector<std::string>& differences) {
  Entry* entry = load(c, false, differences);
  if (entry == nullptr) return nullptr;
  const RuleSet& rules = *entry->plan->rules;
  rename_rules(c, rules, notes_);
  const bool preview = std::any_of(rules.rules.begin(), rules.rules.end(),
                                   [&](const Rule& r) { return r.preview && r.id == c.rule; });
  return preview ? load(c, true, differences) : entry;
}

}  // namespace intake
