// Texts with private keys: what is read again after hiding holds none, and nothing else changes.
#include <cstdint>
#include <cstdlib>
#include <memory>

#include "formats/secrets.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace intake;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  for (const char* name : {"a.yaml", "a.json"}) {
    const Limits limits;
    const auto source = std::make_shared<const Source>(name, std::string(text));
    std::vector<HiddenSecret> hidden;
    const auto document = read_hiding(recognise_format(name, text), source, limits, hidden);
    if (!document.ok()) {
      if (document.error().what.empty()) std::abort();
      if (hide_secrets(name, text, limits).size() != size) std::abort();
      continue;
    }
    const std::string_view after = document->source()->bytes();
    if (after.size() != size || (hidden.empty() && after != text)) std::abort();
    // Once hidden, always hidden.
    if (hide_secrets(name, after, limits) != after) std::abort();
    for (const HiddenSecret& secret : hidden) {
      if (secret.span.begin > size || secret.span.end > size) std::abort();
    }
  }
  return 0;
}
