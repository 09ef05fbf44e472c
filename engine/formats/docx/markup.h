#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <pugixml.hpp>

#include "base/result.h"

namespace intake::docx {

/// The elements that mean something here; whatever their prefix, transitional or strict.
enum class Tag : std::uint8_t {
  kOther,  // its content is skipped
  kAlias,
  kAlternateContent,
  kB,
  kBasedOn,
  kBody,
  kBr,
  kCellDel,
  kCellIns,
  kCheckBox,  // legacy
  kCheckbox,  // of a content control
  kChecked,
  kCheckedState,
  kChoice,
  kComboBox,
  kCr,
  kCustomXml,
  kDataBinding,
  kDate,
  kDateFormat,
  kDdList,
  kDefault,
  kDel,
  kDocPartList,
  kDocPartObj,
  kDrawing,
  kDropDownList,
  kFallback,
  kFfData,
  kFldChar,
  kFldSimple,
  kGridSpan,
  kGroup,
  kHyperlink,
  kIns,
  kListEntry,
  kListItem,
  kLock,
  kMoveFrom,
  kMoveTo,
  kName,
  kNoBreakHyphen,
  kOutlineLvl,
  kP,
  kPicture,
  kPPr,
  kPStyle,
  kR,
  kRepeatingSection,
  kResult,
  kRPr,
  kRStyle,
  kSdt,
  kSdtContent,
  kSdtPr,
  kShd,
  kShowingPlcHdr,
  kSmartTag,
  kStyle,
  kSym,
  kT,
  kTab,
  kTag,
  kTbl,
  kTblHeader,
  kTc,
  kTcPr,
  kTr,
  kTrPr,
  kTxbxContent,
  kUncheckedState,
  kVanish,
  kVMerge,
};

using ElementId = std::uint32_t;
inline constexpr ElementId kNoElement = 0xffffffff;

/// One element. Those below it follow it in the list, up to `end`: walking is counting.
struct Element {
  pugi::xml_node node;
  Tag tag = Tag::kOther;
  ElementId parent = kNoElement;
  ElementId end = 0;
};

/// A parsed XML part, all elements in document order.
class Markup {
 public:
  /// kSyntax (not well-formed, DOCTYPE), kEncoding, kLimit (xml_depth, nodes).
  static Result<Markup> parse(std::string bytes, std::string_view part, const Limits& limits);

  const Element& operator[](ElementId id) const { return elements_[id]; }
  ElementId size() const { return static_cast<ElementId>(elements_.size()); }
  Tag tag(ElementId id) const { return elements_[id].tag; }
  ElementId end(ElementId id) const { return elements_[id].end; }
  ElementId parent(ElementId id) const { return elements_[id].parent; }

  /// The first child of that tag, or kNoElement.
  ElementId child(ElementId id, Tag tag) const;
  /// Into the one branch of a mc:AlternateContent that is read; its siblings are not to be entered.
  ElementId branch(ElementId alternate_content) const;
  /// The nearest element above of that tag, or kNoElement.
  ElementId above(ElementId id, Tag tag) const;
  /// Whether there is an element of that tag above, below `limit`.
  bool inside(ElementId id, Tag tag, ElementId limit) const;
  /// The value of an attribute by local name, whatever its prefix; null where there is none.
  const char* attribute(ElementId id, std::string_view name) const;
  std::string text_attribute(ElementId id, std::string_view name) const;
  /// Of a switch such as w:b: on where it stands there without a value that says off.
  bool on(ElementId id) const;
  /// A switch among the children.
  bool has_on(ElementId id, Tag tag) const;
  /// All text right in it (character data).
  std::string text(ElementId id) const;

  /// The bytes as they were parsed; only where they are UTF-8 are element offsets into them.
  const std::string& bytes() const { return bytes_; }
  bool utf8() const { return utf8_; }
  /// Whether a text that was asked for held what is no character; U+FFFD stands for it.
  bool lost() const { return lost_; }
  /// Where the element's `<` stands.
  std::size_t offset(ElementId id) const;
  /// The prefix of its name with the colon ("w:"), as written.
  std::string_view prefix(ElementId id) const;

 private:
  std::string bytes_;
  bool utf8_ = true;
  mutable bool lost_ = false;
  std::unique_ptr<pugi::xml_document> document_;
  std::vector<Element> elements_;
};

std::string_view local_name(std::string_view name);

}  // namespace intake::docx
