#include "lang/expr/names_ext.h"

#include "lang/expr/library.h"
#include "text/distinguished_name.h"
#include "text/semver.h"

namespace intake::expr {
namespace {

std::optional<DistinguishedName> read_name(Context& context, const Value& text, Value& failure) {
  auto name = DistinguishedName::parse(text.text());
  if (name) return *std::move(name);
  failure = context.error_copy("`" + std::string(text.text()) +
                               "` is no distinguished name: " + name.error().message);
  return std::nullopt;
}

std::optional<Version> read_version(Context& context, const Value& text, Value& failure) {
  auto version = Version::parse(text.text());
  if (!version) {
    failure = context.error_copy("`" + std::string(text.text()) +
                                 "` is no version; needed was one as `1.2.3`");
  }
  return version;
}

}  // namespace

Value run_dn_attribute(Context& context, Args args) {
  Value failure;
  const auto name = read_name(context, args[0], failure);
  if (!name) return failure;
  const auto values = name->values(args[1].text());
  return values.empty() ? Value::none() : context.optional(context.text(values.front()));
}

Value run_dn_attributes(Context& context, Args args) {
  Value failure;
  const auto name = read_name(context, args[0], failure);
  if (!name) return failure;
  ListBuilder out(context);
  for (const std::string_view value : name->values(args[1].text())) {
    if (!out.add(context.text(value))) return context.budget();
  }
  return out.finish();
}

Value run_dn_is_valid(Context&, Args args) {
  return Value::of_bool(DistinguishedName::parse(args[0].text()).ok());
}

Value run_dn_same(Context& context, Args args) {
  Value failure;
  const auto first = read_name(context, args[0], failure);
  if (!first) return failure;
  const auto second = read_name(context, args[1], failure);
  if (!second) return failure;
  return Value::of_bool(first->means(*second));
}

Value run_semver_compare(Context& context, Args args) {
  Value failure;
  const auto first = read_version(context, args[0], failure);
  if (!first) return failure;
  const auto second = read_version(context, args[1], failure);
  if (!second) return failure;
  return Value::of_int(*first < *second ? -1 : *first > *second ? 1 : 0);
}

Value run_semver_in_range(Context& context, Args args) {
  Value failure;
  const auto version = read_version(context, args[0], failure);
  if (!version) return failure;
  const auto range = VersionRange::parse(args[1].text());
  if (!range) {
    return context.error_copy("`" + std::string(args[1].text()) +
                              "` is no range of versions; needed was one as `^1.2` or "
                              "`>=1.0 <2.0`");
  }
  return Value::of_bool(range->contains(*version));
}

Value run_semver_is_valid(Context&, Args args) {
  return Value::of_bool(Version::parse(args[0].text()).has_value());
}

}  // namespace intake::expr
