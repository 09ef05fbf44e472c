#include <map>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "eval/evaluator.h"

namespace intake {
Disposition disposition_of(const Counts& counts) {
  if (counts.errors > 0) return Disposition::kReject;
  if (counts.indeterminate > 0 || counts.error > 0 || counts.questions > 0) {
    return Disposition::kIncomplete;
  }
  return counts.fail > 0 ? Disposition::kAcceptWithNotes : Disposition::kAccept;
}

Report Evaluator::report() const {
  Report report;
  report.now = plan_.now;
  report.preview = plan_.preview;
  report.language = options_.language;
  report.only_parts = options_.only_parts;
  report.counts = counts_;
  report.disposition = disposition_of(counts_);
  const RuleSet& set = *plan_.rules;
  for (std::size_t i = 0; i < set.parts.size() && i < part_missing_.size(); ++i) {
    if (rules_of_missing_part_[i] > 0) report.missing_parts.push_back(set.parts[i].name);
  }
  for (const IncludedSet& included : set.includes) {
    report.includes.push_back({included.name, included.version.text(), included.title});
  }
  if (!report.includes.empty()) {
    report.rule_set = std::move(report.includes.back());
    report.includes.pop_back();
  }
  // A consequence goes under the nearest failing place that it waits for.
  std::unordered_map<std::string_view, std::size_t> failed;  // by pointer: the first of them
  for (std::size_t i = 0; i < hits_.size(); ++i) {
    const Finding& finding = hits_[i].finding;
    if (finding.verdict == Verdict::kFail && !finding.pointer.empty()) {
      failed.emplace(finding.pointer, i);
    }
  }
  std::vector<std::size_t> owner(hits_.size(), hits_.size());
  for (std::size_t i = 0; i < hits_.size(); ++i) {
    if (hits_[i].finding.verdict != Verdict::kIndeterminate) continue;
    std::string_view at = hits_[i].cause;
    while (at.find('/') != std::string_view::npos) {
      if (const auto found = failed.find(at); found != failed.end()) {
        owner[i] = found->second;
        break;
      }
      at = at.substr(0, at.rfind('/'));
    }
  }
  // What cannot be evaluated for one and the same reason is told once.
  std::map<std::pair<std::string_view, std::string_view>, std::size_t> first;
  for (std::size_t i = 0; i < hits_.size(); ++i) {
    const Finding& finding = hits_[i].finding;
    if (owner[i] != hits_.size() || hits_[i].cause.empty() || finding.question ||
        finding.verdict != Verdict::kIndeterminate) {
      continue;
    }
    const std::pair<std::string_view, std::string_view> why(hits_[i].cause, finding.reason);
    const auto [entry, added] = first.emplace(why, i);
    if (!added) owner[i] = entry->second;
  }
  std::vector<std::size_t> place(hits_.size());
  for (std::size_t i = 0; i < hits_.size(); ++i) {
    if (owner[i] != hits_.size()) continue;
    place[i] = report.findings.size();
    report.findings.push_back(hits_[i].finding);
  }
  for (std::size_t i = 0; i < hits_.size(); ++i) {
    if (owner[i] == hits_.size()) continue;
    report.findings[place[owner[i]]].consequences.push_back(hits_[i].finding);
  }
  return report;
}

}  // namespace intake
