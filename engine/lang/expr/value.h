#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "document/document.h"

namespace intake::expr {

enum class ValueKind : std::uint8_t {
  kError,
  kNull,
  kBool,
  kInt,
  kUint,
  kDouble,
  kString,
  kBytes,
  kTimestamp,
  kDuration,
  kType,
  kList,
  kMap,
  kOptional,
  kIp,
  kCidr,
};

/// The name of the kind as `type(x)` gives it: `int`, `null_type`, `google.protobuf.Timestamp`,
/// `optional_type`, `net.IP` ...; of an error: `error`.
std::string_view kind_name(ValueKind kind);

enum class ErrorCode : std::uint8_t {
  kFailed,  // anything else: a text that is no date ...
  kNoKey,   // a member, key or variable that is not there: `place`, `member` or `cause` say where
  kNoOverload,  // the operator or function does not take such values
  kUnknownName,
  kOverflow,
  kDivision,  // by zero
  kIndex,
  kKeyType,      // a map key that is no bool, int, uint or string
  kRepeatedKey,  // in a map literal
  kBudget,       // the evaluation used up its cost; absorbed by nothing
};

/// What went wrong. Lives in the arena of the evaluation or in the program.
struct ErrorBody {
  ErrorCode code = ErrorCode::kFailed;
  std::uint32_t offset = 0;  // bytes from the start of the expression
  std::string_view message;  // what is, then what was needed; no full stop
  // kNoKey: the member (or index) `member` of the value at `place` is absent; or `cause` is the
  // pointer of what is.
  const Document* document = nullptr;
  NodeId place = kNoNode;
  std::string_view member;
  std::string_view cause;
};

/// RFC 6901 pointer of the absent place of kNoKey; "" where it stands in no document.
std::string absent_pointer(const ErrorBody& error);

/// An IP address, or a network of one: 4 or 16 bytes, in network order.
struct IpBody {
  std::array<std::uint8_t, 16> bytes{};
  std::uint8_t size = 4;    // 4 or 16
  std::uint8_t prefix = 0;  // kCidr: bits of the network, 0 to 8 * size
};

class Value;
struct MapBody;
struct MapEntry;

/// One value, 16 bytes, copied freely. Texts, lists, maps and bodies are owned by the arena of the
/// evaluation, the program or the document. Lists and maps of a document stay in it and are read
/// where they stand. A default Value is null.
class Value {
 public:
  Value() = default;

  static Value null() { return {}; }
  static Value of_bool(bool b) {
    Value v(ValueKind::kBool);
    v.payload_.boolean = b;
    return v;
  }
  static Value of_int(std::int64_t i) {
    Value v(ValueKind::kInt);
    v.payload_.integer = i;
    return v;
  }
  static Value of_uint(std::uint64_t u) {
    Value v(ValueKind::kUint);
    v.payload_.unsigned_integer = u;
    return v;
  }
  static Value of_double(double d) {
    Value v(ValueKind::kDouble);
    v.payload_.real = d;
    return v;
  }
  /// The text is not copied; see Context::text(). UTF-8.
  static Value of_string(std::string_view text) { return of_text(ValueKind::kString, text); }
  static Value of_bytes(std::string_view bytes) { return of_text(ValueKind::kBytes, bytes); }
  /// `name` as kind_name() gives it, or of an abstract type.
  static Value of_type(std::string_view name) { return of_text(ValueKind::kType, name); }
  /// Since 1970-01-01T00:00:00Z; nanos 0 to 999,999,999. Years 1 to 9999 (in_timestamp_range()).
  static Value of_timestamp(std::int64_t seconds, std::int32_t nanos) {
    return of_time(ValueKind::kTimestamp, seconds, nanos);
  }
  /// `nanos` has the sign of `seconds`. Within what an int64 of nanoseconds holds
  /// (in_duration_range()).
  static Value of_duration(std::int64_t seconds, std::int32_t nanos) {
    return of_time(ValueKind::kDuration, seconds, nanos);
  }
  static Value of_list(const Value* items, std::uint32_t count) {
    Value v(ValueKind::kList);
    v.payload_.items = items;
    v.size_ = count;
    return v;
  }
  static Value of_map(const MapBody* body);
  static Value none() { return Value(ValueKind::kOptional); }
  /// See Context::optional().
  static Value some(const Value* content) {
    Value v(ValueKind::kOptional);
    v.payload_.content = content;
    return v;
  }
  static Value of_ip(const IpBody* body) {
    Value v(ValueKind::kIp);
    v.payload_.ip = body;
    return v;
  }
  static Value of_cidr(const IpBody* body) {
    Value v(ValueKind::kCidr);
    v.payload_.ip = body;
    return v;
  }
  /// See Context::error().
  static Value of_error(const ErrorBody* body) {
    Value v(ValueKind::kError);
    v.payload_.error = body;
    return v;
  }
  /// A node of a document: scalars are read, lists and maps stay where they are.
  static Value of_node(const Document& document, NodeId id);
  /// As of_node(); `view` is not absent.
  static Value of_view(View view);

