#include "report/undecided.h"

#include <algorithm>

#include "report/escape.h"
#include "report/labels.h"

namespace intake {

std::string undecided_words(const Report& report, Language language) {
  const auto say = [&](Label which) { return std::string(label(which, language)); };
  if (report.unusable) {
    return "`" + escape_controls(report.unusable->where.source) + "`: " + say(Label::kUnusable);
  }
  const std::string names = joined_names(report.candidates);
  if (!report.named.empty()) {
    const std::string words = "`" + escape_controls(report.named) + "`: " + say(Label::kNotInForce);
    if (report.suggestion.empty()) return words + (names.empty() ? "" : " (" + names + ")");
    return words + "; " + say(Label::kDidYouMean) + " `" + escape_controls(report.suggestion) +
           "`?";
  }
  // Those that claim the submission are named with their versions.
  const bool no_claims =
      std::none_of(report.candidates.begin(), report.candidates.end(),
                   [](const std::string& name) { return name.find('@') != name.npos; });
  if (no_claims) {
    return say(Label::kNoRuleSet) + "; " + say(Label::kChooseWith) +
           (names.empty() ? "" : ": " + names);
  }
  return say(Label::kSeveralRuleSets) + ": " + names + "; " + say(Label::kChooseWith);
}

std::string joined_names(const std::vector<std::string>& names) {
  std::string words;
  for (const std::string& name : names) words += (words.empty() ? "" : ", ") + name;
  return escape_controls(words);
}

}  // namespace intake
