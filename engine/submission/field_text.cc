#include "submission/field_text.h"

#include <algorithm>
#include <utility>

#include "document/document.h"
#include "document/pointer.h"

namespace intake {
namespace {

Reason not_written() { return {ReasonCode::kFixNotWritten, {}, {}}; }

/// A single value as the form shows it.
Result<std::string, Reason> shown(const Origin& origin, View value) {
  if (value.is_array() || value.is_object()) return not_written();
  const std::string text = to_display(value);
  if (origin.wordings.empty()) {
    if (value.is_bool()) return not_written();
    return text;
  }
  for (const Origin::Wording& wording : origin.wordings) {
    if (wording.value == text) return wording.text;
  }
  return Reason{ReasonCode::kFixNoChoice, {text}, {}};
}

/// RFC 5322, 3.4: a name with one of these is put in quotes.
std::string display_name(std::string_view name) {
  if (name.find_first_of("()<>[]:;@\\,.\"") == std::string_view::npos) return std::string(name);
  std::string quoted = "\"";
  for (const char c : name) {
    if (c == '"' || c == '\\') quoted += '\\';
    quoted += c;
  }
  return quoted + '"';
}

Result<std::string, Reason> address(View value) {
  if (value.is_string()) return std::string(value.text());
  const View address = value.member("address"), name = value.member("name");
  if (!address.is_string()) return not_written();
  if (!name.is_string() || name.text().empty()) return std::string(address.text());
  return display_name(name.text()) + " <" + std::string(address.text()) + ">";
}

template <typename Each>
Result<std::string, Reason> joined(View value, std::string_view separator, Each each) {
  if (!value.is_array()) return each(value);
  std::string text;
  for (std::uint32_t i = 0; i < value.size(); ++i) {
    auto piece = each(value.at(i));
    if (!piece) return piece;
    if (i > 0) text += separator;
    text += *piece;
  }
  return text;
}

bool holds(View value, std::string_view text) {
  if (!value.is_array()) return to_display(value) == text;
  for (std::uint32_t i = 0; i < value.size(); ++i) {
    if (to_display(value.at(i)) == text) return true;
  }
  return false;
}

Result<FieldText, Reason> boxes(const Origin& origin, View value) {
  FieldText out;
  const std::uint32_t wanted = value.absent() || value.is_null() ? 0
                               : value.is_array()                ? value.size()
                                                                 : 1;
  std::uint32_t ticked = 0;
  for (const Origin::Wording& box : origin.wordings) {
    const bool tick = wanted > 0 && holds(value, box.value);
    if (tick) ++ticked;
    if (tick) out.text += (out.text.empty() ? "" : ", ") + box.text;
    if (box.address.empty()) return not_written();
    out.edits.push_back({origin.part, box.address, tick ? "true" : "false"});
  }
  if (ticked < wanted) return Reason{ReasonCode::kFixNoChoice, {to_display(value)}, {}};
  return out;
}

const std::string& first_address(const Origin& origin) {
  const bool boxes = origin.writing == Origin::Writing::kBoxes && !origin.wordings.empty();
  return boxes ? origin.wordings.front().address : origin.address;
}

/// A list in a field of its own, whose elements have a place but cannot be written one by one.
bool writes_elements(const Origin& list, std::string_view pointer, const FieldOwner& element) {
  const std::string_view below = std::string_view(element.pointer).substr(pointer.size());
  return !below.empty() && parse_index(below.substr(1)) && !first_address(list).empty() &&
         first_address(*element.origin).empty() && list.file == element.origin->file &&
         list.part == element.origin->part;
}

}  // namespace

bool same_field(const Origin& a, const Origin& b) {
  return a.text_source == nullptr && b.text_source == nullptr && !first_address(a).empty() &&
         a.file == b.file && a.part == b.part && first_address(a) == first_address(b);
}

FieldOwner owner_of(const Origins& origins, std::string_view pointer) {
  FieldOwner owner;
  owner.origin = origins.nearest(pointer, &owner.pointer);
  if (owner.origin == nullptr || owner.origin->text_source != nullptr) return owner;
  for (std::string_view above = owner.pointer; !above.empty();) {
    above = above.substr(0, above.rfind('/'));
    const Origin* other = origins.find(above);
    if (other == nullptr) continue;
    if (same_field(*other, *owner.origin) || writes_elements(*other, above, owner)) {
      return {std::string(above), other};
    }
  }
  return owner;
}

Result<FieldText, Reason> field_text(const Origin& origin, View value) {
  if (!origin.fixed.empty()) return Reason{ReasonCode::kFixRefused, {origin.fixed}, {}};
  if (origin.how == Origin::How::kDerived || origin.how == Origin::How::kImplied) {
    return not_written();
  }
  if (first_address(origin).empty()) return not_written();
  if (origin.writing == Origin::Writing::kBoxes) return boxes(origin, value);
  const bool blank = value.absent() || value.is_null();
  Result<std::string, Reason> text(std::string{});
  switch (origin.writing) {
    case Origin::Writing::kCheckbox:
      if (!blank && !value.is_bool()) return not_written();
      text = std::string(!blank && value.boolean() ? "true" : "false");
      break;
    case Origin::Writing::kAddresses:
      if (!blank) text = joined(value, "\n", address);
      break;
    default:
      if (!blank) {
        std::string_view between = "\n";
        if (!origin.separator.empty()) between = origin.separator;
        text = joined(value, between, [&](View one) { return shown(origin, one); });
      }
  }
  if (!text) return std::move(text).error();
  return FieldText{{{origin.part, origin.address, *text}}, *text};
}

}  // namespace intake
