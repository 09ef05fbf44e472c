#pragma once

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <memory>
#include <string_view>
#include <utility>
#include <vector>

namespace intake {

/// Bytes that live as long as the arena, handed out one after the other and never freed singly.
/// Not thread-safe. Addresses stay valid when the arena is moved.
class Arena {
 public:
  Arena() = default;
  Arena(Arena&&) noexcept = default;
  Arena& operator=(Arena&&) noexcept = default;
  Arena(const Arena&) = delete;
  Arena& operator=(const Arena&) = delete;

  /// Uninitialised bytes, aligned to `alignment` (a power of two, at most 16).
  void* allocate(std::size_t bytes, std::size_t alignment = alignof(std::max_align_t)) {
    std::size_t start = (used_ + alignment - 1) & ~(alignment - 1);
    if (blocks_.empty() || start + bytes > capacity_) {
      grow(bytes);
      start = 0;
    }
    used_ = start + bytes;
    return blocks_.back().bytes.get() + start;
  }

  std::string_view copy(std::string_view text) {
    if (text.empty()) return {};
    char* to = static_cast<char*>(allocate(text.size(), 1));
    std::memcpy(to, text.data(), text.size());
    return {to, text.size()};
  }

  /// Frees all but the largest block, which is kept for reuse.
  void clear() {
    if (blocks_.size() > 1) {
      const auto larger = [](const Block& a, const Block& b) { return a.size < b.size; };
      std::swap(blocks_.front(), *std::max_element(blocks_.begin(), blocks_.end(), larger));
      blocks_.resize(1);
    }
    capacity_ = blocks_.empty() ? 0 : blocks_.front().size;
    used_ = 0;
  }

 private:
  struct Block {
    std::unique_ptr<std::byte[]> bytes;
    std::size_t size = 0;
  };

  void grow(std::size_t bytes) {
    std::size_t size = blocks_.empty() ? kFirstBlock : capacity_ * 2;
    if (size > kMostBlock) size = kMostBlock;
    if (size < bytes) size = bytes;
    blocks_.push_back({std::unique_ptr<std::byte[]>(new std::byte[size]), size});
    capacity_ = size;
    used_ = 0;
  }

  static constexpr std::size_t kFirstBlock = 4096;
  static constexpr std::size_t kMostBlock = 1u << 20;

  std::vector<Block> blocks_;
  std::size_t capacity_ = 0;
  std::size_t used_ = 0;
};

}  // namespace intake
