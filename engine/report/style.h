#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include <intake/report.h>

namespace intake {

/// What is written in one style; the codes are ANSI SGR.
enum class Style : std::uint8_t { kPlain, kBold, kDim, kRed, kYellow, kBlue, kGreen };

inline std::string_view code_of(Style style) {
  constexpr std::string_view kCodes[] = {"",           "\x1b[1m",    "\x1b[2m",   "\x1b[1;31m",
                                         "\x1b[1;33m", "\x1b[1;34m", "\x1b[1;32m"};
  return kCodes[static_cast<std::size_t>(style)];
}

inline Style style_of(Severity severity) {
  if (severity == Severity::kError) return Style::kRed;
  return severity == Severity::kWarning ? Style::kYellow : Style::kBlue;
}

inline Style style_of(Disposition disposition) {
  if (disposition == Disposition::kReject) return Style::kRed;
  return disposition == Disposition::kIncomplete ? Style::kYellow : Style::kGreen;
}

/// The words in one style where `color` is wanted.
inline std::string styled(Style style, std::string_view words, bool color) {
  if (!color || style == Style::kPlain) return std::string(words);
  return std::string(code_of(style)) + std::string(words) + "\x1b[0m";
}

}  // namespace intake
