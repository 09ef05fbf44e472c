#pragma once

#include <string_view>

namespace intake {

/// Whether `part` stands in `text`; the empty text stands in every one. Takes time in proportion to
/// both together, whatever they hold: std::string_view::find() may take their product.
bool holds_text(std::string_view text, std::string_view part);

}  // namespace intake
