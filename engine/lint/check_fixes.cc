#include <algorithm>

#include "lint/checks.h"
#include "lint/explain.h"
#include "lint/fix_image.h"

namespace intake::lint {
namespace {

std::string spell_fix(const RuleReader& reader, const FixSpec& fix) {
  std::string out = fix.at ? fix.at->text() : "";
  for (const VerbUse& step : fix.steps) out += "\n" + reader.spell(step);
  return out;
}

bool is_about_own_value(const RuleReader& reader, const FixSpec& fix) {
  return !fix.at || reader.match().follow(*fix.at).text() == reader.own().text();
}

/// The states in which the rule is satisfied after the fix.
std::optional<Alternatives> satisfied(const RuleReader& reader, const FixImage& image) {
  if (!image.removed) {
    return both(both(reader.when(kIsTrue), both(reader.own_value(true), reader.assertion(kIsTrue))),
                image.values);
  }
  auto not_failing = reader.when(kNotTrue);
  if (!reader.fails_on_absence()) not_failing = Alternatives{Conjunction{}};
  return both(reader.own_value(false), not_failing);
}

void check_fix(const LintedSet& set, const RuleReader& reader, const FixSpec& fix,
               Notebook& notebook) {
  const Rule& rule = reader.rule();
  const auto image = image_of(set, reader, fix);
  if (!image) return;
  // An element that is removed takes its finding with it.
  const bool element = std::any_of(
      reader.own().steps.begin(), reader.own().steps.end(),
      [](const PlacePath::Step& step) { return step.kind != PlacePath::Step::Kind::kName; });
  if (image->removed && (!is_about_own_value(reader, fix) || element)) return;
  const auto good = satisfied(reader, *image);
  // That the rule itself cannot pass is said elsewhere.
  const auto passes =
      both(reader.when(kIsTrue), both(reader.own_value(true), reader.assertion(kIsTrue)));
  if (!set.solver().is_impossible(good) || set.solver().is_impossible(passes)) return;
  const auto conflict = find_conflict(set, good);
  Note& note =
      notebook.add("fix-cannot-satisfy", rule, fix.span,
                   image->removed ? "without a value the rule fails, too, so that this fix "
                                    "is never kept"
                                  : "what this fix writes never satisfies the rule, so "
                                    "that it is never kept");
  note.hint("write a value that `assert` accepts, or leave the fix out");
  relate_conflict(set, conflict, note);
}

}  // namespace

void check_fixes(const LintedSet& set, Notebook& notebook) {
  for (const Rule* rule : set.own_rules()) {
    const RuleReader& reader = set.reader(*rule);
    std::vector<std::string> spelled;
    for (const FixSpec& fix : rule->fixes) {
      if (fix.ask) continue;
      std::string text = spell_fix(reader, fix);
      if (std::find(spelled.begin(), spelled.end(), text) != spelled.end()) {
        notebook
            .add("unreachable-fix", *rule, fix.span,
                 "an alternative before this one does the same, so that this one is never taken")
            .hint("leave it out, or correct its steps");
      }
      spelled.push_back(std::move(text));
      check_fix(set, reader, fix, notebook);
    }
  }
}

}  // namespace intake::lint
