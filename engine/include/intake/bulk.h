#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include <intake/checker.h>

/// Checking the lines of an NDJSON file or stream, each of them one submission, with a bounded
/// amount of memory however long it is.
namespace intake {

/// Where lines come from. Called from several threads, one at a time.
class ByteSource {
 public:
  virtual ~ByteSource() = default;
  /// The next bytes, `most` of them or fewer; 0 at the end. An Error ends the run.
  virtual Result<std::size_t> read(char* to, std::size_t most) = 0;
};

/// Where results go: whole lines, in the order of the input. Called from the thread that called
/// check_lines().
class LineSink {
 public:
  virtual ~LineSink() = default;
  /// An Error ends the run; `lines` then count as not written.
  virtual Status write(std::string_view lines) = 0;
};

struct BulkTotals {
  std::uint64_t lines = 0;               // with a result; blank lines have none
  std::uint64_t by_disposition[4] = {};  // in the order of Disposition, of those that could be read
  std::uint64_t unreadable = 0;
  std::uint64_t findings = 0;             // in the results
  std::uint64_t warnings = 0, notes = 0;  // of those, failing ones by severity
  /// One past the last byte of the input whose result was written: where to resume, with
  /// BulkOptions::at_line_start.
  std::uint64_t next_byte = 0;
  bool complete = false;  // the whole range has its results

  /// Adds the counts of another part; next_byte and complete stay as they are.
  void add(const BulkTotals& part);
};

struct BulkOptions {
  /// Byte of the input at which the range begins, and how many bytes it has. A line belongs to the
  /// range in which it begins; the last one is read to its end, so that ranges that meet have each
  /// line once.
  std::uint64_t offset = 0;
  std::uint64_t length = ~std::uint64_t{0};
  /// It is known that a line begins at `offset`. Otherwise the byte before tells.
  bool at_line_start = false;
  /// How many threads check. One: the calling thread does everything.
  std::uint32_t threads = 1;
  /// Bytes of one line without its LF; a longer one is a result of its own and is not held.
  std::size_t line_bytes = 1u << 20;
  /// Bytes that are read at a time. Results do not depend on it.
  std::size_t piece_bytes = 1u << 18;
  /// Written into each result as `file`; empty: left out.
  std::string file;
  /// Whether a document whose member `procedure` is this text is meant for these rules; one that is
  /// not is a result of its own (incomplete). Called from several threads at the same time. Null:
  /// nothing is asked, every document is checked.
  std::function<bool(std::string_view procedure)> takes_procedure;
  /// Called with what is done so far, after each write, from the thread that called check_lines().
  /// False ends the run as if the input ended there (`complete` is then false).
  std::function<bool(const BulkTotals&)> progress;
};

/// Checks the lines of `input`, which begins at options.offset; or, where options.offset > 0 and
/// not options.at_line_start, one byte before. Writes a JSON object a line
/// (schemas/line-result/1.schema.json), the same for any number of threads. Places are bytes of the
/// input, since the lines before a range are not known. A bad line is a result of its own. The
/// Error, if any, is the one of `input` or `output`; `totals` say what was written before it.
Status check_lines(const CompiledRules& rules, const CheckOptions& check, ByteSource& input,
                   LineSink& output, const BulkOptions& options, BulkTotals& totals);

/// The same of a file: opens it, goes to options.offset. kUnreadable where the file ends before it.
Status check_range(const CompiledRules& rules, const CheckOptions& check, const std::string& path,
                   LineSink& output, const BulkOptions& options, BulkTotals& totals);

}  // namespace intake
