#include <vector>

#include "lang/selector/selector.h"

namespace intake {
namespace {

/// RFC 9535 section 2.7, normal-single-quoted.
void append_name(std::string& out, std::string_view name) {
  constexpr std::string_view kEscaped = "\b\f\n\r\t'\\";
  constexpr std::string_view kLetters = "bfnrt'\\";
  constexpr std::string_view kDigits = "0123456789abcdef";
  out += "['";
  for (const char c : name) {
    const auto code = static_cast<unsigned char>(c);
    if (const auto at = kEscaped.find(c); at != std::string_view::npos) {
      out += '\\';
      out += kLetters[at];
    } else if (code < 0x20) {
      out += "\\u00";
      out += kDigits[code >> 4];
      out += kDigits[code & 15];
    } else {
      out += c;
    }
  }
  out += "']";
}

}  // namespace

std::string normalized_path(View value) {
  std::string path = "$";
  if (value.document() == nullptr) return path;
  const Document& document = *value.document();
  std::vector<NodeId> way;
  for (NodeId id = value.id(); document.node(id).parent != kNoNode; id = document.node(id).parent) {
    way.push_back(id);
  }
  for (auto id = way.rbegin(); id != way.rend(); ++id) {
    const NodeId parent = document.node(*id).parent;
    if (document.kind(parent) == Kind::kObject) {
      append_name(path, document.key(*id));
    } else {
      path += '[' + std::to_string(*id - document.child(parent, 0)) + ']';
    }
  }
  return path;
}

}  // namespace intake
