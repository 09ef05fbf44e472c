#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "formats/docx/controls.h"
#include "formats/docx/markup.h"
#include "formats/docx/styles.h"

namespace intake::docx {

inline constexpr std::uint32_t kNoControl = 0xffffffff;

/// A piece of a line that comes from one element. Empty (`begin == end`): a placeholder, which a
/// value that is written takes the place of.
struct Segment {
  enum class Kind : std::uint8_t { kText, kTab, kSymbol, kHyphen };
  Kind kind = Kind::kText;
  ElementId element = kNoElement;
  std::uint32_t begin = 0;  // bytes in Line::text
  std::uint32_t end = 0;
  std::uint32_t size = 0;  // of the element's own text, which a placeholder hides
  bool bold = false;
  std::uint32_t control = kNoControl;
};

struct Line {
  std::string text;
  std::vector<Segment> segments;
  ElementId paragraph = kNoElement;
  ElementId broken_by = kNoElement;  // the w:br before it; of the first of a paragraph: none
};

/// A place in the text of a scope.
struct Spot {
  std::uint32_t line = 0;
  std::uint32_t byte = 0;

  friend auto operator<=>(const Spot&, const Spot&) = default;
};
struct Stretch {
  Spot begin;
  Spot end;
};

/// A content control or legacy form field and the text in it.
struct Control {
  ElementId element = kNoElement;  // w:sdt, or the w:fldChar that begins it
  ControlInfo info;
  Stretch stretch;
  ElementId separator = kNoElement;  // legacy: the w:fldChar before its result
  bool ended = true;                 // legacy: false where it ends in another paragraph
};

/// What the text of a document tells beside its fields.
struct Marks {
  bool tracked = false;
};

/// A paragraph, or a cell with its paragraphs, as lines. Nested tables are left out.
struct Scope {
  std::vector<Line> lines;
  std::vector<Control> controls;
  std::vector<ElementId> text_boxes;  // w:txbxContent
  ElementId element = kNoElement;

  bool has_text() const;
  /// The text from one place to another, lines separated by \n.
  std::string text(const Stretch& stretch) const;
  Stretch whole() const;
  /// The first control that begins there or later; they are in order and do not overlap.
  std::uint32_t first_control(Spot spot) const;
  /// Every letter of it, outside of controls, is bold.
  bool all_bold() const;
};
using ScopePtr = std::shared_ptr<const Scope>;

/// Reads an element (w:p, w:tc). `around`: a content control that the cell stands in.
Scope read_scope(const Markup& markup, const Styles& styles, ElementId element, ElementId around,
                 Marks& marks);

/// Reads paragraphs that follow one another, from `first` to before `end`.
Scope read_paragraphs(const Markup& markup, const Styles& styles, ElementId first, ElementId end,
                      Marks& marks);

}  // namespace intake::docx
