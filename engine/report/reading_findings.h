#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <intake/limits.h>
#include <intake/report.h>

#include "submission/remark.h"

namespace intake {

/// Failing findings (rule, pointer) that rest on a value that was read with doubt, and the pointer
/// of that value.
using Doubts = std::map<std::pair<std::string, std::string>, std::string>;

/// The pointer of the label-doubtful remark that a value belongs to; empty: none.
std::string doubtful_pointer(const std::vector<ReadingRemark>& remarks, std::string_view pointer);

/// The finding of one remark.
Finding reading_finding(const ReadingRemark& remark, Language language);
/// One line for a person: its message.
std::string reading_words(const ReadingRemark& remark, Language language);

/// Puts the findings of the reading before those of the rules. A failing finding that rests on a
/// doubtful value, or stands at one, becomes an indeterminate consequence of that doubt: what was
/// read with doubt is never rejected. Counts and disposition follow.
void add_reading_findings(Report& report, const std::vector<ReadingRemark>& remarks,
                          const Doubts& doubts, const Limits& limits);

}  // namespace intake
