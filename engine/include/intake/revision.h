#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <intake/report.h>

namespace intake {

struct RenderOptions;  // <intake/intake.h>

/// How much of a version has to change. The table is in docs/decisions/0015.
enum class Bump : std::uint8_t { kNone, kPatch, kMinor, kMajor };

/// One way in which a rule differs; a rule may differ in several.
struct RuleChange {
  enum class Kind : std::uint8_t {
    kAdded,
    kRemoved,
    kRenamed,    // the former id is redirected
    kReused,     // an id that was given up stands for a rule again
    kTightened,  // what was well may now be found at fault
    kLoosened,
    kChanged,  // both, or neither the rules nor the cases tell which
    kSeverity,
    kFixes,  // repairs and questions
    kLife,   // deprecated, or not any more
    kTexts,
  };
  Kind kind = Kind::kChanged;
  std::string rule;                  // public id, that of the later version where it has one
  std::string former;                // kRenamed: the id before
  Severity before = Severity::kOff;  // what it counts as; kOff also where it is not there
  Severity after = Severity::kOff;
  std::vector<std::string> details;  // "assert: `max` of `length` is 20, was 30"
  std::string evidence;  // the submission that shows it, where the rules themselves do not tell
  Bump bump = Bump::kNone;
};

struct ListChange {
  std::string list;                         // set/name
  std::vector<std::string> added, removed;  // rows as JSON text
  Bump bump = Bump::kNone;
};

struct ParameterChange {
  std::string parameter;                     // set/name
  std::optional<std::string> before, after;  // default as JSON text; unset: it is not there
  Bump bump = Bump::kNone;
};

/// Something else of the set: its schema, languages, names that others may use.
struct SetChange {
  std::string what;
  Bump bump = Bump::kNone;
};

/// A submission of the corpus whose disposition differs.
struct Flip {
  std::string submission;
  Disposition before = Disposition::kAccept;
  Disposition after = Disposition::kAccept;
  std::vector<std::string> rules;  // that say something else of it
  Bump bump = Bump::kNone;
};

struct Comparison {
  RuleSetRef before, after;
  std::vector<RuleChange> rules;  // by kind, then in rule order
  std::vector<ListChange> lists;
  std::vector<ParameterChange> parameters;
  std::vector<SetChange> others;
  std::vector<Flip> flips;
  std::size_t submissions = 0;  // compared: of cases and of the corpus
  Bump bump = Bump::kNone;      // that the changes need
  std::string least;            // the lowest version that says so
  bool enough = true;           // the later version is that or higher; or it is no later one
  std::vector<Fault> faults;
  std::optional<Error> error;
};

std::string render_comparison_text(const Comparison& comparison, const RenderOptions& options);
/// One JSON object (schemas/diff/1.schema.json), final newline.
std::string render_comparison_json(const Comparison& comparison, const RenderOptions& options);

/// What publishing would do. Nothing was written.
struct Publication {
  struct Refusal {
    std::string set;  // name@version
    std::string what, hint;
  };
  std::vector<RuleSetRef> sets;     // that would be published, in this order
  std::vector<RuleSetRef> already;  // that are, unchanged
  std::vector<Refusal> refusals;    // not empty: nothing may be published
  std::vector<Fault> faults;
  std::optional<Error> error;
  std::string text;  // of rules/PUBLISHED afterwards; empty where it may not be written
};

}  // namespace intake
