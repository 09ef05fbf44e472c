#include <algorithm>
#include <array>
#include <string>

#include "formats/reading/content_kinds.h"
#include "text/base64.h"

namespace intake {
namespace {

using enum ContentKind;

constexpr std::size_t kLooked = 1u << 20;
constexpr std::size_t kHeaderBytes = 64u << 10;

/// Of base64 text without any line around it.
std::optional<ContentKind> bare_base64(std::string_view text) {
  if (!text.starts_with("MI")) return std::nullopt;
  constexpr std::size_t kEnough = 256;
  std::string first;
  for (const char c : text) {
    if (c == '\r' || c == '\n' || c == ' ' || c == '\t') continue;
    const bool sign = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
                      c == '+' || c == '/' || c == '=';
    if (!sign) return std::nullopt;
    if (first.size() < kEnough) first += c;
  }
  first.resize(first.size() / 4 * 4);
  const auto bytes = decode_base64(first);
  return bytes && bytes->size() >= 48 ? der_kind(*bytes) : std::nullopt;
}

/// Headers that mails have and submissions do not; exactly as programs write them.
constexpr std::array<std::string_view, 16> kMailHeaders{
    "ARC-Seal", "Content-Type", "DKIM-Signature", "Date",       "Delivered-To",
    "From",     "In-Reply-To",  "MIME-Version",   "Message-ID", "Message-Id",
    "Received", "References",   "Return-Path",    "Subject",    "To",
    "X-Mailer",
};
static_assert(std::ranges::is_sorted(kMailHeaders));

constexpr std::array<std::string_view, 11> kKeyMembers{
    "alg", "crv", "e", "key_ops", "kid", "kty", "n", "use", "x", "x5c", "y",
};
static_assert(std::ranges::is_sorted(kKeyMembers));

template <typename Table>
bool among(const Table& table, std::string_view name) {
  return std::ranges::binary_search(table, name);
}

/// Reads the names of members and no more: strings and brackets, without a stack.
class MemberScan {
 public:
  explicit MemberScan(std::string_view text) : text_(text.substr(0, kLooked)) {}

  bool finds_key_set() {
    std::uint32_t depth = 0;
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (c == '"') {
        const std::string_view name = string();
        if (!followed_by(':')) continue;
        if (depth == 1 && name == "kty") return true;
        if (depth == 1 && name == "keys" && followed_by('[')) {
          if (followed_by(']')) return true;
          if (!followed_by('{')) return false;
          return first_key();
        }
        continue;
      }
      ++at_;
      if (c == '{' || c == '[') ++depth;
      if ((c == '}' || c == ']') && depth > 0) --depth;
      if (depth == 0) return false;
    }
    return false;
  }

 private:
  /// Whether the object that has just begun is like a JWK.
  bool first_key() {
    std::uint32_t depth = 1;
    while (at_ < text_.size() && depth > 0) {
      const char c = text_[at_];
      if (c == '"') {
        const std::string_view name = string();
        if (followed_by(':') && depth == 1 && among(kKeyMembers, name)) return true;
        continue;
      }
      ++at_;
      if (c == '{' || c == '[') ++depth;
      if (c == '}' || c == ']') --depth;
    }
    return false;
  }

  std::string_view string() {
    const std::size_t begin = ++at_;
    while (at_ < text_.size() && text_[at_] != '"') at_ += text_[at_] == '\\' ? 2 : 1;
    const std::size_t end = std::min(at_, text_.size());
    at_ = end + 1;
    return text_.substr(begin, end - begin);
  }

  bool followed_by(char wanted) {
    std::size_t next = std::min(at_, text_.size());
    while (next < text_.size() &&
           std::string_view(" \t\r\n").find(text_[next]) != std::string_view::npos) {
      ++next;
    }
    if (next >= text_.size() || text_[next] != wanted) return false;
    at_ = next + 1;
    return true;
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace

std::optional<ContentKind> pem_kind(std::string_view bytes) {
  const std::string_view text = bytes.substr(0, kLooked);
  constexpr std::string_view kBegin = "-----BEGIN ";
  if (text.starts_with("PuTTY-User-Key-File-")) return kPrivateKey;
  std::optional<ContentKind> found;
  const std::size_t nul = std::min(text.find('\0'), text.size());
  for (std::size_t at = text.find(kBegin); at < nul; at = text.find(kBegin, at + 1)) {
    if (at > 0 && text[at - 1] != '\n' && text[at - 1] != '\r') continue;
    const std::string_view rest = text.substr(at + kBegin.size(), 64);
    const std::string_view label = rest.substr(0, rest.find("-----"));
    if (label.size() == rest.size()) continue;
    if (label == "CERTIFICATE" || label == "TRUSTED CERTIFICATE" || label == "X509 CERTIFICATE" ||
        label == "PKCS7" || label == "CMS") {
      return kCertificate;
    }
    if (label.find("PRIVATE KEY") != label.npos) found = kPrivateKey;
    if (found) continue;
    if (label.ends_with("CERTIFICATE REQUEST")) found = kCertificateRequest;
    if (label.ends_with("PUBLIC KEY")) found = kPublicKey;
  }
  return found ? found : bare_base64(text);
}

bool looks_like_mail(std::string_view bytes) {
  std::string_view rest = bytes.substr(0, kHeaderBytes);
  std::size_t known = 0;
  bool sent = false;  // has what a mail gets on its way, and no other text
  bool first = true;
  while (!rest.empty()) {
    const std::size_t end = rest.find('\n');
    std::string_view line = rest.substr(0, end);
    rest.remove_prefix(end == rest.npos ? rest.size() : end + 1);
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.empty()) break;
    const bool mbox = first && line.starts_with("From ") && line.find('@') != line.npos;
    const bool folded = line.front() == ' ' || line.front() == '\t';
    if (!mbox && !folded) {
      const std::size_t colon = line.find(':');
      if (colon == line.npos || colon == 0) return false;
      const std::string_view name = line.substr(0, colon);
      if (name.find_first_of(" \t\"'{[") != name.npos) return false;
      if (among(kMailHeaders, name)) ++known;
      sent = sent || name == "MIME-Version" || name == "Received" || name == "Return-Path" ||
             name == "Message-ID" || name == "Message-Id" || name == "DKIM-Signature";
    } else if (first && folded) {
      return false;
    }
    sent = sent || mbox;
    first = false;
  }
  return sent ? known >= 2 : known >= 3;
}

bool looks_like_key_set(std::string_view bytes) {
  return bytes.starts_with('{') && MemberScan(bytes).finds_key_set();
}

}  // namespace intake
