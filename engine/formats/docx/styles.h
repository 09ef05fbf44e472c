#pragma once

#include <map>
#include <string>
#include <string_view>

#include "formats/docx/markup.h"

namespace intake::docx {

/// What a style says of what is read here; its parents' word included.
struct Style {
  bool heading = false;
  bool contents = false;  // of a line in a table of contents
  bool bold = false;
  bool hidden = false;
  bool placeholder = false;
};

class Styles {
 public:
  Styles() = default;
  explicit Styles(const Markup& markup);

  /// Of a style ID, which may be unknown: then by the ID itself.
  Style find(std::string_view id) const;

 private:
  std::map<std::string, Style, std::less<>> styles_;
};

}  // namespace intake::docx
