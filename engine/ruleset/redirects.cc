#include "ruleset/redirects.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "ruleset/keys.h"
#include "ruleset/rule_parser.h"

namespace intake {
namespace {

/// Renames in a row; more are a mistake of whoever generates them.
constexpr std::size_t kMostRenames = 100;

class Redirects {
 public:
  Redirects(Loading& loading, std::uint32_t set)
      : loading_(loading), set_(set), map_(loading.sets[set].top.member("redirects")) {}

  void run() {
    if (!map_.is_object()) return;
    for (std::uint32_t i = 0; i < map_.size(); ++i) {
      const View entry = map_.at(i);
      if (!is_sound(entry)) continue;
      const Named* rule = follow(entry);
      if (rule == nullptr) continue;
      const std::string former(entry.key());
      loading_.former.add({Named::Kind::kRule, former, set_, rule->index, entry});
      loading_.out->redirects.push_back(
          {loading_.visibility().name(set_) + '/' + former, public_id(*rule)});
    }
  }

 private:
  std::string public_id(const Named& rule) const {
    return loading_.visibility().name(rule.set) + '/' + rule.name;
  }

  bool is_sound(View entry) {
    if (!is_kebab_case(entry.key())) {
      loading_.faults.at_key(entry, quoted(entry.key()) + " is no rule id of this set",
                             "write the former id without the set: client-id-wrong");
      return false;
    }
    const KeySpec text{.name = "", .kinds = kStringBit};
    if (!check_shape(loading_.faults, entry, "a redirect", text)) return false;
    const NameTable::Found own = loading_.rules.find(entry.key(), set_);
    if (own.named != nullptr && own.named->set == set_) {
      loading_.faults.at_key(entry, quoted(entry.key()) + " is still a rule of this set",
                             "an id that was given up is never used again: choose another one");
      return false;
    }
    return true;
  }

  /// The rule at the end of the renames that begin here; null after a fault.
  const Named* follow(View entry) {
    std::vector<std::string_view> way{entry.key()};
    View at = entry;
    while (way.size() <= kMostRenames) {
      const std::string_view next = at.text();
      const NameTable::Found rule = loading_.rules.find(next, set_);
      if (rule.named != nullptr) return rule.named;
      if (!rule.several.empty()) {
        loading_.faults.at(at,
                           quoted(next) + " may be " + list_candidates(rule, loading_.visibility()),
                           "write it with the name of its set");
        return nullptr;
      }
      // Those of the sets that this extends are known; their sets stand before it.
      if (const Named* known = loading_.former.find(next, set_).named; known != nullptr) {
        return rule_of(*known);
      }
      const View further = map_.member(next);
      if (!further.is_string()) {
        unknown(at);
        return nullptr;
      }
      if (std::find(way.begin(), way.end(), next) != way.end()) {
        std::string circle;
        for (const std::string_view id : way) circle += std::string(id) + " → ";
        loading_.faults.at(entry, "the redirects lead in a circle: " + circle + std::string(next),
                           "redirect to the id that a rule has now");
        return nullptr;
      }
      way.push_back(next);
      at = further;
    }
    loading_.faults.at(entry, "more than " + std::to_string(kMostRenames) + " redirects in a row",
                       "redirect to the id that a rule has now");
    return nullptr;
  }

  const Named* rule_of(const Named& former) {
    const RuleDraft& draft = loading_.rule_drafts[former.index];
    return loading_.rules.find(loading_.visibility().name(draft.set) + '/' + draft.id, set_).named;
  }

  void unknown(View written) {
    std::string_view id = written.text();
    std::string hint =
        loading_.faults.did_you_mean(id.substr(id.find('/') + 1), loading_.rules.names(set_));
    if (hint.empty()) hint = "redirect to a rule of this set or of one that it extends";
    loading_.faults.at(written, "there is no rule " + quoted(id), std::move(hint));
  }

  Loading& loading_;
  std::uint32_t set_;
  View map_;
};

}  // namespace

void define_redirects(Loading& loading) {
  for (std::uint32_t set = 0; set < loading.sets.size(); ++set) Redirects(loading, set).run();
}

const Named* find_redirected(Loading& loading, std::string_view id, std::uint32_t set, View written,
                             bool at_key) {
  const Named* former = loading.former.find(id, set).named;
  if (former == nullptr) return nullptr;
  const RuleDraft& draft = loading.rule_drafts[former->index];
  const std::string now = loading.visibility().name(draft.set) + '/' + draft.id;
  const Named* rule = loading.rules.find(now, set).named;
  if (rule == nullptr) return nullptr;
  std::string message = quoted(id) + " is now called " + quoted(now);
  if (at_key) {
    loading.notes.at_key(written, std::move(message), "write the new id");
  } else {
    loading.notes.at(written, std::move(message), "write the new id");
  }
  return rule;
}

std::string current_id(const RuleSet& rules, std::string_view former) {
  const bool whole = former.find('/') != std::string_view::npos;
  std::string found;
  for (const Redirect& redirect : rules.redirects) {
    const std::string_view from = redirect.from;
    if ((whole ? from : from.substr(from.find('/') + 1)) != former || redirect.to == found)
      continue;
    if (!found.empty()) return {};
    found = redirect.to;
  }
  return found;
}

void resolve_replacements(Loading& loading) {
  for (const RuleDraft& draft : loading.rule_drafts) {
    const View written = draft.place.member("deprecated").member("replaced-by");
    if (!written.is_string()) continue;
    const Named* rule = loading.rules.find(written.text(), draft.set).named;
    if (rule == nullptr) rule = find_redirected(loading, written.text(), draft.set, written, false);
    if (rule == nullptr) {
      rule = loading.resolve(loading.rules, written.text(), draft.set, written, "rule");
    }
    if (rule == nullptr) continue;
    if (rule->name == draft.id && rule->set == draft.set) {
      loading.faults.at(written, "the rule is replaced by itself", "name another rule");
      continue;
    }
    if (!draft.rule) continue;
    Rule& out = loading.out->rules[*draft.rule];
    if (out.deprecated) {
      out.deprecated->replaced_by = loading.visibility().name(rule->set) + '/' + rule->name;
    }
  }
}

}  // namespace intake
