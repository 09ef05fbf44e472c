#pragma once

#include <cstdint>
#include <string>

#include "base/result.h"

namespace intake {

/// What is wrong with a piece of rule language text. `offset` is in bytes from the start of that
/// text; whoever knows where the text stands in the rule file turns it into a line and column.
struct LangError {
  std::uint32_t offset = 0;
  std::string message;
  std::string hint;
};

template <typename T>
using Parsed = Result<T, LangError>;

}  // namespace intake
