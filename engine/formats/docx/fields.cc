#include "formats/docx/fields.h"

#include <algorithm>
#include <array>

#include "formats/docx/dates.h"
#include "formats/docx/labels.h"
#include "text/unicode.h"

namespace intake::docx {
namespace {

using StepKind = OriginStep::Kind;

/// What Word asks for in an empty control, in English, French, Dutch and German. A program that
/// does not know placeholders saves it as text.
constexpr std::array<std::string_view, 20> kPrompts{
    "click or tap here to enter text",
    "click here to enter text",
    "click or tap to enter a date",
    "click here to enter a date",
    "choose an item",
    "cliquez ou appuyez ici pour entrer du texte",
    "cliquez ici pour entrer du texte",
    "cliquez ou appuyez ici pour entrer une date",
    "cliquez ici pour entrer une date",
    "choisissez un élément",
    "klik of tik om tekst in te voeren",
    "klik hier als u tekst wilt invoeren",
    "klik of tik om een datum in te voeren",
    "klik hier als u een datum wilt invoeren",
    "kies een item",
    "klicken oder tippen sie hier, um text einzugeben",
    "klicken sie hier, um text einzugeben",
    "klicken oder tippen sie, um ein datum einzugeben",
    "klicken sie hier, um ein datum einzugeben",
    "wählen sie ein element aus",
};

bool is_prompt(std::string_view text) {
  const std::string words = to_lower(collapse_blanks(text));
  std::string_view all = words;
  while (all.ends_with('.')) all.remove_suffix(1);
  return std::find(kPrompts.begin(), kPrompts.end(), all) != kPrompts.end();
}

/// Word fills an empty legacy field with five en spaces.
bool is_filler(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const char32_t c = next_code_point(text, i);
    if (c != 0x2002 && c != ' ' && c != 0xA0) return false;
  }
  return true;
}

}  // namespace

/// Without empty lines before and after.
std::string without_empty_lines(const std::string& text) {
  std::size_t begin = 0;
  for (std::size_t end; (end = text.find('\n', begin)) != std::string::npos; begin = end + 1) {
    if (!trim_ascii(std::string_view(text).substr(begin, end - begin)).empty()) break;
  }
  std::string_view rest = std::string_view(text).substr(begin);
  while (true) {
    const std::size_t end = rest.rfind('\n');
    if (end == std::string_view::npos || !trim_ascii(rest.substr(end)).empty()) break;
    rest = rest.substr(0, end);
  }
  if (trim_ascii(rest).empty()) return {};
  return std::string(rest);
}

std::string control_value(const Scope& scope, const Control& control) {
  const ControlInfo& info = control.info;
  if (info.kind == FormField::Kind::kCheckbox) return info.checked ? "true" : "false";
  if (info.legacy && info.kind == FormField::Kind::kChoice) {
    return info.selected < info.choices.size() ? info.choices[info.selected].text : std::string{};
  }
  std::string text = without_empty_lines(scope.text(control.stretch));
  if ((info.legacy && is_filler(text)) || is_prompt(text)) return {};
  if (info.kind == FormField::Kind::kDate) {
    if (auto day = shown_day(text, info.full_date)) return *day;
  }
  return text;
}

void FieldList::section(const std::string& heading) {
  section_ = heading;
  while (section_.ends_with(':') || section_.ends_with(' ')) section_.pop_back();
  label_of_next({});
}

void FieldList::label_of_next(const std::string& label) {
  pending_ = label;
  held_ = kNone;
}

void FieldList::last_may_be_label() {
  pending_ = form_.fields.back().field.label;
  held_ = form_.fields.size() - 1;
}

std::string FieldList::take_pending() {
  if (held_ != kNone && held_ + 1 == form_.fields.size()) form_.fields.pop_back();
  held_ = kNone;
  return pending_;
}

void FieldList::add_text(const ScopePtr& scope, const Stretch& stretch, const std::string& label,
                         const std::string& value, std::string before, const Surroundings& around) {
  Found found = base(around, label);
  found.field.value = value;
  found.target.kind = Target::Kind::kText;
  found.target.scope = scope;
  found.target.stretch = stretch;
  found.target.before = std::move(before);
  add(std::move(found));
}

Found FieldList::base(const Surroundings& around, const std::string& label) const {
  Found found;
  found.field.section = section_;
  found.field.label = label;
  found.field.column = around.column;
  found.field.steps = around.steps;
  return found;
}

void FieldList::add(Found found) {
  const Scope& scope = *found.target.scope;
  const ElementId element = scope.element;
  if (found.field.why_locked.empty() && element != kNoElement &&
      markup_.above(element, Tag::kAlternateContent) != kNoElement) {
    found.field.why_locked = "it stands in a text box, which the Word file holds twice";
  }
  if (found.field.why_locked.empty() && element != kNoElement && in_locked_control(element)) {
    found.field.why_locked = "its content is locked in the form";
  }
  found.field.locked = !found.field.why_locked.empty();
  form_.fields.push_back(std::move(found));
}

/// A control around it that only groups, and locks what it groups.
bool FieldList::in_locked_control(ElementId element) const {
  for (ElementId i = markup_.parent(element); i != kNoElement; i = markup_.parent(i)) {
    if (markup_.tag(i) != Tag::kSdt) continue;
    const ElementId lock = markup_.child(markup_.child(i, Tag::kSdtPr), Tag::kLock);
    const std::string value = markup_.text_attribute(lock, "val");
    if (value != "contentLocked" && value != "sdtContentLocked") continue;
    // A locked group keeps its text; the controls in it can be filled in.
    if (markup_.child(markup_.child(i, Tag::kSdtPr), Tag::kGroup) == kNoElement) return true;
  }
  return false;
}

void FieldList::add_control(const ScopePtr& scope, std::uint32_t index, const std::string& label,
                            const std::string& option, const Surroundings& around) {
  const Control& control = scope->controls[index];
  Found found = base(around, label);
  found.field.kind = control.info.kind;
  found.field.name = control.info.name;
  found.field.option = option;
  found.field.why_locked = control.info.why_locked;
  if (!control.ended) found.field.why_locked = "it goes over several paragraphs";
  for (const Choice& choice : control.info.choices) found.field.choices.push_back(choice.text);
  found.field.value = control_value(*scope, control);
  if (!control.info.name.empty() || !control.info.alias.empty()) {
    OriginStep step;
    step.kind = StepKind::kField;
    step.name = control.info.alias.empty() ? control.info.name : control.info.alias;
    found.field.steps.push_back(std::move(step));
  }
  found.target.kind = Target::Kind::kControl;
  found.target.scope = scope;
  found.target.control = index;
  found.target.stretch = control.stretch;
  add(std::move(found));
}

void FieldList::add_box(const ScopePtr& scope, std::uint32_t line, const Box& box,
                        const std::string& label, const std::string& option,
                        const Surroundings& around) {
  Found found = base(around, label);
  found.field.kind = FormField::Kind::kCheckbox;
  found.field.value = box.checked ? "true" : "false";
  found.field.option = option;
  found.target.kind = Target::Kind::kBox;
  found.target.scope = scope;
  found.target.stretch = {{line, box.begin}, {line, box.end}};
  found.target.glyph = box.opposite;
  add(std::move(found));
}

}  // namespace intake::docx
