#pragma once

#include <array>
#include <span>
#include <string>
#include <string_view>

#include <intake/report.h>

#include "submission/remark.h"

namespace intake {

/// What is said of how a submission was read. Texts by Language; `{name}` is an argument of the
/// remark or one of label, text, percent, place, file, otherPlace; what stands in `[]` is left out
/// where one of the names in it has no value.
struct ReadingEntry {
  using Texts = std::array<std::string_view, 4>;
  RemarkCode code = RemarkCode::kLabelDoubtful;
  Severity severity = Severity::kError;
  Verdict verdict = Verdict::kIndeterminate;
  Texts message;
  Texts why;
  Texts help;
  Texts question;  // empty: it asks nothing
};

std::span<const ReadingEntry> reading_entries();
const ReadingEntry& reading_entry(RemarkCode code);
/// A text with all that may be left out, without the brackets around it.
std::string whole_text(std::string_view text);

}  // namespace intake
