#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lang/lang_error.h"
#include "lang/selector/filter.h"
#include "lang/selector/selector.h"

namespace intake {

/// Reads one JSONPath query by recursive descent; only filters recurse, at most
/// kMostFilterNesting deep. parse.cc: segments; parse_literal.cc: texts and numbers;
/// parse_filter.cc: the conditions; parse_operand.cc: what they compare, and the functions.
class SelectorParser {
 public:
  SelectorParser(std::string_view text, const Limits& limits) : text_(text), limits_(limits) {}

  bool run();
  std::vector<SelectorSegment>& segments() { return segments_; }
  bool filters_by_root() const { return filters_by_root_; }
  const LangError& error() const { return error_; }

 private:
  bool fail(std::size_t offset, std::string message, std::string hint = {});
  bool at_end() const { return at_ >= text_.size(); }
  char here() const { return at_end() ? '\0' : text_[at_]; }
  bool starts(std::string_view word) const { return text_.substr(at_).starts_with(word); }
  void skip_gap();
  /// The code point here, for messages.
  std::string shown() const;

  bool fail_first();
  bool segment(std::vector<SelectorSegment>& segments);
  bool shorthand(SelectorSegment& segment);
  bool ends_name(char c) const;
  std::string_view this_word(std::size_t begin) const;
  bool fail_shorthand(bool descendant);
  bool fail_in_name(std::size_t begin, bool descendant);
  bool brackets(SelectorSegment& segment);
  bool step(SelectorStep& out);
  bool index_or_slice(SelectorStep& out);

  bool integer(std::optional<std::int64_t>& out);
  bool number(FilterOperand& out);
  bool quoted_text(std::string& out);
  bool escape(char quote, std::string& out);
  bool hex4(std::size_t begin, char32_t& out);

  bool filter(SelectorStep& out);
  bool condition(FilterNode& out);
  bool all_of(FilterNode& out);
  bool basic(FilterNode& out);
  bool negated(FilterNode& out);
  bool parenthesis(FilterNode& out);
  bool comparison(FilterNode& out);
  std::optional<FilterNode::Compare> comparison_sign();
  bool check_test(const FilterOperand& operand);
  bool check_compared(const FilterOperand& operand);
  bool fail_behind_condition();

  bool operand(FilterOperand& out);
  bool word(FilterOperand& out);
  bool query(FilterOperand& out);
  bool function(FilterOperand& out, std::string_view name);
  bool check_argument(const FilterOperand& call, const FilterOperand& argument);
  bool compile_pattern(FilterOperand& call);
  std::string written(const FilterOperand& operand) const;

  bool deeper(std::size_t offset);

  std::string_view text_;
  const Limits& limits_;
  std::size_t at_ = 0;
  std::uint32_t filters_ = 0;  // filters around this place
  std::uint32_t depth_ = 0;
  bool filters_by_root_ = false;
  std::vector<SelectorSegment> segments_;
  LangError error_;
};

/// RFC 9535 section 2.5.1.1; every byte above ASCII belongs to a name, as the text is UTF-8.
inline bool is_name_first(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}
inline bool is_digit(char c) { return c >= '0' && c <= '9'; }
inline bool is_name_char(char c) { return is_name_first(c) || is_digit(c); }

/// RFC 9535 section 2.1.1: the only blanks of a query.
inline bool is_gap(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

inline std::string ticked(std::string_view text) { return "`" + std::string(text) + "`"; }

}  // namespace intake
