#include <algorithm>
#include <string>
#include <vector>

#include "document/change_plan.h"
#include "document/json_text.h"
#include "formats/json/json.h"

namespace intake::json {
namespace {

// The layout of the text around a container, found in its own bytes.
struct Layout {
  bool lines = false;        // one child a line
  std::string indent;        // of a child, where lines
  std::string close_indent;  // of the closing bracket, where lines
  std::string separator;     // after the comma: blanks, or a line end and the indent
};

class Editor {
 public:
  Editor(const Document& document, const ChangePlan& plan)
      : document_(document), plan_(plan), text_(document.source()->bytes()) {
    newline_ = text_.find("\r\n") == text_.npos ? "\n" : "\r\n";
    find_style();
  }

  std::vector<Edit> make() {
    for (const auto& [node, change] : plan_.replaced) {
      edits_.push_back({document_.span(node), value_text(change->value, node)});
    }
    for (const auto& [node, change] : plan_.renamed) {
      std::string name;
      append_json_string(name, change->name);
      edits_.push_back({document_.key_span(node), std::move(name)});
    }
    std::vector<NodeId> containers;
    for (const auto& [node, change] : plan_.removed)
      containers.push_back(document_.node(node).parent);
    for (const auto& [container, list] : plan_.insertions) containers.push_back(container);
    std::sort(containers.begin(), containers.end());
    containers.erase(std::unique(containers.begin(), containers.end()), containers.end());
    for (const NodeId container : containers) edit_children(container);
    std::sort(edits_.begin(), edits_.end(), [](const Edit& a, const Edit& b) {
      return a.span.begin != b.span.begin ? a.span.begin < b.span.begin : a.span.end < b.span.end;
    });
    return std::move(edits_);
  }

 private:
  std::uint32_t item_begin(NodeId child) const {
    const ByteSpan name = document_.key_span(child);
    return name.end > name.begin ? name.begin : document_.span(child).begin;
  }

  // The blanks at the start of the line that holds an offset.
  std::string_view line_indent(std::uint32_t offset) const {
    const std::size_t before = offset == 0 ? text_.npos : text_.rfind('\n', offset - 1);
    std::size_t begin = before == text_.npos ? 0 : before + 1;
    if (begin == 0 && text_.starts_with("\xEF\xBB\xBF")) begin = 3;
    std::size_t end = begin;
    while (end < offset && (text_[end] == ' ' || text_[end] == '\t')) ++end;
    return text_.substr(begin, end - begin);
  }

  static bool breaks(std::string_view gap) { return gap.find('\n') != gap.npos; }

  std::string_view between(std::uint32_t begin, std::uint32_t end) const {
    return text_.substr(begin, end - begin);
  }

  // What the whole text does: one level of indentation, and blanks after colon and comma.
  void find_style() {
    unit_ = "  ";
    bool unit_known = false, colon_known = false, comma_known = false;
    for (NodeId id = 0; id < document_.size(); ++id) {
      if (unit_known && colon_known && comma_known) return;
      const NodeId parent = document_.node(id).parent;
      if (parent == kNoNode) continue;
      const ByteSpan name = document_.key_span(id);
      if (!colon_known && name.end > name.begin) {
        after_colon_ = between(name.end, document_.span(id).begin).ends_with(' ') ? " " : "";
        colon_known = true;
      }
      const NodeId first = document_.child(parent, 0);
      const auto opening = document_.span(parent).begin;
      if (id == first) {
        const std::string_view inner = line_indent(item_begin(id));
        const std::string_view outer = line_indent(opening);
        if (!unit_known && breaks(between(opening, item_begin(id))) &&
            inner.size() > outer.size() && inner.starts_with(outer)) {
          unit_ = inner.substr(outer.size());
          unit_known = true;
        }
      } else if (!comma_known) {
        const auto gap = between(document_.span(id - 1).end, item_begin(id));
        if (!breaks(gap)) {
          after_comma_ = gap.ends_with(' ') ? " " : "";
          comma_known = true;
        }
      }
    }
    if (!comma_known) after_comma_ = after_colon_;
  }

  Layout layout_of(NodeId container) const {
    const ByteSpan span = document_.span(container);
    const std::uint32_t size = document_.node(container).size;
    Layout layout;
    layout.close_indent = line_indent(span.begin);
    if (size == 0) {
      const NodeId parent = document_.node(container).parent;
      layout.lines =
          breaks(between(span.begin, span.end)) || (parent != kNoNode && layout_of_members(parent));
      layout.indent = layout.close_indent + unit_;
    } else {
      const NodeId first = document_.child(container, 0);
      const NodeId last = first + size - 1;
      const auto gap = size > 1 ? between(document_.span(last - 1).end, item_begin(last))
                                : between(span.begin + 1, item_begin(first));
      layout.lines = breaks(gap);
      layout.indent = line_indent(item_begin(last));
      if (!layout.lines && size > 1) {
        layout.separator = gap.substr(gap.find(',') + 1);
        return layout;
      }
    }
    layout.separator = layout.lines ? newline_ + layout.indent : after_comma_;
    return layout;
  }

