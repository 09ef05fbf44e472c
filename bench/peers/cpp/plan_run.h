// One document against a Plan, told by a reader what it meets; and what it found.
#pragma once
#include <algorithm>
#include <cstring>
#include <string_view>
#include <vector>

#include "plan.h"

struct Diag {
  uint16_t rule;
  uint32_t offset;
};  // 8 bytes per finding; texts are made later, only when asked for
struct Run {
  const Plan& P;
  std::vector<Diag> out;
  std::vector<sv> slot;
  std::vector<uint8_t> slotSet, flag;
  std::vector<std::vector<sv>> coll;
  size_t itemIndex = 0;
  explicit Run(const Plan& p)
      : P(p),
        slot(p.slots.size()),
        slotSet(p.slots.size()),
        flag(size_t(p.flags)),
        coll(size_t(p.collects)) {}
  void reset() {
    out.clear();
    std::fill(slotSet.begin(), slotSet.end(), 0);
  }
  inline void rep(uint16_t r, uint32_t off) { out.push_back({r, off}); }
  // str: is it a string, s: its content; isObj/int for the others
  inline void value(const PNode& n, int type /*0 str 1 obj 2 arr 3 int 4 other*/, sv s, int64_t num,
                    uint32_t off) {
    for (const Op& o : n.ops) {
      bool ok = true;
      switch (o.k) {
        case Op::OBJECT:
          ok = type == 1;
          break;
        case Op::IN: {
          ok = false;
          if (type == 0)
            for (auto& x : P.sets[o.arg])
              if (x.size() == s.size() && Plan::same(x.data(), s.data(), s.size())) {
                ok = true;
                break;
              }
          break;
        }
        case Op::MATCH:
          ok = type == 0 && P.re[o.arg]->match(s);
          break;
        case Op::LENGTH:
          ok = type == 0 && len_in(s, size_t(o.a), size_t(o.b));
          break;
        case Op::INTEGER:
          ok = type == 3 && num >= o.a && num <= o.b;
          break;
        case Op::KEEP:
          if (!o.firstOnly || itemIndex == 0) {
            slot[o.arg] = s;
            slotSet[o.arg] = 1;
          }
          continue;
        case Op::KEEPSTR:
          slotSet[o.arg] = type == 0 ? 1 : 2;
          if (type == 0) slot[o.arg] = s;
          continue;  // 2: present, not a string
        case Op::HOLDS_FLAG:
          if (type == 0 && s.size() == P.consts[o.arg].size() &&
              Plan::same(s.data(), P.consts[o.arg].data(), s.size()))
            flag[size_t(o.a)] = 1;
          continue;
        case Op::COLLECT:
          if (type == 0) coll[o.arg].push_back(s);
          continue;
      }
      if (!ok) {
        rep(o.rule, off);
        if (o.stop) break;
      }
    }
  }
  inline void objBegin(const PNode& n) {
    for (auto c : n.clear) slotSet[c] = 0;
  }
  inline void objEnd(const PNode& n, uint64_t seen, uint32_t off) {
    for (auto& [m, r] : n.need)
      if ((seen & m) != m) rep(r, off);
    for (auto& w : n.when)
      if (slotSet[w.slot] == 1 && slot[w.slot] == P.consts[w.is] && (seen & w.need) != w.need)
        rep(w.rule, off);
  }
  inline void arrBegin(const PNode& n) {
    for (auto& h : n.holds) flag[h.second] = 0;
    for (auto& u : n.unique) coll[u.second].clear();
  }
  inline void arrEnd(const PNode& n, size_t cnt, uint32_t off) {
    for (auto& [r, m] : n.minItems)
      if (cnt < size_t(m)) rep(r, off);
    for (auto& [r, f] : n.holds)
      if (!flag[f]) rep(r, off);
    for (auto& [r, u] : n.unique) {
      auto& v = coll[u];
      bool dup = false;
      if (v.size() <= 16) {
        for (size_t i = 1; i < v.size() && !dup; i++)
          for (size_t j = 0; j < i; j++)
            if (v[i] == v[j]) {
              dup = true;
              break;
            }
      } else {
        std::sort(v.begin(), v.end());
        dup = std::adjacent_find(v.begin(), v.end()) != v.end();
      }
      if (dup) rep(r, off);
    }
  }
  inline void notArr(const PNode& n, uint32_t off) {
    for (auto& [r, m] : n.minItems) rep(r, off);
  }
  void crossChecks() {
    for (auto& c : P.cross) switch (c.k) {
        case Cross::EQUAL:
          if (slotSet[size_t(c.a)] == 1 && slotSet[size_t(c.b)] == 1) {
            sv a = slot[size_t(c.a)];
            if (c.len >= 0) a = a.substr(size_t(c.from), size_t(c.len));
            if (a != slot[size_t(c.b)]) rep(c.rule, 0);
          }
          break;
        case Cross::TEMPLATE:
          if (slotSet[size_t(c.a)] == 1 && slotSet[size_t(c.b)] == 1) {
            sv a = slot[size_t(c.a)], b = slot[size_t(c.b)];
            if (a.size() != c.pre.size() + b.size() + c.suf.size() ||
                memcmp(a.data(), c.pre.data(), c.pre.size()) ||
                memcmp(a.data() + c.pre.size(), b.data(), b.size()) || !a.ends_with(c.suf))
              rep(c.rule, 0);
          }
          break;
        case Cross::IMPLIES:
          if (slotSet[size_t(c.a)] == 1 && slot[size_t(c.a)] == c.is)
            for (auto& [s, v] : c.then)
              if (slotSet[size_t(s)] && !(slotSet[size_t(s)] == 1 && slot[size_t(s)] == v)) {
                rep(c.rule, 0);
                break;
              }
          break;
      }
  }
  uint32_t mask() const {
    uint32_t m = 0;
    for (auto& d : out) m |= 1u << P.bits[d.rule];
    return m;
  }
};
