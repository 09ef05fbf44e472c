#include "text/source.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "text/unicode.h"

namespace intake {
namespace {

constexpr std::string_view kBom = "\xEF\xBB\xBF";

}  // namespace

Source::Source(std::string name, std::string bytes)
    : name_(std::move(name)), place_{name_, 0, 1}, own_(std::move(bytes)), bytes_(own_) {}

Source::Source(std::string name, std::string bytes, StreamPlace place)
    : name_(std::move(name)), place_(std::move(place)), own_(std::move(bytes)), bytes_(own_) {}

std::shared_ptr<const Source> Source::borrowed(std::string name, std::string_view bytes) {
  auto source = std::make_shared<Source>(std::move(name), std::string());
  source->bytes_ = bytes;
  return source;
}

std::shared_ptr<const Source> Source::rewritten(std::string bytes) const {
  return std::make_shared<const Source>(name_, std::move(bytes), place_);
}

std::string_view Source::slice(ByteSpan span) const {
  const std::size_t begin = std::min<std::size_t>(span.begin, bytes_.size());
  const std::size_t end = std::min<std::size_t>(std::max(span.begin, span.end), bytes_.size());
  return bytes_.substr(begin, end - begin);
}

const std::vector<std::uint32_t>& Source::starts() const {
  std::call_once(starts_made_, [this] {
    starts_.push_back(bytes_.starts_with(kBom) ? 3 : 0);
    const char* const end = bytes_.data() + bytes_.size();
    const auto find = [&](const char* from, char wanted) {
      const void* found =
          from == end ? nullptr : std::memchr(from, wanted, static_cast<std::size_t>(end - from));
      return found == nullptr ? end : static_cast<const char*>(found);
    };
    const auto add = [&](const char* after) {
      starts_.push_back(static_cast<std::uint32_t>(after - bytes_.data()));
    };
    const char* cr = find(bytes_.data(), '\r');
    for (const char* at = bytes_.data(); at != end;) {
      const char* const lf = find(at, '\n');
      for (; cr < lf; cr = find(cr + 1, '\r')) {
        if (cr + 1 != lf || lf == end) add(cr + 1);
      }
      if (lf == end) break;
      add(lf + 1);
      at = lf + 1;
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
  return {line, code_points_between(begin, at) + 1};
}

std::uint32_t Source::code_points_between(std::size_t begin, std::size_t end) const {
  const auto count = [this](std::size_t from, std::size_t to) {
    return static_cast<std::uint32_t>(count_code_points(bytes_.substr(from, to - from)));
  };
  constexpr std::size_t kBlock = 512;
  if (end - begin < 4 * kBlock) return count(begin, end);
  // Many places on one long line: no byte is counted again for each of them.
  std::call_once(blocks_made_, [&] {
    blocks_.push_back(0);
    for (std::size_t at = kBlock; at <= bytes_.size(); at += kBlock) {
      blocks_.push_back(blocks_.back() + count(at - kBlock, at));
    }
  });
  const std::size_t first = (begin + kBlock - 1) / kBlock, last = end / kBlock;
  return count(begin, first * kBlock) + blocks_[last] - blocks_[first] + count(last * kBlock, end);
}

std::string_view Source::line_text(std::uint32_t line) const {
  if (line < place_.line || line > line_count()) return {};
  const std::size_t begin = line_begin(line);
  const std::size_t end = line < line_count() ? starts()[line - place_.line + 1] : bytes_.size();
  std::string_view text = bytes_.substr(begin, end - begin);
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
