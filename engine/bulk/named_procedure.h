#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace intake::bulk {

/// The text of the member `procedure` at the top of a JSON text that is known to be well-formed.
/// Nothing where there is none, or it is empty or no text.
std::optional<std::string> named_procedure(std::string_view json);

}  // namespace intake::bulk
