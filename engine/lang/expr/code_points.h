#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Texts as sequences of Unicode code points. Texts are valid UTF-8; every index counts code
/// points from 0, unless it says bytes; every function takes time linear in its texts.
namespace intake::expr {

/// The byte where a code point begins; the size of the text for the index behind the last one;
/// nullopt beyond it or below 0.
std::optional<std::size_t> byte_at(std::string_view text, std::int64_t index);

/// -1: none. `from` and `last` are indexes of the text, or one behind.
std::int64_t index_of(std::string_view text, std::string_view part, std::int64_t from);
/// The last occurrence that begins at or before `last`.
std::int64_t last_index_of(std::string_view text, std::string_view part, std::int64_t last);

/// The bytes where `part` occurs, not overlapping; an empty part occurs before every code point
/// and at the end. At most `most` of them.
std::vector<std::size_t> occurrences(std::string_view text, std::string_view part,
                                     std::size_t most);

std::string lower_ascii(std::string_view text);
std::string upper_ascii(std::string_view text);
std::string reversed(std::string_view text);
/// Without Unicode White_Space at both ends (zero-width characters stay).
std::string_view trim_white_space(std::string_view text);
/// In quotes, with escapes for quotes, backslashes and \a \b \f \n \r \t \v.
std::string quoted_literal(std::string_view text);

}  // namespace intake::expr
