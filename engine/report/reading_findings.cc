#include "report/reading_findings.h"

#include <algorithm>
#include <iterator>
#include <optional>

#include <intake/intake.h>

#include "eval/evaluator.h"
#include "eval/region.h"
#include "lang/reason.h"
#include "report/letter.h"
#include "report/place.h"
#include "report/reader_phrases.h"
#include "report/reading_catalogue.h"
#include "text/unicode.h"

namespace intake {
namespace {

constexpr std::size_t kLongestValue = 160;  // code points of an argument

bool is_at_or_below(std::string_view pointer, std::string_view above) {
  return pointer.starts_with(above) &&
         (pointer.size() == above.size() || pointer[above.size()] == '/');
}

Region region_of_place(const Origin& place) {
  if (place.text_source == nullptr) return region_of(place, "");
  Region region = region_of(*place.text_source, place.span);
  if (!place.steps.empty()) region.source = place.source;
  region.steps = place.steps;
  return region;
}

std::string cut(std::string_view text) {
  std::string words = collapse_blanks(text);
  std::size_t at = 0;
  for (std::size_t i = 0; i < kLongestValue && at < words.size(); ++i) {
    (void)next_code_point(words, at);
  }
  return at < words.size() ? words.substr(0, at) + "…" : words;
}

class Texts {
 public:
  Texts(const ReadingRemark& remark, Language language) : remark_(remark), language_(language) {}

  std::string fill(const ReadingEntry::Texts& texts) const {
    const std::string_view text = texts[static_cast<std::size_t>(language_)];
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
      if (text[at] == '[') {
        const std::size_t end = text.find(']', at);
        out += fill_optional(text.substr(at + 1, end - at - 1));
        at = end + 1;
      } else {
        at = append(text, at, out, nullptr);
      }
    }
    return out;
  }

  /// What to do, as the reader says it, where it knows better than the catalogue.
  std::string hint() const {
    const bool better = remark_.code == RemarkCode::kPartUnreadable ||
                        remark_.code == RemarkCode::kPartUnknown ||
                        remark_.code == RemarkCode::kPartEncrypted;
    const auto said = better ? given("hint") : std::nullopt;
    if (!said || !is_reader_phrase(*said)) return {};
    return as_sentence(reader_words(*said, language_), language_);
  }

 private:
  /// Appends what stands at `at`, a name or a byte; where the next begins.
  std::size_t append(std::string_view text, std::size_t at, std::string& out,
                     bool* incomplete) const {
    if (text[at] != '{') {
      out += text[at];
      return at + 1;
    }
    const std::size_t end = text.find('}', at);
    const auto value = argument(text.substr(at + 1, end - at - 1));
    if (value) {
      out += cut(*value);
    } else if (incomplete != nullptr) {
      *incomplete = true;
    }
    return end + 1;
  }

  std::string fill_optional(std::string_view text) const {
    std::string out;
    bool incomplete = false;
    for (std::size_t at = 0; at < text.size();) at = append(text, at, out, &incomplete);
    return incomplete ? "" : out;
  }

  std::optional<std::string> given(std::string_view name) const {
    for (const auto& [key, value] : remark_.args) {
      if (key == name && !value.empty()) return value;
    }
    return std::nullopt;
  }

  std::optional<std::string> argument(std::string_view name) const {
    const std::string of(name);
    for (const std::string& key :
         {of + "." + std::string(language_name(language_)), of, of + ".en"}) {
      auto value = given(key);
      if (!value) continue;
      // A label that is a question is quoted without its mark.
      if (name == "meaning") value->resize(value->find_last_not_of(" ?:") + 1);
      // Of a key in a text the detail is the names of its members.
      const bool members =
          remark_.code == RemarkCode::kPrivateKey && remark_.place.text_source != nullptr;
      if (name == "detail" && !members) return reader_words(*value, language_);
      return value;
    }
    if (name == "label" && !remark_.place.label.empty()) return remark_.place.label;
    if (name == "meaning") return argument("label");
    if (name == "value" && !remark_.place.text.empty()) return remark_.place.text;
    if (name == "percent") return std::to_string(remark_.place.confidence);
    if (name == "name") return file_words(region_of_place(remark_.place));
    if (remark_.others.empty()) return std::nullopt;
    const Origin& other = remark_.others.front();
    if (name == "other" && !other.text.empty()) return other.text;
    if (name == "otherPlace") return place_words(region_of_place(other), language_);
    return std::nullopt;
  }

