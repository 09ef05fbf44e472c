#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <intake/report.h>

namespace intake {

struct MutationOptions {
  std::vector<std::string> only;  // rule ids; empty: all rules of the set, and what is around them
  bool examples = true;           // look for cases that would notice what survives
};

/// A small change of a rule that no case notices: a case is missing, or a part of the rule says
/// nothing.
struct Survivor {
  std::string rule;      // public id; empty: it is a change of what stands outside the rules
  std::string mutation;  // name of the kind of change
  std::string file;
  std::uint32_t line = 0;
  std::uint32_t column = 0;
  std::string change;   // "pattern without `$`"
  std::string missing;  // "no case has more text at that end"
  /// A case that would notice it, as YAML for the case file of the rule; empty: none was found.
  std::string example;
  /// The example of an earlier survivor of this rule would notice it, too.
  bool noticed_by_earlier = false;
};

/// What the cases of one set notice.
struct MutationReport {
  std::vector<Fault> faults;       // of case files and rule sets; nothing is judged then
  std::vector<std::string> unfit;  // cases that do not pass as it is, and are left aside
  std::uint32_t mutants = 0;       // changes that could be made and run
  std::uint32_t survived = 0;      // of these, unnoticed
  std::uint32_t discarded = 0;     // changes that made the rule set faulty; not in `mutants`
  /// A rule without cases, which nothing notices a change of, is listed once.
  std::vector<Survivor> survivors;  // in the order of the file
};

/// One kind of change, for the reference page.
struct MutationInfo {
  std::string name;
  std::string summary;
};

/// Sorted by name.
std::vector<MutationInfo> mutation_infos();

}  // namespace intake
