#pragma once

#include <optional>
#include <string>
#include <vector>

#include "document/datum.h"
#include "synth/shape.h"

namespace intake::synth {

/// One value written into a submission, or taken out of it. Made one after the other.
struct Put {
  std::string pointer;         // RFC 6901; `-` or the size: behind the last element
  std::optional<Datum> value;  // nullopt: taken out
};

/// Writes with all lists and maps on the way. False where a value that is no container stands in
/// the way, an element would leave a gap, or there is nothing to take out.
bool put(Datum& submission, const Put& step, const Shape& shape);
/// All of them; false where one cannot be made (`submission` is then half changed).
bool put_all(Datum& submission, const std::vector<Put>& steps, const Shape& shape);

}  // namespace intake::synth
