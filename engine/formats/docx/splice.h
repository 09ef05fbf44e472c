#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "formats/docx/markup.h"
#include "text/edit.h"

namespace intake::docx {

/// Collects changes of the raw bytes of an XML part. Elements are named as Markup has them; what
/// is not named stays as it is.
class Splice {
 public:
  explicit Splice(const Markup& markup) : markup_(markup) {}

  /// Replaces bytes `from` to `to` of the text of a w:t. Line ends and tabs in `text` become w:br
  /// and w:tab. Several of one element may be given, if they do not overlap.
  void replace_text(ElementId t, std::size_t from, std::size_t to, std::string text);
  void remove(ElementId element);
  /// Sets an attribute by local name; a new one gets the prefix of the element.
  void set_attribute(ElementId element, std::string_view name, std::string_view value);
  void remove_attribute(ElementId element, std::string_view name);
  void insert_first(ElementId parent, std::string_view xml);
  void insert_last(ElementId parent, std::string_view xml);
  void insert_after(ElementId element, std::string_view xml);
  /// The bytes of an element as they are.
  std::string raw(ElementId element) const;
  /// A text as w:t, w:br and w:tab, with the prefix of `like`.
  std::string text_xml(ElementId like, std::string_view text) const;

  bool empty() const { return edits_.empty() && texts_.empty(); }
  /// kRefused where two changes get in each other's way.
  Result<std::string> apply();

 private:
  struct TextEdit {
    std::size_t from;
    std::size_t to;
    std::string text;
  };

  void put(std::size_t begin, std::size_t end, std::string text);
  std::size_t end_of(ElementId element) const;

  const Markup& markup_;
  std::vector<Edit> edits_;
  std::map<ElementId, std::vector<TextEdit>> texts_;
};

/// For character data and attribute values.
std::string escape_xml(std::string_view text);

}  // namespace intake::docx
