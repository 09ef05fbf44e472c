#include "lang/predicate/equality.h"

#include <algorithm>

#include "lang/predicate/value_sets.h"
#include "text/unicode.h"

namespace intake::catalogue {
namespace {

Outcome not_equal(const PredicateInput& input, View wanted) {
  Outcome outcome = Outcome::of(false);
  if (input.details) outcome.expected = to_display(wanted);
  return outcome;
}

enum Ignore : std::uint8_t { kCase = 1, kAccents = 2, kBlanks = 4, kPunctuation = 8, kAll = 15 };

std::uint8_t ignore_bit(std::string_view name) {
  for (std::size_t i = 0; i < kIgnorable.size(); ++i) {
    if (kIgnorable[i] == name) return static_cast<std::uint8_t>(1u << i);
  }
  return 0;
}

/// ASCII punctuation and symbols, and those of Unicode that people type or paste.
bool is_punctuation(char32_t c) {
  if (c < 0x80) {
    return (c >= 0x21 && c <= 0x2f) || (c >= 0x3a && c <= 0x40) || (c >= 0x5b && c <= 0x60) ||
           (c >= 0x7b && c <= 0x7e);
  }
  return c == 0xa1 || c == 0xa7 || c == 0xab || c == 0xb4 || c == 0xb6 || c == 0xb7 || c == 0xbb ||
         c == 0xbf || (c >= 0x2b9 && c <= 0x2bf) || (c >= 0x2010 && c <= 0x2027) ||
         (c >= 0x2030 && c <= 0x205e) || c == 0x2212 || (c >= 0x3001 && c <= 0x3003) ||
         (c >= 0x3008 && c <= 0x3011);
}

/// One code point without its accents; case is kept.
void append_without_accents(std::string& out, char32_t c) {
  std::string one;
  append_utf8(one, c);
  const std::string folded = fold_for_comparison(one);
  out += to_lower(one) == one ? folded : to_upper(folded);
}

std::string without(std::string_view text, std::uint8_t ignore) {
  std::string composed = to_nfc(text);
  if ((ignore & kCase) != 0) composed = to_lower(composed);
  std::string kept;
  kept.reserve(composed.size());
  for (std::size_t at = 0; at < composed.size();) {
    const char32_t c = next_code_point(composed, at);
    if ((ignore & kBlanks) != 0 && is_blank(c)) continue;
    if ((ignore & kPunctuation) != 0 && is_punctuation(c)) continue;
    if ((ignore & kAccents) != 0 && c >= 0x80 && !is_blank(c)) {
      append_without_accents(kept, c);
    } else {
      append_utf8(kept, c);
    }
  }
  return kept;
}

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return (c & 0x80) == 0; });
}

/// The next byte of an ASCII text that `without` would keep, as it would keep it; '\0' at the end.
char next_kept(std::string_view text, std::size_t& at, std::uint8_t ignore) {
  while (at < text.size()) {
    const char c = text[at++];
    const auto code = static_cast<unsigned char>(c);
    if ((ignore & kBlanks) != 0 && is_blank(code)) continue;
    if ((ignore & kPunctuation) != 0 && is_punctuation(code)) continue;
    return (ignore & kCase) != 0 && c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
  }
  return '\0';
}

/// without(text) == wanted, of an ASCII text.
bool is_kept_as(std::string_view text, std::uint8_t ignore, std::string_view wanted) {
  std::size_t at = 0;
  for (const char c : wanted) {
    if (c == '\0' || next_kept(text, at, ignore) != c) return false;
  }
  return next_kept(text, at, ignore) == '\0';
}

/// without(a) == without(b), of ASCII texts.
bool are_kept_alike(std::string_view a, std::string_view b, std::uint8_t ignore) {
  std::size_t i = 0, j = 0;
  for (;;) {
    const char c = next_kept(a, i, ignore);
    if (c != next_kept(b, j, ignore)) return false;
    if (c == '\0') return true;
  }
}

