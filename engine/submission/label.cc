#include "submission/label.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "text/unicode.h"

namespace intake {
namespace {

/// A longer label is a paragraph: it is only compared whole.
constexpr std::size_t kLongestFuzzy = 160;
/// Edit distance is asked of words of at least so many bytes.
constexpr std::size_t kShortestTypo = 5;
constexpr std::size_t kShortestContained = 4;

bool is_letter_or_digit(char32_t c) {
  if (c < 0x80) return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  const bool punctuation = c < 0xC0 || c == 0xD7 || c == 0xF7 || (c >= 0x2000 && c <= 0x2BFF) ||
                           (c >= 0x3000 && c <= 0x303F) || (c >= 0xE000 && c <= 0xF8FF) ||
                           (c >= 0xFE00 && c <= 0xFE6F) || c == 0xFEFF;
  return !punctuation;
}

bool is_digits(std::string_view text) {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::string_view first_line(std::string_view text, bool& shortened) {
  text = trim_blanks(text);
  const std::size_t end = text.find_first_of("\r\n");
  if (end == std::string_view::npos) return text;
  shortened = true;
  return trim_blanks(text.substr(0, end));
}

/// Without `(...)` and `[...]`, unless nothing else is there.
std::string without_brackets(std::string_view text, bool& shortened) {
  std::string out;
  int depth = 0;
  bool dropped = false;
  for (const char c : text) {
    if (c == '(' || c == '[') {
      ++depth;
      dropped = true;
      out += ' ';
    } else if ((c == ')' || c == ']') && depth > 0) {
      --depth;
    } else if (depth == 0) {
      out += c;
    }
  }
  if (!dropped || fold_words(out).empty()) return std::string(text);
  shortened = true;
  return out;
}

/// What stands before a colon, where words stand on both sides of it.
std::string_view before_colon(std::string_view text, bool& shortened) {
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos) return text;
  const std::string_view before = text.substr(0, colon);
  if (fold_words(before).empty() || fold_words(text.substr(colon + 1)).empty()) return text;
  // A blank before or after it tells a note from `read:all`.
  const bool note =
      (colon + 1 < text.size() && static_cast<unsigned char>(text[colon + 1]) <= 32) ||
      static_cast<unsigned char>(text[colon - 1]) <= 32;
  if (!note) return text;
  shortened = true;
  return before;
}

/// Takes `4.`, `5.1`, `a)` from the front.
std::string take_number(std::string_view& text) {
  std::size_t end = 0;
  while (end < text.size() && ((text[end] >= '0' && text[end] <= '9') || text[end] == '.')) ++end;
  std::string number(text.substr(0, end));
  while (!number.empty() && number.back() == '.') number.pop_back();
  const bool letter = end == 0 && text.size() > 1 && (text[1] == ')' || text[1] == '.') &&
                      is_letter_or_digit(static_cast<unsigned char>(text[0])) &&
                      (text.size() == 2 || text[2] == ' ');
  if (letter) end = 2;
  const bool separate = end < text.size() && (text[end] == ' ' || text[end] == ')' ||
                                              text[end] == '-' || text[end] == '\t' || letter ||
                                              static_cast<unsigned char>(text[end]) >= 0x80);
  if (end == 0 || !separate || fold_words(text.substr(end)).empty()) return {};
  text.remove_prefix(end);
  return number;
}

/// Optimal string alignment: insertion, deletion, replacement, two neighbours swapped. Over bytes;
/// `most` + 1 where it is more.
std::size_t distance(std::string_view a, std::string_view b, std::size_t most) {
  const std::size_t over = most + 1;
  if (a.size() > b.size() + most || b.size() > a.size() + most) return over;
  std::vector<std::size_t> before, last(b.size() + 1), now(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    now[0] = i;
    std::size_t least = now[0];
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      now[j] = std::min({last[j] + 1, now[j - 1] + 1, replaced});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        now[j] = std::min(now[j], before[j - 2] + 1);
      }
      least = std::min(least, now[j]);
    }
    if (least > most) return over;
    before = last;
    std::swap(last, now);
  }
  return std::min(last[b.size()], over);
}

std::string digits_of(std::string_view text) {
  std::string digits;
  for (const char c : text) {
    if (c >= '0' && c <= '9') digits += c;
  }
  return digits;
}

