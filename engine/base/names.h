#pragma once

#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/arena.h"

namespace intake {

/// The number of an interned member name within one Names table.
using NameId = std::uint32_t;
inline constexpr NameId kNoName = 0xffffffff;

/// Interned member names: equal text, equal number. Numbers count from 0 in order of first
/// appearance. Not thread-safe while interning; reading is.
class Names {
 public:
  NameId intern(std::string_view text) {
    if (auto found = ids_.find(text); found != ids_.end()) return found->second;
    const std::string_view kept = arena_.copy(text);
    const auto id = static_cast<NameId>(texts_.size());
    texts_.push_back(kept);
    ids_.emplace(kept, id);
    return id;
  }

  /// kNoName where the text was never interned.
  NameId find(std::string_view text) const {
    const auto found = ids_.find(text);
    return found == ids_.end() ? kNoName : found->second;
  }

  std::string_view text(NameId id) const { return texts_[id]; }
  std::size_t size() const { return texts_.size(); }

 private:
  Arena arena_;
  std::vector<std::string_view> texts_;
  std::unordered_map<std::string_view, NameId> ids_;
};

}  // namespace intake
