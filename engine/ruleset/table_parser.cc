#include "ruleset/table_parser.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "ruleset/keys.h"
#include "ruleset/operand_parser.h"
#include "ruleset/table_cells.h"
#include "ruleset/table_check.h"

namespace intake {
namespace {

using Op = Condition::Op;

constexpr std::array<KeySpec, 5> kTableKeys{{
    {.name = "inputs", .kinds = kObjectBit, .required = true, .example = "{kind: '$.kind'}"},
    {.name = "output", .kinds = kStringBit | kObjectBit},
    {.name = "outputs", .kinds = kObjectBit},
    {.name = "hit", .kinds = kStringBit},
    {.name = "rows", .kinds = kArrayBit, .required = true, .example = "[{kind: a, then: b}]"},
}};
constexpr std::string_view kThen = "then";
constexpr std::string_view kElse = "else";

class TableParser {
 public:
  TableParser(Scope& scope, View written)
      : scope_(scope), keys_(scope.faults(), written, "a table", kTableKeys) {}

  bool run(Condition& out) {
    const std::size_t before = faults().count();
    parse_inputs();
    parse_outputs();
    parse_hit();
    const View rows = keys_["rows"];
    if (!rows.absent() && rows.size() == 0) {
      faults().at(rows, "the table has no rows", "write `- {input: value, then: value}`");
    }
    draft_.place = rows;
    for (TableColumn& column : draft_.inputs) {
      for (std::uint32_t i = 0; i < rows.size(); ++i) {
        const View cell = rows.at(i).member(column.name);
        column.absence_counts = column.absence_counts || (cell && speaks_of_absence(cell));
      }
    }
    for (std::uint32_t i = 0; i < rows.size(); ++i) parse_row(rows.at(i), i + 1 == rows.size());
    if (faults().count() == before) check_table(scope_.loading(), draft_);
    if (faults().count() != before) return false;
    finish(out);
    return true;
  }

 private:
  FaultSink& faults() { return scope_.faults(); }

  /// Selector or operand of a column.
  void parse_source(View written, TableColumn& column) {
    if (written.is_string()) {
      column.selector = parse_selector(scope_, written, SelectorUse::kSingular, &column.places);
      return;
    }
    column.subject = parse_subject(scope_, written, "the column " + quoted(column.name));
    if (column.subject) column.places = scope_.places_of(*column.subject, written);
  }

  void parse_columns(View map, std::vector<TableColumn>& columns, bool output) {
    if (!map.absent() && map.size() == 0) {
      faults().at(map, quoted(map.key()) + " names no column", "write `{name: '$.place'}`");
    }
    for (std::uint32_t i = 0; i < map.size(); ++i) {
      const View member = map.at(i);
      TableColumn column;
      column.name = member.key();
      column.place = member;
      column.is_output = output;
      if (column.name == kThen || column.name == kElse || column.name.empty()) {
        faults().at_key(member, quoted(column.name) + " cannot be the name of a column",
                        "`then` and `else` have a meaning of their own in the rows");
      }
      parse_source(member, column);
      columns.push_back(std::move(column));
    }
  }

  void parse_inputs() { parse_columns(keys_["inputs"], draft_.inputs, false); }

  void parse_outputs() {
    const View one = keys_["output"];
    const View several = keys_["outputs"];
    if (one && several) {
      faults().at_key(one, "`output` stands beside `outputs`", "write one of the two");
      return;
    }
    parse_columns(several, outputs_, true);
    if (keys_.written("outputs")) return;
    TableColumn column;
    column.is_output = true;
    column.name = "output";
    if (one) {
      parse_source(one, column);
    } else if (!keys_.written("output") && !scope_.current) {
      faults().at_key(keys_.map(), "there is no value here that `then` could be about",
                      "add `output: '$...'`");
    }
    outputs_.push_back(std::move(column));
  }

  void parse_hit() {
    const View written = keys_["hit"];
    if (written.absent()) return;
    if (written.text() == "first") {
      draft_.first = true;
    } else if (written.text() != "unique") {
      std::string hint = faults().did_you_mean(written.text(), {"first", "unique"});
      if (hint.empty()) hint = "write first (the upper row wins) or unique (one row at most)";
      faults().at(written, "`hit` does not know " + quoted(written.text()), std::move(hint));
    }
  }

  bool names_several() const { return keys_.has("outputs"); }

