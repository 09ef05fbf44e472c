#pragma once

#include <cstring>
#include <string>

#include "document/document.h"

namespace intake {

/// What differs between two documents that were read from the same text by two readers: values,
/// kinds, flags, order, names, spans. Empty: nothing.
inline std::string difference(const Document& a, const Document& b) {
  if (a.size() != b.size()) return "number of values";
  if (a.root() != b.root()) return "top value";
  for (NodeId id = 0; id < a.size(); ++id) {
    const Node& x = a.node(id);
    const Node& y = b.node(id);
    const auto at = [&](const char* what) { return std::string(what) + " of " + a.pointer(id); };
    if (x.kind != y.kind) return at("kind");
    if (x.flags != y.flags) return at("flags");
    if (x.parent != y.parent) return at("parent");
    if (x.size != y.size) return at("size");
    if ((x.key == kNoName) != (y.key == kNoName)) return at("kind of parent");
    if (x.key != kNoName && a.key(id) != b.key(id)) return at("name");
    if (x.kind == Kind::kString) {
      if (a.text(id) != b.text(id)) return at("text");
    } else if (x.kind == Kind::kBool) {
      if (x.payload.boolean != y.payload.boolean) return at("value");
    } else if (x.kind != Kind::kNull &&
               std::memcmp(&x.payload, &y.payload, sizeof x.payload) != 0) {
      return at("value");
    }
    if (a.span(id) != b.span(id)) return at("span");
    if (a.key_span(id) != b.key_span(id)) return at("span of the name");
    if (x.key != kNoName) {
      if (a.member(x.parent, x.key) != id || a.member(x.parent, b.key(id)) != id) {
        return at("search for the name");
      }
    }
  }
  return {};
}

}  // namespace intake
