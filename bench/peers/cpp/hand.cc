// The speed of light of the benchmark: the checks written by hand over simdjson On-Demand, in one
// pass, with no memory taken per document. What it finds is the number of a check.
//
//     hand verify FILE OUT | hand rate FILE SECONDS | hand one FILE
#include <simdjson.h>
#include <algorithm>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <string>
#include <vector>
#include "match.h"
using namespace simdjson;
using V = ondemand::value;
// Strings without a backslash are used where they lie; keys are compared with their closing quote
static inline __attribute__((always_inline)) bool str(V v, sv& s) {
  sv t = v.raw_json_token();
  if (t[0] != '"') return false;
  size_t n = t.size();
  while (t[n - 1] != '"') n--;  // blanks between the string and the next token
  if (__builtin_expect(memchr(t.data() + 1, '\\', n - 2) != nullptr, 0))
    return v.get_string().get(s) == SUCCESS;
  s = sv(t.data() + 1, n - 2);
  return true;
}
struct K {
  const char* p;
  template <size_t N>
  bool operator==(const char (&lit)[N]) const {
    return memcmp(p, lit, N - 1) == 0 && p[N - 1] == '"';
  }
  template <size_t N>
  bool operator!=(const char (&lit)[N]) const {
    return !(*this == lit);
  }
};
#define KEY(f, k) \
  K k { (f).key().value_unsafe().raw() }
