#include <array>
#include <string>

#include "ruleset/keys.h"
#include "ruleset/parameters.h"
#include "ruleset/rule_parser.h"
#include "ruleset/set_parser.h"

namespace intake {
namespace {

constexpr std::array<KeySpec, 2> kOverrideKeys{{
    {.name = "severity", .kinds = kStringBit | kObjectBit},
    {.name = "source", .kinds = kObjectBit},
}};

}  // namespace

void override_rules(Loading& loading, std::uint32_t set) {
  const View map = loading.sets[set].top.member("override");
  FaultSink& faults = loading.faults;
  for (std::uint32_t i = 0; map.is_object() && i < map.size(); ++i) {
    const View entry = map.at(i);
    if (entry.key() == "lists" || entry.key() == "parameters") continue;
    const Keys keys(faults, entry, "what a rule is overridden with", kOverrideKeys);
    const NameTable::Found found = loading.rules.find(entry.key(), set);
    if (!found.several.empty()) {
      faults.at_key(entry,
                    quoted(entry.key()) + " may be " + list_candidates(found, loading.visibility()),
                    "write it with the name of its set");
    } else if (found.named == nullptr) {
      std::vector<std::string_view> names = loading.rules.names(set);
      names.push_back("lists");
      names.push_back("parameters");
      const std::string_view key = entry.key();
      std::string hint = faults.did_you_mean(key.substr(key.find('/') + 1), names);
      faults.at_key(entry, "nothing that this extends has a rule " + quoted(key), std::move(hint));
    } else if (found.named->set == set) {
      faults.at_key(entry, quoted(entry.key()) + " is a rule of this set itself",
                    "change its severity there");
    } else {
      const RuleDraft& draft = loading.rule_drafts[found.named->index];
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
