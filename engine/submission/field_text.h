#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "document/origin.h"
#include "formats/reading/reading.h"
#include "lang/reason.h"

namespace intake {

/// Whether two origins are the same field of the same part, so that writing one writes the other.
bool same_field(const Origin& a, const Origin& b);

/// The value that is written where the one at `pointer` stands: itself, or the list that shares
/// its field with it. `origin` null: it has no place of its own.
struct FieldOwner {
  std::string pointer;
  const Origin* origin = nullptr;
};
FieldOwner owner_of(const Origins& origins, std::string_view pointer);

/// How a value is written into its field.
struct FieldText {
  std::vector<PartEdit> edits;  // several of a group of check boxes
  std::string text;             // what a person sees there
};
/// `value`: absent or null leaves the field blank. The reason where it cannot be written.
Result<FieldText, Reason> field_text(const Origin& origin, View value);

}  // namespace intake
