#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "plan/screen.h"

namespace intake {

/// The places of a Screen while they are collected.
class PlaceTree {
 public:
  PlaceTree();

  static constexpr std::uint32_t kTop = 0;
  std::uint32_t member(std::uint32_t place, std::string_view name);
  std::uint32_t element(std::uint32_t place, std::uint32_t index);
  /// The place of each element or member.
  std::uint32_t each(std::uint32_t place);
  /// Where a selector leads, from `base`; kNone where it is none of names, indexes and wildcards.
  std::uint32_t follow(const Selector& selector, std::uint32_t base);

  std::uint32_t table(std::uint32_t place) const { return nodes_[place].table; }
  Screen::Cell cell(std::uint32_t place) const;
  Screen::Column column(std::uint32_t place) const;
  /// The column of `place` in the rows that belong to the current row of `base`; range_row is kNone
  /// where it does not lie one "each" below.
  Screen::Column column_below(std::uint32_t place, std::uint32_t base) const;

  void write(Screen& screen) const;

 private:
  struct Node {
    std::uint32_t parent = kNone;
    std::uint32_t table = 0, slot = 0;
    std::string token;
    std::map<std::string, std::uint32_t, std::less<>> members;
    std::map<std::uint32_t, std::uint32_t> elements;
    std::uint32_t each = kNone;   // place
    std::uint32_t range = kNone;  // column
  };
  struct TableDraft {
    std::uint32_t place = 0;
    std::uint32_t owner = kNone;  // place whose elements the rows are
    std::vector<Screen::Found> initial;
  };

  /// Whether something below it is looked at.
  static bool inner(const Node& node);
  std::uint32_t add(std::uint32_t parent, std::uint32_t table, std::string token);

  std::vector<Node> nodes_;
  std::vector<TableDraft> tables_;
};

}  // namespace intake
