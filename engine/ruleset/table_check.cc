#include "ruleset/table_check.h"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "ruleset/keys.h"
#include "ruleset/table_cases.h"

namespace intake {
namespace {

using Rows = std::vector<std::uint32_t>;
/// One case of each column, by index.
using Combination = std::vector<std::uint32_t>;

std::string row_name(std::uint32_t row) { return "row " + std::to_string(row + 1); }

class Checker {
 public:
  Checker(Loading& loading, const TableDraft& table) : loading_(loading), table_(table) {}

  void run() {
    const std::size_t before = loading_.faults.count();
    for (std::size_t c = 0; c < table_.inputs.size(); ++c) {
      columns_.push_back(cases_of(loading_, table_, c));
    }
    if (loading_.faults.count() != before) return;
    fill_truths();
    if (!check_possible() || over()) return report_size();
    fill_bits();
    for (std::uint32_t row = 0; row < table_.rows.size() && !over(); ++row) {
      if (table_.first) {
        check_reached(row);
      } else {
        check_alone(row);
      }
    }
    if (!over()) check_gaps();
    if (over()) report_size();
  }

 private:
  bool over() const { return steps_ > loading_.options.limits.table_steps; }

  Truth truth(std::uint32_t row, std::size_t column, std::uint32_t c) const {
    return truths_[row][column].empty() ? Truth::kTrue : truths_[row][column][c];
  }

  void fill_truths() {
    truths_.resize(table_.rows.size());
    for (std::size_t row = 0; row < table_.rows.size(); ++row) {
      truths_[row].resize(columns_.size());
      for (std::size_t c = 0; c < columns_.size(); ++c) {
        const auto& cell = table_.rows[row].cells[c];
        if (!cell) continue;
        steps_ += columns_[c].cases.size();
        if (over()) return;
        for (const ColumnCase& one : columns_[c].cases) {
          truths_[row][c].push_back(matches(loading_, *cell, one));
        }
      }
    }
  }

  /// "`responseType` is `code`, `enc` is any other value": only columns that a row looks at.
  std::string show(const Combination& combination) const {
    std::string text;
    for (std::size_t c = 0; c < combination.size(); ++c) {
      const bool asked = std::any_of(table_.rows.begin(), table_.rows.end(),
                                     [c](const TableRow& row) { return row.cells[c].has_value(); });
      if (!asked) continue;
      text += (text.empty() ? "" : ", ") + quoted(table_.inputs[c].name) + " is " +
              columns_[c].cases[combination[c]].shown;
    }
    return text.empty() ? "any values" : text;
  }

  /// False after a fault.
  bool check_possible() {
    bool good = true;
    for (std::uint32_t row = 0; row < table_.rows.size() && !over(); ++row) {
      for (std::size_t c = 0; c < columns_.size(); ++c) {
        const std::vector<Truth>& cell = truths_[row][c];
        const bool never = !cell.empty() && std::all_of(cell.begin(), cell.end(), [](Truth truth) {
          return truth == Truth::kFalse;
        });
        if (!never) continue;
        loading_.faults.at(
            table_.rows[row].place,
            row_name(row) + " never matches: nothing fits its `" + table_.inputs[c].name + '`',
            "change the cell or remove the row");
        good = false;
      }
    }
    return good;
  }

  using Bits = std::vector<std::uint64_t>;

  /// The first case that is in all of both; nullopt where there is none.
  std::optional<std::uint32_t> common_case(const Bits& a, const Bits& b) {
    for (std::size_t i = 0; i < a.size(); ++i) {
      ++steps_;
      if (const std::uint64_t both = a[i] & b[i]; both != 0) {
        return static_cast<std::uint32_t>(i * 64) +
               static_cast<std::uint32_t>(std::countr_zero(both));
      }
    }
    return std::nullopt;
  }

  bool may_both_match(std::uint32_t a, std::uint32_t b) {
    for (std::size_t c = 0; c < columns_.size(); ++c) {
      if (!common_case(possible_[a][c], possible_[b][c])) return false;
    }
    return true;
  }

  void fill_bits() {
    possible_.resize(table_.rows.size());
    sure_.resize(table_.rows.size());
    for (std::uint32_t row = 0; row < table_.rows.size(); ++row) {
      for (std::size_t c = 0; c < columns_.size(); ++c) {
        const std::size_t words = columns_[c].cases.size() / 64 + 1;
        Bits possible(words), sure(words);
        for (std::uint32_t i = 0; i < columns_[c].cases.size(); ++i) {
          const std::uint64_t bit = std::uint64_t{1} << (i % 64);
          if (truth(row, c, i) != Truth::kFalse) possible[i / 64] |= bit;
          if (truth(row, c, i) == Truth::kTrue) sure[i / 64] |= bit;
        }
        possible_[row].push_back(std::move(possible));
        sure_[row].push_back(std::move(sure));
      }
    }
  }

  void check_alone(std::uint32_t row) {
    for (std::uint32_t other = 0; other < row && !over(); ++other) {
      if (!may_both_match(other, row)) continue;
      Combination both;
      bool surely = true;
      for (std::size_t c = 0; c < columns_.size(); ++c) {
        auto common = common_case(sure_[other][c], sure_[row][c]);
        surely = surely && common;
        if (!common) common = common_case(possible_[other][c], possible_[row][c]);
        both.push_back(*common);
      }
      loading_.faults.at(table_.rows[row].place,
                         row_name(row) + " and " + row_name(other) +
                             (surely ? " both match where " : " can both match where ") +
                             show(both),
                         "make the cells differ, or add `hit: first` where the upper row wins");
      return;
    }
  }

