#include "text_page.h"

#include <algorithm>

#include "base/suggest.h"
#include "report/escape.h"
#include "text/unicode.h"

namespace intake::cli {

void TextPage::bold(std::string_view words) {
  text_ += color_ ? "\x1b[1m" + std::string(words) + "\x1b[0m" : std::string(words);
}

void TextPage::title(std::string_view words) {
  if (!text_.empty()) text_ += '\n';
  bold(escape_controls(words));
  text_ += '\n';
}

void TextPage::line(std::string_view words) {
  text_ += wrap(escape_controls(words), 0, 2, width_);
  text_ += '\n';
}

void TextPage::verbatim(std::string_view lines) {
  for (std::size_t at = 0; at < lines.size();) {
    const std::size_t end = std::min(lines.find('\n', at), lines.size());
    text_ += escape_controls(lines.substr(at, end - at));
    text_ += '\n';
    at = end + 1;
  }
}

void TextPage::item(std::string_view name, std::string_view words) {
  if (words.empty()) return;
  text_ += "  ";
  bold(std::string(name) + ":");
  text_ += ' ';
  text_ += wrap(escape_controls(words), display_width(name) + 4, 6, width_);
  text_ += '\n';
}

std::string nearest_id(std::string_view wanted, const std::vector<std::string>& ids) {
  std::vector<std::string_view> names;
  for (const std::string& id : ids) {
    const std::size_t slash = id.find('/');
    const bool whole = wanted.find('/') != std::string_view::npos;
    names.push_back(whole || slash == std::string::npos ? std::string_view(id)
                                                        : std::string_view(id).substr(slash + 1));
  }
  return closest(wanted, names).value_or("");
}

}  // namespace intake::cli
