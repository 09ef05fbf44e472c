#include "text/excerpt.h"

#include <algorithm>
#include <string>

#include "text/unicode.h"

namespace intake {
namespace {

constexpr std::size_t kAround = 300;  // bytes on either side

}  // namespace

void cut_excerpt(std::string_view line, std::size_t at, Region& region) {
  at = std::min(at, line.size());
  std::size_t from = at > kAround ? at - kAround : 0;
  std::size_t to = std::min(line.size(), at + kAround);
  const auto inside = [&](std::size_t i) {
    return i > 0 && i < line.size() && (static_cast<unsigned char>(line[i]) & 0xC0) == 0x80;
  };
  while (inside(from)) --from;
  while (inside(to)) ++to;
  region.excerpt = std::string(line.substr(from, to - from));
  region.excerpt_column =
      region.column - static_cast<std::uint32_t>(count_code_points(line.substr(from, at - from)));
}

}  // namespace intake
