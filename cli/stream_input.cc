#include "stream_input.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

namespace intake::cli {
namespace {

constexpr std::size_t kPiece = 1u << 16;

}  // namespace

StreamInput::StreamInput(int descriptor, std::string name)
    : descriptor_(descriptor), name_(std::move(name)) {
  struct stat status {};
  if (::fstat(descriptor_, &status) == 0 && S_ISREG(status.st_mode) && status.st_size > 0) {
    size_ = static_cast<std::uint64_t>(status.st_size);  // files of /proc and /sys say 0
  }
}

StreamInput::StreamInput(StreamInput&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)),
      name_(std::move(other.name_)),
      size_(other.size_),
      at_(other.at_),
      ahead_(std::move(other.ahead_)),
      given_(other.given_) {}

StreamInput::~StreamInput() {
  if (descriptor_ > STDERR_FILENO) ::close(descriptor_);
}

Result<StreamInput> StreamInput::open(const std::string& name) {
  if (name == "-") return StreamInput(STDIN_FILENO, "<stdin>");
  const int descriptor = ::open(name.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor >= 0) return StreamInput(descriptor, name);
  const bool missing = errno == ENOENT;
  return Error{ErrorCode::kUnreadable,
               missing ? "there is no such file or folder"
                       : std::string("the file cannot be opened: ") + std::strerror(errno),
               missing ? "check the name" : "check its permissions",
               {name, 0, 0, 0}};
}

Error StreamInput::failed(std::string what, std::string hint) const {
  return {ErrorCode::kUnreadable, std::move(what), std::move(hint), {name_, 0, 0, at_}};
}

Status StreamInput::go_to(std::uint64_t byte) {
  const auto ended = [&](std::uint64_t bytes) {
    return failed("the input has " + std::to_string(bytes) +
                      " bytes, it was to be read from byte " + std::to_string(byte) + " on",
                  "is it the same file?");
  };
  if (size_ && *size_ < byte) return ended(*size_);
  if (size_) {
    // What was read before, of a file that was handed over as standard input, does not count.
    if (::lseek(descriptor_, static_cast<off_t>(byte), SEEK_SET) < 0) {
      return failed("byte " + std::to_string(byte) + " cannot be read: " + std::strerror(errno),
                    {});
    }
    at_ = byte;
    ahead_.clear();
    given_ = 0;
    return Done{};
  }
  char unused[kPiece];
  for (std::uint64_t gone = at_ - ahead().size(); gone < byte;) {
    const auto count =
        read(unused, static_cast<std::size_t>(std::min<std::uint64_t>(sizeof unused, byte - gone)));
    if (!count) return count.error();
    if (*count == 0) return ended(gone);
    gone += *count;
  }
  return Done{};
}

Result<std::size_t> StreamInput::read_file(char* to, std::size_t most) {
  ssize_t count = 0;
  do {
    count = ::read(descriptor_, to, most);
  } while (count < 0 && errno == EINTR);
  if (count < 0) {
    return failed(
        "it cannot be read from byte " + std::to_string(at_) + " on: " + std::strerror(errno), {});
  }
  if (count == 0 && most > 0 && size_ && at_ < *size_) {
    return failed("it ends at byte " + std::to_string(at_) + ", it had " + std::to_string(*size_) +
                      " bytes before",
                  "was it written anew meanwhile?");
  }
  at_ += static_cast<std::uint64_t>(count);
  return static_cast<std::size_t>(count);
}

Result<std::size_t> StreamInput::read(char* to, std::size_t most) {
  if (given_ == ahead_.size()) return read_file(to, most);
  const std::size_t count = std::min(most, ahead_.size() - given_);
  std::memcpy(to, ahead_.data() + given_, count);
  given_ += count;
  if (given_ == ahead_.size()) {
    ahead_ = {};
    given_ = 0;
  }
  return count;
}

Result<bool> StreamInput::look_further() {
  const std::size_t size = ahead_.size();
  ahead_.resize(size + kPiece);
  const auto count = read_file(ahead_.data() + size, kPiece);
  ahead_.resize(size + (count ? *count : 0));
  if (!count) return count.error();
  return *count > 0;
}

bool StreamInput::is(const std::string& path) const {
  struct stat mine {
  }, other{};
  return ::fstat(descriptor_, &mine) == 0 && ::stat(path.c_str(), &other) == 0 &&
         mine.st_dev == other.st_dev && mine.st_ino == other.st_ino && S_ISREG(mine.st_mode);
}

}  // namespace intake::cli
