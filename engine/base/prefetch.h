#pragma once

#include <cstddef>
#include <cstdint>

namespace intake {

/// Asks for the bytes from an address on, so that they come from memory while something else is
/// done; of many only the first. What is no memory of the program's is left out by the processor.
inline void prefetch(std::uintptr_t from, std::size_t size) {
  constexpr std::size_t kLine = 64;
  constexpr std::size_t kMost = std::size_t{16} << 10;
  const std::size_t end = size < kMost ? size : kMost;
  for (std::size_t at = 0; at < end; at += kLine) {
    // There may be no object at the address for a pointer to be of.
    // NOLINTNEXTLINE(performance-no-int-to-ptr)
    __builtin_prefetch(reinterpret_cast<const void*>(from + at));
  }
}

inline void prefetch(const void* from, std::size_t size) {
  prefetch(reinterpret_cast<std::uintptr_t>(from), size);
}

}  // namespace intake
