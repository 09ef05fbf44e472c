#include "fix/fix.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

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

using VerdictKey = std::pair<std::uint32_t, std::string>;

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
      if (!one_round()) break;
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
    outcome.records = std::move(records_);
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
      state.verdicts[{verdict.rule, verdict.pointer}] = verdict.verdict;
    }
    return state;
  }

  bool wanted(const Hit& hit) const {
    if (hit.rule == kNone || hit.finding.verdict != Verdict::kFail) return false;
    const std::string& id = hit.finding.rule;
    if (!options_.only.empty() && !names(options_.only, id)) return false;
    return !names(options_.except, id);
  }

  /// The proposals of the round, by hit: those of an allowed class that change something.
  std::vector<std::vector<Proposal>> gather() {
    std::vector<std::vector<Proposal>> found;
    for (const Hit& hit : state_.evaluator->hits()) {
      if (!wanted(hit)) continue;
      const Rule& rule = *plan_.program[hit.rule].rule;
      std::vector<Proposal> alternatives;
      for (std::uint32_t i = 0; i < rule.fixes.size(); ++i) {
        const FixClass cls = rule.fixes[i].cls;
        if (cls == FixClass::kAsk || (cls == FixClass::kUnsafe && !options_.unsafe)) continue;
        Proposal proposal = propose(*state_.evaluator, hit, i);
        if (proposal.not_applicable.empty()) alternatives.push_back(std::move(proposal));
      }
      if (!alternatives.empty()) found.push_back(std::move(alternatives));
    }
    return found;
  }

  bool one_round() {
    const auto candidates = gather();
    std::vector<const Proposal*> together;
    for (const auto& alternatives : candidates) {
      const Proposal& first = alternatives.front();
      const bool free = std::none_of(together.begin(), together.end(), [&](const Proposal* other) {
        return touches(first.target, other->target) ||
               touches(first.changes.front().pointer, other->changes.front().pointer);
      });
      if (free) together.push_back(&first);
    }
    std::string why;
    if (together.size() > 1 && attempt(together, why)) return true;
    bool any = false;
    while (one_alone()) any = true;
    return any;
  }

  /// The first fix, in rule order, that is good on its own. Those that are not are recorded and
  /// left for the next round, when the text is another.
  bool one_alone() {
    for (const auto& alternatives : gather()) {
      for (const Proposal& proposal : alternatives) {
        const Attempted key{proposal.rule, proposal.alternative, proposal.place,
                            std::hash<std::string>{}(state_.bytes)};
        if (attempted_.contains(key)) continue;
        if (attempted_.size() >= kMostAttempts) return false;
        std::string why;
        if (attempt({&proposal}, why)) return true;
        attempted_.insert(key);
        record(proposal, false, why);
      }
    }
    return false;
  }

  /// Makes the changes of some proposals at once; keeps them if all are good.
  bool attempt(const std::vector<const Proposal*>& proposals, std::string& why) {
    std::vector<Change> changes;
    for (const Proposal* proposal : proposals) {
      changes.insert(changes.end(), proposal->changes.begin(), proposal->changes.end());
    }
    const Limits& limits = options_.evaluation.limits;
    auto edits = format_.edit(*state_.document, changes, limits);
    if (!edits) {
      why = edits.error().what;
      return false;
    }
    auto text = apply_edits(state_.bytes, *edits);
    if (!text) {
      why = text.error().what;
      return false;
    }
    if (*text == state_.bytes) {
      why = "it would change nothing";
      return false;
    }
    auto source = std::make_shared<Source>(state_.document->source()->name(), *text);
    auto read = format_.read(std::move(source), limits);
    if (!read) {
      why = "the repaired text cannot be read again: " + read.error().what;
      return false;
    }
    State next = evaluate(std::make_shared<const Document>(std::move(read).value()));
    why = harm(proposals, changes, next);
    if (!why.empty()) return false;
    const View before(*state_.document, state_.document->root());
    const std::string patch = to_json_patch(before, changes);
    if (patch.size() > 2) {
      if (!patch_.empty()) patch_ += ',';
      patch_ += patch.substr(1, patch.rfind(']') - 1);
    }
    for (const Proposal* proposal : proposals) record(*proposal, true, {});
    state_ = std::move(next);
    return true;
  }

  /// Empty where the proposals did what they claim and hurt nothing.
  std::string harm(const std::vector<const Proposal*>& proposals,
                   const std::vector<Change>& changes, const State& next) const {
    for (const Proposal* proposal : proposals) {
      const auto place = moved_pointer(proposal->place, changes);
      const auto verdict =
          place ? next.verdicts.find({proposal->rule, *place}) : next.verdicts.end();
      const bool gone = verdict == next.verdicts.end();
      const bool allowed_gone =
          proposal->removes || proposal->changes.front().op == Change::Op::kRename;
      if (gone && allowed_gone) continue;
      if (!gone && verdict->second == Verdict::kPass) continue;
      if (!gone && verdict->second == Verdict::kNotApplicable && proposal->removes) continue;
      return "the rule `" + plan_.program[proposal->rule].rule->id + "` would still not pass";
    }
    for (const auto& [key, before] : state_.verdicts) {
      if (before != Verdict::kPass) continue;
      const auto place = moved_pointer(key.second, changes);
      if (!place) continue;
      const auto after = next.verdicts.find({key.first, *place});
      if (after == next.verdicts.end()) continue;
      if (after->second == Verdict::kPass || after->second == Verdict::kNotApplicable) continue;
      return "it would break `" + plan_.program[key.first].rule->id + "`, which passes now";
    }
    return {};
  }

  void record(const Proposal& proposal, bool applied, const std::string& why) {
    FixRecord entry;
    entry.rule = plan_.program[proposal.rule].rule->id;
    entry.fix = proposal.offer;
    entry.applied = applied;
    entry.reason = why;
    if (!applied) {
      entry.fix.refused = why;
      entry.patch = to_json_patch(View(*state_.document, state_.document->root()),
                                  proposal.changes);
    }
    // The last attempt of a fix that was not applied stands for all.
    const auto same = std::find_if(records_.begin(), records_.end(), [&](const FixRecord& other) {
      return !other.applied && other.rule == entry.rule &&
             other.fix.pointer == entry.fix.pointer && other.fix.after == entry.fix.after;
    });
    if (same == records_.end()) {
      records_.push_back(std::move(entry));
    } else {
      *same = std::move(entry);
    }
  }

  void note_cycle() {
    for (auto entry = records_.rbegin(); entry != records_.rend(); ++entry) {
      if (!entry->applied) continue;
      entry->reason = "the repairs went in a circle and were stopped";
      return;
    }
  }

  /// Rule, alternative, place and the hash of the text: what need not be tried again.
  using Attempted = std::tuple<std::uint32_t, std::uint32_t, std::string, std::size_t>;
  static constexpr std::size_t kMostAttempts = 2'000;

  const Plan& plan_;
  const Format& format_;
  FixOptions options_;
  State state_;
  std::set<Attempted> attempted_;
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
      finding.fix = std::move(proposal.offer);
      break;
    }
  }
}

}  // namespace intake
