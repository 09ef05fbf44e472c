#include "formats/docx/labels.h"

#include <algorithm>

#include "text/unicode.h"

namespace intake::docx {
namespace {

constexpr std::size_t kMaxLabel = 120;  // bytes
constexpr std::size_t kMaxTabLabel = 60;
constexpr std::size_t kMaxSecondLabel = 40;
constexpr std::size_t kMaxWords = 12;
constexpr std::string_view kEllipsis = "\u2026";
constexpr std::string_view kNoBreakSpace = "\u00A0";
constexpr std::string_view kNamesOfParts[] = {
    "section",  "part",   "chapter",   "partie",    "chapitre", "rubrique", "deel",
    "afdeling", "sectie", "hoofdstuk", "abschnitt", "teil",     "kapitel"};

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

/// Bytes of a leader that starts here, 0 where there is none: 3 underscores, 4 dots, 2 ellipses.
std::size_t leader_at(std::string_view text) {
  const auto run = [&](char c) {
    const std::size_t end = text.find_first_not_of(c);
    return end == std::string_view::npos ? text.size() : end;
  };
  if (text.starts_with('_')) return run('_') >= 3 ? run('_') : 0;
  if (text.starts_with('.')) return run('.') >= 4 ? run('.') : 0;
  std::size_t ellipses = 0;
  while (text.substr(ellipses).starts_with(kEllipsis)) ellipses += kEllipsis.size();
  return ellipses >= 2 * kEllipsis.size() ? ellipses : 0;
}

std::size_t leader_before(std::string_view text) {
  if (text.empty()) return 0;
  const char last = text.back();
  if (last == '_' || last == '.') {
    const std::size_t other = text.find_last_not_of(last);
    const std::size_t run = other == std::string_view::npos ? text.size() : text.size() - other - 1;
    return run >= (last == '_' ? 3u : 4u) ? run : 0;
  }
  std::size_t run = 0;
  while (text.substr(0, text.size() - run).ends_with(kEllipsis)) run += kEllipsis.size();
  return run >= 2 * kEllipsis.size() ? run : 0;
}

bool has_letter(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           static_cast<unsigned char>(c) >= 0xC3;
  });
}

/// Short enough for the name of a field, and no sentence.
bool is_label(std::string_view text, std::size_t most) {
  text = trim_ascii(text);
  if (text.empty() || text.size() > most || !has_letter(text)) return false;
  if (static_cast<std::size_t>(std::count(text.begin(), text.end(), ' ')) >= kMaxWords)
    return false;
  for (std::size_t dot = text.find(". "); dot != std::string_view::npos;
       dot = text.find(". ", dot + 1)) {
    if (dot == 0 || !is_digit(text[dot - 1])) return false;
  }
  return true;
}

/// Whether the colon at `at` ends a label: no time, no URL, no `read:all`.
bool ends_label(std::string_view text, std::size_t from, std::size_t at) {
  const std::string_view after = text.substr(at + 1);
  const std::string_view before = trim_ascii(text.substr(from, at - from));
  if (before.empty()) return false;
  if (after.empty() || is_space(after.front()) || after.starts_with(kNoBreakSpace) ||
      leader_at(after) > 0) {
    return true;
  }
  if (after.starts_with("//")) return false;
  if (is_digit(before.back()) && is_digit(after.front())) return false;
  if (before.find_first_of(":;,") != std::string_view::npos) return false;  // a list of such
  const bool words = before.find(' ') != std::string_view::npos ||
                     before.find(kNoBreakSpace) != std::string_view::npos;
  return words || (before.front() >= 'A' && before.front() <= 'Z');
}

}  // namespace

