#pragma once

#include "formats/json/parse_state.h"

namespace intake::json {

/// The texts of a JSON text, for parse_plain().
///
/// `Block` holds 32 bytes and makes masks of them, a bit for a byte, the first lowest: quotes();
/// odd(): backslashes, controls, non-ASCII; stops(): quotes, backslashes, controls; non_ascii();
/// filled(): neither blank, tab nor LF; equal().
template <class Block>
struct TextParser {
  static constexpr std::ptrdiff_t kWidth = ParseState::kTail;
  using Mask = std::uint32_t;

  static unsigned first_bit(Mask mask) { return static_cast<unsigned>(__builtin_ctz(mask)); }
  /// All bits up to the lowest that is set.
  static Mask up_to_first(Mask mask) { return mask ^ (mask - 1); }

  /// The bytes from `p` on; zeros behind the end of the text.
  static Block at(const ParseState& s, const char* p) {
    if (__builtin_expect(p <= s.last_block, 1)) return Block::load(p);
    const std::ptrdiff_t left = s.end - p;
    return Block::load(s.tail + (kWidth - (left < 0 ? 0 : left)));
  }

  /// The next byte that is neither blank, tab nor line end (LF, CR LF); at most the end.
  [[gnu::noinline]] static const char* skip(const ParseState& s, const char* p) {
    while (true) {
      const Mask filled = at(s, p).filled();
      p += filled == 0 ? kWidth : first_bit(filled);
      if (p >= s.end) return s.end;
      if (filled == 0) continue;
      if (*p != '\r' || s.end - p < 2 || p[1] != '\n') return p;
      p += 2;
    }
  }

  /// The closing quote of a text whose first block, at `from`, is plain; null where something else
  /// comes before it.
  static const char* plain_end(const ParseState& s, const char* from) {
    while (true) {
      from += kWidth;
      const Block block = at(s, from);
      const Mask quotes = block.quotes();
      const Mask odd = block.odd();
      if ((quotes | odd) == 0) continue;
      return quotes == 0 || (odd & up_to_first(quotes)) != 0 ? nullptr : from + first_bit(quotes);
    }
  }

  /// The closing quote of a text whose first byte is at `from`, and whether it stands there as it
  /// is. Null where it has a control character or bad UTF-8, or does not end. With a backslash the
  /// text is decoded.
  static const char* odd_text(ParseState& s, const char* from, PlainText& text) {
    Mask high = 0;
    for (const char* p = from;; p += kWidth) {
      const Block block = at(s, p);
      const Mask stops = block.stops();
      if (stops == 0) {
        high |= block.non_ascii();
        continue;
      }
      high |= block.non_ascii() & up_to_first(stops);
      p += first_bit(stops);
      if (p >= s.end) return nullptr;
      if (*p == '\\') return decoded_text(s, from, p, high, text);
      if (*p != '"' || (high != 0 && !valid_utf8(s, from, p))) return nullptr;
      text.data = from;
      text.size = static_cast<std::size_t>(p - from);
      return p;
    }
  }

  /// What an escape of one letter stands for; 0: it is none.
  static char unescaped(char letter) {
    switch (letter) {
      case 'n':
        return '\n';
      case 't':
        return '\t';
      case 'r':
        return '\r';
      case 'b':
        return '\b';
      case 'f':
        return '\f';
      case '"':
      case '\\':
      case '/':
        return letter;
      default:
        return 0;
    }
  }

