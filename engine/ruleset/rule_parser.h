#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "ruleset/loading.h"
#include "ruleset/scope.h"

namespace intake {

/// A rule of a rule file, with what reading its texts in other languages needs.
struct RuleDraft {
  View place;      // its map
  std::string id;  // short; empty where it is faulty
  std::uint32_t set = 0;
  Scope scope;                // its names, for messages
  std::vector<View> because;  // by fix; absent where a fix has none
  bool has_ask = false;
  std::optional<std::uint32_t> rule;  // index into RuleSet::rules; unset after a fault
};

/// Reads all rules of one set, in order.
void parse_rules(Loading& loading, std::uint32_t set, View list);

/// Reads one rule of a set that is loaded already, and adds it to nothing. nullopt after a fault.
std::optional<Rule> reread_rule(Loading& loading, std::uint32_t set, View written);

/// The texts of one rule in one language.
struct TextSource {
  View map;                   // holds message, message-absent, why, help, question, choices
  std::vector<View> because;  // by fix
};
/// Reads texts; good is set to false after a fault.
RuleTexts parse_texts(Scope& scope, const TextSource& source, bool& good);

/// The passage that a rule rests on, in the document of `set` unless it names another.
Passage parse_passage(Loading& loading, std::uint32_t set, View written);

}  // namespace intake
