#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "document/document.h"

namespace intake {

/// The files that rule sets are made of, by path with `/`: `rules/ctr-rest/1.0.0/ruleset.yaml`,
/// `schemas/iam-submission/1.schema.json`. Parsed on first use and kept. Not thread-safe.
class RuleFiles {
 public:
  /// Bytes of a file; YAML or JSON by extension. A later file of the same path replaces it.
  void add(std::string path, std::string bytes);
  /// A file that was parsed at build time (DocumentImage); `image` outlives this object.
  /// Of a path with `.head` behind it: what choosing needs of the rule set file before it.
  void add_image(std::string path, std::string_view image);
  /// Every regular file below `folder` as `prefix` + its relative path. Symbolic links out of the
  /// folder are not followed.
  Status add_folder(const std::string& folder, const std::string& prefix, const Limits& limits);
  /// Other bytes for a file, which keeps the name that faults call it.
  void rewrite(std::string_view path, std::string bytes);
  /// The path of the file that faults call so; empty: there is none.
  std::string path_of(std::string_view shown) const;
  /// Removes all files whose path starts with the prefix.
  void remove(std::string_view prefix);
  /// Removes all files but those that are wanted. What stays are versions that were chosen before:
  /// whether they are in force no longer counts.
  void lock_to(const std::function<bool(std::string_view path)>& wanted);
  bool locked() const { return locked_; }

  bool has(std::string_view path) const;
  /// Sorted paths that start with the prefix.
  std::vector<std::string> list(std::string_view prefix) const;
  /// Calls `visit` with each of them instead.
  template <typename Visit>
  void each(std::string_view prefix, const Visit& visit) const {
    for (auto file = files_.lower_bound(prefix);
         file != files_.end() && file->first.starts_with(prefix); ++file) {
      visit(file->first);
    }
  }
  Result<DocumentPtr> document(std::string_view path, const Limits& limits) const;
  /// As document(); of a file inside the program without its rules, and without places.
  Result<DocumentPtr> head(std::string_view path, const Limits& limits) const;
  /// The name of a file in faults and errors.
  std::string shown(std::string_view path) const;
  /// The bytes of the file as they were before it was parsed.
  Result<std::string_view> bytes(std::string_view path, const Limits& limits) const;

 private:
  struct File {
    std::string bytes;
    std::string_view image;
    std::string_view head_image;
    std::string shown;  // the name in faults, where it is not the path
    mutable DocumentPtr document;
    mutable DocumentPtr head;
  };
  std::map<std::string, File, std::less<>> files_;
  bool locked_ = false;
};

}  // namespace intake
