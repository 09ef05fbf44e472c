#include "fix/fix.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <span>
#include <tuple>
#include <utility>

#include "document/pointer.h"
#include "eval/region.h"
#include "fix/part_writing.h"
#include "fix/proposal.h"

namespace intake {
namespace {

bool names(const std::vector<std::string>& ids, const std::string& rule) {
  return std::any_of(ids.begin(), ids.end(), [&](const std::string& id) {
    return id == rule || (rule.size() > id.size() && rule.ends_with(id) &&
                          rule[rule.size() - id.size() - 1] == '/');
  });
}

bool touches(std::string_view a, std::string_view b) {
  if (a.size() > b.size()) std::swap(a, b);
  return b.substr(0, a.size()) == a && (b.size() == a.size() || b[a.size()] == '/');
}

/// Places of which it is asked whether another is at, above or below one of them.
class Places {
 public:
  void add(const std::string& pointer) { pointers_.insert(pointer); }
  bool touch(const std::string& pointer) const {
    for (std::size_t end = 0; end != std::string::npos;) {
      if (pointers_.contains(std::string_view(pointer).substr(0, end))) return true;
      end = end < pointer.size() ? std::min(pointer.find('/', end + 1), pointer.size())
                                 : std::string::npos;
    }
    const std::string below = pointer + "/";
    const auto next = pointers_.lower_bound(below);
    return next != pointers_.end() && next->starts_with(below);
  }

 private:
  std::set<std::string, std::less<>> pointers_;
};

/// The changes after which other places have other pointers.
std::vector<Change> moving(const std::vector<Change>& changes) {
  std::vector<Change> found;
  std::copy_if(changes.begin(), changes.end(), std::back_inserter(found),
               [](const Change& change) { return change.op != Change::Op::kReplace; });
  return found;
}

using VerdictKey = std::pair<std::uint32_t, std::string>;

bool ends_in_index(std::string_view pointer) {
  const std::string_view token = pointer.substr(pointer.rfind('/') + 1);
  return !token.empty() && token.find_first_not_of("0123456789") == std::string_view::npos;
}

/// The order in which one verdict outdoes another at the same place.
Verdict worse(Verdict a, Verdict b) {
  constexpr int kRank[] = {1, 4, 0, 2, 3};  // by Verdict
  return kRank[static_cast<std::size_t>(a)] >= kRank[static_cast<std::size_t>(b)] ? a : b;
}

/// Why an attempt was undone. `by_hand`: a person could still make the change.
struct Refusal {
  Reason reason;
  bool by_hand = false;
};

/// A text with its tree and what the rules say of it.
struct State {
  std::string bytes;
  DocumentPtr document;
  std::unique_ptr<Evaluator> evaluator;
  std::map<VerdictKey, Verdict> verdicts;
};

class Repair {
 public:
  Repair(const Plan& plan, const Format& format, const FixOptions& options)
      : plan_(plan), format_(format), options_(options) {
    options_.evaluation.keep_verdicts = true;
    options_.evaluation.coverage = nullptr;
  }

  Result<FixOutcome> run(DocumentPtr document) {
    state_ = evaluate(std::move(document));
    const std::string original = state_.bytes;
    std::set<std::string> seen{original};
    for (std::uint32_t round = 0; round < options_.evaluation.limits.fix_rounds; ++round) {
      const std::vector<Proposal> candidates = gather();
      if (candidates.empty()) break;
      if (!settle(candidates)) continue;  // they are barred now: their alternatives come next
      if (!seen.insert(state_.bytes).second) {
        note_cycle();
        break;
      }
    }
    FixOutcome outcome;
    outcome.changed = state_.bytes != original;
    outcome.report = state_.evaluator->report();
    offer_fixes(*state_.evaluator, outcome.report);
    outcome.bytes = std::move(state_.bytes);
    outcome.patch = patch_.empty() ? "[]" : "[" + patch_ + "]";
    outcome.records = records_;
    for (Finding& finding : outcome.report.findings) mark_refused(finding);
    outcome.report.fixes = outcome.records;
    return outcome;
  }

