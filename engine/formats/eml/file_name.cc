#include "formats/eml/file_name.h"

#include <algorithm>
#include <array>

#include "formats/eml/header.h"
#include "text/unicode.h"

namespace intake::eml {
namespace {

constexpr std::size_t kNameBytes = 200;
constexpr std::size_t kExtensionBytes = 20;

struct Extension {
  std::string_view media_type;
  std::string_view extension;
};
constexpr std::array kExtensions{
    Extension{"application/json", ".json"},
    Extension{"application/jwk+json", ".json"},
    Extension{"application/jwk-set+json", ".json"},
    Extension{"application/msword", ".doc"},
    Extension{"application/pdf", ".pdf"},
    Extension{"application/pkix-cert", ".cer"},
    Extension{"application/vnd.openxmlformats-officedocument.wordprocessingml.document", ".docx"},
    Extension{"application/yaml", ".yaml"},
    Extension{"application/zip", ".zip"},
    Extension{"image/gif", ".gif"},
    Extension{"image/jpeg", ".jpg"},
    Extension{"image/png", ".png"},
    Extension{"message/rfc822", ".eml"},
    Extension{"text/calendar", ".ics"},
    Extension{"text/html", ".html"},
    Extension{"text/plain", ".txt"},
    Extension{"text/yaml", ".yaml"},
};

/// Cuts between characters.
std::string_view cut(std::string_view text, std::size_t most) {
  if (text.size() <= most) return text;
  while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xC0) == 0x80) --most;
  return text.substr(0, most);
}

std::string clean(std::string_view wanted) {
  const std::size_t slash = wanted.find_last_of("/\\");
  if (slash != std::string_view::npos) wanted.remove_prefix(slash + 1);
  if (find_invalid_utf8(wanted)) return {};
  std::string out;
  for (std::size_t at = 0; at < wanted.size();) {
    const char32_t c = next_code_point(wanted, at);
    const bool control = c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029;
    if (!control && !is_invisible(c)) append_utf8(out, c);
  }
  out = trim_blanks(out);
  if (out.find_first_not_of('.') == std::string::npos) return {};
  return out;
}

struct Halves {
  std::string_view stem;
  std::string_view extension;
};
Halves split(std::string_view name) {
  const std::size_t point = name.rfind('.');
  if (point == std::string_view::npos || point == 0 || name.size() - point > kExtensionBytes) {
    return {name, {}};
  }
  return {name.substr(0, point), name.substr(point)};
}

}  // namespace

std::string FileNames::choose(std::string_view wanted, std::string_view fallback) {
  std::string name = clean(wanted);
  if (name.empty()) name = fallback;
  const Halves halves = split(name);
  const std::string stem(cut(halves.stem, kNameBytes - halves.extension.size()));
  const std::string extension(halves.extension);
  name = stem + extension;
  for (std::uint32_t again = 2; !taken_.insert(to_lower(name)).second; ++again) {
    name = stem + " (" + std::to_string(again) + ")" + extension;
  }
  return name;
}

std::string_view extension_of(std::string_view media_type) {
  const auto found =
      std::find_if(kExtensions.begin(), kExtensions.end(),
                   [&](const Extension& one) { return one.media_type == media_type; });
  return found == kExtensions.end() ? std::string_view() : found->extension;
}

}  // namespace intake::eml
