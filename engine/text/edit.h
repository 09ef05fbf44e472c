#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "text/span.h"

namespace intake {

/// Replaces the bytes of `span` (an insertion where it is empty) by `text`.
struct Edit {
  ByteSpan span;
  std::string text;
};

/// Applies edits sorted by begin that do not overlap (insertions at the same point keep their
/// order). kRefused where they overlap, are unsorted or leave the text.
Result<std::string> apply_edits(std::string_view text, const std::vector<Edit>& edits);

/// A unified diff (3 lines of context) with `--- a` and `+++ b` headers and the
/// `\ No newline at end of file` marker; empty where both are equal.
std::string unified_diff(std::string_view before, std::string_view after,
                         std::string_view before_name, std::string_view after_name);

}  // namespace intake