  const ReadingRemark& remark_;
  Language language_;
};

/// Whether a finding says of a key set what a remark on a private key says already.
bool is_same_secret(const Finding& finding, const ReadingRemark& remark) {
  return remark.code == RemarkCode::kPrivateKey && finding.verdict == Verdict::kFail &&
         finding.pointer.ends_with("/privateMembers");
}

/// A private key is told once, by the reading: what rules say of it is taken out.
void tell_secrets_once(Report& report, const std::vector<ReadingRemark>& remarks) {
  std::vector<Finding> kept;
  Counts& counts = report.counts;
  for (Finding& finding : report.findings) {
    const bool told = std::any_of(remarks.begin(), remarks.end(), [&](const ReadingRemark& remark) {
      return is_same_secret(finding, remark);
    });
    if (!told) {
      kept.push_back(std::move(finding));
      continue;
    }
    --counts.fail;
    if (finding.severity == Severity::kError) --counts.errors;
    if (finding.severity == Severity::kWarning) --counts.warnings;
    if (finding.severity == Severity::kNote) --counts.notes;
    if (finding.question) --counts.questions;
    std::move(finding.consequences.begin(), finding.consequences.end(), std::back_inserter(kept));
  }
  report.findings = std::move(kept);
}

/// A failing finding whose place or whose premise is in doubt.
class Doubter {
 public:
  Doubter(Report& report, const std::vector<ReadingRemark>& remarks, const Doubts& doubts)
      : report_(report), remarks_(remarks), doubts_(doubts) {}

  /// Takes the findings in doubt out of the report; `findings` of the remarks get them.
  void run(std::vector<Finding>& readings) {
    std::vector<Finding> kept;
    for (Finding& finding : report_.findings) {
      const std::string doubtful = doubt_of(finding);
      if (doubtful.empty() && finding.region.confidence >= kSureOfLabel) {
        kept.push_back(std::move(finding));
        continue;
      }
      if (finding.verdict == Verdict::kFail) demote(finding, doubtful);
      const auto owner = std::find_if(readings.begin(), readings.end(), [&](const Finding& other) {
        return is_label_doubt(other) && other.pointer == doubtful;
      });
      if (owner == readings.end()) {
        kept.push_back(std::move(finding));
        continue;
      }
      std::vector<Finding> below = std::move(finding.consequences);
      finding.consequences.clear();
      owner->consequences.push_back(std::move(finding));
      std::move(below.begin(), below.end(), std::back_inserter(owner->consequences));
    }
    report_.findings = std::move(kept);
  }

 private:
  static bool is_label_doubt(const Finding& finding) {
    return finding.rule.ends_with(remark_name(RemarkCode::kLabelDoubtful));
  }

  std::string doubt_of(const Finding& finding) const {
    if (finding.verdict == Verdict::kPass || finding.verdict == Verdict::kNotApplicable) return {};
    const auto known = doubts_.find({finding.rule, finding.pointer});
    if (known != doubts_.end()) return known->second;
    return doubtful_pointer(remarks_, finding.pointer);
  }

