#include "lang/expr/ip_address.h"

#include "support/catch.h"

using namespace intake::expr;

TEST_CASE("IP addresses are read and written in their canonical form", "[expr]") {
  struct Row {
    std::string_view text;
    std::string_view canonical;  // "": refused
  };
  const std::vector<Row> rows{
      {"192.168.0.1", "192.168.0.1"},
      {"0.0.0.0", "0.0.0.0"},
      {"192.168.0.01", ""},
      {"192.168.0.256", ""},
      {"192.168.0", ""},
      {"192.168.0.1.0", ""},
      {"2001:DB8::68", "2001:db8::68"},
      {"2001:db8:0:0:0:0:0:1", "2001:db8::1"},
      {"2001:0:0:1:0:0:0:1", "2001:0:0:1::1"},
      {"2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1"},
      {"2001:0:0:1:0:0:1:1", "2001::1:0:0:1:1"},
      {"::", "::"},
      {"::1", "::1"},
      {"1::", "1::"},
      {"::ffff:c0a8:1", "192.168.0.1"},
      {"::ffff:192.168.0.1", ""},
      {"fe80::1%en0", ""},
      {"2001:db8:::68", ""},
      {"", ""},
  };
  for (const Row& row : rows) {
    INFO(row.text);
    const IpParsed parsed = parse_ip(row.text);
    REQUIRE(parsed.body.has_value() == !row.canonical.empty());
    CHECK(parsed.fault.empty() == parsed.body.has_value());
    if (parsed.body) CHECK(ip_text(*parsed.body) == row.canonical);
  }
}

TEST_CASE("networks hold addresses and smaller networks", "[expr]") {
  const auto net = [](std::string_view text) { return parse_cidr(text).body.value(); };
  const auto ip = [](std::string_view text) { return parse_ip(text).body.value(); };
  for (const std::string_view wrong :
       {"192.168.0.0", "192.168.0.0/", "192.168.0.0/33", "192.168.0.0/024", "::/129", "::/-1",
        "::/1x", "fe80::1%en0/24", "::ffff:192.168.0.1/24", "::ffff:c0a8:1/24"}) {
    INFO(wrong);
    CHECK_FALSE(parse_cidr(wrong).body);
    CHECK_FALSE(parse_cidr(wrong).fault.empty());
  }
  CHECK(contains_ip(net("192.168.0.0/23"), ip("192.168.1.255")));
  CHECK_FALSE(contains_ip(net("192.168.0.0/23"), ip("192.168.2.0")));
  CHECK(contains_ip(net("0.0.0.0/0"), ip("255.255.255.255")));
  CHECK_FALSE(contains_ip(net("0.0.0.0/0"), ip("::")));
  CHECK(contains_ip(net("2001:db8::/33"), ip("2001:db8:7fff::1")));
  CHECK_FALSE(contains_ip(net("2001:db8::/33"), ip("2001:db8:8000::1")));
  CHECK(contains_cidr(net("10.0.0.0/8"), net("10.0.0.0/8")));
  CHECK_FALSE(contains_cidr(net("192.168.0.0/24"), net("192.168.0.0/23")));
  CHECK(cidr_text(masked(net("192.168.7.9/22"))) == "192.168.4.0/22");
  CHECK(cidr_text(masked(net("2001:db8:ffff::1/33"))) == "2001:db8:8000::/33");
}

TEST_CASE("addresses are classed", "[expr]") {
  const auto ip = [](std::string_view text) { return parse_ip(text).body.value(); };
  CHECK(is_loopback(ip("127.9.9.9")));
  CHECK(is_loopback(ip("::1")));
  CHECK_FALSE(is_loopback(ip("::2")));
  CHECK(is_unspecified(ip("0.0.0.0")));
  CHECK(is_link_local_multicast(ip("224.0.0.1")));
  CHECK_FALSE(is_link_local_multicast(ip("224.0.1.1")));
  CHECK(is_link_local_multicast(ip("ff12::1")));
  CHECK(is_link_local_unicast(ip("169.254.169.254")));
  CHECK(is_link_local_unicast(ip("febf::1")));
  CHECK_FALSE(is_link_local_unicast(ip("fec0::1")));
  CHECK(is_global_unicast(ip("192.168.0.1")));
  for (const std::string_view text :
       {"0.0.0.0", "127.0.0.1", "224.1.1.1", "169.254.0.1", "255.255.255.255", "ff00::1"}) {
    INFO(text);
    CHECK_FALSE(is_global_unicast(ip(text)));
  }
}
