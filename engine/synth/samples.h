#pragma once

#include <span>
#include <string>
#include <string_view>

namespace intake::synth {

/// A text that is written in a notation (text_formats.h), and one that just is not. None belongs to
/// anybody: domains, addresses and numbers are those that standards set aside for examples.
struct FormatSample {
  std::string_view format;
  std::string_view good;
  std::string_view bad;
};

/// Sorted by format; one row for each that the engine knows.
std::span<const FormatSample> format_samples();
const FormatSample* find_format_sample(std::string_view format);

/// A text that is often asked for, and what tells that a pattern asks for it.
struct UsualText {
  std::string_view text;
  std::string_view hint;  // stands in the pattern
};
std::span<const UsualText> usual_texts();

/// A text of the right shape for an algorithm of check_digits.h; its check digits may be wrong.
std::string_view check_digits_shape(std::string_view algorithm);
/// `text` with the check digits that the algorithm gives; "" where it cannot read the text.
std::string with_check_digits(std::string_view algorithm, std::string text);

}  // namespace intake::synth
