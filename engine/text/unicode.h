#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace intake {

/// The offset of the first byte that is not valid UTF-8, or nullopt.
std::optional<std::size_t> find_invalid_utf8(std::string_view text);

/// Number of code points of valid UTF-8.
std::size_t count_code_points(std::string_view text);

/// The code point that starts at `offset`, which moves past it. `text` is valid UTF-8.
char32_t next_code_point(std::string_view text, std::size_t& offset);
void append_utf8(std::string& out, char32_t code_point);

/// Blanks as people paste them: Unicode White_Space (no-break spaces included), zero-width
/// characters (U+200B..U+200D, U+2060, U+FEFF), soft hyphen, bidi marks.
bool is_blank(char32_t c);
/// The invisible ones among them: zero-width, soft hyphen, bidi marks.
bool is_invisible(char32_t c);

/// Without blanks (is_blank) at both ends.
std::string_view trim_blanks(std::string_view text);
/// Trimmed; every inner run of blanks becomes one U+0020; invisible characters vanish.
std::string collapse_blanks(std::string_view text);

std::string to_upper(std::string_view text);  // simple case mapping, code point by code point
std::string to_lower(std::string_view text);
std::string to_nfc(std::string_view text);  // Unicode NFC
std::string to_nfkc(std::string_view text);
/// Equal under Unicode simple case folding.
bool equal_ignoring_case(std::string_view a, std::string_view b);
/// For comparing names: NFKC, case-folded, marks stripped, blanks collapsed.
std::string fold_for_comparison(std::string_view text);

/// Columns a terminal needs (East Asian wide = 2, combining = 0).
std::size_t display_width(std::string_view text);

}  // namespace intake
