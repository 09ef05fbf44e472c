#include "formats/yaml/tree_reader.h"

#include <utility>

#include "formats/yaml/faults.h"

namespace intake::yaml {

using Type = Event::Type;

TreeReader::TreeReader(SourcePtr source, const Limits& limits, const EventLog& log)
    : source_(std::move(source)),
      text_(source_->bytes()),
      limits_(limits),
      log_(log),
      builder_(source_) {}

Result<Document> TreeReader::read(std::uint32_t& cursor, bool& more) {
  cursor_ = cursor;
  open_document();
  ranges_.push_back({0, log_.events.size(), {}, false});
  while (!error_ && !ranges_.empty()) {
    Range& range = ranges_.back();
    if (range.next == range.end) {
      ranges_.pop_back();
      continue;
    }
    const std::size_t index = range.next++;
    take(index, range.aliased, range.span);
  }
  if (!error_) more = close_document();
  if (error_) return std::move(*error_);
  cursor = cursor_;
  return builder_.finish();
}

void TreeReader::fail(std::uint32_t at, ErrorCode code, std::string what, std::string hint) {
  if (!error_) error_ = error_at(*source_, at, code, std::move(what), std::move(hint));
}

std::nullopt_t TreeReader::fail_stray(std::uint32_t at) {
  if (!error_) error_ = stray_fault(*source_, at);
  return std::nullopt;
}

void TreeReader::fail_nameless(std::uint32_t at) {
  fail(at, ErrorCode::kUnsupported, "a `:` has no name before it",
       "write the name, or put quotes around the text");
}

void TreeReader::fail_complex_key(std::uint32_t at) {
  fail(at, ErrorCode::kUnsupported, "a list or map stands where a name is needed",
       "put quotes around a name that begins with a bracket or a brace");
}

void TreeReader::fail_duplicate(std::string_view name, ByteSpan span) {
  const std::uint32_t first = builder_.earlier_key(name).begin;
  fail(span.begin, ErrorCode::kSyntax,
       "the name `" + std::string(name.substr(0, 80)) + "` is given twice, first on line " +
           std::to_string(source_->locate(first).line),
       "keep one of them");
}

void TreeReader::fail_aliases(std::uint32_t at) {
  fail(at, ErrorCode::kLimit,
       "aliases repeat more than " + std::to_string(limits_.alias_nodes) + " values",
       "write the values out where they are needed");
}

void TreeReader::fail_tag(const Event& event) {
  std::uint32_t at = event.mark;
  if (byte_at(text_, at) == '&') at = skip_properties(text_, at, 1).next;
  fail(at, ErrorCode::kUnsupported,
       "the tag `" + short_tag(log_.tags[event.tag]) + "` is not known",
       "remove it, or put quotes around a text that begins with `!`");
}

void TreeReader::open_document() {
  cursor_ = skip_gap(text_, cursor_);
  bool directives = false;
  while (byte_at(text_, cursor_) == '%' && line_begin(text_, cursor_) == cursor_ &&
         cursor_ < log_.start) {
    directives = true;
    cursor_ = skip_gap(text_, line_end(text_, cursor_));
  }
  if (is_document_marker(text_, cursor_, '-')) {
    cursor_ += 3;
  } else if (directives) {
    fail_stray(cursor_);
  }
}

bool TreeReader::close_document() {
  cursor_ = skip_gap(text_, cursor_);
  bool ended = false;
  while (is_document_marker(text_, cursor_, '.')) {
    ended = true;
    const std::uint32_t after = skip_spaces(text_, cursor_ + 3);
    cursor_ = skip_gap(text_, cursor_ + 3);
    if (cursor_ == after && cursor_ < text_.size()) {
      fail_stray(cursor_);
      return false;
    }
  }
  if (cursor_ >= text_.size()) return false;
  if (ended || is_document_marker(text_, cursor_, '-')) return true;
  fail_stray(cursor_);
  return false;
}

TreeReader::Anchor& TreeReader::anchor(std::uint32_t id) {
  if (anchors_.size() <= id) anchors_.resize(id + 1);
  return anchors_[id];
}

void TreeReader::take(std::size_t index, bool aliased, ByteSpan span) {
  const Event& event = log_.events[index];
  if (event.type == Type::kEndArray || event.type == Type::kEndObject) {
    end_container(aliased, span);
    return;
  }
  const bool is_key = !frames_.empty() && frames_.back().map && !frames_.back().value_next;
  if (is_key) {
    take_key(index, aliased, span);
  } else {
    take_value(index, aliased, span);
  }
}

void TreeReader::step_to_element(Frame& frame) {
  std::uint32_t at = skip_gap(text_, cursor_);
  if (!frame.flow) {
    if (byte_at(text_, at) != '-' || !is_blank_break_or_end(text_, at + 1)) {
      fail_stray(at);
      return;
    }
    check_indentation(at);
    if (frame.column < 0) frame.column = column(at);
    cursor_ = at + 1;
    return;
  }
  if (frame.count > 0) {
    if (byte_at(text_, at) != ',') {
      fail_stray(at);
      return;
    }
    cursor_ = at + 1;
    at = skip_gap(text_, cursor_);
  }
  // `[a, , b]`: the parser reads a null that nobody wrote.
  if (byte_at(text_, at) == ',') fail_stray(at);
}

void TreeReader::step_to_name(Frame& frame) {
  std::uint32_t at = skip_gap(text_, cursor_);
  if (!frame.flow) {
    check_indentation(at);
    if (frame.column < 0) frame.column = column(at);
  } else if (!frame.pair && frame.count > 0) {
    if (byte_at(text_, at) != ',') {
      fail_stray(at);
      return;
    }
    cursor_ = at + 1;
    at = skip_gap(text_, cursor_);
  }
  frame.explicit_key = byte_at(text_, at) == '?' && is_blank_break_or_end(text_, at + 1);
  if (frame.explicit_key) cursor_ = at + 1;
}

void TreeReader::step_to_value(const Frame& frame, const Event& event) {
  const std::uint32_t at = skip_gap(text_, cursor_);
  if (byte_at(text_, at) == ':') {
    cursor_ = at + 1;
  } else if (event.type != Type::kNull) {
    fail_stray(at);
  } else if (!frame.flow && !frame.explicit_key) {
    fail(cursor_, ErrorCode::kSyntax, "a name has no `:` after it",
         "add the `:`, or indent the line as part of the text above it");
  }
}

void TreeReader::check_indentation(std::uint32_t at) {
  const std::uint32_t begin = line_begin(text_, at);
  const std::string_view before = text_.substr(begin, at - begin);
  const std::size_t tab = before.find('\t');
  if (tab != std::string_view::npos &&
      before.find_first_not_of(" \t-?:") == std::string_view::npos) {
    fail(begin + static_cast<std::uint32_t>(tab), ErrorCode::kSyntax,
         "a tab is used as indentation", "use spaces");
  }
}

bool TreeReader::check_properties(const Properties& p) {
  if (p.count == 0 || p.next > p.end || is_blank_break_or_end(text_, p.end) ||
      std::string_view(",]}").find(text_[p.end]) != std::string_view::npos) {
    return true;
  }
  fail_stray(p.end);
  return false;
}

void TreeReader::take_key(std::size_t index, bool aliased, ByteSpan span) {
  const Event& event = log_.events[index];
  if (!aliased) step_to_name(frames_.back());
  if (error_) return;
  const std::uint32_t at = aliased ? span.begin : skip_gap(text_, cursor_);
  std::string_view name;
  if (event.type == Type::kAlias) {
    const Anchor& target = anchor(event.anchor);
    if (!aliased) {
      span = {at, alias_end(text_, at)};
      cursor_ = span.end;
    }
    const Event& named = log_.events[target.begin];
    if (!target.known || target.end == 0 || is_container(named)) return fail_complex_key(at);
    name = named.type == Type::kNull ? null_text(named) : log_.scalar(named);
  } else if (is_container(event)) {
    return fail_complex_key(at);
  } else if (aliased) {
    name = event.type == Type::kNull ? null_text(event) : log_.scalar(event);
  } else {
    const auto read = read_scalar(index);
    if (!read) return;
    if ((read->flags & kFlagImplicit) != 0 && event.type == Type::kNull) return fail_nameless(at);
    if (event.anchor != 0) anchor(event.anchor) = {index, index + 1, true};
    span = read->span;
    name = read->value;
  }
  if (!builder_.key(name, span)) return fail_duplicate(name, span);
  frames_.back().value_next = true;
}

void TreeReader::take_value(std::size_t index, bool aliased, ByteSpan span) {
  const Event& event = log_.events[index];
  if (!aliased && !frames_.empty()) {
    Frame& frame = frames_.back();
    if (frame.map) {
      step_to_value(frame, event);
    } else {
      step_to_element(frame);
    }
  }
  if (error_) return;
  if (event.type == Type::kAlias) return take_alias(event, aliased, span);
  if (!count_node(aliased ? span.begin : event.mark, aliased)) return;
  if (is_container(event)) return begin_container(index, aliased, span);
  if (aliased) {
    emit(read_again(event, span));
  } else {
    const auto read = read_scalar(index);
    if (!read) return;
    emit(*read);
    if (event.anchor != 0) anchor(event.anchor) = {index, index + 1, true};
  }
  value_done();
}

void TreeReader::take_alias(const Event& event, bool aliased, ByteSpan span) {
  const std::uint32_t at = aliased ? span.begin : skip_gap(text_, cursor_);
  if (!aliased) {
    if (at != event.mark) {
      fail_stray(at);
      return;
    }
    span = {at, alias_end(text_, at)};
    cursor_ = span.end;
  }
  const Anchor& target = anchor(event.anchor);
  if (!target.known || target.end == 0) {
    fail(at, ErrorCode::kUnsupported, "an alias stands inside the value that it repeats",
         "write the value itself");
    return;
  }
  // An anchor may name an alias: each is one range more.
  if (ranges_.size() > limits_.alias_nodes) return fail_aliases(at);
  ranges_.push_back({target.begin, target.end, span, true});
}

void TreeReader::begin_container(std::size_t index, bool aliased, ByteSpan span) {
  const Event& event = log_.events[index];
  const bool map = event.type == Type::kBeginObject;
  if (frames_.size() + 1 > limits_.depth) {
    fail(aliased ? span.begin : event.mark, ErrorCode::kLimit,
         "lists and maps are nested deeper than " + std::to_string(limits_.depth),
         "flatten the document");
    return;
  }
  if (event.tag > 1 && short_tag(log_.tags[event.tag]) != (map ? "!!map" : "!!seq")) {
    return fail_tag(event);
  }
  Frame frame;
  frame.map = map;
  frame.flow = event.flow;
  std::uint8_t flags = event.flow ? kFlagFlow : 0;
  std::uint32_t begin = span.begin;
  if (aliased) {
    flags |= kFlagAliased;
  } else {
    const std::uint32_t start = skip_gap(text_, cursor_);
    if (event.keyless) return fail_nameless(start);
    if (start != event.mark) {
      fail_stray(start);
      return;
    }
    const Properties p = skip_properties(text_, start, properties(event));
    if (!check_properties(p)) return;
    begin = p.next;
    cursor_ = begin;
    if (event.anchor != 0) {
      flags |= kFlagAnchored;
      anchor(event.anchor) = {index, 0, true};
      frame.anchor = event.anchor;
    }
    if (event.flow) {
      const char c = byte_at(text_, begin);
      if (c == (map ? '{' : '[')) {
        ++cursor_;
      } else if (map && !frames_.empty() && frames_.back().flow && !frames_.back().map) {
        frame.pair = true;
      } else {
        fail_stray(begin);
        return;
      }
    }
  }
  if (map) {
    builder_.begin_object(begin, flags);
  } else {
    builder_.begin_array(begin, flags);
  }
  frames_.push_back(frame);
}

void TreeReader::end_container(bool aliased, ByteSpan span) {
  const Frame frame = frames_.back();
  std::uint32_t end = span.end;
  if (!aliased) {
    if (frame.flow && !frame.pair) {
      std::uint32_t at = skip_gap(text_, cursor_);
      if (frame.count > 0 && byte_at(text_, at) == ',') at = skip_gap(text_, at + 1);
      if (byte_at(text_, at) != (frame.map ? '}' : ']')) {
        fail_stray(at);
        return;
      }
      cursor_ = at + 1;
    }
    end = cursor_;
    if (frame.anchor != 0) anchor(frame.anchor).end = ranges_.back().next;
  }
  if (frame.map) {
    builder_.end_object(end);
  } else {
    builder_.end_array(end);
  }
  frames_.pop_back();
  value_done();
}

void TreeReader::value_done() {
  if (frames_.empty()) return;
  ++frames_.back().count;
  frames_.back().value_next = false;
}

bool TreeReader::count_node(std::uint32_t at, bool aliased) {
  if (++nodes_ > limits_.nodes) {
    fail(at, ErrorCode::kLimit,
         "the document has more than " + std::to_string(limits_.nodes) + " values", "split it");
    return false;
  }
  if (aliased && ++alias_nodes_ > limits_.alias_nodes) {
    fail_aliases(at);
    return false;
  }
  return true;
}

}  // namespace intake::yaml