 private:
  State evaluate(DocumentPtr document) const {
    State state;
    state.bytes = std::string(document->source()->bytes());
    state.evaluator = std::make_unique<Evaluator>(plan_, *document, options_.evaluation);
    state.document = std::move(document);
    state.evaluator->run();
    for (const PlaceVerdict& verdict : state.evaluator->verdicts()) {
      // A rule can speak of one place several times; the worst word counts.
      const auto [entry, added] =
          state.verdicts.try_emplace({verdict.rule, verdict.pointer}, verdict.verdict);
      if (!added) entry->second = worse(entry->second, verdict.verdict);
    }
    return state;
  }

  bool wanted(const Hit& hit) const {
    if (hit.rule == kNone || hit.finding.verdict != Verdict::kFail) return false;
    const std::string& id = hit.finding.rule;
    if (!options_.only.empty() && !names(options_.only, id)) return false;
    return !names(options_.except, id);
  }

  /// The proposals of the round: of each finding the first alternative that is allowed, changes
  /// something and has not proved bad; of those that touch each other the first in rule order.
  std::vector<Proposal> gather() {
    std::vector<Proposal> found;
    Places targets, changed;
    for (const Hit& hit : state_.evaluator->hits()) {
      if (!wanted(hit)) continue;
      const Rule& rule = *plan_.program[hit.rule].rule;
      for (std::uint32_t i = 0; i < rule.fixes.size(); ++i) {
        const FixClass cls = rule.fixes[i].cls;
        if (cls == FixClass::kAsk || (cls == FixClass::kUnsafe && !options_.unsafe)) continue;
        Proposal proposal = propose(*state_.evaluator, hit, i);
        if (!proposal.not_applicable.empty() || is_bad(proposal)) continue;
        show_as_fields(*state_.document, proposal.changes, proposal.target, proposal.offer);
        if (targets.touch(proposal.target) || changed.touch(proposal.changes.front().pointer)) {
          break;
        }
        targets.add(proposal.target);
        changed.add(proposal.changes.front().pointer);
        found.push_back(std::move(proposal));
        break;
      }
    }
    return found;
  }

  /// Makes as many of the proposals at once as prove good together, found by halving. True where
  /// the text has changed. What is not good alone is recorded and barred for this text.
  bool settle(std::span<const Proposal> proposals) {
    if (proposals.empty() || attempts_ >= options_.evaluation.limits.fix_attempts) return false;
    ++attempts_;
    Refusal refusal;
    if (attempt(proposals, refusal)) return true;
    if (proposals.size() == 1) {
      bar(proposals.front(), refusal);
      return false;
    }
    // Halving is as deep as the number of findings is long in bits.
    const std::size_t half = proposals.size() / 2;
    return settle(proposals.first(half)) || settle(proposals.subspan(half));
  }

  /// Makes the changes of some proposals at once; keeps them if all are good.
  bool attempt(std::span<const Proposal> proposals, Refusal& refusal) {
    std::vector<Change> changes;
    for (const Proposal& proposal : proposals) {
      changes.insert(changes.end(), proposal.changes.begin(), proposal.changes.end());
    }
    const Limits& limits = options_.evaluation.limits;
    for (const Proposal& proposal : proposals) {
      const auto doubt = options_.in_doubt.find({id_of(proposal.rule), proposal.place});
      if (doubt == options_.in_doubt.end()) continue;
      refusal = {doubt->second, false};
      return false;
    }
    if (Reason why = unwritable(*state_.document, changes, limits); why.code != ReasonCode::kNone) {
      refusal = {std::move(why), false};
      return false;
    }
    auto edits = format_.edit(*state_.document, changes, limits);
    if (!edits) {
      refusal = {{ReasonCode::kFixRefused, {edits.error().what}, {}}, true};
      return false;
    }
    auto text = apply_edits(state_.bytes, *edits);
    if (!text) {
      refusal = {{ReasonCode::kFixRefused, {text.error().what}, {}}, true};
      return false;
    }
    if (*text == state_.bytes) {
      refusal = {{ReasonCode::kFixChangesNothing, {}, {}}, false};
      return false;
    }
    auto read = format_.read(state_.document->source()->rewritten(*text), limits);
    if (!read) {
      refusal = {{ReasonCode::kFixUnreadable, {read.error().what}, {}}, true};
      return false;
    }
    if (const OriginsPtr& origins = state_.document->origins(); origins != nullptr) {
      read->set_origins(moved_origins(*origins, changes));
    }
    if (options_.follow) read = options_.follow(std::move(*read));
    if (!read) {
      refusal = {{ReasonCode::kFixUnreadable, {read.error().what}, {}}, true};
      return false;
    }
    State next = evaluate(std::make_shared<const Document>(std::move(read).value()));
    refusal.reason = harm(proposals, changes, next);
    if (refusal.reason.code != ReasonCode::kNone) return false;
    const View before(*state_.document, state_.document->root());
    const std::string patch = to_json_patch(before, changes);
    if (patch.size() > 2) {
      if (!patch_.empty()) patch_ += ',';
      patch_ += patch.substr(1, patch.rfind(']') - 1);
    }
    for (const Proposal& proposal : proposals) record(proposal, nullptr);
    state_ = std::move(next);
    return true;
  }

