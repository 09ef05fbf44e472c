#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <intake/intake.h>

#include "arguments.h"
#include "files.h"

namespace intake::cli {

/// A file of a submission as the repairs leave it.
struct RepairedFile {
  std::string name;  // "-": standard input
  std::string bytes;
  bool changed = false;
  bool text = true;  // YAML or JSON
};

/// Where the repaired files go. All of it is known before the first is written.
class RepairOutput {
 public:
  explicit RepairOutput(const Arguments& arguments);

  /// Why these inputs cannot be written as asked; nothing where they can.
  std::optional<Error> refuse(const std::vector<InputGroup>& groups) const;

  /// The repaired text, the diff or the patch goes to standard output, so the report does not.
  bool uses_stdout() const;
  /// Nothing is written anywhere: the report is all.
  bool is_rehearsal() const;
  /// The files themselves are written somewhere, not only shown as a diff or a patch.
  bool writes_files() const;

  /// The files that were repaired together, or their diff or patch.
  Status write(const std::vector<RepairedFile>& files, std::string_view diff,
               std::string_view patch) const;

 private:
  bool takes_several() const;
  /// The file that the repaired text of an input goes to; empty: none.
  std::string target_of(const std::string& input) const;
  std::optional<Error> refuse_targets(const std::vector<InputGroup>& groups) const;

  const Arguments& arguments_;
  bool folder_ = false;
};

}  // namespace intake::cli
