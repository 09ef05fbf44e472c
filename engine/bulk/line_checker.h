#pragma once

#include <string>
#include <string_view>

#include <intake/bulk.h>

#include "bulk/line_reader.h"
#include "bulk/result_writer.h"

namespace intake::bulk {

/// What became of lines of one block.
struct BlockResult {
  std::string text;
  BulkTotals totals;  // of these lines; next_byte is where the next one begins
};

/// Checks the lines of blocks. One for each thread.
class LineChecker {
 public:
  LineChecker(const CompiledRules& rules, const CheckOptions& check, const BulkOptions& options);

  /// Puts the results of the lines from `begin` on into `result`, up to the end of the block or to
  /// where the text is long. Says where the next line begins, in the block: past its lines where
  /// all have their results.
  std::size_t check(const LineBlock& block, std::size_t begin, BlockResult& result);

 private:
  void check_line(std::string_view line, std::uint64_t byte, std::string& out, BulkTotals& totals);
  bool takes(std::string_view procedure);

  const BulkOptions& options_;
  Checker checker_;
  ResultWriter writer_;
  Error too_long_;
  std::string taken_;  // the last procedure that the rules are for
};

}  // namespace intake::bulk
