#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "document/document.h"
#include "ruleset/fault_sink.h"

namespace intake {

/// What the value of a key may be: KindBits, or one of the stricter shapes.
struct KeySpec {
  enum class Shape : std::uint8_t { kKinds, kTrue, kTexts };
  std::string_view name;
  std::uint8_t kinds = kAnyBits;
  bool required = false;
  Shape shape = Shape::kKinds;    // kTrue: literally true; kTexts: a list of texts
  std::string_view example = {};  // shown where a required key is missing
};

/// A map of a rule file that was checked against a table of its keys. Unknown, missing and
/// ill-shaped keys are reported once, when this is made; ill-shaped ones then read as absent.
class Keys {
 public:
  /// `what` with its article: "a rule".
  Keys(FaultSink& faults, View map, std::string_view what, std::span<const KeySpec> specs);

  /// Absent where the key is missing or its value has the wrong shape.
  View operator[](std::string_view name) const;
  std::string_view text(std::string_view name) const;
  bool has(std::string_view name) const { return !(*this)[name].absent(); }
  /// Whether the key is there in whatever shape, or misspelt: it is not missing.
  bool written(std::string_view name) const;
  /// False: this is no map at all.
  bool ok() const { return map_.is_object(); }
  View map() const { return map_; }

 private:
  View map_;
  std::span<const KeySpec> specs_;
  std::vector<View> values_;           // by spec; absent as operator[] says
  std::vector<std::string> misspelt_;  // known keys that unknown ones were likely meant as
};

/// Whether the value has the shape; reports where not. `what`: "`severity`".
bool check_shape(FaultSink& faults, View value, std::string_view what, const KeySpec& spec);
/// "a text", "a list or a map".
std::string describe_kinds(std::uint8_t kinds);
/// "a text", "the number 3": what a value is, for messages.
std::string describe_value(View value);

/// Lower-case words joined by single hyphens: `client-id-malformed`.
bool is_kebab_case(std::string_view text);
/// RFC 3339 full-date that exists in the calendar.
bool is_date(std::string_view text);

}  // namespace intake
