#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "document/document.h"

namespace intake {

/// Which sets of the chain each set may use names of: itself and all it extends, at any distance.
class Visibility {
 public:
  void add_set(std::string name, std::vector<bool> ancestors);
  bool sees(std::uint32_t set, std::uint32_t other) const {
    return set == other || (other < ancestors_[set].size() && ancestors_[set][other]);
  }
  const std::string& name(std::uint32_t set) const { return names_[set]; }
  std::uint32_t size() const { return static_cast<std::uint32_t>(names_.size()); }

 private:
  std::vector<std::string> names_;
  std::vector<std::vector<bool>> ancestors_;
};

/// Something that a set defines under a name.
struct Named {
  enum class Kind : std::uint8_t {
    kBinding,
    kParameter,
    kList,
    kPart,
    kRule,
    kStatement,
    kConstant
  };
  Kind kind = Kind::kBinding;
  std::string name;         // short
  std::uint32_t set = 0;    // in the chain
  std::uint32_t index = 0;  // in the vector of its kind
  View place;               // where it is defined
  /// Index into RuleSet::definitions, or kNoDefinition.
  std::uint32_t definition = kNoDefinition;
  static constexpr std::uint32_t kNoDefinition = 0xffffffff;
};

/// Names of one name space over the whole chain; found by `name` where it is unique among those
/// that the asking set sees, or by `set/name`.
class NameTable {
 public:
  explicit NameTable(const Visibility& visibility) : visibility_(&visibility) {}

  /// The definition that the new one collides with (in the same or a visible set), or null. The
  /// new one is added in either case, unless the same set has the name already.
  const Named* add(Named named);

  struct Found {
    const Named* named = nullptr;
    std::vector<const Named*> several;  // the name is not unique
  };
  Found find(std::string_view name, std::uint32_t set) const;
  /// Short names that the set sees, each once.
  std::vector<std::string_view> names(std::uint32_t set) const;

 private:
  const Visibility* visibility_;
  std::vector<Named> all_;
  std::unordered_map<std::string, std::vector<std::uint32_t>> by_name_;
};

/// "`a/x` and `b/x`": the candidates of an ambiguous name.
std::string list_candidates(const NameTable::Found& found, const Visibility& visibility);

}  // namespace intake
