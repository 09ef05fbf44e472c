#include "lang/expr/ip_address.h"

#include <algorithm>
#include <charconv>

#include "lang/predicate/text_formats.h"

namespace intake::expr {
namespace {

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return c - 'A' + 10;
}

/// Of a text that is_ipv4().
IpBody read_ipv4(std::string_view text) {
  IpBody ip;
  std::size_t place = 0;
  unsigned number = 0;
  for (const char c : text) {
    if (c == '.') {
      ip.bytes[place++] = static_cast<std::uint8_t>(number);
      number = 0;
    } else {
      number = number * 10 + static_cast<unsigned>(c - '0');
    }
  }
  ip.bytes[place] = static_cast<std::uint8_t>(number);
  return ip;
}

/// Groups of `part`, from `place` on; their number.
std::size_t read_groups(std::string_view part, IpBody& ip, std::size_t place) {
  std::size_t groups = 0;
  while (!part.empty()) {
    const std::size_t end = std::min(part.find(':'), part.size());
    unsigned group = 0;
    for (const char c : part.substr(0, end)) {
      group = group * 16 + static_cast<unsigned>(hex_value(c));
    }
    ip.bytes[2 * (place + groups)] = static_cast<std::uint8_t>(group / 256);
    ip.bytes[2 * (place + groups) + 1] = static_cast<std::uint8_t>(group % 256);
    ++groups;
    part.remove_prefix(std::min(end + 1, part.size()));
  }
  return groups;
}

/// Of a text that is_ipv6() and has no dots.
IpBody read_ipv6(std::string_view text) {
  IpBody ip;
  ip.size = 16;
  const std::size_t gap = text.find("::");
  read_groups(text.substr(0, gap), ip, 0);
  if (gap == std::string_view::npos) return ip;
  const std::string_view behind = text.substr(gap + 2);
  if (behind.empty()) return ip;
  const auto groups = static_cast<std::size_t>(std::ranges::count(behind, ':')) + 1;
  read_groups(behind, ip, 8 - groups);
  return ip;
}

bool is_mapped(const IpBody& ip) {
  return ip.size == 16 &&
         std::all_of(ip.bytes.begin(), ip.bytes.begin() + 10,
                     [](std::uint8_t byte) { return byte == 0; }) &&
         ip.bytes[10] == 0xff && ip.bytes[11] == 0xff;
}

/// The first `bits` are the same.
bool same_network(const IpBody& a, const IpBody& b, unsigned bits) {
  for (unsigned i = 0; i < a.size && bits > 0; ++i) {
    const unsigned here = std::min(bits, 8u);
    const unsigned mask = 0xff00u >> here & 0xffu;
    if ((a.bytes[i] & mask) != (b.bytes[i] & mask)) return false;
    bits -= here;
  }
  return true;
}

bool begins_with(const IpBody& ip, std::initializer_list<std::uint8_t> bytes) {
  return std::equal(bytes.begin(), bytes.end(), ip.bytes.begin());
}

bool is_multicast(const IpBody& ip) {
  return ip.size == 4 ? (ip.bytes[0] & 0xf0u) == 0xe0u : ip.bytes[0] == 0xff;
}

std::string ipv6_text(const IpBody& ip) {
  // The longest run of two groups or more that are 0, the first of equal ones, becomes `::`.
  std::size_t run = 0;
  std::size_t run_size = 1;
  for (std::size_t i = 0; i < 8;) {
    std::size_t end = i;
    while (end < 8 && ip.bytes[2 * end] == 0 && ip.bytes[2 * end + 1] == 0) ++end;
    if (end - i > run_size) {
      run = i;
      run_size = end - i;
    }
    i = end + 1;
  }
  std::string text;
  for (std::size_t i = 0; i < 8;) {
    if (run_size > 1 && i == run) {
      text += "::";
      i += run_size;
      continue;
    }
    if (!text.empty() && text.back() != ':') text += ':';
    std::array<char, 4> digits{};
    const unsigned group = ip.bytes[2 * i] * 256u + ip.bytes[2 * i + 1];
    text.append(digits.data(),
                std::to_chars(digits.data(), digits.data() + digits.size(), group, 16).ptr);
    ++i;
  }
  return text;
}

}  // namespace

