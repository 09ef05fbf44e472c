#include <algorithm>

#include "synth/inverters.h"
#include "synth/pattern_text.h"
#include "synth/samples.h"
#include "text/unicode.h"

namespace intake::synth::inverse {
namespace {

constexpr std::uint64_t kMostCharacters = 10'000;
constexpr std::size_t kMostSpliced = 300;  // bytes of a text that is spliced
constexpr std::size_t kMostSplices = 6;    // texts that one is spliced with
constexpr std::size_t kMostOfSplice = 8;   // offered of each

/// The text cut, or made longer with its last character, to so many characters.
std::string of_length(std::string text, std::uint64_t characters) {
  while (count_code_points(text) > characters) text = without_last(text);
  const std::string more = text.empty() ? "x" : last_character(text);
  for (std::uint64_t n = count_code_points(text); n < characters; ++n) text += more;
  return text;
}

std::uint64_t count_of(View view) {
  if (!view.is_integer()) return 0;
  const Node& node = view.node();
  return node.kind == Kind::kUint
             ? node.payload.unsigned_integer
             : static_cast<std::uint64_t>(std::max<std::int64_t>(node.payload.integer, 0));
}

std::vector<std::size_t> character_ends(const std::string& text) {
  std::vector<std::size_t> ends{0};
  for (std::size_t at = 0; at < text.size();) {
    next_code_point(text, at);
    ends.push_back(at);
  }
  return ends;
}

/// The numbers nearest to `from` first.
std::vector<std::size_t> nearest(std::vector<std::size_t> numbers, std::size_t from) {
  const auto far = [&](std::size_t n) { return n > from ? n - from : from - n; };
  std::stable_sort(numbers.begin(), numbers.end(),
                   [&](std::size_t a, std::size_t b) { return far(a) < far(b); });
  return numbers;
}

/// Texts in which both what stands there and what the pattern asks for are found again: a pattern
/// that looks for a word leaves the other words alone, and two patterns may each ask for an end.
void offer_spliced(Candidates& out, const Pattern& pattern, const std::string& text,
                   const std::string& made) {
  std::size_t left = 0;
  const auto try_one = [&](std::string one) {
    if (left == 0 || one == made || !pattern.search(one)) return;
    --left;
    offer(out, std::move(one));
  };
  const std::vector<std::size_t> ends = character_ends(text);
  left = kMostOfSplice;
  try_one(text + " " + made);
  try_one(text + made);
  left = kMostOfSplice;
  for (std::size_t blank = text.rfind(' '); blank != std::string::npos && blank > 0;
       blank = text.rfind(' ', blank - 1)) {
    try_one(text.substr(0, blank + 1) + made + text.substr(blank));
  }
  left = kMostOfSplice;
  const std::size_t tail = text.size() > made.size() ? text.size() - made.size() : 0;
  for (const std::size_t end : nearest(ends, tail)) try_one(text.substr(0, end) + made);
  left = kMostOfSplice;
  for (const std::size_t end : nearest(ends, made.size())) try_one(made + text.substr(end));
  left = kMostOfSplice;
  for (const std::size_t end : character_ends(made)) {
    try_one(text + made.substr(end));
    try_one(made.substr(0, end) + text);
  }
}

/// The words of a text, as names for machines are written.
std::string joined(std::string_view text, char separator) {
  std::string out;
  for (const char c : collapse_blanks(text)) out += c == ' ' ? separator : c;
  return out;
}

void offer_changed(const InversionInput& input, Candidates& out,
                   std::string (*change)(std::string_view)) {
  offer(out, change(text_or_filler(input)));
}

}  // namespace

void mentions(const InversionInput& input, bool holds, Candidates& out) {
  if (!holds) return offer(out, input.filler, "another text");
  for (const Datum& value : values(input, 0, 1)) {
    const std::string* cue = value.text();
    if (cue == nullptr) continue;
    std::string text;
    for (std::size_t at = 0; at < cue->size();) {
      const std::size_t end = std::min(cue->find(' ', at), cue->size());
      std::string word = cue->substr(at, end - at);
      at = end + 1;
      if (word == "...") continue;
      if (word == "#") word = "400";
      std::erase(word, '*');
      if (!text.empty() && word != "/") text += ' ';
      text += word.empty() ? "x" : word;
    }
    const std::string_view before = trim_blanks(base_text(input));
    if (!before.empty()) offer(out, std::string(before) + "\n\n" + text);
    offer(out, text);
  }
}

void matches(const InversionInput& input, bool holds, Candidates& out) {
  const Pattern* pattern = input.call.patterns.empty() ? nullptr : input.call.patterns[0].get();
  if (pattern == nullptr) return;
  const std::string_view text = base_text(input);
  if (!holds) {
    for (PatternText& made : missing_texts(*pattern, pattern->search(text) ? text : "")) {
      offer(out, std::move(made.text), std::move(made.how));
    }
    return offer(out, input.filler, "another text");
  }
  const std::string_view trimmed = trim_blanks(text);
  if (!trimmed.empty()) {
    offer(out, collapse_blanks(text));
    offer(out, to_lower(trimmed));
    offer(out, to_upper(trimmed));
  }
  offer(out, input.filler);
  for (const UsualText& usual : usual_texts()) {
    if (pattern->text().find(usual.hint) != std::string::npos) offer(out, usual.text);
  }
  for (const char separator : {'-', '_', '.'}) {
    const std::string name = joined(text_or_filler(input), separator);
    offer(out, to_lower(name));
    offer(out, to_upper(name));
  }
  const std::vector<PatternText> found = matching_texts(*pattern);
  const auto offer_found = [&] {
    for (const PatternText& made : found) offer(out, made.text, made.how);
  };
  const bool nothing_said = trimmed.empty() || trimmed == input.filler;
  if (nothing_said) offer_found();
  if (!trimmed.empty() && trimmed.size() < kMostSpliced) {
    for (std::size_t i = 0; i < std::min(found.size(), kMostSplices); ++i) {
      offer_spliced(out, *pattern, std::string(trimmed), found[i].text);
    }
  }
  if (!nothing_said) offer_found();
}

void starts_with(const InversionInput& input, bool holds, Candidates& out) {
  const std::string text(base_text(input));
  for (const std::string& part : texts(input, 0)) {
    if (holds) {
      if (text.size() >= part.size()) offer(out, part + text.substr(part.size()));
      offer(out, part + text);
      offer(out, part, "", true);
      continue;
    }
    std::string rest = text;
    while (!part.empty() && rest.starts_with(part)) rest.erase(0, part.size());
    if (part.size() == 1 && part[0] >= '0' && part[0] <= '9') {
      offer(out, std::string(1, part[0] == '9' ? '8' : static_cast<char>(part[0] + 1)) + rest,
            "another beginning");
    }
    Candidates slips;
    offer_slips(slips, part);
    for (const Candidate& slip : slips) offer(out, *slip.value.text() + rest, slip.how);
    offer(out, rest, "without its beginning");
  }
  if (!holds) offer(out, "x" + text, "another beginning");
}

void ends_with(const InversionInput& input, bool holds, Candidates& out) {
  const std::string text(base_text(input));
  for (const std::string& part : texts(input, 0)) {
    if (holds) {
      offer(out, text + part);
      if (text.size() >= part.size()) {
        offer(out, text.substr(0, text.size() - part.size()) + part);
      }
      offer(out, part, "", true);
      continue;
    }
    std::string rest = text;
    while (!part.empty() && rest.ends_with(part)) rest.resize(rest.size() - part.size());
    offer(out, rest, "without its end");
    offer(out, rest + to_upper(part), "upper case");
    offer(out, rest + without_last(part), "one character too few");
  }
  if (!holds) offer(out, text + "x", "another end");
}

void length(const InversionInput& input, bool holds, Candidates& out) {
  const std::string text = text_or_filler(input);
  const auto bound = [&](std::size_t parameter, std::int64_t beyond, std::string how) {
    if (!given(input, parameter)) return;
    const std::uint64_t limit = count_of(single(input, parameter));
    if (limit > kMostCharacters || (beyond < 0 && limit == 0)) return;
    offer(out, of_length(text, limit + static_cast<std::uint64_t>(holds ? 0 : beyond)),
          holds ? "" : std::move(how), holds);
  };
  // {equal, min, max}
  bound(1, -1, "one character too few");
  bound(2, 1, "one character too many");
  bound(0, 1, "one character too many");
  bound(0, -1, "one character too few");
}

void digits(const InversionInput& input, bool holds, Candidates& out) {
  const std::string text(base_text(input));
  if (holds) {
    std::string only;
    std::copy_if(text.begin(), text.end(), std::back_inserter(only),
                 [](char c) { return c >= '0' && c <= '9'; });
    offer(out, only);
    return offer(out, "1", "", true);
  }
  const std::string number = text.empty() ? "1" : text;
  offer(out, without_last(number) + "O", "a letter in place of the last digit");
  offer(out, number + ".", "a point at the end");
  offer(out, number + " ", "a blank at the end");
  offer(out, "", "empty");
}

void trimmed(const InversionInput& input, bool holds, Candidates& out) {
  const std::string text = text_or_filler(input);
  if (holds) return offer(out, trim_blanks(text));
  offer(out, text + " ", "a blank at the end");
  offer(out, " " + text, "a blank in front");
  offer(out, text + "\u00a0", "a no-break space at the end");
}

void single_spaced(const InversionInput& input, bool holds, Candidates& out) {
  if (holds) return offer_changed(input, out, &collapse_blanks);
  const std::string text = text_or_filler(input);
  if (const std::size_t blank = text.find(' '); blank != std::string::npos) {
    offer(out, text.substr(0, blank) + " " + text.substr(blank), "two blanks side by side");
  }
  offer(out, text + "  x", "two blanks side by side");
}

void plain_text(const InversionInput& input, bool holds, Candidates& out) {
  if (holds) return offer_changed(input, out, &collapse_blanks);
  const std::string text = text_or_filler(input);
  const std::size_t first = text.size() - (text.empty() ? 0 : last_character(text).size());
  offer(out, text.substr(0, first) + "\u200b" + text.substr(first), "an invisible character");
  if (const std::size_t blank = text.find(' '); blank != std::string::npos) {
    offer(out, text.substr(0, blank) + "\u00a0" + text.substr(blank + 1), "a no-break space");
  }
  offer(out, "a\u200bb", "an invisible character");
}

void upper_case(const InversionInput& input, bool holds, Candidates& out) {
  offer_changed(input, out, holds ? &to_upper : &to_lower);
  if (!holds) offer(out, text_or_filler(input) + "x", "a letter in lower case");
}

void lower_case(const InversionInput& input, bool holds, Candidates& out) {
  offer_changed(input, out, holds ? &to_lower : &to_upper);
  if (!holds) offer(out, text_or_filler(input) + "X", "a letter in upper case");
}

}  // namespace intake::synth::inverse
