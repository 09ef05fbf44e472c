#include "report/excerpt.h"

#include <algorithm>
#include <utility>

#include "report/escape.h"
#include "text/unicode.h"

namespace intake {
namespace {

/// Keeps the marked part of a long line in sight.
void cut(PrintableLine& line, std::size_t room) {
  if (display_width(line.text) <= room) return;
  const std::size_t from = line.begin > room / 2 ? line.begin - room / 2 : 0;
  std::string kept;
  std::size_t width = 0;
  for (std::size_t at = 0; at < line.text.size();) {
    const std::size_t start = at;
    (void)next_code_point(line.text, at);
    const std::string_view piece = std::string_view(line.text).substr(start, at - start);
    const std::size_t w = display_width(piece);
    if (width >= from && width + w <= from + room - 1) kept += piece;
    width += w;
  }
  const bool after = width > from + room - 1;
  if (from > 0) {
    std::size_t first = 0;
    (void)next_code_point(kept, first);
    kept = "…" + kept.substr(first);
  }
  if (after) kept += "…";
  line.text = std::move(kept);
  line.begin -= std::min(from, line.begin);
  line.end = std::min(line.end > from ? line.end - from : 0, room - 1);
  line.end = std::max(line.end, line.begin);
}

}  // namespace

std::string excerpt_text(const Region& region, Style mark, const RenderOptions& options) {
  // What stands in a form or a mail has no line of its own.
  const bool field = region.line == 0;
  if (field && region.excerpt.empty()) return {};
  const bool many = region.end_line > region.line;
  PrintableLine line =
      printable_line(region.excerpt, region.column - region.excerpt_column + 1,
                     many ? 0xffffffffu : region.end_column - region.excerpt_column + 1);
  const std::string number = field ? "  " : std::to_string(region.line);
  const std::string gutter(number.size() + 1, ' ');
  const std::size_t room =
      options.width > gutter.size() + 12 ? options.width - gutter.size() - 2 : 20;
  cut(line, room);
  std::string out = styled(Style::kDim, gutter + "|", options.color) + '\n';
  out += styled(Style::kDim, number + " |", options.color) + ' ' + line.text + '\n';
  out += styled(Style::kDim, gutter + "|", options.color) + ' ' + std::string(line.begin, ' ');
  const std::size_t length = std::max<std::size_t>(line.end - line.begin, 1);
  out += styled(mark, std::string(length, '^'), options.color) + (many ? " ...\n" : "\n");
  return out;
}

}  // namespace intake
