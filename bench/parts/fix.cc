// Checking and repairing examples/ctr-rest/broken.yaml with the shipped rules.
#include <benchmark/benchmark.h>

#include "tools.h"

namespace intake::bench {
namespace {

void check(benchmark::State& state) {
  const CompiledRules& rules = ctr_rest();
  const Submission& submission = broken_submission();
  for (auto step : state) {
    const Report report = rules.check(submission, {});
    benchmark::DoNotOptimize(report.findings.data());
  }
}
BENCHMARK(check)->Name("check, all findings");

void fix(benchmark::State& state, bool unsafe) {
  RepairOptions options;
  options.unsafe = unsafe;
  const CompiledRules& rules = ctr_rest();
  const Submission& submission = broken_submission();
  for (auto step : state) {
    auto repaired = rules.fix(submission, options);
    if (!repaired || !repaired->changed) stop("the fix run changed nothing");
    benchmark::DoNotOptimize(repaired);
  }
}
BENCHMARK_CAPTURE(fix, safe, false)->Name("fix, safe repairs");
BENCHMARK_CAPTURE(fix, unsafe, true)->Name("fix, unsafe repairs too");

}  // namespace
}  // namespace intake::bench
