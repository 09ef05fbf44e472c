#include "lang/pattern.h"

#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <mutex>

#include "lang/byte_matcher/byte_matcher.h"
#include "text/unicode.h"

namespace intake {
namespace {

RE2::Options options(std::uint32_t memory) {
  RE2::Options options;
  options.set_encoding(RE2::Options::EncodingUTF8);
  options.set_log_errors(false);
  options.set_max_mem(memory);
  return options;
}

/// RE2 marks a group that took no part by a null pointer, so a subject must not have one.
re2::StringPiece piece(std::string_view text) {
  return text.data() == nullptr ? re2::StringPiece("", 0)
                                : re2::StringPiece(text.data(), text.size());
}

}  // namespace

/// What not every run needs is made when it is first asked for.
struct Pattern::State {
  State(std::string_view pattern, std::uint32_t most) : text(pattern), memory(most) {}

  const RE2& re() const {
    if (const RE2* made = re_made.load(std::memory_order_acquire)) return *made;
    const std::lock_guard lock(making);
    if (!re_kept) {
      re_kept = std::make_unique<RE2>(text, options(memory));
      re_made.store(re_kept.get(), std::memory_order_release);
    }
    return *re_kept;
  }

  /// Null: RE2 does it.
  const matcher::ByteMatcher* bytes() const {
    const auto* made = bytes_made.load(std::memory_order_acquire);
    return __builtin_expect(made != nullptr, 1) ? made : make_bytes();
  }

  const matcher::ByteMatcher* make_bytes() const {
    if (left_to_re2.load(std::memory_order_relaxed)) return nullptr;
    const std::lock_guard lock(making);
    if (!bytes_kept && !left_to_re2.load(std::memory_order_relaxed)) {
      auto syntax = matcher::read_syntax(text, memory);
      if (syntax) bytes_kept = matcher::ByteMatcher::make(*std::move(syntax), memory);
      bytes_made.store(bytes_kept.get(), std::memory_order_release);
      if (!bytes_kept) left_to_re2.store(true, std::memory_order_relaxed);
    }
    return bytes_kept.get();
  }

  void leave_to_re2() const {
    left_to_re2.store(true, std::memory_order_relaxed);
    bytes_made.store(nullptr, std::memory_order_relaxed);  // others may still use it
  }

  bool re_finds(std::string_view subject, std::size_t from, re2::StringPiece* groups,
                std::size_t count) const {
    const re2::StringPiece whole = piece(subject);
    return re().Match(whole, from, whole.size(), RE2::UNANCHORED, groups, static_cast<int>(count));
  }

  std::string text;
  std::uint32_t memory;  // bytes, of RE2 and of what stands in for it
  std::vector<std::string> names;
  mutable std::atomic<bool> left_to_re2{false};
  mutable std::atomic<const matcher::ByteMatcher*> bytes_made{nullptr};
  mutable std::atomic<const RE2*> re_made{nullptr};
  mutable std::mutex making;
  mutable std::unique_ptr<const matcher::ByteMatcher> bytes_kept;
  mutable std::unique_ptr<const RE2> re_kept;
};

namespace {

std::optional<std::string_view> text_of(const re2::StringPiece& group) {
  if (group.data() == nullptr) return std::nullopt;
  return std::string_view(group.data(), group.size());
}

/// The first place of `part` that does not begin within an escape; 0 where there is none.
std::size_t find_part(std::string_view text, std::string_view part) {
  if (part.empty()) return 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text.substr(i).starts_with(part)) return i;
    if (text[i] == '\\') ++i;
  }
  const auto found = text.find(part);
  return found == std::string_view::npos ? 0 : found;
}

/// The last `(` that is not closed, or the first `)` that closes nothing.
std::size_t find_unbalanced(std::string_view text) {
  std::vector<std::size_t> open;
  bool in_class = false;
  std::size_t class_begin = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '\\') {
      ++i;
    } else if (in_class) {
      if (c == ']' && i > class_begin + 1 + (text[class_begin + 1] == '^' ? 1u : 0u)) {
        in_class = false;
      }
    } else if (c == '[') {
      in_class = true;
      class_begin = i;
    } else if (c == '(') {
      open.push_back(i);
    } else if (c == ')') {
      if (open.empty()) return i;
      open.pop_back();
    }
  }
  return open.empty() ? 0 : open.back();
}

