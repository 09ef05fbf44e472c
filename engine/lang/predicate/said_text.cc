#include "lang/predicate/said_text.h"

#include <algorithm>

#include "text/unicode.h"

namespace intake {

bool Separators::add(std::string_view line) {
  line = trim_blanks(line);
  const bool open_end = line.ends_with('*');
  if (open_end) line.remove_suffix(1);
  std::string text = fold_for_comparison(trim_blanks(line));
  if (text.empty()) return false;
  separators_.push_back({std::move(text), open_end});
  return true;
}

bool Separators::has(std::string_view line) const {
  if (separators_.empty() || trim_blanks(line).empty()) return false;
  const std::string folded = fold_for_comparison(line);
  return std::any_of(separators_.begin(), separators_.end(), [&](const Separator& separator) {
    return separator.open_end ? folded.starts_with(separator.text) : folded == separator.text;
  });
}

std::string said_text(std::string_view text, const Separators& separators) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view line = text.substr(at, end - at);
    at = end + 1;
    if (separators.has(line)) break;
    if (!trim_blanks(line).starts_with('>')) out += line;
    out += '\n';
  }
  return out;
}

}  // namespace intake
