#include <iterator>
#include <string>

#include "bulk/crew.h"

namespace intake {
namespace {

using bulk::BlockResult;
using bulk::Crew;
using bulk::LineBlock;
using bulk::LineChecker;
using bulk::LineReader;

/// Writes results and keeps the totals. False: the run ends, by `status` or by the caller's wish.
class Recorder {
 public:
  Recorder(LineSink& output, const BulkOptions& options, BulkTotals& totals)
      : output_(output), options_(options), totals_(totals) {
    totals_ = {};
    totals_.next_byte = options.offset;
  }

  bool record(const BlockResult& result) {
    if (!result.text.empty()) {
      status_ = output_.write(result.text);
      if (!status_) return false;
    }
    totals_.add(result.totals);
    totals_.next_byte = result.totals.next_byte;
    return !options_.progress || options_.progress(totals_);
  }

  Status finish(bool whole) {
    totals_.complete = whole && status_.ok();
    return status_;
  }
  Status fail(const Error& error) { return status_ ? Status(error) : status_; }

 private:
  LineSink& output_;
  const BulkOptions& options_;
  BulkTotals& totals_;
  Status status_ = Done{};
};

Status check_alone(LineReader& reader, LineChecker checker, Recorder& recorder) {
  LineBlock block;
  BlockResult result;
  while (true) {
    const auto more = reader.next(block);
    if (!more) return recorder.fail(more.error());
    if (!*more) return recorder.finish(true);
    std::size_t at = 0;
    do {
      at = checker.check(block, at, result);
      if (!recorder.record(result)) return recorder.finish(false);
    } while (at < block.used);
  }
}

Status check_together(Crew& crew, Recorder& recorder) {
  while (const BlockResult* const result = crew.next()) {
    if (!recorder.record(*result)) return recorder.finish(false);
  }
  if (crew.read_error()) return recorder.fail(*crew.read_error());
  return recorder.finish(true);
}

}  // namespace

void BulkTotals::add(const BulkTotals& part) {
  lines += part.lines;
  for (std::size_t i = 0; i < std::size(by_disposition); ++i) {
    by_disposition[i] += part.by_disposition[i];
  }
  unreadable += part.unreadable;
  findings += part.findings;
  warnings += part.warnings;
  notes += part.notes;
}

Status check_lines(const CompiledRules& rules, const CheckOptions& check, ByteSource& input,
                   LineSink& output, const BulkOptions& options, BulkTotals& totals) {
  LineReader reader(input, options);
  Recorder recorder(output, options, totals);
  if (options.threads > 1) {
    Crew crew(rules, check, options, reader);
    if (crew.size() > 0) return check_together(crew, recorder);
  }
  return check_alone(reader, LineChecker(rules, check, options), recorder);
}

}  // namespace intake