  static bool is_worse_than_pass(Verdict verdict) {
    return verdict != Verdict::kPass && verdict != Verdict::kNotApplicable;
  }

  /// kNone where the proposals did what they claim and hurt nothing.
  Reason harm(std::span<const Proposal> proposals, const std::vector<Change>& changes,
              const State& next) const {
    const std::vector<Change> moves = moving(changes);
    for (const Proposal& proposal : proposals) {
      const auto place = moved_pointer(proposal.place, moves);
      const auto verdict =
          place ? next.verdicts.find({proposal.rule, *place}) : next.verdicts.end();
      const bool gone = verdict == next.verdicts.end();
      const bool may_go = proposal.removes || proposal.changes.front().op == Change::Op::kRename;
      if (gone && may_go) continue;
      if (!gone && verdict->second == Verdict::kPass) continue;
      if (!gone && verdict->second == Verdict::kNotApplicable && proposal.removes) continue;
      return {ReasonCode::kFixStillFails, {id_of(proposal.rule)}, {}};
    }
    const std::vector<std::string_view> lists = replaced_lists(changes);
    for (const auto& [key, before] : state_.verdicts) {
      if (before != Verdict::kPass) continue;
      const std::string& pointer = key.second;
      const bool in_list = std::any_of(lists.begin(), lists.end(), [&](std::string_view list) {
        return pointer.size() > list.size() && touches(list, pointer);
      });
      if (in_list) continue;  // its place has no name of its own: see below
      const auto place = moved_pointer(key.second, moves);
      auto after = place ? next.verdicts.find({key.first, *place}) : next.verdicts.end();
      // What was taken out of a map may still be needed where it stood.
      if (after == next.verdicts.end() && !ends_in_index(key.second)) {
        after = next.verdicts.find(key);
      }
      if (after == next.verdicts.end() || !is_worse_than_pass(after->second)) continue;
      return {ReasonCode::kFixWouldBreak, {id_of(key.first)}, {}};
    }
    // The elements of a list that is written anew move: each rule may find no more wrong in it.
    for (const std::string_view list : lists) {
      const auto had = count_wrong(state_, list);
      for (const auto& [rule, count] : count_wrong(next, list)) {
        const auto old = had.find(rule);
        if (count > (old == had.end() ? 0 : old->second)) {
          return {ReasonCode::kFixWouldBreak, {id_of(rule)}, {}};
        }
      }
    }
    return {};
  }

  std::vector<std::string_view> replaced_lists(const std::vector<Change>& changes) const {
    std::vector<std::string_view> lists;
    for (const Change& change : changes) {
      if (change.op != Change::Op::kReplace) continue;
      const NodeId node = find_node(*state_.document, change.pointer);
      if (node != kNoNode && state_.document->kind(node) == Kind::kArray) {
        lists.push_back(change.pointer);
      }
    }
    return lists;
  }

  static std::map<std::uint32_t, std::uint32_t> count_wrong(const State& state,
                                                            std::string_view list) {
    std::map<std::uint32_t, std::uint32_t> counts;
    for (const auto& [key, verdict] : state.verdicts) {
      if (key.second.size() > list.size() && touches(list, key.second) &&
          is_worse_than_pass(verdict)) {
        ++counts[key.first];
      }
    }
    return counts;
  }

  const std::string& id_of(std::uint32_t rule) const { return plan_.program[rule].rule->id; }

  bool is_bad(const Proposal& proposal) const {
    const auto found = bad_.find({proposal.rule, proposal.alternative, proposal.place});
    return found != bad_.end() &&
           (found->second.times >= kMostTries || found->second.text == state_.bytes);
  }

