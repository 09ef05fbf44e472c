#include <algorithm>
#include <utility>

#include "document/pointer.h"
#include "formats/yaml/editing.h"
#include "formats/yaml/extent.h"
#include "formats/yaml/yaml.h"

namespace intake::yaml {
namespace {

/// Comparisons one list may cost before it is matched from both ends only.
constexpr std::size_t kMostComparisons = 40'000;

bool is_container(View value) { return value.is_array() || value.is_object(); }

/// Longest common subsequence: for each old element the new one it stays as, or -1.
std::vector<std::ptrdiff_t> match_elements(View from, View to) {
  const std::size_t n = from.size();
  const std::size_t m = to.size();
  std::vector<std::ptrdiff_t> match(n, -1);
  const auto same = [&](std::size_t i, std::size_t j) {
    return equal(from.at(static_cast<std::uint32_t>(i)), to.at(static_cast<std::uint32_t>(j)));
  };
  std::size_t head = 0;
  while (head < n && head < m && same(head, head)) {
    match[head] = static_cast<std::ptrdiff_t>(head);
    ++head;
  }
  std::size_t tail = 0;
  while (tail < n - head && tail < m - head && same(n - 1 - tail, m - 1 - tail)) {
    match[n - 1 - tail] = static_cast<std::ptrdiff_t>(m - 1 - tail);
    ++tail;
  }
  const std::size_t rows = n - head - tail;
  const std::size_t columns = m - head - tail;
  if (rows == 0 || columns == 0 || rows > kMostComparisons / columns) return match;
  std::vector<std::uint32_t> length((rows + 1) * (columns + 1), 0);
  const auto at = [&](std::size_t i, std::size_t j) -> std::uint32_t& {
    return length[i * (columns + 1) + j];
  };
  for (std::size_t i = rows; i-- > 0;) {
    for (std::size_t j = columns; j-- > 0;) {
      at(i, j) =
          same(head + i, head + j) ? at(i + 1, j + 1) + 1 : std::max(at(i + 1, j), at(i, j + 1));
    }
  }
  for (std::size_t i = 0, j = 0; i < rows && j < columns;) {
    if (same(head + i, head + j)) {
      match[head + i++] = static_cast<std::ptrdiff_t>(head + j++);
    } else if (at(i + 1, j) >= at(i, j + 1)) {
      ++i;
    } else {
      ++j;
    }
  }
  return match;
}

}  // namespace

Editing::Editing(const Document& document, bool cautious)
    : document_(document), text_(document.source()->bytes()), cautious_(cautious) {
  measure_layout();
}

View Editing::keep(const Datum& value) {
  values_.push_back(to_document(value));
  return {values_.back(), values_.back().root()};
}

void Editing::refuse(std::uint32_t at, std::string what, std::string hint) {
  if (refusal_) return;
  refusal_ =
      error_at(*document_.source(), at, ErrorCode::kRefused, std::move(what), std::move(hint));
}

bool Editing::refuse_untouchable(NodeId node) {
  const Node& n = document_.node(node);
  const std::uint32_t at = document_.span(node).begin;
  if ((n.flags & kFlagAliased) != 0) {
    refuse(at, "the value is a YAML alias that repeats a value from elsewhere",
           "write the value itself here, or change the value it repeats");
    return true;
  }
  const bool container = n.kind == Kind::kArray || n.kind == Kind::kObject;
  if ((n.flags & kFlagAnchored) != 0 && !container) {
    refuse(at, "the value has a YAML anchor, so that aliases repeat it",
           "change it by hand, together with its aliases");
    return true;
  }
  return false;
}

void Editing::queue(const ChangePlan& plan) {
  std::vector<std::pair<NodeId, const Change*>> sorted(plan.replaced.begin(), plan.replaced.end());
  std::sort(sorted.begin(), sorted.end());
  for (const auto& [node, change] : sorted) replacements_.push_back({node, keep(change->value)});

  sorted.assign(plan.renamed.begin(), plan.renamed.end());
  std::sort(sorted.begin(), sorted.end());
  for (const auto& [node, change] : sorted) rename(node, change->name);

  // Every container that gains or loses children, once.
  std::vector<NodeId> containers;
  for (const auto& [node, change] : plan.removed) {
    containers.push_back(document_.node(node).parent);
  }
  for (const auto& insertions : plan.insertions) containers.push_back(insertions.container);
  std::sort(containers.begin(), containers.end());
  containers.erase(std::unique(containers.begin(), containers.end()), containers.end());
  for (const NodeId container : containers) {
    Rebuild wanted{container, {}};
    const auto* inserted = plan.inserted_into(container);
    std::size_t next = 0;
    const std::uint32_t size = document_.node(container).size;
    for (std::uint32_t i = 0; i <= size; ++i) {
      while (inserted != nullptr && next < inserted->size() && (*inserted)[next].index == i) {
        const auto& insertion = (*inserted)[next++];
        wanted.items.push_back({kNoNode, keep(insertion.change->value), insertion.name});
      }
      if (i == size) break;
      const NodeId child = document_.child(container, i);
      if (plan.removed.count(child) == 0) wanted.items.push_back({child, {}, {}});
    }
    rebuilds_.push_back(std::move(wanted));
  }
}

Status Editing::run(const ChangePlan& plan) {
  queue(plan);
  while (!refusal_ && (!replacements_.empty() || !rebuilds_.empty())) {
    if (!replacements_.empty()) {
      const Replacement next = replacements_.back();
      replacements_.pop_back();
      replace(next.node, next.value);
    } else {
      const Rebuild next = std::move(rebuilds_.back());
      rebuilds_.pop_back();
      prepare(next);
    }
  }
  // Inner ones first: where two insert at the same byte, the inner one's line comes first.
  std::stable_sort(ready_.begin(), ready_.end(), [this](const Rebuild& a, const Rebuild& b) {
    return document_.span(a.container).begin > document_.span(b.container).begin;
  });
  for (const Rebuild& wanted : ready_) {
    if (refusal_) break;
    if ((document_.node(wanted.container).flags & kFlagFlow) != 0) {
      rebuild_flow(wanted);
    } else {
      rebuild_block(wanted);
    }
  }
  if (refusal_) return *refusal_;
  return Done{};
}

std::vector<Edit> Editing::take_edits() {
  // Insertions stand before a deletion that begins at the same byte.
  std::stable_sort(edits_.begin(), edits_.end(), [](const Edit& a, const Edit& b) {
    if (a.span.begin != b.span.begin) return a.span.begin < b.span.begin;
    return a.span.begin == a.span.end && b.span.begin != b.span.end;
  });
  std::vector<Edit> merged;
  for (Edit& edit : edits_) {
    if (!merged.empty() && edit.text.empty() && merged.back().text.empty() &&
        edit.span.begin <= merged.back().span.end) {
      merged.back().span.end = std::max(merged.back().span.end, edit.span.end);
    } else {
      merged.push_back(std::move(edit));
    }
  }
  return merged;
}

void Editing::rename(NodeId node, std::string_view name) {
  const ByteSpan span = document_.key_span(node);
  const NodeId parent = document_.node(node).parent;
  const char first = byte_at(text_, span.begin);
  if ((document_.node(parent).flags & kFlagAliased) != 0 || first == '*') {
    return refuse(span.begin, "the name comes from a YAML alias",
                  "write the name itself here, or change what the alias repeats");
  }
  if (first == '|' || first == '>') {
    return refuse(span.begin, "the name is a block of text", "change it by hand");
  }
  const bool flow = (document_.node(parent).flags & kFlagFlow) != 0;
  put(span.begin, span.end, quote_text(name, quoting_of(span.begin), flow));
}

void Editing::replace(NodeId node, View value) {
  const View old(document_, node);
  if (old.kind() == value.kind() && equal(old, value)) return;
  if (refuse_untouchable(node)) return;
  const bool from = is_container(old);
  const bool to = is_container(value);
  const bool flow = (old.node().flags & kFlagFlow) != 0;
  if (from && value.is_array() && value.size() == 1 && !cautious_ && equal(value.at(0), old) &&
      wrap(node)) {
    return;
  }
  if (from && to && old.kind() == value.kind() && old.size() > 0) {
    return old.is_object() ? diff_objects(node, value) : diff_arrays(node, value);
  }
  if (from && !flow) return collapse(node, value);
  if (to && value.size() > 0) return expand(node, value);
  replace_scalar(node, value);
}

void Editing::diff_objects(NodeId node, View value) {
  const View old(document_, node);
  Rebuild wanted{node, {}};
  for (std::uint32_t i = 0; i < old.size(); ++i) {
    const View member = old.at(i);
    const View now = value.member(member.key());
    if (now.absent()) continue;
    wanted.items.push_back({member.id(), {}, {}});
    replacements_.push_back({member.id(), now});
  }
  const bool removes = wanted.items.size() < old.size();
  for (std::uint32_t i = 0; i < value.size(); ++i) {
    const View member = value.at(i);
    if (!old.member(member.key()).absent()) continue;
    wanted.items.push_back({kNoNode, member, std::string(member.key())});
  }
  if (removes || wanted.items.size() > old.size()) rebuilds_.push_back(std::move(wanted));
}

void Editing::diff_arrays(NodeId node, View value) {
  const View old(document_, node);
  const std::vector<std::ptrdiff_t> match = match_elements(old, value);
  Rebuild wanted{node, {}};
  bool changed = false;
  std::uint32_t j = 0;
  for (std::uint32_t i = 0; i <= old.size(); ++i) {
    if (i < old.size() && match[i] < 0) {
      changed = true;
      continue;
    }
    const auto stop = i < old.size() ? static_cast<std::uint32_t>(match[i]) : value.size();
    for (; j < stop; ++j) {
      wanted.items.push_back({kNoNode, value.at(j), {}});
      changed = true;
    }
    if (i < old.size()) {
      wanted.items.push_back({old.at(i).id(), {}, {}});
      ++j;
    }
  }
  if (changed) rebuilds_.push_back(std::move(wanted));
}

void Editing::prepare(const Rebuild& asked) {
  if (refuse_untouchable(asked.container)) return;
  const View old(document_, asked.container);
  const bool flow = (old.node().flags & kFlagFlow) != 0;
  Rebuild wanted = asked;
  if (old.is_array() && old.size() > 0) {
    // A new element takes the place of one that goes, between the same neighbours: so that
    // comments stay and the text changes least.
    std::vector<Item> items;
    const NodeId first = old.at(0).id();
    NodeId next = first;
    std::vector<Item> added;
    const auto close_gap = [&](NodeId end) {
      for (Item& item : added) {
        if (next < end) {
          replacements_.push_back({next, item.value});
          items.push_back({next++, {}, {}});
        } else {
          items.push_back(std::move(item));
        }
      }
      added.clear();
      next = end;
    };
    for (Item& item : wanted.items) {
      if (item.node == kNoNode) {
        added.push_back(std::move(item));
        continue;
      }
      close_gap(item.node);
      items.push_back(item);
      ++next;
    }
    close_gap(first + old.size());
    wanted.items = std::move(items);
    bool same = wanted.items.size() == old.size();
    for (const Item& item : wanted.items) same = same && item.node != kNoNode;
    if (same) return;
  }
  if (flow) {
    const bool nested = old.size() == 0 && !in_flow(asked.container);
    bool deep = false;
    for (const Item& item : wanted.items) deep = deep || item.value.size() > 0;
    if (nested && deep) {
      Datum value = old.is_array() ? Datum(Datum::Array{}) : Datum(Datum::Object{});
      for (const Item& item : wanted.items) {
        if (auto* array = value.array()) array->push_back(to_datum(item.value));
        if (auto* object = value.object()) object->emplace_back(item.name, to_datum(item.value));
      }
      return expand(asked.container, keep(value));
    }
  }
  ready_.push_back(std::move(wanted));
}

namespace {

/// Where the first change would be made, for a refusal.
std::uint32_t place_of(const Document& document, const std::vector<Change>& changes) {
  return document.span(nearest_node(document, changes.front().pointer)).begin;
}

/// True where a changed value stands below an anchor: aliases repeat it.
bool below_anchor(const Document& document, const std::vector<Change>& changes) {
  for (const Change& change : changes) {
    for (NodeId node = nearest_node(document, change.pointer); node != kNoNode;
         node = document.node(node).parent) {
      if ((document.node(node).flags & kFlagAnchored) != 0) return true;
    }
  }
  return false;
}

bool reads_as(const Document& document, const std::vector<Edit>& edits, const Document& intended,
              const Limits& limits) {
  const auto edited = apply_edits(document.source()->bytes(), edits);
  if (!edited) return false;
  Limits wider = limits;
  wider.input_bytes = std::max(wider.input_bytes, edited.value().size());
  const auto again =
      read(std::make_shared<const Source>(document.source()->name(), edited.value()), wider);
  if (!again) return false;
  return equal(View(again.value(), again.value().root()), View(intended, intended.root()));
}

}  // namespace

Result<std::vector<Edit>> edit(const Document& document, const std::vector<Change>& changes,
                               const Limits& limits) {
  if (changes.empty()) return std::vector<Edit>{};
  if (document.source() == nullptr || document.root() == kNoNode) {
    return Error{ErrorCode::kRefused, "the document has no text that could be edited", {}, {}};
  }
  const View top(document, document.root());
  auto plan = plan_changes(top, changes);
  if (!plan) return std::move(plan).error();
  auto wanted = apply_changes(top, changes);
  if (!wanted) return std::move(wanted).error();
  const Document intended = to_document(wanted.value());
  for (const bool cautious : {false, true}) {
    Editing editing(document, cautious);
    INTAKE_RETURN_IF_ERROR(editing.run(plan.value()));
    std::vector<Edit> edits = editing.take_edits();
    if (reads_as(document, edits, intended, limits)) return edits;
  }
  const bool anchored = below_anchor(document, changes);
  return error_at(*document.source(), place_of(document, changes), ErrorCode::kRefused,
                  anchored ? "the value stands below a YAML anchor, so that aliases repeat it"
                           : "the edit could not be verified",
                  "change the value by hand");
}

}  // namespace intake::yaml
