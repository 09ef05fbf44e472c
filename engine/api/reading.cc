#include <algorithm>

#include "api/state.h"
#include "report/reading_catalogue.h"
#include "report/reading_findings.h"

namespace intake {

std::vector<RuleInfo> describe_reading(Language language) {
  const auto in_language = static_cast<std::size_t>(language);
  std::vector<RuleInfo> infos;
  for (const ReadingEntry& entry : reading_entries()) {
    RuleInfo info;
    info.id = "reading/" + std::string(remark_name(entry.code));
    info.severity = entry.severity;
    info.never_fails = entry.verdict != Verdict::kFail;
    info.message = whole_text(entry.message[in_language]);
    info.why = entry.why[in_language];
    info.help = entry.help[in_language];
    info.question = entry.question[in_language];
    infos.push_back(std::move(info));
  }
  return infos;
}

void add_reading(Report& report, const Submission& submission, const Limits& limits) {
  const auto& remarks = submission.state().remarks;
  const bool known =
      std::any_of(report.findings.begin(), report.findings.end(),
                  [](const Finding& finding) { return finding.rule.starts_with("reading/"); });
  if (report.unreadable || remarks.empty() || known) return;
  add_reading_findings(report, remarks, {}, limits);
}

}  // namespace intake
