#include <string>

#include <intake/dossier.h>

#include "formats/reading/content.h"

namespace intake {

Result<bool> needs_reading(std::string_view name, std::string_view bytes) {
  const ContentKind kind = content_kind(name, bytes);
  if (auto refused = refusal(kind)) {
    refused->where.source = name;
    return std::move(*refused);
  }
  return !is_plain(kind);
}

}  // namespace intake
