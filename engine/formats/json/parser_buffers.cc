#include "formats/json/parser_buffers.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstring>
#include <limits>

#include "formats/json/diagnose.h"
#include "formats/private_key.h"

namespace intake::json {
namespace {

// Names that are kept for the next texts, beside those of the vocabulary.
constexpr std::size_t kMostNames = 4096;
// Whatever the limit, deeper texts are left to the slow reader.
constexpr std::uint32_t kMostDepth = 10'000;

bool has_pem(std::string_view text) { return text.find(kPrivatePem) != text.npos; }

bool hex4(const char* at, const char* end, std::uint32_t& value) {
  if (end - at < 4) return false;
  const auto [stop, fault] = std::from_chars(at, at + 4, value, 16);
  return fault == std::errc() && stop == at + 4;
}

}  // namespace

ParserBuffers::ParserBuffers(std::shared_ptr<const Names> vocabulary, const Limits& limits)
    : limits_(limits), filler_(std::move(vocabulary)) {
  most_depth = std::min(limits.depth, kMostDepth);
  most_nodes = limits.nodes;
  most_scalar_bytes = limits.scalar_bytes;
  open_.resize(std::size_t{most_depth} + 1);
  open = open_.data();
  know(static_cast<std::uint32_t>(filler_.names().size()));
}

void ParserBuffers::know(std::uint32_t names) {
  const std::size_t before = known_.size();
  const std::size_t needed = std::size_t{names} + 1;
  if (needed > known_.capacity()) known_.reserve(std::max(needed, known_.capacity() * 2 + 64));
  known_.resize(needed);
  known = known_.data();
  std::memset(static_cast<void*>(known + before), 0, (needed - before) * sizeof(KnownName));
  for (std::size_t id = before; id < needed; ++id) known[id].need = KnownName::kNever;
}

void ParserBuffers::forget_names() {
  filler_.names().clear();
  if (known_.size() > 4 * kMostNames) known_ = {};
  known_.clear();
  serial_ = 0;
  know(static_cast<std::uint32_t>(filler_.names().size()));
}

bool ParserBuffers::start(std::string_view text) {
  if (text.size() > std::min<std::size_t>(limits_.input_bytes, 0xfffffff0u)) return false;
  begin = text.data();
  end = begin + text.size();
  while (end != begin && (end[-1] == ' ' || end[-1] == '\t' || end[-1] == '\n')) {
    end -= end[-1] == '\n' && end - begin >= 2 && end[-2] == '\r' ? 2 : 1;
  }
  if (end == begin || (end[-1] != '}' && end[-1] != ']')) return false;
  last_block = end - begin < kTail ? nullptr : end - kTail;
  const auto last = std::min<std::size_t>(static_cast<std::size_t>(end - begin), kTail);
  std::memset(tail, 0, sizeof tail);
  std::memcpy(tail + kTail - last, end - last, last);

  const Names& names = filler_.names();
  if (names.size() - (names.base() == nullptr ? 0 : names.base()->size()) > kMostNames) {
    forget_names();
  }
  if (serial_ > 0xf0000000u) {
    for (KnownName& name : known_) name.stamp = 0;
    serial_ = 0;
  }
  filler_.nodes().clear();
  filler_.begins().clear();
  filler_.arena().clear();
  text_begin = nullptr;
  text_limit = nullptr;
  placed = 0;
  largest_object = 0;
  signs = 0;
  pending_.clear();
  if (pending_.capacity() == 0) {
    const std::size_t values = std::min<std::size_t>(text.size() / 24 + 16, 1u << 16);
    pending_.reserve(values);
    filler_.nodes().reserve(values);
    filler_.begins().reserve(values);
  }
  pending = pending_.data();
  pending_capacity = static_cast<std::uint32_t>(pending_.capacity());
  nodes = filler_.nodes().data();
  begins = filler_.begins().data();
  node_capacity =
      static_cast<std::uint32_t>(std::min(filler_.nodes().capacity(), filler_.begins().capacity()));
  return true;
}

bool part_holds_pem(const ParseState& state, const char* begin, const char* end) {
  constexpr auto kOver = static_cast<std::ptrdiff_t>(kPrivatePem.size());
  begin -= std::min(begin - state.begin, kOver);
  end += std::min(state.end - end, kOver);
  return has_pem({begin, static_cast<std::size_t>(end - begin)});
}

const Document* ParserBuffers::finish(std::string_view text) {
  if (placed + std::size_t{1} > most_nodes || !more_nodes(placed)) return nullptr;
  const Node& top = pending[0].node;
  nodes[placed] = top;
  nodes[placed].parent = kNoNode;
  begins[placed] = pending[0].begin;
  for (std::uint32_t i = 0; i < top.size; ++i) nodes[top.payload.first_child + i].parent = placed;
  ++placed;
  filler_.nodes().resize(placed);
  filler_.begins().resize(placed);
  return &filler_.finish(text, largest_object);
}

bool ParserBuffers::more_pending(std::uint32_t count) {
  if (std::size_t{placed} + count > most_nodes) return false;
  if (count < pending_capacity) return true;
  pending_.resize(pending_.capacity());
  pending_.reserve(pending_.capacity() * 2);
  pending = pending_.data();
  pending_capacity = static_cast<std::uint32_t>(pending_.capacity());
  return true;
}

bool ParserBuffers::more_nodes(std::uint32_t count) {
  if (count > most_nodes) return false;
  if (count < node_capacity) return true;
  const std::size_t capacity = std::max<std::size_t>(std::size_t{node_capacity} * 2, count + 16u);
  filler_.nodes().resize(placed);
  filler_.begins().resize(placed);
  filler_.nodes().reserve(capacity);
  filler_.begins().reserve(capacity);
  nodes = filler_.nodes().data();
  begins = filler_.begins().data();
  node_capacity = static_cast<std::uint32_t>(capacity);
  return true;
}

bool ParserBuffers::all_different(std::uint32_t first, std::uint32_t count) {
  ++serial_;
  for (std::uint32_t i = first; i < first + count; ++i) {
    KnownName& name = known[nodes[i].key + 1];
    if (name.stamp == serial_) return false;
    name.stamp = serial_;
  }
  return true;
}

std::uint32_t ParserBuffers::name_of(PlainText name, bool plain, std::uint32_t guess) {
  if (name.size > most_scalar_bytes) return 0;
  const std::string_view text(name.data, name.size);
  const std::uint32_t id = filler_.names().intern(text) + 1;
  constexpr std::uint32_t kMostOffsets = 0xffffffff / sizeof(KnownName);
  if (id > kMostOffsets) return 0;
  if (id >= known_.size()) know(id);
  KnownName& entry = known[id];
  if (entry.need == KnownName::kNever) {
    if (is_private_member(text)) entry.signs |= kPrivateMember;
    if (has_pem(text)) entry.signs |= kPemText;
    if (plain && name.size < KnownName::kBytes) {
      std::memcpy(entry.bytes, name.data, name.size);
      entry.bytes[name.size] = '"';
      entry.size = static_cast<std::uint16_t>(name.size);
      entry.need = (std::uint64_t{1} << (name.size + 1)) - 1;
    }
  }
  auto* guesses = reinterpret_cast<std::uint32_t*>(reinterpret_cast<char*>(known) + guess);
  guesses[1] = guesses[0];
  guesses[0] = id * static_cast<std::uint32_t>(sizeof(KnownName));
  return guesses[0];
}

const char* ParserBuffers::odd_number(const char* at, Node& node) {
  const std::string_view text(begin, static_cast<std::size_t>(end - begin));
  const char* const stop = begin + number_end(text, static_cast<std::size_t>(at - begin));
  if (stop == at || stop == end || continues_number(*stop)) return nullptr;
  if (std::any_of(at, stop, [](char c) { return c == '.' || c == 'e' || c == 'E'; })) {
    const auto [read, fault] = std::from_chars(at, stop, node.payload.real);
    if (fault != std::errc() || read != stop || !std::isfinite(node.payload.real)) return nullptr;
    node.kind = Kind::kDouble;
    return stop;
  }
  const auto [read, fault] = std::from_chars(at, stop, node.payload.integer);
  if (fault == std::errc() && read == stop) return stop;
  if (*at == '-') return nullptr;
  const auto [whole, too_large] = std::from_chars(at, stop, node.payload.unsigned_integer);
  if (too_large != std::errc() || whole != stop) return nullptr;
  node.kind = Kind::kUint;
  return stop;
}

bool ParserBuffers::escaped_character(const char*& at, char*& to) {
  std::uint32_t c = 0;
  if (!hex4(at + 1, end, c)) return false;
  at += 5;
  if (c >= 0xD800 && c <= 0xDFFF) {
    std::uint32_t low = 0;
    if (c >= 0xDC00 || end - at < 6 || at[0] != '\\' || at[1] != 'u') return false;
    if (!hex4(at + 2, end, low) || low < 0xDC00 || low > 0xDFFF) return false;
    at += 6;
    c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
  }
  const auto put = [&](std::uint32_t byte) {
    *to++ = static_cast<char>(static_cast<unsigned char>(byte));
  };
  if (c < 0x80) {
    put(c);
  } else if (c < 0x800) {
    put(0xC0 | (c >> 6));
    put(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    put(0xE0 | (c >> 12));
    put(0x80 | ((c >> 6) & 0x3F));
    put(0x80 | (c & 0x3F));
  } else {
    put(0xF0 | (c >> 18));
    put(0x80 | ((c >> 12) & 0x3F));
    put(0x80 | ((c >> 6) & 0x3F));
    put(0x80 | (c & 0x3F));
  }
  return true;
}

void ParserBuffers::more_text(char*& text, char*& to, std::size_t bytes) {
  const auto decoded = static_cast<std::size_t>(to - text);
  const std::size_t room = std::max<std::size_t>((decoded + bytes) * 2, 1024);
  char* const moved = static_cast<char*>(filler_.arena().allocate(room, 1));
  if (decoded != 0) std::memcpy(moved, text, decoded);
  text = moved;
  to = moved + decoded;
  text_limit = moved + room;
}

void ParserBuffers::look_at(PlainText text) {
  if (has_pem({text.data, text.size})) signs |= kPemText;
}

}  // namespace intake::json
