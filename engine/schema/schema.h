#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "document/document.h"

namespace intake {

/// One place where a document does not fit a schema. Only the deepest places are given, each once;
/// of alternatives that all fail the one that comes closest.
struct SchemaFault {
  NodeId node = kNoNode;  // of the document; of missing members: their object
  std::string pointer;    // RFC 6901
  std::string message;    // "`colour` is not a known member; did you mean `color`?"
  std::string hint;
};

struct SchemaOptions {
  /// `uniqueItems` is checked, and `format` is the annotation that draft 7 lets it be, instead of
  /// both being refused: for measuring against the public suite, not for our schemas.
  bool value_keywords = false;
  /// The schema within the document that decides, as a pointer: `/definitions/address`. Empty: the
  /// whole document.
  std::string_view top = {};
};

/// A compiled JSON Schema, draft 7. Structure only: `pattern`, `patternProperties`, `format` and
/// `uniqueItems` are refused (rules say such things), as are `$ref`s that leave the schema or that
/// lead only to each other, because valijson crashes on those.
class Schema {
 public:
  /// kUnsupported names the keyword that is refused and its place in the schema.
  static Result<Schema> compile(const Document& schema, const Limits& limits,
                                const SchemaOptions& options = {});
  Schema(Schema&&) noexcept;
  Schema& operator=(Schema&&) noexcept;
  ~Schema();

  /// Empty: the document fits. At most Limits::findings are given. Error: it is deeper than
  /// Limits::depth or takes too many steps to decide (never a pass).
  Result<std::vector<SchemaFault>> validate(const Document& document, const Limits& limits) const;

 private:
  struct State;
  explicit Schema(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace intake
