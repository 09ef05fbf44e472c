#include "formats/docx/form.h"

#include <algorithm>
#include <optional>

#include "formats/docx/fields.h"
#include "formats/docx/labels.h"
#include "formats/docx/line_fields.h"
#include "text/unicode.h"

namespace intake::docx {
namespace {

using StepKind = OriginStep::Kind;

constexpr std::size_t kMaxHeading = 160;  // bytes of a heading that is told by its looks
constexpr std::size_t kMaxText = 1u << 20;

OriginStep numbered(StepKind kind, std::uint32_t number) {
  OriginStep step;
  step.kind = kind;
  step.number = number;
  return step;
}

/// Rather the name of a row than a value in it: words.
bool is_name(std::string_view text) {
  return std::none_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

class Reader {
 public:
  Reader(const Markup& markup, const Styles& styles, const Limits& limits)
      : markup_(markup), styles_(styles), limits_(limits), fields_(markup) {}

  Result<Form> read() {
    ElementId body = 0;
    while (body < markup_.size() && markup_.tag(body) != Tag::kBody) ++body;
    if (body == markup_.size()) {
      Error error;
      error.code = ErrorCode::kSyntax;
      error.what = "the Word file has no document in it";
      error.hint = "open it in Word or LibreOffice, save it again as .docx and send that";
      return error;
    }
    blocks_.push_back({body + 1, markup_.end(body), {}});
    while (!blocks_.empty() || !tables_.empty()) {
      if (fields_.form().fields.size() > limits_.form_fields) {
        Error error;
        error.code = ErrorCode::kLimit;
        error.what = "the Word file has more places to fill in than the limit of " +
                     std::to_string(limits_.form_fields);
        return error;
      }
      step();
    }
    for (std::size_t i = 0; i < fields_.form().fields.size(); ++i) {
      fields_.form().fields[i].field.address = "field-" + std::to_string(i + 1);
    }
    return std::move(fields_.form());
  }

 private:
  /// Paragraphs, tables and controls from `at` to `end`.
  struct Blocks {
    ElementId at;
    ElementId end;
    std::vector<OriginStep> steps;
  };
  struct OpenTable {
    Table table;
    std::size_t row = 0;
    std::size_t cell = 0;
    std::vector<OriginStep> steps;
    std::vector<std::string> labels;  // by column, for cells that are merged with the one above
    std::size_t blocks = 0;           // frames below it
  };

  void step() {
    // A table that was opened by the blocks on top, or the blocks in a cell of it.
    if (!tables_.empty() && tables_.back().blocks == blocks_.size()) {
      table_step();
      return;
    }
    Blocks& top = blocks_.back();
    if (top.at >= top.end) {
      blocks_.pop_back();
      return;
    }
    const ElementId i = top.at;
    top.at = markup_.end(i);
    switch (markup_.tag(i)) {
      case Tag::kP:
        paragraph(i, top.steps);
        break;
      case Tag::kTbl:
        open_table(i, top.steps);
        break;
      case Tag::kSdt:
        if (holds_value(markup_, i) && !frames_lines(i)) {
          paragraph(i, top.steps);
        } else if (!is_contents(i)) {
          top.at = i + 1;
        }
        break;
      case Tag::kDel:
      case Tag::kMoveFrom:
        fields_.form().marks.tracked = true;
        break;
      case Tag::kIns:
      case Tag::kMoveTo:
      case Tag::kSdtContent:
      case Tag::kCustomXml:
      case Tag::kSmartTag:
        top.at = i + 1;
        break;
      case Tag::kAlternateContent:
        top.at = markup_.branch(i);
        break;
      default:
        break;
    }
  }

  bool is_contents(ElementId sdt) const {
    return markup_.child(markup_.child(sdt, Tag::kSdtPr), Tag::kDocPartObj) != kNoElement;
  }

  /// A control without a name or a type around lines that bring their own labels.
  bool frames_lines(ElementId sdt) {
    const ControlInfo info = content_control(markup_, sdt);
    if (!info.name.empty() || info.kind != FormField::Kind::kText || info.placeholder) return false;
    const Scope scope = read_scope(markup_, styles_, sdt, kNoElement, fields_.form().marks);
    if (scope.lines.empty()) return false;
    const std::string_view first = scope.lines.front().text;
    return find_label(first, 0, first.size()).has_value();
  }

  ScopePtr scope_of(ElementId element) {
    return std::make_shared<const Scope>(
        read_scope(markup_, styles_, element, kNoElement, fields_.form().marks));
  }

  void add_text(const Scope& scope) {
    for (const Line& line : scope.lines) {
      if (fields_.form().text.size() > kMaxText || trim_ascii(line.text).empty()) continue;
      fields_.form().text += line.text;
      fields_.form().text += '\n';
    }
  }

  // Paragraphs -------------------------------------------------------------------------------

  void paragraph(ElementId i, const std::vector<OriginStep>& above) {
    const ScopePtr scope = markup_.tag(i) == Tag::kP
                               ? scope_of(i)
                               : std::make_shared<const Scope>(
                                     read_scope(markup_, styles_, i, i, fields_.form().marks));
    const std::vector<ElementId> boxes = scope->text_boxes;
    const std::vector<OriginStep> steps = above;  // `above` lies in a frame that may move
    add_text(*scope);
    if (scope->has_text() || !scope->controls.empty()) {
      ++paragraphs_;
      if (!heading(*scope, i)) {
        Surroundings around;
        around.label = fields_.pending();
        around.steps = steps;
        around.steps.push_back(numbered(StepKind::kParagraph, paragraphs_));
        add_line_fields(fields_, scope, around, true);
      }
    }
    for (std::size_t k = boxes.size(); k-- > 0;) {
      blocks_.push_back({boxes[k] + 1, markup_.end(boxes[k]), steps});
    }
  }

  /// Takes a paragraph for a heading, where it looks like one.
  bool heading(const Scope& scope, ElementId paragraph) {
    if (!scope.controls.empty()) return false;
    const ElementId properties = markup_.child(paragraph, Tag::kPPr);
    const Style style =
        styles_.find(markup_.text_attribute(markup_.child(properties, Tag::kPStyle), "val"));
    if (style.contents) return true;  // of no section, and no field
    const std::string text = collapse_blanks(scope.text(scope.whole()));
    const ElementId level = markup_.child(properties, Tag::kOutlineLvl);
    const bool outlined =
        level != kNoElement ? markup_.text_attribute(level, "val") < "9" : style.heading;
    if (!outlined && !looks_like_heading(scope, text)) return false;
    fields_.section(text);
    return true;
  }

  bool looks_like_heading(const Scope& scope, const std::string& text) const {
    if (text.size() > kMaxHeading || scope.lines.size() != 1) return false;
    if (!find_boxes(scope, 0).empty()) return false;
    const std::string_view line = scope.lines.front().text;
    const std::optional<LabelledValue> labelled = find_label(line, 0, line.size());
    const bool open = labelled && labelled->begin >= labelled->end && !labelled->needs_colon;
    if (scope.all_bold() && is_numbered(text, false)) return !labelled || open;
    if (labelled) return false;
    return scope.all_bold() || (is_numbered(text, true) && !text.ends_with('.'));
  }

  // Tables -----------------------------------------------------------------------------------

  void open_table(ElementId i, const std::vector<OriginStep>& above) {
    OpenTable open;
    open.table = read_table(markup_, styles_, i, fields_.form().marks);
    open.steps = above;
    open.steps.push_back(numbered(StepKind::kTable, ++tables_seen_));
    open.blocks = blocks_.size();
    open.labels.resize(open.table.columns + 1);
    tables_.push_back(std::move(open));
  }

  void table_step() {
    OpenTable& open = tables_.back();
    if (open.row >= open.table.rows.size()) {
      tables_.pop_back();
      fields_.label_of_next({});
      return;
    }
    const Row& row = open.table.rows[open.row];
    if (open.cell == 0) {
      for (const Cell& cell : row.cells) add_text(*cell.scope);
    }
    if (open.cell >= row.cells.size()) {
      ++open.row;
      open.cell = 0;
      return;
    }
    if (open.table.grid) {
      grid_cell(open, row);
    } else {
      form_cell(open, row);
    }
  }

  Surroundings around_cell(const OpenTable& open, const Cell& cell) const {
    Surroundings around;
    around.steps = open.steps;
    around.steps.push_back(numbered(StepKind::kRow, static_cast<std::uint32_t>(open.row + 1)));
    around.steps.push_back(numbered(StepKind::kColumn, cell.column));
    return around;
  }

  /// A cell that spans its table names what is below it.
  bool section_cell(const OpenTable& open, const Row& row) {
    const Cell& cell = row.cells.front();
    if (row.cells.size() != 1 || cell.blank || cell.fields || cell.nested) return false;
    if (open.table.columns < 2) return false;
    const Scope& scope = *cell.scope;
    const std::string text = collapse_blanks(scope.text(scope.whole()));
    if (text.size() > kMaxHeading) return false;
    const std::string_view line = scope.lines.front().text;
    const auto labelled = find_label(line, 0, line.size());
    if (labelled && labelled->begin < labelled->end && !cell.bold) return false;
    fields_.section(text);
    return true;
  }

  void grid_cell(OpenTable& open, const Row& row) {
    const Cell& cell = row.cells[open.cell++];
    if (open.row == 0 || cell.merged) return;
    if (open.cell == 1 && section_cell(open, row)) return;
    Surroundings around = around_cell(open, cell);
    const Cell& first = row.cells.front();
    const bool is_first = &cell == &first;
    if (is_first && open.table.named_rows) return;
    if (!is_first && !first.fields && (open.table.named_rows || is_name(first.label))) {
      around.label = first.label;
    }
    for (const Cell& head : open.table.rows.front().cells) {
      if (head.column == cell.column) around.column = head.label;
    }
    value_cell(open, cell, around);
  }

  void form_cell(OpenTable& open, const Row& row) {
    const std::size_t index = open.cell++;
    const Cell& cell = row.cells[index];
    if (index == 0 && section_cell(open, row)) return;
    if (open.table.columns < 2) {
      lone_cell(open, cell);
      return;
    }
    Surroundings around = around_cell(open, cell);
    const bool last = index + 1 == row.cells.size();
    if (cell.merged) {
      if (!last)
        name_next(open, row, index,
                  open.labels[std::min<std::size_t>(cell.column, open.labels.size() - 1)]);
      return;
    }
    // A box before its text.
    if (cell.fields && !last && only_box(cell) && !row.cells[index + 1].fields &&
        !row.cells[index + 1].blank) {
      boxes_with_option(cell, row.cells[index + 1].label, around);
      ++open.cell;
      return;
    }
    // `A: 1 | B: 2`. In `Client ID (e.g.: x) | y` the colon is of the label.
    const bool own_labels = filled_line(cell) && (last || filled_line(row.cells[index + 1]));
    if (cell.nested || cell.fields || own_labels) {
      if (!cell.nested && cell.fields && index > 0) around.label = row.cells.front().label;
      if (!cell.nested && cell.fields && index > 0 && row.cells.front().fields) around.label = "";
      value_cell(open, cell, around);
      return;
    }
    if (last) return;  // guidance, or nothing
    if (cell.blank && !row.cells[index + 1].fields) return;
    if (open.labels.size() > cell.column) open.labels[cell.column] = cell.label;
    name_next(open, row, index, cell.label);
  }

  /// The next cell of the row is the value of the label.
  void name_next(OpenTable& open, const Row& row, std::size_t index, const std::string& label) {
    const Cell& next = row.cells[index + 1];
    ++open.cell;
    if (next.merged) return;
    Surroundings around = around_cell(open, next);
    around.label = label;
    value_cell(open, next, around);
  }

  static bool only_box(const Cell& cell) {
    if (cell.nested) return false;
    const Scope& scope = *cell.scope;
    std::string rest;
    for (std::uint32_t i = 0; i < scope.lines.size(); ++i) {
      std::string text = scope.lines[i].text;
      const std::vector<Box> boxes = find_boxes(scope, i);
      for (std::size_t k = boxes.size(); k-- > 0;) {
        text.erase(boxes[k].begin, boxes[k].end - boxes[k].begin);
      }
      rest += text;
    }
    const bool boxes = std::all_of(
        scope.controls.begin(), scope.controls.end(),
        [](const Control& control) { return control.info.kind == FormField::Kind::kCheckbox; });
    if (!boxes) return false;
    return scope.controls.empty() ? trim_blanks(rest).empty()
                                  : scope.controls.size() == 1 && rest.size() <= 4;
  }

  void boxes_with_option(const Cell& cell, const std::string& option, const Surroundings& around) {
    const Scope& scope = *cell.scope;
    for (std::uint32_t i = 0; i < scope.controls.size(); ++i) {
      fields_.add_control(cell.scope, i, around.label, option, around);
    }
    for (std::uint32_t i = 0; i < scope.lines.size(); ++i) {
      for (const Box& box : find_boxes(scope, i)) {
        fields_.add_box(cell.scope, i, box, around.label, option, around);
      }
    }
  }

  /// `label: value` within a cell.
  static bool filled_line(const Cell& cell) {
    for (const Line& line : cell.scope->lines) {
      const auto found = find_label(line.text, 0, line.text.size());
      if (found && found->begin < found->end) return true;
    }
    return false;
  }

  /// In a table of one column: a box around lines, or around one value.
  void lone_cell(OpenTable& open, const Cell& cell) {
    Surroundings around = around_cell(open, cell);
    if (cell.nested) {
      value_cell(open, cell, around);
      return;
    }
    if (cell.fields || filled_line(cell)) {
      around.label = fields_.pending();
      add_line_fields(fields_, cell.scope, around, true);
      return;
    }
    const std::string_view text = cell.blank ? std::string_view{} : cell.label;
    const bool names = !cell.blank && open.row + 1 < open.table.rows.size() &&
                       (cell.bold || cell.shaded) && cell.scope->lines.size() == 1;
    if (names) {
      fields_.label_of_next(std::string(text));
    } else if (!fields_.pending().empty()) {
      around.label = fields_.take_pending();
      fields_.label_of_next({});
      value_cell(open, cell, around);
    }
  }

  void value_cell(OpenTable& open, const Cell& cell, const Surroundings& around) {
    if (cell.nested) {
      const std::vector<OriginStep> steps = around.steps;
      fields_.label_of_next(around.label);
      // Its tables come first, then the rest of the row: the frame is above this table's.
      (void)open;
      blocks_.push_back({cell.element + 1, markup_.end(cell.element), steps});
      return;
    }
    const std::vector<ElementId>& boxes = cell.scope->text_boxes;
    for (std::size_t k = boxes.size(); k-- > 0;) {
      blocks_.push_back({boxes[k] + 1, markup_.end(boxes[k]), around.steps});
    }
    if (cell.fields || (around.label.empty() && around.column.empty() && filled_line(cell))) {
      Surroundings inner = around;
      inner.plain_values = !cell.fields || around.label.empty();
      add_line_fields(fields_, cell.scope, inner, false);
      return;
    }
    const Stretch whole = cell.scope->whole();
    std::string value = without_empty_lines(cell.scope->text(whole));
    if (without_leaders(value).empty()) value.clear();
    fields_.add_text(cell.scope, whole, around.label, value, {}, around);
  }

  const Markup& markup_;
  const Styles& styles_;
  const Limits& limits_;
  FieldList fields_;
  std::vector<Blocks> blocks_;
  std::vector<OpenTable> tables_;
  std::uint32_t paragraphs_ = 0;
  std::uint32_t tables_seen_ = 0;
};

}  // namespace

Result<Form> read_form(const Markup& markup, const Styles& styles, const Limits& limits) {
  return Reader(markup, styles, limits).read();
}

}  // namespace intake::docx
