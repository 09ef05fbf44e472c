#include <algorithm>
#include <charconv>
#include <optional>
#include <set>
#include <utility>

#include "formats/docx/boxes.h"
#include "formats/docx/dates.h"
#include "formats/docx/docx.h"
#include "formats/docx/labels.h"
#include "formats/docx/opened.h"
#include "formats/docx/splice.h"
#include "text/unicode.h"

namespace intake::docx {
namespace {

Error refused(std::string what, std::string hint = {}) {
  Error error;
  error.code = ErrorCode::kRefused;
  error.what = std::move(what);
  error.hint = std::move(hint);
  return error;
}

std::string place(const FormField& field) {
  std::string out = field.label.empty() ? field.column : field.label;
  if (!field.option.empty()) out += out.empty() ? field.option : ", " + field.option;
  if (out.empty()) out = field.name;
  return out.empty() ? "a field of the form" : "`" + out + "`";
}

bool is_xml_text(std::string_view text) {
  if (find_invalid_utf8(text)) return false;
  for (std::size_t i = 0; i < text.size();) {
    const char32_t c = next_code_point(text, i);
    if ((c < 0x20 && c != '\t' && c != '\n') || c == 0x7f || c == 0xFFFE || c == 0xFFFF)
      return false;
  }
  return true;
}

std::vector<std::string_view> split_lines(std::string_view text) {
  std::vector<std::string_view> out;
  for (;;) {
    const std::size_t end = text.find('\n');
    out.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return out;
    text.remove_prefix(end + 1);
  }
}

/// A segment, or a part of one, that a value is written over.
struct Piece {
  const Segment* segment;
  std::size_t from;  // in the text of its element
  std::size_t to;
};

class Writer {
 public:
  Writer(const Opened& opened, Splice& splice)
      : markup_(*opened.markup), styles_(opened.styles), splice_(splice) {}

  /// Plans one value; what reading it again must give.
  Result<std::string> plan(const Found& found, const std::string& value) {
    const FormField& field = found.field;
    if (field.locked) return refused(place(field) + " cannot be written: " + field.why_locked);
    if (!is_xml_text(value)) return refused(place(field) + " cannot hold such characters");
    if (field.kind == FormField::Kind::kCheckbox && value != "true" && value != "false") {
      return refused(place(field) + " is a check box: `true` or `false`, not `" + value + "`");
    }
    if (value == field.value) return value;
    switch (found.target.kind) {
      case Target::Kind::kBox:
        return box(found, value);
      case Target::Kind::kControl:
        return control(found, value);
      case Target::Kind::kText:
        return text(found, value);
    }
    return value;
  }

 private:
  Result<std::string> text(const Found& found, const std::string& value) {
    const Target& target = found.target;
    const Scope& scope = *target.scope;
    const Stretch whole = scope.whole();
    const bool part = target.stretch.begin.line == target.stretch.end.line &&
                      (target.stretch.begin != whole.begin || target.stretch.end != whole.end);
    std::string written = value;
    if (part && !value.empty()) {
      const std::uint32_t begin = target.stretch.begin.byte;
      const std::string& line = scope.lines[target.stretch.begin.line].text;
      const bool free = begin > 0 && (line[begin - 1] == ' ' || line[begin - 1] == '\t');
      written = (!target.before.empty() ? target.before : free ? "" : " ") + value;
    }
    if (over(scope, target.stretch, kNoControl, written)) return value;
    if (value.empty()) return value;
    const bool placed = part ? after_label(scope, target.stretch.begin, written)
                             : insert_into(scope.element, written);
    if (!placed) return refused(place(found.field) + " has no room for a value in the Word file");
    return value;
  }

  Result<std::string> box(const Found& found, const std::string& value) {
    const Scope& scope = *found.target.scope;
    const Stretch& stretch = found.target.stretch;
    for (const Segment& segment : scope.lines[stretch.begin.line].segments) {
      if (segment.kind != Segment::Kind::kSymbol || segment.begin != stretch.begin.byte) continue;
      const std::string code = markup_.text_attribute(segment.element, "char");
      const std::string_view opposite =
          opposite_symbol(markup_.text_attribute(segment.element, "font"), code);
      splice_.set_attribute(segment.element, "char",
                            (code.size() == 4 ? "F0" : "") + std::string(opposite));
      return value;
    }
    over(scope, stretch, kNoControl, std::string(found.target.glyph));
    return value;
  }

