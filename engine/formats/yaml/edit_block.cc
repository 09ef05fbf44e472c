#include <algorithm>

#include "formats/yaml/editing.h"
#include "formats/yaml/extent.h"

namespace intake::yaml {

bool Editing::wrap(NodeId container) {
  const ByteSpan span = document_.span(container);
  if ((document_.node(container).flags & kFlagFlow) != 0) {
    put(span.begin, span.begin, "[");
    put(span.end, span.end, "]");
    return true;
  }
  // A `- ` on the last two blanks before it: no line moves.
  const NodeId parent = document_.node(container).parent;
  if (parent == kNoNode || document_.kind(parent) != Kind::kObject) return false;
  const std::uint32_t begin = line_begin(text_, span.begin);
  if (skip_spaces(text_, begin) != span.begin) return false;
  if (column(span.begin) < entry_column(container) + 2) return false;
  if (text_.substr(span.begin - 2, 2) != "  ") return false;
  put(span.begin - 2, span.begin, "- ");
  return true;
}

std::string Editing::block_entry(NodeId container, const Item& item, std::uint32_t column) {
  std::string text;
  Layout layout = layout_;
  layout.quoting = sibling_quoting(container);
  if (document_.kind(container) == Kind::kObject) {
    append_name(text, item.name, name_quoting(container), false, column, layout.eol);
    if (item.value.is_array() && item.value.size() > 0 && wants_flow(item.value)) {
      text += ' ';
      append_flow(text, item.value, layout_.quoting);
    } else {
      append_block(text, item.value, Before::kName, column, layout);
    }
  } else {
    text += '-';
    append_block(text, item.value, Before::kDash, column, layout);
  }
  return text;
}

/// Deletes the lines of an entry that begins its line, with the comment behind it. The line break
/// before it goes along, so that the end of the entry stays a place to insert at; of `leading`
/// ones, which have no neighbour before them, the one behind.
void Editing::remove_entry_lines(const Entry& entry, bool leading) {
  std::uint32_t begin = line_begin(text_, entry.begin);
  if (leading || begin <= bom_size(text_)) return put(begin, next_line(text_, entry.end), "");
  --begin;
  if (begin > 0 && text_[begin - 1] == '\r') --begin;
  put(begin, line_end(text_, entry.end), "");
}

/// Deletes entries from the first on, which stands behind a `- ` (or `? `) of its parent.
void Editing::remove_first_entries(const std::vector<Entry>& all, const std::vector<bool>& kept) {
  std::size_t next = 0;
  while (next < all.size() && !kept[next]) ++next;
  const Entry& first = all.front();
  const std::uint32_t from = next_line(text_, first.end);
  const std::uint32_t to = line_begin(text_, all[next].begin);
  bool comments = false;
  for (std::uint32_t line = from; line < to; line = next_line(text_, line)) {
    comments = comments || byte_at(text_, skip_spaces(text_, line)) == '#';
  }
  if (!comments) return put(first.begin, all[next].begin, "");
  std::uint32_t begin = first.begin;
  while (begin > 0 && is_blank_byte(text_[begin - 1])) --begin;
  put(begin, line_end(text_, first.end), "");
  for (std::size_t i = 1; i < next; ++i) remove_entry_lines(all[i], false);
}

void Editing::empty_block(NodeId container) {
  const NodeId parent = document_.node(container).parent;
  const std::vector<Entry> all = entries(container);
  const std::string_view text = document_.kind(container) == Kind::kArray ? "[]" : "{}";
  const bool named = parent != kNoNode && document_.kind(parent) == Kind::kObject;
  if (named && all.front().starts_line) {
    const std::uint32_t at = head(container);
    put(at, at, " " + std::string(text));
    for (const Entry& entry : all) remove_entry_lines(entry, false);
    return;
  }
  put(all.front().begin, line_end(text_, all.front().end), std::string(text));
  for (std::size_t i = 1; i < all.size(); ++i) remove_entry_lines(all[i], false);
}

void Editing::rebuild_block(const Rebuild& wanted) {
  const std::vector<Entry> all = entries(wanted.container);
  std::vector<bool> kept(all.size(), false);
  std::size_t survivors = 0;
  const NodeId first_child = all.front().node;
  for (const Item& item : wanted.items) {
    if (item.node == kNoNode) continue;
    kept[item.node - first_child] = true;
    ++survivors;
  }
  if (wanted.items.empty()) return empty_block(wanted.container);

  std::uint32_t indent = column(all.front().begin);
  for (const Entry& entry : all) {
    if (entry.starts_line) indent = column(entry.begin);
  }
  const std::string line_start = std::string(layout_.eol) + std::string(indent, ' ');
  if (survivors == 0) {
    // The first entry's place takes the new ones.
    std::string text;
    for (const Item& item : wanted.items) {
      if (!text.empty()) text += line_start;
      text += block_entry(wanted.container, item, indent);
    }
    put(all.front().begin, line_end(text_, all.front().end), std::move(text));
    for (std::size_t i = 1; i < all.size(); ++i) remove_entry_lines(all[i], false);
    return;
  }
  std::size_t i = 0;
  if (!kept[0] && !all.front().starts_line) {
    remove_first_entries(all, kept);
    while (!kept[i]) ++i;
  }
  bool first_run = i == 0;
  for (; i < all.size(); ++i) {
    first_run = first_run && !kept[i];
    if (!kept[i]) remove_entry_lines(all[i], first_run);
  }
  const Entry* before = nullptr;
  std::string leading;  // new entries before the first old one
  for (const Item& item : wanted.items) {
    if (item.node != kNoNode) {
      const Entry& entry = all[item.node - first_child];
      if (!leading.empty()) put(entry.begin, entry.begin, std::move(leading));
      leading.clear();
      before = &entry;
      continue;
    }
    const std::string text = block_entry(wanted.container, item, indent);
    if (before == nullptr) {
      leading += text + line_start;
    } else {
      const std::uint32_t at = line_end(text_, before->end);
      put(at, at, line_start + text);
    }
  }
}

}  // namespace intake::yaml
