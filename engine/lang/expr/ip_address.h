#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "lang/expr/value.h"

namespace intake::expr {

/// What was wrong with a text, or the address.
struct IpParsed {
  std::optional<IpBody> body;
  std::string_view fault;  // "" where there is a body
};

/// An IPv4 address as four numbers without leading zeros, or an IPv6 address (RFC 4291 section
/// 2.2). No zone; an IPv4 address may not stand in dots at the end of an IPv6 one. ::ffff:c0a8:1
/// is read as the IPv4 address that it means.
IpParsed parse_ip(std::string_view text);
/// An address, a slash and the bits of the network, without leading zeros.
IpParsed parse_cidr(std::string_view text);

/// As RFC 5952 writes it.
std::string ip_text(const IpBody& ip);
std::string cidr_text(const IpBody& cidr);

bool is_loopback(const IpBody& ip);
bool is_unspecified(const IpBody& ip);
/// Not unspecified, loopback, multicast, link-local or the IPv4 broadcast address; private
/// addresses are.
bool is_global_unicast(const IpBody& ip);
bool is_link_local_multicast(const IpBody& ip);
bool is_link_local_unicast(const IpBody& ip);

/// The address is in the network; of the other family: false. A network is in one that is as large
/// or larger.
bool contains_ip(const IpBody& cidr, const IpBody& ip);
bool contains_cidr(const IpBody& cidr, const IpBody& other);
/// With the bits behind the network set to 0.
IpBody masked(const IpBody& cidr);

}  // namespace intake::expr
