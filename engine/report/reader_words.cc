#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "report/letter.h"
#include "report/reader_phrases.h"

namespace intake {
namespace {

constexpr std::string_view kName = "{}";
constexpr std::string_view kTogether = "; ";
constexpr std::string_view kAtLine = ", line ";
constexpr std::array<std::string_view, 4> kLine{", line ", ", ligne ", ", regel ", ", Zeile "};
/// Phrases in phrases in phrases: none is deeper.
constexpr int kDeepest = 3;

struct Piece {
  std::string_view text;  // before the slot
  std::string_view slot;  // empty: the end
};

Piece next_piece(std::string_view& pattern) {
  const std::size_t at = pattern.find('{');
  if (at == std::string_view::npos) return {std::exchange(pattern, {}), {}};
  const std::size_t end = pattern.find('}', at);
  const Piece piece{pattern.substr(0, at), pattern.substr(at, end + 1 - at)};
  pattern.remove_prefix(end + 1);
  return piece;
}

/// What stands in the slots of a pattern, where a text fits it.
std::optional<std::vector<std::string_view>> fitted(std::string_view text,
                                                    std::string_view pattern) {
  std::vector<std::string_view> values;
  Piece piece = next_piece(pattern);
  if (!text.starts_with(piece.text)) return std::nullopt;
  text.remove_prefix(piece.text.size());
  while (!piece.slot.empty()) {
    const Piece next = next_piece(pattern);
    const bool last = next.slot.empty();
    std::size_t end = text.size();
    if (last && !text.ends_with(next.text)) return std::nullopt;
    if (last) end -= next.text.size();
    if (!last) end = text.find(next.text);
    if (end == 0 || end == std::string_view::npos) return std::nullopt;
    const std::string_view value = text.substr(0, end);
    if (piece.slot == kName && value.find(kTogether) != value.npos) return std::nullopt;
    values.push_back(value);
    text.remove_prefix(end + next.text.size());
    piece = next;
  }
  return text.empty() ? std::optional(std::move(values)) : std::nullopt;
}

class Sayer {
 public:
  explicit Sayer(Language language) : language_(language) {}

  bool all_known() const { return all_known_; }

  std::string say(std::string_view english) {
    std::string words;
    while (!english.empty()) {
      // The longest that is a phrase: some hold a semicolon themselves.
      std::size_t end = english.size();
      auto said = phrase(english, 0);
      while (!said) {
        end = end == 0 ? std::string_view::npos : english.rfind(kTogether, end - 1);
        if (end == std::string_view::npos) break;
        said = phrase(english.substr(0, end), 0);
      }
      if (!said) {
        end = std::min(english.find(kTogether), english.size());
        said = foreign(english.substr(0, end));
      }
      words += (words.empty() ? "" : language_ == Language::kFr ? " ; " : "; ") + *said;
      english.remove_prefix(std::min(end + kTogether.size(), english.size()));
    }
    return words;
  }

 private:
  std::optional<std::string> phrase(std::string_view english, int depth) {
    const std::size_t line = english.rfind(kAtLine);
    if (line != std::string_view::npos && depth == 0) {
      const std::string_view number = english.substr(line + kAtLine.size());
      const bool is_number = number.find_first_not_of("0123456789") == std::string_view::npos;
      auto said = is_number ? phrase(english.substr(0, line), 1) : std::nullopt;
      if (said) return said->append(kLine[static_cast<std::size_t>(language_)]).append(number);
    }
    for (const std::span<const ReaderPhrase> phrases : reader_phrases()) {
      for (const ReaderPhrase& one : phrases) {
        const auto values = fitted(english, one.texts[0]);
        if (!values) continue;
        return filled(one.texts[static_cast<std::size_t>(language_)], *values, depth);
      }
    }
    return std::nullopt;
  }

  std::string filled(std::string_view pattern, const std::vector<std::string_view>& values,
                     int depth) {
    std::string words;
    for (const std::string_view value : values) {
      const Piece piece = next_piece(pattern);
      words += piece.text;
      if (piece.slot == kName) {
        words += value;
        continue;
      }
      const auto inner = depth < kDeepest ? phrase(value, depth + 1) : std::nullopt;
      words += inner ? *inner : foreign(value);
    }
    return words.append(pattern);
  }

  std::string foreign(std::string_view english) {
    all_known_ = false;
    return language_ == Language::kEn ? std::string(english) : in_quotes(english, language_);
  }

  Language language_;
  bool all_known_ = true;
};

}  // namespace

std::string reader_words(std::string_view english, Language language) {
  return Sayer(language).say(english);
}

bool is_reader_phrase(std::string_view english) {
  Sayer sayer(Language::kEn);
  sayer.say(english);
  return sayer.all_known();
}

}  // namespace intake
