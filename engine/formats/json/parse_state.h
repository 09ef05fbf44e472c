#pragma once

#include <cstddef>
#include <cstdint>

#include "document/document.h"

namespace intake::json {

/// A member name that was read before. `bytes`: its first bytes as they stand in a text, with the
/// closing quote; `need`: a bit for each that must be equal, or kNever.
struct KnownName {
  static constexpr std::uint32_t kBytes = 32;
  static constexpr std::uint64_t kNever = std::uint64_t{1} << kBytes;

  char bytes[kBytes];
  std::uint64_t need;
  std::uint16_t size;   // where it need not be kNever
  std::uint16_t signs;  // of Sign
  std::uint32_t stamp;  // the last object that was seen to have it
  // Guesses, each a byte offset; 0: none. The later one first.
  std::uint32_t siblings[2];  // the member behind one of this name
  std::uint32_t children[2];  // the first member of an object that stands under this name
};
static_assert(sizeof(KnownName) == 64);

/// Why it may be worth looking for private keys.
enum Sign : std::uint32_t {
  kPrivateMember = 1,  // a member is named as one of a private key
  kPemText = 2,  // the end of the first line of a PEM text stands in it, or in one of its texts
};

/// A value whose container is still open.
struct PendingValue {
  Node node;
  std::uint32_t begin;
};

/// A container that stays open while one inside it is read.
struct OpenContainer {
  std::uint64_t seen;
  std::uint64_t crowded;
  std::uint32_t self;
  std::uint32_t last;
  bool object;
};

struct PlainText {
  const char* data;
  std::size_t size;
};

/// The input and the buffers of parse_plain(). Its functions are for what is seldom.
struct ParseState {
  static constexpr std::uint32_t kTail = 32;  // bytes that are read at once

  const char* begin = nullptr;
  const char* end = nullptr;  // behind the last byte that is no blank: a bracket that closes
  // The last place that kTail bytes stand at; null where there are fewer.
  const char* last_block = nullptr;
  // The last kTail bytes of the text, or zeros and all of a shorter one; and as many zeros.
  char tail[2 * kTail] = {};

  PendingValue* pending = nullptr;
  std::uint32_t pending_capacity = 0;
  Node* nodes = nullptr;
  std::uint32_t* begins = nullptr;
  std::uint32_t node_capacity = 0;
  OpenContainer* open = nullptr;  // as many as may be open
  KnownName* known = nullptr;     // by 1 + NameId; the first stands for no name
  char* text_begin = nullptr;     // room for texts that are decoded
  char* text_limit = nullptr;

  std::uint32_t placed = 0;  // nodes
  std::uint32_t largest_object = 0;
  std::uint32_t signs = 0;
  std::uint32_t most_depth = 0;
  std::uint32_t most_nodes = 0;
  std::uint32_t most_scalar_bytes = 0;

  /// Makes room for more than `count` pending values. False: there would be too many.
  virtual bool more_pending(std::uint32_t count) = 0;
  /// Makes room for more than `count` nodes. False: there would be too many.
  virtual bool more_nodes(std::uint32_t count) = 0;
  /// Whether the nodes from `first` on, the members of one object, have different names.
  virtual bool all_different(std::uint32_t first, std::uint32_t count) = 0;
  /// The byte offset in `known` of a name that was not guessed, 0 where it is over a limit.
  /// `plain`: without escapes. Corrects the guesses, `guess` bytes from `known`.
  virtual std::uint32_t name_of(PlainText name, bool plain, std::uint32_t guess) = 0;
  /// Reads a number with a fraction, an exponent or many digits. What is behind it; null where it
  /// is none or cannot be kept.
  virtual const char* odd_number(const char* at, Node& node) = 0;
  /// Reads an escape (two of them, where it takes two to make a character) from its `u` on. Moves
  /// `at` past it and `to` past the UTF-8. False where it is none.
  virtual bool escaped_character(const char*& at, char*& to) = 0;
  /// Makes room for `bytes` more behind `to`, where a text that starts at `begin` is decoded; both
  /// move.
  virtual void more_text(char*& begin, char*& to, std::size_t bytes) = 0;
  /// A text with \u was decoded.
  virtual void look_at(PlainText text) = 0;

 protected:
  ~ParseState() = default;
};

/// Fills the buffers from the text; the top value stays the first pending one. False where the
/// text is not plain JSON. One body for each set of instructions.
using ParsePlain = bool (*)(ParseState& state);
bool parse_plain_portable(ParseState& state);
#if defined(__x86_64__)
bool parse_plain_sse2(ParseState& state);
bool parse_plain_avx2(ParseState& state);
#endif
/// Whether the end of the first line of a private key in PEM stands there, or over the edges.
bool part_holds_pem(const ParseState& state, const char* begin, const char* end);

}  // namespace intake::json
