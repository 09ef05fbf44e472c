#include "document/pointer.h"

#include <algorithm>
#include <charconv>

namespace intake {
std::optional<std::uint32_t> parse_index(std::string_view token) {
  if (token.empty() || (token.size() > 1 && token.front() == '0')) return std::nullopt;
  std::uint32_t index = 0;
  const auto [end, fault] = std::from_chars(token.data(), token.data() + token.size(), index);
  if (fault != std::errc{} || end != token.data() + token.size()) return std::nullopt;
  return index;
}

NodeId find_child(const Document& document, NodeId container, std::string_view token) {
  const Node& node = document.node(container);
  if (node.kind == Kind::kObject) return document.member(container, token);
  if (node.kind != Kind::kArray) return kNoNode;
  const auto index = parse_index(token);
  return index && *index < node.size ? document.child(container, *index) : kNoNode;
}

std::string escape_token(std::string_view token) {
  std::string out;
  append_token(out, token);
  return out.substr(1);
}

void append_token(std::string& pointer, std::string_view token) {
  pointer += '/';
  const bool plain =
      std::none_of(token.begin(), token.end(), [](char c) { return c == '~' || c == '/'; });
  if (plain) {
    pointer += token;
    return;
  }
  for (const char c : token) {
    if (c == '~') {
      pointer += "~0";
    } else if (c == '/') {
      pointer += "~1";
    } else {
      pointer += c;
    }
  }
}

std::optional<std::vector<std::string>> parse_pointer(std::string_view pointer) {
  std::vector<std::string> tokens;
  if (pointer.empty()) return tokens;
  if (pointer.front() != '/') return std::nullopt;
  for (std::size_t i = 0; i < pointer.size(); ++i) {
    const char c = pointer[i];
    if (c == '/') {
      tokens.emplace_back();
    } else if (c != '~') {
      tokens.back() += c;
    } else {
      ++i;
      if (i == pointer.size() || (pointer[i] != '0' && pointer[i] != '1')) return std::nullopt;
      tokens.back() += pointer[i] == '0' ? '~' : '/';
    }
  }
  return tokens;
}

NodeId find_node(const Document& document, std::string_view pointer) {
  const auto tokens = parse_pointer(pointer);
  if (!tokens) return kNoNode;
  NodeId at = document.root();
  for (const auto& token : *tokens) {
    at = find_child(document, at, token);
    if (at == kNoNode) break;
  }
  return at;
}

NodeId nearest_node(const Document& document, std::string_view pointer) {
  NodeId at = document.root();
  const auto tokens = parse_pointer(pointer);
  if (!tokens) return at;
  for (const auto& token : *tokens) {
    const NodeId next = find_child(document, at, token);
    if (next == kNoNode) break;
    at = next;
  }
  return at;
}

}  // namespace intake
