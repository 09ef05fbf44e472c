#include "formats/docx/controls.h"

#include <algorithm>
#include <charconv>

namespace intake::docx {
namespace {

bool groups(Tag tag) {
  return tag == Tag::kDocPartObj || tag == Tag::kDocPartList || tag == Tag::kGroup ||
         tag == Tag::kRepeatingSection || tag == Tag::kPicture;
}

std::vector<Choice> listed(const Markup& markup, ElementId list) {
  std::vector<Choice> out;
  for (ElementId i = list + 1; i < markup.end(list); i = markup.end(i)) {
    if (markup.tag(i) != Tag::kListItem) continue;
    Choice choice;
    choice.value = markup.text_attribute(i, "value");
    choice.text = markup.text_attribute(i, "displayText");
    if (choice.text.empty()) choice.text = choice.value;
    // Word's first item asks to choose: it stands for nothing.
    if (choice.value.empty()) continue;
    out.push_back(std::move(choice));
  }
  return out;
}

std::size_t number(const std::string& text) {
  std::size_t out = 0;
  std::from_chars(text.data(), text.data() + text.size(), out);
  return out;
}

}  // namespace

bool holds_value(const Markup& markup, ElementId sdt) {
  const ElementId properties = markup.child(sdt, Tag::kSdtPr);
  if (properties != kNoElement) {
    for (ElementId i = properties + 1; i < markup.end(properties); i = markup.end(i)) {
      if (groups(markup.tag(i))) return false;
    }
  }
  const ElementId content = markup.child(sdt, Tag::kSdtContent);
  if (content == kNoElement) return false;
  std::size_t cells = 0;
  for (ElementId i = content + 1; i < markup.end(content); ++i) {
    const Tag tag = markup.tag(i);
    if (tag == Tag::kSdt || tag == Tag::kTbl || tag == Tag::kTr || tag == Tag::kFfData)
      return false;
    if (tag == Tag::kTc && ++cells > 1) return false;
  }
  return true;
}

ControlInfo content_control(const Markup& markup, ElementId sdt) {
  ControlInfo info;
  const ElementId properties = markup.child(sdt, Tag::kSdtPr);
  if (properties == kNoElement) return info;
  for (ElementId i = properties + 1; i < markup.end(properties); i = markup.end(i)) {
    switch (markup.tag(i)) {
      case Tag::kTag:
        info.name = markup.text_attribute(i, "val");
        break;
      case Tag::kAlias:
        info.alias = markup.text_attribute(i, "val");
        break;
      case Tag::kShowingPlcHdr:
        info.placeholder = markup.on(i);
        break;
      case Tag::kLock: {
        const std::string lock = markup.text_attribute(i, "val");
        if (lock == "contentLocked" || lock == "sdtContentLocked") {
          info.why_locked = "its content is locked in the form";
        }
        break;
      }
      case Tag::kDataBinding:
        info.why_locked = "it is bound to data elsewhere in the Word file";
        break;
      case Tag::kDropDownList:
      case Tag::kComboBox:
        info.kind = FormField::Kind::kChoice;
        info.free_text = markup.tag(i) == Tag::kComboBox;
        info.choices = listed(markup, i);
        break;
      case Tag::kDate:
        info.kind = FormField::Kind::kDate;
        info.full_date = markup.text_attribute(i, "fullDate");
        info.date_format = markup.text_attribute(markup.child(i, Tag::kDateFormat), "val");
        break;
      case Tag::kCheckbox:
        info.kind = FormField::Kind::kCheckbox;
        info.checked = markup.has_on(i, Tag::kChecked);
        break;
      default:
        break;
    }
  }
  if (info.name.empty()) info.name = info.alias;
  return info;
}

ControlInfo legacy_control(const Markup& markup, ElementId fld_char) {
  ControlInfo info;
  info.legacy = true;
  const ElementId data = markup.child(fld_char, Tag::kFfData);
  info.name = markup.text_attribute(markup.child(data, Tag::kName), "val");
  const ElementId box = markup.child(data, Tag::kCheckBox);
  if (box != kNoElement) {
    info.kind = FormField::Kind::kCheckbox;
    const ElementId checked = markup.child(box, Tag::kChecked);
    info.checked = checked != kNoElement ? markup.on(checked) : markup.has_on(box, Tag::kDefault);
  }
  const ElementId list = markup.child(data, Tag::kDdList);
  if (list != kNoElement) {
    info.kind = FormField::Kind::kChoice;
    info.free_text = false;
    for (ElementId i = list + 1; i < markup.end(list); i = markup.end(i)) {
      if (markup.tag(i) != Tag::kListEntry) continue;
      const std::string text = markup.text_attribute(i, "val");
      info.choices.push_back({text, text});
    }
    const ElementId chosen = markup.child(list, Tag::kResult);
    const ElementId preset = chosen == kNoElement ? markup.child(list, Tag::kDefault) : chosen;
    info.selected = number(markup.text_attribute(preset, "val"));
  }
  return info;
}

}  // namespace intake::docx
