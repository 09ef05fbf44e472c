// Key sets: no crash, and no private member gets out.
#include <cstdint>
#include <cstdlib>

#include "formats/jwks/jwks.h"
#include "formats/secrets.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const intake::Limits limits;
  const auto reading = intake::jwks::read("keys.json", bytes, limits);
  if (!reading.ok()) {
    if (reading.error().what.empty()) std::abort();
    return 0;
  }
  if (reading->facts.object() == nullptr) std::abort();
  for (const auto& key : *reading->facts.object()->at(0).second.array()) {
    for (const auto& [name, value] : *key.object()) {
      if (intake::is_private_member(name)) std::abort();
    }
  }
  // Deeper than the limit by what is added here.
  intake::Limits deeper = limits;
  deeper.depth += 10;
  if (!intake::reading_from_json(intake::to_json(*reading), deeper).ok()) std::abort();
  return 0;
}
