#pragma once

#include <vector>

#include "lint/automaton.h"
#include "lint/statement.h"

namespace intake::lint {

/// What a literal asks of a text, as far as automata can say it; nothing is added for what they
/// cannot, so that they accept more texts than the literal, never less.
void add_text_properties(const Literal& literal, std::vector<TextProperty>& properties);

/// A pattern that finds `text` and nothing else.
std::string escape_pattern(std::string_view text);

}  // namespace intake::lint
