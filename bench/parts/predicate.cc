// Every predicate of the catalogue on the value for which its own example holds.
#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <benchmark/benchmark.h>

#include "lang/predicate/predicate.h"
#include "tools.h"

namespace intake::bench {
namespace {

/// One use of a predicate with literal arguments, as a rule set has it when it is loaded.
struct Use {
  DocumentPtr written, judged;
  std::vector<ArgValue> args;
  std::vector<PatternPtr> patterns;
  std::shared_ptr<const Prepared> prepared;
  Limits limits;
};

/// Null where an example cannot stand alone, as it names a binding, a schema or an expression.
std::shared_ptr<const Use> make_use(const Predicate& predicate) {
  auto use = std::make_shared<Use>();
  use->written = read_yaml(predicate.example);
  const View argument = View(*use->written, use->written->root()).at(0);
  const auto& params = predicate.params;
  bool by_name = argument.is_object() && !params.empty();
  for (std::uint32_t i = 0; by_name && i < argument.size(); ++i) {
    const std::string_view name = argument.at(i).key();
    by_name = std::any_of(params.begin(), params.end(),
                          [&](const ParamSpec& spec) { return spec.name == name; });
  }
  use->args.resize(params.size());
  use->patterns.resize(params.size());
  std::vector<View> literals(params.size());
  PrepareInput input;
  input.given = 0;
  for (std::size_t i = 0; i < params.size(); ++i) {
    if (params[i].kind == ParamKind::kBinding || params[i].kind == ParamKind::kSchema ||
        params[i].kind == ParamKind::kExpression) {
      return nullptr;
    }
    const View value = by_name ? argument.member(params[i].name) : i == 0 ? argument : View();
    if (value.absent()) continue;
    literals[i] = value;
    use->args[i].value = value;
    use->args[i].given = true;
    *input.given |= 1u << i;
    if (params[i].kind != ParamKind::kPattern) continue;
    auto pattern = Pattern::compile(value.text(), use->limits);
    if (!pattern) stop(pattern.error().message);
    use->patterns[i] = *std::move(pattern);
  }
  if (predicate.prepare != nullptr) {
    input.literals = literals;
    input.limits = &use->limits;
    auto prepared = predicate.prepare(input);
    if (!prepared) return nullptr;
    use->prepared = *std::move(prepared);
  }
  use->judged = read_json(predicate.example_pass);
  return use;
}

void run_predicate(benchmark::State& state, const Predicate& predicate,
                   const std::shared_ptr<const Use>& use) {
  PredicateInput input;
  input.value = View(*use->judged, use->judged->root());
  input.args = use->args;
  input.patterns = use->patterns;
  input.prepared = use->prepared.get();
  input.now = "2026-11-22T00:00:00Z";
  input.limits = &use->limits;
  Truth truth = Truth::kUnknown;
  for (auto step : state) {
    truth = predicate.run(input).truth;
    benchmark::DoNotOptimize(truth);
  }
  if (truth != Truth::kTrue) stop(std::string(predicate.name) + ": its example does not hold");
}

const int kRegistered = [] {
  for (const Predicate& predicate : predicates()) {
    if (predicate.example_pass.empty()) continue;
    const auto use = make_use(predicate);
    if (use == nullptr) continue;
    benchmark::RegisterBenchmark(
        ("predicate " + std::string(predicate.name)).c_str(),
        [&predicate, use](benchmark::State& state) { run_predicate(state, predicate, use); });
  }
  return 0;
}();

}  // namespace
}  // namespace intake::bench
