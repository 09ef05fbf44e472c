#include "lint/checks.h"
#include "lint/explain.h"

// Which verdicts a rule can give at all.

namespace intake::lint {
namespace {

ByteSpan assertion_span(const Rule& rule) {
  return rule.assertion ? rule.assertion->span : rule.span;
}

bool check_applies(const LintedSet& set, const RuleReader& reader, Notebook& notebook) {
  const Rule& rule = reader.rule();
  const auto applies = reader.when(kIsTrue);
  if (!rule.when || !set.solver().is_impossible(applies)) return true;
  const auto conflict = find_conflict(set, applies);
  Note& note = notebook.add("never-applies", rule, rule.when->span,
                            "`when` can never hold, so that the rule never runs");
  note.hint(say_conflict(set, conflict));
  relate_conflict(set, conflict, note);
  return false;
}

void check_passes(const LintedSet& set, const RuleReader& reader, Notebook& notebook) {
  const Rule& rule = reader.rule();
  if (!rule.assertion || rule.if_absent == IfAbsent::kPass) return;
  const auto there = both(reader.when(kIsTrue), reader.own_value(true));
  const auto passes = both(there, reader.assertion(kIsTrue));
  if (set.solver().is_impossible(passes)) {
    const auto conflict = find_conflict(set, passes);
    Note& note = notebook.add(
        "never-passes", rule, assertion_span(rule),
        rule.when ? "`assert` can never hold where `when` does" : "`assert` can never hold");
    note.hint(say_conflict(set, conflict));
    relate_conflict(set, conflict, note);
    return;
  }
  // A rule may be about what the schema does not allow; its assertion should be about what it does.
  if (set.rules().schema == nullptr || set.solver().is_impossible(there, true)) return;
  if (!set.solver().is_impossible(passes, true)) return;
  const auto conflict = find_conflict(set, passes, true);
  Note& note = notebook.add("never-passes", rule, assertion_span(rule),
                            "`assert` holds only of what the schema does not allow");
  note.hint(say_schema(set, conflict));
  relate_conflict(set, conflict, note);
}

void check_fails(const LintedSet& set, const RuleReader& reader, Notebook& notebook) {
  const Rule& rule = reader.rule();
  // It may be there for its question.
  if (rule.if_absent == IfAbsent::kAsk) return;
  const auto fails = reader.may_fail();
  if (!set.solver().is_impossible(fails)) return;
  const auto conflict = find_conflict(set, fails);
  bool by_when = false;
  for (const Literal& literal : conflict) by_when |= lies_within(literal, rule.when);
  Note& note =
      notebook.add("never-fails", rule, assertion_span(rule),
                   by_when ? "`assert` holds wherever `when` does, so that the rule never fails"
                           : "`assert` always holds, so that the rule never fails");
  note.hint("ask for less in `when`, or for more in `assert`");
  relate_conflict(set, conflict, note);
}

void check_absence(const LintedSet& set, const RuleReader& reader, Notebook& notebook) {
  const Rule& rule = reader.rule();
  if (!rule.when) return;
  const View written = set.written(rule);
  const View key = rule.required ? written.member("required") : written.member("if-absent");
  if (key.absent() || (!rule.required && rule.if_absent == IfAbsent::kSkip)) return;
  const auto absent = both(reader.when(kIsTrue), reader.own_value(false));
  if (!set.solver().is_impossible(absent)) return;
  const auto conflict = find_conflict(set, absent);
  Note& note = notebook.add("unreachable-absence", rule, span_of(key, true),
                            "`" + std::string(key.key()) +
                                "` has no effect: where the value is absent, `when` is not true");
  note.hint("leave it out, or let `when` hold where nothing stands there");
  relate_conflict(set, conflict, note);
}

}  // namespace

void check_outcomes(const LintedSet& set, Notebook& notebook) {
  for (const Rule* rule : set.own_rules()) {
    const RuleReader& reader = set.reader(*rule);
    if (!check_applies(set, reader, notebook)) continue;
    check_passes(set, reader, notebook);
    check_fails(set, reader, notebook);
    check_absence(set, reader, notebook);
  }
}

}  // namespace intake::lint
