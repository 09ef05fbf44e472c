#include "document/image.h"

#include <array>
#include <cstddef>
#include <cstring>
#include <functional>
#include <type_traits>

#include "document/member_index.h"

namespace intake {
namespace {

// An image is a Header and then, without gaps: values (Record), spans (ByteSpan, as many as
// values, or none without a source), spans of names, sizes of names (u32), names, texts, name of
// the source, bytes of the source.
struct Header {
  std::array<char, 8> magic;
  std::uint32_t byte_order;
  std::uint32_t root;
  std::uint32_t values;
  std::uint32_t names;
  std::uint32_t name_bytes;
  std::uint32_t text_bytes;
  std::uint32_t has_source;  // 0 or 1
  std::uint32_t source_name_bytes;
  std::uint32_t source_bytes;
};

// A Node with all its bytes defined. `payload` of a string: its offset among the texts, or in
// the source where kInSource is set.
struct Record {
  std::uint64_t payload;
  std::uint32_t size;
  NameId key;
  NodeId parent;
  Kind kind;
  std::uint8_t flags;
  std::array<std::uint8_t, 2> padding;
};

constexpr std::array<char, 8> kMagic{'I', 'N', 'T', 'K', 'D', 'O', 'C', '1'};
constexpr std::uint32_t kByteOrder = 0x01020304;
constexpr std::uint64_t kInSource = std::uint64_t{1} << 63;

static_assert(std::is_trivially_copyable_v<Node> && sizeof(Record) == sizeof(Node));
static_assert(offsetof(Record, size) == offsetof(Node, size) &&
              offsetof(Record, key) == offsetof(Node, key) &&
              offsetof(Record, parent) == offsetof(Node, parent) &&
              offsetof(Record, kind) == offsetof(Node, kind) &&
              offsetof(Record, flags) == offsetof(Node, flags));

template <typename T>
void append_raw(std::string& out, const T* data, std::size_t count) {
  static_assert(std::is_trivially_copyable_v<T>);
  if (count != 0) out.append(reinterpret_cast<const char*>(data), count * sizeof(T));
}

}  // namespace

std::string DocumentImage::to_image(const Document& document) {
  const std::string_view source = document.source_ ? document.source_->bytes() : std::string_view{};
  std::string records;
  std::string texts;
  for (const Node& node : document.nodes_) {
    Record record{0, node.size, node.key, node.parent, node.kind, node.flags, {}};
    switch (node.kind) {
      case Kind::kNull:
        break;
      case Kind::kBool:
        record.payload = node.payload.boolean ? 1 : 0;
        break;
      case Kind::kString: {
        const std::string_view text(node.payload.text, node.size);
        const std::less_equal<const char*> not_after;
        if (!text.empty() && not_after(source.data(), text.data()) &&
            not_after(text.data() + text.size(), source.data() + source.size())) {
          record.payload = kInSource | static_cast<std::uint64_t>(text.data() - source.data());
        } else {
          record.payload = texts.size();
          texts += text;
        }
        break;
      }
      default:
        record.payload = node.payload.unsigned_integer;
    }
    append_raw(records, &record, 1);
  }
  std::string name_sizes;
  std::string names;
  for (NameId id = 0; id < document.names_.size(); ++id) {
    const auto size = static_cast<std::uint32_t>(document.names_.text(id).size());
    append_raw(name_sizes, &size, 1);
    names += document.names_.text(id);
  }
  const auto size_of = [](const auto& list) { return static_cast<std::uint32_t>(list.size()); };
  const std::string source_name = document.source_ ? document.source_->name() : "";
  const Header header{kMagic,
                      kByteOrder,
                      document.root_,
                      size_of(document.nodes_),
                      static_cast<std::uint32_t>(document.names_.size()),
                      size_of(names),
                      size_of(texts),
                      document.source_ ? 1u : 0u,
                      size_of(source_name),
                      size_of(source)};
  std::string image;
  append_raw(image, &header, 1);
  image += records;
  const NodeId with_spans = document.source_ ? static_cast<NodeId>(document.size()) : 0;
  for (NodeId id = 0; id < with_spans; ++id) {
    const ByteSpan span = document.span(id);
    append_raw(image, &span, 1);
  }
  for (NodeId id = 0; id < with_spans; ++id) {
    const ByteSpan span = document.key_span(id);
    append_raw(image, &span, 1);
  }
  image += name_sizes;
  image += names;
  image += texts;
  image += source_name;
  image += source;
  return image;
}

class DocumentImage::Reader {
 public:
  Reader(std::string_view image, SourcePtr source) : rest_(image), source_(std::move(source)) {}

