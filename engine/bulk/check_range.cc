#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>

#include <intake/bulk.h>

namespace intake {
namespace {

struct FileCloser {
  void operator()(std::FILE* file) const { std::fclose(file); }
};

class FileSource final : public ByteSource {
 public:
  FileSource(std::FILE* file, const std::string& path, std::uint64_t offset)
      : file_(file), path_(path), at_(offset) {}

  Result<std::size_t> read(char* to, std::size_t most) override {
    errno = 0;
    const std::size_t count = std::fread(to, 1, most, file_);
    if (count == 0 && std::ferror(file_) != 0) {
      return Error{ErrorCode::kUnreadable,
                   "the file cannot be read from byte " + std::to_string(at_) +
                       " on: " + std::strerror(errno),
                   {},
                   {path_, 0, 0, at_}};
    }
    at_ += count;
    return count;
  }

 private:
  std::FILE* file_;
  const std::string& path_;
  std::uint64_t at_;
};

/// `at_byte` where the bytes before it are to be left out.
Status go_to(std::FILE* file, const std::string& path, std::uint64_t at_byte) {
  if (at_byte == 0) return Done{};
  static_assert(sizeof(long) == sizeof(std::uint64_t), "offsets of files over 2 GiB");
  const bool sought = std::fseek(file, 0, SEEK_END) == 0;
  const long size = sought ? std::ftell(file) : -1;
  if (!sought || size < 0) {
    return Error{ErrorCode::kUnreadable,
                 "the file has no byte " + std::to_string(at_byte) + " to go to",
                 "only a regular file can be read in ranges",
                 {path, 0, 0, at_byte}};
  }
  const auto bytes = static_cast<std::uint64_t>(size);
  if (bytes < at_byte) {
    return Error{ErrorCode::kUnreadable,
                 "the file has " + std::to_string(bytes) + " bytes, the range begins at byte " +
                     std::to_string(at_byte),
                 "is it the same file?",
                 {path, 0, 0, at_byte}};
  }
  if (std::fseek(file, static_cast<long>(at_byte), SEEK_SET) == 0) return Done{};
  return Error{
      ErrorCode::kUnreadable,
      "byte " + std::to_string(at_byte) + " of the file cannot be read: " + std::strerror(errno),
      {},
      {path, 0, 0, at_byte}};
}

}  // namespace

Status check_range(const CompiledRules& rules, const CheckOptions& check, const std::string& path,
                   LineSink& output, const BulkOptions& options, BulkTotals& totals) {
  totals = {};
  totals.next_byte = options.offset;
  const std::unique_ptr<std::FILE, FileCloser> file(std::fopen(path.c_str(), "rbe"));
  if (!file) {
    const bool missing = errno == ENOENT;
    return Error{ErrorCode::kUnreadable,
                 missing ? "there is no such file or folder"
                         : std::string("the file cannot be opened: ") + std::strerror(errno),
                 missing ? "check the name" : "check its permissions",
                 {path, 0, 0, 0}};
  }
  std::setvbuf(file.get(), nullptr, _IONBF, 0);
  const bool byte_before = options.offset > 0 && !options.at_line_start;
  if (Status there = go_to(file.get(), path, options.offset); !there) return there;
  if (byte_before) std::fseek(file.get(), -1, SEEK_CUR);
  FileSource source(file.get(), path, options.offset - (byte_before ? 1 : 0));
  return check_lines(rules, check, source, output, options, totals);
}

}  // namespace intake
