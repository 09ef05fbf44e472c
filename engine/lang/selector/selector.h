#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "document/document.h"
#include "lang/lang_error.h"

namespace intake {

struct FilterNode;

/// One step of a segment (RFC 9535 section 2.3): a name, an index, a wildcard, a slice or a filter.
struct SelectorStep {
  enum class Kind : std::uint8_t { kName, kIndex, kWildcard, kSlice, kFilter };
  Kind kind = Kind::kName;
  std::string name;
  std::int64_t index = 0;  // kIndex; negative counts from the end
  std::optional<std::int64_t> start, end, step;
  std::shared_ptr<const FilterNode> filter;  // kFilter; see filter.h
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

/// A JSONPath query (RFC 9535): from `$` (the submission) or `@` (the nearest quantifier element,
/// `for` match or rule value). In a filter `@` is the value that the filter looks at.
class Selector {
 public:
  /// Stricter than RFC 9535 in one thing: the pattern of match() and search(), where it is written
  /// in the selector itself, must be an I-Regexp within limits.pattern_bytes and pattern_memory.
  static Parsed<Selector> parse(std::string_view text, const Limits& limits = Limits{});

  const std::string& text() const { return text_; }
  bool relative() const { return relative_; }  // starts with @
  /// Only names and indexes: at most one value (RFC 9535 section 2.3.5.1).
  bool singular() const { return singular_; }
  /// Whether a filter in it looks at the whole submission (`$`).
  bool filters_by_root() const { return filters_by_root_; }
  const std::vector<SelectorSegment>& segments() const { return segments_; }

  /// All matches in document order as RFC 9535 gives them. False where `limits.selector_steps`
  /// was used up, or a pattern that a filter takes from the document is over its limits (out is
  /// then incomplete). Iterative but for filters within filters.
  /// `root`: what `$` is in filters; the same as `base` for a selector that is not relative.
  /// `blocked`, where given, gets the values that a step met and that are neither a container of
  /// its kind nor null: below them nothing could match. Descendant segments and the queries in
  /// filters have none. `spent`, where given, grows by the steps used.
  bool select(View base, View root, const Limits& limits, std::vector<View>& out,
              std::vector<View>* blocked = nullptr, std::uint64_t* spent = nullptr) const;
  /// From the top of what `base` belongs to.
  bool select(View base, const Limits& limits, std::vector<View>& out,
              std::vector<View>* blocked = nullptr) const;
  /// For a singular selector.
  Located locate(View base) const;

 private:
  std::string text_;
  bool relative_ = false;
  bool singular_ = true;
  bool filters_by_root_ = false;
  std::vector<SelectorSegment> segments_;
};

/// Whether the segments are names and indexes only (RFC 9535 section 2.3.5.1).
bool leads_to_one(const std::vector<SelectorSegment>& segments);

/// The normalized path (RFC 9535 section 2.7) of a value of a document: `$['form']['scopes'][0]`.
std::string normalized_path(View value);

}  // namespace intake
