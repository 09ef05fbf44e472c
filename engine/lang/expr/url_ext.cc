#include "lang/expr/url_ext.h"

#include <algorithm>

#include "lang/expr/code_points.h"
#include "lang/expr/library.h"
#include "lang/predicate/url_parts.h"
#include "text/unicode.h"

namespace intake::expr {
namespace {

/// The parts of a URL with scheme and host; nullopt: `failure`.
std::optional<UrlParts> parts_of(Context& context, const Value& text, Value& failure) {
  auto parts = parse_url_parts(text.text());
  if (parts && is_absolute_url(*parts)) return parts;
  failure = context.error_copy("`" + std::string(text.text()) +
                               "` is no URL; needed was one with scheme and host");
  return std::nullopt;
}

/// A decoded text; percent-encoding can hide bytes that are no UTF-8.
Value decoded(Context& context, std::string_view text) {
  if (find_invalid_utf8(text)) return context.error("a query parameter decodes to no UTF-8");
  return context.text(text);
}

template <typename Use>
Value with_parts(Context& context, Args args, Use use) {
  Value failure;
  const auto parts = parts_of(context, args[0], failure);
  return parts ? use(*parts) : failure;
}

}  // namespace

Value run_url_scheme(Context& context, Args args) {
  return with_parts(context, args, [&](const UrlParts& parts) {
    return context.text(lower_ascii(parts.scheme.value_or("")));
  });
}

Value run_url_host(Context& context, Args args) {
  return with_parts(context, args, [&](const UrlParts& parts) {
    return context.text(lower_ascii(parts.host.value_or("")));
  });
}

Value run_url_port(Context& context, Args args) {
  return with_parts(context, args, [&](const UrlParts& parts) {
    const auto port = effective_port(parts);
    return port ? context.optional(Value::of_int(*port)) : Value::none();
  });
}

Value run_url_path(Context& context, Args args) {
  return with_parts(context, args,
                    [](const UrlParts& parts) { return Value::of_string(parts.path); });
}

Value run_url_query(Context& context, Args args) {
  return with_parts(context, args, [&](const UrlParts& parts) {
    auto pairs = query_pairs(parts.query.value_or(""));
    std::ranges::stable_sort(pairs, {}, [](const auto& pair) { return pair.first; });
    MapBuilder query(context);
    for (std::size_t i = 0; i < pairs.size();) {
      ListBuilder values(context);
      std::size_t end = i;
      for (; end < pairs.size() && pairs[end].first == pairs[i].first; ++end) {
        const Value value = decoded(context, pairs[end].second);
        if (value.is_error()) return value;
        if (!values.add(value)) return context.budget();
      }
      const Value name = decoded(context, pairs[i].first);
      if (name.is_error()) return name;
      if (const auto error = query.add(name, values.finish())) return *error;
      i = end;
    }
    return query.finish();
  });
}

Value run_url_parameter(Context& context, Args args) {
  return with_parts(context, args, [&](const UrlParts& parts) {
    for (const auto& [name, value] : query_pairs(parts.query.value_or(""))) {
      if (name != args[1].text()) continue;
      const Value text = decoded(context, value);
      return text.is_error() ? text : context.optional(text);
    }
    return Value::none();
  });
}

Value run_url_same(Context& context, Args args) {
  Value failure;
  const auto first = parts_of(context, args[0], failure);
  if (!first) return failure;
  const auto second = parts_of(context, args[1], failure);
  if (!second) return failure;
  return Value::of_bool(url_key(*first) == url_key(*second));
}

}  // namespace intake::expr