  void parse_row(View row, bool last) {
    if (!row.is_object()) {
      faults().at(row, "a row is a map, but this is " + describe_value(row),
                  "write `- {input: value, then: value}`");
      return;
    }
    if (const View otherwise = row.member(kElse)) return parse_else(row, otherwise, last);
    TableRow draft{row, std::vector<std::optional<Condition>>(draft_.inputs.size())};
    for (std::uint32_t i = 0; i < row.size(); ++i) {
      const View cell = row.at(i);
      if (cell.key() == kThen) continue;
      const auto column =
          std::find_if(draft_.inputs.begin(), draft_.inputs.end(),
                       [&](const TableColumn& known) { return known.name == cell.key(); });
      if (column == draft_.inputs.end()) {
        report_column(cell, draft_.inputs, "`inputs`");
      } else if (!is_any_cell(cell)) {
        draft.cells[static_cast<std::size_t>(column - draft_.inputs.begin())] =
            parse_cell(scope_, *column, cell);
      }
    }
    const View then = row.member(kThen);
    if (then.absent()) {
      faults().at_key(row.size() > 0 ? row.at(0) : row, "the row has no `then`",
                      "add what is allowed: a value, a list, `absent`, `any` or `never`");
    } else {
      results_.push_back(parse_result(then));
    }
    draft_.rows.push_back(std::move(draft));
  }

  void parse_else(View row, View otherwise, bool last) {
    if (row.size() > 1) {
      const View other = row.at(otherwise.id() == row.at(0).id() ? 1 : 0);
      faults().at_key(other, quoted(other.key()) + " stands beside `else`",
                      "`else` is what holds where no other row matches; it stands alone");
    }
    if (!last) {
      faults().at_key(otherwise, "`else` is not the last row", "move it to the end");
      return;
    }
    draft_.otherwise = row;
    results_.push_back(parse_result(otherwise));
  }

  void report_column(View cell, const std::vector<TableColumn>& columns, std::string_view where) {
    std::vector<std::string_view> names;
    names.reserve(columns.size());
    for (const TableColumn& column : columns) names.emplace_back(column.name);
    std::string hint = faults().did_you_mean(cell.key(), names);
    if (hint.empty()) hint = "name it under " + std::string(where);
    faults().at_key(cell, "the table has no column " + quoted(cell.key()), std::move(hint));
  }

  Condition parse_result(View then) {
    Condition result;
    if (outputs_.empty()) return result;
    if (!names_several() || !then.is_object()) {
      if (names_several() && !then.is_string()) {
        faults().at(then, "the table has several outputs, but this is " + describe_value(then),
                    "write `then: {" + outputs_.front().name + ": value}`");
        return result;
      }
      if (names_several() && then.text() != "any" && then.text() != "never") {
        faults().at(
            then, quoted(then.text()) + " does not say which output it is about",
            "write `then: {" + outputs_.front().name + ": " + std::string(then.text()) + "}`");
        return result;
      }
      if (auto cell = parse_cell(scope_, outputs_.front(), then)) result = std::move(*cell);
      return result;
    }
    result.op = Op::kAll;
    result.span = then.document()->span(then.id());
    for (std::uint32_t i = 0; i < then.size(); ++i) {
      const View cell = then.at(i);
      const auto column =
          std::find_if(outputs_.begin(), outputs_.end(),
                       [&](const TableColumn& known) { return known.name == cell.key(); });
      if (column == outputs_.end()) {
        report_column(cell, outputs_, "`outputs`");
      } else if (!is_any_cell(cell)) {
        if (auto parsed = parse_cell(scope_, *column, cell)) {
          result.children.push_back(std::move(*parsed));
        }
      }
    }
    return result;
  }

  void finish(Condition& out) {
    auto head = std::make_shared<TableHead>();
    head->first = draft_.first;
    for (const TableColumn& column : draft_.inputs) head->inputs.push_back(column.name);
    if (names_several()) {
      for (const TableColumn& column : outputs_) head->outputs.push_back(column.name);
    }
    out.table = std::move(head);
    for (std::size_t i = 0; i < draft_.rows.size(); ++i) {
      TableRow& row = draft_.rows[i];
      Condition condition;
      condition.op = Op::kAll;
      condition.span = row.place.document()->span(row.place.id());
      for (std::optional<Condition>& cell : row.cells) {
        if (cell) condition.children.push_back(std::move(*cell));
      }
      out.children.push_back(std::move(condition));
      out.children.push_back(std::move(results_[i]));
    }
    if (!draft_.otherwise.absent()) out.children.push_back(std::move(results_.back()));
  }

  Scope& scope_;
  Keys keys_;
  TableDraft draft_;
  std::vector<TableColumn> outputs_;
  std::vector<Condition> results_;  // by row, then that of `else`
};

}  // namespace

bool parse_table(Scope& scope, View written, Condition& out) {
  return TableParser(scope, written).run(out);
}

}  // namespace intake
