#include "synth/trial.h"

#include "document/pointer.h"

namespace intake::synth {
namespace {

/// The order in which one verdict outdoes another at the same place.
int rank(Verdict verdict) {
  constexpr int kRank[] = {1, 4, 0, 2, 3};  // by Verdict
  return kRank[static_cast<std::size_t>(verdict)];
}

}  // namespace

Trial::Trial(const Plan& plan, Datum submission, const EvaluationOptions& options)
    : submission_(std::move(submission)),
      document_(std::make_unique<Document>(to_document(submission_))) {
  EvaluationOptions own = options;
  own.keep_verdicts = true;
  own.coverage = nullptr;
  evaluator_ = std::make_unique<Evaluator>(plan, *document_, own);
}

View Trial::at(std::string_view pointer) const {
  const NodeId node = find_node(*document_, pointer);
  return node == kNoNode ? View() : View(*document_, node);
}

void Trial::run() {
  if (ran_) return;
  ran_ = true;
  evaluator_->run();
  for (const PlaceVerdict& verdict : evaluator_->verdicts()) {
    const auto [entry, added] =
        verdicts_.try_emplace({verdict.rule, verdict.pointer}, verdict.verdict);
    if (!added && rank(verdict.verdict) > rank(entry->second)) entry->second = verdict.verdict;
  }
  disposition_ = evaluator_->report().disposition;
}

void Trial::enter(const Spot& spot) const {
  Evaluator::Scene scene;
  scene.rule = spot.rule;
  if (spot.has_match) scene.match = at(spot.match);
  scene.current = at(spot.current);
  scene.value = at(spot.value);
  for (const auto& [slot, pointer] : spot.variables)
    scene.variables.emplace_back(slot, at(pointer));
  evaluator_->enter(scene);
}

Truth Trial::truth(std::uint32_t node, const Spot& spot) const {
  enter(spot);
  return evaluator_->truth(node);
}

}  // namespace intake::synth
