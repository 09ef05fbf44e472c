#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace intake {

/// What the check digits of a text say. Texts are at most 15 bytes, so nothing is allocated.
struct CheckDigitsResult {
  enum class State : std::uint8_t { kRight, kWrong, kNotReadable };
  State state = State::kNotReadable;
  std::string found;
  /// What the arithmetic gives; "09/38" where two are possible. Never a repaired number.
  std::string expected;
};

/// One algorithm. This table, with its bodies, is the only place in engine/ that names the numbers
/// of one country.
struct CheckDigits {
  std::string_view name;
  std::string_view summary;
  CheckDigitsResult (*check)(std::string_view text);
};

/// Sorted by name.
std::span<const CheckDigits> check_digits();
const CheckDigits* find_check_digits(std::string_view name);

namespace check_digit_tables {
inline constexpr std::array<std::string_view, 14> kNames{
    "cbe",    "ean13",
    "gtin",   "iban",
    "isbn10", "iso7064-mod11-2",
    "lei",    "luhn",
    "mod97",  "mod97-complement",
    "nihii",  "nihii-mod89",
    "ogm",    "ssin",
};
}  // namespace check_digit_tables

}  // namespace intake
