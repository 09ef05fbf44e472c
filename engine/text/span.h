#pragma once

#include <cstdint>

namespace intake {

/// A half-open range of bytes in one source buffer.
///
/// Units: bytes, never characters or columns. `begin <= end`; equal ends mark an insertion
/// point. Valid only until that buffer is edited.
struct ByteSpan {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  friend bool operator==(const ByteSpan&, const ByteSpan&) = default;
};

}  // namespace intake
