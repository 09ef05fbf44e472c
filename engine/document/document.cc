#include "document/document.h"

#include <algorithm>

#include "document/member_index.h"
#include "document/pointer.h"

namespace intake {
namespace {

std::size_t slot_of(NodeId object, NameId name, std::size_t slots) {
  const std::uint64_t both = (std::uint64_t{object} << 32) | name;
  const std::uint64_t mixed = (both ^ (both >> 29)) * 0x9E3779B97F4A7C15u;  // Fibonacci hashing
  return static_cast<std::size_t>(mixed >> 32) & (slots - 1);
}

}  // namespace

std::uint8_t kind_bit(Kind kind) {
  switch (kind) {
    case Kind::kNull:
      return kNullBit;
    case Kind::kBool:
      return kBoolBit;
    case Kind::kInt:
    case Kind::kUint:
      return kIntegerBit;
    case Kind::kDouble:
      return kNumberBit & ~kIntegerBit;
    case Kind::kString:
      return kStringBit;
    case Kind::kArray:
      return kArrayBit;
    case Kind::kObject:
      break;
  }
  return kObjectBit;
}

std::string_view kind_name(Kind kind) {
  switch (kind) {
    case Kind::kNull:
      return "null";
    case Kind::kBool:
      return "boolean";
    case Kind::kInt:
    case Kind::kUint:
      return "integer";
    case Kind::kDouble:
      return "number";
    case Kind::kString:
      return "string";
    case Kind::kArray:
      return "array";
    case Kind::kObject:
      return "object";
  }
  return "";
}

std::shared_ptr<const Document::MemberIndex> Document::MemberIndex::make(
    std::span<const Node> nodes) {
  auto index = std::make_shared<MemberIndex>();
  return index->fill(nodes) ? index : nullptr;
}

bool Document::MemberIndex::fill(std::span<const Node> nodes) {
  const auto large = [](const Node& n) { return n.kind == Kind::kObject && n.size > kSmallObject; };
  std::size_t members = 0;
  for (const Node& n : nodes) members += large(n) ? n.size : 0;
  if (members == 0) return false;
  std::size_t size = 64;
  while (size < members * 2) size *= 2;
  slots.assign(size, Entry{});
  for (NodeId object = 0; object < nodes.size(); ++object) {
    if (!large(nodes[object])) continue;
    const auto first = static_cast<NodeId>(nodes[object].payload.first_child);
    for (std::uint32_t i = 0; i < nodes[object].size; ++i) {
      const NameId name = nodes[first + i].key;
      std::size_t slot = slot_of(object, name, size);
      while (slots[slot].object != kNoNode) slot = (slot + 1) & (size - 1);
      slots[slot] = {object, name, first + i};
    }
  }
  return true;
}

NodeId Document::MemberIndex::find(NodeId object, NameId name) const {
  const std::size_t size = slots.size();
  for (std::size_t slot = slot_of(object, name, size); slots[slot].object != kNoNode;
       slot = (slot + 1) & (size - 1)) {
    if (slots[slot].object == object && slots[slot].name == name) return slots[slot].member;
  }
  return kNoNode;
}

NodeId Document::member(NodeId object, NameId name) const {
  const Node& n = nodes_[object];
  if (n.kind != Kind::kObject || name == kNoName) return kNoNode;
  if (n.size > MemberIndex::kSmallObject) return index_->find(object, name);
  const auto first = static_cast<NodeId>(n.payload.first_child);
  for (NodeId id = first; id < first + n.size; ++id) {
    if (nodes_[id].key == name) return id;
  }
  return kNoNode;
}

NodeId Document::member(NodeId object, std::string_view name) const {
  return member(object, names_.find(name));
}

void Document::set_source(SourcePtr source) {
  if (!begins_.empty() && source != nullptr) json_text_ = source->bytes();
  source_ = std::move(source);
}

std::string Document::pointer(NodeId id) const {
  std::vector<NodeId> way;
  for (; id != kNoNode && nodes_[id].parent != kNoNode; id = nodes_[id].parent) way.push_back(id);
  std::string out;
  for (auto step = way.rbegin(); step != way.rend(); ++step) {
    const Node& parent = nodes_[nodes_[*step].parent];
    if (parent.kind == Kind::kObject) {
      append_token(out, key(*step));
    } else {
      out += '/';
      out += std::to_string(*step - static_cast<NodeId>(parent.payload.first_child));
    }
  }
  return out;
}

View View::member(std::string_view name) const {
  if (!is_object()) return {};
  const NodeId id = document_->member(id_, name);
  return id == kNoNode ? View{} : View{*document_, id};
}

}  // namespace intake
