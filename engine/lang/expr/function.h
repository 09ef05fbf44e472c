#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/arena.h"
#include "lang/expr/value.h"
#include "lang/pattern.h"

namespace intake::expr {

/// What a function may use while it runs: one evaluation.
///
/// Cost: one unit is one instruction, one item or entry that is looked at or made, or 16 bytes of
/// text. The evaluator charges what a Function row declares before it calls; what a function does
/// beyond that (a result that is larger than its arguments) it charges itself, beforehand.
class Context {
 public:
  Arena& arena() { return arena_; }
  /// The injected clock, RFC 3339.
  std::string_view now() const { return now_; }
  const Limits& limits() const { return *limits_; }

  /// Uses up units. False: the budget is gone; return budget() at once.
  [[nodiscard]] bool charge(std::uint64_t units) {
    if (units > left_) {
      left_ = 0;
      spent_ = true;
      return false;
    }
    left_ -= units;
    return true;
  }
  [[nodiscard]] bool charge_text(std::uint64_t bytes) { return charge(bytes / 16 + 1); }
  std::uint64_t left() const { return left_; }
  bool spent() const { return spent_; }

  /// An error value at the operation that runs. `message` is a literal or lives in the arena.
  Value error(ErrorCode code, std::string_view message);
  Value error(std::string_view message) { return error(ErrorCode::kFailed, message); }
  /// As error(), the message copied.
  Value error_copy(ErrorCode code, const std::string& message);
  Value error_copy(const std::string& message) { return error_copy(ErrorCode::kFailed, message); }
  Value no_overload();
  Value budget();

  /// The text copied into the arena (not charged).
  Value text(std::string_view text) { return Value::of_string(arena_.copy(text)); }
  Value bytes(std::string_view bytes) { return Value::of_bytes(arena_.copy(bytes)); }
  /// The items copied into the arena.
  Value list(std::span<const Value> items);
  Value optional(const Value& content);
  Value ip(const IpBody& body);
  Value cidr(const IpBody& body);

  /// A compiled RE2 pattern: literal ones come from the program, others are compiled once an
  /// evaluation and charged for (1,000 and 100 a byte). Null: `failure` is the error to return.
  const Pattern* pattern(std::string_view text, Value& failure);

  /// The value for predicates and the like: what stands in a document as it is, texts in place,
  /// everything else in a document that lives as long as the evaluation. Absent: it cannot be
  /// said in JSON (an infinite number ...).
  View view(const Value& value);

 protected:
  Arena arena_;
  std::string_view now_;
  const Limits* limits_ = nullptr;
  std::uint64_t left_ = 0;
  std::uint32_t offset_ = 0;  // of the operation that runs, in the expression
  bool spent_ = false;
  std::vector<std::pair<std::string_view, PatternPtr>> patterns_;         // of this evaluation
  std::span<const std::pair<std::string, PatternPtr>> program_patterns_;  // sorted by text
  std::vector<DocumentPtr> documents_;
};

/// A list that grows in the arena. Charges one unit an item.
class ListBuilder {
 public:
  explicit ListBuilder(Context& context) : context_(context) {}
  /// False: over budget.
  [[nodiscard]] bool add(const Value& item);
  std::uint32_t size() const { return size_; }
  Value finish() const { return Value::of_list(items_, size_); }

 private:
  Context& context_;
  Value* items_ = nullptr;
  std::uint32_t size_ = 0;
  std::uint32_t capacity_ = 0;
};

/// A map that grows in the arena. Charges two units an entry.
class MapBuilder {
 public:
  explicit MapBuilder(Context& context) : context_(context) {}
  /// Null, or the error: over budget, no key, or a key that is there already.
  std::optional<Value> add(const Value& key, const Value& value);
  std::uint32_t size() const { return size_; }
  Value finish();

 private:
  void index_all();

