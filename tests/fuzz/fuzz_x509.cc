// Certificates, PEM, PKCS#7: no crash, what is read can be handed on, and names can be parsed.
#include <cstdint>
#include <cstdlib>

#include "formats/reading/content.h"
#include "formats/x509/x509.h"
#include "text/distinguished_name.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const intake::Limits limits;
  const auto reading = intake::x509::read("client.cer", bytes, limits);
  if (!reading.ok()) {
    if (reading.error().what.empty()) std::abort();
    return 0;
  }
  if (intake::is_secret(intake::content_kind("client.cer", bytes))) std::abort();
  if (!intake::reading_from_json(intake::to_json(*reading), limits).ok()) std::abort();
  for (const auto& certificate : *reading->facts.object()->at(0).second.array()) {
    const auto& subject = *certificate.object()->at(0).second.object();
    if (!intake::DistinguishedName::parse(*subject.at(0).second.text()).ok()) std::abort();
  }
  return 0;
}
