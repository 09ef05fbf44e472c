#include "lang/expr/strings_ext.h"

#include <limits>

#include "lang/expr/code_points.h"
#include "lang/expr/library.h"
#include "text/unicode.h"

namespace intake::expr {
namespace {

std::int64_t length(std::string_view text) {
  return static_cast<std::int64_t>(count_code_points(text));
}

Value out_of_range(Context& context, std::int64_t index, std::string_view text) {
  return context.error_copy(ErrorCode::kIndex, "index " + std::to_string(index) +
                                                   " is out of range: the text has " +
                                                   std::to_string(length(text)) + " characters");
}

/// How many pieces or occurrences an optional last argument allows.
std::size_t most_of(Args args, std::size_t argument) {
  constexpr std::size_t kAll = std::numeric_limits<std::size_t>::max();
  if (args.size() <= argument || args[argument].integer() < 0) return kAll;
  return static_cast<std::size_t>(args[argument].integer());
}

}  // namespace

Value run_char_at(Context& context, Args args) {
  const std::string_view text = args[0].text();
  auto begin = byte_at(text, args[1].integer());
  if (!begin) return out_of_range(context, args[1].integer(), text);
  const std::size_t first = *begin;
  if (first < text.size()) next_code_point(text, *begin);
  return Value::of_string(text.substr(first, *begin - first));
}

Value run_index_of(Context& context, Args args) {
  const std::int64_t from = args.size() > 2 ? args[2].integer() : 0;
  if (!byte_at(args[0].text(), from)) return out_of_range(context, from, args[0].text());
  return Value::of_int(index_of(args[0].text(), args[1].text(), from));
}

Value run_last_index_of(Context& context, Args args) {
  const std::int64_t last = args.size() > 2 ? args[2].integer() : length(args[0].text());
  if (!byte_at(args[0].text(), last)) return out_of_range(context, last, args[0].text());
  return Value::of_int(last_index_of(args[0].text(), args[1].text(), last));
}

Value run_join(Context& context, Args args) {
  TextBuilder out(context);
  for (std::uint32_t i = 0; i < args[0].size(); ++i) {
    const Value item = args[0].item(i);
    if (!item.is(ValueKind::kString)) return context.no_overload();
    if (i > 0 && args.size() > 1 && !out.add(args[1].text())) return context.budget();
    if (!out.add(item.text())) return context.budget();
  }
  return out.finish();
}

Value run_lower_ascii(Context& context, Args args) {
  return context.text(lower_ascii(args[0].text()));
}

Value run_upper_ascii(Context& context, Args args) {
  return context.text(upper_ascii(args[0].text()));
}

Value run_quote(Context& context, Args args) {
  return context.text(quoted_literal(args[0].text()));
}

Value run_replace(Context& context, Args args) {
  const std::string_view text = args[0].text();
  const std::string_view part = args[1].text();
  const auto places = occurrences(text, part, most_of(args, 3));
  TextBuilder out(context);
  std::size_t behind = 0;
  for (const std::size_t place : places) {
    if (!out.add(text.substr(behind, place - behind)) || !out.add(args[2].text())) {
      return context.budget();
    }
    behind = place + part.size();
  }
  if (!out.add(text.substr(behind))) return context.budget();
  return out.finish();
}

Value run_reverse_text(Context& context, Args args) {
  return context.text(reversed(args[0].text()));
}

Value run_split(Context& context, Args args) {
  const std::string_view text = args[0].text();
  const std::string_view part = args[1].text();
  const std::size_t most = most_of(args, 2);
  ListBuilder pieces(context);
  if (most == 0) return pieces.finish();
  std::size_t behind = 0;
  // Between two characters stand all empty occurrences but the first and the last.
  const std::size_t skipped = part.empty() ? 1 : 0;
  const std::size_t wanted = most == std::numeric_limits<std::size_t>::max() ? most : most - 1;
  const auto places = occurrences(
      text, part,
      wanted > std::numeric_limits<std::size_t>::max() - skipped ? wanted : wanted + skipped);
  for (std::size_t i = skipped; i < places.size(); ++i) {
    if (part.empty() && places[i] == text.size()) break;
    if (!pieces.add(Value::of_string(text.substr(behind, places[i] - behind)))) {
      return context.budget();
    }
    behind = places[i] + part.size();
  }
  const bool nothing = part.empty() && text.empty();
  if (!nothing && !pieces.add(Value::of_string(text.substr(behind)))) return context.budget();
  return pieces.finish();
}

Value run_substring(Context& context, Args args) {
  const std::string_view text = args[0].text();
  const std::int64_t from = args[1].integer();
  const auto begin = byte_at(text, from);
  if (!begin) return out_of_range(context, from, text);
  if (args.size() == 2) return Value::of_string(text.substr(*begin));
  const std::int64_t to = args[2].integer();
  const auto end = byte_at(text, to);
  if (!end) return out_of_range(context, to, text);
  if (to < from) {
    return context.error_copy(ErrorCode::kIndex, "the range from " + std::to_string(from) + " to " +
                                                     std::to_string(to) + " ends before it begins");
  }
  return Value::of_string(text.substr(*begin, *end - *begin));
}

Value run_trim(Context&, Args args) { return Value::of_string(trim_white_space(args[0].text())); }

}  // namespace intake::expr
