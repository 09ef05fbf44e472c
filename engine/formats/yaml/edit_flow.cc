#include "formats/yaml/editing.h"
#include "formats/yaml/extent.h"

namespace intake::yaml {

std::string Editing::flow_entry(NodeId container, const Item& item) {
  std::string text;
  const Quoting quoting = sibling_quoting(container);
  if (document_.kind(container) == Kind::kObject) {
    append_name(text, item.name, name_quoting(container), true, 0, layout_.eol);
    text += ' ';
  }
  append_flow(text, item.value, quoting);
  return text;
}

/// True where the entry has its lines for itself: blanks before it, at most a comma and a comment
/// behind it.
bool Editing::own_lines(const Entry& entry) const {
  if (!entry.starts_line) return false;
  std::uint32_t at = skip_spaces(text_, entry.end);
  if (byte_at(text_, at) == ',') at = skip_spaces(text_, at + 1);
  return at >= text_.size() || is_break_byte(text_[at]) || text_[at] == '#';
}

/// Removes the entries [first, last); `before` and `after`: whether entries around them stay.
void Editing::remove_flow(const std::vector<Entry>& all, std::size_t first, std::size_t last,
                          bool before, bool after) {
  const auto comma = [&](std::size_t i) {
    const std::uint32_t at = skip_gap(text_, all[i].end);
    return byte_at(text_, at) == ',' ? std::optional(at) : std::nullopt;
  };
  const bool trailing = comma(last - 1).has_value();
  bool lines = true;
  for (std::size_t i = first; i < last; ++i) lines = lines && own_lines(all[i]);
  if (lines) {
    for (std::size_t i = first; i < last; ++i) {
      put(line_begin(text_, all[i].begin), next_line(text_, all[i].end), "");
    }
    if (!after && before && !trailing) {
      if (const auto at = comma(first - 1)) put(*at, *at + 1, "");
    }
    return;
  }
  const std::uint32_t begin = before ? all[first - 1].end : all[first].begin;
  const std::uint32_t end = after ? all[last].begin : all[last - 1].end;
  if (!has_comment(text_, begin, end)) {
    if (after) return put(all[first].begin, all[last].begin, "");
    return put(begin, end, "");
  }
  for (std::size_t i = first; i < last; ++i) put(all[i].begin, all[i].end, "");
  for (std::size_t i = after ? first : first - 1; i + (after ? 0 : 1) < last; ++i) {
    if (const auto at = comma(i)) put(*at, *at + 1, "");
  }
}

/// Inserts the items [first, last) behind `before`, or before `after` where there is none.
void Editing::insert_flow(NodeId container, const std::vector<Item>& items, std::size_t first,
                          std::size_t last, const Entry* before, const Entry* after) {
  const Entry& anchor = before != nullptr ? *before : *after;
  const bool lines = own_lines(anchor);
  const std::uint32_t indent = column(anchor.begin);
  const std::string line_start = std::string(layout_.eol) + std::string(indent, ' ');
  const std::string separator = lines ? "," + line_start : ", ";
  std::string text;
  for (std::size_t i = first; i < last; ++i) {
    if (i > first) text += separator;
    text += flow_entry(container, items[i]);
  }
  if (before == nullptr) return put(anchor.begin, anchor.begin, text + separator);
  if (!lines) return put(anchor.end, anchor.end, ", " + text);
  const std::uint32_t line = line_end(text_, anchor.end);
  const std::uint32_t next = skip_gap(text_, anchor.end);
  if (byte_at(text_, next) == ',') {
    if (next > line) return put(anchor.end, anchor.end, ", " + text);
    return put(line, line, line_start + text + ",");
  }
  put(anchor.end, anchor.end, ",");
  put(line, line, line_start + text);
}

void Editing::rebuild_flow(const Rebuild& wanted) {
  const ByteSpan span = document_.span(wanted.container);
  const std::vector<Entry> all = entries(wanted.container);
  const char open = byte_at(text_, span.begin);
  if (open != '[' && open != '{') {
    return refuse(span.begin, "the value is a pair without braces in a list",
                  "put braces around it first");
  }
  if (wanted.items.empty()) {
    return put(span.begin, span.end, open == '[' ? "[]" : "{}");
  }
  if (all.empty()) {
    std::string text;
    for (const Item& item : wanted.items) {
      if (!text.empty()) text += ", ";
      text += flow_entry(wanted.container, item);
    }
    const std::uint32_t inside = skip_gap(text_, span.begin + 1);
    const bool comment = has_comment(text_, span.begin + 1, inside);
    return put(span.begin + 1, comment ? span.begin + 1 : inside, std::move(text));
  }
  const NodeId first_child = all.front().node;
  const Entry* before = nullptr;
  std::size_t next_old = 0;
  std::size_t i = 0;
  while (true) {
    std::size_t stop = i;
    while (stop < wanted.items.size() && wanted.items[stop].node == kNoNode) ++stop;
    const bool more = stop < wanted.items.size();
    const std::size_t old = more ? wanted.items[stop].node - first_child : all.size();
    // A new entry takes the place of one that goes.
    for (; old > next_old && stop > i; ++i, ++next_old) {
      put(all[next_old].begin, all[next_old].end, flow_entry(wanted.container, wanted.items[i]));
      before = &all[next_old];
    }
    if (old > next_old) remove_flow(all, next_old, old, before != nullptr, more);
    if (stop > i) {
      insert_flow(wanted.container, wanted.items, i, stop, before, more ? &all[old] : nullptr);
    }
    if (!more) return;
    before = &all[old];
    next_old = old + 1;
    i = stop + 1;
  }
}

}  // namespace intake::yaml
