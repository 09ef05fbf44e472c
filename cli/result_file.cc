#include "result_file.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

namespace intake::cli {

ResultFile::ResultFile(int descriptor, std::string name)
    : descriptor_(descriptor), name_(std::move(name)) {
  struct stat status {};
  regular_ = ::fstat(descriptor_, &status) == 0 && S_ISREG(status.st_mode);
}

ResultFile::ResultFile(ResultFile&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)),
      name_(std::move(other.name_)),
      regular_(other.regular_) {}

ResultFile::~ResultFile() {
  if (descriptor_ > STDERR_FILENO) ::close(descriptor_);
}

Error ResultFile::failed() const {
  return {ErrorCode::kUnwritable,
          std::string("the results cannot be written: ") + std::strerror(errno),
          {},
          {name_, 0, 0, 0}};
}

Result<ResultFile> ResultFile::open(const std::string& path, std::uint64_t keep) {
  if (path.empty() || path == "-") return ResultFile(STDOUT_FILENO, "<stdout>");
  const int descriptor = ::open(path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0666);
  ResultFile file(descriptor, path);
  if (descriptor < 0) return file.failed();
  if (!file.regular_) return file;
  if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) {
    return Error{ErrorCode::kUnwritable,
                 "another run writes to the file",
                 "wait for its end",
                 {path, 0, 0, 0}};
  }
  const auto size = static_cast<off_t>(keep);
  if (::ftruncate(descriptor, size) != 0 || ::lseek(descriptor, size, SEEK_SET) < 0) {
    return file.failed();
  }
  return file;
}

Status ResultFile::write(std::string_view lines) {
  const off_t begin = regular_ ? ::lseek(descriptor_, 0, SEEK_CUR) : -1;
  const std::size_t all = lines.size();
  while (!lines.empty()) {
    const ssize_t count = ::write(descriptor_, lines.data(), lines.size());
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) {
      const Error error = failed();
      const auto written = static_cast<off_t>(all - lines.size());
      struct stat status {};
      const bool last = begin >= 0 && ::fstat(descriptor_, &status) == 0 &&
                        status.st_size == begin + written;  // nobody else wrote behind it
      if (last && ::ftruncate(descriptor_, begin) == 0) {
        (void)::lseek(descriptor_, begin, SEEK_SET);
      }
      return error;
    }
    lines.remove_prefix(static_cast<std::size_t>(count));
  }
  return Done{};
}

Status ResultFile::finish() {
  if (descriptor_ <= STDERR_FILENO || !regular_) return Done{};
  if (::fsync(descriptor_) == 0 || errno == EINVAL) return Done{};
  return failed();
}

}  // namespace intake::cli
