#include "eval/screening.h"

#include <algorithm>
#include <utility>

#include "eval/evaluator.h"

namespace intake {
namespace {

/// Asks for a text that rules look at, long before they do.
void fetch(const Node& value) {
  if (value.kind == Kind::kString) __builtin_prefetch(value.payload.text);
}

}  // namespace

Screening::Screening(std::shared_ptr<const Screen> screen, Language language)
    : screen_(std::move(screen)),
      language_(language),
      conditions_(screen_->conditions.data()),
      tests_(screen_->tests.data()),
      facts_(screen_->facts.data()),
      texts_(screen_->texts.data()) {
  cells_.resize(screen_->tables.size());
  rows_.resize(screen_->tables.size());
  for (const Screen::Table& table : screen_->tables) {
    widths_.push_back(static_cast<std::uint32_t>(table.initial.size()));
  }
  parts_.resize(screen_->parts.size());
  memos_.resize(screen_->memos);
  captured_.resize(screen_->captures.size());
  for (std::size_t i = 0; i < captured_.size(); ++i) {
    captured_[i].groups.resize(screen_->captures[i].pattern->group_names().size());
  }
  marks_.resize(screen_->rules.size());
  blocks_.resize(screen_->places.size());
}

void Screening::number_names() {
  const Names& names = document_->names();
  shared_names_ = names.base() == screen_->names.get();
  numbers_.clear();
  by_name_ = !shared_names_ && names.size() > 4 * screen_->names->size() + 64;
  if (shared_names_ || by_name_) return;
  for (NameId id = 0; id < names.size(); ++id) {
    numbers_.push_back(screen_->names->find(names.text(id)));
  }
}

void Screening::run(const Document& document, const Limits& limits) {
  document_ = &document;
  limits_ = &limits;
  number_names();
  for (Buffer<Screen::Found>& cells : cells_) cells.clear();
  const Screen::Table& top = screen_->tables[0];
  cells_[0].resize(top.initial.size());
  std::copy(top.initial.begin(), top.initial.end(), cells_[0].begin());
  nodes_ = document.size() == 0 ? nullptr : &document.node(0);
  cells_[0][0] = found(document.root());
  for (const std::uint32_t place : to_free_) blocks_[place] = 0;
  to_free_.clear();
  blocked_ = false;
  steps_ = 0;
  std::fill(memos_.begin(), memos_.end(), std::uint8_t{0});
  for (Captured& capture : captured_) capture.known = false;
  searched_.clear();
  failures_.clear();
  clean_ = {};
  counts_ = {};
  complete_ = true;
  if (screen_->places[0].inner) visit(screen_->places[0], document.root(), cells_[0].data());
  for (std::uint32_t table = 0; table < cells_.size(); ++table) rows_[table] = cells_[table].data();
  for (std::size_t part = 0; part < parts_.size(); ++part) {
    const Screen::Cell& cell = screen_->parts[part];
    const bool there = cell.place != kNone &&
                       (rows_[cell.row][cell.slot].kind & (kNullBit | Screen::kAbsentBit)) == 0;
    parts_[part] = there ? 1 : 0;
  }
  // A selector takes a few steps for each row on its way.
  constexpr std::uint64_t kStepsOfRow = 8;
  std::uint64_t rows = 0;
  for (std::size_t table = 1; table < cells_.size(); ++table) {
    rows += cells_[table].size() / widths_[table];
  }
  crowded_ = rows * kStepsOfRow > limits.selector_steps;
  sure_ = blocked_ ? kAnyBits : kAnyBits | Screen::kAbsentBit;
  run_rules();
}

void Screening::block(const Screen::Place& place) {
  const auto number = static_cast<std::uint32_t>(&place - screen_->places.data());
  blocked_ = true;
  if (blocks_[number] == 0) to_free_.push_back(number);
  blocks_[number] = 1;
}

bool Screening::is_blocked(std::uint32_t place) const {
  while (place != kNone) {
    place = screen_->places[place].parent;
    if (place != kNone && blocks_[place] != 0) return true;
  }
  return false;
}

NodeId Screening::blocking(std::uint32_t place) const {
  do {
    place = screen_->places[place].parent;
    if (place == kNone) return kNoNode;
  } while (blocks_[place] == 0);
  const Screen::Place& found = screen_->places[place];
  const Screen::Found& there = rows_[0][found.slot];
  constexpr std::uint32_t kNoScalar = kArrayBit | kObjectBit | kNullBit | Screen::kAbsentBit;
  return found.row != 0 || (there.kind & kNoScalar) != 0 ? kNoNode : there.value;
}

// Depth is that of the selectors of the rules.
[[gnu::always_inline]] inline void Screening::visit(const Screen::Place& place, NodeId id,
                                                    Screen::Found* row) {
  switch (node(id).kind) {
    case Kind::kObject:
      if (place.edge_mask != kNone) visit_members(place, id, row);
      if (place.each != kNone) add_rows(place, id, row);
      if (place.indexes > 0) block(place);
      return;
    case Kind::kArray:
      if (place.each != kNone) add_rows(place, id, row);
      if (place.indexes > 0) visit_elements(place, id, row);
      if (place.edge_mask != kNone) block(place);
      return;
    case Kind::kNull:
      return;
    default:
      block(place);
  }
}

void Screening::visit_elements(const Screen::Place& place, NodeId id, Screen::Found* row) {
  const Node& list = node(id);
  for (std::uint32_t i = 0; i < place.indexes; ++i) {
    const Screen::IndexEdge& edge = screen_->index_edges[place.first_index + i];
    if (edge.index >= list.size) continue;
    const Screen::Place& below = screen_->places[edge.place];
    const NodeId element = static_cast<NodeId>(list.payload.first_child) + edge.index;
    row[below.slot] = found(element);
    if (below.inner) visit(below, element, row);
  }
}

void Screening::visit_members(const Screen::Place& place, NodeId id, Screen::Found* row) {
  const Node& value = node(id);
  const Screen::Edge* const edges = &screen_->edges[place.first_edge];
  const std::uint32_t mask = place.edge_mask;
  // Of a large object only what is asked for.
  if (by_name_ || value.size > 4 * mask + 64) {
    for (std::uint32_t i = 0; i <= mask; ++i) {
      const NameId name = edges[i].name;
      if (name == kNoName) continue;
      const NodeId member = shared_names_ ? document_->member(id, name)
                                          : document_->member(id, screen_->names->text(name));
      if (member == kNoNode) continue;
      row[edges[i].slot] = found(member);
      if (edges[i].inner) visit(screen_->places[edges[i].place], member, row);
    }
    return;
  }
  const std::uint32_t factor = place.edge_factor;
  const NameId* const numbers = shared_names_ ? nullptr : numbers_.data();
  NodeId member_id = static_cast<NodeId>(value.payload.first_child);
  const Node* member = &node(member_id);
  for (const Node* const end = member + value.size; member != end; ++member, ++member_id) {
    const NameId name = numbers == nullptr ? member->key : numbers[member->key];
    const Screen::Edge* edge = edges + Screen::Place::first_try(name, factor, mask);
    if (__builtin_expect(edge->name != name, 0)) {
      while (edge->name != name && edge->name != kNoName) {
        edge = edges + ((edge - edges + 1) & mask);
      }
    }
    if (edge->name == kNoName) continue;
    row[edge->slot] = {member_id, bit_of(member->kind)};
    fetch(*member);
    if (edge->inner) visit(screen_->places[edge->place], member_id, row);
  }
}

void Screening::add_rows(const Screen::Place& place, NodeId id, Screen::Found* row) {
  const Screen::Table& table = screen_->tables[place.each];
  Buffer<Screen::Found>& cells = cells_[place.each];
  const std::uint32_t width = widths_[place.each];
  const std::uint32_t count = node(id).size;
  const std::size_t before = cells.size();
  row[place.range] = {static_cast<std::uint32_t>(before / width), count};
  const std::size_t size = before + std::size_t{count} * width;
  if (size > cells.capacity()) cells.reserve(std::max(size, 2 * cells.capacity()));
  cells.resize(size);
  const Screen::Place& element = screen_->places[table.place];
  NodeId child = static_cast<NodeId>(node(id).payload.first_child);
  Screen::Found* const end = cells.data() + size;
  // Below an element only other tables grow.
  for (Screen::Found* cell = cells.data() + before; cell != end; cell += width, ++child) {
    cell[0] = found(child);
    fetch(nodes_[child]);
    std::copy_n(table.initial.data() + 1, width - 1, cell + 1);
    if (element.inner) visit(element, child, cell);
  }
}

Screening::Rows Screening::rows_of(const Screen::Column& column) {
  open_ |= crowded_;
  if (blocked_) open_ |= blocks_[column.place] != 0 || is_blocked(column.place);
  if (column.range_row == kNone) {
    return {0, static_cast<std::uint32_t>(cells_[column.row].size() / widths_[column.row])};
  }
  const Screen::Found& range = rows_[column.range_row][column.range];
  return {range.value, range.value + range.kind};
}

}  // namespace intake
