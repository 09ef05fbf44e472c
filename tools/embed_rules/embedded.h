#pragma once

#include <span>
#include <string_view>

namespace intake {

/// A file of rules/ or schemas/ that was parsed when the program was built (DocumentImage).
struct EmbeddedFile {
  std::string_view path;  // rules/ctr-rest/1.0.0/ruleset.yaml; its head: the same and `.head`
  std::string_view image;
};

/// Sorted by path; lives as long as the program.
std::span<const EmbeddedFile> embedded_files();

}  // namespace intake
