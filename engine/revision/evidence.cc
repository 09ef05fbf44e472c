#include "revision/evidence.h"

#include <algorithm>
#include <set>
#include <utility>

#include "cases/case_file.h"
#include "document/datum.h"
#include "eval/evaluator.h"

namespace intake {
namespace {

/// How bad a verdict is; of a rule the worst of all places counts.
int level_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::kFail:
      return 2;
    case Verdict::kIndeterminate:
    case Verdict::kError:
      return 1;
    case Verdict::kPass:
    case Verdict::kNotApplicable:
      return 0;
  }
  return 0;
}

struct Judged {
  std::map<std::string, int> levels;  // by rule; only above 0
  Disposition disposition = Disposition::kAccept;
};

Judged judge(const Plan& plan, const Document& document, const Limits& limits) {
  EvaluationOptions options;
  options.limits = limits;
  options.keep_verdicts = true;
  Evaluator evaluator(plan, document, options);
  evaluator.run();
  Judged judged;
  judged.disposition = evaluator.report().disposition;
  for (const PlaceVerdict& verdict : evaluator.verdicts()) {
    const int level = level_of(verdict.verdict);
    if (level == 0) continue;
    int& worst = judged.levels[plan.program[verdict.rule].rule->id];
    worst = std::max(worst, level);
  }
  return judged;
}

Bump bump_of(Disposition before, Disposition after) {
  const bool was_accepted = before <= Disposition::kAcceptWithNotes;
  const bool is_accepted = after <= Disposition::kAcceptWithNotes;
  const bool worse = (was_accepted && !is_accepted) ||
                     (before == Disposition::kIncomplete && after == Disposition::kReject);
  return worse ? Bump::kMajor : Bump::kMinor;
}

}  // namespace

void add_case_samples(const RuleFiles& files, const RuleSet& rules, const Limits& limits,
                      std::vector<Sample>& samples) {
  std::set<std::string> known;
  for (const Sample& sample : samples) {
    known.insert(to_json(View(*sample.document, sample.document->root())));
  }
  std::vector<Fault> ignored;  // of cases; a case with a fault shows nothing
  for (const IncludedSet& set : rules.includes) {
    for (const Case& c : read_cases(files, set.name, set.version.text(), limits, ignored)) {
      if (!known.insert(to_json(c.submission)).second) continue;
      samples.push_back({c.file + ':' + std::to_string(c.line) + " (" + c.name + ')',
                         std::make_shared<const Document>(to_document(c.submission)), false});
    }
  }
}

Evidence gather_evidence(const Plan& before, const Plan& after,
                         const std::map<std::string, std::string>& renamed,
                         const std::vector<Sample>& samples, const Limits& limits) {
  Evidence evidence;
  for (const Sample& sample : samples) {
    const Judged a = judge(before, *sample.document, limits);
    const Judged b = judge(after, *sample.document, limits);
    std::map<std::string, std::pair<int, int>> levels;
    for (const auto& [rule, level] : a.levels) {
      const auto now = renamed.find(rule);
      int& worst = levels[now == renamed.end() ? rule : now->second].first;
      worst = std::max(worst, level);
    }
    for (const auto& [rule, level] : b.levels) levels[rule].second = level;
    Flip flip{sample.name, a.disposition, b.disposition, {}, Bump::kNone};
    for (const auto& [rule, level] : levels) {
      if (level.first == level.second) continue;
      flip.rules.push_back(rule);
      Evidence::OfRule& shown = evidence.rules[rule];
      std::string& example = level.second > level.first ? shown.tighter : shown.looser;
      if (example.empty()) example = sample.name;
    }
    if (!sample.corpus || a.disposition == b.disposition) continue;
    flip.bump = bump_of(flip.before, flip.after);
    evidence.flips.push_back(std::move(flip));
  }
  return evidence;
}

}  // namespace intake
