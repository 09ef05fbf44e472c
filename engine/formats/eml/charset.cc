#include "formats/eml/charset.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <map>

#include "formats/eml/gmime.h"
#include "formats/eml/header.h"
#include "text/unicode.h"

namespace intake::eml {
namespace {

constexpr std::string_view kLost = "\xEF\xBF\xBD";
constexpr std::size_t kNameBytes = 40;
constexpr std::size_t kHeld = 200;

/// windows-1252 from 0x80 to 0x9F; 0: nothing stands there. Source: Unicode CP1252.TXT.
constexpr std::array<char16_t, 32> kWindows1252{
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

constexpr std::array<std::string_view, 12> kWesternNames{
    "",           "us-ascii", "ascii",   "ansi_x3.4-1968", "iso-8859-1", "iso8859-1",
    "iso_8859-1", "latin1",   "latin-1", "windows-1252",   "cp1252",     "x-user-defined"};

bool is_western(std::string_view name) {
  return std::find(kWesternNames.begin(), kWesternNames.end(), name) != kWesternNames.end();
}

bool is_utf8(std::string_view name) { return name == "utf-8" || name == "utf8"; }

bool is_safe(std::string_view name) {
  return !name.empty() && name.size() <= kNameBytes &&
         std::all_of(name.begin(), name.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                  std::string_view("._:+-").find(c) != std::string_view::npos;
         });
}

Decoded decode_western(std::string_view bytes) {
  Decoded out;
  out.text.reserve(bytes.size() + bytes.size() / 8);
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80) {
      out.text += c;
      continue;
    }
    char32_t code = byte;
    if (byte < 0xA0) code = kWindows1252[byte - 0x80];
    if (code == 0) out.lost = "bytes that windows-1252 does not have";
    append_utf8(out.text, code == 0 ? U'\uFFFD' : code);
  }
  return out;
}

Decoded decode_utf8(std::string_view bytes) {
  Decoded out;
  out.text.reserve(bytes.size());
  while (!bytes.empty()) {
    const std::size_t good = find_invalid_utf8(bytes).value_or(bytes.size());
    out.text += bytes.substr(0, good);
    bytes.remove_prefix(good);
    if (bytes.empty()) break;
    out.text += kLost;
    out.lost = "bytes that are not UTF-8";
    bytes.remove_prefix(1);
    // The rest of a broken sequence is one loss.
    while (!bytes.empty() && (static_cast<unsigned char>(bytes.front()) & 0xC0) == 0x80) {
      bytes.remove_prefix(1);
    }
  }
  return out;
}

/// An open conversion.
class Conversion {
 public:
  Conversion(const char* to, const char* from) : handle_(g_mime_iconv_open(to, from)) {}
  ~Conversion() {
    if (is_open()) g_mime_iconv_close(handle_);
  }
  Conversion(const Conversion&) = delete;
  Conversion& operator=(const Conversion&) = delete;

  bool is_open() const {
    return handle_ != reinterpret_cast<iconv_t>(-1);  // NOLINT(performance-no-int-to-ptr): POSIX
  }

  /// How many bytes could not be converted; each is replaced by `lost`, or ends it where that is
  /// empty.
  std::size_t run(std::string_view bytes, std::string_view lost, std::string& out) {
    std::size_t losses = 0;
    std::string input(bytes);
    char* in = input.data();
    std::size_t in_left = input.size();
    std::array<char, 4096> buffer;
    for (bool flush = false;;) {
      char* to = buffer.data();
      std::size_t room = buffer.size();
      const std::size_t done = flush ? iconv(handle_, nullptr, nullptr, &to, &room)
                                     : iconv(handle_, &in, &in_left, &to, &room);
      const int why = errno;
      out.append(buffer.data(), buffer.size() - room);
      if (done != static_cast<std::size_t>(-1)) {
        if (flush) return losses;
        flush = true;
        continue;
      }
      if (why == E2BIG) {
        if (room == buffer.size()) return losses + in_left + 1;
        continue;
      }
      ++losses;
      if (lost.empty() || flush) return losses;
      out += lost;
      if (why == EINVAL || in_left == 0) {
        flush = true;
        in_left = 0;
        continue;
      }
      ++in;
      --in_left;
    }
  }

 private:
  iconv_t handle_;
};

}  // namespace

std::string decode_unnamed(std::string_view bytes) {
  if (!find_invalid_utf8(bytes)) return std::string(bytes);
  return decode_western(bytes).text;
}

Decoded decode_charset(std::string_view bytes, std::string_view charset) {
  const std::string name = lower_ascii(charset);
  if (is_utf8(name)) {
    return decode_utf8(bytes);
  }
  const bool utf8 = !find_invalid_utf8(bytes);
  if (is_western(name)) {
    // Only ASCII says nothing of the other bytes: there what is UTF-8 is UTF-8.
    const bool says_nothing = name.empty() || name.find("ascii") != std::string::npos ||
                              name.starts_with("ansi") || name.starts_with("x-");
    if (says_nothing && utf8) return {std::string(bytes), {}};
    return decode_western(bytes);
  }
  if (is_safe(name)) {
    start_gmime();
    Conversion conversion("UTF-8", name.c_str());
    if (conversion.is_open()) {
      Decoded out;
      if (conversion.run(bytes, kLost, out.text) != 0) out.lost = "bytes that are not " + name;
      // iconv is trusted with the bytes, not with what it gives.
      if (find_invalid_utf8(out.text)) return decode_utf8(out.text);
      return out;
    }
  }
  if (utf8) return {std::string(bytes), {}};
  Decoded out;
  for (const char c : bytes)
    out.text += static_cast<unsigned char>(c) < 0x80 ? std::string_view(&c, 1) : kLost;
  out.lost = is_safe(name) ? "a text in the charset " + name + ", which is not known"
                           : "a text in a charset that is not known";
  return out;
}

std::optional<std::string> encode_charset(std::string_view text, std::string_view charset) {
  std::string name = lower_ascii(charset);
  if (is_utf8(name)) return std::string(text);
  if (is_western(name)) name = "windows-1252";
  if (!is_safe(name)) return std::nullopt;
  start_gmime();
  Conversion conversion(name.c_str(), "UTF-8");
  std::string out;
  if (!conversion.is_open() || conversion.run(text, {}, out) != 0) return std::nullopt;
  return out;
}

void hold_charset(std::string_view charset) {
  // Never closed, also not at the end: closing would let the C library drop the tables.
  static auto& held = *new std::map<std::string, std::array<iconv_t, 2>>;
  const std::string name = lower_ascii(charset);
  if (!is_safe(name) || held.size() >= kHeld || held.count(name) > 0) return;
  start_gmime();
  held[name] = {g_mime_iconv_open("UTF-8", name.c_str()), g_mime_iconv_open(name.c_str(), "UTF-8")};
}

bool tidy_text(std::string& text) {
  bool whole = true;
  std::string out;
  out.reserve(text.size());
  std::string_view rest = text;
  if (rest.starts_with("\xEF\xBB\xBF")) rest.remove_prefix(3);
  for (std::size_t i = 0; i < rest.size(); ++i) {
    const char c = rest[i];
    if (c == '\r' || c == '\f' || c == '\v') {
      const bool pair = c == '\r' && i + 1 < rest.size() && rest[i + 1] == '\n';
      if (!pair) out += '\n';
    } else if ((c >= 0 && c < ' ' && c != '\n' && c != '\t') || c == '\x7f') {
      out += kLost;
      whole = false;
    } else {
      out += c;
    }
  }
  text = std::move(out);
  return whole;
}

}  // namespace intake::eml
