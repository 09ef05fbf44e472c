#include "lang/predicate/text_predicates.h"

#include <algorithm>
#include <cstdio>

#include "lang/predicate/value_sets.h"
#include "text/unicode.h"

namespace intake::catalogue {
namespace {

using Test = bool (*)(std::string_view text, std::string_view part);

Outcome judge_any_part(const PredicateInput& input, Test test) {
  const ArgValue& parts = input.args[0];
  if (const View odd = first_non_text(parts)) return wrong_kind(input, odd, kStringBit);
  for (std::uint32_t i = 0; i < parts.count(); ++i) {
    if (test(input.value.text(), parts.item(i).text())) return Outcome::of(true);
  }
  Outcome outcome = Outcome::of(false);
  if (input.details) outcome.expected = list_text(Items(parts, ""));
  return outcome;
}

/// False: `extra` is the character as U+XXXX, if asked for.
Outcome unwanted_character(const PredicateInput& input, char32_t c) {
  Outcome outcome = Outcome::of(false);
  if (input.details) {
    char name[16];
    std::snprintf(name, sizeof name, "U+%04X", static_cast<unsigned>(c));
    outcome.extra = name;
  }
  return outcome;
}

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return (c & 0x80) == 0; });
}

Outcome judge_case(const PredicateInput& input, std::string (*convert)(std::string_view), char from,
                   char to) {
  const std::string_view text = input.value.text();
  bool holds = false;
  if (is_ascii(text)) {
    holds = std::none_of(text.begin(), text.end(), [&](char c) { return c >= from && c <= to; });
  } else {
    holds = convert(text) == text;
  }
  Outcome outcome = Outcome::of(holds);
  if (!holds && input.details) outcome.expected = convert(text);
  return outcome;
}

}  // namespace

Outcome run_matches(const PredicateInput& input) {
  const Pattern* pattern = input.patterns.empty() ? nullptr : input.patterns[0].get();
  if (pattern == nullptr) return wrong_kind(input, {}, kStringBit);
  if (pattern->search(input.value.text())) return Outcome::of(true);
  Outcome outcome = Outcome::of(false);
  if (input.details) outcome.expected = pattern->text();
  return outcome;
}

Outcome run_starts_with(const PredicateInput& input) {
  return judge_any_part(
      input, [](std::string_view text, std::string_view part) { return text.starts_with(part); });
}

Outcome run_ends_with(const PredicateInput& input) {
  return judge_any_part(
      input, [](std::string_view text, std::string_view part) { return text.ends_with(part); });
}

Outcome run_length(const PredicateInput& input) {
  return judge_size(input, count_code_points(input.value.text()));
}

Outcome run_trimmed(const PredicateInput& input) {
  const std::string_view text = input.value.text();
  const std::string_view trimmed = trim_blanks(text);
  Outcome outcome = Outcome::of(trimmed.size() == text.size());
  if (outcome.truth == Truth::kFalse && input.details) outcome.expected = trimmed;
  return outcome;
}

Outcome run_single_spaced(const PredicateInput& input) {
  const std::string_view text = trim_blanks(input.value.text());
  bool after_blank = false;
  for (std::size_t at = 0; at < text.size();) {
    const bool blank = is_blank(next_code_point(text, at));
    if (blank && after_blank) {
      Outcome outcome = Outcome::of(false);
      if (input.details) outcome.expected = collapse_blanks(text);
      return outcome;
    }
    after_blank = blank;
  }
  return Outcome::of(true);
}

Outcome run_plain_text(const PredicateInput& input) {
  const std::string_view text = trim_blanks(input.value.text());
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    if (c == ' ' || c == '\t' || c == '\n' || c == '\r') continue;
    const bool control = c < 0x20 || (c >= 0x7f && c < 0xa0);
    if (control || is_blank(c) || is_invisible(c)) return unwanted_character(input, c);
  }
  return Outcome::of(true);
}

Outcome run_upper_case(const PredicateInput& input) {
  return judge_case(input, &to_upper, 'a', 'z');
}

Outcome run_lower_case(const PredicateInput& input) {
  return judge_case(input, &to_lower, 'A', 'Z');
}

Outcome run_digits(const PredicateInput& input) {
  const std::string_view text = input.value.text();
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    const char32_t c = next_code_point(text, at);
    if (c >= '0' && c <= '9') continue;
    if (is_blank(c) || c < 0x20) return unwanted_character(input, c);
    Outcome outcome = Outcome::of(false);
    if (input.details) outcome.extra = text.substr(begin, at - begin);
    return outcome;
  }
  return Outcome::of(!text.empty());
}

}  // namespace intake::catalogue