  Context& context_;
  MapEntry* entries_ = nullptr;
  std::uint32_t size_ = 0;
  std::uint32_t capacity_ = 0;
  std::uint32_t* slots_ = nullptr;
  std::uint32_t mask_ = 0;
};

/// `a == b` of CEL: numbers by value, lists and maps deep, of other kinds false. Charges one unit
/// a pair. nullopt: over budget. Iterative.
std::optional<bool> equal(Context& context, const Value& a, const Value& b);
/// Equal values have equal hashes. nullopt: over budget. Iterative.
std::optional<std::uint64_t> hash(Context& context, const Value& value);
/// -1, 0, 1 as `<` of CEL orders them: numbers by value; bools, strings, bytes, timestamps and
/// durations with their own kind. 2: not a number is among them. nullopt: no order between such.
std::optional<int> order(const Value& a, const Value& b);

/// Shortest decimal text that reads back as the same double, as `string(x)` gives it: `1.5`, `3`,
/// `1e+21`, `NaN`, `+Inf`, `-Inf`.
void append_double(std::string& out, double value);
/// A decimal number with or without fraction and exponent, nothing around it; one that is too small
/// is 0. nullopt: something else, or too large.
std::optional<double> read_double(std::string_view text);

/// How a function is called. kBoth: `size(x)` and `x.size()`.
enum class Style : std::uint8_t { kGlobal, kMember, kBoth, kOperator };

/// How large the text, list or map is that a function gives, for the estimate of costs.
enum class Growth : std::uint8_t {
  kScalar,   // no text, list or map; or one of at most 64 bytes or items
  kSum,      // at most as large as the arguments together, and 64
  kProduct,  // at most the product of the two largest arguments, and kSum
  kAny,      // not known beforehand: the estimate is the budget
};

/// What a call costs before it runs: `base`, and for each 16 bytes of the text arguments
/// `per_text`, and for each item or entry of the list and map arguments `per_item`.
struct Cost {
  std::uint16_t base = 1;
  std::uint16_t per_text = 0;
  std::uint16_t per_item = 0;
};

/// One overload of a function or operator. Rows of one name may stand in several tables.
///
/// `signature`: `(string, int) -> string`, the receiver first. Types: bool int uint double string
/// bytes null timestamp duration type ip cidr dyn, num (int, uint or double), list(T), map(K, V),
/// optional(T), type(T); one capital letter is a type parameter. `T...` as the last parameter:
/// one or more.
struct Function {
  std::string_view name;  // `contains`, `math.greatest`, `_+_`; `@...`: for macros, not shown
  Style style = Style::kGlobal;
  std::string_view signature;
  std::string_view summary = {};  // one sentence
  /// Called when the kinds of the arguments fit the signature; no argument is an error.
  Value (*run)(Context& context, std::span<const Value> args) = nullptr;
  Cost cost = {};
  Growth growth = Growth::kAny;
  /// The argument that is an RE2 pattern (a literal one is checked when the rule is), or -1.
  std::int8_t pattern_argument = -1;
  bool pure = true;         // false: depends on Context::now(); never computed beforehand
  std::uint16_t since = 1;  // catalogue version
  /// For the reference page and its test: an expression, and one it is equal to (`"abc"`), or
  /// `error: ` and the message.
  std::string_view example = {};
  std::string_view result = {};
};

/// The only list: sorted by name, then by signature within each table.
std::span<const std::span<const Function>> function_tables();
/// The overloads of a name, in the order of the tables; empty where there is none.
std::vector<const Function*> find_functions(std::string_view name);
/// Sorted, without operators and those that begin with `@`.
std::vector<std::string_view> function_names();
/// As people write it: `_+_` is `+`, `!_` is `!`.
std::string_view shown_name(std::string_view name);
constexpr bool is_operator(std::string_view name) {
  return !name.empty() && (name.front() == '_' || name.back() == '_');
}

/// Whether a signature can be read; for static_assert beside a table.
constexpr bool valid_signature(std::string_view signature);
/// Sorted by name, and unique by name and signature, each with a valid signature, summary,
/// example and result (rows that begin with `@` need no texts).
constexpr bool valid_table(std::span<const Function> table);

namespace signature_detail {

constexpr bool is_name(char c) { return c >= 'a' && c <= 'z'; }

constexpr bool is_type_name(std::string_view name) {
  for (const std::string_view known :
       {"bool", "int", "uint", "double", "string", "bytes", "null", "timestamp", "duration", "type",
        "ip", "cidr", "dyn", "num", "list", "map", "optional"}) {
    if (name == known) return true;
  }
  return name.size() == 1 && name[0] >= 'A' && name[0] <= 'Z';
}

// Reads one type at `at`; npos where there is none. At most 8 parentheses deep.
constexpr std::size_t skip_type(std::string_view s, std::size_t at, int depth = 0) {
  if (depth > 8) return std::string_view::npos;
  std::size_t end = at;
  if (end < s.size() && s[end] >= 'A' && s[end] <= 'Z') {
    ++end;
  } else {
    while (end < s.size() && is_name(s[end])) ++end;
  }
  const std::string_view name = s.substr(at, end - at);
  if (!is_type_name(name)) return std::string_view::npos;
  const std::size_t wanted = name == "map" ? 2 : name == "list" || name == "optional" ? 1 : 0;
  if (end == s.size() || s[end] != '(') return wanted == 0 ? end : std::string_view::npos;
  if (wanted == 0 && name != "type") return std::string_view::npos;
  ++end;
  for (std::size_t i = 0, n = wanted == 0 ? 1 : wanted; i < n; ++i) {
    if (i > 0) {
      if (s.substr(end, 2) != ", ") return std::string_view::npos;
      end += 2;
    }
    end = skip_type(s, end, depth + 1);
    if (end == std::string_view::npos) return end;
  }
  return end < s.size() && s[end] == ')' ? end + 1 : std::string_view::npos;
}

}  // namespace signature_detail

constexpr bool valid_signature(std::string_view s) {
  if (s.empty() || s[0] != '(') return false;
  std::size_t at = 1;
  while (at < s.size() && s[at] != ')') {
    at = signature_detail::skip_type(s, at);
    if (at == std::string_view::npos) return false;
    if (s.substr(at, 3) == "...") {
      at += 3;
      if (at >= s.size() || s[at] != ')') return false;
    } else if (s.substr(at, 2) == ", ") {
      at += 2;
      if (at >= s.size() || s[at] == ')') return false;
    } else if (at >= s.size() || s[at] != ')') {
      return false;
    }
  }
  if (s.substr(at, 5) != ") -> ") return false;
  return signature_detail::skip_type(s, at + 5) == s.size();
}

constexpr bool valid_table(std::span<const Function> table) {
  for (std::size_t i = 0; i < table.size(); ++i) {
    const Function& row = table[i];
    if (row.name.empty() || !valid_signature(row.signature)) return false;
    const bool hidden = row.name[0] == '@';
    if (!hidden && (row.summary.empty() || row.example.empty() || row.result.empty())) return false;
    if (i > 0 && row.name < table[i - 1].name) return false;
    for (std::size_t k = i; k > 0 && table[k - 1].name == row.name; --k) {
      if (table[k - 1].signature == row.signature) return false;
    }
  }
  return true;
}

}  // namespace intake::expr
