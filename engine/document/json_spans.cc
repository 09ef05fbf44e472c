// Where the values of a JSON text stand, worked out when it is asked for: a reader that keeps no
// spans keeps where each value begins. The text is known to be well-formed.

#include <algorithm>

#include "document/document.h"

namespace intake {
namespace {

constexpr std::string_view kBlanks = " \t\r\n";

// One past the closing quote of the string that begins at `begin`. `value`: what it says.
std::size_t string_end(std::string_view text, std::size_t begin, std::string_view value) {
  // Without escapes the value stands in the text as it is.
  if (value.data() == text.data() + begin + 1) return begin + 1 + value.size() + 1;
  for (std::size_t at = begin + 1; at < text.size(); ++at) {
    if (text[at] == '"') return at + 1;
    at += text[at] == '\\' ? 1 : 0;
  }
  return text.size();
}

// One past the number, true, false or null that begins at `begin`.
std::size_t word_end(std::string_view text, std::size_t begin) {
  const auto ends = [](char c) { return c == ',' || c == ']' || c == '}' || c <= ' '; };
  const auto end =
      std::find_if(text.begin() + static_cast<std::ptrdiff_t>(begin), text.end(), ends);
  return static_cast<std::size_t>(end - text.begin());
}

// One past the next character that is no blank.
std::size_t past_next(std::string_view text, std::size_t at) {
  return std::min(text.find_first_not_of(kBlanks, at), text.size() - 1) + 1;
}

}  // namespace

ByteSpan Document::json_span(NodeId id) const {
  const std::uint32_t begin = begins_[id];
  // The last value inside, and the brackets that are closed behind it.
  NodeId last = id;
  std::uint32_t brackets = 0;
  while (nodes_[last].kind == Kind::kArray || nodes_[last].kind == Kind::kObject) {
    ++brackets;
    if (nodes_[last].size == 0) break;
    last = child(last, nodes_[last].size - 1);
  }
  std::size_t end = begins_[last];
  if (nodes_[last].kind == Kind::kArray || nodes_[last].kind == Kind::kObject) {
    end += 1;
  } else {
    end = nodes_[last].kind == Kind::kString ? string_end(json_text_, end, text(last))
                                             : word_end(json_text_, end);
  }
  for (; brackets > 0; --brackets) end = past_next(json_text_, end);
  return {begin, static_cast<std::uint32_t>(end)};
}

ByteSpan Document::json_key_span(NodeId id) const {
  if (nodes_[id].key == kNoName) return {};
  const std::size_t colon = json_text_.find_last_not_of(kBlanks, begins_[id] - 1);
  const std::size_t closing = json_text_.find_last_not_of(kBlanks, colon - 1);
  // Every quote inside the name has a backslash before it; the opening one never has.
  std::size_t opening = json_text_.rfind('"', closing - 1);
  while (opening > 0 && json_text_[opening - 1] == '\\') {
    opening = json_text_.rfind('"', opening - 1);
  }
  return {static_cast<std::uint32_t>(opening), static_cast<std::uint32_t>(closing + 1)};
}

}  // namespace intake
