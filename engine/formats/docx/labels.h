#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace intake::docx {

/// `label: value` in one line. Bytes of the text that was given.
struct LabelledValue {
  std::string label;
  std::size_t begin = 0;  // of the value, with the leaders (`____`) that it is written over
  std::size_t end = 0;
  bool needs_colon = false;  // nothing but leaders parts the label from the value
};

/// From `from` up to `to`: a label, then a colon, a tab, or a leader of dots or underscores.
std::optional<LabelledValue> find_label(std::string_view text, std::size_t from, std::size_t to);

/// Without blanks and leaders at both ends.
std::string_view without_leaders(std::string_view text);
/// A label as it is shown: one line, without the colon at its end.
std::string clean_label(std::string_view text);
/// "5.1 Credentials", "4. General information": a number before words. `deep`: of two levels or
/// more.
bool is_numbered(std::string_view text, bool deep);
/// "Section 4", "Deel 5.1": the number of a part of a document, and nothing else.
bool names_part(std::string_view label);
/// Without blanks, tabs and line ends as ASCII has them; no-break spaces are kept.
std::string_view trim_ascii(std::string_view text);

}  // namespace intake::docx
