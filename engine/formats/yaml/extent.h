#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "text/span.h"

namespace intake::yaml {

/// Where things of a YAML text begin and end: what the parser's start marks leave open.
/// All positions are byte offsets; a line ends at LF or CRLF.

/// 3 where the text begins with a UTF-8 byte order mark, else 0.
std::uint32_t bom_size(std::string_view text);

inline bool is_blank_byte(char c) { return c == ' ' || c == '\t'; }
inline bool is_break_byte(char c) { return c == '\n' || c == '\r'; }

/// The byte at `at`, or NUL at and past the end.
inline char byte_at(std::string_view text, std::uint32_t at) {
  return at < text.size() ? text[at] : '\0';
}
inline bool is_blank_break_or_end(std::string_view text, std::uint32_t at) {
  return at >= text.size() || is_blank_byte(text[at]) || is_break_byte(text[at]);
}

/// First byte of the line that holds `at` (after the BOM on the first line).
std::uint32_t line_begin(std::string_view text, std::uint32_t at);
/// The line break after `at`, or the end of the text.
std::uint32_t line_end(std::string_view text, std::uint32_t at);
/// The first byte of the next line, or the end of the text.
std::uint32_t next_line(std::string_view text, std::uint32_t at);
/// Past spaces and tabs.
std::uint32_t skip_spaces(std::string_view text, std::uint32_t at);
/// Past spaces, tabs, line breaks and comments. A `#` without a blank before it is no comment.
std::uint32_t skip_gap(std::string_view text, std::uint32_t at);
/// True where a comment stands in [begin, end), which holds no quoted text.
bool has_comment(std::string_view text, std::uint32_t begin, std::uint32_t end);
/// `---` or `...` at the start of a line, followed by a blank, a break or the end.
bool is_document_marker(std::string_view text, std::uint32_t at, char which);

/// Properties (`&anchor`, `!tag`) from `at`: at most `most` of them. `end` is where the last one
/// ends; `next` the first byte after the gap behind it. No properties: both are `at`.
struct Properties {
  std::uint32_t end = 0;
  std::uint32_t next = 0;
  std::uint32_t count = 0;
};
Properties skip_properties(std::string_view text, std::uint32_t at, std::uint32_t most = 2);

/// Past the closing quote of the text that opens at `at`, or nullopt where it is not closed.
std::optional<std::uint32_t> quoted_end(std::string_view text, std::uint32_t at);
/// The end of a plain text that begins at `at` and was read as `value` (line breaks folded), or
/// nullopt where the text does not say that.
std::optional<std::uint32_t> plain_end(std::string_view text, std::uint32_t at,
                                       std::string_view value);
/// Past `*name`.
std::uint32_t alias_end(std::string_view text, std::uint32_t at);
/// Length of `null`, `~` ... at `at`, where it stands alone; else 0.
std::uint32_t null_word(std::string_view text, std::uint32_t at);

/// A literal or folded text whose indicator stands at `at`; `parent` is the column of the
/// enclosing block list or map, -1 at the top.
struct BlockScalar {
  std::uint32_t header_end = 0;  // after the indicators
  std::uint32_t end = 0;         // of the last line of content, its break excluded
  std::uint32_t indent = 0;      // columns of the content
};
BlockScalar block_scalar_extent(std::string_view text, std::uint32_t at, std::int32_t parent);

}  // namespace intake::yaml
