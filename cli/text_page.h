#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace intake::cli {

/// A page of titles and `name: text` items, wrapped under themselves; control characters escaped.
class TextPage {
 public:
  TextPage(bool color, std::uint32_t width) : color_(color), width_(width) {}

  void title(std::string_view words);
  void line(std::string_view words);
  /// Lines to be copied: neither wrapped nor escaped but for control characters.
  void verbatim(std::string_view lines);
  /// Nothing where `words` is empty.
  void item(std::string_view name, std::string_view words);
  const std::string& text() const { return text_; }

 private:
  void bold(std::string_view words);

  bool color_;
  std::uint32_t width_;
  std::string text_;
};

/// The id most like `wanted`, by its part after the `/` where `wanted` has none; or "".
std::string nearest_id(std::string_view wanted, const std::vector<std::string>& ids);

}  // namespace intake::cli
