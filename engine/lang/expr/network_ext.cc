#include "lang/expr/network_ext.h"

#include "lang/expr/ip_address.h"
#include "lang/expr/library.h"

namespace intake::expr {
namespace {

Value no_address(Context& context, std::string_view text, std::string_view fault,
                 std::string_view needed) {
  return context.error_copy("`" + std::string(text) + "` cannot be read: " + std::string(fault) +
                            "; needed was " + std::string(needed));
}

/// The address or network of an argument that is one or the text of one.
template <typename Parse>
std::optional<IpBody> body_of(Context& context, const Value& value, Parse parse,
                              std::string_view needed, Value& failure) {
  if (!value.is(ValueKind::kString)) return value.ip();
  const IpParsed parsed = parse(value.text());
  if (!parsed.body) failure = no_address(context, value.text(), parsed.fault, needed);
  return parsed.body;
}

constexpr std::string_view kAddress = "an IP address as 192.168.0.1 or 2001:db8::1";
constexpr std::string_view kNetwork = "a network as 192.168.0.0/24";

}  // namespace

Value run_ip(Context& context, Args args) {
  Value failure;
  const auto body = body_of(context, args[0], parse_ip, kAddress, failure);
  return body ? context.ip(*body) : failure;
}

Value run_cidr(Context& context, Args args) {
  Value failure;
  const auto body = body_of(context, args[0], parse_cidr, kNetwork, failure);
  return body ? context.cidr(*body) : failure;
}

Value run_is_ip(Context&, Args args) {
  return Value::of_bool(parse_ip(args[0].text()).body.has_value());
}

Value run_is_cidr(Context&, Args args) {
  return Value::of_bool(parse_cidr(args[0].text()).body.has_value());
}

Value run_is_canonical_ip(Context& context, Args args) {
  Value failure;
  const auto body = body_of(context, args[0], parse_ip, kAddress, failure);
  return body ? Value::of_bool(ip_text(*body) == args[0].text()) : failure;
}

Value run_contains_ip(Context& context, Args args) {
  Value failure;
  const auto body = body_of(context, args[1], parse_ip, kAddress, failure);
  return body ? Value::of_bool(contains_ip(args[0].ip(), *body)) : failure;
}

Value run_contains_cidr(Context& context, Args args) {
  Value failure;
  const auto body = body_of(context, args[1], parse_cidr, kNetwork, failure);
  return body ? Value::of_bool(contains_cidr(args[0].ip(), *body)) : failure;
}

Value run_ip_of_cidr(Context& context, Args args) {
  IpBody body = args[0].ip();
  body.prefix = 0;
  return context.ip(body);
}

Value run_masked(Context& context, Args args) { return context.cidr(masked(args[0].ip())); }

Value run_prefix_length(Context&, Args args) { return Value::of_int(args[0].ip().prefix); }

Value run_family(Context&, Args args) { return Value::of_int(args[0].ip().size == 4 ? 4 : 6); }

Value run_network_text(Context& context, Args args) {
  return context.text(args[0].is(ValueKind::kIp) ? ip_text(args[0].ip()) : cidr_text(args[0].ip()));
}

Value run_is_global_unicast(Context&, Args args) {
  return Value::of_bool(is_global_unicast(args[0].ip()));
}
Value run_is_link_local_multicast(Context&, Args args) {
  return Value::of_bool(is_link_local_multicast(args[0].ip()));
}
Value run_is_link_local_unicast(Context&, Args args) {
  return Value::of_bool(is_link_local_unicast(args[0].ip()));
}
Value run_is_loopback(Context&, Args args) { return Value::of_bool(is_loopback(args[0].ip())); }
Value run_is_unspecified(Context&, Args args) {
  return Value::of_bool(is_unspecified(args[0].ip()));
}

}  // namespace intake::expr
