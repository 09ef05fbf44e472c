#include <algorithm>
#include <new>

#include "document/datum.h"
#include "lang/expr/function.h"
#include "lang/expr/to_datum.h"

namespace intake::expr {

namespace {

template <typename T>
T* allocate(Arena& arena, std::size_t count) {
  return static_cast<T*>(arena.allocate(count * sizeof(T), alignof(T)));
}

template <typename T>
T* keep(Arena& arena, const T& value) {
  return new (arena.allocate(sizeof(T), alignof(T))) T(value);
}

}  // namespace

Value Context::error(ErrorCode code, std::string_view message) {
  ErrorBody body;
  body.code = code;
  body.offset = offset_;
  body.message = message;
  return Value::of_error(keep(arena_, body));
}

Value Context::error_copy(ErrorCode code, const std::string& message) {
  return error(code, arena_.copy(message));
}

Value Context::no_overload() {
  return error(ErrorCode::kNoOverload, "no such operation for values of these types");
}

Value Context::budget() {
  left_ = 0;
  spent_ = true;
  return error(ErrorCode::kBudget, "the expression takes too many steps");
}

Value Context::list(std::span<const Value> items) {
  Value* kept = allocate<Value>(arena_, items.size());
  std::ranges::copy(items, kept);
  return Value::of_list(kept, static_cast<std::uint32_t>(items.size()));
}

Value Context::optional(const Value& content) { return Value::some(keep(arena_, content)); }
Value Context::ip(const IpBody& body) { return Value::of_ip(keep(arena_, body)); }
Value Context::cidr(const IpBody& body) { return Value::of_cidr(keep(arena_, body)); }

const Pattern* Context::pattern(std::string_view text, Value& failure) {
  const auto known = std::ranges::lower_bound(
      program_patterns_, text, {}, [](const auto& p) { return std::string_view(p.first); });
  if (known != program_patterns_.end() && known->first == text) return known->second.get();
  for (const auto& [made, pattern] : patterns_) {
    if (made == text) return pattern.get();
  }
  const std::size_t read = std::min<std::size_t>(text.size(), limits_->pattern_bytes);
  if (!charge(1000 + 100 * static_cast<std::uint64_t>(read))) {
    failure = budget();
    return nullptr;
  }
  auto compiled = Pattern::compile(text, *limits_);
  if (!compiled.ok()) {
    failure = error_copy("the pattern cannot be read: " + compiled.error().message);
    return nullptr;
  }
  // The oldest goes: looking for a pattern stays a matter of a few comparisons.
  constexpr std::size_t kKept = 16;
  if (patterns_.size() == kKept) patterns_.erase(patterns_.begin());
  patterns_.emplace_back(arena_.copy(text), *compiled);
  return patterns_.back().second.get();
}

View Context::view(const Value& value) {
  if (value.in_document()) return value.view();
  if (value.is(ValueKind::kString)) return View::of_text(value.text());
  auto datum = to_datum(*this, value);
  if (!datum) return {};
  documents_.push_back(std::make_shared<const Document>(to_document(*datum)));
  return {*documents_.back(), documents_.back()->root()};
}

bool ListBuilder::add(const Value& item) {
  if (!context_.charge(1)) return false;
  if (size_ == capacity_) {
    capacity_ = capacity_ == 0 ? 4 : capacity_ * 2;
    Value* grown = allocate<Value>(context_.arena(), capacity_);
    std::copy_n(items_, size_, grown);
    items_ = grown;
  }
  items_[size_++] = item;
  return true;
}

std::optional<Value> MapBuilder::add(const Value& key, const Value& value) {
  constexpr std::uint32_t kSmallMap = 8;
  if (!context_.charge(2)) return context_.budget();
  if (!is_key(key)) {
    return context_.error_copy(ErrorCode::kKeyType,
                               "a key is of type " + std::string(kind_name(key.kind())) +
                                   ", but a string, an integer or a boolean was needed");
  }
  MapBody body{entries_, size_, slots_, mask_};
  if (Value::of_map(&body).find(key) != Value::kNoEntry) {
    return context_.error(ErrorCode::kRepeatedKey, "a key stands twice in a map");
  }
  if (size_ == capacity_) {
    capacity_ = capacity_ == 0 ? 4 : capacity_ * 2;
    auto* grown = allocate<MapEntry>(context_.arena(), capacity_);
    std::copy_n(entries_, size_, grown);
    entries_ = grown;
    if (capacity_ > kSmallMap) index_all();
  }
  entries_[size_] = MapEntry{key, value};
  if (slots_ != nullptr) {
    std::uint64_t slot = hash_key(key);
    // Keys that were made to collide are paid for.
    for (; slots_[slot & mask_] != Value::kNoEntry; ++slot) {
      if (!context_.charge(1)) return context_.budget();
    }
    slots_[slot & mask_] = size_;
  }
  ++size_;
  return std::nullopt;
}

void MapBuilder::index_all() {
  const std::uint32_t count = capacity_ * 2;
  slots_ = allocate<std::uint32_t>(context_.arena(), count);
  std::fill_n(slots_, count, Value::kNoEntry);
  mask_ = count - 1;
  for (std::uint32_t i = 0; i < size_; ++i) {
    std::uint64_t slot = hash_key(entries_[i].key);
    while (slots_[slot & mask_] != Value::kNoEntry) ++slot;
    slots_[slot & mask_] = i;
  }
}

Value MapBuilder::finish() {
  return Value::of_map(keep(context_.arena(), MapBody{entries_, size_, slots_, mask_}));
}

}  // namespace intake::expr