std::string_view trim_ascii(std::string_view text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

std::string_view without_leaders(std::string_view text) {
  for (;;) {
    text = trim_ascii(text);
    if (const std::size_t leader = leader_at(text); leader > 0) {
      text.remove_prefix(leader);
    } else if (const std::size_t trailing = leader_before(text); trailing > 0) {
      text.remove_suffix(trailing);
    } else {
      return text;
    }
  }
}

std::string clean_label(std::string_view text) {
  std::string out = collapse_blanks(without_leaders(text));
  while (!out.empty() && (out.back() == ':' || out.back() == ' ')) out.pop_back();
  return out;
}

bool is_numbered(std::string_view text, bool deep) {
  text = trim_ascii(text);
  std::size_t at = 0;
  std::size_t levels = 0;
  while (at < text.size() && is_digit(text[at])) {
    while (at < text.size() && is_digit(text[at])) ++at;
    ++levels;
    if (at < text.size() && text[at] == '.') ++at;
  }
  if (levels == 0 || (deep && levels < 2)) return false;
  const std::string_view rest = text.substr(at);
  if (rest.empty() || !(is_space(rest.front()) || rest.front() == ')')) return false;
  return has_letter(rest);
}

bool names_part(std::string_view label) {
  label = trim_ascii(label);
  const std::size_t blank = label.find_first_of(" \t");
  if (blank == std::string_view::npos) return false;
  const std::string word = to_lower(label.substr(0, blank));
  const std::string_view number = trim_ascii(label.substr(blank));
  return std::find(std::begin(kNamesOfParts), std::end(kNamesOfParts), word) !=
             std::end(kNamesOfParts) &&
         is_digit(number.front()) && number.find_first_not_of("0123456789.") == number.npos;
}

std::optional<LabelledValue> find_label(std::string_view text, std::size_t from, std::size_t to) {
  text = text.substr(0, to);
  while (from < to && is_space(text[from])) ++from;
  LabelledValue out;
  for (std::size_t i = from; i < to && i - from <= kMaxLabel; ++i) {
    const std::string_view before = text.substr(from, i - from);
    std::size_t after = std::string_view::npos;
    if (text[i] == ':' && ends_label(text, from, i)) {
      if (!is_label(before, kMaxLabel)) return std::nullopt;
      after = i + 1;
    } else if (text[i] == '\t' && is_label(before, kMaxTabLabel)) {
      // Leaders and a colon may follow the tab.
      after = i + 1;
    } else if (leader_at(text.substr(i)) > 0 && is_label(before, kMaxLabel)) {
      after = i;
      out.needs_colon = true;
    }
    if (after == std::string_view::npos) continue;
    while (after < to && is_space(text[after])) ++after;
    if (text[i] == '\t' && after < to && text[after] == ':') ++after;
    while (after < to && is_space(text[after])) ++after;
    out.label = clean_label(before);
    out.begin = after;
    out.end = to;
    break;
  }
  if (out.label.empty()) return std::nullopt;
  // Another label after a leader: `Date: ____ Place: ____`.
  if (const std::size_t leader = leader_at(text.substr(out.begin)); leader > 0) {
    const std::size_t after = out.begin + leader;
    const std::size_t next = text.find(':', after);
    if (next != std::string_view::npos && next - after <= kMaxSecondLabel &&
        ends_label(text, after, next) &&
        is_label(text.substr(after, next - after), kMaxSecondLabel)) {
      out.end = after;
      return out;
    }
  }
  // Another label after a tab: two fields in a line.
  std::size_t colon = text.find(':', out.begin);
  for (std::size_t tab = text.find('\t', out.begin); tab != std::string_view::npos;
       tab = text.find('\t', tab + 1)) {
    if (colon < tab) colon = text.find(':', tab);
    if (colon == std::string_view::npos) break;
    if (colon - tab <= kMaxSecondLabel && ends_label(text, tab + 1, colon) &&
        is_label(text.substr(tab, colon - tab), kMaxSecondLabel)) {
      out.end = tab;
      break;
    }
  }
  while (out.end > out.begin && is_space(text[out.end - 1])) --out.end;
  return out;
}

}  // namespace intake::docx