  Result<Document> read() {
    std::vector<Header> head;
    if (!take(1, head)) return damaged("it is too short");
    const Header& h = head.front();
    if (h.magic != kMagic) return damaged("it has another format");
    if (h.byte_order != kByteOrder) return damaged("it has another byte order");
    const std::size_t spans = h.has_source != 0 ? h.values : 0;
    std::vector<std::uint32_t> name_sizes;
    std::string_view names, source_name, source_bytes;
    const bool whole = take(h.values, document_.nodes_) && take(spans, document_.spans_) &&
                       take(spans, document_.key_spans_) && take(h.names, name_sizes) &&
                       take_text(h.name_bytes, names) && take_text(h.text_bytes, texts_) &&
                       take_text(h.source_name_bytes, source_name) &&
                       take_text(h.source_bytes, source_bytes) && rest_.empty();
    if (!whole || h.root >= h.values) return damaged("it is not complete");
    if (h.has_source == 0) {
      source_ = nullptr;
    } else if (source_ == nullptr) {
      source_ = Source::borrowed(std::string(source_name), source_bytes);
    } else if (source_->bytes() != source_bytes) {
      return damaged("it was made from another source");
    }
    for (const std::uint32_t size : name_sizes) {
      if (size > names.size()) return damaged("its names are wrong");
      const auto expected = static_cast<NameId>(document_.names_.size());
      if (document_.names_.intern(names.substr(0, size)) != expected) {
        return damaged("its names are wrong");
      }
      names.remove_prefix(size);
    }
    document_.root_ = h.root;
    document_.source_ = source_;
    for (NodeId id = 0; id < h.values; ++id) {
      if (!settle(id)) return damaged("value " + std::to_string(id) + " is wrong");
    }
    if (document_.nodes_[h.root].parent != kNoNode) return damaged("its top value is wrong");
    document_.index_ =
        Document::MemberIndex::make({document_.nodes_.data(), document_.nodes_.size()});
    return std::move(document_);
  }

 private:
  static Error damaged(std::string why) {
    return {
        ErrorCode::kSyntax, "the image of a document cannot be used: " + std::move(why), {}, {}};
  }

  template <typename List>
  bool take(std::size_t count, List& into) {
    using T = typename List::value_type;
    if (count > rest_.size() / sizeof(T)) return false;
    into.resize(count);
    if (count != 0) std::memcpy(into.data(), rest_.data(), count * sizeof(T));
    rest_.remove_prefix(count * sizeof(T));
    return true;
  }

  bool take_text(std::size_t size, std::string_view& into) {
    if (size > rest_.size()) return false;
    into = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return true;
  }

  // Checks one value against the rest and turns the offset of a text into its address.
  bool settle(NodeId id) {
    Node& node = document_.nodes_[id];
    const std::size_t source_size = source_ ? source_->bytes().size() : 0;
    if (source_ != nullptr) {
      const ByteSpan span = document_.spans_[id];
      const ByteSpan name = document_.key_spans_[id];
      if (span.begin > span.end || span.end > source_size || name.begin > name.end ||
          name.end > source_size) {
        return false;
      }
    }
    if (node.key != kNoName && node.key >= document_.names_.size()) return false;
    switch (node.kind) {
      case Kind::kNull:
      case Kind::kInt:
      case Kind::kUint:
      case Kind::kDouble:
        return true;
      case Kind::kBool: {
        const std::uint64_t value = node.payload.unsigned_integer;
        node.payload.boolean = value != 0;
        return value <= 1;
      }
      case Kind::kString: {
        const std::uint64_t offset = node.payload.unsigned_integer & ~kInSource;
        const bool in_source = (node.payload.unsigned_integer & kInSource) != 0;
        const std::string_view pool = !in_source ? texts_
                                      : source_  ? source_->bytes()
                                                 : std::string_view{};
        if (offset > pool.size() || node.size > pool.size() - offset) return false;
        node.payload.text = node.size == 0 ? "" : pool.data() + offset;
        return true;
      }
      case Kind::kArray:
      case Kind::kObject: {
        // Children stand before their parent, so there are no cycles.
        const std::uint64_t first = node.payload.first_child;
        if (first > id || node.size > id - first) return false;
        for (auto child = static_cast<NodeId>(first); child < first + node.size; ++child) {
          const Node& c = document_.nodes_[child];
          if (c.parent != id || (c.key == kNoName) != (node.kind == Kind::kArray)) return false;
        }
        return true;
      }
    }
    return false;
  }

  std::string_view rest_;
  std::string_view texts_;
  SourcePtr source_;
  Document document_;
};

Result<Document> DocumentImage::from_image(std::string_view image, SourcePtr source) {
  return Reader(image, std::move(source)).read();
}

}  // namespace intake
