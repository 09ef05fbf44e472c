#pragma once

#include <string>
#include <string_view>

#include "lang/expr/function.h"
#include "lang/expr/time.h"

/// What the function libraries share.
namespace intake::expr {

using Args = std::span<const Value>;

/// A text that grows; charges for what is added, beforehand.
class TextBuilder {
 public:
  explicit TextBuilder(Context& context) : context_(context) {}
  /// False: over budget.
  [[nodiscard]] bool add(std::string_view piece) {
    if (!context_.charge_text(piece.size())) return false;
    text_ += piece;
    return true;
  }
  const std::string& text() const { return text_; }
  Value finish() { return context_.text(text_); }

 private:
  Context& context_;
  std::string text_;
};

inline Timestamp timestamp_of(const Value& value) {
  return {value.seconds(), static_cast<std::uint32_t>(value.nanos())};
}
inline Duration duration_of(const Value& value) {
  return {value.seconds() * kNanosecondsPerSecond + value.nanos()};
}
inline Value value_of(const Timestamp& timestamp) {
  return Value::of_timestamp(timestamp.second, static_cast<std::int32_t>(timestamp.nanosecond));
}
inline Value value_of(const Duration& duration) {
  return Value::of_duration(
      duration.nanoseconds / kNanosecondsPerSecond,
      static_cast<std::int32_t>(duration.nanoseconds % kNanosecondsPerSecond));
}

}  // namespace intake::expr
