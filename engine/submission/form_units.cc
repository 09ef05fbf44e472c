#include "submission/form_units.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "document/origin.h"
#include "document/pointer.h"

namespace intake {
namespace {

/// Distinct headings of sections and columns that are compared with a map; a form has far fewer.
constexpr std::size_t kMostHeadings = 300;

bool is_box(const FormField& field) { return field.kind == FormField::Kind::kCheckbox; }

/// `groups[0].name` is the field `name` of row 0 of `groups`; no row: the name has no such index.
struct NamedRow {
  std::string table;
  std::optional<std::uint32_t> row;
};
NamedRow named_row(const std::string& name) {
  const std::size_t close = name.rfind("].");
  const std::size_t open = close == std::string::npos ? close : name.rfind('[', close);
  if (open == std::string::npos || open == 0) return {};
  const auto row = parse_index(std::string_view(name).substr(open + 1, close - open - 1));
  return {name.substr(0, open), row};
}

/// The table that a field stands in; empty: in none.
std::string table_of(const FormField& field) {
  std::string key;
  std::size_t length = 0;
  for (const OriginStep& step : field.steps) {
    key += std::to_string(static_cast<int>(step.kind)) + ':' + std::to_string(step.number) + '/';
    if (step.kind == OriginStep::Kind::kTable) length = key.size();
  }
  if (!field.column.empty()) return key.substr(0, length);
  const NamedRow named = named_row(field.name);
  return named.row ? "[" + named.table : std::string();
}

/// What a column of its table is called.
const std::string& column_of(const FormField& field) {
  return field.column.empty() ? field.label : field.column;
}

std::uint32_t row_of(const FormField& field) {
  std::uint32_t row = 0;
  for (const OriginStep& step : field.steps) {
    if (step.kind == OriginStep::Kind::kRow) row = step.number;
  }
  if (field.column.empty()) row = named_row(field.name).row.value_or(row);
  return row;
}

/// Whether the map has a table with a column of that heading.
bool is_column(const FormMap& map, const std::string& heading) {
  const Label label = read_label(heading, map.ignored);
  return std::any_of(map.labels.begin(), map.labels.end(), [&](const KnownLabel& known) {
    return map.in_table(map.fields[known.field]) && label_score(label, known.label) >= kSureOfLabel;
  });
}

/// Tables that are read by their columns: half of them, and at least two, or the only one, are
/// known.
std::set<std::string> find_grids(const Reading& reading, const FormMap& map) {
  std::map<std::string, std::set<std::string>> columns;
  for (const FormField& field : reading.fields) {
    if (column_of(field).empty()) continue;
    if (std::string table = table_of(field); !table.empty()) {
      columns[std::move(table)].insert(column_of(field));
    }
  }
  std::set<std::string> grids;
  std::map<std::string, bool> looked_at;
  const auto known_column = [&](const std::string& heading) {
    const auto [seen, added] = looked_at.try_emplace(heading, false);
    if (added && looked_at.size() <= kMostHeadings) seen->second = is_column(map, heading);
    return seen->second;
  };
  for (const auto& [table, headings] : columns) {
    const auto known = std::count_if(headings.begin(), headings.end(), known_column);
    const auto all = static_cast<std::ptrdiff_t>(headings.size());
    if (known * 2 >= all && (known >= 2 || all == 1)) grids.insert(table);
  }
  return grids;
}

std::string label_of(const FormField& field) {
  if (!field.label.empty()) return field.label;
  if (is_box(field) && !field.option.empty()) return field.option;
  if (!field.column.empty()) return field.column;
  return field.name;
}

class Grouper {
 public:
  Grouper(const Reading& reading, const FormMap& map)
      : reading_(reading), map_(map), grids_(find_grids(reading, map)) {}

  std::vector<FieldUnit> run() {
    for (std::uint32_t i = 0; i < reading_.fields.size(); ++i) add(i);
    return std::move(units_);
  }

 private:
  void add(std::uint32_t index) {
    const FormField& field = reading_.fields[index];
    const std::string table = table_of(field);
    if (!table.empty() && !column_of(field).empty() && grids_.contains(table)) {
      add_to_column(index, table);
    } else if (is_box(field) && joins_last(field)) {
      units_.back().cells.back().fields.push_back(index);
    } else {
      FieldUnit unit{box_label(index), field.section, false, {{row_of(field), {index}}}};
      units_.push_back(std::move(unit));
    }
  }

  void add_to_column(std::uint32_t index, const std::string& table) {
    const FormField& field = reading_.fields[index];
    const auto [known, added] =
        columns_.emplace(std::make_pair(table, column_of(field)), units_.size());
    if (added) units_.push_back({column_of(field), field.section, true, {}});
    FieldUnit& unit = units_[known->second];
    const std::uint32_t row = row_of(field);
    if (!unit.cells.empty() && unit.cells.back().row == row) {
      unit.cells.back().fields.push_back(index);
    } else {
      unit.cells.push_back({row, {index}});
    }
  }

