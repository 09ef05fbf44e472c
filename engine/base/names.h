#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <string_view>
#include <vector>

#include "base/arena.h"

namespace intake {

/// The number of an interned member name within one Names table.
using NameId = std::uint32_t;
inline constexpr NameId kNoName = 0xffffffff;

/// Interned member names: equal text, equal number. Numbers count from 0 in order of first
/// appearance; those of a base come first and are the same in every table upon it. Not thread-safe
/// while interning; reading is. A look-up is constant time for any choice of names.
class Names {
 public:
  Names() = default;
  /// `base`: a table that nobody adds to any more, itself without a base; null: none.
  explicit Names(std::shared_ptr<const Names> base);

  NameId intern(std::string_view text);
  /// kNoName where the text was never interned.
  NameId find(std::string_view text) const;

  std::string_view text(NameId id) const {
    return id < base_size_ ? base_->texts_[id] : texts_[id - base_size_];
  }
  /// Those of the base included.
  std::size_t size() const { return base_size_ + texts_.size(); }
  /// Null: none.
  const Names* base() const { return base_.get(); }
  const std::shared_ptr<const Names>& shared_base() const { return base_; }

  /// Forgets all names but those of the base.
  void clear();

 private:
  // A free slot has `id` kNoName.
  struct Slot {
    std::uint32_t hash = 0;
    NameId id = kNoName;
  };
  // Names whose slots within this distance are taken stand in `crowded_`, so that names that were
  // chosen to collide cost no more than a search in a tree.
  static constexpr std::size_t kReach = 24;

  NameId find_own(std::string_view text, std::uint32_t hash) const;
  void put(std::uint32_t hash, NameId id);
  void grow();

  std::shared_ptr<const Names> base_;
  NameId base_size_ = 0;
  Arena arena_;
  std::vector<std::string_view> texts_;
  std::vector<Slot> slots_;  // a power of two, at most half full; or none
  std::map<std::string_view, NameId> crowded_;
};

}  // namespace intake
