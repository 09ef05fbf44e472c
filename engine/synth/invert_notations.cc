#include <algorithm>

#include "lang/predicate/check_digits.h"
#include "lang/predicate/text_formats.h"
#include "synth/inverters.h"
#include "synth/pattern_text.h"
#include "synth/samples.h"
#include "text/unicode.h"

namespace intake::synth::inverse {
namespace {

constexpr std::uint64_t kMostCharacters = 1'000;

/// The last digit that can be changed so that the check digits no longer fit.
void offer_wrong(Candidates& out, const CheckDigits& algorithm, const std::string& right) {
  for (std::size_t at = right.size(); at-- > 0;) {
    if (right[at] < '0' || right[at] > '9') continue;
    std::string wrong = right;
    wrong[at] = wrong[at] == '9' ? '0' : static_cast<char>(wrong[at] + 1);
    if (algorithm.check(wrong).state != CheckDigitsResult::State::kWrong) continue;
    return offer(out, std::move(wrong), "one digit is wrong");
  }
}

/// Texts for which the algorithm can be asked, those near what stands there first.
std::vector<std::string> readable(const InversionInput& input, std::string_view algorithm) {
  const std::string shape(check_digits_shape(algorithm));
  std::vector<std::string> out{std::string(base_text(input))};
  // A number of another length keeps its beginning.
  std::string digits;
  for (const char c : base_text(input)) {
    if (c >= '0' && c <= '9') digits += c;
  }
  if (!digits.empty() && digits.size() < shape.size()) {
    out.push_back(digits + shape.substr(digits.size()));
  }
  if (digits.size() > shape.size()) out.push_back(digits.substr(0, shape.size()));
  out.push_back(shape);
  return out;
}

void offer_check_digits(const InversionInput& input, std::string_view name, bool holds,
                        Candidates& out) {
  const CheckDigits* algorithm = find_check_digits(name);
  if (algorithm == nullptr) return;
  for (const std::string& text : readable(input, name)) {
    const std::string right = with_check_digits(name, text);
    if (right.empty()) continue;
    if (holds) {
      offer(out, right);
    } else {
      offer_wrong(out, *algorithm, right);
    }
  }
}

std::vector<View> one_or_several(View view) {
  if (!view.is_array()) return view ? std::vector<View>{view} : std::vector<View>{};
  std::vector<View> out;
  for (std::uint32_t i = 0; i < view.size(); ++i) out.push_back(view.at(i));
  return out;
}

std::string of_size(std::string text, std::uint64_t size) {
  while (count_code_points(text) > size) text = without_last(text);
  while (count_code_points(text) < size) text += '0';
  return text;
}

/// Numbers that fit one record of identifier types: digits, of its length, with its check digits.
void offer_identifiers(const InversionInput& input, View row, bool holds, Candidates& out) {
  std::string text(base_text(input));
  const bool all_digits =
      std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (text.empty() || !all_digits) text = "1";
  std::vector<std::string> fitting;
  const View pattern = row.member("pattern");
  if (pattern.is_string()) {
    if (const auto compiled = Pattern::compile(pattern.text(), Limits{})) {
      for (const PatternText& made : matching_texts(**compiled)) fitting.push_back(made.text);
      if (!holds) {
        for (PatternText& made : missing_texts(**compiled)) {
          offer(out, std::move(made.text), std::move(made.how));
        }
      }
    }
  }
  for (const View length : one_or_several(row.member("length"))) {
    if (!length.is_integer()) continue;
    const auto size = static_cast<std::uint64_t>(length.node().payload.integer);
    if (size == 0 || size > kMostCharacters) continue;
    fitting.push_back(of_size(text, size));
    if (holds) continue;
    offer(out, of_size(text, size - 1), "one digit too few");
    offer(out, of_size(text, size + 1), "one digit too many");
  }
  if (fitting.empty()) fitting.push_back(text);
  for (const std::string& one : fitting) {
    if (holds) {
      for (const View name : one_or_several(row.member("check-digits"))) {
        if (!name.is_string()) continue;
        const std::string right = with_check_digits(name.text(), one);
        if (!right.empty()) offer(out, right);
      }
      offer(out, one);
      continue;
    }
    for (const View name : one_or_several(row.member("check-digits"))) {
      const CheckDigits* algorithm = name.is_string() ? find_check_digits(name.text()) : nullptr;
      if (algorithm == nullptr) continue;
      const std::string right = with_check_digits(name.text(), one);
      if (!right.empty()) offer_wrong(out, *algorithm, right);
    }
    offer(out, without_last(one) + "O", "a letter in place of the last digit");
  }
}

}  // namespace

void format(const InversionInput& input, bool holds, Candidates& out) {
  for (const std::string& name : texts(input, 0)) {
    const FormatSample* sample = find_format_sample(name);
    if (sample == nullptr) continue;
    offer(out, holds ? sample->good : sample->bad, holds ? "" : "not of the format `" + name + "`");
  }
}

void check_digits(const InversionInput& input, bool holds, Candidates& out) {
  for (const std::string& name : texts(input, 0)) offer_check_digits(input, name, holds, out);
}

void identifier(const InversionInput& input, bool holds, Candidates& out) {
  const std::string type = single_text(input, 1);
  const ArgValue& types = argument(input, 0);
  for (std::uint32_t i = 0; types.given && i < types.count(); ++i) {
    const View row = types.item(i);
    const View name = row.is_object() ? row.member("name") : View();
    if (name.is_string() && name.text() == type) offer_identifiers(input, row, holds, out);
  }
}

}  // namespace intake::synth::inverse