  Result<std::string> control(const Found& found, const std::string& value) {
    const Control& control = found.target.scope->controls[found.target.control];
    if (control.info.kind == FormField::Kind::kCheckbox) return check_box(found, control, value);
    if (control.info.kind == FormField::Kind::kChoice) return choice(found, control, value);
    if (control.info.kind == FormField::Kind::kDate) return date(found, control, value);
    return control_text(found, control, value, value);
  }

  /// `shown` stands in the control afterwards, and is read as `value`.
  Result<std::string> control_text(const Found& found, const Control& control,
                                   const std::string& shown, const std::string& value) {
    const Scope& scope = *found.target.scope;
    if (!control.info.legacy) clear_placeholder(control);
    clear_styles(scope, found.target.control);
    if (over(scope, control.stretch, found.target.control, shown) || shown.empty()) return value;
    bool placed = false;
    if (!control.info.legacy) {
      placed = insert_into(markup_.child(control.element, Tag::kSdtContent), shown);
    } else if (control.separator != kNoElement) {
      const ElementId run = markup_.above(control.separator, Tag::kR);
      if (run != kNoElement) {
        splice_.insert_after(run, run_xml(run, markup_.child(run, Tag::kRPr), shown));
        placed = true;
      }
    }
    if (!placed) return refused(place(found.field) + " has no room for a value in the Word file");
    return value;
  }

  Result<std::string> choice(const Found& found, const Control& control, const std::string& value) {
    const std::vector<Choice>& choices = control.info.choices;
    auto chosen = std::find_if(choices.begin(), choices.end(),
                               [&](const Choice& choice) { return choice.text == value; });
    if (chosen == choices.end()) {
      chosen = std::find_if(choices.begin(), choices.end(),
                            [&](const Choice& choice) { return choice.value == value; });
    }
    const bool known = chosen != choices.end();
    if (!known && !control.info.free_text && !(value.empty() && !control.info.legacy)) {
      std::string all;
      for (const Choice& choice : choices) all += (all.empty() ? "" : ", ") + choice.text;
      return refused(place(found.field) + " is a list without `" + value + "`",
                     "choose one of: " + all);
    }
    const std::string shown = known ? chosen->text : value;
    if (control.info.legacy) {
      const ElementId list =
          markup_.child(markup_.child(control.element, Tag::kFfData), Tag::kDdList);
      const ElementId result = markup_.child(list, Tag::kResult);
      const std::string index = std::to_string(chosen - choices.begin());
      if (result != kNoElement) {
        splice_.set_attribute(result, "val", index);
      } else {
        const std::string prefix(markup_.prefix(list));
        splice_.insert_first(list, "<" + prefix + "result " + prefix + "val=\"" + index + "\"/>");
      }
      return shown;
    }
    const ElementId properties = markup_.child(control.element, Tag::kSdtPr);
    for (const Tag tag : {Tag::kDropDownList, Tag::kComboBox}) {
      const ElementId list = markup_.child(properties, tag);
      if (list == kNoElement || markup_.attribute(list, "lastValue") == nullptr) continue;
      splice_.set_attribute(list, "lastValue", known ? chosen->value : value);
    }
    return control_text(found, control, shown, shown);
  }

  Result<std::string> date(const Found& found, const Control& control, const std::string& value) {
    const ElementId date = markup_.child(markup_.child(control.element, Tag::kSdtPr), Tag::kDate);
    const std::optional<std::string> shown = format_day(value, control.info.date_format);
    if (shown) {
      splice_.set_attribute(date, "fullDate", value + "T00:00:00Z");
    } else {
      splice_.remove_attribute(date, "fullDate");
    }
    return control_text(found, control, shown.value_or(value), value);
  }

