#include "lang/verb/text_verbs.h"

#include <algorithm>
#include <vector>

#include "text/unicode.h"

namespace intake::steps {
namespace {

/// Characters; bounds what pad-left makes of a number in a rule.
constexpr std::size_t kMostLength = 10'000;
/// Bytes; bounds what replace makes of a long text.
constexpr std::size_t kMostReplaced = 8u << 20;

std::vector<char32_t> code_points(std::string_view text) {
  std::vector<char32_t> result;
  for (std::size_t at = 0; at < text.size();) result.push_back(next_code_point(text, at));
  return result;
}

std::size_t bytes_of(std::string_view text, std::size_t characters) {
  std::size_t at = 0;
  for (std::size_t i = 0; i < characters && at < text.size(); ++i) next_code_point(text, at);
  return at;
}

/// Whether no replacement in a text of that size can grow past kMostReplaced.
bool fits(std::size_t size, std::string_view with) {
  const auto groups = static_cast<std::size_t>(std::ranges::count(with, '\\'));
  return (size + 1) * (with.size() + 1) + size * groups <= kMostReplaced;
}

}  // namespace

std::string collapse_space(const VerbInput&, Subject& subject) {
  return change_texts(subject, [](std::string_view text) { return collapse_blanks(text); });
}

std::string lower(const VerbInput&, Subject& subject) {
  return change_texts(subject, [](std::string_view text) { return to_lower(text); });
}

std::string upper(const VerbInput&, Subject& subject) {
  return change_texts(subject, [](std::string_view text) { return to_upper(text); });
}

std::string normalise_unicode(const VerbInput& input, Subject& subject) {
  const bool compatible = text_of(input, 0) == "nfkc";
  return change_texts(subject, [compatible](std::string_view text) {
    return compatible ? to_nfkc(text) : to_nfc(text);
  });
}

std::string check_pad_left(const VerbInput& input) {
  if (has(input, 0) && count_of(input, 0).value_or(kMostLength + 1) > kMostLength) {
    return "`length` is not a number from 0 to " + std::to_string(kMostLength);
  }
  if (has(input, 1) && count_code_points(text_of(input, 1)) != 1) {
    return "`with` is not exactly one character";
  }
  return {};
}

std::string pad_left(const VerbInput& input, Subject& subject) {
  if (std::string wrong = check_pad_left(input); !wrong.empty()) return wrong;
  const std::size_t length = count_of(input, 0).value_or(0);
  const std::string_view with = text_of(input, 1);
  return change_texts(subject, [length, with](std::string_view text) {
    std::string result;
    for (std::size_t have = count_code_points(text); have < length; ++have) result += with;
    result += text;
    return result;
  });
}

std::string prefix(const VerbInput& input, Subject& subject) {
  const std::string_view front = text_of(input, 0);
  return change_texts(subject, [front](std::string_view text) {
    return text.starts_with(front) ? std::string(text) : std::string(front) + std::string(text);
  });
}

std::string suffix(const VerbInput& input, Subject& subject) {
  const std::string_view end = text_of(input, 0);
  return change_texts(subject, [end](std::string_view text) {
    return text.ends_with(end) ? std::string(text) : std::string(text) + std::string(end);
  });
}

std::string check_replace(const VerbInput& input) {
  if (input.patterns.empty() || input.patterns[0] == nullptr) return "`pattern` is missing";
  return input.patterns[0]->check_replacement(text_of(input, 1)).value_or(std::string());
}

std::string replace(const VerbInput& input, Subject& subject) {
  if (std::string wrong = check_replace(input); !wrong.empty()) return wrong;
  const Pattern& pattern = *input.patterns[0];
  const std::string_view with = text_of(input, 1);
  std::size_t size = 0;
  if (const std::string* text = subject.value.text()) size = text->size();
  if (const Datum::Array* list = subject.value.array()) {
    for (const Datum& element : *list) {
      if (element.text() != nullptr) size += element.text()->size() + 1;
    }
  }
  if (!fits(size, with)) return "the value is too long to replace in";
  return change_texts(
      subject, [&pattern, with](std::string_view text) { return pattern.replace_all(text, with); });
}

std::string strip(const VerbInput& input, Subject& subject) {
  const std::vector<char32_t> characters = code_points(text_of(input, 0));
  const bool ends = text_of(input, 1) == "ends";
  const auto goes = [&characters](char32_t c) {
    return std::ranges::find(characters, c) != characters.end();
  };
  return change_texts(subject, [&goes, ends](std::string_view text) {
    const std::vector<char32_t> all = code_points(text);
    std::size_t begin = 0;
    std::size_t end = all.size();
    while (begin < end && goes(all[begin])) ++begin;
    while (begin < end && goes(all[end - 1])) --end;
    std::string result;
    for (std::size_t i = begin; i < end; ++i) {
      if (ends || !goes(all[i])) append_utf8(result, all[i]);
    }
    return result;
  });
}

std::string trim(const VerbInput&, Subject& subject) {
  return change_texts(subject,
                      [](std::string_view text) { return std::string(trim_blanks(text)); });
}

std::string truncate(const VerbInput& input, Subject& subject) {
  const std::optional<std::size_t> length = count_of(input, 0);
  if (!length) return "`length` is no count";
  return change_texts(subject, [length](std::string_view text) {
    return std::string(text.substr(0, bytes_of(text, *length)));
  });
}

}  // namespace intake::steps
