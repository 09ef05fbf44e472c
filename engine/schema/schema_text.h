#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "document/document.h"

namespace intake {

/// An Error at a value of a schema; line and column only where the schema has a source.
Error schema_error(const Document& schema, NodeId node, ErrorCode code, std::string what,
                   std::string hint = {});

/// The value a `$ref` text means within its own document: `#` or `#/...`, percent-decoded.
/// kUnsupported where it leaves the document (remote, relative, by `$id`), kNotFound where
/// nothing is there.
Result<NodeId> resolve_reference(const Document& schema, NodeId reference);

/// The member `name` of a schema object, or an absent View.
inline View keyword(const Document& schema, NodeId node, std::string_view name) {
  return View(schema, node).member(name);
}

}  // namespace intake
