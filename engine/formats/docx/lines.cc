#include "formats/docx/lines.h"

#include <algorithm>

#include "formats/docx/boxes.h"
#include "text/unicode.h"

namespace intake::docx {
namespace {

std::string_view trim_spaces(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

struct Run {
  bool hidden = false;
  bool bold = false;
  bool placeholder = false;
};

class Scanner {
 public:
  Scanner(const Markup& markup, const Styles& styles, Marks& marks, Scope& scope)
      : markup_(markup), styles_(styles), marks_(marks), scope_(scope) {}

  void scan(ElementId element, ElementId around) { scan(element, around, markup_.end(element)); }

  void scan(ElementId element, ElementId around, ElementId end) {
    if (around != kNoElement) open(around, end, content_control(markup_, around));
    for (ElementId i = markup_.tag(element) == Tag::kP ? element : element + 1; i < end;) {
      close_until(i);
      i = step(i);
    }
    close_until(end);
    while (!fields_.empty()) end_field();
  }

 private:
  struct Field {
    bool result = false;
    std::uint32_t control = kNoControl;
  };

  /// Takes one element in; where to go on.
  ElementId step(ElementId i) {
    const ElementId over = markup_.end(i);
    switch (markup_.tag(i)) {
      case Tag::kP:
        paragraph(i);
        return i + 1;
      case Tag::kDel:
      case Tag::kMoveFrom:
        marks_.tracked = true;
        return over;
      case Tag::kIns:
      case Tag::kMoveTo:
        marks_.tracked = true;
        return i + 1;
      case Tag::kSdt:
        if (control_ == kNoControl && holds_value(markup_, i)) {
          open(i, over, content_control(markup_, i));
        }
        return i + 1;
      case Tag::kSdtContent:
      case Tag::kFldSimple:
      case Tag::kHyperlink:
      case Tag::kSmartTag:
      case Tag::kCustomXml:
        return i + 1;
      case Tag::kAlternateContent:
        return markup_.branch(i);
      case Tag::kR:
        run(i);
        return i + 1;
      case Tag::kDrawing:
        drawing(i);
        return over;
      case Tag::kT: {
        std::string text = markup_.text(i);
        if (markup_.text_attribute(i, "space") != "preserve") text = trim_spaces(text);
        std::replace(text.begin(), text.end(), '\n', ' ');
        std::replace(text.begin(), text.end(), '\r', ' ');
        add(Segment::Kind::kText, i, text);
        return over;
      }
      case Tag::kTab:
        add(Segment::Kind::kTab, i, "\t");
        return over;
      case Tag::kNoBreakHyphen:
        add(Segment::Kind::kHyphen, i, "\u2011");
        return over;
      case Tag::kSym:
        add(Segment::Kind::kSymbol, i,
            symbol_text(markup_.text_attribute(i, "font"), markup_.text_attribute(i, "char")));
        return over;
      case Tag::kBr:
      case Tag::kCr:
        if (shown()) line(scope_.lines.empty() ? kNoElement : scope_.lines.back().paragraph, i);
        return over;
      case Tag::kFldChar:
        field_char(i);
        return over;
      default:
        return over;
    }
  }

  void line(ElementId paragraph, ElementId broken_by) {
    Line line;
    line.paragraph = paragraph;
    line.broken_by = broken_by;
    scope_.lines.push_back(std::move(line));
  }

  void paragraph(ElementId i) {
    run_ = {};
    line(i, kNoElement);
    // A control around paragraphs begins with the first of them.
    if (control_ != kNoControl && !touched_) {
      scope_.controls[control_].stretch.begin = here();
      touched_ = true;
    }
    const std::string style =
        markup_.text_attribute(markup_.child(markup_.child(i, Tag::kPPr), Tag::kPStyle), "val");
    paragraph_bold_ = styles_.find(style).bold;
  }

  void run(ElementId i) {
    run_ = {};
    const ElementId properties = markup_.child(i, Tag::kRPr);
    const Style style =
        styles_.find(markup_.text_attribute(markup_.child(properties, Tag::kRStyle), "val"));
    const ElementId bold = markup_.child(properties, Tag::kB);
    run_.bold = bold != kNoElement ? markup_.on(bold) : style.bold || paragraph_bold_;
    const ElementId vanish = markup_.child(properties, Tag::kVanish);
    run_.hidden = vanish != kNoElement ? markup_.on(vanish) : style.hidden;
    run_.placeholder = style.placeholder;
  }

  void drawing(ElementId i) {
    for (ElementId below = i + 1; below < markup_.end(i);) {
      if (markup_.tag(below) == Tag::kTxbxContent) {
        scope_.text_boxes.push_back(below);
        below = markup_.end(below);
      } else if (markup_.tag(below) == Tag::kAlternateContent) {
        below = markup_.branch(below);
      } else if (markup_.tag(below) == Tag::kChoice || markup_.tag(below) == Tag::kFallback) {
        below = markup_.end(below);
      } else {
        ++below;
      }
    }
  }

  bool shown() const {
    return !run_.hidden && std::all_of(fields_.begin(), fields_.end(),
                                       [](const Field& field) { return field.result; });
  }

  Spot here() const {
    if (scope_.lines.empty()) return {};
    return {static_cast<std::uint32_t>(scope_.lines.size() - 1),
            static_cast<std::uint32_t>(scope_.lines.back().text.size())};
  }

  void add(Segment::Kind kind, ElementId element, std::string_view text) {
    if (!shown()) return;
    if (scope_.lines.empty()) line(kNoElement, kNoElement);
    Line& line = scope_.lines.back();
    Segment segment;
    segment.kind = kind;
    segment.element = element;
    segment.begin = static_cast<std::uint32_t>(line.text.size());
    segment.size = static_cast<std::uint32_t>(text.size());
    segment.bold = run_.bold;
    segment.control = control_;
    touched_ = true;
    if (!is_placeholder()) line.text += text;
    segment.end = static_cast<std::uint32_t>(line.text.size());
    line.segments.push_back(segment);
  }

  /// In a control the control itself says so: programs leave the style on what was typed over it.
  bool is_placeholder() const {
    if (control_ == kNoControl) return run_.placeholder;
    const ControlInfo& info = scope_.controls[control_].info;
    if (info.kind == FormField::Kind::kCheckbox) return false;
    return info.placeholder;
  }

  void open(ElementId element, ElementId end, ControlInfo info) {
    Control control;
    control.element = element;
    control.info = std::move(info);
    control.stretch = {here(), here()};
    scope_.controls.push_back(std::move(control));
    control_ = static_cast<std::uint32_t>(scope_.controls.size() - 1);
    control_end_ = end;
    touched_ = false;
  }

  void close_until(ElementId i) {
    if (control_ == kNoControl || i < control_end_) return;
    close();
  }

  void close() {
    scope_.controls[control_].stretch.end = here();
    control_ = kNoControl;
  }

  void field_char(ElementId i) {
    const std::string type = markup_.text_attribute(i, "fldCharType");
    if (type == "begin") {
      Field field;
      if (control_ == kNoControl && shown() && markup_.child(i, Tag::kFfData) != kNoElement) {
        open(i, kNoElement, legacy_control(markup_, i));
        touched_ = true;
        scope_.controls[control_].ended = false;
        field.control = control_;
      }
      fields_.push_back(field);
    } else if (type == "separate" && !fields_.empty()) {
      fields_.back().result = true;
      if (fields_.back().control != kNoControl) {
        scope_.controls[fields_.back().control].separator = i;
      }
    } else if (type == "end" && !fields_.empty()) {
      if (fields_.back().control != kNoControl)
        scope_.controls[fields_.back().control].ended = true;
      end_field();
    }
  }

  void end_field() {
    if (fields_.back().control != kNoControl && control_ == fields_.back().control) close();
    fields_.pop_back();
  }

  const Markup& markup_;
  const Styles& styles_;
  Marks& marks_;
  Scope& scope_;
  Run run_;
  bool paragraph_bold_ = false;
  std::vector<Field> fields_;
  std::uint32_t control_ = kNoControl;  // the open one; none in another
  ElementId control_end_ = kNoElement;
  bool touched_ = false;  // the open control has text or a paragraph
};

bool is_space(char c) { return c == ' ' || c == '\t'; }

}  // namespace

bool Scope::has_text() const {
  return std::any_of(lines.begin(), lines.end(),
                     [](const Line& line) { return !trim_blanks(line.text).empty(); });
}

Stretch Scope::whole() const {
  Stretch out;
  if (lines.empty()) return out;
  out.end.line = static_cast<std::uint32_t>(lines.size() - 1);
  out.end.byte = static_cast<std::uint32_t>(lines.back().text.size());
  return out;
}

std::string Scope::text(const Stretch& stretch) const {
  std::string out;
  for (std::uint32_t i = stretch.begin.line; i <= stretch.end.line && i < lines.size(); ++i) {
    const std::string_view line = lines[i].text;
    const std::size_t from = i == stretch.begin.line ? stretch.begin.byte : 0;
    const std::size_t to = i == stretch.end.line ? stretch.end.byte : line.size();
    if (i != stretch.begin.line) out += '\n';
    out += line.substr(from, to - from);
  }
  return out;
}

std::uint32_t Scope::first_control(Spot spot) const {
  const auto found =
      std::lower_bound(controls.begin(), controls.end(), spot,
                       [](const Control& control, Spot at) { return control.stretch.begin < at; });
  return static_cast<std::uint32_t>(found - controls.begin());
}

bool Scope::all_bold() const {
  bool any = false;
  for (const Line& line : lines) {
    for (const Segment& segment : line.segments) {
      if (segment.control != kNoControl) continue;
      const std::string_view text =
          std::string_view(line.text).substr(segment.begin, segment.end - segment.begin);
      if (std::all_of(text.begin(), text.end(), is_space)) continue;
      if (!segment.bold) return false;
      any = true;
    }
  }
  return any;
}

Scope read_scope(const Markup& markup, const Styles& styles, ElementId element, ElementId around,
                 Marks& marks) {
  Scope scope;
  scope.element = element;
  Scanner(markup, styles, marks, scope).scan(element, around);
  return scope;
}

Scope read_paragraphs(const Markup& markup, const Styles& styles, ElementId first, ElementId end,
                      Marks& marks) {
  Scope scope;
  scope.element = first;
  Scanner(markup, styles, marks, scope).scan(first, kNoElement, end);
  return scope;
}

}  // namespace intake::docx
