#include "lang/predicate/cue_set.h"

#include <algorithm>
#include <bit>

#include "text/find_text.h"
#include "text/unicode.h"

namespace intake {
namespace {

bool is_ascii_digit(char32_t c) { return c >= '0' && c <= '9'; }
bool is_ascii_letter(char32_t c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// Beyond ASCII whatever is no blank, no punctuation and no symbol that people type.
bool is_of_word(char32_t c) {
  if (c < 0x80) return is_ascii_letter(c) || is_ascii_digit(c);
  if (is_invisible(c)) return true;  // a soft hyphen does not part a word
  if (is_blank(c) || c < 0xaa || c == 0xab || c == 0xbb || c == 0xd7 || c == 0xf7) return false;
  if (c >= 0xac && c < 0xc0) return c == 0xb5 || c == 0xba;
  return !(c >= 0x2010 && c < 0x2070) && !(c >= 0x20a0 && c < 0x20d0) &&
         !(c >= 0x2190 && c < 0x2c00) && !(c >= 0x3001 && c < 0x3020) && c != 0xfffc;
}

bool is_sentence_end(char32_t c) {
  return c == '.' || c == '!' || c == '?' || c == ';' || c == 0x2026;
}

/// Reads a text one code point at a time.
struct Reader {
  std::string_view text;
  std::size_t at = 0;

  bool done() const { return at >= text.size(); }
  char32_t peek() const {
    std::size_t copy = at;
    return done() ? U'\0' : next_code_point(text, copy);
  }
  char32_t take() { return next_code_point(text, at); }
  char32_t after_next() const {
    std::size_t copy = at;
    if (done()) return U'\0';
    (void)next_code_point(text, copy);
    return copy >= text.size() ? U'\0' : next_code_point(text, copy);
  }
};

std::string folded(std::string_view word) {
  const bool ascii = std::all_of(word.begin(), word.end(), [](char c) { return (c & 0x80) == 0; });
  return ascii ? to_lower(word) : fold_for_comparison(word);
}

/// Digits with single points, commas or apostrophes between them; `8,5`, `1.000`.
std::string_view take_number(Reader& in) {
  const std::size_t begin = in.at;
  while (!in.done()) {
    const char32_t c = in.peek();
    const bool separator = c == '.' || c == ',' || c == '\'' || c == 0x2019;
    if (!is_ascii_digit(c) && !(separator && is_ascii_digit(in.after_next()))) break;
    (void)in.take();
  }
  return in.text.substr(begin, in.at - begin);
}

std::string_view take_word(Reader& in) {
  const std::size_t begin = in.at;
  while (!in.done() && is_of_word(in.peek())) (void)in.take();
  return in.text.substr(begin, in.at - begin);
}

/// Behind a line end: whether the next line is empty, or begins as the item of a list does.
bool is_new_paragraph(Reader in) {
  while (!in.done() && in.peek() != '\n' && is_blank(in.peek())) (void)in.take();
  if (in.done()) return true;
  const char32_t c = in.peek();
  return c == '\n' || c == '-' || c == '*' || c == 0x2022 || c == 0x2013;
}

}  // namespace

CueText::CueText(std::string_view text) {
  folded_.reserve(text.size());
  Reader in{text};
  while (!in.done()) {
    const char32_t c = in.peek();
    if (is_ascii_digit(c)) {
      add(Kind::kNumber, take_number(in));
      continue;
    }
    if (is_of_word(c)) {
      const std::string word = folded(take_word(in));
      if (!word.empty()) add(Kind::kWord, word);
      continue;
    }
    (void)in.take();
    if (c == '/' && !words_.empty() && words_.back().kind == Kind::kNumber) {
      add(Kind::kSlash, {});
    } else if ((is_sentence_end(c) && (in.done() || is_blank(in.peek()))) ||
               (c == '\n' && is_new_paragraph(in))) {
      add(Kind::kEnd, {});
    }
  }
}

void CueText::add(Kind kind, std::string_view text) {
  if (kind == Kind::kEnd && !words_.empty() && words_.back().kind == Kind::kEnd) return;
  words_.push_back(
      {static_cast<std::uint32_t>(folded_.size()), static_cast<std::uint32_t>(text.size()), kind});
  folded_ += text;
}

std::optional<std::string> CueSet::add(std::string_view written) {
  Cue cue;
  for (std::size_t at = 0; at < written.size();) {
    if (written[at] == ' ') {
      ++at;
      continue;
    }
    const std::size_t end = std::min(written.find(' ', at), written.size());
    std::string_view word = written.substr(at, end - at);
    at = end;
    Piece piece;
    if (word == "#") {
      piece.kind = Piece::Kind::kNumber;
    } else if (word == "/") {
      piece.kind = Piece::Kind::kSlash;
    } else if (word == "...") {
      piece.kind = Piece::Kind::kGap;
    } else {
      piece.open_begin = word.starts_with('*');
      if (piece.open_begin) word.remove_prefix(1);
      piece.open_end = word.ends_with('*') || word.empty();
      if (word.ends_with('*')) word.remove_suffix(1);
      const auto is_letter = [](char c) { return is_ascii_letter(static_cast<unsigned char>(c)); };
      if (!word.empty() && std::all_of(word.begin(), word.end(), is_letter)) {
        piece.text = to_lower(word);
        cue.push_back(std::move(piece));
        continue;
      }
      // What is parted in a text (`on-line`) is parted here.
      const CueText parts(word);
      for (std::size_t i = 0; i < parts.size(); ++i) {
        if (parts.kind(i) == CueText::Kind::kEnd) continue;
        Piece part;
        if (parts.kind(i) == CueText::Kind::kNumber) part.kind = Piece::Kind::kNumber;
        if (parts.kind(i) == CueText::Kind::kSlash) part.kind = Piece::Kind::kSlash;
        part.text = parts.word(i);
        part.open_begin = piece.open_begin && i == 0;
        part.open_end = piece.open_end && i + 1 == parts.size();
        cue.push_back(std::move(part));
      }
      if (parts.size() > 0) continue;
      if (!word.empty()) continue;  // a dash between words
    }
    cue.push_back(std::move(piece));
  }
  if (cue.empty()) return "it has no word";
  if (cue.size() > kMostCueWords) return "it has more words than " + std::to_string(kMostCueWords);
  if (cue.front().kind == Piece::Kind::kGap || cue.back().kind == Piece::Kind::kGap) {
    return "`...` stands between two words";
  }
  const auto gaps = std::count_if(
      cue.begin(), cue.end(), [](const Piece& piece) { return piece.kind == Piece::Kind::kGap; });
  if (gaps > kMostCueGaps) return "it has more `...` than " + std::to_string(kMostCueGaps);
  const auto index = static_cast<std::uint32_t>(cues_.size());
  const Piece& first = cue.front();
  if (first.kind == Piece::Kind::kNumber) {
    of_numbers_.push_back(index);
  } else if (first.kind == Piece::Kind::kSlash) {
    return "a slash is found behind a number only";
  } else if (first.open_begin || first.text.empty()) {
    of_any_word_.push_back(index);
  } else {
    by_first_byte_[static_cast<unsigned char>(first.text.front())].push_back(index);
  }
  cues_.push_back(std::move(cue));
  return std::nullopt;
}

bool CueSet::fits(const Piece& piece, const CueText& text, std::size_t at) {
  switch (piece.kind) {
    case Piece::Kind::kNumber:
      return text.kind(at) == CueText::Kind::kNumber &&
             (piece.text.empty() || piece.text == text.word(at));
    case Piece::Kind::kSlash:
      return text.kind(at) == CueText::Kind::kSlash;
    case Piece::Kind::kGap:
      return false;
    case Piece::Kind::kWord:
      break;
  }
  if (text.kind(at) != CueText::Kind::kWord) return false;
  const std::string_view word = text.word(at);
  if (piece.open_begin && piece.open_end) return holds_text(word, piece.text);
  if (piece.open_begin) return word.ends_with(piece.text);
  if (piece.open_end) return word.starts_with(piece.text);
  return word == piece.text;
}

bool CueSet::begins_at(const Cue& cue, const CueText& text, std::size_t at) {
  // Bit i: the cue was found up to the word at + i.
  std::uint64_t places = 1;
  for (const Piece& piece : cue) {
    std::uint64_t next = 0;
    for (std::uint64_t rest = places; rest != 0; rest &= rest - 1) {
      const auto offset = static_cast<std::size_t>(std::countr_zero(rest));
      const std::size_t place = at + offset;
      if (piece.kind == Piece::Kind::kGap) {
        for (std::size_t skipped = 0; skipped <= kCueGap && place + skipped < text.size();
             ++skipped) {
          next |= std::uint64_t{1} << (offset + skipped);
          if (text.kind(place + skipped) == CueText::Kind::kEnd) break;
        }
      } else if (place < text.size() && fits(piece, text, place)) {
        next |= std::uint64_t{1} << (offset + 1);
      }
    }
    if (next == 0) return false;
    places = next;
  }
  return true;
}

bool CueSet::any_begins_at(const std::vector<std::uint32_t>& cues, const CueText& text,
                           std::size_t at) const {
  return std::any_of(cues.begin(), cues.end(), [&](std::uint32_t index) {
    const Cue& cue = cues_[index];
    return fits(cue.front(), text, at) && (cue.size() == 1 || begins_at(cue, text, at));
  });
}

bool CueSet::found_in(const CueText& text) const {
  for (std::size_t at = 0; at < text.size(); ++at) {
    switch (text.kind(at)) {
      case CueText::Kind::kNumber:
        if (any_begins_at(of_numbers_, text, at)) return true;
        break;
      case CueText::Kind::kWord: {
        const auto first = static_cast<unsigned char>(text.word(at).front());
        if (any_begins_at(by_first_byte_[first], text, at)) return true;
        if (any_begins_at(of_any_word_, text, at)) return true;
        break;
      }
      case CueText::Kind::kSlash:
      case CueText::Kind::kEnd:
        break;
    }
  }
  return false;
}

}  // namespace intake
