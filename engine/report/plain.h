#pragma once

#include <string>

#include <intake/report.h>

#include "ruleset/ruleset.h"

namespace intake {

/// A rule as a sentence that a person who does not read YAML understands: what it is about, where
/// it applies, what it asks for, and what follows where that is not so. Made from the condition
/// tree that is evaluated, and says every part of it. One paragraph, no line breaks.
std::string plain_sentence(const Rule& rule, Language language);

}  // namespace intake
