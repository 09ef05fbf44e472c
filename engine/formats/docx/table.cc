#include "formats/docx/table.h"

#include <algorithm>
#include <charconv>

#include "formats/docx/labels.h"
#include "text/unicode.h"

namespace intake::docx {
namespace {

constexpr std::uint32_t kMaxSpan = 63;  // what Word allows

bool passes(Tag tag) {
  return tag == Tag::kSdt || tag == Tag::kSdtContent || tag == Tag::kCustomXml ||
         tag == Tag::kIns || tag == Tag::kMoveTo || tag == Tag::kSmartTag;
}

/// The elements of a tag below, through what may stand between.
std::vector<ElementId> children(const Markup& markup, ElementId parent, Tag wanted) {
  std::vector<ElementId> out;
  for (ElementId i = parent + 1; i < markup.end(parent);) {
    if (markup.tag(i) == wanted) out.push_back(i);
    i = passes(markup.tag(i)) ? i + 1 : markup.end(i);
  }
  return out;
}

/// The content control around a cell that holds its value.
ElementId control_around(const Markup& markup, ElementId cell, ElementId row) {
  for (ElementId i = markup.parent(cell); i != kNoElement && i != row; i = markup.parent(i)) {
    if (markup.tag(i) == Tag::kSdt) return holds_value(markup, i) ? i : kNoElement;
  }
  return kNoElement;
}

bool has_table(const Markup& markup, ElementId cell) {
  for (ElementId i = cell + 1; i < markup.end(cell); ++i) {
    if (markup.tag(i) == Tag::kTbl) return true;
  }
  return false;
}

std::uint32_t span_of(const Markup& markup, ElementId properties) {
  const std::string text = markup.text_attribute(markup.child(properties, Tag::kGridSpan), "val");
  std::uint32_t span = 1;
  std::from_chars(text.data(), text.data() + text.size(), span);
  return std::clamp(span, 1u, kMaxSpan);
}

bool is_shaded(const Markup& markup, ElementId properties) {
  const std::string fill = markup.text_attribute(markup.child(properties, Tag::kShd), "fill");
  return !fill.empty() && to_lower(fill) != "auto" && to_lower(fill) != "ffffff";
}

Cell read_cell(const Markup& markup, const Styles& styles, ElementId element, ElementId row,
               Marks& marks) {
  Cell cell;
  cell.element = element;
  const ElementId properties = markup.child(element, Tag::kTcPr);
  cell.span = span_of(markup, properties);
  cell.shaded = is_shaded(markup, properties);
  const ElementId merge = markup.child(properties, Tag::kVMerge);
  cell.merged = merge != kNoElement && markup.text_attribute(merge, "val") != "restart";
  cell.nested = has_table(markup, element);
  cell.scope = std::make_shared<const Scope>(
      read_scope(markup, styles, element, control_around(markup, element, row), marks));
  const Scope& scope = *cell.scope;
  cell.blank = !scope.has_text();
  cell.bold = scope.all_bold();
  cell.fields = !scope.controls.empty();
  for (std::uint32_t i = 0; i < scope.lines.size(); ++i) {
    cell.fields = cell.fields || !find_boxes(scope, i).empty();
    if (cell.label.empty()) cell.label = clean_label(scope.lines[i].text);
  }
  return cell;
}

/// "1", "2.", "#3" or "C" in the row of that number: it counts the rows.
bool is_ordinal(std::string_view label, std::size_t row) {
  if (label.starts_with('#')) label.remove_prefix(1);
  while (label.ends_with('.') || label.ends_with(')')) label.remove_suffix(1);
  return label == std::to_string(row) ||
         (label.size() == 1 && row <= 26 && label[0] == static_cast<char>('A' + row - 1));
}

/// Above a column of numbers: `#`, `Nr.`, nothing.
bool heads_ordinals(const Cell& cell) {
  return cell.blank || cell.label == "#" || equal_ignoring_case(cell.label, "nr.") ||
         equal_ignoring_case(cell.label, "nr") || equal_ignoring_case(cell.label, "no.");
}

constexpr std::string_view kNamesOfNames[] = {
    "field",   "fields",   "item",    "element", "question",   "label",
    "champ",   "rubrique", "élément", "veld",    "onderdeel",  "vraag",
    "rubriek", "feld",     "angabe",  "frage",   "information"};
constexpr std::string_view kNamesOfGuidance[] = {
    "explanation", "guidance",    "instructions", "help",        "comment",
    "remarks",     "explication", "explications", "commentaire", "remarque",
    "toelichting", "uitleg",      "opmerking",    "opmerkingen", "instructies",
    "erläuterung", "erklärung",   "hinweis",      "bemerkung"};

template <std::size_t kSize>
bool is_one_of(const Cell& cell, const std::string_view (&names)[kSize]) {
  const std::string label = to_lower(cell.label);
  return std::find(std::begin(names), std::end(names), label) != std::end(names);
}

/// Names of columns: text in every cell (the first may be empty), nothing to fill in.
bool could_name_columns(const Row& row, std::uint32_t columns) {
  if (row.cells.size() < 2 || row.cells.size() != columns) return false;
  for (const Cell& cell : row.cells) {
    if (cell.fields || cell.nested || cell.span != 1) return false;
    if (cell.blank && &cell != &row.cells.front()) return false;
    if (cell.scope->lines.size() != 1) continue;
    const std::string_view text = cell.scope->lines.front().text;
    if (trim_ascii(text).ends_with(':')) return false;
  }
  return true;
}

void recognise_grid(Table& table) {
  if (table.rows.size() < 2 || !could_name_columns(table.rows.front(), table.columns)) return;
  const Row& head = table.rows.front();
  const auto all = [&](bool Cell::*mark) {
    return std::all_of(head.cells.begin(), head.cells.end(),
                       [&](const Cell& cell) { return cell.*mark || cell.blank; });
  };
  const bool heads_names = is_one_of(head.cells.front(), kNamesOfNames) ||
                           std::any_of(head.cells.begin() + 1, head.cells.end(), explains);
  bool first_named = true;  // the first column has text, and nothing to fill in, in every row
  bool first_marked = true;
  bool others_plain = false;
  std::size_t filled_in = 0;
  std::size_t unnamed = 0;
  for (std::size_t i = 1; i < table.rows.size(); ++i) {
    const std::vector<Cell>& cells = table.rows[i].cells;
    if (cells.size() < 2) continue;
    ++filled_in;
    const Cell& first = cells.front();
    const bool named = first.merged || (!first.fields && !first.blank);
    first_named = first_named && named;
    const bool drawn_box = first.fields && !cells[1].fields && !cells[1].blank;
    if (!named && !drawn_box && (table.columns > 2 || first.fields)) ++unnamed;
    first_marked = first_marked && (first.bold || first.shaded || is_ordinal(first.label, i));
    for (std::size_t k = 1; k < cells.size(); ++k) {
      others_plain = others_plain || cells[k].blank || !(cells[k].bold || cells[k].shaded);
    }
  }
  if (filled_in == 0) return;
  const bool marked = head.header || ((all(&Cell::bold) || all(&Cell::shaded)) && others_plain);
  table.grid = marked || (unnamed > 0 && 2 * unnamed >= filled_in);
  table.named_rows =
      first_named && (first_marked || heads_names || (table.columns == 2 && filled_in > 1) ||
                      heads_ordinals(head.cells.front()));
}

}  // namespace

namespace {

std::size_t words_in(const Cell& cell) {
  std::size_t words = 0;
  for (const Line& line : cell.scope->lines) {
    bool within = false;
    for (const char c : line.text) {
      const bool blank = c == ' ' || c == '\t';
      words += !blank && !within ? 1 : 0;
      within = !blank;
    }
  }
  return words;
}

/// `Client ID | the number of the client, with ... | client-...`: phrases in every second cell.
bool has_explained_rows(const Table& table) {
  if (table.grid || table.columns != 3) return false;
  std::size_t phrases = 0, words = 0, rows = 0, values = 0;
  for (const Row& row : table.rows) {
    if (row.cells.size() == 1) continue;  // a section
    if (row.cells.size() != 3) return false;
    for (const Cell& cell : row.cells) {
      if (cell.merged || cell.nested) return false;
    }
    if (row.cells[0].fields || row.cells[0].blank || row.cells[1].fields) return false;
    ++rows;
    values += words_in(row.cells[2]);
    if (row.cells[1].blank) continue;
    const std::size_t own = words_in(row.cells[1]);
    if (own < 2) return false;
    ++phrases;
    words += own;
  }
  if (phrases == 0 || 2 * phrases < rows || words < 4 * phrases) return false;
  return phrases > 1 ? words > values : values > 0 && words >= 2 * values;
}

}  // namespace

bool may_be_explained(const Table& table) {
  if (table.grid || table.explained || table.columns != 3) return false;
  return std::all_of(table.rows.begin(), table.rows.end(), [](const Row& row) {
    if (row.cells.size() == 1) return true;  // a section
    return row.cells.size() == 3 && !row.cells[0].fields && !row.cells[0].blank &&
           !row.cells[0].merged && row.cells[1].blank && !row.cells[1].fields &&
           !row.cells[1].nested;
  });
}

bool has_explained_table(const Markup& markup, const Styles& styles) {
  Marks unused;
  for (ElementId i = 0; i < markup.size(); ++i) {
    if (markup.tag(i) == Tag::kTbl && read_table(markup, styles, i, unused).explained) return true;
  }
  return false;
}

bool explains(const Cell& head) { return is_one_of(head, kNamesOfGuidance); }

Table read_table(const Markup& markup, const Styles& styles, ElementId table, Marks& marks) {
  Table out;
  for (const ElementId tr : children(markup, table, Tag::kTr)) {
    const ElementId properties = markup.child(tr, Tag::kTrPr);
    if (markup.child(properties, Tag::kDel) != kNoElement) {
      marks.tracked = true;
      continue;
    }
    if (markup.child(properties, Tag::kIns) != kNoElement) marks.tracked = true;
    Row row;
    row.header = properties != kNoElement && markup.has_on(properties, Tag::kTblHeader);
    std::uint32_t column = 1;
    for (const ElementId tc : children(markup, tr, Tag::kTc)) {
      const ElementId of_cell = markup.child(tc, Tag::kTcPr);
      if (markup.child(of_cell, Tag::kCellDel) != kNoElement) {
        marks.tracked = true;
        continue;
      }
      if (markup.child(of_cell, Tag::kCellIns) != kNoElement) marks.tracked = true;
      Cell cell = read_cell(markup, styles, tc, tr, marks);
      cell.column = column;
      column += cell.span;
      row.cells.push_back(std::move(cell));
    }
    out.columns = std::max(out.columns, column - 1);
    out.rows.push_back(std::move(row));
  }
  recognise_grid(out);
  out.explained = has_explained_rows(out);
  return out;
}

}  // namespace intake::docx
