// JSON in one pass into an arena of nodes in document order, which keep their offsets.
#pragma once
#include <immintrin.h>

#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

#include "match.h"

struct Node {
  uint8_t type;
  uint8_t pad;
  uint16_t klen;
  uint32_t koff;
  uint32_t off;
  uint32_t len;
  uint32_t next;
  uint32_t cnt;
};  // type: 0 str 1 obj 2 arr 3 int 4 double/bool/null 5 str (unescaped, in `buf`)
struct Dom {
  const char* src;
  std::vector<Node> n;
  std::string buf;
  sv str(const Node& x) const {
    return x.type == 5 ? sv(buf.data() + x.off, x.len) : sv(src + x.off, x.len);
  }
};
struct OwnParser {
  static const char* scan(const char* p) {  // to the next '"', '\\' or control byte; reads at most
                                            // 31 bytes past it (buffer is padded)
#if defined(__AVX2__)
    const __m256i q = _mm256_set1_epi8('"'), b = _mm256_set1_epi8('\\'), c = _mm256_set1_epi8(31);
    for (;; p += 32) {
      __m256i v = _mm256_loadu_si256((const __m256i*)p);
      uint32_t m = (uint32_t)_mm256_movemask_epi8(
          _mm256_or_si256(_mm256_or_si256(_mm256_cmpeq_epi8(v, q), _mm256_cmpeq_epi8(v, b)),
                          _mm256_cmpeq_epi8(_mm256_min_epu8(v, c), v)));
      if (m) return p + __builtin_ctz(m);
    }
#else
    while (*p != '"' && *p != '\\' && (unsigned char)*p >= 32) p++;
    return p;
#endif
  }
  static void utf8(std::string& o, uint32_t c) {
    if (c < 0x80)
      o += char(c);
    else if (c < 0x800) {
      o += char(0xC0 | c >> 6);
      o += char(0x80 | (c & 63));
    } else if (c < 0x10000) {
      o += char(0xE0 | c >> 12);
      o += char(0x80 | (c >> 6 & 63));
      o += char(0x80 | (c & 63));
    } else {
      o += char(0xF0 | c >> 18);
      o += char(0x80 | (c >> 12 & 63));
      o += char(0x80 | (c >> 6 & 63));
      o += char(0x80 | (c & 63));
    }
  }
  static bool hex4(const char* p, uint32_t& v) {
    v = 0;
    for (int i = 0; i < 4; i++) {
      char c = p[i];
      v = v << 4 | uint32_t(c >= '0' && c <= '9'                 ? c - '0'
                            : (c | 32) >= 'a' && (c | 32) <= 'f' ? (c | 32) - 'a' + 10
                                                                 : 99);
      if (v > 0xffff) return false;
    }
    return true;
  }
  // p after the opening quote; returns after the closing quote or null
  static const char* string(const char* p, Dom& d, Node& x) {
    const char* s = p;
    p = scan(p);
    if (__builtin_expect(*p == '"', 1)) {
      x.type = 0;
      x.off = uint32_t(s - d.src);
      x.len = uint32_t(p - s);
      return p + 1;
    }
    x.type = 5;
    x.off = uint32_t(d.buf.size());
    for (;;) {
      d.buf.append(s, size_t(p - s));
      if (*p == '"') break;
      if (*p != '\\') return nullptr;
      p++;
      switch (*p) {
        case 'n':
          d.buf += '\n';
          break;
        case 't':
          d.buf += '\t';
          break;
        case 'r':
          d.buf += '\r';
          break;
        case 'b':
          d.buf += '\b';
          break;
        case 'f':
          d.buf += '\f';
          break;
        case '"':
        case '\\':
        case '/':
          d.buf += *p;
          break;
        case 'u': {
          uint32_t a, b;
          if (!hex4(p + 1, a)) return nullptr;
          p += 4;
          if (a >= 0xD800 && a < 0xDC00) {
            if (p[1] != '\\' || p[2] != 'u' || !hex4(p + 3, b) || b < 0xDC00 || b > 0xDFFF)
              return nullptr;
            a = 0x10000 + ((a - 0xD800) << 10) + (b - 0xDC00);
            p += 6;
          } else if (a >= 0xDC00 && a < 0xE000)
            return nullptr;
          utf8(d.buf, a);
          break;
        }
        default:
          return nullptr;
      }
      s = ++p;
      p = scan(p);
    }
    x.len = uint32_t(d.buf.size()) - x.off;
    return p + 1;
  }
  static inline const char* ws(const char* p) {
    while (*p == ' ' || *p == '\n' || *p == '\t' || *p == '\r') p++;
    return p;
  }
  uint32_t stack[512];
  bool parse(const char* p, const char* end,
             Dom& d) {  // iterative; buffer must be readable 64 bytes past end and hold no
                        // digit/quote there
    d.src = p;
    d.n.clear();
    d.buf.clear();
    int depth = 0;
    uint32_t koff = 0;
    uint16_t klen = 0;
    Node x;
    for (;;) {
      p = ws(p);
      x.klen = klen;
      x.koff = koff;
      x.cnt = 0;
      klen = 0;
      switch (*p) {
        case '{':
        case '[': {
          bool o = *p == '{';
          x.type = o ? 1 : 2;
          x.off = uint32_t(p - d.src);
          d.n.push_back(x);
          if (depth >= 512) return false;
          stack[depth++] = uint32_t(d.n.size() - 1);
          p = ws(p + 1);
          if (*p == (o ? '}' : ']')) goto close;
          if (o) goto key;
          continue;
        }
        case '"':
          p = string(p + 1, d, x);
          if (!p) return false;
          break;
        case 't':
          if (memcmp(p, "true", 4)) return false;
          x.type = 4;
          x.off = uint32_t(p - d.src);
          p += 4;
          break;
        case 'f':
          if (memcmp(p, "false", 5)) return false;
          x.type = 4;
          x.off = uint32_t(p - d.src);
          p += 5;
          break;
        case 'n':
          if (memcmp(p, "null", 4)) return false;
          x.type = 4;
          x.off = uint32_t(p - d.src);
          p += 4;
          break;
        default: {
          const char* s = p;
          if (*p == '-') p++;
          if (*p < '0' || *p > '9') return false;
          if (*p == '0' && p[1] >= '0' && p[1] <= '9') return false;
          while (*p >= '0' && *p <= '9') p++;
          x.type = 3;
          if (*p == '.') {
            x.type = 4;
            if (*++p < '0' || *p > '9') return false;
            while (*p >= '0' && *p <= '9') p++;
          }
          if (*p == 'e' || *p == 'E') {
            x.type = 4;
            p++;
            if (*p == '+' || *p == '-') p++;
            if (*p < '0' || *p > '9') return false;
            while (*p >= '0' && *p <= '9') p++;
          }
          x.off = uint32_t(s - d.src);
          x.len = uint32_t(p - s);
        }
      }
      x.next = uint32_t(d.n.size() + 1);
      d.n.push_back(x);
    after:
      if (!depth) {
        p = ws(p);
        return p >= end;
      }
      d.n[stack[depth - 1]].cnt++;
      p = ws(p);
      if (*p == ',') {
        p = ws(p + 1);
        if (d.n[stack[depth - 1]].type == 1) goto key;
        continue;
      }
      if (*p != (d.n[stack[depth - 1]].type == 1 ? '}' : ']')) return false;
    close:
      p++;
      {
        uint32_t i = stack[--depth];
        d.n[i].next = uint32_t(d.n.size());
      }
      goto after;
    key:
      if (*p != '"') return false;
      {
        Node k;
        p = string(p + 1, d, k);
        if (!p) return false;
        koff = k.off | (k.type == 5 ? 0x80000000u : 0);
        klen = uint16_t(k.len);
      }
      p = ws(p);
      if (*p++ != ':') return false;
    }
  }
};
