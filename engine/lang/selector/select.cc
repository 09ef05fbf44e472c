#include <algorithm>

#include "document/pointer.h"
#include "lang/selector/selection.h"
#include "lang/selector/selector.h"

namespace intake {
namespace {

bool is_last_child(const Document& document, NodeId id) {
  const NodeId parent = document.node(id).parent;
  return id + 1 == document.child(parent, document.node(parent).size);
}

// A value that can hold nothing for any step of the segment, and is not just left empty.
bool blocks(const SelectorSegment& segment, View value) {
  using Kind = SelectorStep::Kind;
  if (segment.descendant || value.is_null()) return false;
  for (const SelectorStep& step : segment.steps) {
    if (step.kind == Kind::kName ? value.is_object() : value.is_array()) return false;
    if ((step.kind == Kind::kWildcard || step.kind == Kind::kFilter) && value.is_object()) {
      return false;
    }
  }
  return true;
}

}  // namespace

bool Selection::spend(std::uint64_t steps) {
  if (exhausted_ || steps_ < steps) {
    exhausted_ = true;
    steps_ = 0;
    return false;
  }
  steps_ -= steps;
  return true;
}

bool Selection::run(const std::vector<SelectorSegment>& segments, View base, Views& out,
                    Views* blocked) {
  out.clear();
  if (base.absent()) return !exhausted_;
  out.push_back(base);
  Views next;
  for (const SelectorSegment& segment : segments) {
    next.clear();
    for (const View value : out) {
      if (blocked != nullptr && blocks(segment, value)) blocked->push_back(value);
      if (segment.descendant) {
        apply_below(segment, value, next);
      } else {
        apply(segment, value, next);
      }
      if (exhausted_) break;
    }
    out.swap(next);
    if (exhausted_) return false;
  }
  return true;
}

void Selection::apply(const SelectorSegment& segment, View value, Views& out) {
  for (const SelectorStep& step : segment.steps) {
    if (!spend()) return;
    apply(step, value, out);
  }
}

/// The value and everything below it, each before what it holds (RFC 9535 section 2.5.2.2).
void Selection::apply_below(const SelectorSegment& segment, View top, Views& out) {
  apply(segment, top, out);
  if (top.size() == 0) return;
  const Document& document = *top.document();
  NodeId id = document.child(top.id(), 0);
  while (!exhausted_) {
    apply(segment, View(document, id), out);
    if (View(document, id).size() > 0) {
      id = document.child(id, 0);
      continue;
    }
    NodeId up = id;
    while (up != top.id() && is_last_child(document, up)) up = document.node(up).parent;
    if (up == top.id()) return;
    id = up + 1;
  }
}

void Selection::apply(const SelectorStep& step, View value, Views& out) {
  switch (step.kind) {
    case SelectorStep::Kind::kName:
      if (const View found = value.member(step.name)) out.push_back(found);
      return;
    case SelectorStep::Kind::kIndex: {
      if (!value.is_array()) return;
      const std::int64_t size = value.size();
      const std::int64_t index = step.index < 0 ? size + step.index : step.index;
      if (index >= 0 && index < size) out.push_back(value.at(static_cast<std::uint32_t>(index)));
      return;
    }
    case SelectorStep::Kind::kWildcard:
      for (std::uint32_t i = 0; i < value.size(); ++i) {
        if (!spend()) return;
        out.push_back(value.at(i));
      }
      return;
    case SelectorStep::Kind::kSlice:
      slice(step, value, out);
      return;
    case SelectorStep::Kind::kFilter:
      for (std::uint32_t i = 0; i < value.size(); ++i) {
        const bool chosen = holds(*step.filter, value.at(i));
        if (exhausted_) return;
        if (chosen) out.push_back(value.at(i));
      }
      return;
  }
}

/// RFC 9535 section 2.3.4.2.2. No sum overflows: all numbers are below 2^53.
void Selection::slice(const SelectorStep& slice, View value, Views& out) {
  const std::int64_t step = slice.step.value_or(1);
  if (!value.is_array() || step == 0) return;
  const std::int64_t size = value.size();
  const auto normal = [size](std::int64_t i) { return i >= 0 ? i : size + i; };
  const std::int64_t start = normal(slice.start.value_or(step > 0 ? 0 : size - 1));
  const std::int64_t end = slice.end ? normal(*slice.end) : (step > 0 ? size : -1);
  if (step > 0) {
    const std::int64_t lower = std::clamp<std::int64_t>(start, 0, size);
    const std::int64_t upper = std::clamp<std::int64_t>(end, 0, size);
    for (std::int64_t i = lower; i < upper; i += step) {
      if (!spend()) return;
      out.push_back(value.at(static_cast<std::uint32_t>(i)));
    }
  } else {
    const std::int64_t upper = std::clamp<std::int64_t>(start, -1, size - 1);
    const std::int64_t lower = std::clamp<std::int64_t>(end, -1, size - 1);
    for (std::int64_t i = upper; i > lower; i += step) {
      if (!spend()) return;
      out.push_back(value.at(static_cast<std::uint32_t>(i)));
    }
  }
}

bool Selector::select(View base, View root, const Limits& limits, std::vector<View>& out,
                      std::vector<View>* blocked, std::uint64_t* spent) const {
  Selection selection(root, limits);
  const bool complete = selection.run(segments_, base, out, blocked);
  if (spent != nullptr) *spent += limits.selector_steps - selection.left();
  return complete;
}

bool Selector::select(View base, const Limits& limits, std::vector<View>& out,
                      std::vector<View>* blocked) const {
  const Document* document = base.document();
  const View root = document == nullptr ? base : View(*document, document->root());
  return select(base, root, limits, out, blocked);
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
