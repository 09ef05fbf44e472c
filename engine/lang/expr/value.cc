#include "lang/expr/value.h"

#include <bit>
#include <cmath>
#include <cstring>
#include <functional>

#include "document/pointer.h"

namespace intake::expr {

std::string_view kind_name(ValueKind kind) {
  switch (kind) {
    case ValueKind::kError:
      return "error";
    case ValueKind::kNull:
      return "null_type";
    case ValueKind::kBool:
      return "bool";
    case ValueKind::kInt:
      return "int";
    case ValueKind::kUint:
      return "uint";
    case ValueKind::kDouble:
      return "double";
    case ValueKind::kString:
      return "string";
    case ValueKind::kBytes:
      return "bytes";
    case ValueKind::kTimestamp:
      return "google.protobuf.Timestamp";
    case ValueKind::kDuration:
      return "google.protobuf.Duration";
    case ValueKind::kType:
      return "type";
    case ValueKind::kList:
      return "list";
    case ValueKind::kMap:
      return "map";
    case ValueKind::kOptional:
      return "optional_type";
    case ValueKind::kIp:
      return "net.IP";
    case ValueKind::kCidr:
      return "net.CIDR";
  }
  return "error";
}

std::string absent_pointer(const ErrorBody& error) {
  if (error.document == nullptr) return std::string(error.cause);
  std::string pointer = error.document->pointer(error.place);
  append_token(pointer, error.member);
  return pointer;
}

Value Value::of_map(const MapBody* body) {
  Value v(ValueKind::kMap);
  v.payload_.map = body;
  return v;
}

Value Value::of_node(const Document& document, NodeId id) {
  const Node& node = document.node(id);
  switch (node.kind) {
    case Kind::kNull:
      return {};
    case Kind::kBool:
      return of_bool(node.payload.boolean);
    case Kind::kInt:
      return of_int(node.payload.integer);
    case Kind::kUint:
      return of_uint(node.payload.unsigned_integer);
    case Kind::kDouble:
      return of_double(node.payload.real);
    case Kind::kString:
      return of_string(document.text(id));
    case Kind::kArray:
    case Kind::kObject:
      break;
  }
  Value v(node.kind == Kind::kArray ? ValueKind::kList : ValueKind::kMap);
  v.payload_.document = &document;
  v.size_ = id;
  v.in_document_ = true;
  return v;
}

Value Value::of_view(View view) {
  if (view.computed()) return of_string(view.text());
  return of_node(*view.document(), view.id());
}

std::uint32_t Value::size() const {
  switch (kind_) {
    case ValueKind::kString:
    case ValueKind::kBytes:
    case ValueKind::kType:
      return size_;
    case ValueKind::kList:
      return in_document_ ? payload_.document->node(size_).size : size_;
    case ValueKind::kMap:
      return in_document_ ? payload_.document->node(size_).size : payload_.map->size;
    default:
      return 0;
  }
}

Value Value::item(std::uint32_t index) const {
  if (!in_document_) return payload_.items[index];
  return of_node(*payload_.document, payload_.document->child(size_, index));
}

Value Value::key_at(std::uint32_t index) const {
  if (!in_document_) return payload_.map->entries[index].key;
  return of_string(payload_.document->key(payload_.document->child(size_, index)));
}

Value Value::value_at(std::uint32_t index) const {
  if (!in_document_) return payload_.map->entries[index].value;
  return of_node(*payload_.document, payload_.document->child(size_, index));
}

std::uint32_t Value::find(const Value& key) const {
  if (in_document_) {
    if (!key.is(ValueKind::kString)) return kNoEntry;
    const NodeId member = payload_.document->member(size_, key.text());
    return member == kNoNode ? kNoEntry : member - payload_.document->child(size_, 0);
  }
  const MapBody& map = *payload_.map;
  if (map.slots == nullptr) {
    for (std::uint32_t i = 0; i < map.size; ++i) {
      if (same_key(map.entries[i].key, key)) return i;
    }
    return kNoEntry;
  }
  for (std::uint64_t slot = hash_key(key);; ++slot) {
    const std::uint32_t entry = map.slots[slot & map.mask];
    if (entry == kNoEntry || same_key(map.entries[entry].key, key)) return entry;
  }
}

namespace {

// Sends nearby numbers far apart. Source: MurmurHash3's 64-bit finalizer.
std::uint64_t mix(std::uint64_t x) {
  x ^= x >> 33;
  x *= 0xff51afd7ed558ccdULL;
  x ^= x >> 33;
  x *= 0xc4ceb9fe1a85ec53ULL;
  return x ^ (x >> 33);
}

std::uint64_t hash_double(double d) {
  // A whole number hashes as the integer it equals.
  if (d >= -9223372036854775808.0 && d < 9223372036854775808.0 && d == std::trunc(d)) {
    return mix(static_cast<std::uint64_t>(static_cast<std::int64_t>(d)));
  }
  if (d >= 0 && d < 18446744073709551616.0 && d == std::trunc(d)) {
    return mix(static_cast<std::uint64_t>(d));
  }
  return mix(std::bit_cast<std::uint64_t>(d));
}

int sign(auto a, auto b) { return a < b ? -1 : a > b ? 1 : 0; }

// -1, 0, 1; `b` is not NaN.
int compare_int_double(std::int64_t a, double b) {
  if (b < -9223372036854775808.0) return 1;
  if (b >= 9223372036854775808.0) return -1;
  const auto whole = static_cast<std::int64_t>(b);
  if (a != whole) return sign(a, whole);
  return sign(0.0, b - std::trunc(b));
}

int compare_uint_double(std::uint64_t a, double b) {
  if (b < 0) return 1;
  if (b >= 18446744073709551616.0) return -1;
  const auto whole = static_cast<std::uint64_t>(b);
  if (a != whole) return sign(a, whole);
  return sign(0.0, b - std::trunc(b));
}

int compare_int_uint(std::int64_t a, std::uint64_t b) {
  return a < 0 ? -1 : sign(static_cast<std::uint64_t>(a), b);
}

}  // namespace

int compare_numbers(const Value& a, const Value& b) {
  const ValueKind left = a.kind(), right = b.kind();
  if ((left == ValueKind::kDouble && std::isnan(a.real())) ||
      (right == ValueKind::kDouble && std::isnan(b.real()))) {
    return 2;
  }
  if (left == right) {
    if (left == ValueKind::kInt) return sign(a.integer(), b.integer());
    if (left == ValueKind::kUint) return sign(a.unsigned_integer(), b.unsigned_integer());
    return sign(a.real(), b.real());
  }
  if (left == ValueKind::kInt) {
    if (right == ValueKind::kUint) return compare_int_uint(a.integer(), b.unsigned_integer());
    return compare_int_double(a.integer(), b.real());
  }
  if (left == ValueKind::kUint) {
    if (right == ValueKind::kInt) return -compare_int_uint(b.integer(), a.unsigned_integer());
    return compare_uint_double(a.unsigned_integer(), b.real());
  }
  if (right == ValueKind::kInt) return -compare_int_double(b.integer(), a.real());
  return -compare_uint_double(b.unsigned_integer(), a.real());
}

std::uint64_t hash_key(const Value& key) {
  switch (key.kind()) {
    case ValueKind::kBool:
      return mix(key.boolean() ? 0x9e3779b97f4a7c15ULL : 0x7f4a7c159e3779b9ULL);
    case ValueKind::kInt:
      return mix(static_cast<std::uint64_t>(key.integer()));
    case ValueKind::kUint:
      return mix(key.unsigned_integer());
    case ValueKind::kDouble:
      return hash_double(key.real());
    default:
      return std::hash<std::string_view>{}(key.text());
  }
}

bool same_key(const Value& a, const Value& b) {
  if (a.is_number()) return b.is_number() && compare_numbers(a, b) == 0;
  if (a.kind() != b.kind()) return false;
  if (a.is(ValueKind::kBool)) return a.boolean() == b.boolean();
  return a.is(ValueKind::kString) && a.text() == b.text();
}

bool is_key(const Value& value) {
  const ValueKind kind = value.kind();
  return kind == ValueKind::kBool || kind == ValueKind::kInt || kind == ValueKind::kUint ||
         kind == ValueKind::kString;
}

bool in_timestamp_range(std::int64_t seconds) {
  return seconds >= -62135596800 && seconds <= 253402300799;
}

bool in_duration_range(std::int64_t seconds, std::int32_t nanos) {
  constexpr std::int64_t kMost = 9223372036;
  if (seconds > kMost || seconds < -kMost) return false;
  if (seconds == kMost) return nanos <= 854775807;
  return seconds != -kMost || nanos >= -854775808;
}

}  // namespace intake::expr
