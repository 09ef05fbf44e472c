#include "base/names.h"

#include <cassert>
#include <utility>

#include "base/words.h"

namespace intake {
namespace {

std::uint32_t hash_32(std::string_view text) {
  return static_cast<std::uint32_t>(hash_of(text) >> 32);
}

}  // namespace

Names::Names(std::shared_ptr<const Names> base)
    : base_(std::move(base)),
      base_size_(base_ == nullptr ? 0 : static_cast<NameId>(base_->size())) {
  assert(base_ == nullptr || base_->base_ == nullptr);
}

NameId Names::find_own(std::string_view text, std::uint32_t hash) const {
  if (slots_.empty()) return kNoName;
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t step = 0; step < kReach; ++step) {
    const Slot& slot = slots_[(hash + step) & mask];
    if (slot.id == kNoName) return kNoName;
    if (slot.hash == hash && texts_[slot.id - base_size_] == text) return slot.id;
  }
  const auto found = crowded_.find(text);
  return found == crowded_.end() ? kNoName : found->second;
}

NameId Names::find(std::string_view text) const {
  const std::uint32_t hash = hash_32(text);
  if (base_ != nullptr) {
    if (const NameId id = base_->find_own(text, hash); id != kNoName) return id;
  }
  return find_own(text, hash);
}

NameId Names::intern(std::string_view text) {
  const std::uint32_t hash = hash_32(text);
  if (base_ != nullptr) {
    if (const NameId id = base_->find_own(text, hash); id != kNoName) return id;
  }
  if (const NameId id = find_own(text, hash); id != kNoName) return id;
  const auto id = static_cast<NameId>(size());
  texts_.push_back(arena_.copy(text));
  if (texts_.size() * 2 > slots_.size()) {
    grow();
  } else {
    put(hash, id);
  }
  return id;
}

void Names::put(std::uint32_t hash, NameId id) {
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t step = 0; step < kReach; ++step) {
    Slot& slot = slots_[(hash + step) & mask];
    if (slot.id != kNoName) continue;
    slot = {hash, id};
    return;
  }
  crowded_.emplace(texts_[id - base_size_], id);
}

void Names::grow() {
  slots_.assign(slots_.empty() ? 64 : slots_.size() * 2, Slot{});
  crowded_.clear();
  for (std::size_t i = 0; i < texts_.size(); ++i) {
    put(hash_32(texts_[i]), base_size_ + static_cast<NameId>(i));
  }
}

void Names::clear() {
  texts_.clear();
  constexpr std::size_t kMostKept = 1u << 14;
  if (slots_.size() > kMostKept) slots_ = {};
  slots_.assign(slots_.size(), Slot{});
  crowded_.clear();
  arena_.clear();
}

}  // namespace intake
