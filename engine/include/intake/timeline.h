#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <intake/report.h>

namespace intake {

struct RenderOptions;  // <intake/intake.h>

/// The outcome of a submission over a stretch of time.
struct TimelineState {
  std::string from;  // RFC 3339 date-time in UTC; empty: ever since
  /// What a check says from then on. Its findings are left out: they are those of the state before
  /// without `gone` and with `appeared`.
  Report report;
  std::vector<Finding> appeared;  // each finding and, by itself, each that waited for it
  std::vector<Finding> gone;
};

/// When the outcome of a submission changes: what comes into or goes out of force, and what depends
/// on the time that passes. In the order of time; a state is listed where its disposition, its rule
/// set or its findings (rule, place and verdict) differ from those before.
///
/// Found are the dates of validity, and those at which a date of the submission or of a rule is as
/// far from now as a duration of a rule says. An expression that takes `now` apart (its month, its
/// weekday) is looked at on those dates only.
struct Timeline {
  std::string submission;
  std::string now;
  Language language = Language::kEn;
  std::vector<TimelineState> states;  // not empty, unless there is an error or a fault
  std::size_t current = 0;            // the state that holds at `now`
  std::vector<Fault> faults;          // of a rule set that would be in force at some time
  std::optional<Error> error;
};

/// For people: a line for each state, with the rules that brought it about.
std::string render_timeline_text(std::span<const Timeline> timelines, const RenderOptions& options);
/// One JSON object {tool, timelines} (schemas/timeline/1.schema.json), final newline.
std::string render_timeline_json(std::span<const Timeline> timelines, const RenderOptions& options);

}  // namespace intake
