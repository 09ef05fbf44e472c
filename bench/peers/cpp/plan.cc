// A prototype of a data-driven engine with nothing around it: checks.json is read at run time,
// compiled to a trie of operations and run; what it finds is the number of a check and a byte. No
// messages, no pointers, no rule language. It shows how close to a hand-written checker such an
// engine can come. Two readers: own (an arena of nodes that keep their offsets) and od (simdjson
// On-Demand, evaluated as it is read).
//
//     plan CHECKS own|od verify FILE OUT
//     plan CHECKS own|od rate FILE SECONDS [COPIES]
//     plan CHECKS own|od one FILE
//     plan CHECKS own|od stream FILE [THREADS]
#include <simdjson.h>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <fstream>

#include "own_reader.h"
#include "plan_run.h"
#include "stream.h"

static double now() {
  timespec t;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
  return t.tv_sec + t.tv_nsec * 1e-9;
}

struct OwnFront {
  OwnParser ps;
  Dom d;
  Run R;
  explicit OwnFront(const Plan& p) : R(p) {}
  void walk(const Dom& d2, uint32_t i, const PNode& n) {
    const Node& x = d2.n[i];
    const Plan& P = R.P;
    switch (x.type) {
      case 1: {
        R.value(n, 1, {}, 0, x.off);
        if (n.isArr) R.notArr(n, x.off);
        if (n.kids.empty()) break;
        R.objBegin(n);
        uint64_t seen = 0;
        for (uint32_t c = i + 1; c < x.next; c = d2.n[c].next) {
          const Node& y = d2.n[c];
          const char* k = y.koff >> 31 ? d2.buf.data() + (y.koff & 0x7fffffff) : d2.src + y.koff;
          if (const Child* ch = P.find(n, k, y.klen)) {
            seen |= 1ull << ch->bit;
            walk(d2, c, P.nodes[ch->node]);
          }
        }
        R.objEnd(n, seen, x.off);
        break;
      }
      case 2: {
        R.value(n, 2, {}, 0, x.off);
        if (!n.isArr) break;
        R.arrBegin(n);
        const PNode& it = P.nodes[size_t(n.items)];
        size_t cnt = 0;
        for (uint32_t c = i + 1; c < x.next; c = d2.n[c].next) {
          R.itemIndex = cnt++;
          walk(d2, c, it);
        }
        R.arrEnd(n, cnt, x.off);
        break;
      }
      case 0:
      case 5:
        if (n.isArr) R.notArr(n, x.off);
        R.value(n, 0, d2.str(x), 0, x.off);
        break;
      case 3: {
        if (n.isArr) R.notArr(n, x.off);
        int64_t v = 0;
        bool neg = false;
        for (sv s = d2.str(x); char c : s) {
          if (c == '-')
            neg = true;
          else
            v = v * 10 + (c - '0');
        }
        R.value(n, 3, {}, neg ? -v : v, x.off);
        break;
      }
      default:
        if (n.isArr) R.notArr(n, x.off);
        R.value(n, 4, {}, 0, x.off);
    }
  }
  void validate(const Dom& d2) {
    R.reset();
    walk(d2, 0, R.P.nodes[0]);
    R.crossChecks();
  }
  bool check(const char* p, size_t len) {
    if (!simdjson::validate_utf8(p, len) || !ps.parse(p, p + len, d)) return false;
    validate(d);
    return true;
  }
};
struct OdFront {
  simdjson::ondemand::parser ps;
  Run R;
  const char* base;
  explicit OdFront(const Plan& p) : R(p) {}
  using V = simdjson::ondemand::value;
  static inline bool str(V v, sv& s) {
    sv t = v.raw_json_token();
    size_t n = t.size();
    while (t[n - 1] != '"') n--;
    if (memchr(t.data() + 1, '\\', n - 2)) return v.get_string().get(s) == simdjson::SUCCESS;
    s = sv(t.data() + 1, n - 2);
    return true;
  }
  bool obj(simdjson::ondemand::object o, const PNode& n, uint32_t off) {
    R.value(n, 1, {}, 0, off);
    if (n.isArr) R.notArr(n, off);
    if (n.kids.empty()) return true;
    R.objBegin(n);
    uint64_t seen = 0;
    for (auto f : o) {
      if (f.error()) return false;
      const char* k = f.key().value_unsafe().raw();
      size_t l = size_t((const char*)memchr(k, '"', 1 << 16) - k);
      if (const Child* ch = R.P.find(n, k, l)) {
        seen |= 1ull << ch->bit;
        if (!val(f.value().value_unsafe(), R.P.nodes[ch->node])) return false;
      }
    }
    R.objEnd(n, seen, off);
    return true;
  }
  bool val(V v, const PNode& n) {
    auto t = v.type();
    uint32_t off = 0;
    sv s;
    switch (t.value_unsafe()) {
      case simdjson::ondemand::json_type::object: {
        simdjson::ondemand::object o;
        if (v.get_object().get(o)) return false;
        return obj(o, n, off);
      }
      case simdjson::ondemand::json_type::array: {
        R.value(n, 2, {}, 0, off);
        if (!n.isArr) return true;
        simdjson::ondemand::array a;
        if (v.get_array().get(a)) return false;
        R.arrBegin(n);
        const PNode& it = R.P.nodes[size_t(n.items)];
        size_t cnt = 0;
        for (auto e : a) {
          V x;
          if (e.get(x)) return false;
          R.itemIndex = cnt++;
          if (!val(x, it)) return false;
        }
        R.arrEnd(n, cnt, off);
        return true;
      }
      case simdjson::ondemand::json_type::string:
        if (n.isArr) R.notArr(n, off);
        if (!str(v, s)) return false;
        R.value(n, 0, s, 0, off);
        return true;
      case simdjson::ondemand::json_type::number: {
        if (n.isArr) R.notArr(n, off);
        int64_t i;
        if (!v.get_int64().get(i))
          R.value(n, 3, {}, i, off);
        else
          R.value(n, 4, {}, 0, off);
        return true;
      }
      default:
        if (n.isArr) R.notArr(n, off);
        R.value(n, 4, {}, 0, off);
        return true;
    }
  }
  bool check(const char* p, size_t len) {
    R.reset();
    simdjson::ondemand::document d;
    if (ps.iterate(p, len, len + simdjson::SIMDJSON_PADDING).get(d)) return false;
    simdjson::ondemand::object o;
    if (d.get_object().get(o)) return false;
    if (!obj(o, R.P.nodes[0], 0)) return false;
    R.crossChecks();
    return true;
  }
};
template <class F>
int work(const Plan& P, int c, char** v, double setupMs) {
  if (!strcmp(v[2], "stream")) return stream<F>(P, v[3], c > 4 ? atoi(v[4]) : 1);
  std::string mode = v[2];
  simdjson::padded_string ps;
  if (simdjson::padded_string::load(v[3]).get(ps)) return 2;
  const char* p = ps.data();
  const char* end = p + ps.size();
  std::vector<sv> L;
  for (const char* q = p; q < end;) {
    const char* e = (const char*)memchr(q, '\n', size_t(end - q));
    if (!e) e = end;
    if (e > q) L.push_back({q, size_t(e - q)});
    q = e + 1;
  }
  F f(P);
  auto chk = [&](sv l) -> uint32_t { return f.check(l.data(), l.size()) ? f.R.mask() : ~0u; };
  if (mode == "one") return chk(L[0]) ? 1 : 0;
  if (mode == "verify") {
    std::ofstream o(v[4]);
    for (auto l : L) o << (int32_t)chk(l) << '\n';
    return 0;
  }
  double secs = atof(v[4]);
  auto rate = [&](auto&& fn, size_t N) {
    for (size_t i = 0; i < 500 && i < N; i++) fn(i);
    size_t n = 0, inv = 0;
    double t = now(), e;
    do {
      for (size_t i = 0; i < N; i++) {
        inv += fn(i) != 0;
        n++;
        if ((n & 15) == 0 && now() - t > 3 * secs) break;
      }
      e = now() - t;
    } while (e < secs);
    return double(n) / e;
  };
  double both = rate([&](size_t i) { return chk(L[i]); }, L.size()), only = 0, parse = 0;
  const long peak = peak_mb();
  if constexpr (std::is_same_v<F, OwnFront>) {
    parse = rate([&](size_t i) { return !f.ps.parse(L[i].data(), L[i].data() + L[i].size(), f.d); },
                 L.size());
    size_t K = std::min<size_t>(L.size(), 2000);
    std::vector<Dom> D(K);
    for (size_t i = 0; i < K; i++) f.ps.parse(L[i].data(), L[i].data() + L[i].size(), D[i]);
    only = rate(
        [&](size_t i) {
          f.validate(D[i]);
          return !f.R.out.empty();
        },
        K);
  }
  printf(
      "{\"profile\": \"full\", \"load_ms\": %.2f, \"both\": %.1f, \"only\": %.1f, \"read\": %.1f, "
      "\"peak_mb\": %ld}\n",
      setupMs, both, only, parse, peak);
  (void)c;
  return 0;
}
int main(int c, char** v) {
  if (c < 5) return 64;
  --c;
  ++v;
  double t = now();
  std::ifstream in(v[0]);
  J j = J::parse(in);
  int copies = c > 5 ? atoi(v[5]) : 1;
  Plan P;
  P.load(j, copies);
  double ms = (now() - t) * 1e3;
  return std::string(v[1]) == "od" ? work<OdFront>(P, c, v, ms) : work<OwnFront>(P, c, v, ms);
}
