#include "text/source.h"

#include <algorithm>
#include <utility>

#include "text/unicode.h"

namespace intake {
namespace {

constexpr std::string_view kBom = "\xEF\xBB\xBF";

}  // namespace

Source::Source(std::string name, std::string bytes)
    : name_(std::move(name)), place_{name_, 0, 1}, bytes_(std::move(bytes)) {}

Source::Source(std::string name, std::string bytes, StreamPlace place)
    : name_(std::move(name)), place_(std::move(place)), bytes_(std::move(bytes)) {}

std::shared_ptr<const Source> Source::rewritten(std::string bytes) const {
  return std::make_shared<const Source>(name_, std::move(bytes), place_);
}

std::string_view Source::slice(ByteSpan span) const {
  const std::size_t begin = std::min<std::size_t>(span.begin, bytes_.size());
  const std::size_t end = std::min<std::size_t>(std::max(span.begin, span.end), bytes_.size());
  return std::string_view(bytes_).substr(begin, end - begin);
}

const std::vector<std::uint32_t>& Source::starts() const {
  std::call_once(starts_made_, [this] {
    starts_.push_back(bytes_.starts_with(kBom) ? 3 : 0);
    for (std::size_t i = 0; i < bytes_.size(); ++i) {
      const bool lone_cr = bytes_[i] == '\r' && (i + 1 == bytes_.size() || bytes_[i + 1] != '\n');
      if (bytes_[i] == '\n' || lone_cr) starts_.push_back(static_cast<std::uint32_t>(i + 1));
    }
  });
  return starts_;
}

LineColumn Source::locate(std::uint32_t offset) const {
  const auto& lines = starts();
  const auto at = static_cast<std::uint32_t>(std::min<std::size_t>(offset, bytes_.size()));
  const auto after = std::upper_bound(lines.begin(), lines.end(), at);
  if (after == lines.begin()) return {place_.line, 1};  // inside the BOM
  const std::uint32_t begin = *(after - 1);
  const auto line = static_cast<std::uint32_t>(after - lines.begin()) + place_.line - 1;
  const std::string_view before = std::string_view(bytes_).substr(begin, at - begin);
  return {line, static_cast<std::uint32_t>(count_code_points(before)) + 1};
}

std::string_view Source::line_text(std::uint32_t line) const {
  if (line < place_.line || line > line_count()) return {};
  const std::size_t begin = line_begin(line);
  const std::size_t end = line < line_count() ? starts()[line - place_.line + 1] : bytes_.size();
  std::string_view text = std::string_view(bytes_).substr(begin, end - begin);
  if (text.ends_with('\n')) text.remove_suffix(1);
  if (text.ends_with('\r')) text.remove_suffix(1);
  return text;
}

std::uint32_t Source::line_begin(std::uint32_t line) const {
  if (line < place_.line || line > line_count()) return static_cast<std::uint32_t>(bytes_.size());
  return starts()[line - place_.line];
}

std::uint32_t Source::line_count() const {
  return static_cast<std::uint32_t>(starts().size()) + place_.line - 1;
}

Error error_at(const Source& source, std::uint32_t offset, ErrorCode code, std::string what,
               std::string hint) {
  const LineColumn at = source.locate(offset);
  return {code,
          std::move(what),
          std::move(hint),
          {source.file(), at.line, at.column, source.file_offset() + offset}};
}

}  // namespace intake
