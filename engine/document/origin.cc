#include "document/origin.h"

#include <algorithm>
#include <utility>

#include "text/excerpt.h"
#include "text/unicode.h"

namespace intake {

void Origins::add(std::string pointer, Origin origin) {
  all_.insert_or_assign(std::move(pointer), std::move(origin));
}

const Origin* Origins::find(std::string_view pointer) const {
  const auto found = all_.find(pointer);
  return found == all_.end() ? nullptr : &found->second;
}

const Origin* Origins::nearest(std::string_view pointer, std::string* at) const {
  while (true) {
    if (const Origin* origin = find(pointer)) {
      if (at != nullptr) *at = std::string(pointer);
      return origin;
    }
    if (pointer.empty()) return nullptr;
    pointer = pointer.substr(0, pointer.rfind('/'));
  }
}

Region region_of(const Origin& origin, std::string_view value) {
  Region region;
  region.source = origin.source;
  region.steps = origin.steps;
  region.label = origin.label;
  region.confidence = origin.confidence;
  // What needs no form of its own is the value itself.
  const std::string_view text = origin.text.empty() ? value : origin.text;
  std::size_t at = value.empty() ? std::string_view::npos : text.find(value);
  if (at == std::string_view::npos) at = 0, value = {};
  // The line of the cell in which the value begins.
  const std::size_t line_end = std::min(text.find_first_of("\r\n", at), text.size());
  const std::size_t before = text.substr(0, at).find_last_of("\r\n");
  const std::size_t line_begin = before == std::string_view::npos ? 0 : before + 1;
  const std::string_view pointed =
      text.substr(at, std::min(value.empty() ? text.size() : value.size(), line_end - at));
  std::string line = origin.label.empty() ? "" : collapse_blanks(origin.label) + ": ";
  const std::size_t label_bytes = line.size();
  line += text.substr(line_begin, line_end - line_begin);
  const std::size_t offset = label_bytes + (at - line_begin);
  region.column =
      static_cast<std::uint32_t>(count_code_points(std::string_view(line).substr(0, offset)) + 1);
  region.end_column = region.column + static_cast<std::uint32_t>(count_code_points(pointed));
  cut_excerpt(line, offset, region);
  return region;
}

}  // namespace intake
