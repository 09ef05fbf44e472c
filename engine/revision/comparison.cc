#include "revision/comparison.h"

#include <algorithm>
#include <set>
#include <utility>

#include "revision/bump.h"
#include "revision/rule_comparison.h"
#include "revision/set_comparison.h"
#include "ruleset/versions.h"

namespace intake {
namespace {

const Rule* find_rule(const RuleSet& rules, std::string_view id) {
  const auto found = std::find_if(rules.rules.begin(), rules.rules.end(),
                                  [&](const Rule& rule) { return rule.id == id; });
  return found == rules.rules.end() ? nullptr : &*found;
}

bool is_redirected(const RuleSet& rules, std::string_view id) {
  return std::any_of(rules.redirects.begin(), rules.redirects.end(),
                     [&](const Redirect& redirect) { return redirect.from == id; });
}

/// What a finding at fault with more costs: what was accepted may be rejected.
Bump bump_of_more(Severity severity) {
  return severity == Severity::kError ? Bump::kMajor : Bump::kMinor;
}

/// Whether the rule makes submissions incomplete until somebody answers.
bool asks(const Rule& rule) { return !rule.required && rule.if_absent == IfAbsent::kAsk; }

class Comparer {
 public:
  Comparer(const RuleSet& before, const RuleSet& after, const Evidence& evidence)
      : before_(before), after_(after), evidence_(evidence) {}

  std::vector<RuleChange> run(const std::map<std::string, std::string>& renamed) {
    std::set<std::string> successors;
    for (const Rule& a : before_.rules) {
      if (const auto now = renamed.find(a.id); now != renamed.end()) {
        rename(a, now->second);
        successors.insert(now->second);
      } else if (const Rule* b = find_rule(after_, a.id)) {
        compare(a, *b);
      } else {
        remove(a);
      }
    }
    for (const Rule& b : after_.rules) {
      if (find_rule(before_, b.id) == nullptr && !successors.contains(b.id)) add(b);
    }
    std::stable_sort(changes_.begin(), changes_.end(),
                     [](const RuleChange& x, const RuleChange& y) { return x.kind < y.kind; });
    return std::move(changes_);
  }

 private:
  using Kind = RuleChange::Kind;

  RuleChange& change(Kind kind, const Rule* a, const Rule* b, Bump bump) {
    RuleChange change;
    change.kind = kind;
    change.rule = b != nullptr ? b->id : a->id;
    if (a != nullptr) change.before = effective_severity(*a);
    if (b != nullptr) change.after = effective_severity(*b);
    change.bump = bump;
    changes_.push_back(std::move(change));
    return changes_.back();
  }

  void add(const Rule& b) {
    if (is_redirected(before_, b.id)) {
      change(Kind::kReused, nullptr, &b, Bump::kMajor);
      return;
    }
    const bool strict = asks(b) && effective_severity(b) != Severity::kOff;
    RuleChange& added = change(Kind::kAdded, nullptr, &b,
                               strict ? Bump::kMajor : bump_of_more(effective_severity(b)));
    if (b.preview) added.details.emplace_back("in preview");
    if (strict) added.details.emplace_back("an absent value is asked for");
  }

  /// What was in preview promised nothing.
  void remove(const Rule& a) {
    change(Kind::kRemoved, &a, nullptr, a.preview ? Bump::kMinor : Bump::kMajor);
  }

  void rename(const Rule& a, const std::string& id) {
    const Rule* b = find_rule(after_, id);
    if (b == nullptr) return;
    change(Kind::kRenamed, &a, b, Bump::kMinor).former = a.id;
    // Two rules that become one are compared under the id that stayed.
    if (find_rule(before_, id) == nullptr) compare(a, *b);
  }

  void compare(const Rule& a, const Rule& b) {
    RuleDifference difference = difference_of({before_, after_, &a, &b});
    compare_severities(a, b);
    compare_findings(a, b, difference);
    const auto tell = [&](Kind kind, std::vector<std::string>& details, Bump bump) {
      if (!details.empty()) change(kind, &a, &b, bump).details = std::move(details);
    };
    tell(Kind::kFixes, difference.fixes, Bump::kMinor);
    tell(Kind::kLife, difference.life, Bump::kMinor);
    tell(Kind::kTexts, difference.texts, Bump::kPatch);
  }

  void compare_severities(const Rule& a, const Rule& b) {
    const Severity before = effective_severity(a), after = effective_severity(b);
    if (before == after) return;
    const bool up = after < before;  // error comes first
    const bool strict = up && before == Severity::kOff && asks(b);
    change(Kind::kSeverity, &a, &b,
           strict ? Bump::kMajor
           : up   ? bump_of_more(after)
                  : Bump::kMinor);
  }

