#pragma once

#include <algorithm>
#include <array>
#include <string_view>

#include "document/document.h"

namespace intake {

/// The parameters that make a JWK a secret (RFC 7518 sections 6.2.2, 6.3.2, 6.4.1).
inline constexpr std::array<std::string_view, 8> kPrivateMembers{"d",   "dp", "dq", "k",
                                                                 "oth", "p",  "q",  "qi"};
static_assert(std::is_sorted(kPrivateMembers.begin(), kPrivateMembers.end()));

/// The end of the first line of a private key in PEM.
inline constexpr std::string_view kPrivatePem = "PRIVATE KEY-----";
/// 65537, of an RSA key.
inline constexpr std::string_view kUsualExponent = "AQAB";

inline bool is_private_member(std::string_view name) {
  return std::binary_search(kPrivateMembers.begin(), kPrivateMembers.end(), name);
}

/// Whether an object is a JWK, public or private.
inline bool is_key(View object) {
  if (!object.member("kty").absent()) return true;
  const View exponent = object.member("e");
  return exponent.is_string() && exponent.text() == kUsualExponent;
}

/// Whether a member of a JWK has something in it that must not be shown.
inline bool is_private_value(View member) {
  return is_private_member(member.key()) && !member.is_null() &&
         !(member.is_string() && member.text().empty());
}

/// Whether a JWK in the document has a private member.
inline bool has_private_member(const Document& document) {
  std::array<NameId, kPrivateMembers.size()> names{};
  bool any = false;
  for (std::size_t i = 0; i < names.size(); ++i) {
    names[i] = document.names().find(kPrivateMembers[i]);
    any = any || names[i] != kNoName;
  }
  for (NodeId id = 0; any && id < document.size(); ++id) {
    const Node& node = document.node(id);
    if (node.key == kNoName) continue;
    if (std::find(names.begin(), names.end(), node.key) == names.end()) continue;
    if (is_private_value({document, id}) && is_key({document, node.parent})) return true;
  }
  return false;
}

}  // namespace intake
