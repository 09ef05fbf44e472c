#include "synth/reach.h"

#include <algorithm>
#include <utility>

#include "document/pointer.h"

namespace intake::synth {
namespace {

using Op = Condition::Op;

constexpr std::uint32_t kMostDepth = 24;
constexpr std::size_t kMostWays = 40;
constexpr std::size_t kBranches = 6;         // tried of each of several things that must hold
constexpr std::size_t kMostTogether = 16;    // ways found for several things
constexpr std::uint64_t kMostSteps = 1'000;  // of one search
constexpr std::uint32_t kMostElements = 20;  // of a list, that are looked at one by one

void join(std::vector<Way>& out, const Way& first, const Way& then) {
  Way both = then;
  both.puts = first.puts;
  both.puts.insert(both.puts.end(), then.puts.begin(), then.puts.end());
  // A word for one step says nothing of several.
  if (!first.puts.empty()) both.how = then.how.empty() ? first.how : std::string();
  out.push_back(std::move(both));
}

}  // namespace

std::unique_ptr<Trial> Reach::after(const Trial& trial, const std::vector<Put>& puts) const {
  if (spent()) return nullptr;
  Datum submission = trial.submission();
  if (!put_all(submission, puts, shape_)) return nullptr;
  ++effort_.steps;
  return std::make_unique<Trial>(plan_, std::move(submission), options_);
}

std::vector<Way> Reach::ways(const Trial& trial, const Spot& spot, std::uint32_t node,
                             bool wanted) {
  begin();
  Ways out = search(trial, spot, node, wanted, 0);
  deadline_ = UINT64_MAX;
  return out;
}

void Reach::begin() { deadline_ = effort_.steps + kMostSteps; }

std::vector<Reach::Want> Reach::children(const Want& whole, bool truth) const {
  const PlanNode& node = plan_.nodes[whole.node];
  std::vector<Want> wants;
  for (std::uint32_t i = 0; i < node.children; ++i) {
    wants.push_back({node.first_child + i, whole.spot, truth});
  }
  return wants;
}

Reach::Ways Reach::search(const Trial& trial, const Spot& spot, std::uint32_t index, bool wanted,
                          std::uint32_t depth) {
  Ways out;
  if (depth > kMostDepth || spent()) return out;
  const PlanNode& node = plan_.nodes[index];
  const Want whole{index, spot, wanted};
  switch (node.op) {
    case Op::kLeaf:
      leaf(trial, whole, depth, out);
      break;
    case Op::kNot:
      out = search(trial, spot, node.first_child, !wanted, depth + 1);
      break;
    case Op::kAll:
      if (wanted) {
        together(trial, children(whole, true), whole, depth, out);
      } else {
        any_of(trial, children(whole, false), depth, out);
      }
      break;
    case Op::kAny:
      if (wanted) {
        any_of(trial, children(whole, true), depth, out);
      } else {
        together(trial, children(whole, false), whole, depth, out);
      }
      break;
    case Op::kNone:
      if (wanted) {
        together(trial, children(whole, false), whole, depth, out);
      } else {
        any_of(trial, children(whole, true), depth, out);
      }
      break;
    case Op::kImplies: {
      const Want premise{node.first_child, spot, !wanted};
      const Want then{node.first_child + 1, spot, wanted};
      if (wanted) {
        any_of(trial, {then, premise}, depth, out);
      } else {
        together(trial, {premise, then}, whole, depth, out);
      }
      break;
    }
    case Op::kIff:
      so_many(
          trial, whole, [&](auto n) { return n == 0 || n == node.children; }, depth, out);
      break;
    case Op::kExactly:
      so_many(
          trial, whole, [&](auto n) { return n == node.count; }, depth, out);
      break;
    case Op::kAtLeast:
      so_many(
          trial, whole, [&](auto n) { return n >= node.count; }, depth, out);
      break;
    case Op::kAtMost:
      so_many(
          trial, whole, [&](auto n) { return n <= node.count; }, depth, out);
      break;
    case Op::kEach:
    case Op::kSome:
      quantifier(trial, whole, depth, out);
      break;
    case Op::kTable:
      table(trial, whole, depth, out);
      break;
  }
  if (out.size() > kMostWays) out.resize(kMostWays);
  return out;
}

void Reach::together(const Trial& trial, const std::vector<Want>& wants, const Want& whole,
                     std::uint32_t depth, Ways& out) {
  Ways found;
  together_from(trial, wants, whole, {}, depth, 0, found);
  out.insert(out.end(), std::make_move_iterator(found.begin()),
             std::make_move_iterator(found.end()));
}

bool Reach::is_met(const Trial& trial, const Want& want) {
  if (want.node == kNone) return true;
  return trial.truth(want.node, want.spot) == (want.truth ? Truth::kTrue : Truth::kFalse);
}

void Reach::together_from(const Trial& trial, const std::vector<Want>& wants, const Want& whole,
                          const Way& so_far, std::uint32_t depth, std::uint32_t steps, Ways& out) {
  if (out.size() >= kMostTogether || depth > kMostDepth) return;
  const auto all_met = [&](const Trial& now) {
    return is_met(now, whole) && std::all_of(wants.begin(), wants.end(),
                                             [&](const Want& want) { return is_met(now, want); });
  };
  if (all_met(trial)) {
    if (!so_far.puts.empty()) out.push_back(so_far);
    return;
  }
  // Each of them once, and once more where one undoes another.
  if (steps > 2 * wants.size()) return;
  const auto open = std::find_if(wants.begin(), wants.end(),
                                 [&](const Want& want) { return !is_met(trial, want); });
  if (open == wants.end()) return;
  // What does for all of them comes before what needs more steps.
  std::vector<std::pair<Way, std::unique_ptr<Trial>>> partly;
  for (const Way& way : search(trial, open->spot, open->node, open->truth, depth + 1)) {
    auto next = after(trial, way.puts);
    if (next == nullptr || !is_met(*next, *open)) continue;
    Ways joined;
    join(joined, so_far, way);
    if (all_met(*next)) {
      out.push_back(std::move(joined.front()));
      if (out.size() >= kMostTogether) return;
    } else if (partly.size() < kBranches) {
      partly.emplace_back(std::move(joined.front()), std::move(next));
    }
  }
  for (const auto& [way, next] : partly) {
    together_from(*next, wants, whole, way, depth + 1, steps + 1, out);
  }
}

std::vector<Way> Reach::ways(const Trial& trial, const std::vector<Want>& wants) {
  Ways out;
  begin();
  together(trial, wants, {}, 0, out);
  deadline_ = UINT64_MAX;
  return out;
}

void Reach::any_of(const Trial& trial, const std::vector<Want>& wants, std::uint32_t depth,
                   Ways& out) {
  std::vector<Ways> found;
  std::size_t longest = 0;
  for (const Want& want : wants) {
    found.push_back(search(trial, want.spot, want.node, want.truth, depth + 1));
    longest = std::max(longest, found.back().size());
  }
  // The first of each, then the second of each ...
  for (std::size_t i = 0; i < longest; ++i) {
    for (Ways& ways : found) {
      if (i < ways.size()) out.push_back(std::move(ways[i]));
    }
  }
}

void Reach::so_many(const Trial& trial, const Want& whole,
                    const std::function<bool(std::uint32_t)>& right, std::uint32_t depth,
                    Ways& out) {
  const PlanNode& node = plan_.nodes[whole.node];
  std::vector<bool> now;
  for (std::uint32_t i = 0; i < node.children; ++i) {
    now.push_back(trial.truth(node.first_child + i, whole.spot) == Truth::kTrue);
  }
  const auto holding = static_cast<std::uint32_t>(std::count(now.begin(), now.end(), true));
  std::vector<std::uint32_t> counts;  // how many shall hold, the nearest first
  for (std::uint32_t n = 0; n <= node.children; ++n) {
    if (right(n) == whole.truth) counts.push_back(n);
  }
  const auto far = [&](std::uint32_t n) { return n > holding ? n - holding : holding - n; };
  std::stable_sort(counts.begin(), counts.end(),
                   [&](std::uint32_t x, std::uint32_t y) { return far(x) < far(y); });
  for (const std::uint32_t count : counts) {
    // Which ones change: a run of neighbours, begun at each of them in turn.
    for (std::uint32_t start = 0; start < node.children && out.size() < kMostTogether; ++start) {
      std::vector<bool> then = now;
      std::uint32_t left = far(count);
      for (std::uint32_t i = 0; i < node.children && left > 0; ++i) {
        const std::uint32_t at = (start + i) % node.children;
        if (then[at] == (count > holding)) continue;
        then[at] = count > holding;
        --left;
      }
      std::vector<Want> wants;
      for (std::uint32_t i = 0; i < node.children; ++i) {
        wants.push_back({node.first_child + i, whole.spot, static_cast<bool>(then[i])});
      }
      together(trial, wants, whole, depth, out);
      if (far(count) == 0) break;
    }
    if (out.size() >= kMostTogether) return;
  }
}

void Reach::first_these(const Trial& trial, const Want& whole, const Way& way, std::uint32_t depth,
                        Ways& out) {
  const auto next = after(trial, way.puts);
  if (next == nullptr) return;
  if (next->truth(whole.node, whole.spot) == (whole.truth ? Truth::kTrue : Truth::kFalse)) {
    out.push_back(way);
    return;
  }
  std::size_t branches = 0;
  for (const Way& more : search(*next, whole.spot, whole.node, whole.truth, depth + 4)) {
    if (++branches > kBranches) return;
    join(out, way, more);
  }
}

Reach::Want Reach::inside(const Want& quantifier, const std::string& element, bool truth) const {
  const PlanNode& node = plan_.nodes[quantifier.node];
  Want want{node.first_child, quantifier.spot, truth};
  want.spot.current = want.spot.value = element;
  std::erase_if(want.spot.variables,
                [&](const auto& variable) { return variable.first == node.variable; });
  want.spot.variables.emplace_back(node.variable, element);
  return want;
}

void Reach::quantifier(const Trial& trial, const Want& whole, std::uint32_t depth, Ways& out) {
  const PlanNode& node = plan_.nodes[whole.node];
  const Selector& selector = plan_.selectors[node.selector];
  const bool each = node.op == Op::kEach;
  std::vector<std::string> elements = places_of(trial, selector, whole.spot.current);
  if (elements.size() > kMostElements) elements.resize(kMostElements);
  const auto add_one = [&](bool truth) {
    for (const NewPlace& place : new_places(trial, selector, whole.spot.current)) {
      const auto next = after(trial, place.puts);
      if (next == nullptr) continue;
      Way way;
      way.puts = place.puts;
      Ways found;
      together_from(*next, {inside(whole, place.pointer, truth)}, whole, way, depth + 1, 0, found);
      out.insert(out.end(), found.begin(), found.end());
    }
  };
  if (each != whole.truth) {  // one element is enough
    if (!each) add_one(true);
    std::vector<Want> wants;
    wants.reserve(elements.size());
    for (const std::string& element : elements) wants.push_back(inside(whole, element, !each));
    any_of(trial, wants, depth, out);
    if (each) {
      add_one(false);
      // `min` is not reached without them.
      Way way;
      way.how = "without elements";
      for (std::size_t i = elements.size(); i-- > 0;) way.puts.push_back({elements[i], {}});
      if (node.count > 0 && !elements.empty()) first_these(trial, whole, way, depth, out);
    }
    return;
  }
  std::vector<Want> wants;
  Way without;
  without.how = "without it";
  const Truth right = each ? Truth::kTrue : Truth::kFalse;
  for (const std::string& element : elements) {
    wants.push_back(inside(whole, element, each));
    const Want& want = wants.back();
    if (trial.truth(want.node, want.spot) != right) {
      without.puts.insert(without.puts.begin(), {element, {}});
    }
  }
  if (each && elements.size() < node.count) add_one(true);
  together(trial, wants, whole, depth, out);
  if (!without.puts.empty()) {
    const auto next = after(trial, without.puts);
    if (next != nullptr &&
        next->truth(whole.node, whole.spot) == (whole.truth ? Truth::kTrue : Truth::kFalse)) {
      out.push_back(without);
    }
  }
}

std::vector<Way> Reach::edges(const Trial& trial, const Spot& spot, std::uint32_t node) {
  Ways out;
  find_edges(trial, {node, spot, true}, 0, out);
  return out;
}

void Reach::find_edges(const Trial& trial, const Want& whole, std::uint32_t depth, Ways& out) {
  if (depth > kMostDepth || trial.truth(whole.node, whole.spot) != Truth::kTrue) return;
  const PlanNode& node = plan_.nodes[whole.node];
  switch (node.op) {
    case Op::kLeaf:
      by_value(trial, whole, true, out);
      break;
    case Op::kEach:
    case Op::kSome:
      for (const std::string& element :
           places_of(trial, plan_.selectors[node.selector], whole.spot.current)) {
        if (out.size() >= kMostWays) return;
        find_edges(trial, inside(whole, element, true), depth + 1, out);
      }
      break;
    case Op::kAll:
    case Op::kAny:
    case Op::kImplies:
    case Op::kExactly:
    case Op::kAtLeast:
    case Op::kAtMost:
    case Op::kIff:
      for (const Want& child : children(whole, true)) find_edges(trial, child, depth + 1, out);
      break;
    default:
      break;
  }
}

void Reach::table(const Trial& trial, const Want& whole, std::uint32_t depth, Ways& out) {
  const PlanNode& node = plan_.nodes[whole.node];
  const auto child = [&](std::uint32_t i, bool truth) {
    return Want{node.first_child + i, whole.spot, truth};
  };
  // The row that matches now keeps matching; then each of the others in turn.
  std::vector<std::uint32_t> rows;
  for (std::uint32_t i = 0; i + 1 < node.children; i += 2) rows.push_back(i);
  std::stable_partition(rows.begin(), rows.end(), [&](std::uint32_t i) {
    return trial.truth(node.first_child + i, whole.spot) == Truth::kTrue;
  });
  for (const std::uint32_t row : rows) {
    if (out.size() >= kMostWays) return;
    together(trial, {child(row, true), child(row + 1, whole.truth)}, whole, depth, out);
  }
  if (node.children % 2 == 0) return;
  std::vector<Want> wants;
  wants.reserve(rows.size() + 1);
  for (const std::uint32_t row : rows) wants.push_back(child(row, false));
  wants.push_back(child(node.children - 1, whole.truth));
  together(trial, wants, whole, depth, out);
}

}  // namespace intake::synth
