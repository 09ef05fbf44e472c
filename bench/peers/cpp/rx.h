// Data-driven regular-expression matcher for the plan prototype. Full match of ^...$ patterns only
// (that is what rule sets use).
//  1. "linear": literals, class runs and optional groups that need no backtracking -> memcmp + SIMD
//  class runs
//  2. else a DFA over byte classes (subset construction, UTF-8 aware '.'), literal prefix taken out
//  of the DFA
#pragma once
#include <bitset>
#include <cstdint>
#include <cstring>
#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>
#if defined(__AVX2__) || defined(__SSSE3__)
#include <immintrin.h>
#endif
namespace rx {
using Set = std::bitset<256>;
struct SimdClass {  // ASCII class as two 16-entry nibble tables
  alignas(16) uint8_t lo[16] = {}, hi[16] = {};
  uint8_t tab[256] = {};
  void build(const Set& s) {
    for (int h = 0; h < 8; h++) hi[h] = uint8_t(1 << h);
    for (int c = 0; c < 128; c++)
      if (s[c]) lo[c & 15] |= uint8_t(1 << (c >> 4));
    for (int c = 0; c < 256; c++) tab[c] = s[c];
  }
  // number of leading bytes in the class
  size_t run(const char* p, size_t n) const {
    size_t i = 0;
#if defined(__AVX2__)
    const __m256i L = _mm256_broadcastsi128_si256(_mm_load_si128((const __m128i*)lo)),
                  H = _mm256_broadcastsi128_si256(_mm_load_si128((const __m128i*)hi)),
                  f = _mm256_set1_epi8(15), z = _mm256_setzero_si256();
    for (; i + 32 <= n; i += 32) {
      __m256i v = _mm256_loadu_si256((const __m256i*)(p + i));
      __m256i a = _mm256_shuffle_epi8(L, _mm256_and_si256(v, f)),
              b = _mm256_shuffle_epi8(H, _mm256_and_si256(_mm256_srli_epi16(v, 4), f));
      uint32_t m = (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(_mm256_and_si256(a, b), z));
      if (m) return i + (size_t)__builtin_ctz(m);
    }
#endif
    for (; i < n && tab[(unsigned char)p[i]]; i++) {
    }
    return i;
  }
};
struct Node {
  enum K { CLS, CAT, ALT, REP } k;
  Set set;
  std::vector<Node> kids;
  int min = 1, max = 1;
};
struct Parser {
  std::string_view s;
  size_t i = 0;
  [[noreturn]] void fail() { throw std::runtime_error("pattern not supported: " + std::string(s)); }
  Node alt() {
    Node a{Node::ALT, {}, {}};
    a.kids.push_back(cat());
    while (i < s.size() && s[i] == '|') {
      i++;
      a.kids.push_back(cat());
    }
    return a.kids.size() == 1 ? std::move(a.kids[0]) : a;
  }
  Node cat() {
    Node c{Node::CAT, {}, {}};
    while (i < s.size() && s[i] != '|' && s[i] != ')') {
      if (s[i] == '$' && i + 1 == s.size()) break;
      c.kids.push_back(rep());
    }
    return c;
  }
  Node rep() {
    Node a = atom();
    for (;;) {
      int mn, mx;
      if (i >= s.size()) break;
      if (s[i] == '?') {
        mn = 0, mx = 1;
        i++;
      } else if (s[i] == '*') {
        mn = 0, mx = -1;
        i++;
      } else if (s[i] == '+') {
        mn = 1, mx = -1;
        i++;
      } else if (s[i] == '{') {
        i++;
        mn = num();
        mx = mn;
        if (s[i] == ',') {
          i++;
          mx = s[i] == '}' ? -1 : num();
        }
        if (s[i++] != '}') fail();
      } else
        break;
      Node r{Node::REP, {}, {}};
      r.min = mn;
      r.max = mx;
      r.kids.push_back(std::move(a));
      a = std::move(r);
    }
    return a;
  }
  int num() {
    int n = 0;
    while (s[i] >= '0' && s[i] <= '9') n = n * 10 + (s[i++] - '0');
    return n;
  }
  Node lit(unsigned char c) {
    Node n{Node::CLS, {}, {}};
    n.set.set(c);
    return n;
  }
  static Node range(int a, int b) {
    Node n{Node::CLS, {}, {}};
    for (int c = a; c <= b; c++) n.set.set(c);
    return n;
  }
  Node any() {
    Node a{Node::ALT, {}, {}};
    Node one = range(0, 0x7f);
    one.set.reset('\n');
    a.kids.push_back(one);
    for (int k = 0; k < 3; k++) {
      Node c{Node::CAT, {}, {}};
      c.kids.push_back(k == 0 ? range(0xC2, 0xDF) : k == 1 ? range(0xE0, 0xEF) : range(0xF0, 0xF4));
      for (int j = 0; j <= k; j++) c.kids.push_back(range(0x80, 0xBF));
      a.kids.push_back(c);
    }
    return a;
  }
  Node atom() {
    char c = s[i++];
    if (c == '(') {
      if (s.substr(i, 2) == "?:") i += 2;
      Node n = alt();
      if (i >= s.size() || s[i++] != ')') fail();
      return n;
    }
    if (c == '.') return any();
    if (c == '\\') return lit((unsigned char)s[i++]);
    if (c == '[') {
      Node n{Node::CLS, {}, {}};
      bool neg = s[i] == '^';
      if (neg) fail();
      while (s[i] != ']') {
        unsigned char a = s[i++];
        if (a == '\\') a = s[i++];
        unsigned char b = a;
        if (s[i] == '-' && s[i + 1] != ']') {
          i++;
          b = s[i++];
        }
        for (int x = a; x <= b; x++) n.set.set(x);
      }
      i++;
      return n;
    }
    return lit((unsigned char)c);
  }
};
class Regex {
  struct Step {
    enum { LIT, RUN, OPT, ALTLIT, ANY } k;
    std::string lit;
    int min = 0, max = -1;
    SimdClass cls;
    Set set;
    std::vector<Step> sub;
    std::vector<std::string> alts;
  };
  std::vector<Step> lin;
  bool linear = false;
  std::vector<std::string>
      suffix;  // literal alternatives at the end: checked first, then the rest must fit exactly
  std::vector<uint16_t> T;
  std::vector<uint8_t> acc;
  uint8_t cl[256];
  int ncl = 0;
  std::string prefix;
  uint16_t start = 0;
  size_t minLen = 0;
  // ---- linear form
  static Set first(const std::vector<Step>& v, size_t i) {
    Set r;
    for (; i < v.size(); i++) {
      const Step& s = v[i];
      if (s.k == Step::LIT) {
        r.set((unsigned char)s.lit[0]);
        return r;
      }
      if (s.k == Step::RUN) {
        r |= s.set;
        if (s.min > 0) return r;
      }
      if (s.k == Step::OPT) r |= first(s.sub, 0);
      if (s.k == Step::ALTLIT) {
        for (auto& a : s.alts) r.set((unsigned char)a[0]);
        return r;
      }
    }
    return r;
  }
  static bool litOf(const Node& n, std::string& out) {
    if (n.k == Node::CLS && n.set.count() == 1) {
      for (int c = 0; c < 256; c++)
        if (n.set[c]) out.push_back(char(c));
      return true;
    }
    if (n.k == Node::CAT) {
      for (auto& k : n.kids)
        if (!litOf(k, out)) return false;
      return true;
    }
    return false;
  }
  static bool isAny(const Node& n) {
    return n.k == Node::ALT && n.kids.size() == 4 && n.kids[0].k == Node::CLS &&
           n.kids[0].set.count() == 127;
  }
  static bool lower(const Node& n, std::vector<Step>& v) {
    switch (n.k) {
      case Node::CAT:
        for (auto& k : n.kids)
          if (!lower(k, v)) return false;
        return true;
      case Node::CLS: {
        std::string l;
        if (litOf(n, l)) {
          if (!v.empty() && v.back().k == Step::LIT)
            v.back().lit += l;
          else {
            Step s;
            s.k = Step::LIT;
            s.lit = l;
            v.push_back(s);
          }
        } else {
          Step s;
          s.k = Step::RUN;
          s.min = s.max = 1;
          s.set = n.set;
          s.cls.build(n.set);
          v.push_back(s);
        }
        return true;
      }
      case Node::REP: {
        const Node& k = n.kids[0];
        if (k.k == Node::CLS) {
          for (int c = 128; c < 256; c++)
            if (k.set[c]) return false;
          Step s;
          s.k = Step::RUN;
          s.min = n.min;
          s.max = n.max;
          s.set = k.set;
          s.cls.build(k.set);
          v.push_back(s);
          return true;
        }
        if (isAny(k)) {
          Step s;
          s.k = Step::ANY;
          s.min = n.min;
          s.max = n.max;
          v.push_back(s);
          return true;
        }
        if (n.min == 0 && n.max == 1) {
          Step s;
          s.k = Step::OPT;
          if (!lower(k, s.sub) || s.sub.empty()) return false;
          v.push_back(s);
          return true;
        }
        return false;
      }
      case Node::ALT: {
        Step s;
        s.k = Step::ALTLIT;
        for (auto& k : n.kids) {
          std::string l;
          if (!litOf(k, l) || l.empty()) return false;
          s.alts.push_back(l);
        }
        for (auto& a : s.alts)
          for (auto& b : s.alts)
            if (&a != &b && b.compare(0, a.size(), a) == 0) return false;
        v.push_back(s);
        return true;
      }
    }
    return false;
  }
  static bool det(const std::vector<Step>& v, const Set& follow) {
    for (size_t i = 0; i < v.size(); i++) {
      if (v[i].k == Step::ANY) {
        if (i + 1 != v.size()) return false;
        continue;
      }
      Set f = first(v, i + 1);
      bool canEnd = true;
      for (size_t j = i + 1; j < v.size(); j++)
        if (v[j].k == Step::LIT || v[j].k == Step::ALTLIT ||
            (v[j].k == Step::RUN && v[j].min > 0)) {
          canEnd = false;
          break;
        }
      if (canEnd) f |= follow;
      if (v[i].k == Step::RUN && v[i].min != v[i].max && (v[i].set & f).any()) return false;
      if (v[i].k == Step::OPT) {
        if ((first(v[i].sub, 0) & f).any() || !det(v[i].sub, f)) return false;
      }
    }
    return true;
  }
  static bool exec(const std::vector<Step>& v, const char*& p, const char* e) {
    for (const Step& s : v) switch (s.k) {
        case Step::LIT:
          if (size_t(e - p) < s.lit.size() || memcmp(p, s.lit.data(), s.lit.size())) return false;
          p += s.lit.size();
          break;
        case Step::RUN: {
          size_t n = size_t(e - p);
          if (s.max >= 0 && n > (size_t)s.max) n = (size_t)s.max;
          size_t r = s.cls.run(p, n);
          if (r < (size_t)s.min) return false;
          p += r;
          break;
        }
        case Step::ANY: {
          size_t c = 0;
          for (const char* q = p; q != e; q++) {
            if (*q == '\n') return false;
            c += ((unsigned char)*q & 0xC0) != 0x80;
          }
          if (c < (size_t)s.min || (s.max >= 0 && c > (size_t)s.max)) return false;
          p = e;
          break;
        }
        case Step::OPT: {
          const char* q = p;
          if (exec(s.sub, q, e)) p = q;
          break;
        }
        case Step::ALTLIT: {
          bool hit = false;
          for (auto& a : s.alts)
            if (size_t(e - p) >= a.size() && !memcmp(p, a.data(), a.size())) {
              p += a.size();
              hit = true;
              break;
            }
          if (!hit) return false;
          break;
        }
      }
    return true;
  }
  // ---- DFA
  struct N {
    int cls = -1, a = -1, b = -1;
  };
  std::vector<N> nfa;
  std::vector<Set> sets;
  int add(N n) {
    nfa.push_back(n);
    return int(nfa.size()) - 1;
  }
  int comp(const Node& n, int next) {  // builds backwards: returns entry state
    switch (n.k) {
      case Node::CLS: {
        sets.push_back(n.set);
        return add({int(sets.size()) - 1, next, -1});
      }
      case Node::CAT: {
        for (size_t i = n.kids.size(); i--;) next = comp(n.kids[i], next);
        return next;
      }
      case Node::ALT: {
        int e = comp(n.kids.back(), next);
        for (size_t i = n.kids.size() - 1; i--;) {
          int x = comp(n.kids[i], next);
          e = add({-1, x, e});
        }
        return e;
      }
      case Node::REP: {
        int e = next;
        if (n.max < 0) {
          int l = add({-1, -1, next});
          nfa[size_t(l)].a = comp(n.kids[0], l);
          e = l;
        } else
          for (int i = n.min; i < n.max; i++) {
            int x = comp(n.kids[0], e);
            e = add({-1, x, next});
          }
        for (int i = 0; i < n.min; i++) e = comp(n.kids[0], e);
        return e;
      }
    }
    return next;
  }
  void closure(std::vector<int>& v) {
    std::vector<char> in(nfa.size());
    std::vector<int> st = v, out;
    while (!st.empty()) {
      int s = st.back();
      st.pop_back();
      if (s < 0 || in[size_t(s)]) continue;
      in[size_t(s)] = 1;
      if (nfa[size_t(s)].cls < 0 && s != 0) {
        st.push_back(nfa[size_t(s)].a);
        st.push_back(nfa[size_t(s)].b);
      } else
        out.push_back(s);
    }
    std::sort(out.begin(), out.end());
    v = out;
  }
  void dfa(const Node& root) {
    add({});
    int e = comp(root, 0);
    std::map<std::vector<bool>, int> sig;
    for (int c = 0; c < 256; c++) {
      std::vector<bool> k(sets.size());
      for (size_t i = 0; i < sets.size(); i++) k[i] = sets[i][c];
      cl[c] = uint8_t(sig.emplace(k, int(sig.size())).first->second);
    }
    ncl = int(sig.size());
    std::vector<int> rep(static_cast<size_t>(ncl));
    for (int c = 255; c >= 0; c--) rep[cl[c]] = c;
    std::map<std::vector<int>, int> id;
    std::vector<std::vector<int>> st;
    auto get = [&](std::vector<int> v) {
      closure(v);
      auto [it, nw] = id.emplace(v, int(st.size()));
      if (nw) {
        if (st.size() > 20000) throw std::runtime_error("dfa too big");
        st.push_back(v);
      }
      return it->second;
    };
    get({});
    int s0 = get({e});
    for (size_t i = 0; i < st.size(); i++) {
      for (int c = 0; c < ncl; c++) {
        std::vector<int> nx;
        for (int s : st[i])
          if (s && sets[size_t(nfa[size_t(s)].cls)][size_t(rep[size_t(c)])])
            nx.push_back(nfa[size_t(s)].a);
        T.push_back(uint16_t(get(nx)));
      }
      acc.push_back(!st[i].empty() && st[i][0] == 0);
    }
    uint16_t s = uint16_t(s0);
    for (;;) {
      if (acc[s]) break;
      int only = -1, cnt = 0;
      for (int c = 0; c < 256 && cnt < 2; c++)
        if (T[size_t(s) * size_t(ncl) + cl[c]]) {
          only = c;
          cnt++;
        }
      if (cnt != 1) break;
      prefix.push_back(char(only));
      s = T[size_t(s) * size_t(ncl) + cl[only]];
    }
    start = s;
  }

