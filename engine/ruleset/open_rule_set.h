#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "document/datum.h"
#include "ruleset/loader.h"

namespace intake {

struct Loading;

/// A rule set that stays open after it was loaded, so that single rules of it can be read again
/// with changes: what mutation (cases/) needs. Not thread-safe; `files` outlives it.
class OpenRuleSet {
 public:
  OpenRuleSet(const RuleFiles& files, std::string_view reference, LoadOptions options);
  ~OpenRuleSet();
  OpenRuleSet(const OpenRuleSet&) = delete;
  OpenRuleSet& operator=(const OpenRuleSet&) = delete;

  const LoadResult& result() const { return result_; }
  const LoadOptions& options() const { return options_; }

  /// The set with nothing but this rule (`set/id`), read from `map` in place of its file. What
  /// other sets override of it stays. Null where `map` is faulty.
  std::shared_ptr<const RuleSet> with_rule_alone(std::string_view rule, const Datum& map);
  /// The whole set with that rule in its place; `changed` is what with_rule_alone() gave.
  std::shared_ptr<const RuleSet> with_rule(const RuleSet& changed) const;

 private:
  std::size_t find(std::string_view rule) const;

  LoadOptions options_;
  std::unique_ptr<Loading> loading_;
  LoadResult result_;
  RuleSet without_rules_;  // everything else of it
};

}  // namespace intake
