#include <algorithm>
#include <utility>

#include "document/pointer.h"
#include "eval/evaluator.h"
#include "eval/region.h"
#include "eval/screening.h"

namespace intake {
namespace {

bool is_asked_of(const Rule& rule) {
  return std::any_of(rule.fixes.begin(), rule.fixes.end(),
                     [](const FixSpec& fix) { return fix.ask.has_value(); });
}

}  // namespace

void Evaluator::run(const Screening* screening) {
  const RuleSet& set = *plan_.rules;
  part_missing_.resize(set.parts.size());
  rules_of_missing_part_.assign(set.parts.size(), 0);
  for (std::uint32_t i = 0; i < set.parts.size(); ++i) {
    CachedMatches scratch;
    const CachedMatches& found = select_cached(plan_.part_selectors[i], {}, scratch);
    part_missing_[i] = found.matches.empty() || found.matches.front().is_null();
  }
  for (std::uint32_t i = 0; i < plan_.program.size(); ++i) {
    if (screening == nullptr || screening->mark(i) != Screening::Mark::kClean) run_rule(i);
  }
  if (screening != nullptr) {
    counts_.pass += screening->passed();
    counts_.not_applicable += screening->not_applicable();
  }
  record_missing_parts();
}

void Evaluator::run_rule(std::uint32_t index) {
  const PlanRule& entry = plan_.program[index];
  if (entry.part != kNone) {
    const std::vector<std::string>& only = options_.only_parts;
    if (!only.empty() && std::find(only.begin(), only.end(), entry.rule->part) == only.end()) {
      return;
    }
    if (part_missing_[entry.part]) {
      if (!surely_not_applicable(entry)) ++rules_of_missing_part_[entry.part];
      return;
    }
  }
  frame_.assign(entry.rule->frame_size, Variable{});
  const Focus nowhere{};
  if (entry.for_each == kNone) {
    const Selector& at = plan_.selectors[entry.at];
    if (at.singular()) {
      Located scratch;
      const Located place = locate_cached(entry.at, nowhere, scratch);
      run_place(index, {}, place);
      return;
    }
  }
  const std::uint32_t selector = entry.for_each == kNone ? entry.at : entry.for_each;
  CachedMatches scratch;
  const CachedMatches& found = select_cached(selector, nowhere, scratch);
  bool complete = found.complete;
  record_blocked(index, {}, found.blocked);
  std::uint32_t places = 0;
  for (const View match : found.matches) {
    if (++places > options_.limits.places_per_rule) {
      complete = false;
      break;
    }
    if (entry.for_each == kNone || entry.at == kNone) {
      run_place(index, entry.for_each == kNone ? View{} : match, {match, match, {}, false});
      continue;
    }
    const Selector& at = plan_.selectors[entry.at];
    const Focus focus{match, match};
    if (at.singular()) {
      Located inner;
      const Located place = locate_cached(entry.at, focus, inner);
      run_place(index, match, place);
      continue;
    }
    CachedMatches below;
    const CachedMatches& values = select_cached(entry.at, focus, below);
    complete &= values.complete;
    record_blocked(index, match, values.blocked);
    for (const View value : values.matches) run_place(index, match, {value, value, {}, false});
  }
  if (!complete) {
    const View root(document_, document_.root());
    Explanation explanation;
    explanation.outcome.reason.code = ReasonCode::kBudget;
    record(index, {}, {root, root, {}, false}, Verdict::kError, std::move(explanation));
  }
}

// Where a list was needed stands something else: the rule cannot say anything about it.
void Evaluator::record_blocked(std::uint32_t index, View match, const std::vector<View>& blocked) {
  for (const View value : blocked) {
    const PlanRule& entry = plan_.program[index];
    if (entry.when != kNone && match.absent() && entry.for_each == kNone) {
      if (evaluate(entry.when, {value, value}) == Truth::kFalse) continue;
    }
    Explanation explanation;
    explanation.outcome.reason = {ReasonCode::kWrongType,
                                  {"array|object", std::string(kind_name(value.kind()))},
                                  value.document()->pointer(value.id())};
    record(index, match, {value, value, {}, false}, Verdict::kIndeterminate,
           std::move(explanation));
  }
}

// A rule about a part that is not there may still say, by its `when`, that it does not apply.
bool Evaluator::surely_not_applicable(const PlanRule& entry) {
  if (entry.when == kNone || entry.for_each != kNone) return false;
  frame_.assign(entry.rule->frame_size, Variable{});
  bind_rule(entry, {});
  masked_ = plan_.selectors[plan_.part_selectors[entry.part]].text();
  const Truth applies = evaluate(entry.when, {});
  masked_ = {};
  return applies == Truth::kFalse;
}

void Evaluator::bind_rule(const PlanRule& entry, View match) {
  const Rule& rule = *entry.rule;
  expression_.begin(plan_.now, options_.limits);
  if (rule.for_each && match) {
    Variable& variable = frame_[rule.for_slot];
    variable = Variable{};
    variable.value = match;
    variable.bound = true;
  }
  for (std::size_t i = 0; i < rule.bindings.size(); ++i) {
    frame_[rule.bindings[i].slot] =
        bind(rule.bindings[i], entry.bindings[i], {match, match}, false);
  }
}

void Evaluator::run_place(std::uint32_t index, View match, const Located& place) {
  const PlanRule& entry = plan_.program[index];
  const Rule& rule = *entry.rule;
  bind_rule(entry, match);
  const Focus focus{rule.for_each ? match : place.value, place.value};
  over_budget_ = steps_ > options_.limits.evaluation_steps;
  arena_.clear();
  Explanation explanation;

  if (entry.when != kNone) {
    const Truth applies = evaluate(entry.when, focus);
    if (applies == Truth::kFalse || (applies == Truth::kUnknown && rule.when_unknown_skips)) {
      record(index, match, place, Verdict::kNotApplicable, {});
      return;
    }
    if (applies == Truth::kUnknown) {
      explain(entry.when, focus, applies, explanation);
      record(index, match, place, Verdict::kIndeterminate, std::move(explanation));
      return;
    }
  }

  // An explicit null counts as nothing filled in, like absence.
  const bool missing = place.value.absent() || place.value.is_null();
  if (options_.coverage != nullptr) {
    options_.coverage->places[index] |= missing ? Coverage::kAbsent : Coverage::kThere;
  }
  if (missing) {
    Verdict verdict = Verdict::kNotApplicable;
    if (place.blocked && !rule.required && rule.if_absent != IfAbsent::kFail) {
      explanation.outcome.reason = {ReasonCode::kWrongType,
                                    {"object", std::string(kind_name(place.nearest.kind()))},
                                    place.nearest.document()->pointer(place.nearest.id())};
      record(index, match, place, Verdict::kIndeterminate, std::move(explanation));
      return;
    }
    if (rule.required || rule.if_absent == IfAbsent::kFail) {
      verdict = Verdict::kFail;
    } else if (rule.if_absent == IfAbsent::kPass) {
      verdict = Verdict::kPass;
    } else if (rule.if_absent == IfAbsent::kAsk) {
      verdict = Verdict::kIndeterminate;
      explanation.outcome.reason.code = ReasonCode::kQuestionOpen;
    }
    record(index, match, place, verdict, std::move(explanation));
    return;
  }

  if (entry.assertion == kNone) {
    record(index, match, place, Verdict::kPass, {});
    return;
  }
  const Truth holds = evaluate(entry.assertion, focus);
  if (holds == Truth::kTrue) {
    record(index, match, place, Verdict::kPass, {});
    return;
  }
  explain(entry.assertion, focus, holds, explanation);
  const ReasonCode code = explanation.outcome.reason.code;
  const bool wrong_type = holds == Truth::kUnknown && code == ReasonCode::kWrongType;
  record(index, match, place,
         holds == Truth::kFalse || wrong_type ? Verdict::kFail : Verdict::kIndeterminate,
         std::move(explanation));
}

void Evaluator::record(std::uint32_t index, View match, const Located& place, Verdict verdict,
                       Explanation explanation) {
  const Rule& rule = *plan_.program[index].rule;
  if (over_budget_) {
    verdict = Verdict::kError;
    explanation.outcome.reason = {ReasonCode::kBudget, {}, {}};
  }
  if (options_.coverage != nullptr) {
    options_.coverage->rules[index] |=
        static_cast<std::uint8_t>(1u << static_cast<unsigned>(verdict));
  }
  switch (verdict) {
    case Verdict::kPass:
      ++counts_.pass;
      break;
    case Verdict::kNotApplicable:
      ++counts_.not_applicable;
      break;
    case Verdict::kIndeterminate:
      ++counts_.indeterminate;
      break;
    case Verdict::kError:
      ++counts_.error;
      break;
    case Verdict::kFail:
      ++counts_.fail;
      if (rule.severity == Severity::kError) ++counts_.errors;
      if (rule.severity == Severity::kWarning) ++counts_.warnings;
      if (rule.severity == Severity::kNote) ++counts_.notes;
      break;
  }
  if (options_.keep_verdicts)
    verdicts_.push_back({index, place.pointer(), verdict, match, place.value});
  if (verdict == Verdict::kPass || verdict == Verdict::kNotApplicable) return;
  const bool asks =
      verdict == Verdict::kFail || explanation.outcome.reason.code == ReasonCode::kQuestionOpen;
  if (asks && is_asked_of(rule)) ++counts_.questions;
  // Errors are never crowded out by warnings and notes.
  const bool rejects = verdict == Verdict::kFail && rule.severity == Severity::kError;
  const std::size_t most = std::size_t{options_.limits.findings} * (rejects ? 2 : 1);
  if (hits_.size() >= most) {
    ++counts_.suppressed;
    return;
  }

  Outcome& outcome = explanation.outcome;
  const bool missing = place.value.absent() || place.value.is_null();
  Hit hit;
  hit.rule = index;
  hit.match = match;
  hit.place = place;
  hit.suggestion = outcome.suggestion;
  hit.cause = outcome.reason.cause;
  Finding& finding = hit.finding;
  finding.rule = rule.id;
  finding.severity = rule.severity;
  finding.verdict = verdict;
  finding.pointer = place.pointer();
  finding.absent = missing;
  finding.region = place.value.absent()
                       ? region_of_missing(place.nearest, finding.pointer)
                       : region_of(place.value, explanation.judges_name || missing);
  finding.passage = rule.passage;
  if (const RuleTexts* own = texts(rule)) {
    if (verdict == Verdict::kFail) {
      finding.message = render(missing && own->message_absent ? *own->message_absent : own->message,
                               hit, outcome);
    } else if (own->question && asks) {
      finding.message = render(*own->question, hit, outcome);
    }
    finding.why = own->why;
    finding.help = own->help;
    for (const FixSpec& fix : rule.fixes) {
      if (!fix.ask || !asks || !own->question) continue;
      Question question;
      question.id = fix.ask->id;
      question.rule = rule.id;
      question.type = fix.ask->type;
      question.text = render(*own->question, hit, outcome);
      for (const std::string& value : fix.ask->choices) {
        const auto said = std::find_if(own->choices.begin(), own->choices.end(),
                                       [&](const auto& choice) { return choice.first == value; });
        question.choices.push_back({value, said == own->choices.end() ? "" : said->second});
      }
      question.writes = fix.ask->writes.empty() ? finding.pointer : fix.ask->writes;
      finding.question = std::move(question);
      break;
    }
  }
  if (verdict != Verdict::kFail || outcome.reason.code == ReasonCode::kWrongType) {
    if (outcome.reason.code == ReasonCode::kQuestionOpen && finding.question) {
      outcome.reason.args = {finding.question->id};
    }
    finding.reason = render_reason(outcome.reason, options_.language);
  }
  hits_.push_back(std::move(hit));
}

void Evaluator::record_missing_parts() {
  const RuleSet& set = *plan_.rules;
  for (std::uint32_t i = 0; i < set.parts.size(); ++i) {
    if (rules_of_missing_part_[i] == 0) continue;
    const View root(document_, document_.root());
    Hit hit;
    hit.place = {root, root, {}, false};
    Finding& finding = hit.finding;
    finding.rule = set.name + "/part-not-supplied";
    finding.verdict = Verdict::kIndeterminate;
    finding.absent = true;
    const Selector& at = plan_.selectors[plan_.part_selectors[i]];
    finding.pointer = at.singular() ? at.locate(root).pointer() : "";
    finding.region = region_of_missing(root, finding.pointer);
    const Reason reason{ReasonCode::kPartMissing,
                        {set.parts[i].name, std::to_string(rules_of_missing_part_[i])},
                        {}};
    finding.reason = render_reason(reason, options_.language);
    ++counts_.indeterminate;
    hits_.push_back(std::move(hit));
  }
}

const RuleTexts* Evaluator::texts(const Rule& rule) const {
  const auto& own = rule.texts[static_cast<std::size_t>(options_.language)];
  if (own) return &*own;
  for (const auto& other : rule.texts) {
    if (other) return &*other;
  }
  return nullptr;
}

void Evaluator::enter(const Hit& hit) {
  if (hit.rule == kNone) return;
  const PlanRule& entry = plan_.program[hit.rule];
  frame_.assign(entry.rule->frame_size, Variable{});
  bind_rule(entry, hit.match);
  focus_ = {entry.rule->for_each ? hit.match : hit.place.value, hit.place.value};
}

}  // namespace intake
