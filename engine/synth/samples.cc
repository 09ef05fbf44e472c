#include "synth/samples.h"

#include <algorithm>
#include <array>

#include "lang/predicate/check_digits.h"
#include "lang/predicate/text_formats.h"

namespace intake::synth {
namespace {

constexpr std::array kFormats{
    FormatSample{"base64", "cGxhY2Vob2xkZXI=", "cGxhY2Vob2xkZXI"},
    FormatSample{"base64url", "cGxhY2Vob2xkZXI", "cGxhY2Vob2xkZXI="},
    FormatSample{"date", "2026-01-31", "2026-01-32"},
    FormatSample{"date-time", "2026-01-31T12:00:00Z", "2026-01-31 12:00"},
    FormatSample{"duration", "P30D", "30 days"},
    FormatSample{"email", "name@example.org", "name@example"},
    FormatSample{"hex", "0f", "0x0f"},
    FormatSample{"hostname", "www.example.org", "www_example.org"},
    FormatSample{"ipv4", "192.0.2.1", "192.0.2.256"},
    FormatSample{"ipv6", "2001:db8::1", "2001:db8::g"},
    FormatSample{"json-pointer", "/member", "member"},
    FormatSample{"language-tag", "nl-BE", "nl_BE"},
    FormatSample{"media-type", "application/pdf", "pdf"},
    FormatSample{"phone", "+3225550100", "02 555 01 00"},
    FormatSample{"semver", "1.0.0", "1.0"},
    FormatSample{"time", "12:00:00Z", "12:00"},
    FormatSample{"uri", "https://example.org/", "//example.org/"},
    FormatSample{"uri-reference", "/path", "/a path"},
    FormatSample{"url", "https://example.org/", "example.org"},
    FormatSample{"uuid", "00000000-0000-4000-8000-000000000000",
                 "00000000-0000-4000-8000-00000000000"},
};
static_assert(std::ranges::equal(kFormats, text_format_tables::kNames, {}, &FormatSample::format));

constexpr std::array kUsual{
    UsualText{"name@example.org", "@"},
    UsualText{"https://example.org/", "://"},
    UsualText{"2026-01-31", "{4}-"},
    UsualText{"2026-01-31T12:00:00Z", "{4}-"},
    UsualText{"www.example.org", "www"},
    UsualText{"file.pdf", "pdf"},
    UsualText{"+3225550100", "\\+"},
    UsualText{"1.0.0", "\\d+\\.\\d+"},
    UsualText{"application/pdf", "application/"},
    UsualText{"00000000-0000-4000-8000-000000000000", "{12}"},
};

/// Texts of the shapes that numbers with check digits have; one of them suits each algorithm.
constexpr std::array<std::string_view, 8> kShapes{
    "10000000",      "1000000000",       "10000000000",      "100000000000",
    "1000000000000", "0000000000000000", "AA00000000000000", "00000000000000000000"};

}  // namespace

std::span<const FormatSample> format_samples() { return kFormats; }

const FormatSample* find_format_sample(std::string_view format) {
  const auto found = std::ranges::lower_bound(kFormats, format, {}, &FormatSample::format);
  return found != kFormats.end() && found->format == format ? &*found : nullptr;
}

std::span<const UsualText> usual_texts() { return kUsual; }

std::string_view check_digits_shape(std::string_view algorithm) {
  const CheckDigits* check = find_check_digits(algorithm);
  if (check == nullptr) return {};
  const auto found = std::ranges::find_if(kShapes, [&](std::string_view shape) {
    return check->check(shape).state != CheckDigitsResult::State::kNotReadable;
  });
  return found == kShapes.end() ? std::string_view() : *found;
}

std::string with_check_digits(std::string_view algorithm, std::string text) {
  using State = CheckDigitsResult::State;
  const CheckDigits* check = find_check_digits(algorithm);
  if (check == nullptr) return {};
  const CheckDigitsResult said = check->check(text);
  if (said.state == State::kRight) return text;
  if (said.state == State::kNotReadable || said.found.empty()) return {};
  // Where two are possible they stand with a `/` between them; the first will do.
  const std::string expected = said.expected.substr(0, said.expected.find('/'));
  // Which of the places that look like the check digits they are, the algorithm itself tells.
  for (std::size_t at = 0; at + expected.size() <= text.size(); ++at) {
    std::string tried = text;
    std::size_t next = at;
    for (const char digit : expected) {
      while (next < tried.size() && (tried[next] == '/' || tried[next] == '-')) ++next;
      if (next < tried.size()) tried[next++] = digit;
    }
    if (check->check(tried).state == State::kRight && next > at) return tried;
  }
  return {};
}

}  // namespace intake::synth
