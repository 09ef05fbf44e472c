#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "lint/notebook.h"
#include "lint/solver.h"
#include "lint/statement.h"
#include "plan/plan.h"
#include "ruleset/loader.h"

namespace intake::lint {

/// What all sets of the library say together.
struct LibraryFacts {
  /// "kind set/name" of definitions that some set uses, whatever its version.
  std::set<std::string> used;
  /// Sets whose names may be used by a set that does not load, so that nobody can tell.
  std::set<std::string> not_known;
  /// "set/name" of lists that a set overrides: their rows are not the same everywhere.
  std::set<std::string> overridden_lists;
  /// Names of sets that others extend.
  std::set<std::string> extended;
  static std::string key(const Definition& definition);
};

/// One set with everything it extends, as the checks look at it. What they say is about the set
/// itself: what it inherits is looked at when its own turn comes.
class LintedSet {
 public:
  struct Messages {
    Language language = Language::kEn;
    DocumentPtr file;
  };

  LintedSet(const RuleFiles& files, const LoadOptions& options,
            std::shared_ptr<const RuleSet> rules, const LibraryFacts& library);

  const RuleFiles& files() const { return files_; }
  const LoadOptions& options() const { return options_; }
  const RuleSet& rules() const { return *rules_; }
  const LibraryFacts& library() const { return library_; }
  std::uint32_t own() const { return static_cast<std::uint32_t>(rules_->includes.size() - 1); }
  const IncludedSet& included() const { return rules_->includes.back(); }
  const DocumentPtr& file() const { return included().file; }
  View top() const { return {*file(), file()->root()}; }
  /// `rules/<set>/<version>/`.
  const std::string& folder() const { return folder_; }
  /// The other languages of the set, in the order declared.
  const std::vector<Messages>& messages() const { return messages_; }
  const std::vector<const Rule*>& own_rules() const { return own_rules_; }
  bool is_own(const Rule& rule) const { return rule.set == own(); }
  /// The set's own language.
  Language language() const;

  /// The map of a rule in its file, and a member of it.
  View written(const Rule& rule) const;
  View written(const Rule& rule, std::string_view key) const { return written(rule).member(key); }
  /// What has these bytes, or a name of these bytes, in a file of the set; absent: nothing has.
  View find(const DocumentPtr& file, ByteSpan span) const;
  /// The bytes of a member, name and value, where these are the bytes of its name.
  ByteSpan whole(const DocumentPtr& file, ByteSpan span) const;
  /// Its bytes on one line, cut where they are long.
  std::string excerpt(const DocumentPtr& file, ByteSpan span) const;

  const Solver& solver() const { return solver_; }
  /// One for each rule of the chain, in order.
  const std::vector<RuleReader>& readers() const { return readers_; }
  const RuleReader& reader(const Rule& rule) const {
    return readers_[static_cast<std::size_t>(&rule - rules_->rules.data())];
  }
  /// Of all rules in force at the clock, preview or not.
  const std::shared_ptr<const Plan>& plan() const { return plan_; }

 private:
  bool is_fixed(const Rule& rule, const Operand& operand) const;

  const RuleFiles& files_;
  const LoadOptions& options_;
  std::shared_ptr<const RuleSet> rules_;
  const LibraryFacts& library_;
  std::string folder_;
  std::vector<Messages> messages_;
  std::vector<const Rule*> own_rules_;
  Solver solver_;
  std::vector<RuleReader> readers_;
  std::shared_ptr<const Plan> plan_;
  mutable std::map<const Document*, std::map<std::pair<std::uint32_t, std::uint32_t>, NodeId>>
      nodes_;
};

/// The span of a value, or of its name.
ByteSpan span_of(View value, bool name = false);
/// `a`, `b` and `c`.
std::string list_names(const std::vector<std::string>& names);
/// The id without its set.
std::string short_id(const Rule& rule);

}  // namespace intake::lint
