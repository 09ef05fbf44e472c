#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <intake/report.h>
#include <intake/result.h>

/// Submissions made from the rules alone, and the first files of new rule sets and rules. Numbers
/// that are made have right check digits; people, keys and certificates are never made up.
namespace intake {

/// The smallest submission that was found for a rule set.
struct SynthesisedSubmission {
  std::string text;  // YAML, each member with a comment: label, meaning, example, passage
  Report report;     // of that text
};

/// One submission that shows a rule at its bound.
struct BoundaryExample {
  std::string text;                 // YAML; empty: none was found
  std::string why_not;              // "`expr`: ...", where none was found
  std::string pointer;              // where the rule passes or fails
  std::string value;                // what stands there, as JSON; empty: nothing
  std::string how;                  // what was changed: "one character too many"; may be empty
  std::string message;              // of the finding
  std::vector<std::string> others;  // ids of other rules that have something to say here
};

struct RuleBoundary {
  std::string rule;  // public id
  BoundaryExample passes, fails;
  std::string cases;  // the same as a case file; empty where neither was found
};

/// A file of a rule set to write; `path` as in RuleFile.
struct NewFile {
  std::string path;
  std::string bytes;
  bool exists = false;  // takes the place of one that is there, of which every byte stays
};

struct NewRule {
  std::vector<NewFile> files;
  std::vector<Fault> faults;  // of the set as it is, or as it would be with the rule
  std::optional<Error> error;
};

/// The files of a new rule set with one rule, its cases, and comments that teach.
Result<std::vector<NewFile>> new_rule_set(std::string_view name);

}  // namespace intake
