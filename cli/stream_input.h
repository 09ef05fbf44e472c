#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <intake/bulk.h>

namespace intake::cli {

/// A file, or standard input, of which ranges can be read.
class StreamInput final : public ByteSource {
 public:
  /// "-" is standard input.
  static Result<StreamInput> open(const std::string& name);
  StreamInput(StreamInput&& other) noexcept;
  StreamInput& operator=(StreamInput&&) = delete;
  StreamInput(const StreamInput&) = delete;
  ~StreamInput() override;

  /// Goes on at this byte; of what is no regular file, by reading what stands before it.
  Status go_to(std::uint64_t byte);
  Result<std::size_t> read(char* to, std::size_t most) override;

  /// Reads one more piece that read() gives later; false at the end.
  Result<bool> look_further();
  /// What was read that way and that read() has not given.
  std::string_view ahead() const { return std::string_view(ahead_).substr(given_); }

  const std::string& name() const { return name_; }  // as shown
  /// Of a regular file, when it was opened.
  std::optional<std::uint64_t> size() const { return size_; }
  /// Whether `path` leads to the same file.
  bool is(const std::string& path) const;

 private:
  StreamInput(int descriptor, std::string name);
  Result<std::size_t> read_file(char* to, std::size_t most);
  Error failed(std::string what, std::string hint) const;

  int descriptor_;
  std::string name_;
  std::optional<std::uint64_t> size_;
  std::uint64_t at_ = 0;  // of what is read next from the descriptor
  std::string ahead_;
  std::size_t given_ = 0;  // of ahead_
};

}  // namespace intake::cli
