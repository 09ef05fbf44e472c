#include "revision/timeline.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "lang/expr/time.h"

namespace intake {
namespace {

/// What makes two findings the same one on two dates. Messages may name the date.
using FindingKey = std::tuple<std::string, std::string, Verdict, Severity, std::string>;

/// Also in the order of the report, so that what is listed keeps it.
void collect(std::vector<Finding> findings, std::map<FindingKey, Finding>& all,
             std::vector<FindingKey>& order) {
  for (Finding& finding : findings) {
    std::vector<Finding> waiting = std::move(finding.consequences);
    finding.consequences.clear();
    FindingKey key{finding.rule, finding.pointer, finding.verdict, finding.severity,
                   finding.question ? finding.question->id : std::string()};
    if (all.emplace(key, std::move(finding)).second) order.push_back(std::move(key));
    collect(std::move(waiting), all, order);  // one level: these have none of their own
  }
}

bool same_set(const std::optional<RuleSetRef>& a, const std::optional<RuleSetRef>& b) {
  if (!a || !b) return !a && !b;
  return a->name == b->name && a->version == b->version;
}

bool same_frame(const Report& a, const Report& b) {
  return a.disposition == b.disposition && same_set(a.rule_set, b.rule_set) &&
         std::equal(a.includes.begin(), a.includes.end(), b.includes.begin(), b.includes.end(),
                    [](const auto& x, const auto& y) { return same_set(x, y); }) &&
         a.missing_parts == b.missing_parts && a.candidates == b.candidates;
}

}  // namespace

Timeline make_timeline(const Instants& instants, const Instants& validity, std::int64_t now,
                       const Judge& judge) {
  Timeline timeline;
  std::map<FindingKey, Finding> before;
  std::vector<FindingKey> order_before;
  const auto look = [&](const std::string& time, const std::string& from, bool same_rules) {
    Judgement judgement = judge(time, same_rules);
    Report& report = judgement.report;
    std::map<FindingKey, Finding> found;
    std::vector<FindingKey> order;
    collect(std::exchange(report.findings, {}), found, order);
    TimelineState state;
    state.from = from;
    std::set<FindingKey> stayed;
    for (const FindingKey& key : order_before) {
      FindingKey now_called = key;
      if (judgement.renamed) {
        std::string id = judgement.renamed(std::get<0>(key));
        if (!id.empty()) std::get<0>(now_called) = std::move(id);
      }
      if (found.contains(now_called)) {
        stayed.insert(std::move(now_called));
      } else {
        state.gone.push_back(before.at(key));
      }
    }
    for (const FindingKey& key : order) {
      if (!stayed.contains(key)) state.appeared.push_back(found.at(key));
    }
    before = std::move(found);
    order_before = std::move(order);
    const bool changes = timeline.states.empty() || !state.appeared.empty() ||
                         !state.gone.empty() || !same_frame(report, timeline.states.back().report);
    if (!changes) return;
    state.report = std::move(report);
    timeline.states.push_back(std::move(state));
  };
  const std::int64_t first = instants.empty() ? now : *instants.begin();
  look(text_of_instant(std::max(first - 1, expr::kEarliestSecond)), "", false);
  for (const std::int64_t instant : instants) {
    const std::string text = text_of_instant(instant);
    look(text, text, !validity.contains(instant));
    if (instant <= now) timeline.current = timeline.states.size() - 1;
  }
  return timeline;
}

}  // namespace intake
