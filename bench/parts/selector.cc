// JSONPath queries over the submission of 2.8 KB.
#include <array>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>

#include "lang/selector/selector.h"
#include "tools.h"

namespace intake::bench {
namespace {

constexpr std::array<const char*, 5> kSelectors{
    "$.form.general.clientId", "$.form.credentials[*].identifier", "$.acceptance.tests[-1:].date",
    "$..name", "$.acceptance.tests[?@.passed == true && length(@.name) > 9]"};

Selector parse(const char* text) {
  auto selector = Selector::parse(text);
  if (!selector) stop(std::string(text) + ": " + selector.error().message);
  return *std::move(selector);
}

void select_values(benchmark::State& state, const char* text) {
  const Selector selector = parse(text);
  const View top(*submission_tree(), submission_tree()->root());
  const Limits limits;
  std::vector<View> matches;
  for (auto step : state) {
    matches.clear();
    selector.select(top, limits, matches);
    benchmark::DoNotOptimize(matches.data());
  }
  if (matches.empty()) stop(std::string(text) + ": finds nothing");
}

void parse_selector(benchmark::State& state, const char* text) {
  for (auto step : state) {
    auto selector = Selector::parse(text);
    benchmark::DoNotOptimize(selector);
  }
}

const int kRegistered = [] {
  for (const char* text : kSelectors) {
    benchmark::RegisterBenchmark((std::string("select ") + text).c_str(), select_values, text);
  }
  benchmark::RegisterBenchmark("parse a selector", parse_selector, kSelectors.back());
  return 0;
}();

}  // namespace
}  // namespace intake::bench
