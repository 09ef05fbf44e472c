#pragma once

#include <string>
#include <vector>

#include "lint/linted_set.h"

namespace intake::lint {

/// One text of a rule in one language, and where it is written.
struct WrittenText {
  std::string key;  // message, message-absent, why, help, question, choice `x`, because 1
  DocumentPtr file;
  View place;  // the scalar
  std::string_view text;
  const TextTemplate* names = nullptr;  // of templates
};

/// All texts of a rule in a language in which it was loaded; always in the same order.
std::vector<WrittenText> texts_of(const LintedSet& set, const Rule& rule, Language language);
const WrittenText* find_text(const std::vector<WrittenText>& texts, std::string_view key);

/// "French".
std::string_view name_of(Language language);

}  // namespace intake::lint
