#include "ruleset/path_check.h"

#include <algorithm>
#include <utility>

#include "document/pointer.h"
#include "ruleset/keys.h"

namespace intake {
namespace {

using StepKind = SelectorStep::Kind;

void sort_unique(std::vector<PathTable::PlaceId>& ids) {
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
}

void append_step(std::string& pointer, const SelectorSegment& segment) {
  const bool single = !segment.descendant && segment.steps.size() == 1;
  if (single && segment.steps[0].kind == StepKind::kName) {
    append_token(pointer, segment.steps[0].name);
  } else if (single && segment.steps[0].kind == StepKind::kIndex && segment.steps[0].index >= 0) {
    append_token(pointer, std::to_string(segment.steps[0].index));
  } else {
    pointer += segment.descendant ? "/**" : "/*";
  }
}

bool is_digits(std::string_view text) {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

Places either(const Places& a, const Places& b) {
  if (!a.known || !b.known) return {};
  Places both = a;
  both.ids.insert(both.ids.end(), b.ids.begin(), b.ids.end());
  sort_unique(both.ids);
  return both;
}

Places PathCheck::top() const {
  if (!table_ || table_->size() == 0) return {};
  return {true, {0}, ""};
}

void PathCheck::take(const SelectorStep& step, PathTable::PlaceId id, Step& out) const {
  const PathTable::Place& place = table_->place(id);
  const bool object = (place.kinds & kObjectBit) != 0;
  const bool array = (place.kinds & kArrayBit) != 0;
  if (step.kind == StepKind::kName && object) {
    if (const auto member = table_->member(id, step.name)) {
      out.ids.push_back(*member);
    } else if (place.open) {
      out.open = true;
    }
  }
  if (step.kind != StepKind::kName && array) {
    if (place.items) {
      out.ids.push_back(*place.items);
    } else {
      out.open = true;
    }
  }
  if ((step.kind == StepKind::kWildcard || step.kind == StepKind::kFilter) && object) {
    for (const auto& [name, member] : place.members) out.ids.push_back(member);
    if (place.open) out.open = true;
  }
}

void PathCheck::take_descendants(std::vector<PathTable::PlaceId>& ids, bool& open) const {
  std::vector<bool> seen(table_->size(), false);
  for (const PathTable::PlaceId id : ids) seen[id] = true;
  SelectorStep any;
  any.kind = StepKind::kWildcard;
  for (std::size_t i = 0; i < ids.size(); ++i) {
    Step below;
    take(any, ids[i], below);
    open = open || below.open;
    for (const PathTable::PlaceId id : below.ids) {
      if (seen[id]) continue;
      seen[id] = true;
      ids.push_back(id);
    }
  }
}

Places PathCheck::move(const Places& from, const SelectorSegment& segment, View written,
                       std::uint32_t offset) const {
  if (!from.known) return {};
  Step reached;
  std::vector<PathTable::PlaceId> starts = from.ids;
  if (segment.descendant) take_descendants(starts, reached.open);
  for (const SelectorStep& step : segment.steps) {
    for (const PathTable::PlaceId id : starts) take(step, id, reached);
  }
  if (reached.open) return {};
  if (reached.ids.empty()) {
    report({true, std::move(starts), from.pointer}, segment, written, offset);
    return {};
  }
  sort_unique(reached.ids);
  Places places{true, std::move(reached.ids), from.pointer};
  append_step(places.pointer, segment);
  return places;
}

void PathCheck::report(const Places& from, const SelectorSegment& segment, View written,
                       std::uint32_t offset) const {
  std::uint8_t kinds = 0;
  std::vector<std::string_view> names;
  for (const PathTable::PlaceId id : from.ids) {
    const PathTable::Place& place = table_->place(id);
    kinds = static_cast<std::uint8_t>(kinds | place.kinds);
    for (const auto& [name, member] : place.members) names.push_back(name);
  }
  const std::string where = from.pointer.empty() ? "at the top" : "in `" + from.pointer + "`";
  const std::string schema = "the schema " + schema_name_;
  const SelectorStep& step = segment.steps.front();
  if (step.kind == StepKind::kName && (kinds & kObjectBit) != 0) {
    std::string hint = faults_->did_you_mean(step.name, names);
    if (hint.empty() && !names.empty() && names.size() <= 20) {
      hint = "its members are:";
      for (const std::string_view name : names) {
        hint += (name == names.front() ? " " : ", ") + std::string(name);
      }
    }
    faults_->in_text(written, offset, schema + " has no member " + quoted(step.name) + ' ' + where,
                     std::move(hint));
    return;
  }
  const std::string place =
      from.pointer.empty() ? "the whole submission" : "`" + from.pointer + "`";
  std::string hint = "select something that can be there";
  if ((kinds & kArrayBit) != 0) hint = "write `[*]` for its items";
  if ((kinds & kObjectBit) != 0) hint = "write `.name` for one of its members";
  faults_->in_text(
      written, offset,
      "this never matches: in " + schema + ' ' + place + " is " + describe_kinds(kinds),
      std::move(hint));
}

Places PathCheck::follow(const std::vector<SelectorSegment>& segments, const Places& base,
                         View written) const {
  Places places = base;
  for (const SelectorSegment& segment : segments) {
    check_filters(segment, places, written);
    places = move(places, segment, written, segment.offset);
  }
  return places;
}

Places PathCheck::follow(const Selector& selector, const Places& base, View written) const {
  return follow(selector.segments(), base, written);
}

Places PathCheck::follow_names(std::span<const std::string> names, const Places& base, View written,
                               std::uint32_t offset) const {
  Places places = base;
  for (const std::string& name : names) {
    if (!places.known) break;
    SelectorSegment segment;
    SelectorStep step;
    step.name = name;
    segment.steps.push_back(std::move(step));
    places = move(places, segment, written, offset);
    offset += static_cast<std::uint32_t>(name.size()) + 1;
  }
  return places;
}

Places PathCheck::follow_pointer(std::span<const std::string> tokens, View written) const {
  Places places = top();
  std::uint32_t offset = 0;
  for (const std::string& token : tokens) {
    if (!places.known) break;
    std::uint8_t kinds = 0;
    for (const PathTable::PlaceId id : places.ids) {
      kinds = static_cast<std::uint8_t>(kinds | table_->place(id).kinds);
    }
    SelectorSegment segment;
    SelectorStep step;
    step.name = token;
    if ((kinds & kObjectBit) == 0 && (token == "-" || is_digits(token))) {
      step.kind = StepKind::kIndex;
    }
    segment.steps.push_back(std::move(step));
    places = move(places, segment, written, offset);
    std::string written_token;
    append_token(written_token, token);
    offset += static_cast<std::uint32_t>(written_token.size());
  }
  return places;
}

bool PathCheck::only_lists(const Places& places) const {
  if (!places.known) return false;
  return std::all_of(places.ids.begin(), places.ids.end(), [this](PathTable::PlaceId id) {
    return (table_->place(id).kinds & ~kNullBit) == kArrayBit;
  });
}

}  // namespace intake
