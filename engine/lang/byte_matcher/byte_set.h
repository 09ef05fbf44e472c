#pragma once

#include <cstddef>
#include <cstdint>

namespace intake::matcher {

/// A set of bytes.
class ByteSet {
 public:
  [[gnu::always_inline]] bool has(unsigned char byte) const {
    return ((words_[byte >> 6] >> (byte & 63)) & 1) != 0;
  }
  void add(unsigned char byte) { words_[byte >> 6] |= std::uint64_t{1} << (byte & 63); }
  void add(unsigned low, unsigned high) {
    for (unsigned byte = low; byte <= high; ++byte) add(static_cast<unsigned char>(byte));
  }
  void add(const ByteSet& other) {
    for (std::size_t i = 0; i < kWords; ++i) words_[i] |= other.words_[i];
  }
  bool meets(const ByteSet& other) const {
    for (std::size_t i = 0; i < kWords; ++i) {
      if ((words_[i] & other.words_[i]) != 0) return true;
    }
    return false;
  }
  /// The bytes that are in the set where the byte before them is not, or the other way round.
  ByteSet borders() const {
    ByteSet changes;
    std::uint64_t carry = 0;
    for (std::size_t i = 0; i < kWords; ++i) {
      changes.words_[i] = words_[i] ^ (words_[i] << 1 | carry);
      carry = words_[i] >> 63;
    }
    return changes;
  }
  bool empty() const { return (words_[0] | words_[1] | words_[2] | words_[3]) == 0; }
  bool operator==(const ByteSet&) const = default;

 private:
  static constexpr std::size_t kWords = 4;
  std::uint64_t words_[kWords] = {};
};

}  // namespace intake::matcher
