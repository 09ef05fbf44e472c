#include <algorithm>
#include <utility>

#include "cases/case_file.h"
#include "document/pointer.h"
#include "eval/evaluator.h"
#include "fix/proposal.h"
#include "lint/checks.h"

namespace intake::lint {
namespace {

/// Submissions made for one pair of rules, and of the cases that are tried on it.
constexpr std::size_t kMostMade = 6;
constexpr std::size_t kMostCases = 40;
/// Rules before one that its fixes are compared with.
constexpr std::size_t kMostCompared = 20;

bool repairs(const Rule& rule) {
  return rule.severity != Severity::kOff &&
         std::any_of(rule.fixes.begin(), rule.fixes.end(),
                     [](const FixSpec& fix) { return !fix.ask; });
}

/// Two rules alone, on submissions: what becomes of one when their fixes are made in either order.
class Pair {
 public:
  Pair(const LintedSet& set, const Rule& first, const Rule& second) : plan_(*set.plan()) {
    plan_.program.clear();
    for (const PlanRule& entry : set.plan()->program) {
      if (entry.rule == &first || entry.rule == &second) plan_.program.push_back(entry);
    }
    options_.limits = set.options().limits;
  }

  bool complete() const { return plan_.program.size() == 2; }

  struct Outcome {
    std::string pointer, before;
    std::string first_then_second, second_then_first;
  };

  /// nullopt: not both fail at one place, or the order makes no difference.
  std::optional<Outcome> compare(const Datum& submission) const {
    const auto first = repair(submission, 0, {});
    if (!first) return std::nullopt;
    const auto second = repair(submission, 1, first->target);
    if (!second) return std::nullopt;
    const Datum one = repaired_by(*first, 1);
    const Datum other = repaired_by(*second, 0);
    const Document a = to_document(one), b = to_document(other);
    const NodeId in_a = find_node(a, first->target), in_b = find_node(b, first->target);
    const View left = in_a == kNoNode ? View() : View(a, in_a);
    const View right = in_b == kNoNode ? View() : View(b, in_b);
    if (equal(left, right)) return std::nullopt;
    return Outcome{first->target, first->before, to_display(left), to_display(right)};
  }

 private:
  struct Repair {
    std::string target;
    std::string before;
    Datum submission;
  };

  /// The first fix of the rule that makes it pass; at `target` where that is not empty.
  std::optional<Repair> repair(const Datum& submission, std::uint32_t rule,
                               const std::string& target) const {
    const Document document = to_document(submission);
    Evaluator evaluator(plan_, document, options_);
    evaluator.run();
    for (const Hit& hit : evaluator.hits()) {
      if (hit.rule != rule || hit.finding.verdict != Verdict::kFail) continue;
      const Rule& spec = *plan_.program[rule].rule;
      for (std::uint32_t i = 0; i < spec.fixes.size(); ++i) {
        if (spec.fixes[i].ask) continue;
        Proposal proposal = propose(evaluator, hit, i);
        const bool fits = proposal.not_applicable.empty() && !proposal.changes.empty() &&
                          !proposal.removes && (target.empty() || proposal.target == target);
        if (!fits) continue;
        auto changed = apply_changes(View(document, document.root()), proposal.changes);
        if (!changed || fails(*changed, rule, hit.finding.pointer)) continue;
        return Repair{proposal.target, proposal.offer.before.value_or(""), std::move(*changed)};
      }
    }
    return std::nullopt;
  }

  Datum repaired_by(const Repair& repaired, std::uint32_t other) const {
    auto next = repair(repaired.submission, other, repaired.target);
    if (next) return std::move(next->submission);
    return repaired.submission;
  }

  bool fails(const Datum& submission, std::uint32_t rule, const std::string& pointer) const {
    const Document document = to_document(submission);
    Evaluator evaluator(plan_, document, options_);
    evaluator.run();
    return std::any_of(evaluator.hits().begin(), evaluator.hits().end(), [&](const Hit& hit) {
      return hit.rule == rule && hit.finding.pointer == pointer;
    });
  }

  Plan plan_;
  EvaluationOptions options_;
};

std::string target_of(const RuleReader& reader, const FixSpec& fix) {
  return fix.at ? reader.match().follow(*fix.at).text() : reader.own().text();
}

/// A place that the fixes of both write.
bool write_one_place(const RuleReader& a, const RuleReader& b) {
  for (const FixSpec& mine : a.rule().fixes) {
    for (const FixSpec& other : b.rule().fixes) {
      if (!mine.ask && !other.ask && target_of(a, mine) == target_of(b, other)) return true;
    }
  }
  return false;
}

void check_pair(const LintedSet& set, const RuleReader& first, const RuleReader& second,
                const std::vector<Case>& cases, Notebook& notebook) {
  const Pair pair(set, first.rule(), second.rule());
  if (!pair.complete()) return;
  std::vector<Datum> submissions;
  std::size_t taken = 0;
  for (const Case& one : cases) {
    if (one.rule != first.rule().id && one.rule != second.rule().id) continue;
    if (++taken > kMostCases) break;
    submissions.push_back(one.submission);
  }
  if (const auto fail = both(first.may_fail(), second.may_fail())) {
    for (Datum& made : set.solver().make_submissions(*fail, first.own(), kMostMade)) {
      submissions.push_back(std::move(made));
    }
  }
  for (const Datum& submission : submissions) {
    const auto outcome = pair.compare(submission);
    if (!outcome) continue;
    const Rule& rule = second.rule();
    notebook
        .add("overlapping-fixes", rule, rule.fixes.front().span,
             "the fixes of this rule and of `" + first.rule().id + "` both write " +
                 outcome->pointer + ": of `" + outcome->before + "` they make `" +
                 outcome->first_then_second + "` in this order, and `" +
                 outcome->second_then_first + "` in the other")
        .hint("the rule that stands first wins; keep one of them from firing with `when`")
        .relate(first.rule().file, first.rule().fixes.front().span, "the fix that is made first");
    return;
  }
}

}  // namespace

void check_fix_order(const LintedSet& set, Notebook& notebook) {
  std::vector<Fault> ignored;
  const std::vector<Case> cases =
      read_cases(set.files(), set.included().name, set.included().version.text(),
                 set.options().limits, ignored);
  const std::vector<RuleReader>& readers = set.readers();
  for (std::size_t j = 0; j < readers.size(); ++j) {
    if (!repairs(readers[j].rule())) continue;
    std::size_t compared = 0;
    for (std::size_t i = j; i-- > 0 && compared < kMostCompared;) {
      const bool own = set.is_own(readers[i].rule()) || set.is_own(readers[j].rule());
      if (!own || !repairs(readers[i].rule()) || !write_one_place(readers[i], readers[j])) continue;
      ++compared;
      check_pair(set, readers[i], readers[j], cases, notebook);
    }
  }
}

}  // namespace intake::lint
