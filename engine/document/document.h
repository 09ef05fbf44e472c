#pragma once

#include <compare>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/names.h"
#include "base/prefetch.h"
#include "text/source.h"
#include "text/span.h"

namespace intake {

enum class Kind : std::uint8_t { kNull, kBool, kInt, kUint, kDouble, kString, kArray, kObject };

/// JSON names: null, boolean, integer (kInt and kUint), number, string, array, object.
std::string_view kind_name(Kind kind);

/// A set of kinds. kNullBit: an explicit null; every integer is a number, too.
enum KindBits : std::uint8_t {
  kNullBit = 1,
  kBoolBit = 2,
  kIntegerBit = 4,
  kNumberBit = 8 | 4,
  kStringBit = 16,
  kArrayBit = 32,
  kObjectBit = 64,
  kAnyBits = 127,
};
std::uint8_t kind_bit(Kind kind);

class Origins;
using OriginsPtr = std::shared_ptr<const Origins>;

/// The index of a value in its Document; the children of a container are consecutive.
using NodeId = std::uint32_t;
inline constexpr NodeId kNoNode = 0xffffffff;

enum NodeFlag : std::uint8_t {
  kFlagQuoted = 1,     // a quoted or block scalar: text whatever it looks like
  kFlagAliased = 2,    // came through a YAML alias: its span is that of the alias; not editable
  kFlagAnchored = 4,   // carries a YAML anchor
  kFlagBlock = 8,      // block scalar (literal or folded), or multi-line plain
  kFlagImplicit = 16,  // a null without any text (`key:`)
  kFlagFlow = 32,      // container in flow style ([] {}); all JSON containers
};

/// One value, 24 bytes. `payload` by kind: the bool, the number, the first byte of the text
/// (in the document's source or arena), or the NodeId of the first child.
struct Node {
  union Payload {
    bool boolean;
    std::int64_t integer;
    std::uint64_t unsigned_integer;
    double real;
    const char* text;
    std::uint64_t first_child;
  } payload{};
  std::uint32_t size = 0;   // bytes of a text, children of a container
  NameId key = kNoName;     // member name, where the parent is an object
  NodeId parent = kNoNode;  // kNoNode for the top value
  Kind kind = Kind::kNull;
  std::uint8_t flags = 0;
};
static_assert(sizeof(Node) <= 32 && sizeof(Node) >= 16);

/// The tree of values of one input: arena-backed, immutable once built, spans beside the values.
/// Made by a reader through DocumentBuilder. Move-only; usually held by shared_ptr<const>.
class Document {
 public:
  NodeId root() const { return root_; }
  std::size_t size() const { return nodes_.size(); }
  const Node& node(NodeId id) const { return nodes_[id]; }
  Kind kind(NodeId id) const { return nodes_[id].kind; }

  std::string_view text(NodeId id) const { return {nodes_[id].payload.text, nodes_[id].size}; }
  NodeId child(NodeId container, std::uint32_t index) const {
    return static_cast<NodeId>(nodes_[container].payload.first_child) + index;
  }
  /// The member of that name, or kNoNode. Constant time for large objects.
  NodeId member(NodeId object, NameId name) const;
  NodeId member(NodeId object, std::string_view name) const;
  std::string_view key(NodeId id) const { return names_.text(nodes_[id].key); }

  const Names& names() const { return names_; }
  /// Null of a document that was made without one.
  const SourcePtr& source() const { return source_; }
  /// Gives a document that was read from a text of the caller's a source: the same bytes.
  void set_source(SourcePtr source);
  /// The bytes of the value as written: quotes included, of a container from its first byte to
  /// its last. Of an implicit null: the insertion point after its key's colon.
  ByteSpan span(NodeId id) const {
    return !begins_.empty() ? json_span(id) : spans_.empty() ? ByteSpan{} : spans_[id];
  }
  /// The bytes of the member name as written (quotes included); empty for array elements.
  ByteSpan key_span(NodeId id) const {
    return !begins_.empty() ? json_key_span(id) : key_spans_.empty() ? ByteSpan{} : key_spans_[id];
  }

  /// RFC 6901 pointer of a value ("" for the top value).
  std::string pointer(NodeId id) const;

  /// Asks for the values from memory: those of a document that was read long ago are far away.
  void prefetch() const { intake::prefetch(nodes_.data(), nodes_.size() * sizeof(Node)); }

  /// Where the values come from, of a submission that was put together from parts; else null.
  const OriginsPtr& origins() const { return origins_; }
  void set_origins(OriginsPtr origins) { origins_ = std::move(origins); }

 private:
  friend class DocumentBuilder;
  friend class DocumentFiller;
  friend class DocumentImage;

  ByteSpan json_span(NodeId id) const;
  ByteSpan json_key_span(NodeId id) const;

