#include "formats/yaml/editing.h"
#include "formats/yaml/extent.h"

namespace intake::yaml {

std::uint32_t Editing::column(std::uint32_t at) const { return at - line_begin(text_, at); }

bool Editing::in_flow(NodeId node) const {
  const NodeId parent = document_.node(node).parent;
  return parent != kNoNode && (document_.node(parent).flags & kFlagFlow) != 0;
}

void Editing::measure_layout() {
  const std::size_t first = text_.find('\n');
  if (first != std::string_view::npos && first > 0 && text_[first - 1] == '\r') {
    layout_.eol = "\r\n";
  }
  layout_.literals = !cautious_;
  if (cautious_) layout_.quoting = Quoting::kDouble;
  bool step_known = false;
  bool lists_known = false;
  std::size_t flow = 0;
  std::size_t block = 0;
  for (NodeId node = 0; node < document_.size(); ++node) {
    const Node& n = document_.node(node);
    if ((n.kind != Kind::kArray && n.kind != Kind::kObject) || (n.flags & kFlagAliased) != 0) {
      continue;
    }
    const bool is_flow = (n.flags & kFlagFlow) != 0;
    if (n.kind == Kind::kArray && n.size > 0) {
      bool scalars = true;
      for (std::uint32_t i = 0; i < n.size; ++i) {
        const Kind kind = document_.kind(document_.child(node, i));
        scalars = scalars && kind != Kind::kArray && kind != Kind::kObject;
      }
      if (scalars) ++(is_flow ? flow : block);
    }
    if (is_flow || n.parent == kNoNode || document_.kind(n.parent) != Kind::kObject) continue;
    const std::uint32_t own = column(document_.span(node).begin);
    const std::uint32_t name = column(document_.key_span(node).begin);
    if (own < name) continue;
    if (n.kind == Kind::kArray && !lists_known) {
      layout_.indent_lists = own > name;
      lists_known = true;
    }
    if (own > name && (!step_known || n.kind == Kind::kObject)) {
      if (own - name <= 16) layout_.step = own - name;
      step_known = step_known || n.kind == Kind::kObject;
    }
  }
  flow_lists_ = flow >= block;
}

std::vector<Editing::Entry> Editing::entries(NodeId container) const {
  std::vector<Entry> result;
  const Node& n = document_.node(container);
  const bool flow = (n.flags & kFlagFlow) != 0;
  std::uint32_t at = document_.span(container).begin + (flow ? 1 : 0);
  result.reserve(n.size);
  for (std::uint32_t i = 0; i < n.size; ++i) {
    at = skip_gap(text_, at);
    if (flow && i > 0 && byte_at(text_, at) == ',') at = skip_gap(text_, at + 1);
    Entry entry;
    entry.node = document_.child(container, i);
    entry.begin = at;
    entry.end = document_.span(entry.node).end;
    std::uint32_t back = at;
    while (back > bom_size(text_) && is_blank_byte(text_[back - 1])) --back;
    entry.starts_line = back <= bom_size(text_) || text_[back - 1] == '\n';
    at = entry.end;
    result.push_back(entry);
  }
  return result;
}

std::uint32_t Editing::element_begin(NodeId node) {
  const NodeId list = document_.node(node).parent;
  if (list != measured_list_) {
    measured_list_ = list;
    measured_ = entries(list);
  }
  return measured_[node - document_.child(list, 0)].begin;
}

std::uint32_t Editing::head(NodeId node) {
  const Node& n = document_.node(node);
  const std::uint32_t value = document_.span(node).begin;
  if ((n.flags & kFlagImplicit) != 0) return value;
  std::uint32_t at = bom_size(text_);
  if (n.parent == kNoNode) {
    at = value;
  } else if (document_.kind(n.parent) == Kind::kObject) {
    at = skip_gap(text_, document_.key_span(node).end);
    if (byte_at(text_, at) == ':') ++at;
  } else {
    at = element_begin(node);
    if (byte_at(text_, at) == '-') ++at;
  }
  const std::uint32_t next = skip_gap(text_, at);
  if (next >= value) return at;
  const Properties p = skip_properties(text_, next);
  return p.count == 0 || p.end > value ? at : p.end;
}

std::uint32_t Editing::entry_column(NodeId node) {
  const Node& n = document_.node(node);
  if (n.parent == kNoNode) return 0;
  if (document_.kind(n.parent) == Kind::kObject) return column(document_.key_span(node).begin);
  return column(element_begin(node));
}

Quoting Editing::quoting_of(std::uint32_t at) const {
  if (cautious_) return Quoting::kDouble;
  const char c = byte_at(text_, at);
  return c == '\'' ? Quoting::kSingle : c == '"' ? Quoting::kDouble : Quoting::kPlain;
}

Quoting Editing::sibling_quoting(NodeId container) const {
  if (cautious_) return Quoting::kDouble;
  const Node& n = document_.node(container);
  std::optional<Quoting> found;
  for (std::uint32_t i = 0; i < n.size; ++i) {
    const NodeId child = document_.child(container, i);
    const Node& c = document_.node(child);
    if (c.kind != Kind::kString || (c.flags & (kFlagAliased | kFlagBlock)) != 0) continue;
    const Quoting quoting = quoting_of(document_.span(child).begin);
    if (found && *found != quoting) return Quoting::kPlain;
    found = quoting;
  }
  if (!found && n.kind == Kind::kObject) return name_quoting(container);
  return found.value_or(Quoting::kPlain);
}

Quoting Editing::name_quoting(NodeId container) const {
  const Node& n = document_.node(container);
  std::optional<Quoting> found;
  for (std::uint32_t i = 0; i < n.size; ++i) {
    const Quoting quoting = quoting_of(document_.key_span(document_.child(container, i)).begin);
    if (found && *found != quoting) return Quoting::kPlain;
    found = quoting;
  }
  return found.value_or(Quoting::kPlain);
}

bool Editing::wants_flow(View value) const {
  if (value.size() == 0) return true;
  if (!value.is_array() || !flow_lists_) return false;
  std::size_t bytes = 0;
  for (std::uint32_t i = 0; i < value.size(); ++i) {
    const View child = value.at(i);
    if (child.size() > 0) return false;
    bytes += child.is_string() ? child.text().size() + 4 : 8;
  }
  return bytes <= 100;
}

}  // namespace intake::yaml
