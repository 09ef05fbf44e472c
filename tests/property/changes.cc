#include "property/changes.h"

#include "document/pointer.h"

namespace intake {
namespace {

bool at_or_below(const std::string& pointer, const std::string& ancestor) {
  return pointer.starts_with(ancestor) &&
         (pointer.size() == ancestor.size() || pointer[ancestor.size()] == '/');
}

std::string parent_of(const std::string& pointer) { return pointer.substr(0, pointer.rfind('/')); }

std::optional<std::uint32_t> index_of(const std::string& pointer) {
  return parse_index(std::string_view(pointer).substr(pointer.rfind('/') + 1));
}

/// Adds `by` to the index that follows `list` in a pointer where `which` says so of that index.
template <class Which>
void shift(std::string& pointer, const std::string& list, int by, Which which) {
  if (!pointer.starts_with(list + "/")) return;
  const std::size_t begin = list.size() + 1;
  const std::size_t end = std::min(pointer.find('/', begin), pointer.size());
  const auto index = parse_index(std::string_view(pointer).substr(begin, end - begin));
  if (!index || !which(*index)) return;
  pointer.replace(begin, end - begin, std::to_string(static_cast<int>(*index) + by));
}

}  // namespace

std::optional<std::string> Moves::after(std::string pointer) const {
  for (const auto& op : patch_) {
    const std::string name = op["op"];
    const std::string path = op["path"];
    if (name == "move") {
      const std::string from = op["from"];
      if (at_or_below(pointer, from)) pointer = path + pointer.substr(from.size());
    } else if (name == "remove") {
      if (at_or_below(pointer, path)) return std::nullopt;
      if (const auto at = index_of(path)) {
        shift(pointer, parent_of(path), -1, [&](std::uint32_t i) { return i > *at; });
      }
    } else if (name == "add") {
      if (const auto at = index_of(path)) {
        shift(pointer, parent_of(path), 1, [&](std::uint32_t i) { return i >= *at; });
      }
    }
  }
  return pointer;
}

std::vector<std::string> Moves::origins() const {
  std::vector<std::string> origins;
  for (std::size_t i = 0; i < patch_.size(); ++i) {
    const auto& own = patch_[i];
    std::string pointer = own["op"] == "move" ? own["from"] : own["path"];
    if (own["op"] == "add") pointer = parent_of(pointer);
    for (std::size_t k = i; k-- > 0;) {
      const auto& op = patch_[k];
      const std::string name = op["op"];
      const std::string path = op["path"];
      if (name == "move" && at_or_below(pointer, path)) {
        pointer = std::string(op["from"]) + pointer.substr(path.size());
      } else if (const auto at = index_of(path); at && name == "remove") {
        shift(pointer, parent_of(path), 1, [&](std::uint32_t n) { return n >= *at; });
      } else if (at && name == "add") {
        if (at_or_below(pointer, path)) pointer = parent_of(path);
        shift(pointer, parent_of(path), -1, [&](std::uint32_t n) { return n > *at; });
      }
    }
    origins.push_back(pointer);
  }
  return origins;
}

}  // namespace intake
