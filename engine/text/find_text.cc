#include "text/find_text.h"

#include <cstring>

namespace intake {

bool holds_text(std::string_view text, std::string_view part) {
  constexpr std::size_t kShort = 32;
  if (part.size() <= kShort) return text.find(part) != std::string_view::npos;
  // The two-way algorithm, in the C libraries that there are.
  return memmem(text.data(), text.size(), part.data(), part.size()) != nullptr;
}

}  // namespace intake
