#include "synth/boundary.h"

#include <algorithm>
#include <set>
#include <utility>

#include "document/pointer.h"

namespace intake::synth {
namespace {

constexpr std::uint64_t kMostSteps = 20'000;  // for one side of one rule
constexpr std::size_t kMostPaths = 4;
constexpr std::size_t kMostStarts = 12;  // submissions at which a rule passes, looked at
constexpr std::size_t kMostFails = 32;   // at which it fails

/// Where a rule gives one verdict and nothing that is worse.
const std::string* only_place(const Trial& trial, std::uint32_t rule, Verdict wanted) {
  const std::string* place = nullptr;
  for (auto at = trial.verdicts().lower_bound({rule, ""});
       at != trial.verdicts().end() && at->first.first == rule; ++at) {
    if (at->second == wanted && place == nullptr) place = &at->first.second;
    if (at->second != wanted && is_trouble(at->second)) return nullptr;
  }
  return place;
}

/// What a rule finds wrong; nothing where it also says something that is no fail.
std::vector<std::pair<std::string, std::string>> fails_of(const Trial& trial, std::uint32_t rule) {
  std::vector<std::pair<std::string, std::string>> findings;
  for (const Hit& hit : trial.evaluator().hits()) {
    if (hit.rule != rule) continue;
    if (hit.finding.verdict != Verdict::kFail) return {};
    findings.emplace_back(hit.finding.pointer, hit.finding.message);
  }
  return findings;
}

std::string because(Repairer& repairer, const Effort& effort, std::string otherwise) {
  const std::string& why = repairer.reach().why_not();
  if (!why.empty()) return why;
  if (effort.spent()) return "nothing was found in " + std::to_string(kMostSteps) + " steps";
  return otherwise;
}

}  // namespace

BoundaryFinder::BoundaryFinder(const Plan& plan, const EvaluationOptions& options,
                               const Trial& accepted)
    : plan_(plan), options_(options), accepted_(accepted), shape_(plan.rules->schema.get()) {}

std::unique_ptr<Trial> BoundaryFinder::run(Datum submission) const {
  auto trial = std::make_unique<Trial>(plan_, std::move(submission), options_);
  trial->run();
  return trial;
}

std::vector<std::string> BoundaryFinder::fresh_trouble(std::uint32_t rule, const Trial& before,
                                                       const Trial& after) const {
  std::set<std::uint32_t> had, has;
  for (const auto& [key, verdict] : before.verdicts()) {
    if (is_trouble(verdict)) had.insert(key.first);
  }
  for (const auto& [key, verdict] : after.verdicts()) {
    if (is_trouble(verdict) && key.first != rule && !had.contains(key.first)) has.insert(key.first);
  }
  std::vector<std::string> ids;
  ids.reserve(has.size());
  for (const std::uint32_t other : has) ids.push_back(plan_.program[other].rule->id);
  for (const Hit& hit : after.evaluator().hits()) {
    if (hit.rule == kNone) ids.push_back(hit.finding.rule);
  }
  return ids;
}

std::vector<BoundaryFinder::Start> BoundaryFinder::starts_of(std::uint32_t rule,
                                                             const Trial& trial) const {
  const PlanRule& entry = plan_.program[rule];
  Effort none;
  const Reach reach(plan_, shape_, options_, none);
  std::vector<Start> starts;
  const auto add_values = [&](Start start) {
    if (entry.at == kNone) {
      start.spot.value = start.spot.match;
      starts.push_back(std::move(start));
      return;
    }
    const Selector& at = plan_.selectors[entry.at];
    const auto add = [&](const std::string& pointer, const std::vector<Put>& steps) {
      Start own = start;
      own.spot.value = pointer;
      if (!own.spot.has_match) own.spot.current = pointer;
      own.steps.insert(own.steps.end(), steps.begin(), steps.end());
      starts.push_back(std::move(own));
    };
    if (at.singular()) return add(reach.pointer_of(trial, at, start.spot.match), {});
    for (const std::string& pointer : reach.places_of(trial, at, start.spot.match)) {
      add(pointer, {});
    }
    for (const auto& place : reach.new_places(trial, at, start.spot.match)) {
      add(place.pointer, place.puts);
    }
  };
  Start start;
  start.spot.rule = rule;
  if (entry.for_each == kNone) {
    add_values(std::move(start));
    return starts;
  }
  const Selector& selector = plan_.selectors[entry.for_each];
  const auto add_match = [&](const std::string& match, const std::vector<Put>& steps) {
    Start own = start;
    own.spot.has_match = true;
    own.spot.match = own.spot.current = match;
    own.steps = steps;
    add_values(std::move(own));
  };
  for (const std::string& match : reach.places_of(trial, selector, "")) add_match(match, {});
  for (const auto& place : reach.new_places(trial, selector, "")) {
    add_match(place.pointer, place.puts);
  }
  return starts;
}

std::vector<std::string> BoundaryFinder::kept_members() const {
  std::vector<std::string> pointers;
  if (const Datum::Object* top = accepted_.submission().object()) {
    for (const auto& [name, value] : *top) {
      if (value.object() != nullptr || value.array() != nullptr) continue;
      pointers.emplace_back();
      append_token(pointers.back(), name);
    }
  }
  return pointers;
}

bool BoundaryFinder::starts_as_it_is(std::uint32_t rule, Passing& out) const {
  const std::string* place = only_place(accepted_, rule, Verdict::kPass);
  if (place == nullptr) return false;
  for (Start& start : starts_of(rule, accepted_)) {
    if (start.spot.value != *place || !start.steps.empty()) continue;
    out.spot = std::move(start.spot);
    out.trial = run(accepted_.submission());
    return true;
  }
  return false;
}

void BoundaryFinder::make_pass(std::uint32_t rule, Repairer& repairer, Passing& out) {
  const PlanRule& entry = plan_.program[rule];
  Reach& reach = repairer.reach();
  std::size_t starts = 0;
  const auto consider = [&](const Trial& trial, const Spot& spot) {
    const auto ran = run(trial.submission());
    Keep keep;
    keep.rule = rule;
    keep.pointer = spot.value;
    if (!Repairer::is_kept(*ran, &keep) || ++starts > kMostStarts) return;
    auto repaired = repairer.repair(ran->submission(), &keep);
    if (repaired == nullptr || !Repairer::is_kept(*repaired, &keep) ||
        only_place(*repaired, rule, Verdict::kPass) == nullptr) {
      return;
    }
    const bool better = out.trial == nullptr || repaired->disposition() < out.trial->disposition();
    if (!better) return;
    Effort little;
    little.most = kMostSteps;
    Repairer smaller(plan_, shape_, options_, little, 1);
    out = {smaller.minimise(std::move(repaired), kept_members(), &keep), spot};
  };
  const auto done = [&] {
    return starts > kMostStarts ||
           (out.trial != nullptr && out.trial->disposition() <= accepted_.disposition());
  };
  const auto satisfy = [&](const Trial& trial, const Spot& spot) {
    if (entry.assertion == kNone || trial.truth(entry.assertion, spot) == Truth::kTrue) {
      return consider(trial, spot);
    }
    const auto ran = run(trial.submission());
    for (const Hit& hit : ran->evaluator().hits()) {
      if (hit.rule != rule || hit.finding.pointer != spot.value) continue;
      for (const Way& way : repairer.ways_against(*ran, hit, 0)) {
        if (done()) return;
        if (const auto next = reach.after(trial, way.puts)) consider(*next, spot);
      }
    }
    std::vector<Way> ways = reach.ways(trial, spot, entry.assertion, true);
    std::stable_partition(ways.begin(), ways.end(),
                          [&](const Way& way) { return repairer.fits_schema(way.puts); });
    for (const Way& way : ways) {
      if (done()) return;
      if (const auto next = reach.after(trial, way.puts)) consider(*next, spot);
    }
  };
  // Something must stand there, the rule must apply, and what it says must hold.
  for (const Start& start : starts_of(rule, accepted_)) {
    const Spot& spot = start.spot;
    std::vector<std::vector<Put>> beginnings;
    const auto begin_with = [&](const Datum& value) {
      beginnings.push_back(start.steps);
      beginnings.back().push_back({spot.value, value});
    };
    const auto placed = reach.after(accepted_, start.steps);
    if (placed == nullptr) continue;
    if (placed->at(spot.value)) beginnings.push_back(start.steps);
    if (placed->at(spot.value).absent() || start.steps.empty()) {
      begin_with(shape_.filler(spot.value));
      const std::uint8_t kinds = shape_.kinds(spot.value);
      if ((kinds & kObjectBit) != 0) begin_with(Datum(Datum::Object{}));
      if ((kinds & kArrayBit) != 0) begin_with(Datum(Datum::Array{}));
    }
    for (const std::vector<Put>& beginning : beginnings) {
      if (done()) return;
      const auto begun = reach.after(accepted_, beginning);
      if (begun == nullptr) continue;
      if (entry.when == kNone || begun->truth(entry.when, spot) == Truth::kTrue) {
        satisfy(*begun, spot);
        continue;
      }
      for (const Way& way : reach.ways(*begun, spot, entry.when, true)) {
        if (done()) return;
        if (const auto applies = reach.after(*begun, way.puts)) satisfy(*applies, spot);
      }
    }
  }
}

void BoundaryFinder::to_the_edge(std::uint32_t rule, Repairer& repairer, Passing& passing) const {
  const PlanRule& entry = plan_.program[rule];
  if (entry.assertion == kNone) return;
  for (const Way& way : repairer.reach().edges(*passing.trial, passing.spot, entry.assertion)) {
    Datum submission = passing.trial->submission();
    if (!put_all(submission, way.puts, shape_)) continue;
    auto next = run(std::move(submission));
    Keep keep;
    keep.rule = rule;
    keep.pointer = passing.spot.value;
    if (!Repairer::is_kept(*next, &keep) || !fresh_trouble(rule, *passing.trial, *next).empty()) {
      continue;
    }
    passing.trial = std::move(next);
    return;
  }
}

std::vector<Way> BoundaryFinder::failing_ways(std::uint32_t rule, Repairer& repairer,
                                              const Passing& passing) const {
  const PlanRule& entry = plan_.program[rule];
  std::vector<Way> ways;
  if (entry.assertion != kNone) {
    std::vector<Reach::Want> wants{{entry.assertion, passing.spot, false}};
    if (entry.when != kNone) wants.push_back({entry.when, passing.spot, true});
    ways = repairer.reach().ways(*passing.trial, wants);
    // The rule may also fail where its condition becomes unknown.
    for (Way& way : repairer.reach().ways(*passing.trial, passing.spot, entry.assertion, false)) {
      ways.push_back(std::move(way));
    }
  }
  if (entry.rule->required || entry.rule->if_absent == IfAbsent::kFail) {
    Way without;
    without.puts.push_back({passing.spot.value, std::nullopt});
    without.how = "nothing stands there";
    ways.push_back(std::move(without));
  }
  return ways;
}

void BoundaryFinder::make_fail(std::uint32_t rule, Repairer& repairer, const Passing& passing,
                               BoundarySide& side) const {
  std::unique_ptr<Trial> best;
  std::size_t looked = 0;
  for (const Way& way : failing_ways(rule, repairer, passing)) {
    if (++looked > kMostFails) break;
    Datum submission = passing.trial->submission();
    if (!put_all(submission, way.puts, shape_)) continue;
    auto next = run(std::move(submission));
    if (fails_of(*next, rule).empty()) continue;
    std::vector<std::string> others = fresh_trouble(rule, *passing.trial, *next);
    if (side.found && others.size() >= side.others.size()) continue;
    side.found = true;
    side.how = way.how;
    side.others = std::move(others);
    best = std::move(next);
    if (side.others.empty()) break;
  }
  if (!side.found) return;
  if (!side.others.empty()) {
    // The others may be put right while this one goes on failing.
    Keep keep;
    keep.rule = rule;
    keep.anywhere = true;
    keep.verdict = Verdict::kFail;
    auto repaired = repairer.repair(best->submission(), &keep);
    if (repaired != nullptr && !fails_of(*repaired, rule).empty()) {
      std::vector<std::string> others = fresh_trouble(rule, *passing.trial, *repaired);
      if (others.size() < side.others.size()) {
        side.others = std::move(others);
        best = std::move(repaired);
      }
    }
  }
  side.findings = fails_of(*best, rule);
  side.pointer = side.findings.front().first;
  side.submission = best->submission();
}

void BoundaryFinder::make_absent(std::uint32_t rule, const Passing& passing,
                                 const BoundarySide& fail, BoundarySide& side) const {
  const Rule& said = *plan_.program[rule].rule;
  if (!said.required && said.if_absent != IfAbsent::kFail) return;
  Datum submission = passing.trial->submission();
  if (!put(submission, {passing.spot.value, std::nullopt}, shape_)) return;
  if (fail.found && equal(submission, fail.submission)) return;
  const auto next = run(std::move(submission));
  side.findings = fails_of(*next, rule);
  side.found = !side.findings.empty();
  if (!side.found) return;
  side.how = "nothing stands there";
  side.pointer = side.findings.front().first;
  side.others = fresh_trouble(rule, *passing.trial, *next);
  side.submission = next->submission();
}

Boundary BoundaryFinder::find(const Rule& rule) {
  Boundary boundary;
  boundary.rule = &rule;
  std::uint32_t index = kNone;
  for (std::uint32_t i = 0; i < plan_.program.size(); ++i) {
    if (plan_.program[i].rule == &rule) index = i;
  }
  if (index == kNone) {
    boundary.pass.why_not = boundary.fail.why_not =
        rule.severity == Severity::kOff  ? "the rule is off"
        : rule.preview && !plan_.preview ? "the rule is in preview"
                                         : "the rule is not in force";
    return boundary;
  }
  Passing passing;
  {
    Effort effort;
    effort.most = kMostSteps;
    Repairer repairer(plan_, shape_, options_, effort, kMostPaths);
    if (!starts_as_it_is(index, passing)) make_pass(index, repairer, passing);
    if (passing.trial == nullptr) {
      boundary.pass.why_not =
          because(repairer, effort, "nothing was found for which the rule applies and passes");
      boundary.fail.why_not = "there is no submission to start from at which the rule passes";
      return boundary;
    }
    to_the_edge(index, repairer, passing);
  }
  boundary.pass.found = true;
  boundary.pass.pointer = passing.spot.value;
  boundary.pass.submission = passing.trial->submission();
  boundary.pass.others = fresh_trouble(index, accepted_, *passing.trial);
  Effort effort;
  effort.most = kMostSteps;
  Repairer repairer(plan_, shape_, options_, effort, kMostPaths);
  make_fail(index, repairer, passing, boundary.fail);
  if (!boundary.fail.found) {
    boundary.fail.why_not = because(repairer, effort, "nothing was found for which the rule fails");
  }
  return boundary;
}

}  // namespace intake::synth
