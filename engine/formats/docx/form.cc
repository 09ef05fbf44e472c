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
constexpr std::size_t kMaxLabelAbove = 60;   // bytes of a paragraph that names those below it
constexpr std::size_t kMaxValueBelow = 120;  // bytes of each of them
constexpr std::size_t kMostValuesBelow = 20;

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
        if (const ElementId end = labelled_below(i, top.end, top.steps); end != kNoElement) {
          top.at = end;
        } else {
          paragraph(i, top.steps);
        }
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

  bool has_style(ElementId paragraph) const {
    const ElementId properties = markup_.child(paragraph, Tag::kPPr);
    const Style style =
        styles_.find(markup_.text_attribute(markup_.child(properties, Tag::kPStyle), "val"));
    return style.heading || style.contents ||
           markup_.child(properties, Tag::kOutlineLvl) != kNoElement;
  }

  /// `Client ID:` or a bold `Client ID`, alone in its paragraph.
  std::string label_above(ElementId paragraph) {
    const Scope scope = read_scope(markup_, styles_, paragraph, kNoElement, fields_.form().marks);
    if (scope.lines.size() != 1 || !scope.controls.empty() || !scope.text_boxes.empty()) return {};
    const std::string_view line = trim_ascii(scope.lines.front().text);
    if (line.empty() || line.size() > kMaxLabelAbove || has_style(paragraph)) return {};
    if (is_numbered(line, false) || !find_boxes(scope, 0).empty()) return {};
    const auto labelled = find_label(line, 0, line.size());
    if (labelled && (labelled->begin < labelled->end || labelled->needs_colon)) return {};
    return labelled || scope.all_bold() ? clean_label(line) : std::string();
  }

  /// A short plain paragraph, neither a label nor a sentence.
  bool is_value_below(ElementId paragraph, bool with_colon) {
    const Scope scope = read_scope(markup_, styles_, paragraph, kNoElement, fields_.form().marks);
    if (scope.lines.size() != 1 || !scope.controls.empty() || !scope.text_boxes.empty())
      return false;
    const std::string_view line = trim_ascii(scope.lines.front().text);
    if (line.empty() || line.size() > kMaxValueBelow || has_style(paragraph)) return false;
    if (scope.all_bold() || !find_boxes(scope, 0).empty()) return false;
    if (line.find_first_of(".!?(", line.size() - 1) != std::string_view::npos) return false;
    if (line.front() == '(') return false;
    return with_colon || !find_label(line, 0, line.size());
  }

  /// A label and the paragraphs below it that are its value; where these end, or kNoElement.
  ElementId labelled_below(ElementId label, ElementId blocks_end,
                           const std::vector<OriginStep>& above) {
    const std::string name = label_above(label);
    if (name.empty()) return kNoElement;
    const ElementId first = markup_.end(label);
    ElementId end = first;
    std::size_t count = 0;
    while (end < blocks_end && markup_.tag(end) == Tag::kP && count < kMostValuesBelow &&
           is_value_below(end, count == 0 && labelled_below_ > 1)) {
      end = markup_.end(end);
      ++count;
    }
    if (count == 0) return kNoElement;
    // What is to be filled in stands below: these lines explain it.
    const Tag below = end < blocks_end ? markup_.tag(end) : Tag::kOther;
    if (below == Tag::kTbl || below == Tag::kSdt) return kNoElement;
    if (end < blocks_end && markup_.tag(end) == Tag::kP && !scope_of(end)->controls.empty())
      return kNoElement;
    Surroundings around;
    around.steps = above;
    around.steps.push_back(numbered(StepKind::kParagraph, paragraphs_ + 2));
    add_text(*scope_of(label));
    const ScopePtr scope = std::make_shared<const Scope>(
        read_paragraphs(markup_, styles_, first, end, fields_.form().marks));
    add_text(*scope);
    paragraphs_ += static_cast<std::uint32_t>(1 + count);
    ++labelled_below_;
    fields_.label_of_next({});
    const Stretch whole = scope->whole();
    fields_.add_text(scope, whole, name, without_empty_lines(scope->text(whole)), {}, around);
    return end;
  }

  void paragraph(ElementId i, const std::vector<OriginStep>& above) {
    const ScopePtr scope = markup_.tag(i) == Tag::kP
                               ? scope_of(i)
                               : std::make_shared<const Scope>(
                                     read_scope(markup_, styles_, i, i, fields_.form().marks));
    const std::vector<ElementId> boxes = scope->text_boxes;
    // `above` lies in a frame that may move.
    const std::vector<OriginStep> steps(above.begin(), above.end());
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
    if (labelled) return scope.all_bold() && names_part(labelled->label);
    return scope.all_bold() || (is_numbered(text, true) && !text.ends_with('.'));
  }

  // Tables -----------------------------------------------------------------------------------

  void open_table(ElementId i, const std::vector<OriginStep>& above) {
    OpenTable open;
    open.table = read_table(markup_, styles_, i, fields_.form().marks);
    if (may_be_explained(open.table)) {
      if (!explained_elsewhere_) explained_elsewhere_ = has_explained_table(markup_, styles_);
      open.table.explained = *explained_elsewhere_;
    }
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
    if (!is_first && !first.fields &&
        (open.table.named_rows || (open.table.rows.size() > 2 && is_name(first.label)))) {
      around.label = first.label;
    }
    for (const Cell& head : open.table.rows.front().cells) {
      if (head.column != cell.column) continue;
      if (open.table.named_rows && explains(head)) return;
      around.column = head.label;
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
    if (open.table.explained && row.cells.size() == 3) {
      around.label = row.cells[0].label;
      if (last) value_cell(open, cell, around);
      return;
    }
    if (names_section(open, row, index)) {
      if (!cell.merged) fields_.section(cell.label);
      return;
    }
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
    if (last && index == 2 && !cell.fields && !cell.nested && !row.cells[0].blank &&
        !filled_line(row.cells[0]) && !filled_line(row.cells[1])) {
      return;  // guidance behind a label and its value
    }
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

  /// A first column whose cells span rows, beside a label and its value: sections.
  static bool names_section(const OpenTable& open, const Row& row, std::size_t index) {
    if (index != 0 || row.cells.size() != 3 || row.cells[0].fields || row.cells[0].nested)
      return false;
    if (row.cells[1].fields || row.cells[1].nested || row.cells[1].blank || row.cells[2].nested)
      return false;
    if (!row.cells[0].merged && row.cells[0].blank) return false;
    bool spans = false;
    for (const Row& other : open.table.rows) {
      if (other.cells.size() != 3) continue;
      spans = spans || other.cells[0].merged;
      if (other.cells[1].fields && other.cells[2].fields) return false;
    }
    return spans;
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

  /// A line between two marked cells is the value of the first, even with a colon in it.
  bool is_below_label(const OpenTable& open, const Cell& cell) const {
    if (fields_.pending().empty() || is_numbered(fields_.pending(), false)) return false;
    if (cell.bold || cell.shaded || cell.scope->lines.size() != 1) return false;
    const auto marked = [&](std::size_t row) {
      const std::vector<Cell>& cells = open.table.rows[row].cells;
      return cells.size() == 1 && (cells[0].bold || cells[0].shaded);
    };
    if (open.row == 0 || !marked(open.row - 1)) return false;
    return open.row + 1 == open.table.rows.size() || marked(open.row + 1);
  }

  /// In a table of one column: a box around lines, or around one value.
  void lone_cell(OpenTable& open, const Cell& cell) {
    Surroundings around = around_cell(open, cell);
    if (cell.nested) {
      value_cell(open, cell, around);
      return;
    }
    if (cell.fields || (filled_line(cell) && !is_below_label(open, cell))) {
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
  std::uint32_t labelled_below_ = 0;
  std::optional<bool> explained_elsewhere_;
};

}  // namespace

Result<Form> read_form(const Markup& markup, const Styles& styles, const Limits& limits) {
  return Reader(markup, styles, limits).read();
}

}  // namespace intake::docx
