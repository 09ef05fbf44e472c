#include "report/place.h"

#include <optional>
#include <string_view>

#include "report/labels.h"
#include "report/letter.h"
#include "text/unicode.h"

namespace intake {
namespace {

using StepKind = OriginStep::Kind;

constexpr std::size_t kTogether =
    60;  // columns in which a label and what is behind it stay together
constexpr std::size_t kLongestName = 80;  // code points; some labels are whole questions

/// What a person reads first: `section “4”`, the header, the text of the mail.
std::optional<Label> word_before(StepKind kind) {
  switch (kind) {
    case StepKind::kSection:
      return Label::kSection;
    case StepKind::kHeader:
      return Label::kHeader;
    case StepKind::kBody:
      return Label::kMailBody;
    case StepKind::kAnswer:
      return Label::kAnsweredBy;
    case StepKind::kCertificate:
      return Label::kCertificate;
    case StepKind::kKey:
      return Label::kKey;
    default:
      return std::nullopt;
  }
}

/// What tells equal labels apart, or stands for a label that is missing.
std::optional<Label> word_behind(StepKind kind) {
  switch (kind) {
    case StepKind::kTable:
      return Label::kTable;
    case StepKind::kRow:
      return Label::kRow;
    case StepKind::kColumn:
      return Label::kColumn;
    case StepKind::kParagraph:
      return Label::kParagraph;
    case StepKind::kField:
      return Label::kField;
    case StepKind::kPage:
      return Label::kPage;
    default:
      return std::nullopt;
  }
}

class Words {
 public:
  explicit Words(Language language) : language_(language) {}

  std::vector<std::string> pieces(const Region& region) {
    for (const OriginStep& step : region.steps) {
      if (const auto before = word_before(step.kind)) {
        if (step.kind == StepKind::kHeader && step.name == region.label) continue;
        pieces_.push_back(named(*before, step));
      } else if (const auto behind = word_behind(step.kind)) {
        if (step.kind == StepKind::kField && step.name == region.label) continue;
        details_ += (details_.empty() ? "" : ", ") + named(*behind, step);
      } else if (step.kind == StepKind::kMember && step.name != region.label) {
        pieces_.push_back(quoted(step.name, language_));
      }
    }
    const bool labelled = !region.label.empty();
    if (labelled) pieces_.push_back(quoted(region.label, language_));
    if (!details_.empty() && labelled) {
      details_ = "(" + details_ + ")";
      if (display_width(pieces_.back()) + display_width(details_) < kTogether) {
        details_ = pieces_.back() + " " + details_;
        pieces_.pop_back();
      }
    }
    if (!details_.empty()) pieces_.push_back(details_);
    for (std::size_t i = 0; i + 1 < pieces_.size(); ++i) {
      if (!pieces_[i + 1].starts_with('(')) pieces_[i] += ',';
    }
    return std::move(pieces_);
  }

 private:
  std::string named(Label word, const OriginStep& step) const {
    std::string text(label(word, language_));
    if (step.number > 0) text += " " + std::to_string(step.number);
    if (!step.name.empty()) text += " " + quoted(step.name, language_);
    return text;
  }

  Language language_;
  std::vector<std::string> pieces_;
  std::string details_;
};

}  // namespace

std::string quoted(std::string_view name, Language language) {
  std::string words = collapse_blanks(name);
  std::size_t at = 0;
  for (std::size_t i = 0; i < kLongestName && at < words.size(); ++i)
    (void)next_code_point(words, at);
  if (at < words.size()) words = words.substr(0, at) + "…";
  return in_quotes(words, language);
}

std::string file_words(const Region& region) {
  std::string words = region.source;
  for (const OriginStep& step : region.steps) {
    if (step.kind != StepKind::kPart) continue;
    words += " » " + (step.name.empty() ? std::to_string(step.number) : step.name);
  }
  return words;
}

std::vector<std::string> place_pieces(const Region& region, Language language) {
  if (region.source.empty()) return {};
  std::vector<std::string> pieces = Words(language).pieces(region);
  std::string file = file_words(region);
  if (region.line > 0) {
    file += ":" + std::to_string(region.line) + ":" + std::to_string(region.column);
  }
  if (!pieces.empty()) file += ',';
  pieces.insert(pieces.begin(), std::move(file));
  return pieces;
}

std::string place_words(const Region& region, Language language) {
  std::string words;
  for (const std::string& piece : place_pieces(region, language)) {
    words += (words.empty() ? "" : " ") + piece;
  }
  return words;
}

std::string place_in_file(const Region& region, Language language) {
  std::string words;
  for (const std::string& piece : Words(language).pieces(region)) {
    words += (words.empty() ? "" : " ") + piece;
  }
  return words;
}

std::string confidence_words(const Region& region, Language language) {
  if (region.confidence >= 100) return {};
  std::string words(label(Label::kReadWith, language));
  const std::size_t at = words.find("{0}");
  return words.replace(at, 3, std::to_string(region.confidence));
}

}  // namespace intake
