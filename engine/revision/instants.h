#pragma once

#include <cstdint>
#include <set>
#include <string>

#include "base/result.h"
#include "document/document.h"
#include "ruleset/rule_files.h"

namespace intake {

/// Points in time, in seconds since 1970-01-01T00:00:00Z; years 0001 to 9999.
using Instants = std::set<std::int64_t>;

/// `2026-05-01T00:00:00Z`.
std::string text_of_instant(std::int64_t second);
/// The instant of an RFC 3339 date or date-time; kUsage where it is none.
Result<std::int64_t> instant_of(std::string_view text);

/// The midnights at which a rule set, a list or a rule comes into or goes out of force.
Instants validity_instants(const RuleFiles& files, const Limits& limits);

/// The instants at which a comparison with `now` may turn out differently: the dates of the
/// submission, of rules and of lists, as much earlier and later as the durations there and in the
/// submission say. More than needed, never fewer, but for expressions that take `now` apart. Empty
/// where no rule compares with `now`. kLimit over Limits::timeline_instants.
Result<Instants> comparison_instants(const RuleFiles& files, const Document& submission,
                                     const Limits& limits);

}  // namespace intake
