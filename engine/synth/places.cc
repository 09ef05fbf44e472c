#include <algorithm>
#include <deque>

#include "document/pointer.h"
#include "lang/selector/filter.h"
#include "synth/reach.h"

namespace intake::synth {
namespace {

using Step = SelectorStep::Kind;

constexpr std::size_t kMostBelow = 24;  // places that a descendant segment looks at
constexpr std::size_t kMostLookedAt = 400;
constexpr std::size_t kMostPlaces = 24;  // new ones of one selector
constexpr std::uint32_t kMostDepth = 6;  // of a descendant that the schema declares

/// The pointer of a singular query from a place; nullopt for any other.
std::optional<std::string> pointer_of(const FilterQuery& query, const std::string& current) {
  std::string pointer = query.relative ? current : std::string();
  for (const SelectorSegment& segment : query.segments) {
    const bool single = !segment.descendant && segment.steps.size() == 1;
    if (!single) return std::nullopt;
    const SelectorStep& step = segment.steps.front();
    if (step.kind == Step::kName) {
      append_token(pointer, step.name);
    } else if (step.kind == Step::kIndex && step.index >= 0) {
      append_token(pointer, std::to_string(step.index));
    } else {
      return std::nullopt;
    }
  }
  return pointer;
}

/// What a filter asks of an element, as far as it compares members for equality or wants them
/// there.
void append_filter(const Trial& trial, const Shape& shape, const FilterNode& filter,
                   const std::string& element, std::vector<Put>& puts) {
  using Is = FilterNode::Kind;
  using Side = FilterOperand::Kind;
  if (filter.kind == Is::kAll) {
    for (const FilterNode& child : filter.children) {
      append_filter(trial, shape, child, element, puts);
    }
  } else if (filter.kind == Is::kAny && !filter.children.empty()) {
    append_filter(trial, shape, filter.children.front(), element, puts);
  } else if (filter.kind == Is::kTest && filter.left.kind == Side::kQuery) {
    const auto pointer = pointer_of(filter.left.query, element);
    if (pointer && filter.left.query.relative) puts.push_back({*pointer, shape.filler(*pointer)});
  } else if (filter.kind == Is::kCompare && filter.compare == FilterNode::Compare::kEqual) {
    const bool left = filter.left.kind == Side::kQuery && filter.left.query.relative;
    const FilterOperand& own = left ? filter.left : filter.right;
    const FilterOperand& other = left ? filter.right : filter.left;
    if (own.kind != Side::kQuery || !own.query.relative) return;
    const auto pointer = pointer_of(own.query, element);
    if (!pointer) return;
    if (other.kind == Side::kLiteral) {
      puts.push_back({*pointer, to_datum(other.literal_value())});
    } else if (other.kind == Side::kQuery) {
      const auto source = pointer_of(other.query, element);
      if (!source) return;
      const View there = trial.at(*source);
      if (there.absent()) puts.push_back({*source, shape.filler(*source)});
      puts.push_back({*pointer, there ? to_datum(there) : shape.filler(*source)});
    }
  }
}

bool can_have(const Trial& trial, const Shape& shape, const std::string& base,
              std::string_view name) {
  const PathTable::Place* known = shape.place(base);
  const bool declared =
      known != nullptr && std::any_of(known->members.begin(), known->members.end(),
                                      [&](const auto& member) { return member.first == name; });
  return declared || !trial.at(base).member(name).absent();
}

/// A place and all below it that the schema declares or that are there. `name`: only those that
/// can have such a member, in the elements of lists, too; empty: any.
std::vector<std::string> places_below(const Trial& trial, const Shape& shape,
                                      const std::string& top, std::string_view name) {
  std::vector<std::string> found;
  std::deque<std::pair<std::string, std::uint32_t>> open{{top, 0}};
  std::size_t looked_at = 0;
  while (!open.empty() && found.size() < kMostBelow && ++looked_at < kMostLookedAt) {
    const auto [pointer, depth] = std::move(open.front());
    open.pop_front();
    if (name.empty() || can_have(trial, shape, pointer, name)) found.push_back(pointer);
    if (depth == kMostDepth) continue;
    std::vector<std::string> names;
    const View there = trial.at(pointer);
    for (std::uint32_t i = 0; there.is_object() && i < there.size(); ++i) {
      names.emplace_back(there.at(i).key());
    }
    if (const PathTable::Place* place = shape.place(pointer)) {
      for (const auto& member : place->members) names.push_back(member.first);
      if (place->items && !name.empty()) names.emplace_back("0");
    }
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
    for (const std::string& token : names) {
      std::string below = pointer;
      append_token(below, token);
      open.emplace_back(std::move(below), depth + 1);
    }
  }
  return found;
}

}  // namespace

std::string Reach::pointer_of(const Trial& trial, const Selector& selector,
                              const std::string& current) const {
  std::string pointer = selector.relative() ? current : std::string();
  for (const SelectorSegment& segment : selector.segments()) {
    const SelectorStep& step = segment.steps.front();
    if (step.kind == SelectorStep::Kind::kName) {
      append_token(pointer, step.name);
      continue;
    }
    std::int64_t index = step.index;
    if (index < 0) {
      const auto size = static_cast<std::int64_t>(trial.at(pointer).size());
      index = std::max<std::int64_t>(size + index, 0);
    }
    append_token(pointer, std::to_string(index));
  }
  return pointer;
}

std::vector<std::string> Reach::places_of(const Trial& trial, const Selector& selector,
                                          const std::string& current) const {
  std::vector<std::string> pointers;
  const View base = selector.relative() ? trial.at(current) : trial.at("");
  if (base.absent()) return pointers;
  std::vector<View> found;
  if (!selector.select(base, options_.limits, found)) return pointers;
  for (const View view : found) pointers.push_back(trial.document().pointer(view.id()));
  return pointers;
}

std::vector<Reach::NewPlace> Reach::new_places(const Trial& trial, const Selector& selector,
                                               const std::string& current) const {
  std::vector<NewPlace> open{{selector.relative() ? current : std::string(), {}}};
  const auto& segments = selector.segments();
  for (std::size_t i = 0; i < segments.size(); ++i) {
    const bool last = i + 1 == segments.size();
    std::vector<NewPlace> next;
    for (const NewPlace& place : open) {
      for (const SelectorStep& step : segments[i].steps) {
        std::vector<std::string> bases{place.pointer};
        if (segments[i].descendant) {
          // Of all that stands below, only what can have such a member.
          const std::string_view name =
              step.kind == Step::kName ? std::string_view(step.name) : std::string_view();
          bases = places_below(trial, shape_, place.pointer, name);
        }
        for (const std::string& base : bases) {
          if (next.size() >= kMostPlaces) break;
          next.push_back(step_to(trial, place, base, step, last));
        }
      }
    }
    open = std::move(next);
  }
  std::vector<NewPlace> places;
  for (NewPlace& place : open) {
    if (trial.at(place.pointer)) continue;
    const std::vector<Put> filter = std::move(place.puts);
    const auto with = [&](Datum value) {
      std::vector<Put> puts{{place.pointer, std::move(value)}};
      puts.insert(puts.end(), filter.begin(), filter.end());
      places.push_back({place.pointer, std::move(puts)});
    };
    const bool record = std::any_of(filter.begin(), filter.end(), [&](const Put& step) {
      return step.pointer.starts_with(place.pointer + "/");
    });
    if (!record) with(shape_.filler(place.pointer));
    // Of an element that nothing is known of, it may be a record as well.
    if (record || shape_.kinds(place.pointer) == kAnyBits) with(Datum(Datum::Object{}));
  }
  return places;
}

Reach::NewPlace Reach::step_to(const Trial& trial, const NewPlace& from, const std::string& base,
                               const SelectorStep& step, bool last) const {
  NewPlace place{base, from.puts};
  if (step.kind == Step::kName) {
    append_token(place.pointer, step.name);
    return place;
  }
  if (step.kind == Step::kIndex) {
    append_token(place.pointer, std::to_string(std::max<std::int64_t>(step.index, 0)));
    return place;
  }
  // Behind the last element; on the way to something deeper, in the first one.
  const View there = trial.at(base);
  const bool list = there && !there.is_null() ? there.is_array() : shape_.wants_list(base, "0");
  const bool inside = !last && there.size() > 0;
  if (inside) {
    place.pointer = trial.document().pointer(there.at(0).id());
  } else {
    const std::uint32_t at = last ? there.size() : 0;
    append_token(place.pointer, list ? std::to_string(at) : "x" + std::to_string(at + 1));
  }
  if (step.kind == Step::kFilter && step.filter != nullptr) {
    append_filter(trial, shape_, *step.filter, place.pointer, place.puts);
  }
  return place;
}

}  // namespace intake::synth