 public:
  size_t states() const { return acc.size(); }
  bool isLinear() const { return linear; }
  explicit Regex(const std::string& re, bool forceDfa = false) {
    std::string_view s = re;
    if (s.empty() || s[0] != '^' || s.back() != '$') throw std::runtime_error("only ^...$");
    Parser p;
    p.s = s;
    p.i = 1;
    Node n = p.alt();
    if (p.i + 1 != s.size()) p.fail();
    if (!forceDfa && lower(n, lin)) {
      if (det(lin, Set{}))
        linear = true;
      else {  // end-anchored literal(s): take them off the end, what is left only has to be
              // deterministic on its own
        std::vector<Step> l = lin;
        std::vector<std::string> suf;
        if (l.back().k == Step::ALTLIT) {
          suf = l.back().alts;
          l.pop_back();
        } else if (l.back().k == Step::LIT) {
          suf = {l.back().lit};
          l.pop_back();
        }
        if (!suf.empty() && !l.empty() && l.back().k == Step::LIT) {
          for (auto& x : suf) x = l.back().lit + x;
          l.pop_back();
        } else if (!suf.empty() && !l.empty() && l.back().k == Step::RUN && l.back().min == 1 &&
                   l.back().max == 1 && l.back().set.count() == 1) {
        }
        if (!suf.empty() && det(l, Set{})) {
          linear = true;
          lin = l;
          suffix = suf;
        }
      }
    }
    if (!linear) {
      lin.clear();
      dfa(n);
    }
  }
  bool match(std::string_view s) const {
    const char* p = s.data();
    const char* e = p + s.size();
    if (linear) {
      if (suffix.empty()) return exec(lin, p, e) && p == e;
      for (auto& x : suffix)
        if (size_t(e - p) >= x.size() && !memcmp(e - x.size(), x.data(), x.size())) {
          const char* q = p;
          const char* f = e - x.size();
          if (exec(lin, q, f) && q == f) return true;
        }
      return false;
    }
    if (s.size() < prefix.size() || memcmp(p, prefix.data(), prefix.size())) return false;
    p += prefix.size();
    size_t st = start;
    const uint16_t* t = T.data();
    size_t k = size_t(ncl);
    for (; p != e; ++p) {
      st = t[st * k + cl[(unsigned char)*p]];
      if (!st) return false;
    }
    return acc[st];
  }
};
}  // namespace rx
