#include "lang/predicate/identifiers.h"

#include <algorithm>
#include <map>

#include "base/suggest.h"
#include "lang/predicate/value_sets.h"
#include "text/unicode.h"

namespace intake::catalogue {
namespace {

/// One argument or column that is a text or a list of texts.
Items texts_of(const ArgValue& arg) { return Items(arg, ""); }

struct FormatPrepared : Prepared {
  std::vector<const TextFormat*> formats;
};

struct CheckDigitsPrepared : Prepared {
  std::vector<const CheckDigits*> algorithms;
};

std::vector<const CheckDigits*> algorithms_of(const ArgValue& arg) {
  std::vector<const CheckDigits*> found;
  for (std::uint32_t i = 0; i < arg.count(); ++i) {
    const View name = arg.item(i);
    if (!name.is_string()) continue;
    if (const CheckDigits* algorithm = find_check_digits(name.text())) found.push_back(algorithm);
  }
  return found;
}

ArgValue as_argument(View view) {
  ArgValue arg;
  arg.value = view;
  arg.given = !view.absent();
  return arg;
}

/// One right is enough. One that can read the text and says no outweighs those that cannot.
Outcome judge_check_digits(const PredicateInput& input,
                           std::span<const CheckDigits* const> algorithms) {
  const std::string_view text = input.value.text();
  Listing expected;
  std::string found;
  for (const CheckDigits* algorithm : algorithms) {
    CheckDigitsResult result = algorithm->check(text);
    if (result.state == CheckDigitsResult::State::kRight) return Outcome::of(true);
    if (result.state == CheckDigitsResult::State::kNotReadable) continue;
    if (found.empty()) found = std::move(result.found);
    if (input.details) expected.add(std::move(result.expected));
  }
  if (found.empty()) {
    return not_readable(input, input.value, algorithms.empty() ? "" : algorithms.front()->name);
  }
  Outcome outcome = Outcome::of(false);
  if (input.details) {
    outcome.expected = expected.text();
    outcome.reason = {ReasonCode::kCheckDigits, {std::move(found), outcome.expected}, {}};
  }
  return outcome;
}

/// One row of the list of types.
struct IdentifierType {
  std::vector<std::uint64_t> lengths;  // empty: any
  bool digits = false;
  PatternPtr pattern;
  std::vector<const CheckDigits*> algorithms;
};

struct IdentifierPrepared : Prepared {
  std::map<std::string, IdentifierType, std::less<>> types;
};

Parsed<IdentifierType> read_type(View row, const Limits& limits) {
  IdentifierType type;
  const std::string name(row.member("name").text());
  const ArgValue lengths = as_argument(row.member("length"));
  for (std::uint32_t i = 0; i < lengths.count(); ++i) {
    const View length = lengths.item(i);
    if (length.is_null()) continue;
    if (!length.is_integer() ||
        (length.kind() == Kind::kInt && length.node().payload.integer < 0)) {
      return fault("the row `" + name + "` has `" + to_display(length) + "` as a length",
                   "write a whole number, or a list of them");
    }
    type.lengths.push_back(length.kind() == Kind::kUint
                               ? length.node().payload.unsigned_integer
                               : static_cast<std::uint64_t>(length.node().payload.integer));
  }
  const View digits = row.member("digits");
  type.digits = digits.is_bool() && digits.boolean();
  if (const View pattern = row.member("pattern"); pattern.is_string()) {
    auto compiled = Pattern::compile(pattern.text(), limits);
    if (!compiled) {
      LangError error = compiled.error();
      error.message = "the pattern of the row `" + name + "`: " + error.message;
      return error;
    }
    type.pattern = *std::move(compiled);
  }
  const ArgValue names = as_argument(row.member("check-digits"));
  for (std::uint32_t i = 0; i < names.count(); ++i) {
    const View algorithm = names.item(i);
    if (algorithm.is_null()) continue;
    if (!algorithm.is_string() || find_check_digits(algorithm.text()) == nullptr) {
      return fault("the row `" + name + "` names the check digits `" + to_display(algorithm) +
                       "`, which are not known",
                   algorithm.is_string() ? did_you_mean(algorithm.text(), check_digit_names())
                                         : std::string());
    }
  }
  type.algorithms = algorithms_of(names);
  return type;
}

Parsed<std::shared_ptr<const IdentifierPrepared>> read_types(const ArgValue& rows,
                                                             const Limits& limits) {
  auto prepared = std::make_shared<IdentifierPrepared>();
  for (std::uint32_t i = 0; i < rows.count(); ++i) {
    const View row = rows.item(i);
    const View name = row.is_object() ? row.member("name") : View();
    if (!name.is_string()) {
      return fault("row " + std::to_string(i + 1) + " of the types has no `name`",
                   "write the types as records {name: ..., length: ...}");
    }
    auto type = read_type(row, limits);
    if (!type) return type.error();
    if (!prepared->types.emplace(std::string(name.text()), *std::move(type)).second) {
      return fault("the types have two rows with the name `" + std::string(name.text()) + "`",
                   "leave one of them out");
    }
  }
  return std::shared_ptr<const IdentifierPrepared>(std::move(prepared));
}

enum Part : std::uint8_t { kLengthPart = 1, kPatternPart = 2, kCheckDigitsPart = 4 };

std::uint8_t parts_of(const PredicateInput& input) {
  if (!given(input, 2)) return kLengthPart | kPatternPart;
  const ArgValue& parts = input.args[2];
  std::uint8_t bits = 0;
  for (std::uint32_t i = 0; i < parts.count(); ++i) {
    for (std::size_t p = 0; p < kIdentifierParts.size(); ++p) {
      if (parts.item(i).is_string() && parts.item(i).text() == kIdentifierParts[p]) {
        bits |= static_cast<std::uint8_t>(1u << p);
      }
    }
  }
  return bits;
}

Outcome wrong_length(const PredicateInput& input, const IdentifierType& type, std::uint64_t size) {
  Outcome outcome = Outcome::of(false);
  if (!input.details) return outcome;
  Listing expected;
  for (const std::uint64_t length : type.lengths) expected.add(std::to_string(length));
  outcome.expected = expected.text();
  const bool too_short = size < *std::ranges::min_element(type.lengths);
  outcome.reason = {too_short ? ReasonCode::kTooShort : ReasonCode::kTooLong,
                    {std::to_string(size), outcome.expected},
                    {}};
  return outcome;
}

bool all_digits(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

Outcome judge_type(const PredicateInput& input, const IdentifierType& type) {
  const std::uint8_t parts = parts_of(input);
  const std::string_view text = input.value.text();
  if ((parts & kLengthPart) != 0 && !type.lengths.empty()) {
    const std::uint64_t size = count_code_points(text);
    if (std::ranges::find(type.lengths, size) == type.lengths.end()) {
      return wrong_length(input, type, size);
    }
  }
  if ((parts & kPatternPart) != 0) {
    const bool digits = !type.digits || all_digits(text);
    if (!digits || (type.pattern && !type.pattern->search(text))) {
      Outcome outcome = Outcome::of(false);
      if (input.details) outcome.expected = digits ? type.pattern->text() : "0–9";
      return outcome;
    }
  }
  if ((parts & kCheckDigitsPart) != 0 && !type.algorithms.empty()) {
    return judge_check_digits(input, type.algorithms);
  }
  return Outcome::of(true);
}

}  // namespace

PrepareResult prepare_format(const PrepareInput& input) {
  auto prepared = std::make_shared<FormatPrepared>();
  const ArgValue names = as_argument(literal(input, 0));
  for (std::uint32_t i = 0; i < names.count(); ++i) {
    const View name = names.item(i);
    const TextFormat* format = name.is_string() ? find_text_format(name.text()) : nullptr;
    if (format == nullptr) {
      return fault("`" + to_display(name) + "` is no known format",
                   name.is_string() ? did_you_mean(name.text(), format_names()) : std::string());
    }
    prepared->formats.push_back(format);
  }
  return std::shared_ptr<const Prepared>(std::move(prepared));
}

Outcome run_format(const PredicateInput& input) {
  const std::string_view text = input.value.text();
  const ArgValue& names = input.args[0];
  if (const auto* prepared = static_cast<const FormatPrepared*>(input.prepared)) {
    for (const TextFormat* format : prepared->formats) {
      if (format->fits(text)) return Outcome::of(true);
    }
  } else {
    for (std::uint32_t i = 0; i < names.count(); ++i) {
      const View name = names.item(i);
      const TextFormat* format = name.is_string() ? find_text_format(name.text()) : nullptr;
      if (format == nullptr) return wrong_kind(input, name, kStringBit);
      if (format->fits(text)) return Outcome::of(true);
    }
  }
  Outcome outcome = Outcome::of(false);
  if (input.details) {
    outcome.expected = list_text(texts_of(names));
    outcome.reason = {ReasonCode::kNotReadable, {to_display(input.value), outcome.expected}, {}};
  }
  return outcome;
}

PrepareResult prepare_check_digits(const PrepareInput& input) {
  auto prepared = std::make_shared<CheckDigitsPrepared>();
  const ArgValue names = as_argument(literal(input, 0));
  for (std::uint32_t i = 0; i < names.count(); ++i) {
    const View name = names.item(i);
    if (name.is_string() && find_check_digits(name.text()) != nullptr) continue;
    return fault("`" + to_display(name) + "` are no known check digits",
                 name.is_string() ? did_you_mean(name.text(), check_digit_names()) : std::string());
  }
  prepared->algorithms = algorithms_of(names);
  return std::shared_ptr<const Prepared>(std::move(prepared));
}

Outcome run_check_digits(const PredicateInput& input) {
  if (const auto* prepared = static_cast<const CheckDigitsPrepared*>(input.prepared)) {
    return judge_check_digits(input, prepared->algorithms);
  }
  return judge_check_digits(input, algorithms_of(input.args[0]));
}

PrepareResult prepare_identifier(const PrepareInput& input) {
  const View rows = literal(input, 0);
  if (rows.absent() || input.limits == nullptr) return std::shared_ptr<const Prepared>();
  auto prepared = read_types(as_argument(rows), *input.limits);
  if (!prepared) return prepared.error();
  const View type = literal(input, 1);
  if (type.is_string() && !(*prepared)->types.contains(type.text())) {
    return fault("the types have no row `" + std::string(type.text()) + "`");
  }
  return std::shared_ptr<const Prepared>(*std::move(prepared));
}

Outcome run_identifier(const PredicateInput& input) {
  const View name = single(input, 1);
  if (!name.is_string()) return wrong_kind(input, name, kStringBit);
  std::shared_ptr<const IdentifierPrepared> read;
  const auto* prepared = static_cast<const IdentifierPrepared*>(input.prepared);
  if (prepared == nullptr) {
    const Limits usual;
    auto types = read_types(input.args[0], input.limits != nullptr ? *input.limits : usual);
    if (!types) return not_readable(input, input.args[0].value, "identifier");
    read = *std::move(types);
    prepared = read.get();
  }
  const auto row = prepared->types.find(name.text());
  if (row == prepared->types.end()) {
    Outcome outcome = Outcome::unknown(
        {ReasonCode::kNoRow, {"types", std::string(name.text())}, cause_of(input, name)});
    if (input.details) {
      std::vector<std::string_view> names;
      for (std::uint32_t i = 0; i < input.args[0].count(); ++i) {
        const View candidate = input.args[0].item(i).member("name");
        if (candidate.is_string()) names.push_back(candidate.text());
      }
      outcome.suggestion = closest(name.text(), names).value_or("");
    }
    return outcome;
  }
  return judge_type(input, row->second);
}

}  // namespace intake::catalogue
