#pragma once

#include <functional>
#include <string>

#include "formats/format.h"

namespace intake::yaml {

/// Reads one YAML 1.2 document with the core schema, typed here on the raw text. Quoted and block
/// scalars are text. Of plain ones, text stays what YAML 1.1 took for something else (`no`, dates,
/// `1_000`), and three things that the core schema would type: a number with a leading zero
/// (`0123`, `01.5`: identifiers look like that), integers beyond 64 bits, and what JSON cannot hold
/// (`.inf`, `.nan`, `1e999`). `0o17` and `0x1F` are integers. The tags of the core schema are
/// honoured. A member name is text as it is written (`1:` is "1"); `<<` is a name like any other.
///
/// Errors with a place: duplicate names, a second document, anything after the end, unterminated
/// quotes, a name without `:`, names that are lists or maps, members without a name, tabs as
/// indentation, other tags, aliases that are undefined, cyclic or over the limit, invalid UTF-8,
/// NUL, CR-only line ends. Nothing but blanks and comments: kEmpty.
Result<Document> read(SourcePtr source, const Limits& limits);
/// Every document of a stream, each with spans into the same source.
Result<std::vector<Document>> read_stream(SourcePtr source, const Limits& limits);
/// As Format::edit. Refused are aliases, anchored scalars and what stands below an anchor that an
/// alias repeats. A list or map that is replaced by one of its kind changes entry by entry, so that
/// the comments of what stays survive.
Result<std::vector<Edit>> edit(const Document& document, const std::vector<Change>& changes,
                               const Limits& limits);
/// Block style; texts quoted where plain they would be read as something else, by this reader or
/// one of YAML 1.1; texts of several lines as literal blocks where that is exact.
std::string write(View value);
/// The same with comments: what is said behind each value, see Layout::comment.
std::string write_commented(View value, const std::function<std::string(View)>& comment);
/// A scalar as it can stand in block or flow context on one line: plain where that reads back as
/// the same string, else double-quoted.
std::string write_scalar(View value, bool flow);

}  // namespace intake::yaml
