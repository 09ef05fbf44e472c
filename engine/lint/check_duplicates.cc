#include <algorithm>

#include "lint/checks.h"

namespace intake::lint {
namespace {

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
         by.severity <= rule.severity && by.severity != Severity::kOff && by.part == rule.part &&
         reader.own().known && reader.own().text() == other.own().text() &&
         reader.match().text() == other.match().text();
}

/// The states in which the rule may fail and the other may not.
std::optional<Alternatives> fails_alone(const RuleReader& reader, const RuleReader& other) {
  const Truths passing = other.fails_where_unknown() ? kIsTrue : kNotFalse;
  auto not_failing = both(other.own_value(true), other.assertion(passing));
  if (!other.fails_on_absence())
    not_failing = either(std::move(not_failing), other.own_value(false));
  return both(reader.may_fail(), either(other.when(kNotTrue), not_failing));
}

void check_rule(const LintedSet& set, const RuleReader& reader,
                const std::vector<std::string>& spelled, Notebook& notebook) {
  const Rule& rule = reader.rule();
  const auto index = static_cast<std::size_t>(&reader - set.readers().data());
  for (std::size_t i = 0; i < index; ++i) {
    if (spelled[i] != spelled[index]) continue;
    const Rule& first = set.readers()[i].rule();
    notebook
        .add("duplicate-rule", rule, rule.span,
             "the rule asks the same of the same place as `" + first.id + "`")
        .hint("remove one of the two, or say in `covers` of one what both are for")
        .relate(first.file, first.span, "the other rule");
    return;
  }
  for (const RuleReader& other : set.readers()) {
    if (&other == &reader || !covers(set, reader, other)) continue;
    const auto alone = fails_alone(reader, other);
    if (!alone || !set.solver().is_impossible(alone)) continue;
    // A rule that never fails is reported as such.
    if (set.solver().is_impossible(reader.may_fail())) return;
    notebook
        .add("shadowed-rule", rule, rule.span,
             "wherever this rule fails, `" + other.rule().id + "` does, too")
        .hint("keep one of the two from firing with `when`, or remove this one")
        .relate(other.rule().file, other.rule().span, "the rule that fails as well");
    return;
  }
}

}  // namespace

void check_duplicates(const LintedSet& set, Notebook& notebook) {
  std::vector<std::string> spelled;
  for (const RuleReader& reader : set.readers()) spelled.push_back(spell_rule(reader));
  for (const Rule* rule : set.own_rules()) {
    if (rule->severity == Severity::kOff) continue;
    check_rule(set, set.reader(*rule), spelled, notebook);
  }
}

}  // namespace intake::lint
