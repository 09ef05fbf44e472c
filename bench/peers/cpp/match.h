// Hand-written matchers for the patterns of RULES.md (byte loops with class tables), and helpers.
#pragma once
#include <array>
#include <cstdint>
#include <cstring>
#include <fstream>
#include <string>
#include <string_view>
using sv = std::string_view;
enum : uint8_t {
  C_DIGIT = 1,
  C_B64 = 2,
  C_HOST = 4,
  C_PATH = 8,
  C_APP = 16,
  C_MAIL = 32,
  C_LABEL = 64,
  C_FILE = 128
};
struct Tab {
  uint8_t t[256];
  constexpr Tab() : t{} {
    for (int c = 0; c < 256; c++) {
      uint8_t m = 0;
      bool d = c >= '0' && c <= '9', U = c >= 'A' && c <= 'Z', L = c >= 'a' && c <= 'z',
           A = U || L || d;
      if (d) m |= C_DIGIT;
      if (A || c == '_' || c == '-') m |= C_B64;
      if (A || c == '.' || c == '-') m |= C_HOST;
      if (A || c == '.' || c == '_' || c == '~' || c == '/' || c == '-') m |= C_PATH;
      if (U || d || c == '.' || c == '_' || c == '-') m |= C_APP;
      if (A || c == '.' || c == '_' || c == '%' || c == '+' || c == '-') m |= C_MAIL;
      if (A || c == '-') m |= C_LABEL;
      if (A || c == ' ' || c == '_' || c == '.' || c == '-') m |= C_FILE;
      t[c] = m;
    }
  }
};
inline constexpr Tab TAB;
inline bool cls(char c, uint8_t m) { return TAB.t[(unsigned char)c] & m; }
inline bool all_of(sv s, uint8_t m) {
  uint8_t a = 0xff;
  for (unsigned char c : s) a &= TAB.t[c];
  return a & m;
}  // no early exit: vectorises badly but branch-free
inline bool m_digits8(const char* p) {  // SWAR: 8 bytes all '0'..'9'
  uint64_t v;
  memcpy(&v, p, 8);
  return ((v & 0xF0F0F0F0F0F0F0F0ull) == 0x3030303030303030ull) &&
         (((v + 0x0606060606060606ull) & 0xF0F0F0F0F0F0F0F0ull) == 0x3030303030303030ull);
}
inline bool m_nihii(sv s) { return s.size() == 8 && m_digits8(s.data()); }
inline bool m_clientId(sv s) {
  if (s.size() != 23 && s.size() != 27) return false;
  if (memcmp(s.data(), "nihdi-hospital-", 15) != 0 || !m_digits8(s.data() + 15)) return false;
  return s.size() == 23 || memcmp(s.data() + 23, "-crt", 4) == 0;
}
inline bool m_jwksUrl(sv s) {
  if (s.size() < 9 || memcmp(s.data(), "https://", 8) != 0) return false;
  size_t i = 8, n = s.size();
  while (i < n && cls(s[i], C_HOST)) i++;
  if (i == 8) return false;
  if (i < n && s[i] == ':') {
    size_t j = ++i;
    while (i < n && cls(s[i], C_DIGIT)) i++;
    if (i - j < 2 || i - j > 5) return false;
  }
  if (i == n) return true;
  if (s[i] != '/') return false;
  return all_of(s.substr(i), C_PATH);
}
inline bool m_appId(sv s) {
  return s.size() >= 1 && s.size() <= 32 && cls(s[0], C_APP) && s[0] != '.' && s[0] != '_' &&
         s[0] != '-' && all_of(s, C_APP);
}
inline bool m_n(sv s) { return s.size() >= 342 && all_of(s, C_B64); }
inline bool m_scope(sv s) {
  size_t i = 0, n = s.size();
  auto low = [&](char c) { return c >= 'a' && c <= 'z'; };
  while (i < n && low(s[i])) i++;
  if (i == 0 || i >= n || s[i] != ':') return false;
  size_t j = ++i;
  while (i < n && low(s[i])) i++;
  return i > j && i == n;
}
inline bool m_email(sv s) {
  size_t i = 0, n = s.size();
  while (i < n && cls(s[i], C_MAIL)) i++;
  if (i == 0 || i >= n || s[i] != '@') return false;
  sv h = s.substr(i + 1);
  size_t lab = 0, dots = 0, last = 0;
  for (size_t k = 0; k < h.size(); k++) {
    if (h[k] == '.') {
      if (!lab) return false;
      lab = 0;
      dots++;
      last = k + 1;
    } else {
      if (!cls(h[k], C_LABEL)) return false;
      lab++;
    }
  }
  if (!dots || h.size() - last < 2) return false;
  for (size_t k = last; k < h.size(); k++) {
    char c = h[k] | 32;
    if (c < 'a' || c > 'z') return false;
  }
  return true;
}
inline bool m_phone(sv s) {
  if (s.size() < 9 || s.size() > 17 || s[0] != '+') return false;
  for (size_t i = 1; i < s.size(); i++)
    if (!(s[i] == ' ' || cls(s[i], C_DIGIT))) return false;
  return true;
}
inline size_t cps(sv s) {
  size_t n = 0;
  for (unsigned char c : s) n += (c & 0xC0) != 0x80;
  return n;
}
inline bool m_subject(sv s) {
  constexpr sv a = "Configure Client REST RCT for ", b = " in realm M2M";
  if (s.size() < a.size() + b.size() + 2 || !s.starts_with(a) || !s.ends_with(b)) return false;
  sv mid = s.substr(a.size(), s.size() - a.size() - b.size());
  if (mid.find('\n') != sv::npos) return false;
  size_t c = cps(mid);
  return c >= 2 && c <= 120;
}
inline bool m_fileName(sv s) {
  size_t e = s.ends_with(".pdf") ? 4 : s.ends_with(".docx") ? 5 : 0;
  return e && s.size() > e && all_of(s.substr(0, s.size() - e), C_FILE);
}
inline bool len_in(sv s, size_t a, size_t b) {
  if (s.size() < a) return false;
  if (s.size() <= b && s.size() >= 4 * a) return true;
  size_t c = cps(s);
  return c >= a && c <= b;
}
// Since the program began: getrusage() would count what started it, too.
inline long peak_mb() {
  std::ifstream status("/proc/self/status");
  long kilobytes = 0;
  for (std::string name; status >> name;)
    if (name == "VmHWM:" && status >> kilobytes) break;
  return kilobytes / 1024;
}
