// The report on examples/ctr-rest/broken.yaml as text.
#include <span>
#include <string>

#include <benchmark/benchmark.h>

#include "tools.h"

namespace intake::bench {
namespace {

using Render = std::string (*)(std::span<const Report>, const RenderOptions&);

void render(benchmark::State& state, Render render_report) {
  const Report report = ctr_rest().check(broken_submission(), {});
  std::size_t bytes = 0;
  for (auto step : state) bytes += render_report({&report, 1}, {}).size();
  state.SetBytesProcessed(static_cast<std::int64_t>(bytes));
}
BENCHMARK_CAPTURE(render, text, render_text)->Name("report as text");
BENCHMARK_CAPTURE(render, json, render_json)->Name("report as JSON");
BENCHMARK_CAPTURE(render, ndjson, render_ndjson)->Name("report as NDJSON");
BENCHMARK_CAPTURE(render, sarif, render_sarif)->Name("report as SARIF");

}  // namespace
}  // namespace intake::bench