  Result<std::string> check_box(const Found& found, const Control& control,
                                const std::string& value) {
    const bool on = value == "true";
    const Tag tag = control.info.legacy ? Tag::kCheckBox : Tag::kCheckbox;
    const ElementId data =
        markup_.child(control.element, control.info.legacy ? Tag::kFfData : Tag::kSdtPr);
    const ElementId box = markup_.child(data, tag);
    const ElementId checked = markup_.child(box, Tag::kChecked);
    if (checked != kNoElement) {
      splice_.set_attribute(checked, "val", on ? "1" : "0");
    } else {
      const std::string prefix(markup_.prefix(box));
      const std::string xml =
          "<" + prefix + "checked " + prefix + "val=\"" + (on ? "1" : "0") + "\"/>";
      // The schema wants it first in a content control, last in a legacy field.
      if (control.info.legacy) {
        splice_.insert_last(box, xml);
      } else {
        splice_.insert_first(box, xml);
      }
    }
    if (control.info.legacy) return value;
    if (control.info.placeholder) clear_placeholder(control);
    const ElementId state = markup_.child(box, on ? Tag::kCheckedState : Tag::kUncheckedState);
    std::string code = markup_.text_attribute(state, "val");
    if (code.empty()) code = on ? "2612" : "2610";
    std::uint32_t glyph = 0;
    std::from_chars(code.data(), code.data() + code.size(), glyph, 16);
    if (glyph < 0x20 || glyph > 0xFFFD || (glyph >= 0xD800 && glyph < 0xE000)) {
      return refused(place(found.field) + " has a check mark that is no character");
    }
    std::string shown;
    append_utf8(shown, glyph);
    const Scope& scope = *found.target.scope;
    for (const Line& line : scope.lines) {
      for (const Segment& segment : line.segments) {
        if (segment.control != found.target.control || segment.kind != Segment::Kind::kSymbol) {
          continue;
        }
        splice_.set_attribute(segment.element, "char", code);
        const std::string font = markup_.text_attribute(state, "font");
        if (!font.empty()) splice_.set_attribute(segment.element, "font", font);
        return value;
      }
    }
    if (!over(scope, control.stretch, found.target.control, shown) &&
        !insert_into(markup_.child(control.element, Tag::kSdtContent), shown)) {
      return refused(place(found.field) + " has no room for a check mark in the Word file");
    }
    return value;
  }

  void clear_placeholder(const Control& control) {
    const ElementId shown =
        markup_.child(markup_.child(control.element, Tag::kSdtPr), Tag::kShowingPlcHdr);
    if (shown != kNoElement) splice_.remove(shown);
  }

  /// What is typed over a placeholder is no placeholder.
  void clear_styles(const Scope& scope, std::uint32_t control) {
    std::set<ElementId> done;
    for (const Line& line : scope.lines) {
      for (const Segment& segment : line.segments) {
        if (segment.control != control) continue;
        const ElementId run = markup_.above(segment.element, Tag::kR);
        if (run == kNoElement || !done.insert(run).second) continue;
        const ElementId look = markup_.child(run, Tag::kRPr);
        const ElementId style = markup_.child(look, Tag::kRStyle);
        if (!styles_.find(markup_.text_attribute(style, "val")).placeholder) continue;
        splice_.remove(style);
        for (ElementId i = look + 1; i < markup_.end(look); i = markup_.end(i)) {
          if (local_name(markup_[i].node.name()) == "color") splice_.remove(i);
        }
      }
    }
  }

  /// The pieces of a line within a stretch (of a control: its own).
  std::vector<Piece> pieces(const Scope& scope, std::uint32_t index, const Stretch& stretch,
                            std::uint32_t control) const {
    const Line& line = scope.lines[index];
    const std::uint32_t from = index == stretch.begin.line ? stretch.begin.byte : 0;
    const std::uint32_t to =
        index == stretch.end.line ? stretch.end.byte : static_cast<std::uint32_t>(line.text.size());
    std::vector<Piece> out;
    for (const Segment& segment : line.segments) {
      if (segment.control != control) continue;
      if (segment.begin == segment.end) {
        if (segment.begin < from || segment.begin > to) continue;
        out.push_back({&segment, 0, segment.size});
        continue;
      }
      const std::uint32_t begin = std::max(from, segment.begin);
      const std::uint32_t end = std::min(to, segment.end);
      if (begin < end) out.push_back({&segment, begin - segment.begin, end - segment.begin});
    }
    return out;
  }

  static bool has_text(const std::vector<Piece>& pieces) {
    return std::any_of(pieces.begin(), pieces.end(), [](const Piece& piece) {
      return piece.segment->kind == Segment::Kind::kText;
    });
  }

