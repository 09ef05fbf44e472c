// Patterns on texts that they match, of few and of many bytes.
#include <string>
#include <utility>
#include <vector>

#include <benchmark/benchmark.h>

#include "lang/pattern.h"
#include "tools.h"

namespace intake::bench {
namespace {

struct Try {
  const char* name;
  const char* pattern;
  std::string subject;
};

std::vector<Try> tries() {
  return {
      {"digits", "^[0-9]{8}$", "71089815"},
      {"client ID", "^nihdi-hospital-[0-9]{8}(-crt)?$", "nihdi-hospital-71089815-crt"},
      {"342 of base64url", "^[A-Za-z0-9_-]{342,}$", std::string(342, 'x')},
      {"email", "^[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+([.][A-Za-z0-9-]+)*[.][A-Za-z]{2,}$",
       "an.peeters@hosp-12.example.be"},
      {"subject", "^Configure Client REST RCT for .{2,120} in realm M2M$",
       "Configure Client REST RCT for Clinique de la Vallée Liège in realm M2M"},
      {"not anchored", "volume|requests per month", std::string(500, ' ') + "requests per month"},
  };
}

PatternPtr compile(const char* text) {
  auto pattern = Pattern::compile(text, Limits{});
  if (!pattern) stop(pattern.error().message);
  return *std::move(pattern);
}

void search(benchmark::State& state, const Try& tried) {
  const PatternPtr pattern = compile(tried.pattern);
  bool found = false;
  for (auto step : state) {
    found = pattern->search(tried.subject);
    benchmark::DoNotOptimize(found);
  }
  if (!found) stop(std::string(tried.name) + ": is not found");
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * tried.subject.size()));
}

void capture(benchmark::State& state) {
  const PatternPtr pattern = compile("^nihdi-hospital-(?P<number>[0-9]{8})(-crt)?$");
  for (auto step : state) {
    const auto groups = pattern->capture("nihdi-hospital-71089815-crt");
    benchmark::DoNotOptimize(groups.data());
  }
}

void compile_pattern(benchmark::State& state) {
  for (auto step : state) {
    auto pattern = Pattern::compile("^nihdi-hospital-[0-9]{8}(-crt)?$", Limits{});
    benchmark::DoNotOptimize(pattern);
  }
}

const int kRegistered = [] {
  for (const Try& tried : tries()) {
    benchmark::RegisterBenchmark(("pattern " + std::string(tried.name)).c_str(),
                                 [tried](benchmark::State& state) { search(state, tried); });
  }
  benchmark::RegisterBenchmark("pattern capture", capture);
  benchmark::RegisterBenchmark("compile a pattern", compile_pattern);
  return 0;
}();

}  // namespace
}  // namespace intake::bench
