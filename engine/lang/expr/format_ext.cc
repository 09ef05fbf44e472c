#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <optional>

#include "lang/expr/ip_address.h"
#include "lang/expr/library.h"
#include "lang/expr/strings_ext.h"
#include "lang/expr/time.h"
#include "text/unicode.h"

/// `format`: clauses of texts filled in.
namespace intake::expr {
namespace {

constexpr int kUsualDecimals = 6;
constexpr int kMostDecimals = 100;

/// A fault is an error value, or nothing.
using Fault = std::optional<Value>;

template <typename Number>
std::string in_base(Number number, int base) {
  std::array<char, 72> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number, base).ptr;
  return {digits.data(), end};
}

/// The names of numbers that are none, or "".
std::string_view name_of_odd(double number) {
  if (std::isnan(number)) return "NaN";
  if (std::isinf(number)) return number < 0 ? "-Infinity" : "Infinity";
  return "";
}

/// The text of a value that is no list and no map; nullopt where it has none.
std::optional<std::string> scalar_text(const Value& value) {
  switch (value.kind()) {
    case ValueKind::kNull:
      return "null";
    case ValueKind::kBool:
      return value.boolean() ? "true" : "false";
    case ValueKind::kInt:
      return std::to_string(value.integer());
    case ValueKind::kUint:
      return std::to_string(value.unsigned_integer());
    case ValueKind::kDouble: {
      std::string text(name_of_odd(value.real()));
      if (text.empty()) append_double(text, value.real());
      return text;
    }
    case ValueKind::kBytes:
      if (find_invalid_utf8(value.text())) return std::nullopt;
      return std::string(value.text());
    case ValueKind::kString:
    case ValueKind::kType:
      return std::string(value.text());
    case ValueKind::kTimestamp:
      return to_text(timestamp_of(value));
    case ValueKind::kDuration:
      return to_text(duration_of(value));
    case ValueKind::kIp:
      return ip_text(value.ip());
    case ValueKind::kCidr:
      return cidr_text(value.ip());
    default:
      return std::nullopt;
  }
}

class Formatter {
 public:
  Formatter(Context& context, const Value& list) : context_(context), list_(list), out_(context) {}

  Value run(std::string_view pattern) {
    while (!pattern.empty()) {
      const std::size_t percent = std::min(pattern.find('%'), pattern.size());
      if (!out_.add(pattern.substr(0, percent))) return context_.budget();
      pattern.remove_prefix(percent);
      if (pattern.empty()) break;
      pattern.remove_prefix(1);
      if (const Fault fault = clause(pattern)) return *fault;
    }
    return out_.finish();
  }

 private:
  struct Frame {
    Value container;
    std::uint32_t next = 0;
    std::vector<std::pair<std::string, std::uint32_t>> keys;  // of a map, sorted
  };

  Fault add(std::string_view text) { return out_.add(text) ? Fault() : Fault(context_.budget()); }

  /// Takes what follows a percent sign.
  Fault clause(std::string_view& pattern) {
    if (pattern.starts_with('%')) {
      pattern.remove_prefix(1);
      return add("%");
    }
    std::optional<int> decimals;
    if (pattern.starts_with('.')) {
      const auto [end, fault] =
          std::from_chars(pattern.data() + 1, pattern.data() + pattern.size(), decimals.emplace());
      if (fault != std::errc() || *decimals < 0 || *decimals > kMostDecimals) {
        return context_.error("behind `%.` stands no number of decimals from 0 to 100");
      }
      pattern.remove_prefix(static_cast<std::size_t>(end - pattern.data()));
    }
    if (pattern.empty()) {
      return context_.error("the text ends within a clause; write `%%` for a percent sign");
    }
    const char letter = pattern.front();
    if (std::string_view("sdfebxXo").find(letter) == std::string_view::npos) {
      std::size_t end = 0;
      next_code_point(pattern, end);
      return context_.error_copy(
          "could not parse formatting clause: unrecognized formatting clause `" +
          std::string(pattern.substr(0, end)) + "`; needed was one of s, d, f, e, b, x, X, o");
    }
    if (decimals && letter != 'f' && letter != 'e') {
      return context_.error("only `%f` and `%e` have decimals");
    }
    pattern.remove_prefix(1);
    if (used_ == list_.size()) {
      return context_.error_copy(ErrorCode::kIndex, "index " + std::to_string(used_) +
                                                        " out of range: the text has more clauses "
                                                        "than there are values");
    }
    const Value value = list_.item(used_++);
    if (letter == 's') return text(value);
    const auto filled = number(letter, decimals.value_or(kUsualDecimals), value);
    if (filled) return add(*filled);
    return context_.error_copy("error during formatting: `%" + std::string(1, letter) +
                               "` was given " + std::string(kind_name(value.kind())));
  }

