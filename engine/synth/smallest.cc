#include "synth/smallest.h"

#include <utility>

namespace intake::synth {
namespace {

// As in Library::choose(): the top-level member in which a submission names its procedure.
constexpr std::string_view kProcedure = "procedure";
constexpr std::uint64_t kMostSteps = 200'000;
constexpr std::size_t kMostPaths = 60;

}  // namespace

std::unique_ptr<Trial> find_smallest(const Plan& plan, const EvaluationOptions& options) {
  const Shape shape(plan.rules->schema.get());
  Effort effort;
  effort.most = kMostSteps;
  Repairer repairer(plan, shape, options, effort, kMostPaths);
  Datum::Object top;
  const PathTable* table = shape.table();
  if (table == nullptr || table->member(0, kProcedure)) {
    top.emplace_back(kProcedure, plan.rules->name);
  }
  auto trial = repairer.repair(Datum(std::move(top)));
  effort.steps = 0;  // what is found is made smaller however long it took
  return repairer.minimise(std::move(trial), {"/" + std::string(kProcedure)});
}

}  // namespace intake::synth
