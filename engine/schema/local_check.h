#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "document/document.h"
#include "schema/schema_graph.h"

namespace intake {

/// One way in which a value does not fit, before it becomes a sentence: alternatives of a schema
/// that fail in the same way are merged first.
struct Misfit {
  enum class Kind : std::uint8_t { kType, kChoice, kMissing, kUnknown, kOther };
  Kind kind = Kind::kOther;
  std::string pointer;             // of the value; kUnknown: of the member
  std::uint8_t wanted = 0;         // kType: KindBits
  std::vector<std::string> names;  // kChoice: as displayed; kMissing; kUnknown: the declared ones
  std::string text;                // kOther: the whole message
};

/// What one schema says of a value without looking into other schemas: type, enum, const,
/// required, lengths, numbers, unknown members, dependencies on names.
class LocalCheck {
 public:
  /// Keeps views into `schema`.
  static LocalCheck compile(const Document& schema, NodeId node);

  bool fits(View value) const { return check(value, nullptr, {}); }
  std::vector<Misfit> explain(View value, const std::string& pointer) const;

 private:
  struct Bound {
    View limit;
    int sign = 0;  // 1: a maximum, -1: a minimum
    bool exclusive = false;
  };
  struct Length {
    std::uint64_t limit = 0;
    int sign = 0;
    Kind kind = Kind::kNull;  // of the values it counts
    std::string_view unit;
  };

  bool check(View value, std::vector<Misfit>* out, const std::string& pointer) const;
  bool check_object(View value, std::vector<Misfit>* out, const std::string& pointer) const;
  bool check_number(View value, std::vector<Misfit>* out, const std::string& pointer) const;
  bool check_items(View value, std::vector<Misfit>* out, const std::string& pointer) const;
  bool check_length(View value, std::vector<Misfit>* out, const std::string& pointer) const;
  bool declared(std::string_view name) const;

  bool never_ = false;
  bool closed_ = false;  // additionalProperties: false
  std::uint8_t kinds_ = kAnyBits;
  bool chosen_ = false;  // const or enum
  bool unique_ = false;
  std::vector<View> choices_;
  std::vector<std::string> required_;
  std::vector<std::string> members_;  // sorted
  std::vector<std::pair<std::string, std::vector<std::string>>> needs_;
  std::vector<Bound> bounds_;
  std::vector<Length> lengths_;
  View multiple_of_;
};

/// The message and hint of a misfit of `value` (absent where a member is unknown).
std::pair<std::string, std::string> say(const Misfit& misfit, View value);

}  // namespace intake
