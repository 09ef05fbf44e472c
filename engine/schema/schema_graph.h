#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "document/document.h"
#include "schema/schema.h"

namespace intake {

/// Every schema within a schema document, `$ref`s followed, after the check that all of it can be
/// evaluated: known keywords of the right shape, references within the document, no schema that
/// leads only to itself.
class SchemaGraph {
 public:
  /// Schemas evaluated at one place of a document, one inside the other.
  static constexpr std::uint32_t kMostNesting = 32;
  static constexpr std::uint32_t kMostSchemas = 5'000;

  /// kUnsupported, kNotFound or kLimit with the place in the schema.
  static Result<SchemaGraph> read(const Document& schema, const Limits& limits,
                                  const SchemaOptions& options);

  /// Numbers count from 0, which is SchemaOptions::top.
  std::uint32_t size() const { return static_cast<std::uint32_t>(nodes_.size()); }
  NodeId node(std::uint32_t number) const { return nodes_[number]; }
  /// Of a value that stands where a schema is wanted, also of a `$ref`.
  std::uint32_t number(NodeId schema) const { return numbers_.at(schema); }

 private:
  friend class SchemaGraphReader;
  std::vector<NodeId> nodes_;
  std::unordered_map<NodeId, std::uint32_t> numbers_;
};

/// A count as a schema writes it: 2 or 2.0, not negative.
bool is_count(View value);
std::uint64_t count_of(View value);
/// KindBits of one name of `type`; 0 where it is none.
std::uint8_t type_bits(std::string_view type);

}  // namespace intake
