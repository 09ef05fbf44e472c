#pragma once

#include <array>
#include <string>
#include <vector>

#include <intake/report.h>

#include "ruleset/ruleset.h"

namespace intake {

/// A text by Language; empty where there is none.
using Texts = std::array<std::string, kLanguages>;
/// Several ways to say it in each language, the one that is printed first.
using Synonyms = std::array<std::vector<std::string>, kLanguages>;

/// The text in that language, else the first there is.
inline const std::string& text_in(const Texts& texts, Language language) {
  const std::string& own = texts[static_cast<std::size_t>(language)];
  if (!own.empty()) return own;
  for (const std::string& text : texts) {
    if (!text.empty()) return text;
  }
  return own;
}

inline std::string first_in(const Synonyms& synonyms, Language language) {
  const auto& own = synonyms[static_cast<std::size_t>(language)];
  if (!own.empty()) return own.front();
  for (const auto& texts : synonyms) {
    if (!texts.empty()) return texts.front();
  }
  return {};
}

}  // namespace intake
