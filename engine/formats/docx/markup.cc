#include "formats/docx/markup.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <optional>

#include "text/unicode.h"

namespace intake::docx {
namespace {

enum class Space : std::uint8_t { kNone, kWord, kWord14, kWord15, kCompatibility, kOther };

struct Uri {
  std::string_view uri;
  Space space;
};
constexpr std::array kUris{
    Uri{"http://schemas.openxmlformats.org/wordprocessingml/2006/main", Space::kWord},
    Uri{"http://purl.oclc.org/ooxml/wordprocessingml/main", Space::kWord},
    Uri{"http://schemas.microsoft.com/office/word/2010/wordml", Space::kWord14},
    Uri{"http://schemas.microsoft.com/office/word/2012/wordml", Space::kWord15},
    Uri{"http://schemas.openxmlformats.org/markup-compatibility/2006", Space::kCompatibility},
};

struct Name {
  std::string_view local;
  Space space;
  Tag tag;
};
constexpr std::array kNames{
    Name{"AlternateContent", Space::kCompatibility, Tag::kAlternateContent},
    Name{"Choice", Space::kCompatibility, Tag::kChoice},
    Name{"Fallback", Space::kCompatibility, Tag::kFallback},
    Name{"alias", Space::kWord, Tag::kAlias},
    Name{"b", Space::kWord, Tag::kB},
    Name{"basedOn", Space::kWord, Tag::kBasedOn},
    Name{"bdo", Space::kWord, Tag::kSmartTag},
    Name{"body", Space::kWord, Tag::kBody},
    Name{"br", Space::kWord, Tag::kBr},
    Name{"cellDel", Space::kWord, Tag::kCellDel},
    Name{"cellIns", Space::kWord, Tag::kCellIns},
    Name{"checkBox", Space::kWord, Tag::kCheckBox},
    Name{"checkbox", Space::kWord14, Tag::kCheckbox},
    Name{"checked", Space::kWord, Tag::kChecked},
    Name{"checked", Space::kWord14, Tag::kChecked},
    Name{"checkedState", Space::kWord14, Tag::kCheckedState},
    Name{"comboBox", Space::kWord, Tag::kComboBox},
    Name{"cr", Space::kWord, Tag::kCr},
    Name{"customXml", Space::kWord, Tag::kCustomXml},
    Name{"dataBinding", Space::kWord, Tag::kDataBinding},
    Name{"dataBinding", Space::kWord15, Tag::kDataBinding},
    Name{"date", Space::kWord, Tag::kDate},
    Name{"dateFormat", Space::kWord, Tag::kDateFormat},
    Name{"ddList", Space::kWord, Tag::kDdList},
    Name{"default", Space::kWord, Tag::kDefault},
    Name{"del", Space::kWord, Tag::kDel},
    Name{"dir", Space::kWord, Tag::kSmartTag},
    Name{"docPartList", Space::kWord, Tag::kDocPartList},
    Name{"docPartObj", Space::kWord, Tag::kDocPartObj},
    Name{"drawing", Space::kWord, Tag::kDrawing},
    Name{"dropDownList", Space::kWord, Tag::kDropDownList},
    Name{"ffData", Space::kWord, Tag::kFfData},
    Name{"fldChar", Space::kWord, Tag::kFldChar},
    Name{"fldSimple", Space::kWord, Tag::kFldSimple},
    Name{"gridSpan", Space::kWord, Tag::kGridSpan},
    Name{"group", Space::kWord, Tag::kGroup},
    Name{"hyperlink", Space::kWord, Tag::kHyperlink},
    Name{"ins", Space::kWord, Tag::kIns},
    Name{"listEntry", Space::kWord, Tag::kListEntry},
    Name{"listItem", Space::kWord, Tag::kListItem},
    Name{"lock", Space::kWord, Tag::kLock},
    Name{"moveFrom", Space::kWord, Tag::kMoveFrom},
    Name{"moveTo", Space::kWord, Tag::kMoveTo},
    Name{"name", Space::kWord, Tag::kName},
    Name{"noBreakHyphen", Space::kWord, Tag::kNoBreakHyphen},
    Name{"object", Space::kWord, Tag::kDrawing},
    Name{"outlineLvl", Space::kWord, Tag::kOutlineLvl},
    Name{"p", Space::kWord, Tag::kP},
    Name{"pPr", Space::kWord, Tag::kPPr},
    Name{"pStyle", Space::kWord, Tag::kPStyle},
    Name{"pict", Space::kWord, Tag::kDrawing},
    Name{"picture", Space::kWord, Tag::kPicture},
    Name{"ptab", Space::kWord, Tag::kTab},
    Name{"r", Space::kWord, Tag::kR},
    Name{"rPr", Space::kWord, Tag::kRPr},
    Name{"rStyle", Space::kWord, Tag::kRStyle},
    Name{"repeatingSection", Space::kWord15, Tag::kRepeatingSection},
    Name{"repeatingSectionItem", Space::kWord15, Tag::kRepeatingSection},
    Name{"result", Space::kWord, Tag::kResult},
    Name{"sdt", Space::kWord, Tag::kSdt},
    Name{"sdtContent", Space::kWord, Tag::kSdtContent},
    Name{"sdtPr", Space::kWord, Tag::kSdtPr},
    Name{"shd", Space::kWord, Tag::kShd},
    Name{"showingPlcHdr", Space::kWord, Tag::kShowingPlcHdr},
    Name{"smartTag", Space::kWord, Tag::kSmartTag},
    Name{"style", Space::kWord, Tag::kStyle},
    Name{"sym", Space::kWord, Tag::kSym},
    Name{"t", Space::kWord, Tag::kT},
    Name{"tab", Space::kWord, Tag::kTab},
    Name{"tag", Space::kWord, Tag::kTag},
    Name{"tbl", Space::kWord, Tag::kTbl},
    Name{"tblHeader", Space::kWord, Tag::kTblHeader},
    Name{"tc", Space::kWord, Tag::kTc},
    Name{"tcPr", Space::kWord, Tag::kTcPr},
    Name{"tr", Space::kWord, Tag::kTr},
    Name{"trPr", Space::kWord, Tag::kTrPr},
    Name{"txbxContent", Space::kWord, Tag::kTxbxContent},
    Name{"uncheckedState", Space::kWord14, Tag::kUncheckedState},
    Name{"vMerge", Space::kWord, Tag::kVMerge},
    Name{"vanish", Space::kWord, Tag::kVanish},
};
constexpr bool before(const Name& a, const Name& b) {
  return a.local != b.local ? a.local < b.local : a.space < b.space;
}
static_assert(std::is_sorted(kNames.begin(), kNames.end(), before));

Tag tag_of(std::string_view local, Space space) {
  if (space == Space::kNone || space == Space::kOther) return Tag::kOther;
  const Name key{local, space, Tag::kOther};
  const auto found = std::lower_bound(kNames.begin(), kNames.end(), key, before);
  if (found == kNames.end() || before(key, *found)) return Tag::kOther;
  return found->tag;
}

Space space_of(std::string_view uri) {
  for (const Uri& known : kUris) {
    if (known.uri == uri) return known.space;
  }
  return Space::kOther;
}

struct Binding {
  std::string_view prefix;
  Space space;
  std::uint32_t depth;
};

Error fault(ErrorCode code, std::string_view part, std::string_view what) {
  Error error;
  error.code = code;
  error.what = "the part " + std::string(part) + " of the Word file " + std::string(what);
  if (code != ErrorCode::kLimit) {
    error.hint = "open it in Word or LibreOffice, save it again as .docx and send that";
  }
  return error;
}

std::string_view prefix_of(std::string_view name) {
  const std::size_t colon = name.find(':');
  return colon == std::string_view::npos ? std::string_view{} : name.substr(0, colon);
}

constexpr std::size_t kMaxBindings = 5'000;

/// Character references can name what is no character: each such byte becomes U+FFFD.
bool clean(std::string& text) {
  const auto control = [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r') || byte == 0x7f;
  };
  if (std::none_of(text.begin(), text.end(), control) && !find_invalid_utf8(text)) return true;
  std::string out;
  std::string_view rest = text;
  while (!rest.empty()) {
    const std::size_t valid = find_invalid_utf8(rest).value_or(rest.size());
    for (const char c : rest.substr(0, valid)) {
      if (control(c)) {
        out += "\xEF\xBF\xBD";
      } else {
        out += c;
      }
    }
    rest.remove_prefix(valid);
    if (rest.empty()) break;
    out += "\xEF\xBF\xBD";
    rest.remove_prefix(1);
  }
  text = std::move(out);
  return false;
}

/// Walks a parsed tree without recursion and resolves names.
struct Flattener {
  const Limits& limits;
  std::vector<Element>& out;
  std::vector<Binding> bindings;

