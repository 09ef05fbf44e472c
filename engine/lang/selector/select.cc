#include <algorithm>

#include "document/pointer.h"
#include "lang/selector/selector.h"

namespace intake {
namespace {

/// Collects the matches of one segment and counts the values it looks at.
class Collector {
 public:
  Collector(std::uint64_t& steps, std::vector<View>& out) : steps_(steps), out_(out) {}

  bool spend() {
    if (steps_ == 0) return false;
    --steps_;
    return true;
  }

  bool apply(const SelectorSegment& segment, View value) {
    for (const SelectorStep& step : segment.steps) {
      if (!spend() || !apply(step, value)) return false;
    }
    return true;
  }

  /// The value and everything below it, each before what it holds (RFC 9535 section 2.5.2.2).
  bool apply_below(const SelectorSegment& segment, View top) {
    if (!apply(segment, top)) return false;
    if (top.size() == 0) return true;
    const Document& document = *top.document();
    NodeId id = document.child(top.id(), 0);
    while (true) {
      if (!apply(segment, View(document, id))) return false;
      if (View(document, id).size() > 0) {
        id = document.child(id, 0);
        continue;
      }
      NodeId up = id;
      while (up != top.id() && is_last_child(document, up)) up = document.node(up).parent;
      if (up == top.id()) return true;
      id = up + 1;
    }
  }

 private:
  static bool is_last_child(const Document& document, NodeId id) {
    const NodeId parent = document.node(id).parent;
    return id + 1 == document.child(parent, document.node(parent).size);
  }

  bool apply(const SelectorStep& step, View value) {
    switch (step.kind) {
      case SelectorStep::Kind::kName:
        if (const View found = value.member(step.name)) out_.push_back(found);
        return true;
      case SelectorStep::Kind::kIndex: {
        if (!value.is_array()) return true;
        const std::int64_t size = value.size();
        const std::int64_t index = step.index < 0 ? size + step.index : step.index;
        if (index >= 0 && index < size) out_.push_back(value.at(static_cast<std::uint32_t>(index)));
        return true;
      }
      case SelectorStep::Kind::kWildcard:
        for (std::uint32_t i = 0; i < value.size(); ++i) {
          if (!spend()) return false;
          out_.push_back(value.at(i));
        }
        return true;
      case SelectorStep::Kind::kSlice:
        return slice(step, value);
    }
    return true;
  }

  /// RFC 9535 section 2.3.4.2.2. No sum overflows: all numbers are below 2^53.
  bool slice(const SelectorStep& slice, View value) {
    const std::int64_t step = slice.step.value_or(1);
    if (!value.is_array() || step == 0) return true;
    const std::int64_t size = value.size();
    const auto normal = [size](std::int64_t i) { return i >= 0 ? i : size + i; };
    const std::int64_t start = normal(slice.start.value_or(step > 0 ? 0 : size - 1));
    const std::int64_t end = slice.end ? normal(*slice.end) : (step > 0 ? size : -1);
    if (step > 0) {
      const std::int64_t lower = std::clamp<std::int64_t>(start, 0, size);
      const std::int64_t upper = std::clamp<std::int64_t>(end, 0, size);
      for (std::int64_t i = lower; i < upper; i += step) {
        if (!spend()) return false;
        out_.push_back(value.at(static_cast<std::uint32_t>(i)));
      }
    } else {
      const std::int64_t upper = std::clamp<std::int64_t>(start, -1, size - 1);
      const std::int64_t lower = std::clamp<std::int64_t>(end, -1, size - 1);
      for (std::int64_t i = upper; i > lower; i += step) {
        if (!spend()) return false;
        out_.push_back(value.at(static_cast<std::uint32_t>(i)));
      }
    }
    return true;
  }

  std::uint64_t& steps_;
  std::vector<View>& out_;
};

}  // namespace

namespace {

// A value that can hold nothing for any step of the segment, and is not just left empty.
bool blocks(const SelectorSegment& segment, View value) {
  if (segment.descendant || value.is_null()) return false;
  for (const SelectorStep& step : segment.steps) {
    if (step.kind == SelectorStep::Kind::kName ? value.is_object() : value.is_array()) return false;
    if (step.kind == SelectorStep::Kind::kWildcard && value.is_object()) return false;
  }
  return true;
}

}  // namespace

bool Selector::select(View base, const Limits& limits, std::vector<View>& out,
                      std::vector<View>* blocked) const {
  out.clear();
  if (base.absent()) return true;
  std::uint64_t steps = limits.selector_steps;
  out.push_back(base);
  std::vector<View> next;
  for (const SelectorSegment& segment : segments_) {
    next.clear();
    Collector collector(steps, next);
    bool done = true;
    for (const View value : out) {
      if (blocked != nullptr && blocks(segment, value)) blocked->push_back(value);
      done = segment.descendant ? collector.apply_below(segment, value)
                                : collector.apply(segment, value);
      if (!done) break;
    }
    out.swap(next);
    if (!done) return false;
  }
  return true;
}

Located Selector::locate(View base) const {
  Located result;
  result.nearest = base;
  bool present = !base.absent();
  for (const SelectorSegment& segment : segments_) {
    const SelectorStep& step = segment.steps.front();
    const View at = result.nearest;
    if (step.kind == SelectorStep::Kind::kName) {
      if (present) {
        if (const View found = at.member(step.name)) {
          result.nearest = found;
          continue;
        }
      }
      if (present) result.blocked = !at.is_object() && !at.is_null();
      result.rest.push_back(step.name);
    } else {
      const std::int64_t size = present && at.is_array() ? at.size() : 0;
      const std::int64_t index = step.index < 0 ? size + step.index : step.index;
      if (index >= 0 && index < size) {
        result.nearest = at.at(static_cast<std::uint32_t>(index));
        continue;
      }
      if (present) result.blocked = !at.is_array() && !at.is_null();
      // `-` is the place behind the last element (RFC 6901).
      result.rest.push_back(index < 0 ? "-" : std::to_string(index));
    }
    present = false;
  }
  if (present) result.value = result.nearest;
  return result;
}

std::string Located::pointer() const {
  std::string result;
  if (nearest.document() != nullptr) result = nearest.document()->pointer(nearest.id());
  for (const std::string& token : rest) append_token(result, token);
  return result;
}

}  // namespace intake
