#pragma once

#include <map>
#include <string>
#include <string_view>

#include "base/result.h"
#include "ruleset/rule_files.h"

namespace intake {

/// What rules/PUBLISHED says: every file of a published version by its path in the rules folder
/// (`ctr-rest/1.0.0/ruleset.yaml`), with its SHA-256.
///
/// The text is that of `sha256sum`: digest, two blanks, path; `#` begins a line for people. So
/// `cd rules && sha256sum -c PUBLISHED` verifies it, too.
struct Published {
  std::map<std::string, std::string> files;
  std::string text;  // as read; additions are appended to it

  static Result<Published> read(std::string name, std::string_view text);
  bool has(std::string_view path) const { return files.contains(std::string(path)); }
  /// A line for the file is appended, in the order of the calls.
  void add(std::string path, std::string digest);
};

/// kDigest, with the file, where a published one is missing or differs, or where one that checks
/// would read has come to a published version.
Status verify(const RuleFiles& files, const Published& published, const Limits& limits);

}  // namespace intake
