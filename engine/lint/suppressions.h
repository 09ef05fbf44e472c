#pragma once

#include <string>
#include <vector>

#include "document/document.h"
#include "lint/notebook.h"

namespace intake::lint {

/// `# lint-ignore: check, check -- reason`, on the line of a finding or above it; at the id of a
/// rule it holds for the whole rule.
struct Suppression {
  DocumentPtr file;
  ByteSpan span;            // from the `#` to the end of the line
  std::uint32_t line = 0;   // of the comment
  std::uint32_t holds = 0;  // the line it is about
  bool alone = false;       // nothing else stands in its line
  std::vector<std::string> checks;
  std::string reason;
  std::string wrong;  // why it ignores nothing; empty: it is well-formed
  bool used = false;
};

/// Comments only: the words may well stand in a text.
std::vector<Suppression> find_suppressions(const DocumentPtr& file);

/// Whether one of them ignores the note; it then counts as used.
bool is_ignored(const Note& note, std::vector<Suppression>& suppressions);

/// Writes down those that are malformed, or of no use although their checks were made.
void report_suppressions(const std::vector<Suppression>& suppressions, Notebook& notebook);

}  // namespace intake::lint
