#include "synth/inversion.h"

#include <algorithm>
#include <array>

#include "synth/inverters.h"
#include "text/unicode.h"

namespace intake::synth {
namespace {

constexpr std::size_t kMostCandidates = 64;

constexpr std::array kInverters{
    Inverter{"absent", &inverse::absent, ""},
    Inverter{"after", &inverse::after, ""},
    Inverter{"before", &inverse::before, ""},
    Inverter{"blank", &inverse::blank, ""},
    Inverter{"bound", nullptr,
             "it judges a binding: the value at the place of the binding is changed instead"},
    Inverter{"check-digits", &inverse::check_digits, ""},
    Inverter{"contains", &inverse::contains, ""},
    Inverter{"contains-all", &inverse::contains_all, ""},
    Inverter{"count", &inverse::count, ""},
    Inverter{"declared", nullptr,
             "it judges the name of a member: the member is renamed or removed instead"},
    Inverter{"digits", &inverse::digits, ""},
    Inverter{"disjoint", &inverse::disjoint, ""},
    Inverter{"dn", &inverse::dn, ""},
    Inverter{"ends-with", &inverse::ends_with, ""},
    Inverter{"equals", &inverse::equals, ""},
    Inverter{"equals-ignore-case", &inverse::equals_ignore_case, ""},
    Inverter{"expr", nullptr,
             "an expression is not turned round: the values written in it, and those beside them, "
             "are tried where it looks"},
    Inverter{"format", &inverse::format, ""},
    Inverter{"has-members", &inverse::has_members, ""},
    Inverter{"identifier", &inverse::identifier, ""},
    Inverter{"is-null", &inverse::is_null, ""},
    Inverter{"length", &inverse::length, ""},
    Inverter{"lower-case", &inverse::lower_case, ""},
    Inverter{"matches", &inverse::matches, ""},
    Inverter{"max", &inverse::max, ""},
    Inverter{"mentions", &inverse::mentions, ""},
    Inverter{"min", &inverse::min, ""},
    Inverter{"multiple-of", &inverse::multiple_of, ""},
    Inverter{"one-of", &inverse::one_of, ""},
    Inverter{"plain-text", &inverse::plain_text, ""},
    Inverter{"present", &inverse::present, ""},
    Inverter{"same-as", &inverse::same_as, ""},
    Inverter{"same-url", &inverse::same_url, ""},
    Inverter{"schema", nullptr,
             "a whole schema is not turned round: a simple value of each kind is tried"},
    Inverter{"single-spaced", &inverse::single_spaced, ""},
    Inverter{"starts-with", &inverse::starts_with, ""},
    Inverter{"subset-of", &inverse::subset_of, ""},
    Inverter{"superset-of", &inverse::superset_of, ""},
    Inverter{"trimmed", &inverse::trimmed, ""},
    Inverter{"type", &inverse::type, ""},
    Inverter{"unique", &inverse::unique, ""},
    Inverter{"upper-case", &inverse::upper_case, ""},
    Inverter{"url", &inverse::url, ""},
    Inverter{"within", &inverse::within, ""},
};
static_assert(std::ranges::is_sorted(kInverters, {}, &Inverter::predicate));
static_assert(std::ranges::adjacent_find(kInverters, {}, &Inverter::predicate) == kInverters.end());

/// What the predicate says of a candidate.
Truth judge(const InversionInput& input, const Candidate& candidate) {
  PredicateInput call = input.call;
  call.details = false;
  if (candidate.absent) {
    if (!input.predicate->sees_absence) return Truth::kUnknown;
    call.value = View();
    return input.predicate->run(call).truth;
  }
  const Document document = to_document(candidate.value);
  call.value = View(document, document.root());
  if ((kind_bit(call.value.kind()) & input.predicate->accepts) == 0) return Truth::kUnknown;
  return input.predicate->run(call).truth;
}

bool is_allowed(const Candidate& candidate, std::uint8_t kinds) {
  if (candidate.absent) return true;
  const Document document = to_document(candidate.value);
  return (kind_bit(document.kind(document.root())) & kinds) != 0;
}

}  // namespace

std::span<const Inverter> inverters() { return kInverters; }

const Inverter* find_inverter(std::string_view predicate) {
  const auto found = std::ranges::lower_bound(kInverters, predicate, {}, &Inverter::predicate);
  return found != kInverters.end() && found->predicate == predicate ? &*found : nullptr;
}

std::vector<Candidate> invert(const InversionInput& input, bool holds) {
  const Inverter* inverter = find_inverter(input.predicate->name);
  if (inverter == nullptr || inverter->invert == nullptr) return {};
  std::vector<Candidate> offered;
  inverter->invert(input, holds, offered);
  std::vector<Candidate> kept;
  for (Candidate& candidate : offered) {
    if (kept.size() >= kMostCandidates) break;
    const bool known = std::any_of(kept.begin(), kept.end(), [&](const Candidate& other) {
      return other.absent == candidate.absent && equal(other.value, candidate.value);
    });
    if (known || (holds && !is_allowed(candidate, input.kinds))) continue;
    if (judge(input, candidate) == (holds ? Truth::kTrue : Truth::kFalse)) {
      kept.push_back(std::move(candidate));
    }
  }
  std::stable_partition(kept.begin(), kept.end(), [&](const Candidate& candidate) {
    return is_allowed(candidate, input.kinds);
  });
  return kept;
}

namespace inverse {

void offer(Candidates& out, Datum value, std::string how, bool edge) {
  Candidate candidate;
  candidate.value = std::move(value);
  candidate.how = std::move(how);
  candidate.edge = edge;
  out.push_back(std::move(candidate));
}

std::string_view base_text(const InversionInput& input) {
  return base(input).is_string() ? base(input).text() : std::string_view();
}

std::string text_or_filler(const InversionInput& input) {
  const std::string_view text = base_text(input);
  return std::string(trim_blanks(text).empty() ? input.filler : text);
}

Datum::Array base_list(const InversionInput& input) {
  Datum::Array list;
  for (std::uint32_t i = 0; base(input).is_array() && i < base(input).size(); ++i) {
    list.push_back(to_datum(base(input).at(i)));
  }
  return list;
}

const ArgValue& argument(const InversionInput& input, std::size_t parameter) {
  static const ArgValue kNothing;
  return parameter < input.call.args.size() ? input.call.args[parameter] : kNothing;
}

View single(const InversionInput& input, std::size_t parameter) {
  const ArgValue& arg = argument(input, parameter);
  if (!arg.given) return {};
  if (!arg.is_many) return arg.value;
  return arg.many.size() == 1 ? arg.many.front() : View();
}

std::string single_text(const InversionInput& input, std::size_t parameter) {
  const View view = single(input, parameter);
  return view.is_string() ? std::string(view.text()) : std::string();
}

std::vector<Datum> values(const InversionInput& input, std::size_t parameter,
                          std::size_t column_parameter) {
  constexpr std::uint32_t kMost = 200;
  const std::string column = single_text(input, column_parameter);
  const ArgValue& arg = argument(input, parameter);
  std::vector<Datum> out;
  for (std::uint32_t i = 0; arg.given && i < std::min(arg.count(), kMost); ++i) {
    const View row = arg.item(i);
    const View cell = column.empty() || !row.is_object() ? row : row.member(column);
    if (cell) out.push_back(to_datum(cell));
  }
  return out;
}

std::vector<std::string> texts(const InversionInput& input, std::size_t parameter) {
  std::vector<std::string> out;
  for (const Datum& value : values(input, parameter, input.call.args.size())) {
    if (const std::string* text = value.text()) out.push_back(*text);
  }
  return out;
}

std::string last_character(std::string_view text) {
  std::size_t at = text.size();
  while (at > 0 && (static_cast<unsigned char>(text[--at]) & 0xc0) == 0x80) continue;
  return std::string(text.substr(at));
}

std::string without_last(std::string_view text) {
  return std::string(text.substr(0, text.size() - last_character(text).size()));
}

void offer_slips(Candidates& out, std::string_view text) {
  if (!text.empty()) {
    offer(out, std::string(text) + last_character(text), "one character too many");
    if (text.size() > 1) offer(out, without_last(text), "one character too few");
    offer(out, to_upper(text), "upper case");
    offer(out, to_lower(text), "lower case");
    const char last = text.back();
    if ((last >= '0' && last < '9') || (last >= 'a' && last < 'z') || (last >= 'A' && last < 'Z')) {
      offer(out, without_last(text) + static_cast<char>(last + 1), "another last character");
    }
    offer(out, std::string(text) + " ", "a blank at the end");
  }
  offer(out, std::string(text) + " x", "another text");
}

void offer_beside(Candidates& out, const Datum& value) {
  if (const std::string* text = value.text()) return offer_slips(out, *text);
  if (const bool* flag = std::get_if<bool>(&value.value)) return offer(out, !*flag);
  if (const auto* number = std::get_if<std::int64_t>(&value.value)) {
    if (*number < INT64_MAX) offer(out, *number + 1, "one more");
    if (*number > INT64_MIN) offer(out, *number - 1, "one less");
  } else if (const auto* whole = std::get_if<std::uint64_t>(&value.value)) {
    offer(out, *whole - 1, "one less");
  } else if (const auto* real = std::get_if<double>(&value.value)) {
    offer(out, *real + 1, "one more");
    offer(out, *real - 1, "one less");
  } else if (const auto* list = value.array()) {
    Datum::Array longer = *list;
    longer.push_back(list->empty() ? Datum("x") : list->back());
    offer(out, Datum(std::move(longer)), "one more element");
    if (!list->empty()) {
      Datum::Array shorter = *list;
      shorter.pop_back();
      offer(out, Datum(std::move(shorter)), "one element less");
    }
  } else if (const auto* object = value.object()) {
    Datum::Object other = *object;
    other.emplace_back("x", "x");
    offer(out, Datum(std::move(other)), "one member more");
  }
}

void offer_of_kinds(Candidates& out, const InversionInput& input, std::uint8_t kinds) {
  if ((kinds & kStringBit) != 0) offer(out, text_or_filler(input));
  if ((kinds & kBoolBit) != 0) offer(out, false);
  if ((kinds & kIntegerBit) != 0) offer(out, std::int64_t{1});
  if ((kinds & kNumberBit) == kNumberBit) offer(out, 1.5);
  if ((kinds & kArrayBit) != 0) offer(out, Datum(Datum::Array{}));
  if ((kinds & kObjectBit) != 0) offer(out, Datum(Datum::Object{}));
  if ((kinds & kNullBit) != 0) offer(out, Datum());
}

}  // namespace inverse
}  // namespace intake::synth