  Space resolve(std::string_view prefix) const {
    for (std::size_t i = bindings.size(); i-- > 0;) {
      if (bindings[i].prefix == prefix) return bindings[i].space;
    }
    return Space::kNone;
  }

  /// False where a limit is passed.
  bool run(const pugi::xml_node& root) {
    pugi::xml_node node = root.first_child();
    std::uint32_t depth = 1;
    ElementId parent = kNoElement;
    while (node) {
      if (node.type() == pugi::node_element) {
        if (out.size() >= limits.nodes || depth > limits.xml_depth) return false;
        for (const pugi::xml_attribute& attribute : node.attributes()) {
          const std::string_view name = attribute.name();
          if (!name.starts_with("xmlns")) continue;
          if (name.size() > 5 && name[5] != ':') continue;
          if (bindings.size() >= kMaxBindings) return false;
          bindings.push_back({name.size() > 5 ? name.substr(6) : name.substr(5),
                              space_of(attribute.value()), depth});
        }
        const std::string_view name = node.name();
        Element element;
        element.node = node;
        element.parent = parent;
        element.tag = tag_of(local_name(name), resolve(prefix_of(name)));
        out.push_back(element);
        if (node.first_child()) {
          parent = static_cast<ElementId>(out.size() - 1);
          node = node.first_child();
          ++depth;
          continue;
        }
        out.back().end = static_cast<ElementId>(out.size());
        leave(depth);
      }
      while (!node.next_sibling()) {
        if (parent == kNoElement) return true;
        node = out[parent].node;
        out[parent].end = static_cast<ElementId>(out.size());
        parent = out[parent].parent;
        --depth;
        leave(depth);
      }
      node = node.next_sibling();
    }
    return true;
  }

