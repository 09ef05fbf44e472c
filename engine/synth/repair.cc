#include "synth/repair.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "document/pointer.h"
#include "fix/proposal.h"

namespace intake::synth {
namespace {

constexpr std::size_t kMostSteps = 400;   // of one path
constexpr std::uint32_t kMostVisits = 6;  // to one verdict, in one path
constexpr std::size_t kMostWays = 24;     // tried against one finding, at one stage
constexpr std::size_t kEnough = 4;        // harmless ones, of which the best is taken
constexpr std::size_t kMostOptions = 4;   // kept for going back
constexpr std::uint32_t kMostTurns = 3;   // choices made in another way, in one path
constexpr std::size_t kMostRounds = 8;    // of taking out

std::uint64_t weight(const Plan& plan, std::uint32_t rule) {
  return plan.program[rule].rule->severity == Severity::kError ? 4 : 1;
}

bool is_open_question(const Hit& hit) {
  return hit.finding.verdict == Verdict::kIndeterminate && hit.finding.question.has_value();
}

/// Errors first, then what is open, then warnings and notes.
int urgency(const Hit& hit) {
  if (hit.finding.verdict != Verdict::kFail) return 1;
  return hit.finding.severity == Severity::kError ? 0 : 2;
}

/// Smaller is better. Where nothing is accepted, one error in a whole submission is better than the
/// many questions of an empty one.
std::tuple<int, std::uint64_t> badness(const Trial& trial, const Plan& plan) {
  constexpr std::uint64_t kPart = 20;
  std::uint64_t sum = 0;
  for (const auto& [key, verdict] : trial.verdicts()) {
    if (is_trouble(verdict)) sum += weight(plan, key.first);
  }
  for (const Hit& hit : trial.evaluator().hits()) sum += hit.rule == kNone ? kPart : 0;
  const Disposition disposition = trial.disposition();
  return {disposition == Disposition::kAccept            ? 0
          : disposition == Disposition::kAcceptWithNotes ? 1
                                                         : 2,
          sum};
}

bool touches(std::string_view a, std::string_view b) {
  if (a.size() > b.size()) std::swap(a, b);
  return b.substr(0, a.size()) == a && (b.size() == a.size() || b[a.size()] == '/');
}

void collect(const Datum& value, const std::string& pointer, std::vector<std::string>& out) {
  // Depth-first with an own stack: what is deeper stands behind what holds it.
  std::vector<std::pair<const Datum*, std::string>> open{{&value, pointer}};
  while (!open.empty()) {
    auto [here, path] = std::move(open.back());
    open.pop_back();
    if (!path.empty()) out.push_back(path);
    if (const auto* object = here->object()) {
      for (const auto& [name, member] : *object) {
        std::string child = path;
        append_token(child, name);
        open.emplace_back(&member, std::move(child));
      }
    } else if (const auto* list = here->array()) {
      for (std::size_t i = 0; i < list->size(); ++i) {
        open.emplace_back(&(*list)[i], path + "/" + std::to_string(i));
      }
    }
  }
}

}  // namespace

Spot spot_of(const Plan& plan, const Hit& hit) {
  Spot spot;
  spot.rule = hit.rule;
  spot.has_match = plan.program[hit.rule].rule->for_each.has_value();
  if (spot.has_match && hit.match) spot.match = hit.match.document()->pointer(hit.match.id());
  spot.value = hit.place.pointer();
  spot.current = spot.has_match ? spot.match : spot.value;
  return spot;
}

bool Repairer::is_kept(const Trial& trial, const Keep* keep) {
  if (keep == nullptr) return true;
  if (!keep->anywhere) {
    const auto found = trial.verdicts().find({keep->rule, keep->pointer});
    return found != trial.verdicts().end() && found->second == keep->verdict;
  }
  bool seen = false;
  for (auto at = trial.verdicts().lower_bound({keep->rule, ""});
       at != trial.verdicts().end() && at->first.first == keep->rule; ++at) {
    seen = seen || at->second == keep->verdict;
  }
  return seen;
}

std::unique_ptr<Trial> Repairer::tried(Datum submission) const {
  if (effort_.spent()) return nullptr;
  effort_.steps += Effort::kRun;
  auto trial = std::make_unique<Trial>(plan_, std::move(submission), options_);
  trial->run();
  return trial;
}

void Repairer::by_fixes(const Trial& trial, const Hit& hit, std::vector<Way>& out) const {
  const Rule& rule = *plan_.program[hit.rule].rule;
  for (std::uint32_t i = 0; i < rule.fixes.size(); ++i) {
    if (rule.fixes[i].cls == FixClass::kAsk) continue;
    const Proposal proposal = propose(trial.evaluator(), hit, i);
    if (!proposal.not_applicable.empty()) continue;
    Way way;
    for (const Change& change : proposal.changes) {
      switch (change.op) {
        case Change::Op::kAdd:
        case Change::Op::kReplace:
          way.puts.push_back({change.pointer, change.value});
          break;
        case Change::Op::kRemove:
          way.puts.push_back({change.pointer, std::nullopt});
          break;
        case Change::Op::kRename: {
          std::string renamed = change.pointer.substr(0, change.pointer.rfind('/'));
          append_token(renamed, change.name);
          way.puts.push_back({renamed, to_datum(trial.at(change.pointer))});
          way.puts.push_back({change.pointer, std::nullopt});
          break;
        }
      }
    }
    out.push_back(std::move(way));
  }
}

void Repairer::by_filling(const Trial& trial, const Hit& hit, const Spot& spot,
                          std::vector<Way>& out) {
  const PlanRule& entry = plan_.program[hit.rule];
  std::string target = spot.value;
  std::vector<Datum> values;
  for (const FixSpec& fix : entry.rule->fixes) {
    if (!fix.ask) continue;
    if (!fix.ask->writes.empty()) target = fix.ask->writes;
    for (const std::string& choice : fix.ask->choices) values.emplace_back(choice);
    if (fix.ask->type == QuestionType::kBoolean) values = {Datum(false), Datum(true)};
    if (fix.ask->type == QuestionType::kDate) values.emplace_back(plan_.now.substr(0, 10));
  }
  values.push_back(shape_.filler(target));
  if ((shape_.kinds(target) & kArrayBit) != 0) values.emplace_back(Datum::Array{});
  if ((shape_.kinds(target) & kObjectBit) != 0) values.emplace_back(Datum::Object{});
  std::vector<Way> later;
  for (const Datum& value : values) {
    Way way;
    way.puts.push_back({target, value});
    const auto next = reach_.after(trial, way.puts);
    if (next == nullptr) continue;
    if (entry.assertion == kNone || next->truth(entry.assertion, spot) == Truth::kTrue) {
      out.push_back(std::move(way));
      continue;
    }
    for (Way& more : reach_.ways(*next, spot, entry.assertion, true)) {
      more.puts.insert(more.puts.begin(), way.puts.begin(), way.puts.end());
      later.push_back(std::move(more));
    }
  }
  out.insert(out.end(), std::make_move_iterator(later.begin()),
             std::make_move_iterator(later.end()));
}

std::vector<Way> Repairer::ways_against(const Trial& trial, const Hit& hit, int stage) {
  std::vector<Way> out;
  if (hit.rule == kNone) {  // a part that is not there
    const std::string& pointer = hit.finding.pointer;
    if (pointer.empty() || stage > 0) return out;
    const std::uint8_t kinds = shape_.kinds(pointer);
    Way way;
    way.puts.push_back({pointer, shape_.filler(pointer)});
    if ((kinds & kArrayBit) != 0) way.puts.back().value = Datum(Datum::Array{});
    if ((kinds & kObjectBit) != 0) way.puts.back().value = Datum(Datum::Object{});
    out.push_back(std::move(way));
    return out;
  }
  const PlanRule& entry = plan_.program[hit.rule];
  const Spot spot = spot_of(plan_, hit);
  const bool fails = hit.finding.verdict == Verdict::kFail;
  const bool missing = hit.finding.absent;
  if (stage == 0) {
    if (fails) by_fixes(trial, hit, out);
    if (missing && (fails || is_open_question(hit))) by_filling(trial, hit, spot, out);
    return out;
  }
  if (stage == 2) {
    by_evading(trial, hit, spot, out);
    return out;
  }
  if (entry.when != kNone && trial.truth(entry.when, spot) == Truth::kUnknown) {
    out = reach_.ways(trial, spot, entry.when, true);
  }
  if (entry.assertion != kNone && (!missing || fails)) {
    for (Way& way : reach_.ways(trial, spot, entry.assertion, true)) out.push_back(std::move(way));
  }
  const std::string& cause = hit.cause.empty() ? spot.value : hit.cause;
  if (!fails && trial.at(cause)) {  // a text where a list or map was needed
    out.push_back({{{cause, Datum(Datum::Object{})}}, {}, false, false});
    out.push_back({{{cause, Datum(Datum::Array{})}}, {}, false, false});
  } else if (cause != spot.value) {
    out.push_back({{{cause, shape_.filler(cause)}}, {}, false, false});
  }
  return out;
}

void Repairer::by_evading(const Trial& trial, const Hit& hit, const Spot& spot,
                          std::vector<Way>& out) {
  const PlanRule& entry = plan_.program[hit.rule];
  const Rule& rule = *entry.rule;
  const std::size_t first = out.size();
  if (entry.when != kNone) {
    for (Way& way : reach_.ways(trial, spot, entry.when, false)) out.push_back(std::move(way));
  }
  // What is not needed can go.
  const auto take_out = [&](const std::string& pointer) {
    if (!pointer.empty() && trial.at(pointer))
      out.push_back({{{pointer, std::nullopt}}, {}, {}, {}});
  };
  if (!rule.required && rule.if_absent != IfAbsent::kFail) take_out(spot.value);
  if (spot.has_match) take_out(spot.match);
  if (hit.cause != spot.value) take_out(hit.cause);
  for (std::size_t i = first; i < out.size(); ++i) out[i].evades = true;
}

bool Repairer::fits_schema(const std::vector<Put>& puts) const {
  return std::all_of(puts.begin(), puts.end(), [&](const Put& step) {
    // Null is nothing filled in; the one who fills in the rest would wonder.
    if (step.value && step.value->is_null()) return shape_.kinds(step.pointer) == kNullBit;
    return !step.value || shape_.fits(step.pointer, *step.value);
  });
}

bool Repairer::is_cleared(const Trial& trial, const Hit& hit) {
  if (hit.rule == kNone) {
    const auto& hits = trial.evaluator().hits();
    return std::none_of(hits.begin(), hits.end(), [&](const Hit& other) {
      return other.rule == kNone && other.finding.pointer == hit.finding.pointer;
    });
  }
  const auto verdict = trial.verdicts().find({hit.rule, hit.finding.pointer});
  return verdict == trial.verdicts().end() || !is_trouble(verdict->second);
}

Repairer::Option Repairer::compare(const Trial& before, const Trial& after) const {
  Option option;
  option.submission = after.submission();
  for (const auto& [key, verdict] : after.verdicts()) {
    if (!is_trouble(verdict)) continue;
    const auto old = before.verdicts().find(key);
    const bool known = old != before.verdicts().end();
    if (known && old->second == Verdict::kPass) option.harm += weight(plan_, key.first);
    if (!known || old->second == Verdict::kNotApplicable) option.fresh += weight(plan_, key.first);
  }
  return option;
}

std::vector<Repairer::Option> Repairer::options_against(const Trial& trial, const Hit& hit,
                                                        const Keep* keep,
                                                        const std::set<std::string>& seen,
                                                        std::vector<std::string>& places) {
  std::vector<Option> options;
  std::set<std::string> tried_now;
  std::size_t harmless = 0;
  for (int stage = 0; stage < kStages && harmless == 0; ++stage) {
    std::size_t count = 0;
    for (const Way& way : ways_against(trial, hit, stage)) {
      if (harmless >= kEnough || count >= kMostWays) break;
      if (!fits_schema(way.puts)) continue;
      Datum submission = trial.submission();
      if (!put_all(submission, way.puts, shape_)) continue;
      const std::string text = to_json(submission);
      if (seen.contains(text) || !tried_now.insert(text).second) continue;
      ++count;
      const auto next = tried(std::move(submission));
      if (next == nullptr) break;
      if (!is_kept(*next, keep) || !is_cleared(*next, hit)) continue;
      Option option = compare(trial, *next);
      option.evades = way.evades;
      for (const Put& step : way.puts) places.push_back(step.pointer);
      if (option.harm == 0) ++harmless;
      options.push_back(std::move(option));
    }
  }
  std::stable_sort(options.begin(), options.end(), [](const Option& a, const Option& b) {
    return std::tie(a.evades, a.harm, a.fresh) < std::tie(b.evades, b.harm, b.fresh);
  });
  if (options.size() > kMostOptions) options.resize(kMostOptions);
  return options;
}

Repairer::Path Repairer::follow(const Datum& start, const Keep* keep) {
  Path path;
  auto now = tried(start);
  if (now == nullptr) return path;
  const auto keep_best = [&] {
    if (path.best == nullptr || badness(*now, plan_) < badness(*path.best, plan_)) {
      path.best = tried(now->submission());
    }
  };
  std::set<std::string> seen{to_json(start)};
  std::map<std::pair<std::uint32_t, std::string>, std::uint32_t> visits;
  std::set<std::pair<std::uint32_t, std::string>> given_up;
  for (std::size_t step = 0; step < kMostSteps && !effort_.spent(); ++step) {
    std::vector<const Hit*> hits;
    for (const Hit& hit : now->evaluator().hits()) {
      const auto key = std::pair{hit.rule, hit.finding.pointer};
      if (keep != nullptr && keep->verdict != Verdict::kPass && hit.rule == keep->rule) continue;
      if (!given_up.contains(key)) hits.push_back(&hit);
    }
    if (hits.empty()) break;
    std::stable_sort(hits.begin(), hits.end(),
                     [](const Hit* a, const Hit* b) { return urgency(*a) < urgency(*b); });
    const Hit& hit = *hits.front();
    const auto key = std::pair{hit.rule, hit.finding.pointer};
    Decision decision;
    if (++visits[key] <= kMostVisits) {
      decision.options = options_against(*now, hit, keep, seen, decision.places);
    }
    if (decision.options.empty()) {
      keep_best();
      given_up.insert(key);
      path.stuck.push_back(hit.finding.pointer);
      continue;
    }
    // Whoever does harm may leave something worse behind.
    if (decision.options.front().harm > 0) keep_best();
    auto next = tried(decision.options.front().submission);
    if (next == nullptr) break;
    seen.insert(to_json(next->submission()));
    now = std::move(next);
    path.decisions.push_back(std::move(decision));
    given_up.clear();
    path.stuck.clear();
  }
  keep_best();
  return path;
}

std::unique_ptr<Trial> Repairer::repair(const Datum& start, const Keep* keep) {
  struct Start {
    Datum submission;
    std::uint32_t turns = 0;
  };
  std::vector<Start> open{{start, 0}};
  std::set<std::string> begun;
  std::unique_ptr<Trial> best;
  const auto is_done = [&](const Trial& trial) {
    if (keep == nullptr || keep->verdict == Verdict::kPass) {
      return trial.disposition() == Disposition::kAccept;
    }
    return std::all_of(trial.evaluator().hits().begin(), trial.evaluator().hits().end(),
                       [&](const Hit& hit) { return hit.rule == keep->rule; });
  };
  // Breadth first: few choices made in another way before many.
  for (std::size_t next = 0; next < open.size() && next < paths_ && !effort_.spent(); ++next) {
    const Start now = open[next];
    if (!begun.insert(to_json(now.submission)).second) continue;
    Path path = follow(now.submission, keep);
    if (path.best == nullptr) break;
    const bool better = best == nullptr || badness(*path.best, plan_) < badness(*best, plan_);
    if (better) best = std::move(path.best);
    if (is_done(*best)) break;
    if (now.turns >= kMostTurns) continue;
    // Choices about the places that are stuck first, the latest of them before earlier ones.
    std::vector<std::pair<bool, std::size_t>> order;
    for (std::size_t i = path.decisions.size(); i-- > 0;) {
      const auto& places = path.decisions[i].places;
      const bool related = std::any_of(places.begin(), places.end(), [&](const std::string& place) {
        return std::any_of(path.stuck.begin(), path.stuck.end(),
                           [&](const std::string& stuck) { return touches(place, stuck); });
      });
      order.emplace_back(!related, i);
    }
    std::stable_sort(order.begin(), order.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    for (const auto& [unrelated, i] : order) {
      auto& options = path.decisions[i].options;
      for (std::size_t o = 1; o < options.size(); ++o) {
        open.push_back({std::move(options[o].submission), now.turns + 1});
      }
    }
  }
  return best;
}

std::unique_ptr<Trial> Repairer::minimise(std::unique_ptr<Trial> trial,
                                          const std::vector<std::string>& pinned,
                                          const Keep* keep) {
  const auto good = badness(*trial, plan_);
  const auto troubled = [](const Trial& one) {
    std::set<std::uint32_t> rules;
    for (const auto& [key, verdict] : one.verdicts()) {
      if (is_trouble(verdict)) rules.insert(key.first);
    }
    return rules;
  };
  const std::set<std::uint32_t> known = troubled(*trial);
  for (std::size_t round = 0; round < kMostRounds; ++round) {
    bool smaller = false;
    std::vector<std::string> pointers;
    collect(trial->submission(), "", pointers);
    // Whole branches before their twigs; within a list the last element first.
    std::stable_sort(pointers.begin(), pointers.end(), [](const auto& a, const auto& b) {
      return std::count(a.begin(), a.end(), '/') < std::count(b.begin(), b.end(), '/');
    });
    for (const std::string& pointer : pointers) {
      if (trial->at(pointer).absent()) continue;
      const bool is_pinned = std::any_of(pinned.begin(), pinned.end(), [&](const auto& pin) {
        return pin == pointer || pin.starts_with(pointer + "/");
      });
      if (is_pinned) continue;
      Datum submission = trial->submission();
      if (!put(submission, {pointer, std::nullopt}, shape_)) continue;
      auto next = tried(std::move(submission));
      if (next == nullptr) return trial;
      if (badness(*next, plan_) > good || !is_kept(*next, keep)) continue;
      const std::set<std::uint32_t> now = troubled(*next);
      if (!std::includes(known.begin(), known.end(), now.begin(), now.end())) continue;
      trial = std::move(next);
      smaller = true;
    }
    if (!smaller) break;
  }
  return trial;
}

}  // namespace intake::synth