  ValueKind kind() const { return kind_; }
  bool is(ValueKind kind) const { return kind_ == kind; }
  bool is_error() const { return kind_ == ValueKind::kError; }
  bool is_true() const { return kind_ == ValueKind::kBool && payload_.boolean; }
  bool is_false() const { return kind_ == ValueKind::kBool && !payload_.boolean; }
  bool is_number() const {
    return kind_ == ValueKind::kInt || kind_ == ValueKind::kUint || kind_ == ValueKind::kDouble;
  }

  // Each for its own kind only.
  bool boolean() const { return payload_.boolean; }
  std::int64_t integer() const { return payload_.integer; }
  std::uint64_t unsigned_integer() const { return payload_.unsigned_integer; }
  double real() const { return payload_.real; }
  std::string_view text() const { return {payload_.text, size_}; }  // string, bytes, type
  std::int64_t seconds() const { return payload_.integer; }         // timestamp, duration
  std::int32_t nanos() const { return static_cast<std::int32_t>(size_); }
  const IpBody& ip() const { return *payload_.ip; }  // ip, cidr
  const ErrorBody& error() const { return *payload_.error; }
  /// Of an optional; null where there is none.
  const Value* content() const { return payload_.content; }

  /// Items of a list, entries of a map, bytes of a string, bytes or type; 0 for other kinds.
  std::uint32_t size() const;
  /// Of a list.
  Value item(std::uint32_t index) const;
  /// Of a map, in its order: that of the document, or of construction.
  Value key_at(std::uint32_t index) const;
  Value value_at(std::uint32_t index) const;
  /// The place of a key in a map, or kNoEntry. Numbers are compared by value (1 == 1u == 1.0).
  std::uint32_t find(const Value& key) const;
  static constexpr std::uint32_t kNoEntry = 0xffffffff;

  /// Lists and maps: stands in a document.
  bool in_document() const { return in_document_; }
  View view() const { return {*payload_.document, size_}; }  // where in_document()
  const Value* items() const { return payload_.items; }      // lists, where not
  const MapBody& map() const { return *payload_.map; }       // maps, where not

 private:
  explicit Value(ValueKind kind) : kind_(kind) {}
  static Value of_text(ValueKind kind, std::string_view text) {
    Value v(kind);
    v.payload_.text = text.data() == nullptr ? "" : text.data();
    v.size_ = static_cast<std::uint32_t>(text.size());
    return v;
  }
  static Value of_time(ValueKind kind, std::int64_t seconds, std::int32_t nanos) {
    Value v(kind);
    v.payload_.integer = seconds;
    v.size_ = static_cast<std::uint32_t>(nanos);
    return v;
  }

  union Payload {
    bool boolean;
    std::int64_t integer;
    std::uint64_t unsigned_integer;
    double real;
    const char* text;
    const Value* items;
    const MapBody* map;
    const Value* content;
    const IpBody* ip;
    const ErrorBody* error;
    const Document* document;
    void* nothing = nullptr;
  } payload_;
  std::uint32_t size_ = 0;  // by kind: bytes, items, nanoseconds, the NodeId in a document
  ValueKind kind_ = ValueKind::kNull;
  bool in_document_ = false;
};
static_assert(sizeof(Value) == 16);

struct MapEntry {
  Value key;  // bool, int, uint, string
  Value value;
};

/// A map made by an evaluation; see MapBuilder in function.h. Keys differ.
struct MapBody {
  const MapEntry* entries = nullptr;
  std::uint32_t size = 0;
  /// Open addressing by hash_key(); kNoEntry is a free slot. Null where the map is small.
  const std::uint32_t* slots = nullptr;
  std::uint32_t mask = 0;
};

/// Equal keys have equal hashes, whatever their number kinds.
std::uint64_t hash_key(const Value& key);
/// bool, int, uint, double, string: whether they are the same key.
bool same_key(const Value& a, const Value& b);
/// What may be a key of a map literal: bool, int, uint, string.
bool is_key(const Value& value);

/// 0001-01-01T00:00:00Z to 9999-12-31T23:59:59.999999999Z.
bool in_timestamp_range(std::int64_t seconds);
bool in_duration_range(std::int64_t seconds, std::int32_t nanos);

/// -1, 0, 1 by mathematical value across int, uint and double; 2 where one is not a number.
int compare_numbers(const Value& a, const Value& b);

}  // namespace intake::expr
