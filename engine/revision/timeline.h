#pragma once

#include <functional>
#include <string>

#include <intake/timeline.h>

#include "revision/instants.h"

namespace intake {

struct Judgement {
  Report report;
  /// The public id that the rule of a finding has in the rule set of this report; empty: it has the
  /// same, or there is none.
  std::function<std::string(const std::string& rule)> renamed;
};

/// What a check says at a time (RFC 3339). `same_rules`: no rule set, list or rule came into or
/// went out of force since the time before.
using Judge = std::function<Judgement(const std::string& now, bool same_rules)>;

/// Judges at each instant, and once before the first, and keeps the states that differ from the one
/// before. `validity` are those of `instants` at which rules change.
Timeline make_timeline(const Instants& instants, const Instants& validity, std::int64_t now,
                       const Judge& judge);

}  // namespace intake
