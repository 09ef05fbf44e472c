#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "lang/lang_error.h"

namespace intake {

/// Text with names in braces: `{name}` or `{name.member}`, nothing else; `{{` and `}}` are braces.
class Template {
 public:
  struct Piece {
    std::string literal;            // text, or
    std::vector<std::string> name;  // a dotted name, split; empty for literal text
    std::uint32_t offset = 0;
  };

  static Parsed<Template> parse(std::string_view text);

  const std::string& text() const { return text_; }
  const std::vector<Piece>& pieces() const { return pieces_; }
  /// `lookup` gives the text of a name. The result is cut at `limit` bytes (on a code point) with
  /// an ellipsis.
  std::string render(const std::function<std::string(const std::vector<std::string>&)>& lookup,
                     std::size_t limit) const;

 private:
  std::string text_;
  std::vector<Piece> pieces_;
};

}  // namespace intake
