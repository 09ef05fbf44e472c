#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include <intake/bulk.h>

namespace intake::cli {

/// Where the results of a stream go: a file, or standard output. Where a write fails part of the
/// way, a regular file is cut back to what it was before, so that it has whole lines alone.
class ResultFile final : public LineSink {
 public:
  /// "-" and "" are standard output. A file keeps its first `keep` bytes. Refused where another run
  /// writes to it.
  static Result<ResultFile> open(const std::string& path, std::uint64_t keep);
  ResultFile(ResultFile&& other) noexcept;
  ResultFile& operator=(ResultFile&&) = delete;
  ResultFile(const ResultFile&) = delete;
  ~ResultFile() override;

  Status write(std::string_view lines) override;
  /// All of it is on the disk.
  Status finish();

 private:
  ResultFile(int descriptor, std::string name);
  Error failed() const;

  int descriptor_;
  std::string name_;
  bool regular_ = false;
};

}  // namespace intake::cli