IpParsed parse_ip(std::string_view text) {
  if (is_ipv4(text)) return {read_ipv4(text), {}};
  if (const std::size_t percent = text.find('%'); percent != std::string_view::npos) {
    return {{}, is_ipv6(text.substr(0, percent)) ? "it has a zone" : "it is no IP address"};
  }
  if (!is_ipv6(text)) return {{}, "it is no IP address"};
  if (text.find('.') != std::string_view::npos) return {{}, "it is an IPv4 address within IPv6"};
  const IpBody ip = read_ipv6(text);
  if (!is_mapped(ip)) return {ip, {}};
  IpBody four;
  std::copy(ip.bytes.begin() + 12, ip.bytes.end(), four.bytes.begin());
  return {four, {}};
}

IpParsed parse_cidr(std::string_view text) {
  const std::size_t slash = text.find('/');
  if (slash == std::string_view::npos) return {{}, "it has no slash and bits of the network"};
  IpParsed parsed = parse_ip(text.substr(0, slash));
  if (!parsed.body) return parsed;
  const std::string_view digits = text.substr(slash + 1);
  unsigned bits = 0;
  const auto [end, fault] = std::from_chars(digits.data(), digits.data() + digits.size(), bits);
  // The bits of an address that is written as IPv6 count in IPv6.
  const bool is_mapped_text = parsed.body->size == 4 && text.find(':') != std::string_view::npos;
  if (is_mapped_text) return {{}, "it is an IPv4 address within IPv6"};
  if (fault != std::errc() || end != digits.data() + digits.size() ||
      (digits.size() > 1 && digits.front() == '0') || bits > 8u * parsed.body->size) {
    return {{}, "behind the slash stands no number of bits that such an address has"};
  }
  parsed.body->prefix = static_cast<std::uint8_t>(bits);
  return parsed;
}

std::string ip_text(const IpBody& ip) {
  if (ip.size == 16) return ipv6_text(ip);
  std::string text;
  for (std::size_t i = 0; i < 4; ++i) {
    if (i > 0) text += '.';
    text += std::to_string(ip.bytes[i]);
  }
  return text;
}

std::string cidr_text(const IpBody& cidr) {
  return ip_text(cidr) + '/' + std::to_string(cidr.prefix);
}

bool is_loopback(const IpBody& ip) {
  if (ip.size == 4) return ip.bytes[0] == 127;
  return ip.bytes[15] == 1 && std::all_of(ip.bytes.begin(), ip.bytes.end() - 1,
                                          [](std::uint8_t byte) { return byte == 0; });
}

bool is_unspecified(const IpBody& ip) {
  return std::ranges::all_of(ip.bytes, [](std::uint8_t byte) { return byte == 0; });
}

bool is_global_unicast(const IpBody& ip) {
  const bool is_broadcast = ip.size == 4 && begins_with(ip, {255, 255, 255, 255});
  return !is_broadcast && !is_unspecified(ip) && !is_loopback(ip) && !is_multicast(ip) &&
         !is_link_local_unicast(ip);
}

bool is_link_local_multicast(const IpBody& ip) {
  if (ip.size == 4) return begins_with(ip, {224, 0, 0});
  return ip.bytes[0] == 0xff && (ip.bytes[1] & 0x0fu) == 2;
}

bool is_link_local_unicast(const IpBody& ip) {
  if (ip.size == 4) return begins_with(ip, {169, 254});
  return ip.bytes[0] == 0xfe && (ip.bytes[1] & 0xc0u) == 0x80u;
}

bool contains_ip(const IpBody& cidr, const IpBody& ip) {
  return cidr.size == ip.size && same_network(cidr, ip, cidr.prefix);
}

bool contains_cidr(const IpBody& cidr, const IpBody& other) {
  return cidr.prefix <= other.prefix && contains_ip(cidr, other);
}

IpBody masked(const IpBody& cidr) {
  IpBody network = cidr;
  unsigned bits = cidr.prefix;
  for (unsigned i = 0; i < cidr.size; ++i) {
    const unsigned here = std::min(bits, 8u);
    network.bytes[i] = static_cast<std::uint8_t>(network.bytes[i] & (0xff00u >> here & 0xffu));
    bits -= here;
  }
  return network;
}

}  // namespace intake::expr
