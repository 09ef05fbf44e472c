#include <algorithm>
#include <array>
#include <string>
#include <unordered_set>

#include "ruleset/keys.h"
#include "ruleset/parameters.h"
#include "ruleset/redirects.h"
#include "ruleset/rule_parser.h"
#include "ruleset/set_parser.h"

namespace intake {
namespace {

constexpr std::array<KeySpec, 2> kOverrideKeys{{
    {.name = "severity", .kinds = kStringBit | kObjectBit},
    {.name = "source", .kinds = kObjectBit},
}};

/// What else can be overridden, under keys of its own.
constexpr std::array<std::string_view, 3> kKinds{"constants", "lists", "parameters"};

}  // namespace

void override_rules(Loading& loading, std::uint32_t set) {
  const View map = loading.sets[set].top.member("override");
  FaultSink& faults = loading.faults;
  std::unordered_set<std::uint32_t> overridden;  // the same rule has several names
  for (std::uint32_t i = 0; map.is_object() && i < map.size(); ++i) {
    const View entry = map.at(i);
    if (std::find(kKinds.begin(), kKinds.end(), entry.key()) != kKinds.end()) continue;
    const Keys keys(faults, entry, "what a rule is overridden with", kOverrideKeys);
    const NameTable::Found found = loading.rules.find(entry.key(), set);
    const Named* named = found.named;
    if (named == nullptr && found.several.empty()) {
      named = find_redirected(loading, entry.key(), set, entry, true);
    }
    if (!found.several.empty()) {
      faults.at_key(entry,
                    quoted(entry.key()) + " may be " + list_candidates(found, loading.visibility()),
                    "write it with the name of its set");
    } else if (named == nullptr) {
      std::vector<std::string_view> names = loading.rules.names(set);
      names.insert(names.end(), kKinds.begin(), kKinds.end());
      const std::string_view key = entry.key();
      std::string hint = faults.did_you_mean(key.substr(key.find('/') + 1), names);
      faults.at_key(entry, "nothing that this extends has a rule " + quoted(key), std::move(hint));
    } else if (named->set == set) {
      faults.at_key(entry, quoted(entry.key()) + " is a rule of this set itself",
                    "change its severity there");
    } else if (!overridden.insert(named->index).second) {
      faults.at_key(entry, quoted(entry.key()) + " is overridden twice",
                    "say all of it under the id that the rule has now");
    } else {
      const RuleDraft& draft = loading.rule_drafts[named->index];
      Rule* const rule = draft.rule ? &loading.out->rules[*draft.rule] : nullptr;
      if (entry.is_object() && entry.size() == 0) {
        faults.at_key(entry, "nothing of the rule is overridden", "add `severity` or `source`");
      }
      if (const View severity = keys["severity"]) {
        const auto parsed = parse_severity(loading, set, severity);
        if (parsed && rule != nullptr) rule->severity = *parsed;
      }
      if (const View source = keys["source"]) {
        const Passage passage = parse_passage(loading, set, source);
        if (rule != nullptr) rule->passage = passage;
      }
    }
  }
}

}  // namespace intake
