// PDF forms: no crash, what is read can be handed on, and a written value is read back.
#include <cstdint>
#include <cstdlib>

#include "formats/pdf/pdf.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const intake::Limits limits;
  const auto reading = intake::pdf::read("form.pdf", bytes, limits);
  if (!reading.ok()) {
    if (reading.error().what.empty()) std::abort();
    return 0;
  }
  if (!intake::reading_from_json(intake::to_json(*reading), limits).ok()) std::abort();
  for (const intake::FormField& field : reading->fields) {
    if (field.locked) continue;
    const bool box = field.kind == intake::FormField::Kind::kCheckbox;
    const std::string value = box                     ? (field.value == "true" ? "false" : "true")
                              : field.choices.empty() ? "71099812 \xC3\xA9"
                                                      : field.choices.back();
    const auto written =
        intake::pdf::write("form.pdf", bytes, {{{}, field.address, value}}, limits);
    // The bytes that were there stay; whether the value arrived, write() itself compares.
    if (written.ok() && !written->starts_with(bytes)) std::abort();
    break;
  }
  return 0;
}