  // First what an evaluation begins with, so that it comes from memory at once.
  NodeId root_ = kNoNode;
  Buffer<Node> nodes_;
  std::string_view json_text_;
  Names names_;
  // Either both spans of every value, or where it begins in json_text_, a JSON text.
  std::vector<ByteSpan> spans_;
  std::vector<ByteSpan> key_spans_;
  Buffer<std::uint32_t> begins_;
  Arena arena_;
  SourcePtr source_;
  struct MemberIndex;
  std::shared_ptr<const MemberIndex> index_;  // of objects with many members, where there are any
  OriginsPtr origins_;
};

using DocumentPtr = std::shared_ptr<const Document>;

/// Builds a Document from a stream of events in document order. The caller (a reader) checks
/// limits and duplicate names; the builder asserts balance only.
class DocumentBuilder {
 public:
  /// `vocabulary`: names with fixed numbers, may be null.
  explicit DocumentBuilder(SourcePtr source, std::shared_ptr<const Names> vocabulary = nullptr);
  ~DocumentBuilder();

  void null(ByteSpan span, std::uint8_t flags = 0);
  void boolean(bool value, ByteSpan span, std::uint8_t flags = 0);
  void integer(std::int64_t value, ByteSpan span, std::uint8_t flags = 0);
  void unsigned_integer(std::uint64_t value, ByteSpan span, std::uint8_t flags = 0);
  void real(double value, ByteSpan span, std::uint8_t flags = 0);
  /// Copies the text unless it lies within the source's bytes.
  void string(std::string_view text, ByteSpan span, std::uint8_t flags = 0);
  void begin_array(std::uint32_t begin, std::uint8_t flags = 0);
  void end_array(std::uint32_t end);
  void begin_object(std::uint32_t begin, std::uint8_t flags = 0);
  /// Names the next value. False where this object already has that name; a caller that goes on
  /// lets the new member take the place of the earlier one.
  [[nodiscard]] bool key(std::string_view name, ByteSpan span);
  /// The name's first place in the innermost open object; for the message about a duplicate.
  ByteSpan earlier_key(std::string_view name) const;
  void end_object(std::uint32_t end);

  std::size_t nodes() const;
  std::uint32_t depth() const;
  /// Call once, after exactly one top value.
  Document finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// A value to look at: a node of some document, or a text or number computed during evaluation.
/// Cheap to copy (24 bytes); valid as long as what it points into. Default: no value (absent).
class View {
 public:
  View() = default;
  View(const Document& document, NodeId id) : document_(&document), id_(id) {}
  /// A computed text that lives elsewhere (an arena).
  static View of_text(std::string_view text) {
    View v;
    v.text_ = text.data() == nullptr ? "" : text.data();
    v.id_ = static_cast<NodeId>(text.size());
    return v;
  }

  bool absent() const { return document_ == nullptr && text_ == nullptr; }
  explicit operator bool() const { return !absent(); }
  bool computed() const { return document_ == nullptr && text_ != nullptr; }
  Kind kind() const { return computed() ? Kind::kString : document_->kind(id_); }
  bool is_null() const { return !absent() && kind() == Kind::kNull; }
  bool is_string() const { return !absent() && kind() == Kind::kString; }
  bool is_bool() const { return !absent() && kind() == Kind::kBool; }
  bool is_array() const { return !absent() && kind() == Kind::kArray; }
  bool is_object() const { return !absent() && kind() == Kind::kObject; }
  bool is_integer() const { return !absent() && (kind() == Kind::kInt || kind() == Kind::kUint); }
  bool is_number() const { return is_integer() || (!absent() && kind() == Kind::kDouble); }

  std::string_view text() const {
    return computed() ? std::string_view(text_, id_) : document_->text(id_);
  }
  bool boolean() const { return document_->node(id_).payload.boolean; }
  const Node& node() const { return document_->node(id_); }
  /// Children of a container; 0 for scalars.
  std::uint32_t size() const { return is_array() || is_object() ? document_->node(id_).size : 0; }
  View at(std::uint32_t index) const { return {*document_, document_->child(id_, index)}; }
  /// The member of that name; absent where there is none or this is no object.
  View member(std::string_view name) const;
  std::string_view key() const { return document_->key(id_); }

  const Document* document() const { return document_; }
  NodeId id() const { return document_ == nullptr ? kNoNode : id_; }

 private:
  const Document* document_ = nullptr;
  const char* text_ = nullptr;
  NodeId id_ = 0;
};

/// Deep equality by JSON value: numbers by mathematical value (1 == 1.0), objects without order.
/// Iterative. Absent equals absent only.
bool equal(View a, View b);
/// A strict order for sorting and sets, consistent with equal().
std::strong_ordering compare(View a, View b);
/// Compact JSON text of a value (RFC 8259; numbers as short as they round-trip; non-ASCII kept).
std::string to_json(View value);
/// For messages: a string as it is, anything else as compact JSON; absent: "‹absent›".
std::string to_display(View value);

}  // namespace intake
