#include <algorithm>
#include <utility>

#include <intake/intake.h>

#include "report/escape.h"
#include "report/excerpt.h"
#include "report/labels.h"
#include "report/place.h"
#include "report/style.h"
#include "report/undecided.h"
#include "text/unicode.h"

namespace intake {
namespace {

Label label_of(FixClass cls) {
  constexpr Label kLabels[] = {Label::kSafe, Label::kUnsafe, Label::kAsk};
  return kLabels[static_cast<std::size_t>(cls)];
}

class Writer {
 public:
  explicit Writer(const RenderOptions& options) : options_(options), language_(options.language) {}

  std::string take() { return std::move(out_); }

  void report(const Report& report) {
    language_ = report.language;
    if (report.unreadable) {
      out_ += render_error(*report.unreadable, options_);
      return;
    }
    // Without rules there are only the findings of the reading.
    if (!options_.quiet && (report.rule_set || !report.findings.empty())) {
      if (report.rule_set) head(report);
      if (options_.fixing && report.rule_set) fixes(report);
      answers(report);
      for (const Finding& finding : report.findings) this->finding(finding);
      footnotes();
    }
    tail(report);
  }

  /// One line over several submissions.
  void summary(const Outcomes& outcomes) {
    out_ += std::to_string(outcomes.all()) + " " + std::string(text(Label::kSubmissions)) + ":";
    constexpr Label kLabels[] = {Label::kAccept, Label::kAcceptWithNotes, Label::kIncomplete,
                                 Label::kReject, Label::kUnreadable};
    bool first = true;
    for (std::size_t i = 0; i < 5; ++i) {
      const std::uint32_t count = i < 4 ? outcomes.by_disposition[i] : outcomes.unreadable;
      if (count == 0) continue;
      out_ += (first ? " " : ", ") + std::to_string(count) + " " + std::string(text(kLabels[i]));
      first = false;
    }
    out_ += '\n';
  }

 private:
  std::string_view text(Label which) const { return label(which, language_); }

  void styled(Style style, std::string_view words) {
    out_ += intake::styled(style, words, options_.color);
  }

  /// `   = name: words`, wrapped under itself.
  void detail(std::string_view name, std::string_view words) {
    if (words.empty()) return;
    out_ += "  ";
    styled(Style::kDim, "=");
    out_ += ' ';
    styled(Style::kBold, std::string(name) + ":");
    out_ += ' ';
    const std::size_t used = 4 + display_width(name) + 2;
    out_ += wrap(escape_controls(words), used, 6, options_.width);
    out_ += '\n';
  }

  void head(const Report& report) {
    const std::string name = escape_controls(report.submission);
    styled(Style::kBold, name);
    const std::string words = ": " + std::string(text(Label::kCheckedAgainst)) + " " +
                              report.rule_set->name + " " + report.rule_set->version + " (" +
                              report.rule_set->title + ")" +
                              (report.preview ? ", " + std::string(text(Label::kWithPreview)) : "");
    out_ += wrap(escape_controls(words), display_width(name), 2, options_.width);
    out_ += "\n\n";
  }

  void finding(const Finding& finding) {
    mark_ = style_of(finding.severity);
    if (finding.verdict == Verdict::kFail) {
      title(mark_, text(label_of(finding.severity)), finding.message);
    } else if (finding.question) {
      mark_ = Style::kYellow;
      title(mark_, text(Label::kQuestion), finding.question->text);
    } else if (finding.verdict == Verdict::kError) {
      mark_ = Style::kRed;
      title(mark_, text(Label::kFailedToCheck), finding.reason);
    } else {
      mark_ = Style::kYellow;
      title(mark_, text(Label::kNotChecked), finding.reason);
    }
    place(finding);
    out_ += excerpt_text(finding.region, mark_, options_);
    if (finding.verdict == Verdict::kFail) detail(text(Label::kReason), finding.reason);
    detail(text(Label::kWhy), finding.why);
    passage(finding.passage);
    if (finding.fix && finding.fix->refused.empty()) {
      offer(*finding.fix);
    } else {
      detail(text(Label::kToDo), finding.help);
    }
    if (finding.question) question(*finding.question, finding.verdict == Verdict::kFail);
    for (const Finding& waiting : finding.consequences) {
      detail(text(Label::kWaiting), waiting.rule);
    }
    out_ += '\n';
  }

  void title(Style style, std::string_view kind, std::string_view words) {
    styled(style, kind);
    out_ += ": ";
    out_ += wrap(escape_controls(words), display_width(kind) + 2, 2, options_.width);
    out_ += '\n';
  }

  /// `--> file:line:column pointer [rule]`, broken before a piece that would not fit.
  void place(const Finding& finding) {
    out_ += "  ";
    styled(Style::kDim, "-->");
    std::size_t column = 5;
    const auto piece = [&](const std::string& words, Style style) {
      const std::size_t width = display_width(words);
      if (column > 5 && column + 1 + width > options_.width) {
        out_ += "\n     ";
        column = 5;
      }
      out_ += ' ';
      styled(style, words);
      column += 1 + width;
    };
    const std::string confidence = confidence_words(finding.region, language_);
    std::vector<std::string> pieces = place_pieces(finding.region, language_);
    if (!pieces.empty() && !confidence.empty()) pieces.back() += ',';
    for (const std::string& words : pieces) piece(escape_controls(words), Style::kPlain);
    if (!confidence.empty()) piece(confidence, Style::kYellow);
    if (!finding.pointer.empty()) piece(escape_controls(finding.pointer), Style::kPlain);
    piece("[" + finding.rule + "]", Style::kDim);
    out_ += '\n';
  }

