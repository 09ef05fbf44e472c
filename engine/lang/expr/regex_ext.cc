#include "lang/expr/regex_ext.h"

#include "lang/expr/library.h"
#include "text/unicode.h"

namespace intake::expr {
namespace {

using Groups = std::vector<std::optional<std::string_view>>;

/// Goes from match to match, as RE2::GlobalReplace does: no empty match right behind a match.
class Matches {
 public:
  Matches(Context& context, const Pattern& pattern, std::string_view text)
      : context_(context), pattern_(pattern), text_(text) {}

  /// The next match; empty where there is none, or the budget is spent (over_budget()).
  Groups next() {
    while (at_ <= text_.size()) {
      if (!context_.charge_text(text_.size() - at_)) {
        over_budget_ = true;
        return {};
      }
      Groups groups = pattern_.capture(text_, at_);
      if (groups.empty()) break;
      const auto begin = static_cast<std::size_t>(groups[0]->data() - text_.data());
      const std::size_t end = begin + groups[0]->size();
      const bool skip = begin == end && begin == last_end_;
      at_ = end;
      if (begin == end) step_over(end);
      if (skip) continue;
      last_end_ = end;
      return groups;
    }
    at_ = text_.size() + 1;
    return {};
  }
  bool over_budget() const { return over_budget_; }

 private:
  void step_over(std::size_t from) {
    at_ = from;
    if (at_ < text_.size()) {
      next_code_point(text_, at_);
    } else {
      ++at_;
    }
  }

  Context& context_;
  const Pattern& pattern_;
  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t last_end_ = std::string_view::npos;
  bool over_budget_ = false;
};

/// The pattern of args[1]; null: `failure`.
const Pattern* pattern_with_one_group(Context& context, Args args, Value& failure) {
  const Pattern* pattern = context.pattern(args[1].text(), failure);
  if (pattern == nullptr || pattern->group_names().size() <= 2) return pattern;
  failure = context.error(
      "the pattern has more than one group; write `(?:...)` where nothing is to be taken out");
  return nullptr;
}

/// The group, or the whole match where the pattern has none.
std::optional<std::string_view> taken(const Groups& groups) {
  return groups.size() > 1 ? groups[1] : groups[0];
}

bool add_replacement(TextBuilder& out, std::string_view with, const Groups& groups) {
  while (!with.empty()) {
    const std::size_t escape = std::min(with.find('\\'), with.size());
    if (!out.add(with.substr(0, escape))) return false;
    with.remove_prefix(escape);
    if (with.size() < 2) break;
    const char c = with[1];
    with.remove_prefix(2);
    const auto group = static_cast<std::size_t>(c - '0');
    const std::string_view piece = c == '\\' ? std::string_view("\\") : groups[group].value_or("");
    if (!out.add(piece)) return false;
  }
  return true;
}

}  // namespace

Value run_regex_extract(Context& context, Args args) {
  Value failure;
  const Pattern* pattern = pattern_with_one_group(context, args, failure);
  if (pattern == nullptr) return failure;
  const Groups groups = pattern->capture(args[0].text());
  const auto text = groups.empty() ? std::nullopt : taken(groups);
  return text ? context.optional(Value::of_string(*text)) : Value::none();
}

Value run_regex_extract_all(Context& context, Args args) {
  Value failure;
  const Pattern* pattern = pattern_with_one_group(context, args, failure);
  if (pattern == nullptr) return failure;
  Matches matches(context, *pattern, args[0].text());
  ListBuilder out(context);
  for (Groups groups = matches.next(); !groups.empty(); groups = matches.next()) {
    const auto text = taken(groups);
    if (text && !out.add(Value::of_string(*text))) return context.budget();
  }
  return matches.over_budget() ? context.budget() : out.finish();
}

Value run_regex_replace(Context& context, Args args) {
  Value failure;
  const Pattern* pattern = context.pattern(args[1].text(), failure);
  if (pattern == nullptr) return failure;
  const std::string_view text = args[0].text();
  const std::string_view with = args[2].text();
  if (const auto wrong = pattern->check_replacement(with)) return context.error_copy(*wrong);
  const std::int64_t most = args.size() > 3 ? args[3].integer() : -1;
  Matches matches(context, *pattern, text);
  TextBuilder out(context);
  std::size_t behind = 0;
  for (std::int64_t i = 0; most < 0 || i < most; ++i) {
    const Groups groups = matches.next();
    if (groups.empty()) break;
    const auto begin = static_cast<std::size_t>(groups[0]->data() - text.data());
    if (!out.add(text.substr(behind, begin - behind)) || !add_replacement(out, with, groups)) {
      return context.budget();
    }
    behind = begin + groups[0]->size();
  }
  if (matches.over_budget() || !out.add(text.substr(behind))) return context.budget();
  return out.finish();
}

}  // namespace intake::expr
