#pragma once

#include <functional>
#include <string>

#include <intake/timeline.h>

#include "revision/instants.h"

namespace intake {

/// What a check says at a time (RFC 3339). `same_rules`: no rule set, list or rule came into or
/// went out of force since the time before.
using Judge = std::function<Report(const std::string& now, bool same_rules)>;

/// Judges at each instant, and once before the first, and keeps the states that differ from the one
/// before. `validity` are those of `instants` at which rules change.
Timeline make_timeline(const Instants& instants, const Instants& validity, std::int64_t now,
                       const Judge& judge);

}  // namespace intake
