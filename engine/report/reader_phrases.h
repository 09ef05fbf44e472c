#pragma once

#include <array>
#include <span>
#include <string>
#include <string_view>

#include <intake/report.h>

namespace intake {

/// What a reader says of a file, a key or a field, in English and in the other languages. `{}` is a
/// number or a name, taken over; `{~}` is another phrase, or the words of a library. In each
/// language the same slots in the same order.
struct ReaderPhrase {
  std::array<std::string_view, 4> texts;  // by Language
};

/// The first that fits counts.
std::array<std::span<const ReaderPhrase>, 2> reader_phrases();
/// Those on the keys of a key set, among them.
std::span<const ReaderPhrase> key_phrases();

constexpr std::size_t slots(std::string_view text, std::string_view slot) {
  std::size_t found = 0;
  for (std::size_t at = text.find(slot); at != text.npos; at = text.find(slot, at + 1)) ++found;
  return found;
}

/// Every phrase in every language, with the same slots.
constexpr bool is_complete(std::span<const ReaderPhrase> phrases) {
  for (const ReaderPhrase& phrase : phrases) {
    for (const std::string_view text : phrase.texts) {
      if (text.empty()) return false;
      for (const std::string_view slot : {"{}", "{~}"}) {
        if (slots(text, slot) != slots(phrase.texts[0], slot)) return false;
      }
    }
  }
  return true;
}

/// A text of a reader in a language: one phrase, or several with `; ` between them, with or without
/// `, line 3` behind. What is none of the phrases stays English, in quotation marks.
std::string reader_words(std::string_view english, Language language);

/// Whether all of the text is known.
bool is_reader_phrase(std::string_view english);

}  // namespace intake