  void bar(const Proposal& proposal, const Refusal& refusal) {
    Bad& bad = bad_[{proposal.rule, proposal.alternative, proposal.place}];
    ++bad.times;
    bad.text = state_.bytes;
    record(proposal, &refusal);
  }

  /// `refusal`: null where the proposal was made.
  void record(const Proposal& proposal, const Refusal* refusal) {
    FixRecord entry;
    entry.rule = id_of(proposal.rule);
    entry.fix = proposal.offer;
    entry.applied = refusal == nullptr;
    if (state_.document->origins() != nullptr) {
      const NodeId node = nearest_node(*state_.document, proposal.offer.pointer);
      entry.region = region_of_missing(View(*state_.document, node), proposal.offer.pointer);
    }
    if (refusal != nullptr) {
      entry.reason = render_reason(refusal->reason, options_.evaluation.language);
      entry.fix.refused = entry.reason;
      if (refusal->by_hand) {
        entry.patch =
            to_json_patch(View(*state_.document, state_.document->root()), proposal.changes);
      }
    }
    // The last attempt of a fix that was not applied stands for all.
    const auto same = std::find_if(records_.begin(), records_.end(), [&](const FixRecord& other) {
      return !other.applied && other.rule == entry.rule && other.fix.pointer == entry.fix.pointer &&
             other.fix.after == entry.fix.after;
    });
    if (same == records_.end()) {
      records_.push_back(std::move(entry));
    } else {
      *same = std::move(entry);
    }
  }

  /// The fix that a finding still offers may be the one that has just proved not to do.
  void mark_refused(Finding& finding) const {
    for (const FixRecord& entry : records_) {
      if (finding.fix && !entry.applied && entry.rule == finding.rule &&
          entry.fix.pointer == finding.fix->pointer && entry.fix.after == finding.fix->after) {
        finding.fix->refused = entry.reason;
      }
    }
  }

  void note_cycle() {
    for (auto entry = records_.rbegin(); entry != records_.rend(); ++entry) {
      if (!entry->applied) continue;
      entry->reason = render_reason({ReasonCode::kFixCircle, {}, {}}, options_.evaluation.language);
      return;
    }
  }

  struct Bad {
    std::uint32_t times = 0;
    std::string text;  // on which it proved bad last
  };
  /// Another fix may make a bad one good, but not for ever.
  static constexpr std::uint32_t kMostTries = 3;

  const Plan& plan_;
  const Format& format_;
  FixOptions options_;
  State state_;
  /// By rule, alternative and place.
  std::map<std::tuple<std::uint32_t, std::uint32_t, std::string>, Bad> bad_;
  std::uint32_t attempts_ = 0;
  std::vector<FixRecord> records_;
  std::string patch_;
};

}  // namespace

Result<FixOutcome> run_fixes(const Plan& plan, const Format& format, DocumentPtr document,
                             const FixOptions& options) {
  return Repair(plan, format, options).run(std::move(document));
}

void offer_fixes(Evaluator& evaluator, Report& report) {
  std::map<std::pair<std::string, std::string>, const Hit*> hits;
  for (const Hit& hit : evaluator.hits()) {
    if (hit.rule == kNone || hit.finding.verdict != Verdict::kFail) continue;
    hits.emplace(std::pair(hit.finding.rule, hit.finding.pointer), &hit);
  }
  for (Finding& finding : report.findings) {
    const auto found = hits.find({finding.rule, finding.pointer});
    if (found == hits.end()) continue;
    const Rule& rule = *evaluator.plan().program[found->second->rule].rule;
    for (std::uint32_t i = 0; i < rule.fixes.size(); ++i) {
      if (rule.fixes[i].cls == FixClass::kAsk) continue;
      Proposal proposal = propose(evaluator, *found->second, i);
      if (!proposal.not_applicable.empty()) continue;
      const Document& document = evaluator.document();
      show_as_fields(document, proposal.changes, proposal.target, proposal.offer);
      const Reason why = unwritable(document, proposal.changes, evaluator.options().limits);
      if (why.code != ReasonCode::kNone) {
        proposal.offer.refused = render_reason(why, evaluator.options().language);
      }
      finding.fix = std::move(proposal.offer);
      break;
    }
  }
}

}  // namespace intake