  /// `p`: its first backslash. `high`: bytes beyond ASCII before it.
  static const char* decoded_text(ParseState& s, const char* from, const char* p, Mask high,
                                  PlainText& text) {
    const auto plain = static_cast<std::size_t>(p - from);
    char* begin = s.text_begin;
    char* to = begin;
    if (s.text_limit - to < static_cast<std::ptrdiff_t>(plain) + 2 * kWidth) {
      s.more_text(begin, to, plain + 2 * kWidth);
    }
    __builtin_memcpy(to, from, plain);
    to += plain;
    bool unicode = false;
    while (true) {
      if (s.text_limit - to < 2 * kWidth) s.more_text(begin, to, 2 * kWidth);
      const Block block = at(s, p);
      Mask stops = block.stops();
      block.store(to);
      high |= block.non_ascii();
      const char* const begun = p;
      // Escapes that stand whole in this block, one after the other: the next is known already.
      while (stops != 0) {
        const char* const stop = begun + first_bit(stops);
        to += stop - p;
        p = stop;
        if (p >= s.end || (*p != '\\' && *p != '"')) return nullptr;
        if (*p == '"') goto closed;
        // There is at least the bracket behind it.
        const char plain_escape = unescaped(p[1]);
        if (plain_escape == 0) {
          if (p[1] != 'u') return nullptr;
          unicode = true;
          if (!s.escaped_character(++p, to)) return nullptr;
          break;
        }
        *to++ = plain_escape;
        p += 2;
        if (p - begun >= kWidth) break;
        at(s, p).store(to);
        stops &= ~Mask{0} << (p - begun);
      }
      if (stops != 0) continue;
      to += kWidth - (p - begun);
      p = begun + kWidth;
    }
  closed:
    if (high != 0 && !valid_utf8(s, from, p)) return nullptr;
    text.data = begin;
    text.size = static_cast<std::size_t>(to - begin);
    s.text_begin = to;
    if (unicode) s.look_at(text);
    return p;
  }

  /// `to`: the closing quote, which ends a sequence that is cut short.
  static bool valid_utf8(const ParseState& s, const char* from, const char* to) {
    const char* p = from;
    while (p < to) {
      const Mask high = at(s, p).non_ascii();
      if (high == 0) {
        p += kWidth;
        continue;
      }
      p += first_bit(high);
      // Sequences often stand next to each other.
      while (p < to && static_cast<unsigned char>(*p) >= 0x80) {
        const auto byte = [p](int i) { return static_cast<unsigned char>(p[i]); };
        const auto more = [&](int i) { return (byte(i) & 0xC0) == 0x80; };
        const unsigned lead = byte(0);
        if (lead >= 0xC2 && lead <= 0xDF) {
          if (!more(1)) return false;
          p += 2;
        } else if ((lead & 0xF0) == 0xE0) {
          if (!more(1) || !more(2)) return false;
          if ((lead == 0xE0 && byte(1) < 0xA0) || (lead == 0xED && byte(1) > 0x9F)) return false;
          p += 3;
        } else if (lead >= 0xF0 && lead <= 0xF4) {
          if (!more(1) || !more(2) || !more(3)) return false;
          if ((lead == 0xF0 && byte(1) < 0x90) || (lead == 0xF4 && byte(1) > 0x8F)) return false;
          p += 4;
        } else {
          return false;
        }
      }
    }
    return true;
  }

  /// Whether "PRIVATE KEY-----" stands in the text. Of a long one, only parts that have such dashes
  /// are searched: three, each two bytes behind the other.
  static bool holds_pem(const ParseState& s) {
    constexpr std::ptrdiff_t kStep = kWidth + 4;
    constexpr std::ptrdiff_t kPart = 64 * kWidth;
    if (s.end - s.begin < kStep) return part_holds_pem(s, s.begin, s.end);
    for (const char* part = s.begin; part != s.end;) {
      const bool last = s.end - part <= kPart + kStep;
      const char* const end = last ? s.end : part + kPart;
      const char* const whole = last ? end - kStep : end - kWidth;
      typename Block::Dashes dashes;
      const char* p = part;
      for (; whole - p >= 3 * kWidth; p += 4 * kWidth) {
        dashes.add(p);
        dashes.add(p + kWidth);
        dashes.add(p + 2 * kWidth);
        dashes.add(p + 3 * kWidth);
      }
      for (; p <= whole; p += kWidth) dashes.add(p);
      if (last) dashes.add(whole);
      if (dashes.any() && part_holds_pem(s, part, end)) return true;
      part = end;
    }
    return false;
  }
};

}  // namespace intake::json
