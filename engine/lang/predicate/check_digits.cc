#include "lang/predicate/check_digits.h"

#include <algorithm>

namespace intake {
namespace {

using State = CheckDigitsResult::State;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool all_digits(std::string_view text) { return std::all_of(text.begin(), text.end(), is_digit); }

std::uint32_t modulo(std::string_view digits, std::uint32_t divisor, std::uint32_t rest = 0) {
  for (const char c : digits) rest = (rest * 10 + static_cast<std::uint32_t>(c - '0')) % divisor;
  return rest;
}

std::string two_digits(std::uint32_t number) {
  return {static_cast<char>('0' + number / 10), static_cast<char>('0' + number % 10)};
}

CheckDigitsResult judge(std::string_view found, std::string expected) {
  return {found == expected ? State::kRight : State::kWrong, std::string(found),
          std::move(expected)};
}

/// The two digits behind `body` are divisor - (body mod divisor); a rest of 0 gives the divisor.
CheckDigitsResult complement(std::string_view body, std::string_view found, std::uint32_t divisor) {
  return judge(found, two_digits(divisor - modulo(body, divisor)));
}

CheckDigitsResult check_cbe(std::string_view text) {
  if (text.size() != 10 || !all_digits(text)) return {};
  return complement(text.substr(0, 8), text.substr(8), 97);
}

/// Institutions have 8 digits, persons 11: 6, 2 check digits, 3 for the qualification.
CheckDigitsResult check_nihii_with(std::string_view text, std::uint32_t divisor) {
  if ((text.size() != 8 && text.size() != 11) || !all_digits(text)) return {};
  return complement(text.substr(0, 6), text.substr(6, 2), divisor);
}

CheckDigitsResult check_nihii(std::string_view text) { return check_nihii_with(text, 97); }
CheckDigitsResult check_nihii_mod89(std::string_view text) { return check_nihii_with(text, 89); }

/// Of births from 2000 on, a 2 stands before the 9 digits in the reckoning. The number does not
/// say which century is meant, so either is right.
CheckDigitsResult check_ssin(std::string_view text) {
  if (text.size() != 11 || !all_digits(text)) return {};
  const std::string_view body = text.substr(0, 9);
  const std::string_view found = text.substr(9);
  const std::string before_2000 = two_digits(97 - modulo(body, 97));
  const std::string from_2000 = two_digits(97 - modulo(body, 97, 2));
  if (found == before_2000 || found == from_2000) return judge(found, std::string(found));
  return judge(found, before_2000 + "/" + from_2000);
}

CheckDigitsResult check_complement(std::string_view text) {
  if (text.size() < 3 || !all_digits(text)) return {};
  return complement(text.substr(0, text.size() - 2), text.substr(text.size() - 2), 97);
}

/// `+++123/4567/89012+++`, `***...***` or the 12 digits: the last two are the first ten modulo 97,
/// and 97 where that is 0.
CheckDigitsResult check_ogm(std::string_view text) {
  std::array<char, 12> digits{};
  if (text.size() == 20 && (text.starts_with("+++") || text.starts_with("***"))) {
    if (!text.ends_with(text.substr(0, 3)) || text[6] != '/' || text[11] != '/') return {};
    std::size_t next = 0;
    for (std::size_t i = 3; i < 17; ++i) {
      if (i != 6 && i != 11) digits[next++] = text[i];
    }
  } else if (text.size() == 12) {
    std::copy(text.begin(), text.end(), digits.begin());
  } else {
    return {};
  }
  const std::string_view all(digits.data(), digits.size());
  if (!all_digits(all)) return {};
  const std::uint32_t rest = modulo(all.substr(0, 10), 97);
  return judge(all.substr(10), two_digits(rest == 0 ? 97 : rest));
}

/// Source: ISO/IEC 7812-1 annex B.
CheckDigitsResult check_luhn(std::string_view text) {
  if (text.size() < 2 || !all_digits(text)) return {};
  std::uint32_t sum = 0;
  bool doubled = true;
  for (std::size_t i = text.size() - 1; i-- > 0; doubled = !doubled) {
    const auto digit = static_cast<std::uint32_t>(text[i] - '0') * (doubled ? 2 : 1);
    sum += digit > 9 ? digit - 9 : digit;
  }
  const auto expected = static_cast<char>('0' + (10 - sum % 10) % 10);
  return judge(text.substr(text.size() - 1), std::string(1, expected));
}

/// Weights 3 and 1, from the right. Source: GS1 General Specifications, 7.9.1.
CheckDigitsResult check_gs1(std::string_view text) {
  std::uint32_t sum = 0;
  bool tripled = true;
  for (std::size_t i = text.size() - 1; i-- > 0; tripled = !tripled) {
    sum += static_cast<std::uint32_t>(text[i] - '0') * (tripled ? 3 : 1);
  }
  const auto expected = static_cast<char>('0' + (10 - sum % 10) % 10);
  return judge(text.substr(text.size() - 1), std::string(1, expected));
}

CheckDigitsResult check_ean13(std::string_view text) {
  if (text.size() != 13 || !all_digits(text)) return {};
  return check_gs1(text);
}

CheckDigitsResult check_gtin(std::string_view text) {
  const std::size_t size = text.size();
  if ((size != 8 && size != 12 && size != 13 && size != 14) || !all_digits(text)) return {};
  return check_gs1(text);
}

/// The text without hyphens, 10 characters.
CheckDigitsResult check_isbn10(std::string_view text) {
  std::array<char, 10> kept{};
  std::size_t size = 0;
  for (const char c : text) {
    if (c == '-') continue;
    if (size == kept.size()) return {};
    kept[size++] = c;
  }
  const std::string_view all(kept.data(), size);
  if (size != 10 || !all_digits(all.substr(0, 9))) return {};
  if (!is_digit(all[9]) && all[9] != 'X') return {};
  std::uint32_t sum = 0;
  for (std::uint32_t i = 0; i < 9; ++i) {
    sum += static_cast<std::uint32_t>(all[i] - '0') * (10 - i);
  }
  const std::uint32_t rest = (11 - sum % 11) % 11;
  return judge(all.substr(9), std::string(1, rest == 10 ? 'X' : static_cast<char>('0' + rest)));
}

/// ORCID and ISNI; hyphens are allowed. Source: ISO/IEC 7064, MOD 11-2.
CheckDigitsResult check_mod11_2(std::string_view text) {
  if (text.size() < 2) return {};
  const char last = text.back();
  if (!is_digit(last) && last != 'X') return {};
  std::uint32_t total = 0;
  bool any = false;
  for (const char c : text.substr(0, text.size() - 1)) {
    if (c == '-') continue;
    if (!is_digit(c)) return {};
    total = (total + static_cast<std::uint32_t>(c - '0')) * 2 % 11;
    any = true;
  }
  if (!any) return {};
  const std::uint32_t rest = (12 - total) % 11;
  return judge(text.substr(text.size() - 1),
               std::string(1, rest == 10 ? 'X' : static_cast<char>('0' + rest)));
}

/// Digits, and letters as the numbers 10 to 35, modulo 97; 97 for any other character.
std::uint32_t modulo_97_letters(std::string_view text, std::uint32_t rest = 0) {
  for (const char c : text) {
    if (is_digit(c)) {
      rest = (rest * 10 + static_cast<std::uint32_t>(c - '0')) % 97;
    } else if (c >= 'A' && c <= 'Z') {
      rest = (rest * 100 + static_cast<std::uint32_t>(c - 'A') + 10) % 97;
    } else {
      return 97;
    }
  }
  return rest;
}

/// Source: ISO/IEC 7064, MOD 97-10: the check digits are 98 - (body * 100 mod 97).
CheckDigitsResult check_mod97_parts(std::string_view body, std::string_view more,
                                    std::string_view found) {
  const std::uint32_t first = modulo_97_letters(body);
  const std::uint32_t rest = first == 97 ? 97 : modulo_97_letters(more, first);
  if (rest == 97 || !all_digits(found)) return {};
  return judge(found, two_digits(98 - rest * 100 % 97));
}

CheckDigitsResult check_mod97(std::string_view text) {
  if (text.size() < 3) return {};
  return check_mod97_parts(text.substr(0, text.size() - 2), {}, text.substr(text.size() - 2));
}

CheckDigitsResult check_lei(std::string_view text) {
  return text.size() == 20 ? check_mod97(text) : CheckDigitsResult{};
}

/// Without blanks, upper case. Source: ISO 13616-1.
CheckDigitsResult check_iban(std::string_view text) {
  if (text.size() < 15 || text.size() > 34 || is_digit(text[0]) || is_digit(text[1])) return {};
  return check_mod97_parts(text.substr(4), text.substr(0, 2), text.substr(2, 2));
}

constexpr std::array kTable{
    CheckDigits{"cbe", "Belgian enterprise number: 10 digits, 97 - (the first 8 mod 97)",
                &check_cbe},
    CheckDigits{"ean13", "EAN-13, ISBN-13: 13 digits, weights 1 and 3", &check_ean13},
    CheckDigits{"gtin", "GTIN of 8, 12, 13 or 14 digits, weights 1 and 3", &check_gtin},
    CheckDigits{"iban", "IBAN without blanks, upper case: ISO 7064 MOD 97-10, country last",
                &check_iban},
    CheckDigits{"isbn10", "ISBN of 10 characters, hyphens allowed: modulo 11", &check_isbn10},
    CheckDigits{"iso7064-mod11-2", "ORCID, ISNI; hyphens allowed: ISO 7064 MOD 11-2",
                &check_mod11_2},
    CheckDigits{"lei", "legal entity identifier: 20 characters, ISO 7064 MOD 97-10", &check_lei},
    CheckDigits{"luhn", "digits of any length, Luhn: payment cards, IMEI", &check_luhn},
    CheckDigits{"mod97", "digits and letters of any length, ISO 7064 MOD 97-10", &check_mod97},
    CheckDigits{"mod97-complement", "digits of any length, 97 - (all but the last two mod 97)",
                &check_complement},
    CheckDigits{"nihii", "Belgian care provider: 8 or 11 digits, 97 - (the first 6 mod 97)",
                &check_nihii},
    CheckDigits{"nihii-mod89",
                "Belgian care provider, newer numbers of persons: 89 - (the first 6 mod 89)",
                &check_nihii_mod89},
    CheckDigits{"ogm", "Belgian structured communication: 12 digits, with or without +++ and /",
                &check_ogm},
    CheckDigits{"ssin",
                "Belgian person: 11 digits, 97 - (the first 9, or 2 and the first 9, mod 97)",
                &check_ssin},
};
static_assert(std::ranges::is_sorted(kTable, {}, &CheckDigits::name));
static_assert(std::ranges::equal(kTable, check_digit_tables::kNames, {}, &CheckDigits::name));

}  // namespace

std::span<const CheckDigits> check_digits() { return kTable; }

const CheckDigits* find_check_digits(std::string_view name) {
  const auto found = std::ranges::lower_bound(kTable, name, {}, &CheckDigits::name);
  return found != kTable.end() && found->name == name ? &*found : nullptr;
}

}  // namespace intake
