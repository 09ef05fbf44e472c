#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ruleset/fault_sink.h"
#include "ruleset/rule_files.h"
#include "ruleset/ruleset.h"

namespace intake {

/// What a rules folder keeps by name and version: `<folder><name>/<version><file>`.
struct Versioned {
  std::string_view folder;    // with the final `/`
  std::string_view file;      // what follows the version
  std::string_view unknown;   // "there is no rule set", before the name
  std::string_view versions;  // "the list ", before the name
};

inline constexpr Versioned kRuleSetFiles{"rules/", "/ruleset.yaml", "there is no rule set ", ""};
inline constexpr Versioned kListFiles{"rules/lists/", ".yaml", "there is no list file of the name ",
                                      "the list "};
inline constexpr Versioned kFormMapFiles{"rules/forms/", ".yaml", "there is no form map ",
                                         "the form map "};
inline constexpr Versioned kDossierFiles{"rules/dossiers/", ".yaml", "there is no dossier file ",
                                         "the dossier file "};
inline constexpr Versioned kLetterFiles{"rules/letters/", "/letter.yaml", "there is no letter ",
                                        "the letter "};

struct FileVersion {
  Version version;
  std::string path;
};

/// All versions that are there, highest first. What has no SemVer in its path is left out.
std::vector<FileVersion> find_versions(const RuleFiles& files, const Versioned& kind,
                                       std::string_view name);
/// The names that have a version, sorted.
std::vector<std::string> versioned_names(const RuleFiles& files, const Versioned& kind);

/// `rules/<set>/<version>/` of the path of a rule set file in it; empty for any other path.
std::string_view version_folder(std::string_view path);
/// Whether a file is one that checks read of a version folder: the rule set or messages. Cases are
/// not: they may be added to a version that is published.
bool is_read_of(std::string_view folder, std::string_view path);

/// `name` or `name@range`; nullopt where the range is none.
struct SetReference {
  std::string name;
  std::optional<VersionRange> range;  // unset: any
};
std::optional<SetReference> parse_reference(std::string_view text);

/// What was found for a reference.
struct VersionChoice {
  std::optional<FileVersion> version;
  std::string message;  // why there is none
  std::string hint;
};

/// The highest version in force at `now` that fits; without a range a pre-release only where there
/// is nothing else. `now` empty, or versions that were locked (RuleFiles::locked): whether they are
/// in force does not count. Nothing is reported to `faults`; it knows whether a hint is still worth
/// the trouble.
VersionChoice choose_version(const RuleFiles& files, const Versioned& kind,
                             const SetReference& reference, std::string_view now,
                             const Limits& limits, const FaultSink& faults);

/// What `valid:` says; faults of the dates themselves go to the sink.
Validity parse_validity(View valid, FaultSink& faults);
/// The version that a reference to a rule set means, in force or not: the highest in force at `now`
/// that fits, else the highest that fits. With a clock at which it is in force: `now`, else its
/// first day, else its last.
struct AnyVersion {
  std::string reference;  // name@version; as written where there is none
  std::string now;
};
AnyVersion find_any_version(const RuleFiles& files, std::string_view reference,
                            const std::string& now, const Limits& limits);

/// What the `valid` of such a file says; always where it cannot be read.
Validity validity_of(const RuleFiles& files, const FileVersion& version, const Limits& limits);

}  // namespace intake
