#pragma once

#include <cstddef>
#include <cstring>
#include <memory>
#include <new>
#include <type_traits>
#include <utility>

namespace intake {

/// A growing list of trivial values that are not initialised when it grows, for buffers that are
/// filled by hand and used again. Move-only.
template <typename T>
class Buffer {
  static_assert(std::is_trivially_copyable_v<T> && std::is_trivially_destructible_v<T>);

 public:
  using value_type = T;

  Buffer() = default;
  Buffer(Buffer&& other) noexcept { swap(other); }
  Buffer& operator=(Buffer&& other) noexcept {
    Buffer(std::move(other)).swap(*this);
    return *this;
  }

  T* data() { return data_.get(); }
  const T* data() const { return data_.get(); }
  std::size_t size() const { return size_; }
  std::size_t capacity() const { return capacity_; }
  bool empty() const { return size_ == 0; }
  T& operator[](std::size_t i) { return data()[i]; }
  const T& operator[](std::size_t i) const { return data()[i]; }
  T* begin() { return data(); }
  T* end() { return data() + size_; }
  const T* begin() const { return data(); }
  const T* end() const { return data() + size_; }

  void clear() { size_ = 0; }
  void push_back(const T& value) {
    const T kept = value;
    if (size_ == capacity_) reserve(capacity_ == 0 ? 16 : capacity_ * 2);
    data()[size_++] = kept;
  }
  /// What is new has no value yet.
  void resize(std::size_t size) {
    reserve(size);
    size_ = size;
  }
  /// Keeps everything up to size().
  void reserve(std::size_t capacity) {
    if (capacity <= capacity_) return;
    // Such types begin to exist with their memory.
    std::unique_ptr<T, Release> grown(static_cast<T*>(::operator new(capacity * sizeof(T))));
    if (size_ != 0) std::memcpy(static_cast<void*>(grown.get()), data(), size_ * sizeof(T));
    data_ = std::move(grown);
    capacity_ = capacity;
  }

 private:
  struct Release {
    void operator()(T* memory) const { ::operator delete(memory); }
  };

  void swap(Buffer& other) noexcept {
    data_.swap(other.data_);
    std::swap(size_, other.size_);
    std::swap(capacity_, other.capacity_);
  }

  std::unique_ptr<T, Release> data_;
  std::size_t size_ = 0;
  std::size_t capacity_ = 0;
};

}  // namespace intake
