#include <algorithm>

#include <intake/intake.h>
#include <intake/timeline.h>
#include <intake/version.h>

#include "formats/json/json.h"
#include "report/escape.h"
#include "report/json_object.h"
#include "report/labels.h"
#include "report/style.h"
#include "report/undecided.h"
#include "text/unicode.h"

namespace intake {
namespace {

constexpr std::string_view kMidnight = "T00:00:00Z";

/// A date where the time is midnight.
std::string shown(std::string_view time) {
  if (time.ends_with(kMidnight)) time.remove_suffix(kMidnight.size());
  return std::string(time);
}

class Writer {
 public:
  Writer(const Timeline& timeline, const RenderOptions& options)
      : timeline_(timeline), options_(options) {}

  std::string run() {
    const TimelineState& current = timeline_.states[timeline_.current];
    const std::string name = escape_controls(timeline_.submission);
    out_ = styled(Style::kBold, name, options_.color) + ": ";
    if (timeline_.states.size() == 1) {
      out_ += outcome(current.report) + "; " + say(Label::kNeverChanges) + '\n';
      if (!current.report.rule_set) why(current.report);
      return std::move(out_);
    }
    out_ +=
        say(Label::kByDate) + "; " + shown(timeline_.now) + ": " + outcome(current.report) + "\n\n";
    for (std::size_t i = 0; i < timeline_.states.size(); ++i) state(i);
    return std::move(out_);
  }

 private:
  std::string say(Label which) const { return std::string(label(which, timeline_.language)); }

  std::string outcome(const Report& report) const {
    return styled(style_of(report.disposition), say(label_of(report.disposition)), options_.color);
  }

  void state(std::size_t index) {
    const TimelineState& state = timeline_.states[index];
    const Report& report = state.report;
    const std::string when =
        state.from.empty() ? say(Label::kBefore) + ' ' + shown(timeline_.states[index + 1].from)
                           : say(Label::kFrom) + ' ' + shown(state.from);
    out_ += styled(Style::kBold, when, options_.color) + ": " + outcome(report);
    if (report.rule_set) {
      out_ += " (" + escape_controls(named(*report.rule_set) + changed_includes(index)) + ')';
    }
    out_ += '\n';
    if (!report.rule_set) why(report);
    if (options_.quiet) return;
    for (const Finding& finding : state.appeared) this->finding(Label::kAppears, finding);
    for (const Finding& finding : state.gone) this->finding(Label::kGone, finding);
  }

  static std::string named(const RuleSetRef& set) { return set.name + ' ' + set.version; }

  /// ", base 1.1.0": the extended sets that have another version than before.
  std::string changed_includes(std::size_t index) const {
    if (index == 0 || !timeline_.states[index - 1].report.rule_set) return {};
    std::string text;
    const std::vector<RuleSetRef>& before = timeline_.states[index - 1].report.includes;
    for (const RuleSetRef& set : timeline_.states[index].report.includes) {
      const bool known = std::any_of(before.begin(), before.end(), [&](const RuleSetRef& other) {
        return named(other) == named(set);
      });
      if (!known) text += ", " + named(set);
    }
    return text;
  }

  void why(const Report& report) {
    out_ += "  " + wrap(undecided_words(report, timeline_.language), 2, 4, options_.width) + '\n';
  }

  void finding(Label which, const Finding& finding) {
    std::string_view words = finding.message.empty() ? finding.reason : finding.message;
    if (words.empty() && finding.question) words = finding.question->text;
    const std::string mark = say(which);
    out_ += "  " + styled(which == Label::kGone ? Style::kDim : style_of(finding.severity), mark,
                          options_.color);
    out_ += wrap(": " + escape_controls(words) + " [" +
                     (finding.pointer.empty() ? "" : escape_controls(finding.pointer) + ' ') +
                     finding.rule + ']',
                 display_width(mark) + 2, 4, options_.width);
    out_ += '\n';
  }

  const Timeline& timeline_;
  const RenderOptions& options_;
  std::string out_;
};

Datum findings(const std::vector<Finding>& list) {
  Datum::Array array;
  for (const Finding& finding : list) array.push_back(to_datum(finding));
  return Datum(std::move(array));
}

Datum state(const TimelineState& state) {
  JsonObject object;
  object.text("from", state.from);
  object.text("status", disposition_name(state.report.disposition));
  if (state.report.rule_set) object.always("ruleSet", to_datum(*state.report.rule_set));
  if (!state.report.includes.empty()) {
    Datum::Array sets;
    for (const RuleSetRef& set : state.report.includes) sets.push_back(to_datum(set));
    object.always("includes", Datum(std::move(sets)));
  }
  object.list("candidates", state.report.candidates);
  object.text("procedure", state.report.named);
  object.list("missingParts", state.report.missing_parts);
  object.always("appeared", findings(state.appeared));
  object.always("gone", findings(state.gone));
  return object.take();
}

Datum timeline(const Timeline& t) {
  JsonObject object;
  object.always("submission", Datum(valid_utf8(t.submission)));
  object.always("now", Datum(t.now));
  object.text("language", language_name(t.language));
  if (t.error) return object.always("error", to_datum(*t.error)).take();
  if (t.states.empty()) {
    const Error faulty{ErrorCode::kRuleSet, "a rule set is faulty", "", {}};
    return object.always("error", to_datum(faulty)).take();
  }
  object.text("status", disposition_name(t.states[t.current].report.disposition));
  object.number("current", t.current);
  Datum::Array states;
  for (const TimelineState& s : t.states) states.push_back(state(s));
  return object.always("states", Datum(std::move(states))).take();
}

}  // namespace

std::string render_timeline_text(std::span<const Timeline> timelines,
                                 const RenderOptions& options) {
  std::string out;
  for (const Timeline& timeline : timelines) {
    if (timeline.states.empty()) continue;
    if (!out.empty()) out += '\n';
    out += Writer(timeline, options).run();
  }
  return out;
}

std::string render_timeline_json(std::span<const Timeline> timelines, const RenderOptions&) {
  Datum::Array all;
  for (const Timeline& t : timelines) all.push_back(timeline(t));
  const Document document = to_document(
      JsonObject()
          .always("tool", JsonObject().text("name", "intake").text("version", kVersion).take())
          .always("timelines", Datum(std::move(all)))
          .take());
  return json::write(View(document, document.root()));
}

}  // namespace intake