  void passage(const Passage& passage) {
    if (passage.quote.empty()) return;
    std::string words;
    if (!passage.document.empty()) words = "[" + std::to_string(footnote(passage)) + "] ";
    if (!passage.section.empty()) words += passage.section + " ";
    words += "\"" + passage.quote + "\"";
    detail(text(Label::kPassage), words);
  }

  /// The number of the document that a passage stands in, from 1.
  std::size_t footnote(const Passage& passage) {
    const auto found = std::find(documents_.begin(), documents_.end(), passage.document);
    if (found != documents_.end()) {
      return static_cast<std::size_t>(found - documents_.begin()) + 1;
    }
    documents_.push_back(passage.document);
    return documents_.size();
  }

  void footnotes() {
    for (std::size_t i = 0; i < documents_.size(); ++i) {
      const std::string mark = "[" + std::to_string(i + 1) + "] ";
      styled(Style::kDim, mark);
      out_ += wrap(escape_controls(documents_[i]), mark.size(), mark.size(), options_.width);
      out_ += '\n';
    }
    if (!documents_.empty()) out_ += '\n';
    documents_.clear();
  }

  std::string arrow(const FixOffer& fix) const {
    std::string words;
    words += fix.before ? "`" + *fix.before + "`" : std::string(text(Label::kNothing));
    words += " -> ";
    words += fix.after ? "`" + *fix.after + "`" : std::string(text(Label::kRemoved));
    return words;
  }

  void offer(const FixOffer& fix) {
    const std::string name =
        std::string(text(Label::kFix)) + " (" + std::string(text(label_of(fix.cls))) + ")";
    const std::string change = arrow(fix);
    if (display_width(change) + display_width(name) + 6 <= options_.width) {
      detail(name, change);
      continued(fix.because);
      return;
    }
    detail(name, fix.because.empty() ? text(Label::kApplied) : std::string_view(fix.because));
    before_after(fix);
  }

  /// A further sentence of the detail above, on a line of its own.
  void continued(std::string_view words) {
    if (words.empty()) return;
    out_ += "      " + wrap(escape_controls(words), 6, 6, options_.width) + "\n";
  }

  /// Long values, one a line: they are for comparing and for copying, so they are not broken.
  void before_after(const FixOffer& fix) {
    out_ += "      - " + side(fix.before, Label::kNothing) + "\n";
    out_ += "      + " + side(fix.after, Label::kRemoved) + "\n";
  }

  /// In backticks where blanks at an end would not be seen.
  std::string side(const std::optional<std::string>& value, Label none) const {
    if (!value) return "(" + std::string(text(none)) + ")";
    std::string shown = escape_controls(*value);
    const bool blank = shown.empty() || shown.front() == ' ' || shown.back() == ' ';
    return blank ? "`" + shown + "`" : shown;
  }

  void question(const Question& question, bool with_text) {
    std::string words = question.writes;
    const bool explained =
        std::any_of(question.choices.begin(), question.choices.end(),
                    [](const QuestionChoice& choice) { return !choice.text.empty(); });
    if (!question.choices.empty() && !explained) {
      words += " (";
      for (std::size_t i = 0; i < question.choices.size(); ++i) {
        words += (i > 0 ? " | " : "") + question.choices[i].value;
      }
      words += ")";
    } else if (question.type == QuestionType::kBoolean) {
      words += " (true | false)";
    } else if (question.type == QuestionType::kDate) {
      words += " (YYYY-MM-DD)";
    }
    if (with_text) detail(text(Label::kQuestion), question.text);
    // One that only confirms a reading is written nowhere.
    const bool confirms = words.starts_with(' ');
    detail(text(confirms ? Label::kGivenAnswer : Label::kAnswer),
           confirms ? words.substr(1) : words);
    if (!explained) return;
    for (const QuestionChoice& choice : question.choices) {
      continued(choice.value + (choice.text.empty() ? "" : " (" + choice.text + ")"));
    }
  }

  void answers(const Report& report) {
    for (const AnswerRecord& record : report.answers) {
      const bool taken = record.refused.empty();
      title(taken ? Style::kGreen : Style::kRed, text(taken ? Label::kAnswered : Label::kNotTaken),
            record.text);
      std::string words = record.value;
      std::string who = record.by;
      if (!record.on.empty()) who += (who.empty() ? "" : ", ") + record.on;
      if (!who.empty()) words += " (" + who + ")";
      detail(text(Label::kGivenAnswer), words);
      detail(text(Label::kReason), record.refused);
      out_ += '\n';
    }
  }