  void leave(std::uint32_t depth) {
    while (!bindings.empty() && bindings.back().depth >= depth) bindings.pop_back();
  }
};

}  // namespace

std::string_view local_name(std::string_view name) {
  const std::size_t colon = name.find(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

Result<Markup> Markup::parse(std::string bytes, std::string_view part, const Limits& limits) {
  // Every element has one `<` or two: a bound on what the parser will allocate.
  const auto opened = static_cast<std::uint64_t>(std::count(bytes.begin(), bytes.end(), '<'));
  if (opened > 2ull * limits.nodes) return fault(ErrorCode::kLimit, part, "has too many elements");
  Markup markup;
  markup.bytes_ = std::move(bytes);
  markup.document_ = std::make_unique<pugi::xml_document>();
  const pugi::xml_parse_result result = markup.document_->load_buffer(
      markup.bytes_.data(), markup.bytes_.size(),
      pugi::parse_default | pugi::parse_ws_pcdata | pugi::parse_doctype, pugi::encoding_auto);
  if (result.status == pugi::status_out_of_memory) {
    return fault(ErrorCode::kLimit, part, "needs more memory than there is");
  }
  if (!result) {
    return fault(ErrorCode::kSyntax, part,
                 "is not well-formed XML: " + to_lower(result.description()));
  }
  for (pugi::xml_node node = markup.document_->first_child(); node; node = node.next_sibling()) {
    if (node.type() == pugi::node_doctype) {
      return fault(ErrorCode::kSyntax, part, "has a DOCTYPE, which no Word file has");
    }
  }
  markup.utf8_ = result.encoding == pugi::encoding_utf8;
  if (markup.utf8_ && find_invalid_utf8(markup.bytes_)) {
    return fault(ErrorCode::kEncoding, part, "is not UTF-8");
  }
  Flattener flattener{limits, markup.elements_, {}};
  if (!flattener.run(*markup.document_)) {
    return fault(ErrorCode::kLimit, part,
                 "nests more than " + std::to_string(limits.xml_depth) +
                     " elements in each other, or has too many");
  }
  return markup;
}

ElementId Markup::child(ElementId id, Tag tag) const {
  if (id == kNoElement) return kNoElement;
  for (ElementId i = id + 1; i < elements_[id].end; i = elements_[i].end) {
    if (elements_[i].tag == tag) return i;
  }
  return kNoElement;
}

ElementId Markup::branch(ElementId alternate_content) const {
  ElementId found = child(alternate_content, Tag::kChoice);
  if (found == kNoElement) found = child(alternate_content, Tag::kFallback);
  return found == kNoElement ? end(alternate_content) : found + 1;
}

ElementId Markup::above(ElementId id, Tag tag) const {
  for (ElementId i = elements_[id].parent; i != kNoElement; i = elements_[i].parent) {
    if (elements_[i].tag == tag) return i;
  }
  return kNoElement;
}

bool Markup::inside(ElementId id, Tag tag, ElementId limit) const {
  for (ElementId i = elements_[id].parent; i != kNoElement && i != limit; i = elements_[i].parent) {
    if (elements_[i].tag == tag) return true;
  }
  return false;
}

const char* Markup::attribute(ElementId id, std::string_view name) const {
  if (id == kNoElement) return nullptr;
  for (const pugi::xml_attribute& attribute : elements_[id].node.attributes()) {
    if (local_name(attribute.name()) == name) return attribute.value();
  }
  return nullptr;
}

std::string Markup::text_attribute(ElementId id, std::string_view name) const {
  const char* value = attribute(id, name);
  std::string out = value == nullptr ? std::string{} : std::string(value);
  if (!clean(out)) lost_ = true;
  return out;
}

bool Markup::on(ElementId id) const {
  const char* value = attribute(id, "val");
  if (value == nullptr) return true;
  const std::string_view text = value;
  return text != "0" && text != "false" && text != "off";
}

bool Markup::has_on(ElementId id, Tag tag) const {
  const ElementId found = child(id, tag);
  return found != kNoElement && on(found);
}

std::string Markup::text(ElementId id) const {
  std::string out;
  for (pugi::xml_node node = elements_[id].node.first_child(); node; node = node.next_sibling()) {
    if (node.type() == pugi::node_pcdata || node.type() == pugi::node_cdata) out += node.value();
  }
  if (!clean(out)) lost_ = true;
  return out;
}

std::size_t Markup::offset(ElementId id) const {
  const std::ptrdiff_t name = elements_[id].node.offset_debug();
  return name <= 0 ? std::string::npos : static_cast<std::size_t>(name) - 1;
}

std::string_view Markup::prefix(ElementId id) const {
  const std::string_view name = elements_[id].node.name();
  return name.substr(0, name.size() - local_name(name).size());
}

}  // namespace intake::docx