  /// Puts a line in the place of the pieces: into the first text, nothing into the others.
  void line_over(const std::vector<Piece>& pieces, std::string_view text) {
    bool written = false;
    for (const Piece& piece : pieces) {
      if (piece.segment->kind != Segment::Kind::kText) {
        splice_.remove(piece.segment->element);
        continue;
      }
      splice_.replace_text(piece.segment->element, piece.from, piece.to,
                           written ? std::string{} : std::string(text));
      written = true;
    }
  }

  /// Writes over the text that stands there. False where none does, so nothing was written.
  bool over(const Scope& scope, const Stretch& stretch, std::uint32_t control,
            const std::string& value) {
    std::vector<std::vector<Piece>> lines;
    std::vector<std::string> texts;
    for (std::uint32_t i = stretch.begin.line; i <= stretch.end.line && i < scope.lines.size();
         ++i) {
      lines.push_back(pieces(scope, i, stretch, control));
      const auto length = static_cast<std::uint32_t>(scope.lines[i].text.size());
      texts.push_back(scope.text({{i, i == stretch.begin.line ? stretch.begin.byte : 0},
                                  {i, i == stretch.end.line ? stretch.end.byte : length}}));
    }
    const auto blank = [](const std::string& text) { return trim_ascii(text).empty(); };
    std::size_t first = 0;
    while (first < texts.size() && blank(texts[first])) ++first;
    std::size_t last = texts.size();
    while (last > first && blank(texts[last - 1])) --last;
    const std::vector<std::string_view> wanted = split_lines(value);
    if (last > first && wanted.size() == last - first) {
      // A line for a line: what did not change stays as it is.
      bool fits = true;
      for (std::size_t i = first; i < last; ++i) {
        fits = fits && (texts[i] == wanted[i - first] || has_text(lines[i]));
      }
      if (fits) {
        for (std::size_t i = first; i < last; ++i) {
          if (texts[i] != wanted[i - first]) line_over(lines[i], wanted[i - first]);
        }
        return true;
      }
    }
    const auto target = std::find_if(lines.begin(), lines.end(), has_text);
    for (auto line = lines.begin(); line != lines.end(); ++line) {
      line_over(*line, line == target ? std::string_view(value) : std::string_view{});
    }
    for (std::size_t i = 1; i < lines.size(); ++i) {
      const ElementId broken_by = scope.lines[stretch.begin.line + i].broken_by;
      if (broken_by != kNoElement) splice_.remove(broken_by);
    }
    return target != lines.end();
  }

  /// Right behind the label of a line that has nothing after it.
  bool after_label(const Scope& scope, Spot spot, const std::string& value) {
    const Segment* before = nullptr;
    for (const Segment& segment : scope.lines[spot.line].segments) {
      if (segment.end <= spot.byte && segment.begin < segment.end) before = &segment;
    }
    if (before == nullptr || before->control != kNoControl) return false;
    if (before->kind == Segment::Kind::kText) {
      const std::size_t end = before->end - before->begin;
      splice_.replace_text(before->element, end, end, value);
    } else {
      splice_.insert_after(before->element, splice_.text_xml(before->element, value));
    }
    return true;
  }

  std::string run_xml(ElementId like, ElementId properties, const std::string& value) const {
    const std::string prefix(markup_.prefix(like));
    std::string look;
    if (properties != kNoElement) {
      bool plain = true;
      for (ElementId i = properties + 1; i < markup_.end(properties); ++i) {
        const std::string_view name = local_name(markup_[i].node.name());
        plain = plain && markup_.tag(i) != Tag::kIns && markup_.tag(i) != Tag::kDel &&
                markup_.tag(i) != Tag::kMoveFrom && markup_.tag(i) != Tag::kMoveTo &&
                markup_.tag(i) != Tag::kVanish && markup_.tag(i) != Tag::kRStyle &&
                name != "rPrChange";
      }
      if (plain) look = splice_.raw(properties);
    }
    return "<" + prefix + "r>" + look + splice_.text_xml(like, value) + "</" + prefix + "r>";
  }

