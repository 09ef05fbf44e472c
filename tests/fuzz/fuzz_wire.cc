// Any bytes as what intake-reader says, or is told: no crash, and what was understood is understood
// again when it is written.

#include <cstdint>
#include <cstdlib>
#include <string>

#include "formats/reading/reading.h"
#include "formats/reading/wire.h"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace intake;
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  if (const auto request = request_from_wire(bytes)) {
    const auto again = request_from_wire(to_wire(*request));
    require(again.ok() && again->verb == request->verb && again->name == request->name &&
            again->edits == request->edits && again->payload == request->payload &&
            again->limits.parts == request->limits.parts);
  }
  const auto answer = answer_from_wire(bytes);
  if (!answer) return 0;
  const auto again = answer_from_wire(to_wire(*answer));
  require(again.ok() && again->error.has_value() == answer->error.has_value() &&
          again->no_sandbox == answer->no_sandbox && again->payload == answer->payload);
  if (const auto reading = reading_from_json(answer->payload, {})) {
    const auto same = reading_from_json(to_json(*reading), {});
    require(same.ok() && *same == *reading);
  }
  (void)edits_from_json(answer->payload, {});
  return 0;
}
