#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "document/document.h"

namespace intake {

/// Which members and items a JSON Schema (draft 7) declares, and of which types: what selectors,
/// expressions and `declared` are checked against. Read from `properties`, `items`,
/// `additionalProperties`, `required`, `enum`, `const`, `type`, `title`, `description`,
/// `anyOf`/`oneOf`/`allOf` (merged as alternatives) and internal `$ref`s.
class PathTable {
 public:
  /// A place in the schema; 0 is the top. Places of recursive schemas repeat.
  using PlaceId = std::uint32_t;

  struct Place {
    std::uint8_t kinds = 0;  // KindBits of the allowed values; 127 where the schema does not say
    std::vector<std::pair<std::string, PlaceId>> members;  // sorted by name
    std::optional<PlaceId> items;
    bool open = false;  // other members are allowed (additionalProperties is not false)
    std::vector<std::string> choices;  // string values of enum/const; empty: any
    std::vector<std::string> required;
    std::string title;        // schema `title`
    std::string description;  // schema `description`
  };

  static Result<PathTable> from_schema(const Document& schema);

  const Place& place(PlaceId id) const { return places_[id]; }
  /// The place of a member; nullopt where the schema does not declare it (an `open` place may
  /// still hold it).
  std::optional<PlaceId> member(PlaceId object, std::string_view name) const;
  std::size_t size() const { return places_.size(); }

 private:
  std::vector<Place> places_;
};

using PathTablePtr = std::shared_ptr<const PathTable>;

}  // namespace intake
