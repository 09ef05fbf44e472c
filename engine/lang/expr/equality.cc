#include <functional>
#include <new>

#include "lang/expr/function.h"

namespace intake::expr {

namespace {

// A container (of two values, or of one) that is being walked through. Frames come from the arena
// and are used again.
struct Frame {
  Value a;
  Value b;
  std::uint32_t index = 0;
  std::uint64_t sum = 0;
  Frame* below = nullptr;
};

class Frames {
 public:
  explicit Frames(Arena& arena) : arena_(arena) {}
  Frame* top() { return top_; }
  void push(const Value& a, const Value& b) {
    Frame* frame = free_;
    if (frame != nullptr) {
      free_ = frame->below;
    } else {
      frame = static_cast<Frame*>(arena_.allocate(sizeof(Frame), alignof(Frame)));
    }
    top_ = new (frame) Frame{a, b, 0, 0, top_};
  }
  void pop() {
    Frame* frame = top_;
    top_ = frame->below;
    frame->below = free_;
    free_ = frame;
  }

 private:
  Arena& arena_;
  Frame* top_ = nullptr;
  Frame* free_ = nullptr;
};

enum class Step : std::uint8_t { kSame, kDifferent, kInside };

bool is_container(ValueKind kind) {
  return kind == ValueKind::kList || kind == ValueKind::kMap || kind == ValueKind::kOptional;
}

// Everything but what containers hold.
Step compare_outside(const Value& a, const Value& b) {
  const auto decide = [](bool same) { return same ? Step::kSame : Step::kDifferent; };
  if (a.is_number() && b.is_number()) return decide(compare_numbers(a, b) == 0);
  if (a.kind() != b.kind()) return Step::kDifferent;
  switch (a.kind()) {
    case ValueKind::kNull:
      return Step::kSame;
    case ValueKind::kBool:
      return decide(a.boolean() == b.boolean());
    case ValueKind::kString:
    case ValueKind::kBytes:
    case ValueKind::kType:
      return decide(a.text() == b.text());
    case ValueKind::kTimestamp:
    case ValueKind::kDuration:
      return decide(a.seconds() == b.seconds() && a.nanos() == b.nanos());
    case ValueKind::kIp:
    case ValueKind::kCidr:
      return decide(a.ip().size == b.ip().size && a.ip().bytes == b.ip().bytes &&
                    (a.is(ValueKind::kIp) || a.ip().prefix == b.ip().prefix));
    case ValueKind::kOptional:
      if (a.content() == nullptr || b.content() == nullptr) {
        return decide(a.content() == b.content());
      }
      return Step::kInside;
    case ValueKind::kList:
    case ValueKind::kMap:
      if (a.size() != b.size()) return Step::kDifferent;
      return a.size() == 0 ? Step::kSame : Step::kInside;
    default:
      return Step::kDifferent;
  }
}

std::uint64_t text_units(const Value& value) {
  return value.is(ValueKind::kString) || value.is(ValueKind::kBytes) ? 1 + value.size() / 16 : 1;
}

std::uint64_t combine(std::uint64_t seed, std::uint64_t hash) {
  return (seed ^ hash) * 0x100000001b3ULL + 0x9e3779b97f4a7c15ULL;
}

// Of what is no list, map or optional.
std::uint64_t hash_scalar(const Value& value) {
  switch (value.kind()) {
    case ValueKind::kNull:
      return 7;
    case ValueKind::kBytes:
    case ValueKind::kType:
      return combine(11, std::hash<std::string_view>{}(value.text()));
    case ValueKind::kTimestamp:
    case ValueKind::kDuration:
      return combine(static_cast<std::uint64_t>(value.seconds()),
                     static_cast<std::uint64_t>(value.nanos()));
    case ValueKind::kIp:
    case ValueKind::kCidr: {
      const auto& bytes = value.ip().bytes;
      return std::hash<std::string_view>{}(
          {reinterpret_cast<const char*>(bytes.data()), bytes.size()});
    }
    case ValueKind::kError:
      return 0;
    default:
      return hash_key(value);
  }
}

}  // namespace

std::optional<bool> equal(Context& context, const Value& a, const Value& b) {
  if (!context.charge(text_units(a))) return std::nullopt;
  const Step first = compare_outside(a, b);
  if (first != Step::kInside) return first == Step::kSame;
  Frames frames(context.arena());
  frames.push(a, b);
  while (Frame* frame = frames.top()) {
    const bool optional = frame->a.is(ValueKind::kOptional);
    const std::uint32_t count = optional ? 1 : frame->a.size();
    if (frame->index == count) {
      frames.pop();
      continue;
    }
    const std::uint32_t i = frame->index++;
    Value left, right;
    if (optional) {
      left = *frame->a.content();
      right = *frame->b.content();
    } else if (frame->a.is(ValueKind::kList)) {
      left = frame->a.item(i);
      right = frame->b.item(i);
    } else {
      const std::uint32_t other = frame->b.find(frame->a.key_at(i));
      if (other == Value::kNoEntry) return false;
      left = frame->a.value_at(i);
      right = frame->b.value_at(other);
    }
    if (!context.charge(text_units(left))) return std::nullopt;
    const Step step = compare_outside(left, right);
    if (step == Step::kDifferent) return false;
    if (step == Step::kInside) frames.push(left, right);
  }
  return true;
}

std::optional<std::uint64_t> hash(Context& context, const Value& value) {
  if (!context.charge(text_units(value))) return std::nullopt;
  if (!is_container(value.kind())) return hash_scalar(value);
  Frames frames(context.arena());
  frames.push(value, {});
  for (;;) {
    Frame* frame = frames.top();
    const ValueKind kind = frame->a.kind();
    const bool full = kind == ValueKind::kOptional && frame->a.content() != nullptr;
    const std::uint32_t count = kind == ValueKind::kOptional ? (full ? 1 : 0) : frame->a.size();
    std::uint64_t done = 0;
    if (frame->index < count) {
      const std::uint32_t i = frame->index++;
      const Value inner = full                       ? *frame->a.content()
                          : kind == ValueKind::kList ? frame->a.item(i)
                                                     : frame->a.value_at(i);
      if (!context.charge(text_units(inner))) return std::nullopt;
      if (is_container(inner.kind())) {
        frames.push(inner, {});
        continue;
      }
      done = hash_scalar(inner);
    } else {
      done = combine(static_cast<std::uint64_t>(kind), frame->sum);
      frames.pop();
      frame = frames.top();
      if (frame == nullptr) return done;
    }
    // The order counts in lists, not in maps.
    if (frame->a.is(ValueKind::kMap)) {
      frame->sum += combine(hash_key(frame->a.key_at(frame->index - 1)), done);
    } else {
      frame->sum = combine(frame->sum, done);
    }
  }
}

std::optional<int> order(const Value& a, const Value& b) {
  if (a.is_number() && b.is_number()) return compare_numbers(a, b);
  if (a.kind() != b.kind()) return std::nullopt;
  const auto sign = [](auto x, auto y) { return x < y ? -1 : y < x ? 1 : 0; };
  switch (a.kind()) {
    case ValueKind::kBool:
      return sign(a.boolean(), b.boolean());
    case ValueKind::kString:
    case ValueKind::kBytes:
      return sign(a.text(), b.text());
    case ValueKind::kTimestamp:
    case ValueKind::kDuration:
      if (a.seconds() != b.seconds()) return sign(a.seconds(), b.seconds());
      return sign(a.nanos(), b.nanos());
    default:
      return std::nullopt;
  }
}

}  // namespace intake::expr