struct Seen {
  std::vector<sv> v;
  bool add_dup(sv s) {
    if (v.size() < 32) {
      for (auto& x : v)
        if (x == s) return true;
      v.push_back(s);
      return false;
    }
    v.push_back(s);
    return false;
  }
  bool late_dup() {
    if (v.size() < 32) return false;
    std::sort(v.begin(), v.end());
    return std::adjacent_find(v.begin(), v.end()) != v.end();
  }
};
struct Checker {
  ondemand::parser parser;
  Seen kids, small;
  static constexpr sv MT2 =
      "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
  __attribute__((flatten)) uint32_t check(const char* p, size_t len, size_t cap) {
    uint32_t m = 0;
    auto bad = [&](int r) { m |= 1u << (r - 1); };
    ondemand::document doc;
    if (parser.iterate(p, len, cap).get(doc)) return ~0u;
    ondemand::object root;
    if (doc.get_object().get(root)) return ~0u;
    uint32_t have = 0;
    enum { F = 1, RE = 2, O = 4, CI = 8, NA = 16, CR = 32, SC = 64, TG = 128, CT = 256, MA = 512 };
    sv formType, realm, nihii, kind, clientId, name, id0, subject;
    bool fFormType = false, ftStr = false, realmStr = false, oIsObj = false, nihiiOk = false,
         kindN = false, clientOk = false, nameStr = false, id0Ok = false, subjStr = false;
    kids.v.clear();
    for (auto f : root) {
      KEY(f, k);
      V v;
      if (f.value().get(v)) return ~0u;
      if (k == "form") {
        have |= F;
        ondemand::object o;
        if (v.get_object().get(o)) {
          bad(2);
          continue;
        }
        bool ok = false;
        for (auto g : o) {
          KEY(g, kk);
          if (kk == "type") {
            fFormType = true;
            V x = g.value();
            ftStr = str(x, formType);
            ok = ftStr && (formType == "M2M" || formType == "HEALTHCARE");
          }
        }
        if (!ok) bad(2);
      } else if (k == "realm") {
        have |= RE;
        realmStr = str(v, realm);
        if (!realmStr || (realm != "M2M" && realm != "HEALTHCARE")) bad(3);
      } else if (k == "organisation") {
        have |= O;
        ondemand::object o;
        if (v.get_object().get(o)) {
          bad(4);
          continue;
        }
        oIsObj = true;
        bool nameOk = false, hasN = false;
        for (auto g : o) {
          KEY(g, kk);
          V x;
          if (g.value().get(x)) return ~0u;
          if (kk == "name") {
            sv s;
            nameOk = str(x, s) && len_in(s, 2, 120);
          } else if (kk == "nihii") {
            hasN = true;
            nihiiOk = str(x, nihii) && m_nihii(nihii);
          } else if (kk == "kind") {
            kindN = str(x, kind) && kind == "NIHII";
          }
        }
        if (!nameOk) bad(4);
        if (hasN ? !nihiiOk : kindN) bad(5);
      } else if (k == "clientId") {
        have |= CI;
        clientOk = str(v, clientId) && m_clientId(clientId);
        if (!clientOk) bad(6);
      } else if (k == "name") {
        have |= NA;
        nameStr = str(v, name);
        if (!nameStr || !len_in(name, 2, 120)) bad(7);
      } else if (k == "description") {
        sv s;
        if (!str(v, s) || !len_in(s, 0, 500)) bad(8);
      } else if (k == "credentials") {
        have |= CR;
        ondemand::object o;
        if (v.get_object().get(o)) {
          bad(9);
          continue;
        }
        bool url = false, hasI = false, hasK = false;
        for (auto g : o) {
          KEY(g, kk);
          V x;
          if (g.value().get(x)) return ~0u;
          if (kk == "jwksUrl") {
            sv s;
            url = str(x, s) && m_jwksUrl(s);
          } else if (kk == "identifiers") {
            ondemand::array a;
            if (x.get_array().get(a)) continue;
            size_t n = 0;
            for (auto e : a) {
              hasI = true;
              ondemand::object io;
              if (e.get_object().get(io)) {
                bad(10);
                n++;
                continue;
              }
              bool idOk = false, ty = false;
              for (auto h : io) {
                KEY(h, hk);
                V y;
                if (h.value().get(y)) return ~0u;
                sv s;
                if (hk == "identifier") {
                  idOk = str(y, s) && m_nihii(s);
                  if (n == 0 && idOk) {
                    id0 = s;
                    id0Ok = true;
                  }
                } else if (hk == "type")
                  ty = str(y, s) && s == "NIHII-HOSPITAL";
                else if (hk == "applicationIdentifier") {
                  if (!str(y, s) || !m_appId(s)) bad(12);
                }
              }
              if (!idOk) bad(10);
              if (!ty) bad(11);
              n++;
            }
          } else if (kk == "jwks") {
            ondemand::object jo;
            if (x.get_object().get(jo)) continue;
            for (auto h : jo) {
              KEY(h, hk);
              if (hk != "keys") continue;
              ondemand::array a;
              if (h.value().get_array().get(a)) continue;
              for (auto e : a) {
                hasK = true;
                ondemand::object ko;
                if (e.get_object().get(ko)) {
                  bad(13);
                  continue;
                }
                bool kid = false, use = false, rsa = false, ec = false;
                unsigned parts = 0;
                for (auto q : ko) {
                  KEY(q, qk);
                  V y;
                  if (q.value().get(y)) return ~0u;
                  sv s;
                  if (qk == "kid") {
                    if (str(y, s)) {
                      kid = !s.empty();
                      if (kids.add_dup(s)) bad(29);
                    }
                  } else if (qk == "use")
                    use = str(y, s) && (s == "sig" || s == "enc");
                  else if (qk == "kty") {
                    if (str(y, s)) {
                      rsa = s == "RSA";
                      ec = s == "EC";
                    }
                  } else if (qk == "n") {
                    parts |= 1;
                    if (!str(y, s) || !m_n(s)) bad(13);
                  } else if (qk == "e")
                    parts |= 2;
                  else if (qk == "crv")
                    parts |= 4;
                  else if (qk == "x")
                    parts |= 8;
                  else if (qk == "y")
                    parts |= 16;
                }
                if (!kid || !use || !(rsa ? (parts & 3) == 3 : ec && (parts & 28) == 28)) bad(13);
              }
            }
          }
        }
        if (!url) bad(9);
        if (!hasI) bad(10);
        if (!hasK) bad(13);
        if (kids.late_dup()) bad(29);
      } else if (k == "scopes") {
        have |= SC;
        ondemand::array a;
        if (v.get_array().get(a)) {
          bad(14);
          continue;
        }
        bool r = false, w = false;
        small.v.clear();
        for (auto e : a) {
          sv s;
          V y;
          if (e.get(y)) return ~0u;
          if (!str(y, s)) {
            bad(15);
            continue;
          }
          if (!m_scope(s)) bad(15);
          if (small.add_dup(s)) bad(15);
          if (s == "rct:api")
            r = true;
          else if (s == "webaccess:cacerts")
            w = true;
        }
        if (!r || !w) bad(14);
        if (small.late_dup()) bad(15);
      } else if (k == "targetGroups") {
        have |= TG;
        ondemand::array a;
        if (v.get_array().get(a)) {
          bad(19);
          continue;
        }
        size_t n = 0;
        unsigned seen = 0;
        for (auto e : a) {
          n++;
          sv s;
          V y;
          if (e.get(y)) return ~0u;
          unsigned b = 0;
          if (str(y, s))
            b = s == "HOSPITAL"      ? 1
                : s == "PHARMACY"    ? 2
                : s == "NURSE_GROUP" ? 4
                : s == "LAB"         ? 8
                                     : 0;
          if (!b || (seen & b)) bad(19);
          seen |= b;
        }
        if (!n) bad(19);
      } else if (k == "contacts") {
        have |= CT;
        ondemand::array a;
        if (v.get_array().get(a)) {
          bad(16);
          continue;
        }
        bool tech = false;
        size_t n = 0;
        for (auto e : a) {
          n++;
          ondemand::object co;
          if (e.get_object().get(co)) {
            bad(16);
            continue;
          }
          bool em = false, ph = false;
          for (auto h : co) {
            KEY(h, hk);
            V y;
            if (h.value().get(y)) return ~0u;
            sv s;
            if (hk == "email")
              em = str(y, s) && m_email(s);
            else if (hk == "phone")
              ph = str(y, s) && m_phone(s);
            else if (hk == "role") {
              if (str(y, s) && s == "TECHNICAL") tech = true;
            }
          }
          if (!em) bad(16);
          if (!ph) bad(18);
        }
        if (!n) bad(16);
        if (!tech) bad(17);
      } else if (k == "mail") {
        have |= MA;
        ondemand::object o;
        if (v.get_object().get(o)) {
          bad(20);
          continue;
        }
        bool to = false, cc = false, su = false, bo = false, at = false;
        for (auto g : o) {
          KEY(g, kk);
          V x;
          if (g.value().get(x)) return ~0u;
          sv s;
          ondemand::array a;
          if (kk == "to") {
            if (!x.get_array().get(a))
              for (auto e : a) {
                V y;
                if (e.get(y)) return ~0u;
                if (str(y, s) && s == "integration-support@ehealth.fgov.be") to = true;
              }
          } else if (kk == "cc") {
            if (!x.get_array().get(a))
              for (auto e : a) {
                V y;
                if (e.get(y)) return ~0u;
                if (str(y, s) && s == "wolf.wauters@ehealth.fgov.be") cc = true;
              }
          } else if (kk == "subject") {
            subjStr = str(x, subject);
            su = subjStr && m_subject(subject);
          } else if (kk == "body")
            bo = str(x, s) && len_in(s, 80, SIZE_MAX);
          else if (kk == "attachments") {
            if (x.get_array().get(a)) continue;
            for (auto e : a) {
              at = true;
              ondemand::object ao;
              if (e.get_object().get(ao)) {
                bad(24);
                continue;
              }
              bool fn = false, mt = false, sz = false;
              for (auto h : ao) {
                KEY(h, hk);
                V y;
                if (h.value().get(y)) return ~0u;
                if (hk == "fileName")
                  fn = str(y, s) && m_fileName(s);
                else if (hk == "mediaType")
                  mt = str(y, s) && (s == "application/pdf" || s == MT2);
                else if (hk == "size") {
                  int64_t i;
                  sz = !y.get_int64().get(i) && i >= 1 && i <= 10485760;
                }
              }
              if (!fn || !mt || !sz) bad(24);
            }
          }
        }
        if (!to) bad(20);
        if (!cc) bad(21);
        if (!su) bad(22);
        if (!bo) bad(23);
        if (!at) bad(24);
      }
    }
    if (have != 1023) bad(1);
    if (kindN && (((have & RE) && !(realmStr && realm == "M2M")) ||
                  (fFormType && !(ftStr && formType == "M2M"))))
      bad(25);
    if (id0Ok && clientOk && clientId.substr(15, 8) != id0) bad(26);
    if (id0Ok && nihiiOk && nihii != id0) bad(27);
    if (nameStr && subjStr) {
      constexpr sv a = "Configure Client REST RCT for ", b = " in realm M2M";
      if (subject.size() != a.size() + name.size() + b.size() || !subject.starts_with(a) ||
          subject.substr(a.size(), name.size()) != name || !subject.ends_with(b))
        bad(28);
    }
    (void)oIsObj;
    return m;
  }
};
static double now() {
  timespec t;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
  return t.tv_sec + t.tv_nsec * 1e-9;
}
int main(int c, char** v) {
  if (c < 3) return 64;
  std::string mode = v[1];
  Checker ck;
  padded_string ps;
  if (padded_string::load(v[2]).get(ps)) return 2;
  const char* p = ps.data();
  const char* end = p + ps.size();
  std::vector<std::pair<const char*, size_t>> L;
  for (const char* q = p; q < end;) {
    const char* e = (const char*)memchr(q, '\n', end - q);
    if (!e) e = end;
    if (e > q) L.push_back({q, size_t(e - q)});
    q = e + 1;
  }
  auto cap = [&](const char* q) { return size_t(end - q) + SIMDJSON_PADDING; };
  auto chk = [&](auto& l) {
    return ck.check(l.first, l.second, std::min(cap(l.first), l.second + SIMDJSON_PADDING));
  };
  if (mode == "one") return chk(L[0]) ? 1 : 0;
  if (mode == "verify") {
    std::ofstream o(v[3]);
    for (auto& l : L) o << (int32_t)chk(l) << '\n';
    return 0;
  }
  double secs = c > 3 ? atof(v[3]) : 1;
  for (int i = 0; i < 500 && i < (int)L.size(); i++) chk(L[i]);
  size_t n = 0, inv = 0;
  double t = now(), e;
  do {
    for (auto& l : L) {
      inv += chk(l) != 0;
      n++;
    }
    e = now() - t;
  } while (e < secs);
  const long peak = peak_mb();
  printf("{\"profile\": \"full\", \"both\": %.0f, \"invalid\": %zu, \"peak_mb\": %ld}\n", n / e,
         inv * L.size() / n, peak);
}
