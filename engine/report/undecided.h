#pragma once

#include <string>
#include <vector>

#include <intake/report.h>

namespace intake {

/// Why it is not known which rules a submission is to be checked against, and what to do about it.
/// Only of a report without a rule set.
std::string undecided_words(const Report& report, Language language);

/// "a, b", control characters escaped.
std::string joined_names(const std::vector<std::string>& names);

}  // namespace intake
