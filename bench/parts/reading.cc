// Text to tree, and back.
#include <benchmark/benchmark.h>

#include "formats/json/json.h"
#include "formats/yaml/yaml.h"
#include "tools.h"

namespace intake::bench {
namespace {

using ReadText = Result<Document> (*)(SourcePtr, const Limits&);

void read_text(benchmark::State& state, ReadText read, const std::string& text) {
  const auto source = std::make_shared<const Source>("bench", text);
  for (auto step : state) {
    auto document = read(source, Limits{});
    benchmark::DoNotOptimize(document);
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * text.size()));
}

Result<Document> read_one_json(SourcePtr source, const Limits& limits) {
  return json::read(std::move(source), limits);
}

Result<Document> read_json_slowly(SourcePtr source, const Limits& limits) {
  return json::read_slowly(std::move(source), limits);
}

Result<Document> read_one_yaml(SourcePtr source, const Limits& limits) {
  return yaml::read(std::move(source), limits);
}

void read_json_text(benchmark::State& state) { read_text(state, read_one_json, submission_json()); }
BENCHMARK(read_json_text)->Name("read JSON");

void read_json_text_slowly(benchmark::State& state) {
  read_text(state, read_json_slowly, submission_json());
}
BENCHMARK(read_json_text_slowly)->Name("read JSON, the reader that explains errors");

void read_yaml_text(benchmark::State& state) {
  read_text(state, read_one_yaml, read_source_file("bench/submission.yaml"));
}
BENCHMARK(read_yaml_text)->Name("read YAML");

void write_json_text(benchmark::State& state) {
  const View top(*submission_tree(), submission_tree()->root());
  std::size_t bytes = 0;
  for (auto step : state) bytes += json::write(top).size();
  state.SetBytesProcessed(static_cast<std::int64_t>(bytes));
}
BENCHMARK(write_json_text)->Name("write JSON");

}  // namespace
}  // namespace intake::bench