int typo_score(const std::string& a, const std::string& b) {
  const std::size_t length = std::max(a.size(), b.size());
  if (std::min(a.size(), b.size()) < kShortestTypo || length > kLongestFuzzy) return 0;
  const std::size_t most = std::max<std::size_t>(1, length / 6);
  const std::size_t edits = distance(a, b, most);
  if (edits > most || digits_of(a) != digits_of(b)) return 0;
  return static_cast<int>(100 - (edits * 100 + length - 1) / length);
}

bool holds(const std::vector<std::string>& all, const std::vector<std::string>& part) {
  return std::search(all.begin(), all.end(), part.begin(), part.end()) != all.end();
}

int containment_score(const Label& written, const Label& known) {
  const auto ratio = [](const Label& part, const Label& whole, std::size_t of) {
    return static_cast<int>(of * part.core.size() / whole.core.size());
  };
  if (known.core.size() >= kShortestContained && known.words.size() < written.words.size() &&
      holds(written.words, known.words)) {
    return 60 + ratio(known, written, 28);
  }
  if (written.core.size() >= kShortestContained && written.words.size() < known.words.size() &&
      holds(known.words, written.words)) {
    return 50 + ratio(written, known, 30);
  }
  return 0;
}

/// By the bytes of the words that both have.
int overlap_score(const Label& a, const Label& b) {
  std::size_t common = 0, i = 0, j = 0;
  while (i < a.sorted.size() && j < b.sorted.size()) {
    if (a.sorted[i] == b.sorted[j]) {
      common += a.sorted[i].size();
      ++i, ++j;
    } else if (a.sorted[i] < b.sorted[j]) {
      ++i;
    } else {
      ++j;
    }
  }
  return static_cast<int>(160 * common / (a.core.size() + b.core.size()));
}

}  // namespace

std::vector<std::string> fold_words(std::string_view text) {
  const std::string folded = fold_for_comparison(text);
  std::vector<std::string> words;
  std::string word;
  for (std::size_t i = 0; i < folded.size();) {
    const char32_t c = next_code_point(folded, i);
    if (is_letter_or_digit(c)) {
      append_utf8(word, c);
    } else if (!word.empty()) {
      words.push_back(std::move(word));
      word.clear();
    }
  }
  if (!word.empty()) words.push_back(std::move(word));
  return words;
}

std::vector<std::string> telling_words(std::string_view text, const IgnoredWords& ignored) {
  std::vector<std::string> words = fold_words(text);
  words.erase(std::remove_if(words.begin(), words.end(),
                             [&](const std::string& word) { return ignored.contains(word); }),
              words.end());
  return words;
}

std::vector<std::string_view> alternatives(std::string_view text) {
  std::vector<std::string_view> pieces;
  text = text.substr(0, text.find_first_of("\r\n"));
  while (true) {
    const std::size_t end = std::min(text.find_first_of("/|"), text.size());
    const std::string_view piece = trim_blanks(text.substr(0, end));
    if (!piece.empty()) pieces.push_back(piece);
    if (end == text.size()) break;
    text.remove_prefix(end + 1);
  }
  if (pieces.size() < 2 || pieces.size() > 4) pieces.clear();
  return pieces;
}

std::string squash(std::string_view text) {
  std::string out;
  for (const std::string& word : fold_words(text)) out += word;
  return out;
}

Label read_label(std::string_view text, const IgnoredWords& ignored) {
  Label label;
  std::string_view line = first_line(text, label.shortened);
  label.number = take_number(line);
  const std::string bare = without_brackets(line, label.shortened);
  std::vector<std::string> words = fold_words(before_colon(bare, label.shortened));
  for (const std::string& word : words) label.squashed += word;
  for (std::string& word : words) {
    if (!ignored.contains(word)) label.words.push_back(word);
  }
  if (label.words.empty()) label.words = std::move(words);
  for (const std::string& word : label.words) label.core += word;
  label.sorted = label.words;
  std::sort(label.sorted.begin(), label.sorted.end());
  return label;
}

int label_score(const Label& written, const Label& known) {
  if (written.empty() || known.empty()) return 0;
  const int note = written.shortened ? 2 : 0;
  if (written.squashed == known.squashed) return 100 - note;
  if (written.core == known.core) return 98 - note;
  if (written.sorted == known.sorted) return 95 - note;
  if (written.core.size() > kLongestFuzzy || is_digits(written.core)) return 0;
  const int score = std::max({typo_score(written.core, known.core),
                              containment_score(written, known), overlap_score(written, known)});
  return score < kLeastScore ? 0 : std::min(score, 98) - note;
}

}  // namespace intake
