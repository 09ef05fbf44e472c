// Expressions over the submission of 2.8 KB.
#include <array>
#include <string>

#include <benchmark/benchmark.h>

#include "lang/expr/evaluation.h"
#include "tools.h"

namespace intake::bench {
namespace {

constexpr std::string_view kNow = "2026-11-22T00:00:00Z";

constexpr std::array<std::string_view, 4> kExpressions{
    "s.form.realm == 'M2M' && s.form.scopes.size() > 1",
    "s.form.general.clientId.matches('^nihdi-hospital-[0-9]{8}(-crt)?$')",
    "s.acceptance.tests.all(t, t.passed && t.date < '2026-04-01')",
    "s.acceptance.tests.map(t, t.name.size()).exists(n, n > 30)"};

expr::ProgramPtr compile(std::string_view text) {
  expr::Declarations names;
  names.variables.push_back({.name = "s"});
  auto compiled = expr::compile(text, names, Limits{}, expr::CheckOptions{});
  if (!compiled.faults.empty()) stop(std::string(text) + ": " + compiled.faults[0].message);
  return compiled.program;
}

void run_expression(benchmark::State& state, std::string_view text) {
  const expr::ProgramPtr program = compile(text);
  const View top(*submission_tree(), submission_tree()->root());
  const Limits limits;
  expr::Evaluation evaluation;
  for (auto step : state) {
    evaluation.begin(kNow, limits);
    const std::array<expr::Value, 1> slots{expr::Evaluation::of(top)};
    const expr::Value value = evaluation.run(*program, slots);
    if (value.is_error()) stop(std::string(text) + ": is an error");
    benchmark::DoNotOptimize(value);
  }
}

void compile_expression(benchmark::State& state) {
  for (auto step : state) {
    const expr::ProgramPtr program = compile(kExpressions.back());
    benchmark::DoNotOptimize(program);
  }
}

const int kRegistered = [] {
  for (const std::string_view text : kExpressions) {
    benchmark::RegisterBenchmark(("expression " + std::string(text)).c_str(), run_expression, text);
  }
  benchmark::RegisterBenchmark("compile an expression", compile_expression);
  return 0;
}();

}  // namespace
}  // namespace intake::bench
