#include <memory>
#include <utility>

#include "base/suggest.h"
#include "document/datum.h"
#include "lang/selector/parser.h"

namespace intake {
namespace {

FilterType type_of(const FilterOperand& operand) {
  if (operand.kind == FilterOperand::Kind::kFunction) return info_of(operand.function).result;
  if (operand.kind == FilterOperand::Kind::kQuery && !operand.query.singular) {
    return FilterType::kNodes;
  }
  return FilterType::kValue;
}

DocumentPtr literal_of(const Datum& value) {
  return std::make_shared<const Document>(to_document(value));
}

}  // namespace

/// A literal, a query or a function. Ends behind its last character.
bool SelectorParser::operand(FilterOperand& out) {
  const char c = here();
  out.begin = static_cast<std::uint32_t>(at_);
  bool good = false;
  if (c == '\'' || c == '"') {
    std::string value;
    good = quoted_text(value);
    if (good) out.literal = literal_of(Datum(std::move(value)));
  } else if (c == '-' || is_digit(c)) {
    good = number(out);
  } else if (c == '$' || c == '@') {
    good = query(out);
  } else if (is_name_first(c)) {
    good = word(out);
  } else {
    std::string hint = "write a query such as `@.name`, a literal or a function";
    if (c == '.') hint = "write `@` in front of it";
    if (c == '+') hint = "leave out the `+`";
    if (c == '{' || c == '/') hint = "literals are texts in quotes, numbers, true, false and null";
    return fail(
        at_,
        at_end() ? "a condition is missing here" : "expected a query or a value, found " + shown(),
        std::move(hint));
  }
  out.end = static_cast<std::uint32_t>(at_);
  return good;
}

/// `true`, `false`, `null` or a function.
bool SelectorParser::word(FilterOperand& out) {
  const std::size_t begin = at_;
  while (is_name_char(here()) && !at_end()) ++at_;
  const std::string_view word = text_.substr(begin, at_ - begin);
  if (here() == '(') return function(out, word);
  if (word == "true" || word == "false") {
    out.literal = literal_of(Datum(word == "true"));
    return true;
  }
  if (word == "null") {
    out.literal = literal_of(Datum());
    return true;
  }
  std::string lower(word);
  for (char& c : lower) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  std::string hint =
      "write `@." + std::string(word) + "` for a member, `'" + std::string(word) + "'` for a text";
  if (lower == "true" || lower == "false" || lower == "null" || lower == "none") {
    hint = "write " + ticked(lower == "none" ? "null" : lower);
  }
  if (word == "not") hint = "write `!`";
  const std::size_t end = at_;
  skip_gap();
  for (const FilterFunctionInfo& known : kFilterFunctions) {
    if (known.name == word && here() == '(') {
      return fail(end, "a blank between " + ticked(word) + " and `(`", "remove it");
    }
  }
  return fail(begin, ticked(word) + " is neither a query nor a value", std::move(hint));
}

/// At `@` or `$`.
bool SelectorParser::query(FilterOperand& out) {
  out.kind = FilterOperand::Kind::kQuery;
  out.query.relative = here() == '@';
  filters_by_root_ = filters_by_root_ || here() == '$';
  ++at_;
  while (true) {
    const std::size_t end = at_;
    skip_gap();
    if (here() != '.' && here() != '[') {
      at_ = end;
      if (!at_end() && !ends_name(here())) {
        const bool name = is_name_first(here());
        return fail(at_, "expected `.` or `[`, found " + shown(),
                    name ? "write `.` before a name" : "");
      }
      break;
    }
    if (!segment(out.query.segments)) return false;
  }
  out.query.singular = leads_to_one(out.query.segments);
  return true;
}

/// At the `(` behind its name.
bool SelectorParser::function(FilterOperand& out, std::string_view name) {
  const std::size_t begin = out.begin;
  const FilterFunctionInfo* info = nullptr;
  std::vector<std::string_view> names;
  for (const FilterFunctionInfo& known : kFilterFunctions) {
    if (known.name == name) info = &known;
    names.push_back(known.name);
  }
  if (info == nullptr) {
    std::string hint = did_you_mean(name, names);
    if (hint.empty()) hint = "the functions are count, length, match, search and value";
    return fail(begin, "there is no function " + ticked(name), std::move(hint));
  }
  if (!deeper(begin)) return false;
  out.kind = FilterOperand::Kind::kFunction;
  out.function = info->function;
  const std::size_t open = at_++;
  const std::string needs =
      ticked(name) + " takes " + (info->arity == 1 ? "one argument" : "two arguments");
  skip_gap();
  while (here() != ')') {
    if (at_end()) return fail(open, "the `(` is never closed", "write `)`");
    if (out.arguments.size() == info->arity) return fail(at_, needs, "leave out what follows");
    FilterOperand argument;
    if (here() == '!' || here() == '(') {
      return fail(at_, "an argument of a function is no condition",
                  "write a query, a literal or a function");
    }
    if (!operand(argument)) return false;
    if (!check_argument(out, argument)) return false;
    out.arguments.push_back(std::move(argument));
    skip_gap();
    if (here() == ')') break;
    if (at_end()) return fail(open, "the `(` is never closed", "write `)`");
    if (here() != ',') return fail(at_, "expected `,` or `)`, found " + shown());
    ++at_;
    skip_gap();
    if (here() == ')') return fail(at_, "an argument is missing after `,`", needs);
  }
  if (out.arguments.size() < info->arity) return fail(at_, needs);
  ++at_;
  --depth_;
  return compile_pattern(out);
}

/// RFC 9535 section 2.4.3.
bool SelectorParser::check_argument(const FilterOperand& call, const FilterOperand& argument) {
  const FilterFunctionInfo& info = info_of(call.function);
  if (info.parameter == FilterType::kNodes) {
    if (argument.kind == FilterOperand::Kind::kQuery) return true;
    return fail(argument.begin,
                ticked(info.name) + " needs a query, but this is " + written(argument),
                "write a query such as `@.*`");
  }
  const FilterType type = type_of(argument);
  if (type == FilterType::kValue) return true;
  if (type == FilterType::kLogical) {
    return fail(argument.begin, ticked(info.name) + " needs a value, but " +
                                    ticked(info_of(argument.function).name) + " is true or false");
  }
  return fail(
      argument.begin,
      ticked(info.name) + " needs one value, but " + written(argument) + " may match several",
      call.function == FilterFunction::kLength ? "write `count(...)` for the number of matches"
                                               : "use names and indexes only, or `value(...)`");
}

bool SelectorParser::compile_pattern(FilterOperand& call) {
  if (call.function != FilterFunction::kMatch && call.function != FilterFunction::kSearch) {
    return true;
  }
  const FilterOperand& pattern = call.arguments[1];
  if (pattern.kind != FilterOperand::Kind::kLiteral || !pattern.literal_value().is_string()) {
    return true;
  }
  const std::string_view text = pattern.literal_value().text();
  auto compiled = IRegexp::compile(text, limits_);
  if (compiled.ok()) {
    call.regexp = std::move(*compiled);
    return true;
  }
  error_ = std::move(compiled).error().error;
  // Offsets within the pattern are those of its literal where nothing in it is escaped.
  const bool as_written = pattern.end - pattern.begin == text.size() + 2;
  error_.offset = as_written ? pattern.begin + 1 + error_.offset : pattern.begin;
  return false;
}

}  // namespace intake
