#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "document/datum.h"
#include "document/document.h"
#include "text/edit.h"
#include "text/source.h"

namespace intake {

/// One format a submission can come in: how to read it and how to write a change back into the
/// same bytes. The catalogue in format.cc is the only list.
struct Format {
  std::string_view name;                         // "yaml"
  std::span<const std::string_view> extensions;  // with dot, lower case
  Result<Document> (*read)(SourcePtr source, const Limits& limits);
  /// The byte edits that make `changes` in the text of `document` and leave every other byte as
  /// it was: comments, quoting, order, line ends. kRefused (with the reason in `what`) where a
  /// change cannot be made in place. Verified by reading the edited text again and comparing the
  /// whole tree with the intended one.
  Result<std::vector<Edit>> (*edit)(const Document& document, const std::vector<Change>& changes,
                                    const Limits& limits);
  /// The whole value as a new text of this format (for convert).
  std::string (*write)(View value);
};

std::span<const Format> formats();
const Format* find_format(std::string_view name);
/// By file name extension, else by content (first non-blank byte `{` or `[` reads as JSON);
/// never null: YAML is the last resort.
const Format& recognise_format(std::string_view file_name, std::string_view bytes);

}  // namespace intake
