#include "intake/checker.h"

#include <optional>
#include <utility>
#include <vector>

#include "api/state.h"
#include "base/prefetch.h"
#include "eval/evaluator.h"
#include "eval/screening.h"
#include "formats/json/fast_reader.h"

namespace intake {

struct Checker::State {
  State(const CompiledRules& compiled, const CheckOptions& given)
      : rules(compiled),
        options(given),
        plan(compiled.state().plan),
        screening(compile_screen(plan, given.language), given.language),
        reader(screening.screen().names, given.limits) {
    options.answers.clear();
    evaluation.language = options.language;
    evaluation.only_parts = options.parts;
    evaluation.limits = options.limits;
  }

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

  /// Where the texts are lines of one buffer, the next one stands behind this one.
  void fetch_next(std::string_view text) {
    const auto begin = reinterpret_cast<std::uintptr_t>(text.data());
    const bool in_a_row = begin - behind <= 2;
    behind = begin + text.size();
    if (in_a_row) prefetch(behind, text.size());
  }

  const Checked& refuse(Error error) {
    unreadable = std::move(error);
    findings.clear();
    checked = {Disposition::kIncomplete, {}, findings, &*unreadable};
    return checked;
  }

  /// `text`, where given: what the reader has read the document from.
  const Checked& judge(const Document& document, const std::string_view* text) {
    if (options.parts.empty()) {
      screening.run(document, options.limits);
      findings.clear();
      arena.clear();
      if (screening.is_complete() && screening.findings(options.limits, arena, findings)) {
        const Counts& counts = screening.counts();
        checked = {disposition_of(counts), counts, findings, nullptr};
        return checked;
      }
    }
    if (text != nullptr) {
      reader.set_source(std::make_shared<const Source>(std::string(), std::string(*text)));
    }
    Evaluator evaluator(*plan, document, evaluation);
    evaluator.run(options.parts.empty() ? &screening : nullptr);
    return take(evaluator.report());
  }

  CompiledRules rules;
  CheckOptions options;
  std::shared_ptr<const Plan> plan;
  EvaluationOptions evaluation;
  Screening screening;
  json::Reader reader;
  std::uintptr_t behind = 0;  // where the last text ended
  Arena arena;
  Report report;  // that the texts of `checked` stand in, where not in `arena`
  std::optional<Error> unreadable;
  std::vector<CheckedFinding> findings;
  Checked checked;
};

Checker::Checker(const CompiledRules& rules, const CheckOptions& options)
    : state_(std::make_unique<State>(rules, options)) {}

Checker::Checker(Checker&&) noexcept = default;
Checker& Checker::operator=(Checker&&) noexcept = default;
Checker::~Checker() = default;

const Checked& Checker::check(std::string_view json) {
  const Document* document = state_->reader.read(json);
  state_->fetch_next(json);
  if (document != nullptr) return state_->judge(*document, &json);
  auto submission = read("", std::string(json));
  if (!submission) return state_->refuse(std::move(submission).error());
  return check(*submission);
}

// One step on the way to the values of each, while those before it are evaluated.
void Checker::fetch(std::span<const Submission> submissions) {
  const auto state = [&](std::size_t i) {
    return i < submissions.size() ? submissions[i].state_.get() : nullptr;
  };
  prefetch(state(3), sizeof(Submission::State));
  if (const auto* next = state(2)) prefetch(next->document.get(), sizeof(Document));
  if (const auto* next = state(1)) next->document->prefetch();
}

const Checked& Checker::check(const Submission& submission) {
  const Submission::State& read = submission.state();
  read.document->prefetch();
  if (!read.remarks.empty() || submission.assembled()) {
    return state_->take(state_->rules.check(submission, state_->options));
  }
  return state_->judge(*read.document, nullptr);
}

Result<Submission> Checker::read(std::string name, std::string bytes) const {
  const Limits& limits = state_->options.limits;
  json::Reader reader(state_->screening.screen().names, limits);
  if (reader.read(bytes) == nullptr) {
    return Submission::read(std::move(name), std::move(bytes), limits, "json");
  }
  const auto source = std::make_shared<const Source>(std::move(name), std::move(bytes));
  Document document;
  reader.take(source, document);
  auto state = std::make_shared<Submission::State>();
  state->format = find_format("json");
  state->document = std::make_shared<const Document>(std::move(document));
  Submission submission;
  submission.state_ = std::move(state);
  return submission;
}

}  // namespace intake