std::string quoted(std::string_view text) { return "`" + std::string(text) + "`"; }

LangError escape_error(std::string_view text, std::string_view part) {
  LangError error;
  error.offset = static_cast<std::uint32_t>(find_part(text, part));
  error.message = quoted(part) + " is no escape that patterns know";
  if (part.size() < 2) return error;
  const char c = part[1];
  if (c >= '1' && c <= '9') {
    error.message = quoted(part) + " refers back to a group, which patterns cannot do";
    error.hint = "bind the group to a name and compare the values with another condition";
  } else if (c == 'u' || c == 'U') {
    error.hint = "write `\\x{...}` for a code point";
  } else if (c == 'Z') {
    error.hint = "write `\\z` for the end of the text";
  } else if (c == 'k' || c == 'g') {
    error.message = quoted(part) + " refers back to a group, which patterns cannot do";
  } else {
    error.hint = "write `\\\\` for a backslash itself";
  }
  return error;
}

/// `(?=`, `(?<name>` and the like.
LangError group_error(std::string_view text, std::string_view part) {
  LangError error;
  // RE2 names only `(?P`, which begins the groups that are right, too.
  const std::size_t at = find_part(
      text, part == "(?P" && text.find("(?P=") < text.size() ? std::string_view("(?P=") : part);
  error.offset = static_cast<std::uint32_t>(at);
  const std::string_view rest = text.substr(at);
  for (const std::string_view look : {"(?=", "(?!", "(?<=", "(?<!"}) {
    if (!rest.starts_with(look)) continue;
    error.message = quoted(look) + " looks around, which patterns cannot do";
    error.hint = "write two conditions, the second with `not`";
    return error;
  }
  if (rest.starts_with("(?<") || rest.starts_with("(?'")) {
    const char end = rest[2] == '<' ? '>' : '\'';
    const std::string_view name = rest.substr(3, rest.find(end, 3) - 3);
    error.message = quoted(rest.substr(0, 3)) + " is not how a group is named";
    error.hint = "write `(?P<" + std::string(name) + ">...)`";
    return error;
  }
  if (rest.starts_with("(?P=")) {
    error.message = "`(?P=` refers back to a group, which patterns cannot do";
    error.hint = "bind the group to a name and compare the values with another condition";
    return error;
  }
  if (rest.starts_with("(?>")) {
    error.message = "`(?>` is not needed: matching takes linear time";
    error.hint = "write `(?:...)`";
    return error;
  }
  error.message = quoted(part) + " is no group that patterns know";
  error.hint = "write `(?:...)`, `(?P<name>...)` or flags such as `(?i)`";
  return error;
}

LangError bracket_error(std::string_view text, RE2::ErrorCode code, std::string_view part) {
  LangError error;
  error.offset = static_cast<std::uint32_t>(find_part(text, part));
  if (code == RE2::ErrorMissingBracket) {
    error.message = "the `[` is never closed";
    error.hint = "write `\\[` for a bracket itself";
  } else if (code == RE2::ErrorBadCharRange) {
    error.message = quoted(part) + " is no range or class of characters that patterns know";
    error.hint = "a range goes up, as in `a-z`; write `\\-` for a hyphen itself";
  } else {
    error.message = quoted(part) + " is no class of characters";
  }
  return error;
}

LangError repeat_error(std::string_view text, RE2::ErrorCode code, std::string_view part) {
  LangError error;
  error.offset = static_cast<std::uint32_t>(find_part(text, part));
  if (code == RE2::ErrorRepeatArgument) {
    error.message = quoted(part) + " repeats nothing";
    error.hint = "write `\\" + std::string(part.substr(0, 1)) + "` for the character itself";
  } else if (code == RE2::ErrorRepeatSize) {
    error.message = quoted(part) + " repeats too often or backwards";
    error.hint = "a repetition is at most 1000; use the predicate `length` for more";
  } else {
    error.message = quoted(part) + " repeats a repetition";
    error.hint = part.ends_with('+') ? "leave out the last `+`: matching takes linear time"
                                     : "put the inner repetition in `(?:...)`";
  }
  return error;
}