  void check_reached(std::uint32_t row) {
    if (row == 0) return;
    Rows above;
    for (std::uint32_t other = 0; other < row; ++other) above.push_back(other);
    std::vector<Combination> region(columns_.size());
    for (std::size_t c = 0; c < columns_.size(); ++c) {
      for (std::uint32_t i = 0; i < columns_[c].cases.size(); ++i) {
        if (truth(row, c, i) != Truth::kFalse) region[c].push_back(i);
      }
    }
    Search search{region, {}, {}, 0, true};
    find_left(search, above);
    if (search.count > 0 || over()) return;
    std::string names;
    for (const std::uint32_t other : above) {
      if (!meets(other, region)) continue;
      names += (names.empty() ? "" : ", ") + std::to_string(other + 1);
    }
    const bool several = names.find(',') != std::string::npos;
    loading_.faults.at(table_.rows[row].place,
                       row_name(row) + " is never reached: " + (several ? "rows " : "row ") +
                           names + (several ? " match" : " matches") + " wherever it does",
                       "move it up, or remove it");
  }

  bool meets(std::uint32_t row, const std::vector<Combination>& region) const {
    for (std::size_t c = 0; c < region.size(); ++c) {
      const bool some = std::any_of(region[c].begin(), region[c].end(), [&](std::uint32_t i) {
        return truth(row, c, i) == Truth::kTrue;
      });
      if (!some) return false;
    }
    return true;
  }

  void check_gaps() {
    Rows all;
    std::vector<Combination> region(columns_.size());
    for (std::uint32_t row = 0; row < table_.rows.size(); ++row) all.push_back(row);
    for (std::size_t c = 0; c < columns_.size(); ++c) {
      for (std::uint32_t i = 0; i < columns_[c].cases.size(); ++i) region[c].push_back(i);
    }
    Search search{std::move(region), {}, {}, 0, !table_.otherwise.absent()};
    find_left(search, all);
    if (over()) return;
    if (search.count > 0 && table_.otherwise.absent()) {
      std::string more;
      if (search.count > 1) {
        more = search.count == 2
                   ? " (and 1 more combination)"
                   : " (and " + std::to_string(search.count - 1) + " more combinations)";
      }
      loading_.faults.at_key(table_.place, "no row matches where " + show(search.example) + more,
                             "add a row for it, or `- {else: ...}` as the last one");
    }
    const bool closed = std::any_of(columns_.begin(), columns_.end(),
                                    [](const ColumnCases& column) { return column.closed; });
    if (search.count == 0 && !table_.otherwise.absent() && !closed) {
      loading_.faults.at(table_.otherwise, "`else` is never reached: the rows match everything",
                         "remove it");
    }
  }

  struct Search {
    std::vector<Combination> region;  // by column: the cases looked at
    Combination now;                  // the cases of the columns so far
    Combination example;              // of what is left
    std::uint64_t count = 0;          // combinations left
    bool any = false;                 // one is enough
  };

  /// Finds what no row is sure to match. Cases that the same rows match are looked at together.
  /// Recursion is as deep as the table has columns.
  void find_left(Search& search, const Rows& rows, std::uint64_t weight = 1) {
    const std::size_t column = search.now.size();
    if (over() || (search.any && search.count > 0)) return;
    steps_ += rows.size() + 1;
    if (column == columns_.size() || rows.empty()) {
      if (column == columns_.size() && !rows.empty()) return;
      for (std::size_t c = column; c < columns_.size(); ++c) {
        weight = times(weight, search.region[c].size());
      }
      if (search.count == 0) {
        search.example = search.now;
        for (std::size_t c = column; c < columns_.size(); ++c) {
          search.example.push_back(search.region[c].front());
        }
      }
      constexpr std::uint64_t kMost = std::numeric_limits<std::uint64_t>::max();
      search.count = search.count > kMost - weight ? kMost : search.count + weight;
      return;
    }
    std::map<Rows, std::pair<std::uint32_t, std::uint64_t>> groups;  // first case, how many
    for (const std::uint32_t c : search.region[column]) {
      Rows matching;
      for (const std::uint32_t row : rows) {
        if (truth(row, column, c) == Truth::kTrue) matching.push_back(row);
      }
      steps_ += rows.size();
      ++groups.emplace(std::move(matching), std::pair(c, std::uint64_t{0})).first->second.second;
      if (over()) return;
    }
    for (const auto& [matching, cases] : groups) {
      search.now.push_back(cases.first);
      find_left(search, matching, times(weight, cases.second));
      search.now.pop_back();
    }
  }

  static std::uint64_t times(std::uint64_t a, std::uint64_t b) {
    constexpr std::uint64_t kMost = std::numeric_limits<std::uint64_t>::max();
    return b != 0 && a > kMost / b ? kMost : a * b;
  }

  void report_size() {
    if (!over()) return;
    std::string sizes;
    for (const ColumnCases& column : columns_) {
      sizes += (sizes.empty() ? "" : " × ") + std::to_string(column.cases.size());
    }
    loading_.faults.at_key(table_.place,
                           "the table is too large to be checked for gaps and overlaps: " +
                               std::to_string(table_.rows.size()) + " rows over " + sizes +
                               " cases",
                           "split it into several rules, or use a list and `lookup`");
  }

  Loading& loading_;
  const TableDraft& table_;
  std::vector<ColumnCases> columns_;
  std::vector<std::vector<std::vector<Truth>>> truths_;  // by row, column, case; empty: any
  std::vector<std::vector<Bits>> possible_, sure_;       // by row, column: cases it may, will match
  std::uint64_t steps_ = 0;
};

}  // namespace

void check_table(Loading& loading, const TableDraft& table) { Checker(loading, table).run(); }

}  // namespace intake