  /// Whether a box belongs to the question of the one before it.
  bool joins_last(const FormField& field) const {
    if (units_.empty() || units_.back().column || units_.back().cells.size() != 1) return false;
    const FormField& last = reading_.fields[units_.back().cells[0].fields.back()];
    if (!is_box(last) || last.section != field.section) return false;
    if (last.label != field.label) return is_option_row(last) && is_option_row(field);
    return !field.label.empty() || (!field.name.empty() && last.name == field.name) ||
           units_.back().label == field.section;
  }

  /// Of boxes without a question: the heading above them, where its field has their options.
  std::string box_label(std::uint32_t index) const {
    const FormField& field = reading_.fields[index];
    const bool alone = is_box(field) && field.label.empty() && is_option_below(field, field.option);
    return alone || is_option_row(field) ? field.section : label_of(field);
  }

  /// A box in a row of its own, beside its option as if that were a label.
  bool is_option_row(const FormField& field) const {
    return is_box(field) && !field.label.empty() && field.option.empty() &&
           is_option_below(field, field.label);
  }

  /// Whether the heading above a box is a field that has the text as an option.
  bool is_option_below(const FormField& field, const std::string& text) const {
    if (field.section.empty()) return false;
    const std::string option = squash(text);
    for (const std::uint32_t known : fields_called(field.section)) {
      for (const MapChoice& choice : map_.fields[known].choices) {
        const bool fits = std::any_of(choice.labels.begin(), choice.labels.end(),
                                      [&](const Label& l) { return l.squashed == option; });
        if (fits) return true;
      }
    }
    return false;
  }

  /// Fields of the map with that label.
  const std::vector<std::uint32_t>& fields_called(const std::string& text) const {
    if (called_.size() >= kMostHeadings) return none_;
    const auto [known, added] = called_.try_emplace(text);
    if (!added) return known->second;
    const Label heading = read_label(text, map_.ignored);
    for (const KnownLabel& label : map_.labels) {
      if (label_score(heading, label.label) >= kSureOfLabel) known->second.push_back(label.field);
    }
    return known->second;
  }

  const Reading& reading_;
  const FormMap& map_;
  std::set<std::string> grids_;
  mutable std::map<std::string, std::vector<std::uint32_t>> called_;
  const std::vector<std::uint32_t> none_;
  std::vector<FieldUnit> units_;
  std::map<std::pair<std::string, std::string>, std::size_t> columns_;
};

}  // namespace

std::vector<FieldUnit> group_fields(const Reading& reading, const FormMap& map) {
  return Grouper(reading, map).run();
}

namespace {

/// The section that a heading in words names best.
std::uint32_t named_section(const FormMap& map, const std::string& heading) {
  std::vector<Label> texts{read_label(heading, map.ignored)};
  for (const std::string_view piece : alternatives(heading)) {
    texts.push_back(read_label(piece, map.ignored));
  }
  std::uint32_t best = MapField::kNoSection;
  int best_score = kSureOfLabel - 1;
  for (std::uint32_t i = 0; i < map.sections.size(); ++i) {
    for (const Label& known : map.sections[i].labels) {
      for (const Label& text : texts) {
        const int score = label_score(text, known);
        if (score > best_score) best_score = score, best = i;
      }
    }
  }
  return best;
}

}  // namespace

std::uint32_t section_of(const FormMap& map, const std::string& heading) {
  if (heading.empty()) return MapField::kNoSection;
  std::uint32_t best = named_section(map, heading);
  // `Section 4: General information`
  const std::size_t colon = heading.find(':');
  if (best == MapField::kNoSection && colon != std::string::npos) {
    best = named_section(map, heading.substr(colon + 1));
  }
  // A heading that is a number alone; beside other words it is that of another form's layout.
  const std::string number = read_label(heading, map.ignored).squashed;
  for (std::uint32_t i = 0; best == MapField::kNoSection && i < map.sections.size(); ++i) {
    if (squash(map.sections[i].number) == number) best = i;
  }
  return best;
}

std::string shown_value(const Reading& reading, const FieldUnit::Cell& cell) {
  std::string text;
  for (const std::uint32_t index : cell.fields) {
    const FormField& field = reading.fields[index];
    const std::string* shown = &field.value;
    if (is_box(field)) {
      if (field.value != "true") continue;
      shown = field.option.empty() ? &field.label : &field.option;
    }
    if (shown->empty()) continue;
    text += (text.empty() ? "" : "; ") + *shown;
  }
  return text;
}

}  // namespace intake