  /// Puts a text into a cell or control that has none: into an empty run, else into a run of its
  /// own at the end of the first paragraph.
  bool insert_into(ElementId container, const std::string& value) {
    if (container == kNoElement) return false;
    ElementId paragraph = kNoElement;
    for (ElementId i = container + 1; i < markup_.end(container);) {
      const Tag tag = markup_.tag(i);
      if (tag == Tag::kP && paragraph == kNoElement) paragraph = i;
      if (tag == Tag::kR && is_empty_run(i)) {
        splice_.insert_last(i, splice_.text_xml(i, value));
        return true;
      }
      const bool skip = tag == Tag::kTbl || tag == Tag::kDel || tag == Tag::kMoveFrom ||
                        tag == Tag::kOther || tag == Tag::kR || tag == Tag::kPPr ||
                        tag == Tag::kTcPr || tag == Tag::kSdtPr;
      i = skip ? markup_.end(i) : i + 1;
    }
    if (paragraph != kNoElement) {
      const ElementId look = markup_.child(markup_.child(paragraph, Tag::kPPr), Tag::kRPr);
      splice_.insert_last(paragraph, run_xml(paragraph, look, value));
      return true;
    }
    if (markup_.tag(container) != Tag::kSdtContent) return false;
    const std::string run = run_xml(container, kNoElement, value);
    const std::string prefix(markup_.prefix(container));
    const bool inline_control = markup_.above(container, Tag::kP) != kNoElement;
    splice_.insert_last(container,
                        inline_control ? run : "<" + prefix + "p>" + run + "</" + prefix + "p>");
    return true;
  }

  bool is_empty_run(ElementId run) const {
    const ElementId properties = markup_.child(run, Tag::kRPr);
    for (ElementId i = run + 1; i < markup_.end(run); i = markup_.end(i)) {
      if (i != properties) return false;
    }
    return properties == kNoElement || !markup_.has_on(properties, Tag::kVanish);
  }

  const Markup& markup_;
  const Styles& styles_;
  Splice& splice_;
};

/// What is read of the result must be what was read before, but for the wanted values.
bool as_wanted(const Form& before, const Form& after,
               const std::vector<std::optional<std::string>>& wanted) {
  if (before.fields.size() != after.fields.size()) return false;
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    FormField expected = before.fields[i].field;
    if (wanted[i]) expected.value = *wanted[i];
    // In a grid the first value of a row may be the label of the others.
    if (!expected.column.empty()) expected.label = after.fields[i].field.label;
    if (!(expected == after.fields[i].field)) return false;
  }
  return true;
}

}  // namespace

Result<std::string> write(std::string_view bytes, const std::vector<PartEdit>& edits,
                          const Limits& limits) {
  Result<Opened> opened = open(bytes, limits);
  if (!opened.ok()) return std::move(opened).error();
  if (edits.empty()) return std::string(bytes);
  if (opened->parts.is_signed) {
    return refused("the Word file is signed, and any change would break the signature",
                   "ask the signer for a corrected file");
  }
  if (!opened->markup->utf8()) {
    return refused("the Word file is written in UTF-16, which is only read",
                   "open it in Word, save it again and use that");
  }
  Splice splice(*opened->markup);
  Writer writer(*opened, splice);
  const std::vector<Found>& fields = opened->form.fields;
  std::vector<std::optional<std::string>> wanted(fields.size());
  for (const PartEdit& edit : edits) {
    const auto found = std::find_if(fields.begin(), fields.end(), [&](const Found& candidate) {
      return candidate.field.address == edit.address;
    });
    if (found == fields.end()) {
      return refused("the Word file has no field `" + edit.address + "`");
    }
    std::optional<std::string>& value = wanted[static_cast<std::size_t>(found - fields.begin())];
    if (value) return refused(place(found->field) + " would be written twice");
    Result<std::string> planned = writer.plan(*found, edit.value);
    if (!planned.ok()) return planned;
    value = std::move(*planned);
  }
  if (splice.empty()) return std::string(bytes);
  const Result<std::string> document = splice.apply();
  if (!document.ok()) return refused("the values cannot be written beside each other");
  Result<std::string> written = opened->package.with(opened->parts.document, *document);
  if (!written.ok()) return written;
  const Result<Opened> again = open(*written, limits);
  if (!again.ok() || !as_wanted(opened->form, again->form, wanted)) {
    return refused("the Word file would not read as it should with these values in it",
                   "fill them in by hand");
  }
  return written;
}

}  // namespace intake::docx
