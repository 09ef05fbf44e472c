#include <algorithm>

#include "lang/selector/parser.h"
#include "text/unicode.h"

namespace intake {
namespace {

std::string in_brackets(std::string_view name) {
  const char quote = name.find('\'') == std::string_view::npos ? '\'' : '"';
  return "`[" + std::string(1, quote) + std::string(name) + std::string(1, quote) + "]`";
}

std::string dots_and(std::string brackets, bool descendant) {
  return "`" + std::string(descendant ? ".." : "") + std::move(brackets) + "`";
}

}  // namespace

bool SelectorParser::run() {
  if (const auto wrong = find_invalid_utf8(text_)) {
    return fail(*wrong, "the selector is not UTF-8 here");
  }
  if (text_.empty()) {
    return fail(0, "the selector is empty", "`$` is the whole submission, `@` the value at hand");
  }
  if (is_gap(text_.front())) return fail(0, "the selector begins with a blank", "remove it");
  if (text_.front() != '$' && text_.front() != '@') return fail_first();
  at_ = 1;
  while (at_ < text_.size()) {
    const std::size_t before = at_;
    skip_gap();
    if (at_ == text_.size()) return fail(before, "the selector ends in a blank", "remove it");
    if (!segment(segments_)) return false;
  }
  return true;
}

bool SelectorParser::fail(std::size_t offset, std::string message, std::string hint) {
  error_ = {static_cast<std::uint32_t>(offset), std::move(message), std::move(hint)};
  return false;
}

bool SelectorParser::fail_first() {
  const char c = text_.front();
  std::string hint = "write `$` in front of it, or `@` for the value at hand";
  if (c == '/')
    hint = "this looks like a JSON Pointer: write `$.name` for `/name`";
  else if (is_name_first(c))
    hint = "write `$." + std::string(text_) + "` or `@." + std::string(text_) + "`";
  return fail(0, "a selector starts with `$` or `@`", std::move(hint));
}

void SelectorParser::skip_gap() {
  while (!at_end() && is_gap(text_[at_])) ++at_;
}

/// The code point here, for messages.
std::string SelectorParser::shown() const {
  if (at_end()) return "the end";
  std::size_t end = at_;
  const char32_t c = next_code_point(text_, end);
  return c < 0x20 ? std::string("a control character") : ticked(text_.substr(at_, end - at_));
}

bool SelectorParser::segment(std::vector<SelectorSegment>& segments) {
  SelectorSegment segment;
  segment.offset = static_cast<std::uint32_t>(at_);
  if (here() == '.') {
    ++at_;
    if (here() == '.') {
      ++at_;
      segment.descendant = true;
    }
    if (here() != '[' || !segment.descendant) {
      segment.offset = static_cast<std::uint32_t>(at_);
      if (!shorthand(segment)) return false;
      segments.push_back(std::move(segment));
      return true;
    }
  }
  if (here() != '[') {
    const std::string hint = is_name_first(here())  ? "write `.` before a name"
                             : is_name_char(here()) ? "write `[0]` for an element"
                                                    : "";
    return fail(at_, "expected `.` or `[`, found " + shown(), hint);
  }
  ++at_;
  if (!brackets(segment)) return false;
  segments.push_back(std::move(segment));
  return true;
}

/// After `.` or `..`.
bool SelectorParser::shorthand(SelectorSegment& segment) {
  SelectorStep step;
  if (here() == '*') {
    ++at_;
    step.kind = SelectorStep::Kind::kWildcard;
    segment.steps.push_back(std::move(step));
    return true;
  }
  const std::size_t begin = at_;
  if (!is_name_first(here())) return fail_shorthand(segment.descendant);
  while (!at_end() && is_name_char(text_[at_])) ++at_;
  step.name = text_.substr(begin, at_ - begin);
  if (!at_end() && !ends_name(here())) {
    return fail_in_name(begin, segment.descendant);
  }
  segment.steps.push_back(std::move(step));
  return true;
}

bool SelectorParser::fail_shorthand(bool descendant) {
  const std::string dots = descendant ? "`..`" : "`.`";
  if (at_end())
    return fail(at_, "a name is missing after " + dots, "write it or leave out " + dots);
  const char c = here();
  if (c == '[') return fail(at_ - 1, "`.` does not stand before `[`", "leave out the `.`");
  if (c == '.') return fail(at_, "more than two dots", "`..` finds at any depth");
  if (is_gap(c)) return fail(at_, "a blank after " + dots, "remove it");
  if (c == '?') {
    return fail(at_, "a filter stands in brackets", "write " + dots_and("[?...]", descendant));
  }
  if (c == '\'' || c == '"') {
    return fail(at_, "a quoted name after " + dots, "write " + dots_and("['name']", descendant));
  }
  const std::string_view word = this_word(at_);
  if (is_digit(c)) {
    return fail(at_, "a name after " + dots + " does not begin with a digit",
                "write `[" + std::string(word) + "]` for an element or " + in_brackets(word) +
                    " for a member");
  }
  return fail(at_, "a name after " + dots + " does not begin with " + shown(),
              "write " + dots_and("['" + std::string(word) + "']", descendant));
}

/// Up to what ends a name.
std::string_view SelectorParser::this_word(std::size_t begin) const {
  std::size_t end = begin;
  while (end < text_.size() && !ends_name(text_[end])) ++end;
  return text_.substr(begin, end - begin);
}

/// What may follow a name after `.`; within a filter, its punctuation, too.
bool SelectorParser::ends_name(char c) const {
  if (is_gap(c) || c == '.' || c == '[') return true;
  constexpr std::string_view kInFilter = ")],=!<>&|";
  return filters_ > 0 && kInFilter.find(c) != std::string_view::npos;
}

bool SelectorParser::fail_in_name(std::size_t begin, bool descendant) {
  if (here() == '(') {
    return fail(at_, "a function stands in a filter, not after `.`",
                "write a condition in brackets, such as `[?length(@.name) > 3]`");
  }
  if (here() == ']') return fail(at_, "the `]` closes nothing", "remove it");
  const std::string_view word = this_word(begin);
  const std::string bracketed = in_brackets(word);
  return fail(at_, shown() + " cannot stand in a name after `.`",
              "write " + (descendant ? "`.." + bracketed.substr(1) : bracketed));
}

/// After `[`.
bool SelectorParser::brackets(SelectorSegment& segment) {
  const std::size_t open = at_ - 1;
  while (true) {
    skip_gap();
    if (at_end()) return fail(open, "the `[` is never closed", "write `]`");
    if (here() == ']') {
      return segment.steps.empty()
                 ? fail(open, "nothing stands between `[` and `]`", "write `[*]` for all elements")
                 : fail(at_, "a selector is missing after `,`", "remove the `,`");
    }
    SelectorStep next;
    if (!step(next)) return false;
    segment.steps.push_back(std::move(next));
    skip_gap();
    if (at_end()) return fail(open, "the `[` is never closed", "write `]`");
    if (here() == ']') {
      ++at_;
      return true;
    }
    if (here() != ',') return fail(at_, "expected `,` or `]`, found " + shown());
    ++at_;
  }
}

bool SelectorParser::step(SelectorStep& out) {
  const char c = here();
  if (c == '*') {
    ++at_;
    out.kind = SelectorStep::Kind::kWildcard;
    return true;
  }
  if (c == '\'' || c == '"') return quoted_text(out.name);
  if (c == '-' || c == ':' || is_digit(c)) return index_or_slice(out);
  if (c == '?') return filter(out);
  if (c == '(') return fail(at_, "expressions in brackets are not part of JSONPath (RFC 9535)");
  std::size_t end = at_;
  while (end < text_.size() && text_[end] != ']' && text_[end] != ',') ++end;
  while (end > at_ && is_gap(text_[end - 1])) --end;
  const std::string_view word = text_.substr(at_, end - at_);
  if (is_name_first(c)) {
    return fail(at_, "a name in brackets is quoted", "write " + in_brackets(word));
  }
  return fail(at_, "expected a name, a number, `*` or `?`, found " + shown());
}

bool SelectorParser::index_or_slice(SelectorStep& out) {
  std::optional<std::int64_t> first;
  if (here() != ':' && !integer(first)) return false;
  const std::size_t after_first = at_;
  skip_gap();
  if (here() != ':') {
    at_ = after_first;
    out.kind = SelectorStep::Kind::kIndex;
    out.index = *first;
    return true;
  }
  out.kind = SelectorStep::Kind::kSlice;
  out.start = first;
  ++at_;
  skip_gap();
  if (here() == '-' || is_digit(here())) {
    if (!integer(out.end)) return false;
    skip_gap();
  }
  if (here() != ':') return true;
  ++at_;
  skip_gap();
  return (here() == '-' || is_digit(here())) ? integer(out.step) : true;
}

bool leads_to_one(const std::vector<SelectorSegment>& segments) {
  return std::ranges::all_of(segments, [](const SelectorSegment& segment) {
    return !segment.descendant && segment.steps.size() == 1 &&
           (segment.steps.front().kind == SelectorStep::Kind::kName ||
            segment.steps.front().kind == SelectorStep::Kind::kIndex);
  });
}

Parsed<Selector> Selector::parse(std::string_view text, const Limits& limits) {
  SelectorParser parser(text, limits);
  if (!parser.run()) return parser.error();
  Selector selector;
  selector.text_ = text;
  selector.relative_ = text.front() == '@';
  selector.filters_by_root_ = parser.filters_by_root();
  selector.segments_ = std::move(parser.segments());
  selector.singular_ = leads_to_one(selector.segments_);
  return selector;
}

}  // namespace intake