/// A byte that the comparisons above take for the end.
bool has_nul(std::string_view text) { return text.find('\0') != std::string_view::npos; }

struct SameAsPrepared : Prepared {
  std::uint8_t ignore = kAll;
  std::optional<std::string> value;
};

std::uint8_t ignore_bits(const ArgValue& arg) {
  std::uint8_t bits = 0;
  for (std::uint32_t i = 0; i < arg.count(); ++i) {
    if (arg.item(i).is_string()) bits |= ignore_bit(arg.item(i).text());
  }
  return bits;
}

}  // namespace

Outcome run_equals(const PredicateInput& input) {
  const ArgValue& arg = input.args[0];
  if (arg.is_many && arg.many.size() != 1) return wrong_kind(input, {}, kAnyBits);
  const View wanted = single(input, 0);
  if (wanted.absent()) return wrong_kind(input, wanted, kAnyBits);
  return same(input.value, wanted) ? Outcome::of(true) : not_equal(input, wanted);
}

Outcome run_equals_ignore_case(const PredicateInput& input) {
  const View wanted = single(input, 0);
  if (!wanted.is_string()) return wrong_kind(input, wanted, kStringBit);
  if (equal_ignoring_case(input.value.text(), wanted.text())) return Outcome::of(true);
  return not_equal(input, wanted);
}

PrepareResult prepare_one_of(const PrepareInput& input) {
  const View column = literal(input, 1);
  return std::shared_ptr<const Prepared>(
      ListIndex::make(literal(input, 0), column.is_string() ? column.text() : ""));
}

Outcome run_one_of(const PredicateInput& input) {
  if (given(input, 1) && !single_text(input, 1))
    return wrong_kind(input, single(input, 1), kStringBit);
  const std::string_view column = single_text(input, 1).value_or("");
  const auto* index = static_cast<const ListIndex*>(input.prepared);
  if (index != nullptr && index->column() != column) index = nullptr;
  const Items items(input.args[0], column);
  if (Members(items, 1, index).has(input.value)) return Outcome::of(true);
  Outcome outcome = Outcome::of(false);
  if (input.details) {
    outcome.expected = list_text(items);
    if (input.value.is_string()) outcome.suggestion = closest_text(input.value.text(), items);
  }
  return outcome;
}

PrepareResult prepare_same_as(const PrepareInput& input) {
  auto prepared = std::make_shared<SameAsPrepared>();
  if (const View ignore = literal(input, 1)) {
    ArgValue arg;
    arg.value = ignore;
    prepared->ignore = ignore_bits(arg);
  }
  if (const View value = literal(input, 0); value.is_string()) {
    prepared->value = without(value.text(), prepared->ignore);
  }
  return std::shared_ptr<const Prepared>(std::move(prepared));
}

Outcome run_same_as(const PredicateInput& input) {
  const View wanted = single(input, 0);
  if (!wanted.is_string()) return wrong_kind(input, wanted, kStringBit);
  if (input.value.text() == wanted.text()) return Outcome::of(true);
  const auto* prepared = static_cast<const SameAsPrepared*>(input.prepared);
  std::uint8_t ignore = kAll;
  if (prepared != nullptr) {
    ignore = prepared->ignore;
  } else if (given(input, 1)) {
    ignore = ignore_bits(input.args[1]);
  }
  const std::string_view mine = input.value.text();
  const bool usual = is_ascii(mine) && !has_nul(mine);
  bool holds = false;
  if (prepared != nullptr && prepared->value) {
    const std::string& kept = *prepared->value;
    holds = usual ? is_kept_as(mine, ignore, kept) : without(mine, ignore) == kept;
  } else if (usual && is_ascii(wanted.text()) && !has_nul(wanted.text())) {
    holds = are_kept_alike(mine, wanted.text(), ignore);
  } else {
    holds = without(mine, ignore) == without(wanted.text(), ignore);
  }
  return holds ? Outcome::of(true) : not_equal(input, wanted);
}

}  // namespace intake::catalogue