LangError to_error(std::string_view text, const RE2& re, const Limits& limits) {
  const std::string_view part = re.error_arg();
  switch (re.error_code()) {
    case RE2::ErrorBadEscape:
      return escape_error(text, part);
    case RE2::ErrorBadCharClass:
    case RE2::ErrorBadCharRange:
    case RE2::ErrorMissingBracket:
      return bracket_error(text, re.error_code(), part);
    case RE2::ErrorRepeatArgument:
    case RE2::ErrorRepeatSize:
    case RE2::ErrorRepeatOp:
      return repeat_error(text, re.error_code(), part);
    case RE2::ErrorBadPerlOp:
      return group_error(text, part);
    case RE2::ErrorBadNamedCapture:
      return {static_cast<std::uint32_t>(find_part(text, part)),
              quoted(part) + " is no name of a group",
              "names of groups have letters, digits and `_`"};
    case RE2::ErrorMissingParen:
      return {static_cast<std::uint32_t>(find_unbalanced(text)), "the `(` is never closed",
              "write `\\(` for a parenthesis itself"};
    case RE2::ErrorUnexpectedParen:
      return {static_cast<std::uint32_t>(find_unbalanced(text)), "the `)` closes nothing",
              "write `\\)` for a parenthesis itself"};
    case RE2::ErrorTrailingBackslash:
      return {static_cast<std::uint32_t>(text.size() - 1), "the pattern ends within an escape",
              "write `\\\\` for a backslash itself"};
    case RE2::ErrorPatternTooLarge:
      return {0,
              "the pattern needs more than " + std::to_string(limits.pattern_memory) +
                  " bytes of memory",
              "use smaller repetition counts; the predicate `length` counts cheaply"};
    default:
      return {static_cast<std::uint32_t>(find_part(text, part)),
              "the pattern cannot be read: " + re.error(), ""};
  }
}

}  // namespace

Pattern::Pattern() = default;
Pattern::~Pattern() = default;

Parsed<std::shared_ptr<const Pattern>> Pattern::compile(std::string_view text,
                                                        const Limits& limits) {
  if (text.size() > limits.pattern_bytes) {
    return LangError{
        limits.pattern_bytes,
        "the pattern is longer than " + std::to_string(limits.pattern_bytes) + " bytes",
        "split it into several conditions, or use a list"};
  }
  if (const auto wrong = find_invalid_utf8(text)) {
    return LangError{static_cast<std::uint32_t>(*wrong), "the pattern is not UTF-8 here", ""};
  }
  std::shared_ptr<Pattern> pattern(new Pattern);
  pattern->state_ = std::make_unique<State>(text, limits.pattern_memory);
  std::vector<std::string>& names = pattern->state_->names;
  if (auto syntax = matcher::read_syntax(text, limits.pattern_memory)) {
    names = std::move(syntax->names);
    return std::shared_ptr<const Pattern>(std::move(pattern));
  }
  pattern->state_->left_to_re2 = true;
  const RE2& re = pattern->state_->re();
  if (!re.ok()) return to_error(text, re, limits);
  names.resize(static_cast<std::size_t>(re.NumberOfCapturingGroups()) + 1);
  for (const auto& [number, name] : re.CapturingGroupNames()) {
    if (std::ranges::find(names, name) != names.end()) {
      return LangError{static_cast<std::uint32_t>(text.rfind("(?P<" + name + ">")),
                       "two groups have the name `" + name + "`", "give each its own name"};
    }
    names[static_cast<std::size_t>(number)] = name;
  }
  return std::shared_ptr<const Pattern>(std::move(pattern));
}

const std::string& Pattern::text() const { return state_->text; }

const std::vector<std::string>& Pattern::group_names() const { return state_->names; }

