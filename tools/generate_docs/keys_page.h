#pragma once

#include <span>
#include <string>
#include <string_view>

#include "document/datum.h"

namespace intake::tools {

/// A kind of file that rule authors write, and its JSON Schema.
struct AuthoredFile {
  std::string_view name;   // in headings: `cases`
  std::string_view title;  // `Cases: cases/<rule-id>.yaml`
  Datum schema;
};

/// docs/reference/keys.md: every key of every kind of file, from titles, types and descriptions.
std::string keys_page(std::span<const AuthoredFile> files);

}  // namespace intake::tools