  void compare_findings(const Rule& a, const Rule& b, RuleDifference& difference) {
    if (difference.findings == Relation::kEqual) return;
    Relation relation = difference.findings;
    std::string evidence;
    const auto shown = evidence_.rules.find(b.id);
    const bool tighter = shown != evidence_.rules.end() && !shown->second.tighter.empty();
    const bool looser = shown != evidence_.rules.end() && !shown->second.looser.empty();
    if (relation == Relation::kUnknown && tighter != looser) {
      relation = tighter ? Relation::kTighter : Relation::kLooser;
      evidence = tighter ? shown->second.tighter : shown->second.looser;
    } else if ((relation == Relation::kTighter && looser) ||
               (relation == Relation::kLooser && tighter)) {
      relation = Relation::kUnknown;  // something else of the set has a part in it
      evidence = tighter ? shown->second.tighter : shown->second.looser;
    }
    const bool more = relation != Relation::kLooser;
    const bool strict = more && asks(b) && !asks(a) && effective_severity(b) != Severity::kOff;
    const Bump bump = strict ? Bump::kMajor
                      : more ? bump_of_more(effective_severity(b))
                             : Bump::kMinor;
    const Kind kind = relation == Relation::kTighter  ? Kind::kTightened
                      : relation == Relation::kLooser ? Kind::kLoosened
                                                      : Kind::kChanged;
    RuleChange& told = change(kind, &a, &b, bump);
    told.details = std::move(difference.details);
    told.evidence = std::move(evidence);
  }

  const RuleSet& before_;
  const RuleSet& after_;
  const Evidence& evidence_;
  std::vector<RuleChange> changes_;
};

/// Rules that are there no more under their id, and the ids that they have now.
std::map<std::string, std::string> renames(const RuleSet& before, const RuleSet& after) {
  std::map<std::string, std::string> renamed;
  for (const Redirect& redirect : after.redirects) {
    if (find_rule(before, redirect.from) != nullptr && find_rule(after, redirect.from) == nullptr) {
      renamed.emplace(redirect.from, redirect.to);
    }
  }
  return renamed;
}

RuleSetRef ref_of(const RuleSet& rules) {
  return {rules.name, rules.version.text(), rules.includes.back().title};
}

Bump highest_bump(const Comparison& comparison) {
  Bump bump = Bump::kNone;
  for (const RuleChange& change : comparison.rules) bump = std::max(bump, change.bump);
  for (const ListChange& change : comparison.lists) bump = std::max(bump, change.bump);
  for (const ParameterChange& change : comparison.parameters) bump = std::max(bump, change.bump);
  for (const SetChange& change : comparison.others) bump = std::max(bump, change.bump);
  for (const Flip& flip : comparison.flips) bump = std::max(bump, flip.bump);
  return bump;
}

/// Moves faults and the error of one side into the comparison; null where there are any.
std::shared_ptr<const RuleSet> take(LoadedVersion& loaded, Comparison& comparison) {
  for (Fault& fault : loaded.result.faults) comparison.faults.push_back(std::move(fault));
  if (loaded.result.error && !comparison.error) comparison.error = std::move(loaded.result.error);
  return loaded.result.rules;
}

}  // namespace

LoadedVersion load_version(const VersionSource& source, const LoadOptions& options) {
  LoadedVersion loaded;
  LoadOptions load = options;
  load.languages.clear();
  load.parameters.clear();
  const AnyVersion version =
      find_any_version(source.files, source.reference, options.now, options.limits);
  load.now = loaded.now = version.now;
  loaded.result = load_rule_set(source.files, version.reference, load);
  return loaded;
}

Comparison compare_versions(const VersionSource& before, const VersionSource& after,
                            const LoadOptions& options, std::vector<Sample> corpus) {
  Comparison comparison;
  LoadedVersion loaded_a = load_version(before, options);
  LoadedVersion loaded_b = load_version(after, options);
  const auto a = take(loaded_a, comparison);
  const auto b = take(loaded_b, comparison);
  if (a == nullptr || b == nullptr) return comparison;
  comparison.before = ref_of(*a);
  comparison.after = ref_of(*b);
  if (a->name != b->name) {
    comparison.error = Error{ErrorCode::kUsage,
                             "`" + a->name + "` and `" + b->name + "` are two rule sets",
                             "compare two versions of one",
                             {}};
    return comparison;
  }
  add_case_samples(before.files, *a, options.limits, corpus);
  add_case_samples(after.files, *b, options.limits, corpus);
  const auto renamed = renames(*a, *b);
  // Each with the rules that are in force at its own clock, by the same clock.
  const auto plan_a = at_time(*compile_plan(a, loaded_a.now), options.now);
  const auto plan_b = at_time(*compile_plan(b, loaded_b.now), options.now);
  Evidence evidence = gather_evidence(*plan_a, *plan_b, renamed, corpus, options.limits);
  comparison.submissions = corpus.size();
  comparison.rules = Comparer(*a, *b, evidence).run(renamed);
  compare_sets({before.files, *a, loaded_a.now}, {after.files, *b, loaded_b.now}, options,
               comparison);
  comparison.flips = std::move(evidence.flips);
  comparison.bump = highest_bump(comparison);
  comparison.least = least_after(a->version, comparison.bump).text();
  comparison.enough =
      b->version < a->version || step_between(a->version, b->version) >= comparison.bump;
  return comparison;
}

}  // namespace intake
