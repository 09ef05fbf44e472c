#include "document/origin.h"

#include <utility>

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
  std::string_view text = origin.text;
  text = text.substr(0, text.find_first_of("\r\n"));
  std::size_t at = value.empty() ? 0 : text.find(value);
  if (at == std::string_view::npos) at = 0, value = {};
  const std::string_view pointed = value.empty() ? text : value;
  region.excerpt = origin.label.empty() ? "" : origin.label + ": ";
  const std::size_t before = count_code_points(region.excerpt);
  region.excerpt += text;
  region.column = static_cast<std::uint32_t>(before + count_code_points(text.substr(0, at)) + 1);
  region.end_column = region.column + static_cast<std::uint32_t>(count_code_points(pointed));
  return region;
}

}  // namespace intake
