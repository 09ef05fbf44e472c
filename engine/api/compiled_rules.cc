#include <algorithm>
#include <utility>

#include "api/answering.h"
#include "api/assembled.h"
#include "api/state.h"
#include "eval/evaluator.h"
#include "eval/region.h"
#include "fix/fix.h"
#include "report/escape.h"
#include "report/plain.h"
#include "report/reader_texts.h"
#include "report/trace.h"

namespace intake {
namespace {

EvaluationOptions evaluation_options(const CheckOptions& options) {
  EvaluationOptions evaluation;
  evaluation.language = options.language;
  evaluation.only_parts = options.parts;
  evaluation.limits = options.limits;
  return evaluation;
}

RuleInfo describe_rule(const Rule& rule, Language language) {
  RuleInfo info;
  info.id = rule.id;
  info.severity = rule.severity;
  info.part = rule.part;
  info.covers = rule.covers;
  info.passage = rule.passage;
  const RuleTexts* texts = nullptr;
  const auto& own = rule.texts[static_cast<std::size_t>(language)];
  if (own) texts = &*own;
  for (const auto& other : rule.texts) {
    if (texts == nullptr && other) texts = &*other;
  }
  if (texts != nullptr) {
    info.message = texts->message.text.text();
    if (texts->message_absent) info.message_absent = texts->message_absent->text.text();
    info.why = texts->why;
    info.help = texts->help;
    if (texts->question) info.question = texts->question->text.text();
  }
  for (std::size_t i = 0; i < rule.fixes.size(); ++i) {
    RuleInfo::Fix fix;
    fix.cls = rule.fixes[i].cls;
    if (texts != nullptr && i < texts->because.size()) fix.because = texts->because[i];
    for (const VerbUse& step : rule.fixes[i].steps) fix.steps.emplace_back(step.verb->name);
    info.fixes.push_back(std::move(fix));
  }
  info.preview = rule.preview;
  info.valid_from = rule.valid.from;
  info.valid_until = rule.valid.until;
  if (rule.deprecated) {
    info.deprecated_since = rule.deprecated->since.text();
    info.replaced_by = rule.deprecated->replaced_by;
    if (texts != nullptr) info.deprecated_because = texts->deprecated;
  }
  info.plain = plain_sentence(rule, language);
  if (rule.at) info.selector = rule.at->text();
  if (rule.for_each) info.selector = rule.for_each->text();
  if (rule.file != nullptr && rule.file->source() != nullptr) {
    const Region region = region_of(*rule.file, rule.span);
    info.file = region.source;
    info.line = region.line;
    const Document& file = *rule.file;
    const View list = View(file, file.root()).member("rules");
    for (std::uint32_t i = 0; i < list.size(); ++i) {
      const ByteSpan span = file.span(list.at(i).id());
      if (span.begin <= rule.span.begin && rule.span.end <= span.end) {
        info.definition = std::string(file.source()->slice(span));
      }
    }
  }
  return info;
}

/// What the rules say of a submission, but for its name.
Report judge(const Plan& plan, const Submission::State& submission, const CheckOptions& options) {
  Evaluator evaluator(plan, *submission.document, evaluation_options(options));
  evaluator.run();
  Report report = evaluator.report();
  offer_fixes(evaluator, report);
  if (!submission.remarks.empty()) {
    const Doubts doubts = doubts_of(plan, submission, evaluator.options());
    add_reading_findings(report, submission.remarks, doubts, options.limits);
  }
  say_reader_texts(report, *submission.document);
  return report;
}

}  // namespace

bool CompiledRules::is_abstract() const {
  const auto& includes = state_->plan->rules->includes;
  return !includes.empty() && includes.back().abstract;
}

RuleSetRef CompiledRules::ref() const {
  const RuleSet& set = *state_->plan->rules;
  return {set.name, set.version.text(), set.includes.empty() ? "" : set.includes.back().title};
}

std::vector<std::string> CompiledRules::parts() const {
  std::vector<std::string> names;
  for (const Part& part : state_->plan->rules->parts) names.push_back(part.name);
  return names;
}

std::vector<RuleInfo> CompiledRules::describe(Language language) const {
  std::vector<RuleInfo> infos;
  for (const Rule& rule : state_->plan->rules->rules) {
    infos.push_back(describe_rule(rule, language));
  }
  return infos;
}

CompiledRules CompiledRules::at(const std::string& now) const {
  auto state = std::make_shared<State>();
  state->plan = at_time(*state_->plan, now);
  CompiledRules rules;
  rules.state_ = std::move(state);
  return rules;
}

std::string CompiledRules::renamed(std::string_view id) const {
  return current_id(*state_->plan->rules, id);
}

std::vector<StatementInfo> CompiledRules::statements() const {
  std::vector<StatementInfo> infos;
  const RuleSet& set = *state_->plan->rules;
  for (const Statement& statement : set.statements) {
    StatementInfo info{
        statement.id, statement.section, statement.quote, set.includes[statement.set].name, {}};
    for (const Rule& rule : set.rules) {
      const auto& covers = rule.covers;
      if (std::find(covers.begin(), covers.end(), statement.id) != covers.end()) {
        info.covered_by.push_back(rule.id);
      }
    }
    infos.push_back(std::move(info));
  }
  return infos;
}

Report CompiledRules::check(const Submission& submission, const CheckOptions& options) const {
  CheckOptions known = options;
  for (Answer& answer : known.answers) answer.rule = current_ids({answer.rule}).front();
  Answering answering(std::make_shared<const Submission::State>(submission.state()), known,
                      Answering::Into::kTree);
  Report report;
  do {
    report = judge(*state_->plan, answering.state(), known);
    report.submission = submission.name();
  } while (answering.take(report));
  answering.record(report);
  return report;
}

std::vector<std::string> CompiledRules::current_ids(std::vector<std::string> ids) const {
  for (std::string& id : ids) {
    if (std::string now = renamed(id); !now.empty()) id = std::move(now);
  }
  return ids;
}

Result<std::string> CompiledRules::trace(const Submission& submission, std::string_view rule,
                                         const CheckOptions& options) const {
  const Plan& plan = *state_->plan;
  std::string found;
  for (const PlanRule& entry : plan.program) {
    const std::string& id = entry.rule->id;
    const bool short_form = rule.find('/') == std::string_view::npos;
    if (short_form ? id.ends_with("/" + std::string(rule)) : id == rule) {
      if (!found.empty()) {
        return Error{ErrorCode::kUsage,
                     "`" + std::string(rule) + "` is `" + found + "` or `" + id + "`",
                     "write it whole",
                     {}};
      }
      found = id;
    }
  }
  if (found.empty()) {
    return Error{ErrorCode::kNotFound,
                 "no rule `" + std::string(rule) + "` is run",
                 "`intake rules show " + plan.rules->name + "` lists the rules",
                 {}};
  }
  EvaluationOptions evaluation = evaluation_options(options);
  evaluation.keep_verdicts = true;
  Evaluator evaluator(plan, *submission.state().document, evaluation);
  evaluator.run();
  return render_trace(evaluator, *submission.state().document, found, options.language);
}

Result<Repaired> CompiledRules::fix(const Submission& submission,
                                    const RepairOptions& options) const {
  if (submission.holds_private_key()) {
    return Error{ErrorCode::kRefused,
                 "the submission holds a private key, so no copy of it is made",
                 "have the key revoked, make a new one and send the public part alone",
                 {submission.name(), 0, 0, 0}};
  }
  FixOptions fix;
  fix.unsafe = options.unsafe;
  fix.only = current_ids(options.only);
  fix.except = current_ids(options.except);
  fix.evaluation = evaluation_options(options.check);
  if (submission.assembled()) {  // the text of a mail is a value of the tree
    Limits& limits = fix.evaluation.limits;
    limits.scalar_bytes = std::max(limits.scalar_bytes, limits.mail_text_bytes);
  }
  CheckOptions check = options.check;
  check.limits = fix.evaluation.limits;
  for (Answer& answer : check.answers) answer.rule = current_ids({answer.rule}).front();
  Answering answering(std::make_shared<const Submission::State>(submission.state()), check,
                      Answering::Into::kText);
  if (!check.answers.empty()) {
    while (answering.take(judge(*state_->plan, answering.state(), check))) {
    }
  }
  Repaired repaired;
  std::string patch;
  do {  // a repair may make room for another answer
    const Submission::State& state = answering.state();
    const Doubts doubts = doubts_of(*state_->plan, state, fix.evaluation);
    fix.in_doubt = reasons_of(doubts, state.remarks);
    fix.follow = follower(state, options.check.limits);
    auto outcome = run_fixes(*state_->plan, *state.format, state.document, fix);
    if (!outcome) return std::move(outcome).error();
    repaired.bytes = std::move(outcome->bytes);
    repaired.report = std::move(outcome->report);
    if (!state.remarks.empty()) {
      add_reading_findings(repaired.report, state.remarks, doubts, options.check.limits);
    }
    say_reader_texts(repaired.report, *state.document);
    patch = outcome->patch.substr(1, outcome->patch.size() - 2);
  } while (answering.take(repaired.report));
  const std::string& answered = answering.patch();
  repaired.patch = "[" + answered + (answered.empty() || patch.empty() ? "" : ",") + patch + "]";
  answering.record(repaired.report);
  repaired.changed = repaired.bytes != submission.bytes();
  if (repaired.changed) {
    const std::string name = diff_name(submission.name());
    repaired.diff = unified_diff(submission.bytes(), repaired.bytes, name, name);
  }
  if (repaired.changed && submission.assembled()) {
    const Status written =
        finish_parts(repaired, submission.state(), answering.state(), options.check);
    if (!written) return written.error();
  }
  repaired.report.submission = submission.name();
  return repaired;
}

}  // namespace intake
