#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include <intake/checker.h>

/// Checking the lines of an NDJSON file or stream, each of them one submission, with a bounded
/// amount of memory however long it is.
namespace intake {

/// Where lines come from. read() gives the next bytes, 0 at the end, or an Error.
class ByteSource {
 public:
  virtual ~ByteSource() = default;
  virtual Result<std::size_t> read(char* to, std::size_t most) = 0;
};

/// Where results go: whole lines, in the order of the input. An Error ends the run.
class LineSink {
 public:
  virtual ~LineSink() = default;
  virtual Status write(std::string_view lines) = 0;
};

struct BulkOptions {
  /// Byte of the input at which reading starts and how many bytes belong to this range. A line
  /// belongs to the range in which it begins: what stands before the first line break is skipped
  /// unless offset is 0 or `at_line_start`, and the last line is read to its end.
  std::uint64_t offset = 0;
  std::uint64_t length = ~std::uint64_t{0};
  bool at_line_start = false;
  std::uint32_t threads = 1;
  /// Bytes of one line; a longer one is a result of its own.
  std::size_t line_bytes = 1u << 20;
  /// Called with what is done so far, between writes, from the thread that called check_lines().
  /// False ends the run as if the input ended there (`complete` is then false).
  std::function<bool(const struct BulkTotals&)> progress;
};

struct BulkTotals {
  std::uint64_t lines = 0;  // with a result; blank lines have none
  std::uint64_t by_disposition[4] = {};  // in the order of Disposition, of those that could be read
  std::uint64_t unreadable = 0;
  std::uint64_t findings = 0;
  /// One past the last byte of the input whose result was written: where to resume.
  std::uint64_t next_byte = 0;
  bool complete = false;  // the whole range has its results
};

/// Checks the lines of `input`, which begins at options.offset. Writes one JSON object a line
/// (schemas/line-result/1.schema.json): `line` counts are not known of a range, so places are bytes.
/// A bad line is a result of its own. The Error, if any, is the one of `input` or `output`, after
/// which `totals` still says what was written.
Status check_lines(const CompiledRules& rules, const CheckOptions& check, ByteSource& input,
                   LineSink& output, const BulkOptions& options, BulkTotals& totals);

/// The same of a file: opens it, goes to options.offset.
Status check_range(const CompiledRules& rules, const CheckOptions& check, const std::string& path,
                   LineSink& output, const BulkOptions& options, BulkTotals& totals);

}  // namespace intake