  void fixes(const Report& report) {
    const bool any =
        std::any_of(report.fixes.begin(), report.fixes.end(),
                    [](const FixRecord& fix) { return fix.fix.cls != FixClass::kAsk; });
    for (const FixRecord& record : report.fixes) {
      if (record.fix.cls == FixClass::kAsk) continue;  // see answers()
      mark_ = record.applied ? Style::kGreen : Style::kYellow;
      styled(mark_, text(record.applied ? Label::kApplied : Label::kRolledBack));
      const std::string where = place_words(record.region, language_);
      const std::string& place = where.empty() ? record.fix.pointer : where;
      out_ += ": " + escape_controls(place) + " ";
      styled(Style::kDim, "[" + record.rule + "]");
      out_ += '\n';
      before_after(record.fix);
      if (record.applied) {
        detail(text(Label::kReason), record.fix.because);
      } else {
        detail(text(Label::kReason), record.reason);
        detail(text(Label::kAsPatch), record.patch);
      }
    }
    if (!any && report.answers.empty()) {
      out_ += text(Label::kNothingToFix);
      out_ += '\n';
    }
    if (any || report.answers.empty()) out_ += '\n';
  }

  void tail(const Report& report) {
    const Counts& counts = report.counts;
    const std::string name = escape_controls(report.submission) + ": ";
    const std::string_view outcome = text(label_of(report.disposition));
    out_ += name;
    styled(style_of(report.disposition), outcome);
    std::string words;
    const auto add = [&](std::uint32_t count, Label one, Label many) {
      if (count == 0) return;
      words += (words.empty() ? "" : ", ") + counted(count, one, many, language_);
    };
    if (!report.rule_set) words = undecided_words(report, language_);
    const std::uint32_t asked = std::min(asked_of(report.findings), counts.indeterminate);
    add(counts.errors, Label::kOneError, Label::kErrors);
    add(counts.warnings, Label::kOneWarning, Label::kWarnings);
    add(counts.notes, Label::kOneNote, Label::kNotes);
    add(counts.questions, Label::kOneQuestion, Label::kQuestions);
    add(counts.indeterminate - asked + counts.error, Label::kOneUnchecked, Label::kUncheckedRules);
    add(counts.pass, Label::kOnePassed, Label::kPassedRules);
    if (counts.suppressed > 0) {
      words += ", " + std::to_string(counts.suppressed) + " " + std::string(text(Label::kNotShown));
    }
    if (!words.empty()) {
      const std::size_t used = display_width(name) + display_width(outcome);
      out_ += wrap("; " + words, used, 2, options_.width);
    }
    out_ += '\n';
    if (!report.only_parts.empty()) {
      out_ += "  " + std::string(text(Label::kOnlyParts)) + ": " + joined_names(report.only_parts) +
              "\n";
    }
    if (!report.missing_parts.empty()) {
      out_ += "  " + std::string(text(Label::kMissingParts)) + ": " +
              joined_names(report.missing_parts) + "\n";
    }
    repairs(report);
  }

  /// The questions that stand for a rule that could not be checked: they are counted once.
  static std::uint32_t asked_of(const std::vector<Finding>& findings) {
    std::uint32_t asked = 0;
    for (const Finding& finding : findings) {
      asked += finding.verdict == Verdict::kIndeterminate && finding.question ? 1 : 0;
      asked += asked_of(finding.consequences);
    }
    return asked;
  }

  void repairs(const Report& report) {
    std::uint32_t safe = 0, unsafe = 0;
    for (const Finding& finding : report.findings) {
      // No copy is made of what holds a private key.
      if (finding.rule == "reading/private-key") return;
      if (!finding.fix || !finding.fix->refused.empty()) continue;
      ++(finding.fix->cls == FixClass::kSafe ? safe : unsafe);
    }
    if (safe > 0) {
      out_ += "  " + std::to_string(safe) + " " + std::string(text(Label::kRepairSafe)) + "\n";
    }
    if (unsafe > 0) {
      out_ += "  " + std::to_string(unsafe) + " " + std::string(text(Label::kRepairUnsafe)) + "\n";
    }
  }

  const RenderOptions& options_;
  std::string out_;
  Language language_;
  Style mark_ = Style::kPlain;
  std::vector<std::string> documents_;  // that passages were quoted from, in order
};

}  // namespace

std::string render_text(std::span<const Report> reports, const RenderOptions& options) {
  Writer writer(options);
  for (const Report& report : reports) writer.report(report);
  return writer.take();
}

void Outcomes::add(const Report& report) {
  ++(report.unreadable ? unreadable : by_disposition[static_cast<std::size_t>(report.disposition)]);
}

std::uint32_t Outcomes::all() const {
  return by_disposition[0] + by_disposition[1] + by_disposition[2] + by_disposition[3] + unreadable;
}

std::string render_summary(const Outcomes& outcomes, const RenderOptions& options) {
  Writer writer(options);
  writer.summary(outcomes);
  return writer.take();
}

std::string render_summary(std::span<const Report> reports, const RenderOptions& options) {
  Outcomes outcomes;
  for (const Report& report : reports) outcomes.add(report);
  return render_summary(outcomes, options);
}

}  // namespace intake
