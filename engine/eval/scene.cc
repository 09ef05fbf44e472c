#include "eval/evaluator.h"

namespace intake {

void Evaluator::enter(const Scene& scene) {
  const PlanRule& entry = plan_.program[scene.rule];
  frame_.assign(entry.rule->frame_size, Variable{});
  bind_rule(entry, scene.match);
  for (const auto& [slot, value] : scene.variables) {
    frame_[slot].value = value;
    frame_[slot].bound = true;
  }
  focus_ = {scene.current, scene.value};
}

Truth Evaluator::truth(std::uint32_t node) {
  over_budget_ = steps_ > options_.limits.evaluation_steps;
  return evaluate(node, focus_);
}

}  // namespace intake
