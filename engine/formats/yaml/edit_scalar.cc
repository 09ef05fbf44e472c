#include "formats/yaml/editing.h"
#include "formats/yaml/extent.h"

namespace intake::yaml {

void Editing::replace_scalar(NodeId node, View value) {
  const Node& n = document_.node(node);
  const ByteSpan span = document_.span(node);
  if ((n.flags & kFlagImplicit) != 0) return fill_null(node, value);
  const char first = byte_at(text_, span.begin);
  if ((n.flags & kFlagBlock) != 0 && (first == '|' || first == '>')) {
    return replace_block_scalar(node, value);
  }
  put(span.begin, span.end, scalar_text(value, quoting_of(span.begin), in_flow(node)));
}

void Editing::fill_null(NodeId node, View value) {
  const std::uint32_t at = document_.span(node).begin;
  const NodeId parent = document_.node(node).parent;
  std::string text = parent == kNoNode ? scalar_text(value, Quoting::kPlain, false)
                                       : scalar_text(value, sibling_quoting(parent), in_flow(node));
  const bool named = parent != kNoNode && document_.kind(parent) == Kind::kObject;
  const std::uint32_t from = named ? document_.key_span(node).end : at;
  if (named && text_.substr(from, at - from).find(':') == std::string_view::npos) {
    if (!in_flow(node)) {
      return refuse(from, "the name has no `:` after it", "add the `:` by hand");
    }
    return put(at, at, ": " + text);
  }
  const char before = at == 0 ? ' ' : text_[at - 1];
  const std::uint32_t rest = skip_spaces(text_, at);
  // `key: ` already has its blank, unless a comment needs it.
  if (rest > at && byte_at(text_, at) == ' ' && byte_at(text_, rest) != '#') {
    return put(at + 1, at + 1, text);
  }
  if (!is_blank_byte(before) && !is_break_byte(before)) text.insert(0, " ");
  const char after = byte_at(text_, at);
  if (at < text_.size() && !is_blank_byte(after) && !is_break_byte(after) && after != ',' &&
      after != ']' && after != '}') {
    text += ' ';
  }
  put(at, at, std::move(text));
}

void Editing::replace_block_scalar(NodeId node, View value) {
  const ByteSpan span = document_.span(node);
  const NodeId parent = document_.node(node).parent;
  const std::int32_t outer = parent == kNoNode ? -1 : static_cast<std::int32_t>(entry_column(node));
  const BlockScalar block = block_scalar_extent(text_, span.begin, outer);
  const std::uint32_t body = line_end(text_, block.header_end);
  std::string header;
  std::string lines;
  if (!cautious_ && value.is_string() && is_literal_safe(value.text())) {
    std::string_view rest = value.text();
    header = rest.back() == '\n' ? "|" : "|-";
    if (rest.back() == '\n') rest.remove_suffix(1);
    for (std::size_t end = 0; end != std::string_view::npos;) {
      end = rest.find('\n');
      const std::string_view line = rest.substr(0, end);
      lines += layout_.eol;
      if (!line.empty()) lines.append(block.indent, ' ');
      lines += line;
      if (end != std::string_view::npos) rest.remove_prefix(end + 1);
    }
  } else {
    header = scalar_text(value, Quoting::kPlain, false);
  }
  put(span.begin, block.header_end, std::move(header));
  put(body, span.end, std::move(lines));
}

void Editing::expand(NodeId node, View value) {
  const Node& n = document_.node(node);
  const ByteSpan span = document_.span(node);
  const bool implicit = (n.flags & kFlagImplicit) != 0;
  const char first = byte_at(text_, span.begin);
  if ((n.flags & kFlagBlock) != 0 && (first == '|' || first == '>') &&
      has_comment(text_, span.begin, line_end(text_, span.begin))) {
    return refuse(span.begin, "a comment stands behind the `|` or `>` of the value",
                  "move the comment to a line of its own first");
  }
  Layout layout = layout_;
  if (wants_flow(value) || in_flow(node)) {
    std::string text;
    append_flow(text, value, implicit || cautious_ ? layout.quoting : quoting_of(span.begin));
    if (!implicit) return put(span.begin, span.end, std::move(text));
    return put(span.begin, span.begin, " " + text);
  }
  std::string text;
  if (n.parent == kNoNode) {
    append_block(text, value, Before::kNothing, 0, layout);
    return put(span.begin, span.end, std::move(text));
  }
  const std::uint32_t name = entry_column(node);
  if (document_.kind(n.parent) == Kind::kArray) {
    if (implicit) {
      append_block(text, value, Before::kDash, name, layout);
      return put(span.begin, span.begin, std::move(text));
    }
    append_block(text, value, Before::kNothing, column(span.begin), layout);
    return put(span.begin, span.end, std::move(text));
  }
  append_block(text, value, Before::kName, name, layout);
  const std::uint32_t line = line_end(text_, span.end);
  const std::uint32_t rest = skip_spaces(text_, span.end);
  const std::uint32_t from = implicit ? span.begin : head(node);
  if (rest < line) {
    // A comment behind the value stays on the line of the name.
    if (!implicit) put(span.begin, rest, "");
    return put(line, line, std::move(text));
  }
  put(from, line, std::move(text));
}

void Editing::collapse(NodeId node, View value) {
  const Node& n = document_.node(node);
  const ByteSpan span = document_.span(node);
  const std::uint32_t last = line_end(text_, span.end);
  const bool nested = value.size() > 0 && !wants_flow(value);
  std::string text;
  const auto one_line = [&] {
    if (value.is_array() || value.is_object()) {
      append_flow(text, value, layout_.quoting);
    } else {
      text += scalar_text(value, layout_.quoting, false);
    }
  };
  if (n.parent == kNoNode || document_.kind(n.parent) == Kind::kArray) {
    if (nested) {
      append_block(text, value, Before::kNothing, column(span.begin), layout_);
    } else {
      one_line();
    }
    return put(span.begin, last, std::move(text));
  }
  const std::uint32_t at = head(node);
  const std::uint32_t line = line_end(text_, at);
  if (nested) {
    append_block(text, value, Before::kName, entry_column(node), layout_);
    return put(line, last, std::move(text));
  }
  one_line();
  put(at, at, " " + text);
  put(line, last, "");
}

}  // namespace intake::yaml
