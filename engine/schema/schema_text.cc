#include "schema/schema_text.h"

#include "document/pointer.h"

namespace intake {
namespace {

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

// A `%` without two hexadecimal digits stays as it is.
std::string percent_decoded(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%' && i + 2 < text.size()) {
      const int high = hex_digit(text[i + 1]);
      const int low = hex_digit(text[i + 2]);
      if (high >= 0 && low >= 0) {
        out += static_cast<char>(high * 16 + low);
        i += 2;
        continue;
      }
    }
    out += text[i];
  }
  return out;
}

}  // namespace

Error schema_error(const Document& schema, NodeId node, ErrorCode code, std::string what,
                   std::string hint) {
  const std::string pointer = schema.pointer(node);
  what += pointer.empty() ? " (at the top of the schema)" : " (at `" + pointer + "`)";
  if (schema.source() != nullptr) {
    return error_at(*schema.source(), schema.span(node).begin, code, std::move(what),
                    std::move(hint));
  }
  return Error{code, std::move(what), std::move(hint), {}};
}

Result<NodeId> resolve_reference(const Document& schema, NodeId reference) {
  if (schema.kind(reference) != Kind::kString) {
    return schema_error(schema, reference, ErrorCode::kUnsupported, "`$ref` is not a text");
  }
  const std::string_view text = schema.text(reference);
  if (text.empty() || text[0] != '#' || (text.size() > 1 && text[1] != '/')) {
    return schema_error(schema, reference, ErrorCode::kUnsupported,
                        "`$ref` to `" + std::string(text) + "` leaves the schema",
                        "put the definition under `definitions` and refer to `#/definitions/...`");
  }
  const std::string pointer = percent_decoded(text.substr(1));
  const NodeId found = find_node(schema, pointer);
  if (found == kNoNode) {
    return schema_error(schema, reference, ErrorCode::kNotFound,
                        "`$ref` to `" + std::string(text) + "` finds nothing",
                        "add the definition or correct the pointer");
  }
  return found;
}

}  // namespace intake