  void demote(Finding& finding, const std::string& doubtful) {
    Counts& counts = report_.counts;
    --counts.fail;
    if (finding.severity == Severity::kError) --counts.errors;
    if (finding.severity == Severity::kWarning) --counts.warnings;
    if (finding.severity == Severity::kNote) --counts.notes;
    ++counts.indeterminate;
    if (finding.question) --counts.questions;
    finding.question.reset();
    finding.verdict = Verdict::kIndeterminate;
    std::string label = finding.region.label;
    std::uint8_t confidence = finding.region.confidence;
    for (const ReadingRemark& remark : remarks_) {
      if (remark.code != RemarkCode::kLabelDoubtful || remark.pointer != doubtful) continue;
      label = remark.place.label;
      confidence = remark.place.confidence;
    }
    finding.reason = render_reason(
        {ReasonCode::kReadWithDoubt, {label, std::to_string(confidence)}, {}}, report_.language);
  }

  Report& report_;
  const std::vector<ReadingRemark>& remarks_;
  const Doubts& doubts_;
};

}  // namespace

std::string doubtful_pointer(const std::vector<ReadingRemark>& remarks, std::string_view pointer) {
  std::string found;
  for (const ReadingRemark& remark : remarks) {
    if (remark.code != RemarkCode::kLabelDoubtful || remark.pointer.empty()) continue;
    if (is_at_or_below(pointer, remark.pointer) && remark.pointer.size() > found.size()) {
      found = remark.pointer;
    }
  }
  return found;
}

std::string reading_words(const ReadingRemark& remark, Language language) {
  return Texts(remark, language).fill(reading_entry(remark.code).message);
}

Finding reading_finding(const ReadingRemark& remark, Language language) {
  const ReadingEntry& entry = reading_entry(remark.code);
  const Texts texts(remark, language);
  const std::string name(remark_name(remark.code));
  Finding finding;
  finding.rule = "reading/" + name;
  finding.severity = entry.severity;
  finding.verdict = entry.verdict;
  finding.pointer = remark.pointer;
  finding.region = region_of_place(remark.place);
  finding.message = texts.fill(entry.message);
  finding.why = texts.fill(entry.why);
  finding.help = texts.hint();
  if (finding.help.empty()) finding.help = texts.fill(entry.help);
  if (entry.verdict == Verdict::kIndeterminate) finding.reason = finding.message;
  if (remark.question && !entry.question[0].empty()) {
    Question question;
    question.id = name + ":" + (remark.pointer.empty() ? remark.place.source : remark.pointer);
    question.rule = finding.rule;
    question.type = remark.question->type;
    question.text = texts.fill(entry.question);
    question.choices = remark.question->choices;
    question.writes = remark.question->writes;
    finding.question = std::move(question);
  }
  return finding;
}

void add_reading_findings(Report& report, const std::vector<ReadingRemark>& remarks,
                          const Doubts& doubts, const Limits& limits) {
  tell_secrets_once(report, remarks);
  std::vector<Finding> readings;
  Counts& counts = report.counts;
  for (const ReadingRemark& remark : remarks) {
    Finding finding = reading_finding(remark, report.language);
    const bool fails = finding.verdict == Verdict::kFail;
    ++(fails ? counts.fail : counts.indeterminate);
    if (fails && finding.severity == Severity::kError) ++counts.errors;
    if (fails && finding.severity == Severity::kWarning) ++counts.warnings;
    if (fails && finding.severity == Severity::kNote) ++counts.notes;
    if (finding.question) ++counts.questions;
    const bool rejects = fails && finding.severity == Severity::kError;
    if (readings.size() >= std::size_t{limits.findings} * (rejects ? 2 : 1)) {
      ++counts.suppressed;
      continue;
    }
    readings.push_back(std::move(finding));
  }
  Doubter(report, remarks, doubts).run(readings);
  readings.insert(readings.end(), std::make_move_iterator(report.findings.begin()),
                  std::make_move_iterator(report.findings.end()));
  report.findings = std::move(readings);
  const Disposition by_counts = disposition_of(counts);
  // Without rules nothing is accepted, whatever was read.
  const bool undecided = !report.rule_set && by_counts != Disposition::kReject;
  report.disposition = undecided ? Disposition::kIncomplete : by_counts;
}

}  // namespace intake
