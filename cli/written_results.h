#pragma once

#include <cstdint>
#include <string>

#include <intake/bulk.h>

namespace intake::cli {

/// What a run that did not reach its end left in its result file.
struct WrittenResults {
  BulkTotals totals;        // but for next_byte and complete
  std::uint64_t bytes = 0;  // of whole lines; what stands behind them was cut off
  // Of the last result:
  std::string file;  // the value of `file`, as JSON; empty: it has none
  std::uint64_t byte = 0;
};

/// Reads it; empty where there is no such file. An Error where it holds anything else.
Result<WrittenResults> read_results(const std::string& path);

}  // namespace intake::cli