bool Pattern::search(std::string_view subject) const {
  if (const matcher::ByteMatcher* bytes = state_->bytes()) {
    const matcher::Answer answer = bytes->search(subject);
    if (answer != matcher::Answer::kTooLarge) return answer == matcher::Answer::kYes;
    state_->leave_to_re2();
  }
  return state_->re_finds(subject, 0, nullptr, 0);
}

std::vector<std::optional<std::string_view>> Pattern::capture(std::string_view subject,
                                                              std::size_t from) const {
  std::vector<std::optional<std::string_view>> result;
  if (from == 0) {
    std::vector<std::string_view> found(state_->names.size());
    if (!capture_into(subject, found)) return result;
    for (const std::string_view group : found) {
      result.push_back(group.data() == nullptr ? std::nullopt : std::optional(group));
    }
    return result;
  }
  std::vector<re2::StringPiece> groups(state_->names.size());
  if (!state_->re_finds(subject, from, groups.data(), groups.size())) return result;
  result.reserve(groups.size());
  for (const auto& group : groups) result.push_back(text_of(group));
  return result;
}

bool Pattern::capture_into(std::string_view subject, std::span<std::string_view> groups) const {
  constexpr std::size_t kFew = 8;
  const std::size_t count = groups.size();
  const matcher::ByteMatcher* bytes = state_->bytes();
  if (bytes != nullptr && bytes->captures() && count <= kFew) {
    std::array<matcher::GroupEnds, kFew> ends;
    if (!bytes->capture(subject, std::span(ends).first(count))) return false;
    for (std::size_t i = 0; i < count; ++i) {
      const auto& [begin, end] = ends[i];
      groups[i] = end == nullptr ? std::string_view()
                                 : std::string_view(begin, static_cast<std::size_t>(end - begin));
    }
    return true;
  }
  if (bytes != nullptr && bytes->search(subject) == matcher::Answer::kNo) return false;
  std::array<re2::StringPiece, kFew> few;
  std::vector<re2::StringPiece> many(count > kFew ? count : 0);
  re2::StringPiece* found = many.empty() ? few.data() : many.data();
  if (!state_->re_finds(subject, 0, found, count)) return false;
  for (std::size_t i = 0; i < count; ++i) {
    groups[i] = {found[i].data(), found[i].size()};
  }
  return true;
}

std::string Pattern::replace_all(std::string_view subject, std::string_view with) const {
  std::string result(subject);
  if (!check_replacement(with)) RE2::GlobalReplace(&result, state_->re(), piece(with));
  return result;
}

std::optional<std::string> Pattern::check_replacement(std::string_view with) const {
  const std::size_t groups = state_->names.size() - 1;
  for (std::size_t i = 0; i < with.size(); ++i) {
    if (with[i] != '\\') continue;
    ++i;
    if (i == with.size()) return "the replacement ends in a single `\\`; write `\\\\` for one";
    if (with[i] == '\\') continue;
    if (with[i] < '0' || with[i] > '9') {
      return "`\\` in a replacement is followed by the number of a group or by `\\`";
    }
    const auto number = static_cast<std::size_t>(with[i] - '0');
    if (number > groups) {
      return "the replacement uses group " + std::to_string(number) + ", but the pattern has " +
             (groups == 0 ? "none" : std::to_string(groups));
    }
  }
  return std::nullopt;
}

std::vector<std::string> Pattern::split(std::string_view subject) const {
  std::vector<std::string> pieces;
  std::size_t piece_begin = 0;
  std::size_t from = 0;
  re2::StringPiece match;
  const re2::StringPiece whole = piece(subject);
  while (from <= subject.size() &&
         state_->re().Match(whole, from, subject.size(), RE2::UNANCHORED, &match, 1)) {
    const auto begin = static_cast<std::size_t>(match.data() - whole.data());
    if (match.empty()) {
      // An empty match separates nothing; go on behind the next code point.
      if (begin >= subject.size()) break;
      from = begin;
      next_code_point(subject, from);
      continue;
    }
    if (begin > piece_begin) pieces.emplace_back(subject.substr(piece_begin, begin - piece_begin));
    piece_begin = from = begin + match.size();
  }
  if (piece_begin < subject.size()) pieces.emplace_back(subject.substr(piece_begin));
  return pieces;
}

}  // namespace intake
