#pragma once

#include <memory>

#include "formats/format.h"

namespace intake::json {

/// Reads one JSON text (RFC 8259). Duplicate names and anything after the value are errors with a
/// place. Integers outside int64/uint64 and 1e999 are errors, not approximations.
Result<Document> read(SourcePtr source, const Limits& limits);
/// With the member names numbered as those of a vocabulary; may be null; frozen.
Result<Document> read(SourcePtr source, const Limits& limits,
                      std::shared_ptr<const Names> vocabulary);
/// As read(), by the parser that can say what is wrong with a text; read() tries Reader first.
Result<Document> read_slowly(SourcePtr source, const Limits& limits,
                             std::shared_ptr<const Names> vocabulary = nullptr);
/// As read(), but the last of equal names wins, for measuring the grammar alone (RFC 8259 leaves
/// duplicates open). Not for submissions.
Result<Document> read_keeping_last(SourcePtr source, const Limits& limits);
Result<std::vector<Edit>> edit(const Document& document, const std::vector<Change>& changes,
                               const Limits& limits);
/// Indented by two blanks, final newline.
std::string write(View value);

/// Applies an RFC 6902 patch (a JSON array) to a document. kRefused where an operation fails.
Result<Document> apply_patch(const Document& document, const Document& patch);

}  // namespace intake::json
