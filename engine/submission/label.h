#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace intake {

/// Words that say nothing in a label (articles, "optional"), folded.
using IgnoredWords = std::set<std::string, std::less<>>;

/// A label or heading in the shape in which labels are compared.
struct Label {
  std::string squashed;            // its letters and digits, folded; without numbering and notes
  std::vector<std::string> words;  // the same without ignored words (all, where nothing is left)
  std::string core;                // `words` without gaps
  std::vector<std::string> sorted;
  std::string number;      // its numbering: "5.1"
  bool shortened = false;  // notes in brackets, after a colon, or in further lines were left out

  bool empty() const { return squashed.empty(); }
};

/// NFKC, case folded, accents, punctuation, numbering ("5.1", "a)"), notes in brackets and what
/// follows a colon or stands in further lines left out.
Label read_label(std::string_view text, const IgnoredWords& ignored);

/// How sure it is that a label means the known one, in percent; 0 below kLeastScore. 100: the same
/// letters; from 95 on also other order or ignored words; below by edit distance, or where one
/// contains the other.
int label_score(const Label& written, const Label& known);
inline constexpr int kLeastScore = 60;

/// The pieces of a text in several languages, `Naam / Nom`; empty: it is one text.
std::vector<std::string_view> alternatives(std::string_view text);

/// The letters and digits of a text, folded: for comparing choices and values.
std::string squash(std::string_view text);
/// Words of letters and digits, folded.
std::vector<std::string> fold_words(std::string_view text);
/// The same without ignored ones.
std::vector<std::string> telling_words(std::string_view text, const IgnoredWords& ignored);

}  // namespace intake
