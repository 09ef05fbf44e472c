#pragma once

#include <cstddef>
#include <cstdlib>
#include <new>

/// Counts what is allocated. To be included by one file of a test program: it replaces the
/// operators of all of it.
namespace intake {
inline thread_local std::size_t allocations = 0;
}

void* operator new(std::size_t bytes) {
  ++intake::allocations;
  void* memory = std::malloc(bytes == 0 ? 1 : bytes);
  if (memory == nullptr) throw std::bad_alloc();
  return memory;
}
// std::stable_sort asks for its buffer in this way.
void* operator new(std::size_t bytes, const std::nothrow_t&) noexcept {
  ++intake::allocations;
  return std::malloc(bytes == 0 ? 1 : bytes);
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
