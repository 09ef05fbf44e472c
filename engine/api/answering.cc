#include "api/answering.h"

#include <algorithm>
#include <utility>

#include "document/pointer.h"
#include "lang/reason.h"

namespace intake {
namespace {

constexpr std::string_view kReading = "reading/";

std::string question_id(const ReadingRemark& remark) {
  return std::string(remark_name(remark.code)) + ":" +
         (remark.pointer.empty() ? remark.place.source : remark.pointer);
}

}  // namespace

Answering::Answering(std::shared_ptr<const Submission::State> state, const CheckOptions& options,
                     Into into)
    : state_(std::move(state)),
      options_(options),
      into_(into),
      book_(options.answers, state_->document->source()->name(), options.language) {}

bool Answering::take(const Report& report) {
  // One that cannot be put where it belongs makes room for the next.
  while (const auto taken = book_.take(report)) {
    const bool about_reading = taken->question.rule.starts_with(kReading);
    if (about_reading ? put_about_reading(*taken) : put(*taken)) return true;
  }
  return false;
}

bool Answering::put(const TakenAnswer& taken) {
  auto wanted = change_to(*state_->document, taken.pointer, taken.value);
  if (wanted) return change(taken, wanted, taken.pointer);
  const NodeId there = find_node(*state_->document, taken.pointer);
  if (there == kNoNode) {
    book_.refuse(taken, render_reason({ReasonCode::kFixNoPlace, {}, {}}, options_.language));
    return false;
  }
  return change(taken, std::nullopt, taken.pointer);  // it is confirmed
}

bool Answering::put_about_reading(const TakenAnswer& taken) {
  auto next = std::make_shared<Submission::State>(*state_);
  const auto remark = std::find_if(
      next->remarks.begin(), next->remarks.end(),
      [&](const ReadingRemark& other) { return question_id(other) == taken.question.id; });
  if (remark == next->remarks.end()) return false;
  const bool yes = taken.question.type != QuestionType::kBoolean || equal(taken.value, Datum(true));
  const bool doubtful = remark->code == RemarkCode::kLabelDoubtful;
  const std::string pointer = remark->pointer;
  if (!yes && !doubtful) return false;  // the reading stays in doubt
  next->remarks.erase(remark);
  if (doubtful && yes) {
    next->document = with_sure_label(*next->format, *next->document, pointer, options_.limits);
  }
  state_ = std::move(next);
  if (doubtful && !yes) {
    if (find_node(*state_->document, pointer) == kNoNode) return true;
    Change drop;
    drop.op = Change::Op::kRemove;
    drop.pointer = pointer;
    return change(taken, drop, {});
  }
  return taken.pointer.empty() || doubtful || put(taken);
}

bool Answering::change(const TakenAnswer& taken, const std::optional<Change>& change,
                       std::string_view answered) {
  if (!change && into_ == Into::kText) return true;
  const Document& document = *state_->document;
  const AnswerRecord& record = book_.records()[taken.record];
  const View root(document, document.root());
  auto made = into_ == Into::kText
                  ? with_edit(*state_->format, document, *change, answered, record, options_.limits)
                  : with_change(document, change, answered, record);
  if (!made) {
    book_.refuse(taken, made.error().what);
    return false;
  }
  if (into_ == Into::kText) {
    FixRecord fix;
    fix.rule = taken.question.rule;
    fix.fix.cls = FixClass::kAsk;
    fix.fix.because = book_.because(taken);
    fix.fix.pointer = change->op == Change::Op::kRemove ? change->pointer : taken.pointer;
    const NodeId before = find_node(document, fix.fix.pointer);
    if (before != kNoNode) fix.fix.before = to_display(View(document, before));
    if (change->op != Change::Op::kRemove) fix.fix.after = to_display(taken.value);
    fix.applied = true;
    fixes_.push_back(std::move(fix));
    const std::string patch = to_json_patch(root, {*change});
    if (patch.size() > 2) {
      patch_ += (patch_.empty() ? "" : ",") + patch.substr(1, patch.rfind(']') - 1);
    }
  }
  auto next = std::make_shared<Submission::State>(*state_);
  next->document = std::move(made).value();
  state_ = std::move(next);
  return true;
}

void Answering::record(Report& report) const {
  report.answers = book_.records();
  report.fixes.insert(report.fixes.begin(), fixes_.begin(), fixes_.end());
}

}  // namespace intake
