#include "plan/place_tree.h"

#include <algorithm>
#include <bit>
#include <limits>
#include <utility>

namespace intake {
namespace {

/// Lays edges out as a table that is searched from Place::first_try() on. How many of them do not
/// stand there at once.
std::size_t lay_out(const std::vector<Screen::Edge>& edges, std::uint32_t factor,
                    std::vector<Screen::Edge>& table) {
  std::fill(table.begin(), table.end(), Screen::Edge{});
  const auto mask = static_cast<std::uint32_t>(table.size() - 1);
  std::size_t later = 0;
  for (const Screen::Edge& edge : edges) {
    std::uint32_t at = Screen::Place::first_try(edge.name, factor, mask);
    later += table[at].name == kNoName ? 0 : 1;
    while (table[at].name != kNoName) at = (at + 1) & mask;
    table[at] = edge;
  }
  return later;
}

/// The factor, of some, with which most edges are found at once; `edges` becomes the table.
std::uint32_t spread(std::vector<Screen::Edge>& edges) {
  constexpr std::uint32_t kFactors = 64;
  constexpr std::size_t kMost = 64;  // edges that many factors are tried for
  std::vector<Screen::Edge> table(std::bit_ceil(edges.size() * 2));
  std::uint32_t best = 0x9E3779B1u;  // Fibonacci hashing, by an odd number
  std::size_t fewest = lay_out(edges, best, table);
  std::uint32_t factor = best;
  for (std::uint32_t i = 0; fewest > 0 && i < kFactors && edges.size() <= kMost; ++i) {
    factor = factor * 0x01000193u + 0x6A09E668u;
    const std::size_t later = lay_out(edges, factor | 1, table);
    if (later >= fewest) continue;
    fewest = later;
    best = factor | 1;
  }
  lay_out(edges, best, table);
  edges = std::move(table);
  return best;
}

}  // namespace

PlaceTree::PlaceTree() {
  tables_.emplace_back();
  add(kNone, 0, "");
}

std::uint32_t PlaceTree::add(std::uint32_t parent, std::uint32_t table, std::string token) {
  const auto number = static_cast<std::uint32_t>(nodes_.size());
  Node node;
  node.parent = parent;
  node.table = table;
  node.slot = static_cast<std::uint32_t>(tables_[table].initial.size());
  node.token = std::move(token);
  tables_[table].initial.emplace_back();
  nodes_.push_back(std::move(node));
  return number;
}

std::uint32_t PlaceTree::member(std::uint32_t place, std::string_view name) {
  if (const auto found = nodes_[place].members.find(name); found != nodes_[place].members.end()) {
    return found->second;
  }
  const std::uint32_t number = add(place, nodes_[place].table, std::string(name));
  nodes_[place].members.emplace(name, number);
  return number;
}

std::uint32_t PlaceTree::element(std::uint32_t place, std::uint32_t index) {
  if (const auto found = nodes_[place].elements.find(index);
      found != nodes_[place].elements.end()) {
    return found->second;
  }
  const std::uint32_t number = add(place, nodes_[place].table, std::to_string(index));
  nodes_[place].elements.emplace(index, number);
  return number;
}

std::uint32_t PlaceTree::each(std::uint32_t place) {
  if (nodes_[place].each != kNone) return nodes_[place].each;
  TableDraft& owner = tables_[nodes_[place].table];
  nodes_[place].range = static_cast<std::uint32_t>(owner.initial.size());
  owner.initial.push_back({0, 0});
  const auto table = static_cast<std::uint32_t>(tables_.size());
  tables_.emplace_back();
  tables_[table].owner = place;
  const std::uint32_t number = add(place, table, "");
  tables_[table].place = number;
  nodes_[place].each = number;
  return number;
}

std::uint32_t PlaceTree::follow(const Selector& selector, std::uint32_t base) {
  std::uint32_t place = selector.relative() ? base : kTop;
  for (const SelectorSegment& segment : selector.segments()) {
    if (place == kNone || segment.descendant || segment.steps.size() != 1) return kNone;
    const SelectorStep& step = segment.steps.front();
    if (step.kind == SelectorStep::Kind::kName) {
      place = member(place, step.name);
    } else if (step.kind == SelectorStep::Kind::kWildcard) {
      place = each(place);
    } else if (step.kind == SelectorStep::Kind::kIndex && step.index >= 0 &&
               step.index < std::numeric_limits<std::uint32_t>::max()) {
      place = element(place, static_cast<std::uint32_t>(step.index));
    } else {
      return kNone;
    }
  }
  return place;
}

Screen::Cell PlaceTree::cell(std::uint32_t place) const {
  return {nodes_[place].table, nodes_[place].slot, place, false};
}

Screen::Column PlaceTree::column(std::uint32_t place) const {
  return {nodes_[place].table, nodes_[place].slot, place, kNone, 0};
}

Screen::Column PlaceTree::column_below(std::uint32_t place, std::uint32_t base) const {
  Screen::Column column = this->column(place);
  const std::uint32_t owner = tables_[column.row].owner;
  if (owner != kNone && nodes_[owner].table == nodes_[base].table) {
    column.range_row = nodes_[owner].table;
    column.range = nodes_[owner].range;
  }
  return column;
}

bool PlaceTree::inner(const Node& node) {
  return node.each != kNone || !node.members.empty() || !node.elements.empty();
}

void PlaceTree::write(Screen& screen) const {
  auto names = std::make_shared<Names>();
  for (const Node& node : nodes_) {
    for (const auto& [name, place] : node.members) names->intern(name);
  }
  for (const TableDraft& draft : tables_) screen.tables.push_back({draft.place, draft.initial});
  for (const Node& node : nodes_) {
    Screen::Place place;
    place.row = node.table;
    place.slot = node.slot;
    place.parent = node.parent;
    place.token = node.token;
    if (node.each != kNone) place.each = nodes_[node.each].table;
    place.range = node.range;
    place.inner = inner(node);
    place.first_index = static_cast<std::uint32_t>(screen.index_edges.size());
    place.indexes = static_cast<std::uint32_t>(node.elements.size());
    for (const auto& [index, below] : node.elements) screen.index_edges.push_back({index, below});
    if (!node.members.empty()) {
      std::vector<Screen::Edge> table;
      for (const auto& [name, below] : node.members) {
        const Node& to = nodes_[below];
        table.push_back({names->find(name), below, to.slot, inner(to)});
      }
      place.edge_factor = spread(table);
      place.first_edge = static_cast<std::uint32_t>(screen.edges.size());
      place.edge_mask = static_cast<std::uint32_t>(table.size()) - 1;
      screen.edges.insert(screen.edges.end(), table.begin(), table.end());
    }
    screen.places.push_back(std::move(place));
  }
  screen.names = std::move(names);
}

}  // namespace intake
