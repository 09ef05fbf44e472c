#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "document/document.h"

namespace intake {

/// Escapes one reference token (RFC 6901 section 3: `~` first, then `/`).
std::string escape_token(std::string_view token);
/// Appends "/" and the escaped token.
void append_token(std::string& pointer, std::string_view token);
/// The unescaped tokens, or nullopt where the text is no JSON Pointer. "" has none.
std::optional<std::vector<std::string>> parse_pointer(std::string_view pointer);
/// The number of an array element: `0`, or digits without a leading zero (RFC 6901 section 4).
std::optional<std::uint32_t> parse_index(std::string_view token);
/// The child of a container that a token names, or kNoNode.
NodeId find_child(const Document& document, NodeId container, std::string_view token);
/// The value at a pointer, or kNoNode.
NodeId find_node(const Document& document, std::string_view pointer);
/// The deepest value on the way to a pointer that exists (the top value at least).
NodeId nearest_node(const Document& document, std::string_view pointer);

}  // namespace intake
