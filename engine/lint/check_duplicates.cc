#include <algorithm>
#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "lint/checks.h"

namespace intake::lint {
namespace {

/// Rules of one place that one of them is compared with; more are hardly ever there.
constexpr std::size_t kMostCompared = 60;

/// Everything that decides about the verdicts of a rule, but not its severity.
std::string spell_rule(const RuleReader& reader) {
  const Rule& rule = reader.rule();
  std::string out = rule.part + "\n";
  out += rule.for_each ? reader.match().text() : "-";
  out += "\n" + reader.own().text() + "\n";
  out += std::string(rule.required ? "required" : "") +
         std::to_string(static_cast<int>(rule.if_absent)) + rule.valid.from + "/" +
         rule.valid.until + (rule.when_unknown_skips ? " skip\n" : "\n");
  out += (rule.when ? reader.spell(*rule.when) : "") + "\n";
  return out + (rule.assertion ? reader.spell(*rule.assertion) : "");
}

bool is_graded(const LintedSet& set, const Rule& rule) {
  return set.written(rule, "severity").is_object();
}

/// Whether `other` is run wherever the rule is, and counts as much.
bool covers(const LintedSet& set, const RuleReader& reader, const RuleReader& other) {
  const Rule& rule = reader.rule();
  const Rule& by = other.rule();
  const bool in_force =
      (by.valid.from.empty() || by.valid.from <= rule.valid.from) &&
      (by.valid.until.empty() || (!rule.valid.until.empty() && rule.valid.until <= by.valid.until));
  // A parameter may grade it differently, or switch it off.
  return in_force && !by.preview && !is_graded(set, by) && !is_graded(set, rule) &&
         by.severity <= rule.severity && by.severity != Severity::kOff && by.part == rule.part;
}

/// The states in which the rule may fail and the other may not.
std::optional<Alternatives> fails_alone(const RuleReader& reader, const RuleReader& other) {
  const Truths passing = other.fails_where_unknown() ? kIsTrue : kNotFalse;
  auto not_failing = both(other.own_value(true), other.assertion(passing));
  if (!other.fails_on_absence())
    not_failing = either(std::move(not_failing), other.own_value(false));
  return both(reader.may_fail(), either(other.when(kNotTrue), not_failing));
}

/// Rules by the place that they are about, in order.
using ByPlace = std::map<std::string, std::vector<const RuleReader*>>;

std::string place_of(const RuleReader& reader) {
  return reader.match().text() + "\n" + reader.own().text();
}

/// The rules of the same place that stand nearest to one of them.
std::vector<const RuleReader*> neighbours(const std::vector<const RuleReader*>& rules,
                                          const RuleReader& reader) {
  const auto at =
      static_cast<std::size_t>(std::find(rules.begin(), rules.end(), &reader) - rules.begin());
  const std::size_t begin = at > kMostCompared / 2 ? at - kMostCompared / 2 : 0;
  const std::size_t end = std::min(rules.size(), begin + kMostCompared);
  std::vector<const RuleReader*> near(rules.begin() + static_cast<std::ptrdiff_t>(begin),
                                      rules.begin() + static_cast<std::ptrdiff_t>(end));
  std::erase(near, &reader);
  return near;
}

void check_shadows(const LintedSet& set, const RuleReader& reader,
                   const std::vector<const RuleReader*>& same_place, Notebook& notebook) {
  const Rule& rule = reader.rule();
  for (const RuleReader* other : neighbours(same_place, reader)) {
    if (!covers(set, reader, *other)) continue;
    const auto alone = fails_alone(reader, *other);
    if (!alone || !set.solver().is_impossible(alone)) continue;
    // A rule that never fails is reported as such.
    if (set.solver().is_impossible(reader.may_fail())) return;
    notebook
        .add("shadowed-rule", rule, rule.span,
             "wherever this rule fails, `" + other->rule().id + "` does, too")
        .hint("keep one of the two from firing with `when`, or remove this one")
        .relate(other->rule().file, other->rule().span, "the rule that fails as well");
    return;
  }
}

}  // namespace

void check_duplicates(const LintedSet& set, Notebook& notebook) {
  ByPlace by_place;
  std::map<std::string, const Rule*> spelled;
  for (const RuleReader& reader : set.readers()) {
    if (reader.own().known) by_place[place_of(reader)].push_back(&reader);
  }
  for (const RuleReader& reader : set.readers()) {
    const Rule& rule = reader.rule();
    if (rule.severity == Severity::kOff) continue;
    const auto [first, fresh] = spelled.emplace(spell_rule(reader), &rule);
    if (!set.is_own(rule)) continue;
    if (!fresh) {
      notebook
          .add("duplicate-rule", rule, rule.span,
               "the rule asks the same of the same place as `" + first->second->id + "`")
          .hint("remove one of the two, or say in `covers` of one what both are for")
          .relate(first->second->file, first->second->span, "the other rule");
    } else if (reader.own().known) {
      check_shadows(set, reader, by_place[place_of(reader)], notebook);
    }
  }
}

}  // namespace intake::lint
