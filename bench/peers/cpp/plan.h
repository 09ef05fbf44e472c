// checks.json compiled to a trie of operations: what `plan` runs.
#pragma once
#include <cstdint>
#include <cstring>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "match.h"
#include "rx.h"

using J = nlohmann::json;

struct Op {
  enum K : uint8_t { OBJECT, IN, MATCH, LENGTH, INTEGER, KEEP, KEEPSTR, HOLDS_FLAG, COLLECT } k;
  bool stop = false, firstOnly = false;
  uint16_t rule = 0;
  int64_t a = 0, b = 0;
  uint32_t arg = 0;
};
struct NeedWhen {
  uint16_t rule;
  uint16_t slot;
  uint32_t is;
  uint64_t need;
};  // in an object: if slot == const then members
struct Child {
  uint32_t key;
  uint16_t node;
  uint8_t bit;
};
struct PNode {
  std::vector<Op> ops;
  std::vector<Child> kids;
  int items = -1;
  std::vector<std::pair<uint64_t, uint16_t>> need;
  std::vector<NeedWhen> when;
  std::vector<uint16_t> clear;  // object
  std::vector<std::pair<uint16_t, int64_t>> minItems;
  std::vector<std::pair<uint16_t, uint16_t>> holds;
  std::vector<std::pair<uint16_t, uint16_t>> unique;
  bool isArr = false;  // array: (rule,min) (rule,flag) (rule,set)
  std::vector<uint8_t> h;
  uint32_t hmask = 0;
  uint64_t mul = 0;  // perfect hash over kids
};
struct Cross {
  enum K : uint8_t { EQUAL, TEMPLATE, IMPLIES } k;
  uint16_t rule;
  int a, b;
  int from, len;
  std::string pre, suf;
  std::vector<std::pair<int, std::string>> then;
  std::string is;
};
static inline uint64_t khash(const char* p, size_t n) {
  uint64_t v = 0;
  if (n >= 8) {
    memcpy(&v, p, 8);
    uint64_t w;
    memcpy(&w, p + n - 8, 8);
    v ^= w * 0x9E3779B97F4A7C15ull;
  } else if (n >= 4) {
    uint32_t x, y;
    memcpy(&x, p, 4);
    memcpy(&y, p + n - 4, 4);
    v = x | (uint64_t(y) << 32);
  } else if (n)
    v = uint64_t((unsigned char)p[0]) | uint64_t((unsigned char)p[n / 2]) << 8 |
        uint64_t((unsigned char)p[n - 1]) << 16;
  return v ^ (uint64_t(n) << 56);
}
struct Plan {
  std::vector<PNode> nodes{1};
  std::vector<std::string> ids;
  std::vector<int> bits;
  std::vector<std::unique_ptr<rx::Regex>> re;
  std::vector<std::string> keys;
  std::vector<std::vector<std::string>> sets;
  std::vector<std::string> consts;
  std::vector<Cross> cross;
  std::map<std::string, int> slots;
  int flags = 0, collects = 0;
  std::map<std::string, uint32_t> keyId;
  std::map<std::string, int> reId;
  uint32_t key(const std::string& s) {
    auto [it, n] = keyId.emplace(s, keys.size());
    if (n) keys.push_back(s);
    return it->second;
  }
  int slot(const std::string& s) { return slots.emplace(s, int(slots.size())).first->second; }
  size_t child(size_t n, const std::string& k) {
    for (auto& c : nodes[n].kids)
      if (keys[c.key] == k) return c.node;
    Child c{key(k), uint16_t(nodes.size()), uint8_t(nodes[n].kids.size())};
    if (nodes[n].kids.size() > 63) throw std::runtime_error("too many members");
    nodes[n].kids.push_back(c);
    nodes.emplace_back();
    return nodes.size() - 1;
  }
  size_t items(size_t n) {
    if (nodes[n].items < 0) {
      nodes[n].items = int(nodes.size());
      nodes[n].isArr = true;
      nodes.emplace_back();
    }
    return size_t(nodes[n].items);
  }
  std::pair<size_t, size_t> at(std::string p) {
    size_t n = 0, parent = 0;
    std::string t;
    auto flush = [&] {
      if (!t.empty()) {
        parent = n;
        n = child(n, t);
        t.clear();
      }
    };
    for (size_t i = 0; i < p.size(); i++) {
      if (p[i] == '.')
        flush();
      else if (p[i] == '[') {
        flush();
        parent = n;
        n = items(n);
        i++;
      } else
        t.push_back(p[i]);
    }
    flush();
    return {n, parent};
  }
  uint64_t bit(size_t n, const std::string& k) {
    child(n, k);
    for (auto& c : nodes[n].kids)
      if (keys[c.key] == k) return 1ull << c.bit;
    return 0;
  }
  uint64_t bitOf(size_t parent, size_t node) {
    for (auto& c : nodes[parent].kids)
      if (c.node == node) return 1ull << c.bit;
    return 0;
  }
  uint32_t regex(const std::string& r) {
    auto [it, n] = reId.emplace(r, int(re.size()));
    if (n) re.push_back(std::make_unique<rx::Regex>(r));
    return uint32_t(it->second);
  }
  uint32_t cst(const std::string& s) {
    consts.push_back(s);
    return uint32_t(consts.size() - 1);
  }
  void load(const J& rules, int copies) {
    for (int k = 0; k < copies; k++)
      for (auto& r : rules) {
        std::string id = r["id"], op = r["op"];
        uint16_t rule = uint16_t(ids.size());
        ids.push_back(k ? id + "_" + std::to_string(k) : id);
        bits.push_back(std::stoi(id.substr(1)) - 1);
        auto vary = [&](std::string s) {
          return k ? s.substr(0, s.size() - 1) + "(?:~q" + std::to_string(k) + ")?$" : s;
        };
        if (r.contains("at")) {
          auto [n, parent] = at(r["at"]);
          if (r.value("required", false)) nodes[parent].need.push_back({bitOf(parent, n), rule});
          if (op == "members") {
            uint64_t m = 0;
            for (auto& x : r["need"]) m |= bit(n, x);
            nodes[n].need.push_back({m, rule});
          } else if (op == "object") {
            Op o{Op::OBJECT};
            o.rule = rule;
            nodes[n].ops.push_back(o);
          } else if (op == "in") {
            std::vector<std::string> v = r["values"];
            if (k) v.push_back("ZZ" + std::to_string(k));
            sets.push_back(v);
            Op o{Op::IN};
            o.rule = rule;
            o.arg = uint32_t(sets.size() - 1);
            nodes[n].ops.push_back(o);
          } else if (op == "match") {
            Op o{Op::MATCH};
            o.rule = rule;
            o.arg = regex(vary(r["re"]));
            for (auto kk : {"then_keep", "then_keep_first"})
              if (r.contains(kk) && !k) {
                o.stop = true;
              }
            nodes[n].ops.push_back(o);
            for (auto kk : {"then_keep", "then_keep_first"})
              if (r.contains(kk) && !k) {
                Op q{Op::KEEP};
                q.arg = uint32_t(slot(r[kk]));
                q.firstOnly = std::string(kk) == "then_keep_first";
                nodes[n].ops.push_back(q);
              }
          } else if (op == "length") {
            Op o{Op::LENGTH};
            o.rule = rule;
            o.a = r["min"];
            o.b = int64_t(r["max"]) + k;
            nodes[n].ops.push_back(o);
          } else if (op == "integer") {
            Op o{Op::INTEGER};
            o.rule = rule;
            o.a = r["min"];
            o.b = int64_t(r["max"]) + k;
            nodes[n].ops.push_back(o);
          } else if (op == "items") {
            nodes[n].isArr = true;
            items(n);
            nodes[n].minItems.push_back({rule, r["min"]});
          } else if (op == "unique") {
            size_t it = items(n);
            uint16_t s = uint16_t(collects++);
            nodes[n].unique.push_back({rule, s});
            size_t t = r.contains("member") ? child(it, r["member"]) : it;
            Op o{Op::COLLECT};
            o.arg = s;
            nodes[t].ops.push_back(o);
          } else if (op == "holds") {
            size_t it = items(n);
            uint16_t f = uint16_t(flags++);
            nodes[n].holds.push_back({rule, f});
            size_t t = r.contains("member") ? child(it, r["member"]) : it;
            Op o{Op::HOLDS_FLAG};
            o.arg = cst(r["value"]);
            o.a = f;
            nodes[t].ops.push_back(o);
          } else if (op == "when_need") {
            std::string sl = "." + std::string(r["at"]) + "." + std::string(r["member"]);
            uint64_t m = 0;
            for (auto& x : r["need"]) m |= bit(n, x);
            size_t t = child(n, r["member"]);
            bool have = slots.count(sl);
            int s = slot(sl);
            if (!have) {
              Op q{Op::KEEPSTR};
              q.arg = uint32_t(s);
              nodes[t].ops.push_back(q);
              nodes[n].clear.push_back(uint16_t(s));
            }
            nodes[n].when.push_back({rule, uint16_t(s), cst(r["is"]), m});
          } else
            throw std::runtime_error("op " + op);
        } else {
          Cross c{};
          c.rule = rule;
          auto keepAt = [&](const std::string& path) {
            bool have = slots.count("@" + path);
            int s = slot("@" + path);
            if (!have) {
              auto n = at(path).first;
              Op q{Op::KEEPSTR};
              q.arg = uint32_t(s);
              nodes[n].ops.insert(nodes[n].ops.begin(), q);
            }
            return s;
          };
          auto ref = [&](std::string s) { return s[0] == '@' ? keepAt(s.substr(1)) : slot(s); };
          if (op == "equal") {
            c.k = Cross::EQUAL;
            c.a = ref(r["a"]);
            c.b = ref(r["b"]);
            c.from = r.value("from", 0);
            c.len = r.value("len", -1);
          } else if (op == "template") {
            c.k = Cross::TEMPLATE;
            c.a = ref(r["a"]);
            c.b = ref(r["b"]);
            c.pre = r["prefix"];
            c.suf = r["suffix"];
          } else if (op == "implies") {
            c.k = Cross::IMPLIES;
            c.a = keepAt(r["if"][0]);
            c.is = r["if"][1];
            for (auto& t : r["then"]) c.then.push_back({keepAt(t[0]), t[1]});
          }
          cross.push_back(c);
        }
      }
    for (auto& n :
         nodes) {  // perfect hash per object node: try multipliers until no two members collide
      if (n.kids.empty()) continue;
      uint32_t sz = 4;
      while (sz < n.kids.size() * 2) sz *= 2;
      for (uint64_t t = 0;; t++) {
        n.mul = 0x9E3779B97F4A7C15ull + t * 2;
        n.h.assign(sz, 255);
        n.hmask = sz - 1;
        bool ok = true;
        for (size_t i = 0; i < n.kids.size() && ok; i++) {
          auto& s = keys[n.kids[i].key];
          auto& c = n.h[(khash(s.data(), s.size()) * n.mul >> 32) & n.hmask];
          if (c != 255) ok = false;
          c = uint8_t(i);
        }
        if (ok) break;
        if (t % 64 == 63) sz *= 2;
      }
    }
  }
  static inline bool same(const char* a, const char* b,
                          size_t n) {  // equal length, short keys: no library call
    auto w = [](const char* x) {
      uint64_t v;
      memcpy(&v, x, 8);
      return v;
    };
    auto h = [](const char* x) {
      uint32_t v;
      memcpy(&v, x, 4);
      return v;
    };
    if (n > 16) return !memcmp(a, b, n);
    if (n >= 8) return ((w(a) ^ w(b)) | (w(a + n - 8) ^ w(b + n - 8))) == 0;
    if (n >= 4) return ((h(a) ^ h(b)) | (h(a + n - 4) ^ h(b + n - 4))) == 0;
    for (size_t i = 0; i < n; i++)
      if (a[i] != b[i]) return false;
    return true;
  }
  const Child* find(const PNode& n, const char* p, size_t l) const {
    if (n.kids.empty()) return nullptr;
    uint8_t i = n.h[(khash(p, l) * n.mul >> 32) & n.hmask];
    if (i == 255) return nullptr;
    const Child& c = n.kids[i];
    const std::string& s = keys[c.key];
    return s.size() == l && same(s.data(), p, l) ? &c : nullptr;
  }
};
