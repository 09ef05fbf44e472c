#include "intake/checker.h"

#include <optional>
#include <utility>
#include <vector>

namespace intake {

struct Checker::State {
  CompiledRules rules;
  CheckOptions options;
  Report report;  // that the texts of `checked` stand in
  std::optional<Error> unreadable;
  std::vector<CheckedFinding> findings;
  Checked checked;

  void add(const Finding& finding, std::uint32_t cause) {
    findings.push_back({finding.rule, finding.severity, finding.verdict, finding.absent, cause,
                        finding.pointer, finding.region.byte_begin, finding.region.byte_end,
                        finding.message, finding.reason});
  }

  const Checked& take(Report made) {
    report = std::move(made);
    findings.clear();
    for (const Finding& finding : report.findings) {
      const auto index = static_cast<std::uint32_t>(findings.size());
      add(finding, index);
      for (const Finding& consequence : finding.consequences) add(consequence, index);
    }
    checked = {report.disposition, report.counts, findings, nullptr};
    return checked;
  }

  const Checked& refuse(Error error) {
    unreadable = std::move(error);
    findings.clear();
    checked = {Disposition::kIncomplete, {}, findings, &*unreadable};
    return checked;
  }
};

Checker::Checker(const CompiledRules& rules, const CheckOptions& options)
    : state_(new State{rules, options, {}, {}, {}, {}}) {
  state_->options.answers.clear();
}

Checker::Checker(Checker&&) noexcept = default;
Checker& Checker::operator=(Checker&&) noexcept = default;
Checker::~Checker() = default;

const Checked& Checker::check(std::string_view json) {
  auto submission = read("", std::string(json));
  if (!submission) return state_->refuse(std::move(submission).error());
  return check(*submission);
}

const Checked& Checker::check(const Submission& submission) {
  return state_->take(state_->rules.check(submission, state_->options));
}

Result<Submission> Checker::read(std::string name, std::string bytes) const {
  return Submission::read(std::move(name), std::move(bytes), state_->options.limits, "json");
}

}  // namespace intake