  // Whether a container that has children gives each its own line.
  bool layout_of_members(NodeId container) const {
    const NodeId first = document_.child(container, 0);
    return breaks(between(document_.span(container).begin, item_begin(first)));
  }

  JsonStyle style(bool lines, std::string base) const {
    JsonStyle made;
    if (lines) {
      made.newline = newline_;
      made.unit = unit_;
      made.base = std::move(base);
    }
    made.after_colon = after_colon_;
    made.after_comma = after_comma_;
    return made;
  }

  static std::string as_text(const Datum& value, const JsonStyle& how) {
    const Document made = to_document(value);
    std::string out;
    append_json(out, View(made, made.root()), how);
    return out;
  }

  // A new value in the place of an old one: on lines where the old container was, or where the
  // old one had no layout of its own, where its neighbours are.
  std::string value_text(const Datum& value, NodeId old) const {
    const Node& node = document_.node(old);
    const bool container = node.kind == Kind::kArray || node.kind == Kind::kObject;
    bool lines = breaks(document_.source()->slice(document_.span(old)));
    if ((!container || node.size == 0) && node.parent != kNoNode) {
      lines = layout_of_members(node.parent);
    }
    return as_text(value, style(lines, std::string(line_indent(item_begin(old)))));
  }

  std::string item_text(const ChangePlan::Insertion& insertion, const Layout& layout) const {
    std::string out;
    if (insertion.member) {
      append_json_string(out, insertion.name);
      out += ':';
      out += after_colon_;
    }
    return out += as_text(insertion.change->value, style(layout.lines, layout.indent));
  }

  // One edit in each gap between two children that stay (or a bracket), where something goes or
  // comes.
  void edit_children(NodeId container) {
    const ByteSpan span = document_.span(container);
    const std::uint32_t size = document_.node(container).size;
    const Layout layout = layout_of(container);
    static const std::vector<ChangePlan::Insertion> kNothing;
    const auto* found = plan_.inserted_into(container);
    const auto& inserted = found == nullptr ? kNothing : *found;
    std::size_t next = 0;
    NodeId kept = kNoNode;  // the child that stays before the gap
    std::uint32_t removed = 0;
    std::vector<std::string> added;
    for (std::uint32_t i = 0; i <= size; ++i) {
      for (; next < inserted.size() && inserted[next].index <= i; ++next) {
        added.push_back(item_text(inserted[next], layout));
      }
      const NodeId child = i < size ? document_.child(container, i) : kNoNode;
      if (child != kNoNode && plan_.removed.count(child) != 0) {
        ++removed;
        continue;
      }
      if (removed != 0 || !added.empty()) edit_gap(span, layout, kept, child, removed, added);
      kept = child;
      removed = 0;
      added.clear();
    }
  }

  void edit_gap(ByteSpan span, const Layout& layout, NodeId before, NodeId after,
                std::uint32_t removed, const std::vector<std::string>& added) {
    std::string text;
    if (before != kNoNode) {
      for (const auto& item : added) text += "," + layout.separator + item;
      const std::uint32_t begin = document_.span(before).end;
      const std::uint32_t end = removed == 0 ? begin : document_.span(before + removed).end;
      edits_.push_back({{begin, end}, std::move(text)});
    } else if (after != kNoNode) {
      for (const auto& item : added) text += item + "," + layout.separator;
      edits_.push_back({{item_begin(after - removed), item_begin(after)}, std::move(text)});
    } else {
      // Nothing that was there stays: everything between the brackets is written anew.
      for (const auto& item : added) {
        text +=
            text.empty() ? (layout.lines ? newline_ + layout.indent : "") : "," + layout.separator;
        text += item;
      }
      if (!text.empty() && layout.lines) text += newline_ + layout.close_indent;
      edits_.push_back({{span.begin + 1, span.end - 1}, std::move(text)});
    }
  }

  const Document& document_;
  const ChangePlan& plan_;
  std::string_view text_;
  std::string newline_, unit_, after_colon_ = " ", after_comma_ = " ";
  std::vector<Edit> edits_;
};

Error refused(std::string what) { return {ErrorCode::kRefused, std::move(what), {}, {}}; }

}  // namespace

Result<std::vector<Edit>> edit(const Document& document, const std::vector<Change>& changes,
                               const Limits& limits) {
  if (document.source() == nullptr) return refused("the document has no text to be changed");
  const View top(document, document.root());
  const auto plan = plan_changes(top, changes);
  if (!plan.ok()) return plan.error();
  std::vector<Edit> edits = Editor(document, *plan).make();

  auto text = apply_edits(document.source()->bytes(), edits);
  if (!text.ok()) return std::move(text).error();
  const auto again =
      read(std::make_shared<Source>(document.source()->name(), std::move(*text)), limits);
  if (!again.ok()) return refused("the changed text cannot be read: " + again.error().what);
  const Document intended = to_document(changed_value(document, document.root(), *plan));
  if (!equal(View(*again, again->root()), View(intended, intended.root()))) {
    return refused("the changed text does not hold the intended values");
  }
  return edits;
}

}  // namespace intake::json
