#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Words and phrases that tell what a running text speaks of, whatever its language.
///
/// A cue is one or more words with blanks between them, found as whole words in this order:
/// `intended use`. Case, accents, punctuation and line ends do not count. In place of a word:
///
///   enregistr*    a word that begins so; `*zweck*` one that has this in it; `*` any word
///   #             a number in digits
///   /             a slash behind a number (`400/month`)
///   ...           up to kCueGap words, or none
///
/// Nothing is found across the end of a sentence, an empty line or the beginning of a list item.
namespace intake {

inline constexpr std::size_t kCueGap = 8;
inline constexpr std::size_t kMostCueWords = 16;
inline constexpr std::ptrdiff_t kMostCueGaps = 4;
// The words that a cue can stretch over are counted in the bits of one number.
static_assert(kMostCueWords + static_cast<std::size_t>(kMostCueGaps) * kCueGap < 64);

/// A text cut into words, folded for comparison. Linear in the text.
class CueText {
 public:
  enum class Kind : std::uint8_t { kWord, kNumber, kSlash, kEnd };

  explicit CueText(std::string_view text);

  std::size_t size() const { return words_.size(); }
  Kind kind(std::size_t index) const { return words_[index].kind; }
  /// Lower case, without accents.
  std::string_view word(std::size_t index) const {
    return std::string_view(folded_).substr(words_[index].begin, words_[index].size);
  }

 private:
  struct Word {
    std::uint32_t begin = 0;
    std::uint32_t size = 0;
    Kind kind = Kind::kWord;
  };

  void add(Kind kind, std::string_view text);

  std::string folded_;
  std::vector<Word> words_;
};

class CueSet {
 public:
  /// Why the text is no cue; nullopt where it was added.
  std::optional<std::string> add(std::string_view cue);

  /// Whether the text has one of the cues. The time is at most that of the text by the cues that
  /// begin with the same letter as one of its words.
  bool found_in(const CueText& text) const;

 private:
  struct Piece {
    enum class Kind : std::uint8_t { kWord, kNumber, kSlash, kGap };
    Kind kind = Kind::kWord;
    std::string text;
    bool open_begin = false;  // `*` before it
    bool open_end = false;    // `*` behind it
  };
  using Cue = std::vector<Piece>;

  static bool fits(const Piece& piece, const CueText& text, std::size_t at);
  static bool begins_at(const Cue& cue, const CueText& text, std::size_t at);
  bool any_begins_at(const std::vector<std::uint32_t>& cues, const CueText& text,
                     std::size_t at) const;

  std::vector<Cue> cues_;
  std::array<std::vector<std::uint32_t>, 256> by_first_byte_;
  std::vector<std::uint32_t> of_any_word_;  // the first word is open at its beginning
  std::vector<std::uint32_t> of_numbers_;
};

}  // namespace intake
