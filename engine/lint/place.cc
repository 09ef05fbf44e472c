#include "lint/place.h"

#include <algorithm>
#include <utility>

#include "document/pointer.h"

namespace intake::lint {
namespace {

using StepKind = PlacePath::Step::Kind;

/// Elements of a list that a made submission can have.
constexpr std::int64_t kMostElements = 20;

PlacePath::Step step_of(const SelectorSegment& segment, std::string_view written) {
  PlacePath::Step step;
  if (!segment.descendant && segment.steps.size() == 1) {
    const SelectorStep& only = segment.steps.front();
    if (only.kind == SelectorStep::Kind::kName) {
      step.name = only.name;
      return step;
    }
    if (only.kind == SelectorStep::Kind::kIndex) {
      step.kind = StepKind::kIndex;
      step.index = only.index;
      return step;
    }
    if (only.kind == SelectorStep::Kind::kWildcard) {
      step.kind = StepKind::kEach;
      return step;
    }
  }
  step.kind = StepKind::kOther;
  step.name = written;
  return step;
}

/// The places one step further; false: the schema does not say.
bool take_step(const PathTable& table, const PlacePath::Step& step,
               std::vector<PathTable::PlaceId>& ids) {
  std::vector<PathTable::PlaceId> next;
  for (const PathTable::PlaceId id : ids) {
    const PathTable::Place& place = table.place(id);
    if (step.kind == StepKind::kName) {
      if (const auto member = table.member(id, step.name)) {
        next.push_back(*member);
      } else if (place.open) {
        return false;
      }
      continue;
    }
    if (step.kind == StepKind::kOther) return false;
    if ((place.kinds & kArrayBit) != 0) {
      if (!place.items) return false;
      next.push_back(*place.items);
    }
    if (step.kind == StepKind::kEach && (place.kinds & kObjectBit) != 0) return false;
  }
  ids = std::move(next);
  return true;
}

}  // namespace

PlacePath PlacePath::follow(const Selector& selector) const {
  PlacePath path;
  if (selector.relative()) path = *this;
  const std::string& text = selector.text();
  const auto& segments = selector.segments();
  for (std::size_t i = 0; i < segments.size(); ++i) {
    const std::size_t end = i + 1 < segments.size() ? segments[i + 1].offset : text.size();
    const std::size_t begin = std::min<std::size_t>(segments[i].offset, text.size());
    path.steps.push_back(
        step_of(segments[i], std::string_view(text).substr(begin, std::max(end, begin) - begin)));
  }
  return path;
}

PlacePath PlacePath::member(const std::string& name) const {
  PlacePath path = *this;
  Step step;
  step.name = name;
  path.steps.push_back(std::move(step));
  return path;
}

std::optional<PlacePath> PlacePath::parent() const {
  if (!known || steps.empty()) return std::nullopt;
  PlacePath path = *this;
  path.steps.pop_back();
  return path;
}

std::string PlacePath::text() const {
  std::string out = known ? "" : "?";
  for (const Step& step : steps) {
    switch (step.kind) {
      case Step::Kind::kName:
        append_token(out, step.name);
        break;
      case Step::Kind::kIndex:
        out += "/" + std::to_string(step.index);
        break;
      case Step::Kind::kEach:
        out += "/*";
        break;
      case Step::Kind::kOther:
        out += "/ " + step.name;
        break;
    }
  }
  return out;
}

bool PlacePath::can_be_built() const {
  return known && std::all_of(steps.begin(), steps.end(), [](const Step& step) {
           return step.kind != Step::Kind::kOther &&
                  (step.kind != Step::Kind::kIndex ||
                   (step.index >= 0 && step.index < kMostElements));
         });
}

std::optional<SchemaPlace> find_in_schema(const PathTable& table, const PlacePath& path) {
  if (!path.known || table.size() == 0) return std::nullopt;
  std::vector<PathTable::PlaceId> ids{0};
  for (const PlacePath::Step& step : path.steps) {
    if (!take_step(table, step, ids)) return std::nullopt;
  }
  if (ids.empty()) return std::nullopt;
  SchemaPlace found;
  found.kinds = 0;
  bool any_text = false;
  for (const PathTable::PlaceId id : ids) {
    const PathTable::Place& place = table.place(id);
    found.kinds = static_cast<std::uint8_t>(found.kinds | place.kinds);
    if ((place.kinds & kStringBit) == 0) continue;
    any_text |= place.choices.empty();
    found.choices.insert(found.choices.end(), place.choices.begin(), place.choices.end());
  }
  if (any_text) found.choices.clear();
  return found;
}

bool put_at(Datum& submission, const PlacePath& path, Datum value) {
  if (!path.can_be_built()) return false;
  Datum* at = &submission;
  for (const PlacePath::Step& step : path.steps) {
    if (step.kind == StepKind::kName) {
      if (at->is_null()) *at = Datum(Datum::Object{});
      Datum::Object* object = at->object();
      if (object == nullptr) return false;
      const auto found = std::find_if(object->begin(), object->end(), [&](const auto& member) {
        return member.first == step.name;
      });
      if (found != object->end()) {
        at = &found->second;
      } else {
        object->emplace_back(step.name, Datum());
        at = &object->back().second;
      }
      continue;
    }
    if (at->is_null()) *at = Datum(Datum::Array{});
    Datum::Array* array = at->array();
    if (array == nullptr) return false;
    const auto index = static_cast<std::size_t>(step.kind == StepKind::kIndex ? step.index : 0);
    while (array->size() <= index) array->emplace_back();
    at = &(*array)[index];
  }
  if (!at->is_null() && !equal(*at, value)) {
    // What was put below it needs a container, and it is one.
    const bool fits = (at->object() != nullptr && value.object() != nullptr) ||
                      (at->array() != nullptr && value.array() != nullptr);
    return fits;
  }
  *at = std::move(value);
  return true;
}

}  // namespace intake::lint
