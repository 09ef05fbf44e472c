#pragma once

#include "formats/json/parse_text.h"

namespace intake::json {

/// The body of parse_plain() for one set of instructions. One function and its variables in
/// registers: it is what the time of reading is spent in. It calls no inline function of other
/// headers, so that nothing that is compiled for newer processors is used by the rest.
template <class Block>
bool parse_with(ParseState& s) {
  using Text = TextParser<Block>;
  // This also brings a short text into the cache.
  if (Text::holds_pem(s)) s.signs |= kPemText;
  const char* const begin = s.begin;
  const char* const end = s.end;
  const char* p = Text::skip(s, begin);
  if (p == end || (*p != '{' && *p != '[')) return false;

  KnownName* known = s.known;
  PendingValue* pending = s.pending;
  PendingValue* pending_end = pending + s.pending_capacity;
  PendingValue* top = pending;
  OpenContainer* frame = s.open;  // the next one
  OpenContainer* const frames_end = frame + s.most_depth;

  // The innermost open container.
  std::uint32_t self = 0;     // its place among the pending
  std::uint32_t last = 0;     // its last member; of an array: the member that it stands under
  std::uint64_t seen = 0;     // of its names, the lowest six bits of the number
  std::uint64_t crowded = 0;  // bit 0: two names share those
  // Names are byte offsets in `known`.
  std::uint32_t name = 0;   // of the next value; 0 in an array
  std::uint32_t guess = 0;  // of the next name's guesses
  const std::uint32_t most_scalar_bytes = s.most_scalar_bytes;

  // These have to be parts of this function: variables that others know the address of are kept
  // in memory.
  //
  // The last byte of the text is a bracket that closes, so there is another byte behind all else.
  const auto skip = [&]() __attribute__((always_inline)) {
    if (__builtin_expect(*p > ' ', 1)) return;
    p = *p == ' ' && p[1] > ' ' ? p + 1 : Text::skip(s, p);
  };
  // The expected byte mostly stands there at once.
  const auto next_is = [&](char expected) __attribute__((always_inline)) {
    if (__builtin_expect(*p == expected, 1)) return true;
    skip();
    return *p == expected;
  };
  const auto known_at = [&](std::uint32_t offset) __attribute__((always_inline)) {
    return reinterpret_cast<const KnownName*>(reinterpret_cast<const char*>(known) + offset);
  };
  const auto put = [&](Kind kind, std::uint8_t flags, std::uint32_t size)
      __attribute__((always_inline)) {
    top->begin = static_cast<std::uint32_t>(p - begin);
    top->node.size = size;
    top->node.key = name / sizeof(KnownName) - 1;
    top->node.kind = kind;
    top->node.flags = flags;
  };

value:
  if (__builtin_expect(top == pending_end, 0)) {
    const auto count = static_cast<std::uint32_t>(top - pending);
    if (!s.more_pending(count)) return false;
    pending = s.pending;
    pending_end = pending + s.pending_capacity;
    top = pending + count;
  }
  if (__builtin_expect(*p == '"', 1)) {
    const Block block = Text::at(s, p + 1);
    const auto quotes = block.quotes();
    const auto odd = block.odd();
    std::size_t size = 0;
    if (__builtin_expect(quotes != 0 && (odd & Text::up_to_first(quotes)) == 0, 1)) {
      size = Text::first_bit(quotes);
      top->node.payload.text = p + 1;
      put(Kind::kString, kFlagQuoted, static_cast<std::uint32_t>(size));
      p += size + 2;
    } else {
      PlainText text{p + 1, 0};
      const char* closing = (quotes | odd) == 0 ? Text::plain_end(s, p + 1) : nullptr;
      if (closing != nullptr) {
        text.size = static_cast<std::size_t>(closing - text.data);
      } else {
        closing = Text::odd_text(s, p + 1, text);
        if (closing == nullptr) return false;
      }
      top->node.payload.text = text.data;
      size = text.size;
      put(Kind::kString, kFlagQuoted, static_cast<std::uint32_t>(size));
      p = closing + 1;
    }
    if (size > most_scalar_bytes) return false;
    ++top;
    goto behind_value;
  }
  switch (*p) {
    case '{':
    case '[': {
      if (frame == frames_end) return false;
      const bool object = *p == '{';
      put(object ? Kind::kObject : Kind::kArray, kFlagFlow, 0);
      OpenContainer& outer = *frame++;
      outer.seen = seen;
      outer.self = self;
      outer.last = last;
      outer.crowded = crowded;
      outer.object = name != 0;
      self = static_cast<std::uint32_t>(top - pending);
      seen = 0;
      crowded = 0;
      ++top;
      ++p;
      skip();
      if (object) {
        if (*p == '}') goto close;
        guess = last + static_cast<std::uint32_t>(offsetof(KnownName, children));
        goto name;
      }
      if (*p == ']') goto close;
      name = 0;
      goto value;
    }
    case 't':
      if (p[1] != 'r' || p[2] != 'u' || p[3] != 'e') return false;
      put(Kind::kBool, 0, 0);
      top->node.payload.unsigned_integer = 0;
      top->node.payload.boolean = true;
      ++top;
      p += 4;
      goto behind_value;
    case 'f':
      if (p[1] != 'a' || p[2] != 'l' || p[3] != 's' || p[4] != 'e') return false;
      put(Kind::kBool, 0, 0);
      top->node.payload.unsigned_integer = 0;
      ++top;
      p += 5;
      goto behind_value;
    case 'n':
      if (p[1] != 'u' || p[2] != 'l' || p[3] != 'l') return false;
      put(Kind::kNull, 0, 0);
      top->node.payload.unsigned_integer = 0;
      ++top;
      p += 4;
      goto behind_value;
    default: {
      const char* q = p + (*p == '-' ? 1 : 0);
      const char* const digits = q;
      std::uint64_t value = 0;
      while (static_cast<unsigned char>(*q - '0') < 10) {
        value = value * 10 + static_cast<unsigned char>(*q - '0');
        ++q;
      }
      const std::ptrdiff_t count = q - digits;
      if (count == 0 || (*digits == '0' && count > 1)) return false;
      put(Kind::kInt, 0, 0);
      if (__builtin_expect(count > 18 || *q == '.' || *q == 'e' || *q == 'E', 0)) {
        q = s.odd_number(p, top->node);
        if (q == nullptr) return false;
      } else {
        const auto signed_value = static_cast<std::int64_t>(value);
        top->node.payload.integer = *p == '-' ? -signed_value : signed_value;
      }
      ++top;
      p = q;
      goto behind_value;
    }
  }

name : {
  if (!next_is('"')) return false;
  const auto* guesses =
      reinterpret_cast<const std::uint32_t*>(reinterpret_cast<const char*>(known) + guess);
  const Block written = Text::at(s, p + 1);
  const auto is = [written](const KnownName* guessed) {
    const std::uint64_t equal = written.equal(Block::load(guessed->bytes));
    return (equal & guessed->need) == guessed->need;
  };
  name = guesses[0];
  const KnownName* k = known_at(name);
  bool guessed = is(k);
  if (__builtin_expect(!guessed, 0)) {
    name = guesses[1];
    k = known_at(name);
    guessed = is(k);
  }
  if (__builtin_expect(guessed, 1)) {
    p += k->size + 2;
  } else {
    PlainText text{};
    const char* closing = Text::odd_text(s, p + 1, text);
    if (closing == nullptr) return false;
    name = s.name_of(text, text.data == p + 1, guess);
    if (name == 0) return false;
    known = s.known;
    k = known_at(name);
    p = closing + 1;
  }
  if (__builtin_expect(k->signs != 0, 0)) s.signs |= k->signs;
  last = name;
  const std::uint32_t number = name / sizeof(KnownName);
  crowded |= seen >> (number & 63);
  seen |= std::uint64_t{1} << (number & 63);
  if (!next_is(':')) return false;
  ++p;
  skip();
  goto value;
}

behind_value:
  if (name != 0) {
    if (next_is(',')) {
      ++p;
      guess = last + static_cast<std::uint32_t>(offsetof(KnownName, siblings));
      goto name;
    }
    if (*p != '}') return false;
  } else {
    if (next_is(',')) {
      ++p;
      skip();
      goto value;
    }
    if (*p != ']') return false;
  }

close : {
  const auto count = static_cast<std::uint32_t>(top - pending) - self - 1;
  const std::uint32_t first = s.placed;
  if (__builtin_expect(first + count >= s.node_capacity, 0)) {
    if (!s.more_nodes(first + count)) return false;
  }
  Node* const nodes = s.nodes;
  std::uint32_t* const begins = s.begins;
  Node* to = nodes + first;
  std::uint32_t* to_begin = begins + first;
  for (const PendingValue* child = pending + self + 1; child != top; ++child, ++to, ++to_begin) {
    *to = child->node;
    *to_begin = child->begin;
    if (child->node.kind < Kind::kArray) continue;
    Node* inner = nodes + child->node.payload.first_child;
    const auto parent = static_cast<std::uint32_t>(to - nodes);
    for (Node* const stop = inner + child->node.size; inner != stop; ++inner) {
      inner->parent = parent;
    }
  }
  s.placed = first + count;
  PendingValue& closed = pending[self];
  closed.node.payload.first_child = first;
  closed.node.size = count;
  if (closed.node.kind == Kind::kObject) {
    if (count > s.largest_object) s.largest_object = count;
    if (__builtin_expect((crowded & 1) != 0, 0) && !s.all_different(first, count)) return false;
  }
  top = &closed + 1;
  ++p;
  const OpenContainer& outer = *--frame;
  if (frame == s.open) goto done;
  if (p == end) return false;
  seen = outer.seen;
  self = outer.self;
  last = outer.last;
  crowded = outer.crowded;
  name = outer.object ? last : 0;
  goto behind_value;
}

done:
  return p == end;
}

}  // namespace intake::json
