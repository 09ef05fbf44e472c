#include "formats/yaml/tree_reader.h"

namespace intake::yaml {

using Type = Event::Type;

std::uint32_t TreeReader::next_mark(std::size_t index) const {
  for (std::size_t i = index + 1; i < log_.events.size(); ++i) {
    const Type type = log_.events[i].type;
    if (type != Type::kEndArray && type != Type::kEndObject) return log_.events[i].mark;
  }
  return static_cast<std::uint32_t>(text_.size()) + 1;
}

std::int32_t TreeReader::block_column() const {
  for (std::size_t i = frames_.size(); i-- > 0;) {
    if (!frames_[i].flow) return frames_[i].column;
  }
  return -1;
}

std::string_view TreeReader::null_text(const Event& event) const {
  const std::uint32_t at = skip_properties(text_, event.mark, properties(event)).next;
  return text_.substr(at, null_word(text_, at));
}

std::optional<TreeReader::Read> TreeReader::read_scalar(std::size_t index) {
  const Event& event = log_.events[index];
  if (event.type == Type::kNull) return read_null(index);
  Read read;
  read.value = log_.scalar(event);
  if (event.anchor != 0) read.flags |= kFlagAnchored;
  const std::uint32_t start = skip_gap(text_, cursor_);
  if (start != event.mark) return fail_stray(start);
  const Properties p = skip_properties(text_, start, properties(event));
  if (!check_properties(p)) return std::nullopt;
  const char c = byte_at(text_, p.next);
  const bool flow = !frames_.empty() && frames_.back().flow;
  const bool quoted = c == '"' || c == '\'' || (!flow && (c == '|' || c == '>'));
  if (p.count > 0 && read.value.empty() && !quoted) {
    read.span = {p.end, p.end};
    read.flags |= kFlagImplicit;
  } else if (!read_text(p.next, read.value, read)) {
    return std::nullopt;
  }
  cursor_ = read.span.end;
  if (!apply_tag(event, p.next, !quoted, read)) return std::nullopt;
  return read;
}

bool TreeReader::read_text(std::uint32_t at, std::string_view value, Read& read) {
  const char c = byte_at(text_, at);
  const bool flow = !frames_.empty() && frames_.back().flow;
  if (c == '"' || c == '\'') {
    const auto end = quoted_end(text_, at);
    if (!end) {
      fail(at, ErrorCode::kSyntax, "a quote is opened here and never closed",
           std::string("add the closing `") + c + "`");
      return false;
    }
    read.span = {at, *end};
    read.flags |= kFlagQuoted;
    return true;
  }
  if (!flow && (c == '|' || c == '>')) {
    const BlockScalar block = block_scalar_extent(text_, at, block_column());
    if (!is_blank_break_or_end(text_, block.header_end)) {
      fail_stray(block.header_end);
      return false;
    }
    read.span = {at, block.end};
    read.flags |= kFlagQuoted | kFlagBlock;
    return true;
  }
  const auto end = plain_end(text_, at, value);
  if (!end || value == "-") {
    fail_stray(at);
    return false;
  }
  read.span = {at, *end};
  const std::string_view written = text_.substr(at, *end - at);
  if (written.find('\n') != std::string_view::npos) read.flags |= kFlagBlock;
  // A text that stands in the source as it is need not be copied.
  if (written == value) read.value = written;
  return true;
}

bool TreeReader::apply_tag(const Event& event, std::uint32_t at, bool plain, Read& read) {
  // The parser gives quoted texts the tag `!`, as if it were written.
  if (event.tag == 0 || (event.tag == 1 && !plain)) {
    if (plain) read.scalar = resolve_plain(read.value);
    return true;
  }
  bool known = false;
  const std::string& tag = log_.tags[event.tag];
  const auto tagged = resolve_tagged(tag, read.value, known);
  if (!known) {
    fail_tag(event);
    return false;
  }
  if (!tagged) {
    fail(at, ErrorCode::kSyntax, "the value does not fit its tag `" + short_tag(tag) + "`",
         "correct the value, or remove the tag");
    return false;
  }
  read.scalar = *tagged;
  return true;
}

std::optional<TreeReader::Read> TreeReader::read_null(std::size_t index) {
  const Event& event = log_.events[index];
  Read read;
  std::uint32_t insertion = cursor_;
  read.scalar = Null{};
  std::uint32_t at = skip_gap(text_, cursor_);
  if (event.anchor != 0) {
    if (at != event.mark) return fail_stray(at);
    const Properties p = skip_properties(text_, at, 1);
    if (!check_properties(p)) return std::nullopt;
    insertion = p.end;
    at = p.next;
    read.flags |= kFlagAnchored;
  } else if (at != event.mark) {
    at = static_cast<std::uint32_t>(text_.size());  // no text of its own
  }
  const std::uint32_t size = null_word(text_, at);
  if (size > 0 && next_mark(index) > at) {
    read.span = {at, at + size};
    read.value = text_.substr(at, size);
  } else {
    read.span = {insertion, insertion};
    read.flags |= kFlagImplicit;
  }
  cursor_ = read.span.end;
  return read;
}

TreeReader::Read TreeReader::read_again(const Event& event, ByteSpan span) const {
  Read read;
  read.span = span;
  read.flags = kFlagAliased;
  if (event.type == Type::kNull) {
    read.scalar = Null{};
    return read;
  }
  read.value = log_.scalar(event);
  const std::uint32_t at = skip_properties(text_, event.mark, properties(event)).next;
  const char c = byte_at(text_, at);
  const bool quoted =
      !read.value.empty() ? (c == '"' || c == '\'' || event.tag == 1) : event.tag == 1;
  if (quoted) read.flags |= kFlagQuoted;
  if (event.tag > 1) {
    bool known = false;
    read.scalar = resolve_tagged(log_.tags[event.tag], read.value, known).value_or(Text{});
  } else if (event.tag == 0) {
    read.scalar = resolve_plain(read.value);
  }
  return read;
}

void TreeReader::emit(const Read& read) {
  if (std::holds_alternative<Text>(read.scalar)) {
    builder_.string(read.value, read.span, read.flags);
  } else if (std::holds_alternative<Null>(read.scalar)) {
    builder_.null(read.span, read.flags);
  } else if (const bool* b = std::get_if<bool>(&read.scalar)) {
    builder_.boolean(*b, read.span, read.flags);
  } else if (const std::int64_t* i = std::get_if<std::int64_t>(&read.scalar)) {
    builder_.integer(*i, read.span, read.flags);
  } else if (const std::uint64_t* u = std::get_if<std::uint64_t>(&read.scalar)) {
    builder_.unsigned_integer(*u, read.span, read.flags);
  } else if (const double* d = std::get_if<double>(&read.scalar)) {
    builder_.real(*d, read.span, read.flags);
  }
}

}  // namespace intake::yaml