  static std::optional<std::string> number(char letter, int decimals, const Value& value) {
    switch (letter) {
      case 'd':
        return decimal(value);
      case 'f':
      case 'e':
        return real(letter, decimals, value);
      case 'o':
        return whole(value, 8);
      case 'b':
        if (value.is(ValueKind::kBool)) return value.boolean() ? "1" : "0";
        return whole(value, 2);
      default:
        return hexadecimal(letter == 'X', value);
    }
  }

  static std::optional<std::string> whole(const Value& value, int base) {
    if (value.is(ValueKind::kInt)) return in_base(value.integer(), base);
    if (value.is(ValueKind::kUint)) return in_base(value.unsigned_integer(), base);
    return std::nullopt;
  }

  static std::optional<std::string> decimal(const Value& value) {
    if (!value.is(ValueKind::kDouble)) return whole(value, 10);
    const double number = value.real();
    if (const auto name = name_of_odd(number); !name.empty()) return std::string(name);
    if (number != std::trunc(number) || std::abs(number) >= 0x1p63) return std::nullopt;
    return std::to_string(static_cast<std::int64_t>(number));
  }

  static std::optional<std::string> real(char letter, int decimals, const Value& value) {
    double number = 0;
    if (value.is(ValueKind::kDouble)) {
      number = value.real();
    } else if (value.is(ValueKind::kInt)) {
      number = static_cast<double>(value.integer());
    } else if (value.is(ValueKind::kUint)) {
      number = static_cast<double>(value.unsigned_integer());
    } else {
      return std::nullopt;
    }
    if (const auto name = name_of_odd(number); !name.empty()) return std::string(name);
    std::array<char, 320 + kMostDecimals> digits{};
    const auto end = std::to_chars(
        digits.data(), digits.data() + digits.size(), number,
        letter == 'f' ? std::chars_format::fixed : std::chars_format::scientific, decimals);
    return std::string(digits.data(), end.ptr);
  }

  static std::optional<std::string> hexadecimal(bool upper, const Value& value) {
    const std::string_view digits = upper ? "0123456789ABCDEF" : "0123456789abcdef";
    std::string text;
    if (value.is(ValueKind::kString) || value.is(ValueKind::kBytes)) {
      for (const char c : value.text()) {
        text += digits[static_cast<unsigned char>(c) / 16];
        text += digits[static_cast<unsigned char>(c) % 16];
      }
      return text;
    }
    auto number = whole(value, 16);
    if (number && upper) {
      for (char& c : *number) c = c >= 'a' ? static_cast<char>(c - 'a' + 'A') : c;
    }
    return number;
  }

  Fault scalar(const Value& value) {
    if (const auto text = scalar_text(value)) return add(*text);
    return context_.error_copy("error during formatting: " + std::string(kind_name(value.kind())) +
                               " has no text");
  }

  /// Lists and maps, too, with their parts in them.
  Fault text(const Value& value) {
    std::vector<Frame> frames;
    if (const Fault fault = open(value, frames)) return fault;
    while (!frames.empty()) {
      Frame& frame = frames.back();
      const bool is_map = frame.container.is(ValueKind::kMap);
      if (frame.next == frame.container.size()) {
        frames.pop_back();
        if (const Fault fault = add(is_map ? "}" : "]")) return fault;
        continue;
      }
      if (frame.next > 0) {
        if (const Fault fault = add(", ")) return fault;
      }
      Value part;
      if (is_map) {
        const auto& [key, place] = frame.keys[frame.next];
        if (const Fault fault = add(key + ": ")) return fault;
        part = frame.container.value_at(place);
      } else {
        part = frame.container.item(frame.next);
      }
      ++frame.next;
      if (const Fault fault = open(part, frames)) return fault;
    }
    return std::nullopt;
  }

  /// Writes a scalar; of a list or map the beginning.
  Fault open(const Value& value, std::vector<Frame>& frames) {
    if (value.is(ValueKind::kList)) {
      frames.push_back({value, 0, {}});
      return add("[");
    }
    if (!value.is(ValueKind::kMap)) return scalar(value);
    Frame frame{value, 0, {}};
    for (std::uint32_t i = 0; i < value.size(); ++i) {
      if (!context_.charge(2)) return context_.budget();
      frame.keys.emplace_back(scalar_text(value.key_at(i)).value_or(""), i);
    }
    std::ranges::sort(frame.keys);
    frames.push_back(std::move(frame));
    return add("{");
  }

  Context& context_;
  Value list_;
  TextBuilder out_;
  std::uint32_t used_ = 0;
};

}  // namespace

Value run_format(Context& context, Args args) {
  return Formatter(context, args[1]).run(args[0].text());
}

}  // namespace intake::expr
