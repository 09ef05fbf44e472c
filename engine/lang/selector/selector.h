#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "document/document.h"
#include "lang/lang_error.h"

namespace intake {

/// One step of a segment (RFC 9535 section 2.3): a name, an index, a wildcard or a slice.
struct SelectorStep {
  enum class Kind : std::uint8_t { kName, kIndex, kWildcard, kSlice };
  Kind kind = Kind::kName;
  std::string name;
  std::int64_t index = 0;  // kIndex; negative counts from the end
  std::optional<std::int64_t> start, end, step;
};

struct SelectorSegment {
  bool descendant = false;
  std::vector<SelectorStep> steps;
  std::uint32_t offset = 0;  // where it stands in the selector text, for faults
};

/// What a singular selector leads to: a value, or the place where it would stand.
struct Located {
  View value;                     // absent where nothing stands there
  View nearest;                   // the value itself, or its nearest existing ancestor
  std::vector<std::string> rest;  // reference tokens below `nearest`; empty where present
  bool blocked = false;           // `nearest` is no container in which it could stand (nor null)

  /// RFC 6901.
  std::string pointer() const;
};

/// A JSONPath query (RFC 9535) without filters: from `$` (the submission) or `@` (the nearest
/// quantifier element, `for` match or rule value).
class Selector {
 public:
  static Parsed<Selector> parse(std::string_view text);

  const std::string& text() const { return text_; }
  bool relative() const { return relative_; }  // starts with @
  /// Only names and indexes: at most one value (RFC 9535 section 2.3.5.1).
  bool singular() const { return singular_; }
  const std::vector<SelectorSegment>& segments() const { return segments_; }

  /// All matches in document order as RFC 9535 gives them. False where `limits.selector_steps`
  /// was used up (out is then incomplete). Iterative.
  /// `blocked`, where given, gets the values that a step met and that are neither a container of
  /// its kind nor null: below them nothing could match. Descendant segments have none.
  bool select(View base, const Limits& limits, std::vector<View>& out,
              std::vector<View>* blocked = nullptr) const;
  /// For a singular selector.
  Located locate(View base) const;

 private:
  std::string text_;
  bool relative_ = false;
  bool singular_ = true;
  std::vector<SelectorSegment> segments_;
};

}  // namespace intake
